"""A file as a ministry publishes it -> source/statement.md: whole, in the order of reading, with a report."""

import re
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pyromark

from generator.authoring.importing import text
from generator.authoring.importing.head import find_date, read_head
from generator.authoring.importing.notes import settle_notes
from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.proof import compare
from generator.authoring.importing.words import find_language
from generator.model.errors import GeneratorError

_UNUSABLE = (
    (b"\xd0\xcf\x11\xe0", "is an old Word file; open it and save it as .docx"),
    (b"{\\rtf", "is RTF; open it and save it as .docx"),
)
_HTML = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html|\?xml|!--|head|body)", re.IGNORECASE)
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)


def open_source(name: str) -> bytes:
    """Return the bytes of a file, or those of standard input for "-".

    Raises:
        GeneratorError: it cannot be read, or it is the address of a web page.
    """
    if re.match(r"https?://|www\.", name, re.IGNORECASE):
        message = "is an address; open it in a browser, save the page (as HTML or PDF) and import that file"
        raise GeneratorError(message, path=Path(name))
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError as exc:
        raise GeneratorError("there is no such file; give the path of a file", path=Path(name)) from exc
    except OSError as exc:
        raise GeneratorError(f"cannot be read: {exc.strerror}", path=Path(name)) from exc


def read_source(data: bytes, *, name: str, language: str = "") -> ImportedText:
    """Read a statement from a PDF, a Word file, a saved web page, Markdown or copied text.

    Args:
        data: the file's bytes; they tell what it is. Only Markdown is told by the name.
        name: the file's name.
        language: BCP 47 code of the text; told by the file or the text where it is empty.

    Raises:
        GeneratorError: the file cannot be used.
    """
    path, mended = Path(name), Counter[str]()
    message = next((message for mark, message in _UNUSABLE if data.startswith(mark)), "")
    if message or not data.strip():
        raise GeneratorError(message or "the file is empty; paste the statement's text into it", path=path)
    try:
        reader, content = _choose_reader(data, name)
        found = reader.read(content, mended, language)
    except ValueError as exc:
        raise GeneratorError(str(exc.args[0]), path=path, line=exc.args[1] if len(exc.args) > 1 else 1) from exc
    except ModuleNotFoundError as exc:
        hint = "pip install 'annotated-statement[import]'"
        raise GeneratorError(f"needs {exc.name}, which is not installed", path=path, hint=hint) from exc
    read = settle_notes(read_head(found))
    if not any(block.kind in {Kind.PARAGRAPH, Kind.ITEM} for block in read.blocks):
        raise GeneratorError("there is a title and no text; paste the whole statement", path=path)
    shown = find_language(block.text for block in read.blocks)
    known = found.language if found.language.lower().startswith(shown) else shown
    return replace(read, name=name, language=language or known, mended=tuple(sorted(mended.items())))


def _choose_reader(data: bytes, name: str) -> tuple[Any, bytes | str]:
    """Return the module that reads a file, and what it is to read; all but copied text needs the optional extra."""
    if b"%PDF-" in data[:1024]:
        return import_module(f"{__name__}.pdf"), data
    if data.startswith(b"PK\x03\x04"):
        return import_module(f"{__name__}.docx"), data
    if _HTML.match(data):
        return import_module(f"{__name__}.html"), data
    if name.lower().endswith((".md", ".markdown")):
        return import_module(f"{__name__}.html"), _MARKDOWN.html(text.decode(data)[0])
    return text, data


def prove(imported: ImportedText, data: bytes) -> tuple[Flag, ...]:
    """Compare what was imported with all of the file's words, read in another way.

    Returns:
        The places where the order or the paragraphs differ from the file's own, for a person to look at.

    Raises:
        GeneratorError: a word is in neither the statement nor the report of what was left out.
    """
    reader, content = _choose_reader(data, imported.name)
    return compare(imported, *reader.read_words(content))


def overrule(imported: ImportedText, **given: str | tuple[str, ...]) -> ImportedText:
    """Put what the maintainer says in place of what was read; what is empty stays.

    A title or dateline of the text that is replaced becomes a heading or paragraph, so that no word is lost.
    """
    known: dict[str, Any] = {name: value for name, value in given.items() if value}
    if day := known.get("date"):
        known["date"] = find_date(day)[0]
        if not known["date"]:
            raise GeneratorError(f'"{day}" is no date', path=Path(imported.name), hint="write it as 2024-11-15")
    kept = [
        Block(kind=kind, text=getattr(imported, name), level=int(kind is Kind.HEADING))
        for name, kind in (("title", Kind.HEADING), ("dateline", Kind.PARAGRAPH))
        if getattr(imported, name) not in {"", known.get(name, getattr(imported, name))}
    ]
    return replace(imported, blocks=(*kept, *imported.blocks), **known)
