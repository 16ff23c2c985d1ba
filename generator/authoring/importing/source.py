"""A file of any kind -> what it says: what it is, who reads it, and the proof that all of it was read."""

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyromark

from generator.authoring.importing import layout, text
from generator.authoring.importing.blocks import make_blocks
from generator.authoring.importing.head import find_date, read_head, settle_notes
from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.proof import compare
from generator.authoring.importing.words import Vocabulary, find_language, heal
from generator.model.errors import SourceError

_UNUSABLE = (
    (b"\xd0\xcf\x11\xe0", "is an old Word file; open it and save it as .docx"),
    (b"{\\rtf", "is RTF; open it and save it as .docx"),
)
_HTML = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html|\?xml|!--|head|body)", re.IGNORECASE)
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)


def open_source(name: str) -> bytes:
    """Return the bytes of a file, or those of standard input for "-".

    Raises:
        SourceError: it cannot be read, or it is the address of a web page.
    """
    if re.match(r"https?://|www\.", name, re.IGNORECASE):
        message = "is an address; open it in a browser, save the page (as HTML or PDF) and import that file"
        raise SourceError(message, path=Path(name))
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError as exc:
        raise SourceError("there is no such file; give the path of a file", path=Path(name)) from exc
    except OSError as exc:
        raise SourceError(f"cannot be read: {exc.strerror}", path=Path(name)) from exc


def read_source(data: bytes, *, name: str, language: str = "") -> ImportedText:
    """Read a statement from a PDF, a Word file, a saved web page, Markdown or copied text.

    Args:
        data: the file's bytes; they tell what it is. Only Markdown is told by the name.
        name: the file's name.
        language: BCP 47 code of the text; told by the file or the text where it is empty.

    Raises:
        SourceError: the file cannot be used.
    """
    path, mended = Path(name), Counter[str]()
    message = next((message for mark, message in _UNUSABLE if data.startswith(mark)), "")
    if message or not data.strip():
        raise SourceError(message or "the file is empty; paste the statement's text into it", path=path)
    try:
        found = _read(data, name, language, mended)
    except ValueError as exc:
        raise SourceError(str(exc.args[0]), path=path, line=exc.args[1] if len(exc.args) > 1 else 1) from exc
    except ModuleNotFoundError as exc:
        hint = "pip install 'annotated-statement[import]'"
        raise SourceError(f"needs {exc.name}, which is not installed", path=path, hint=hint) from exc
    read = settle_notes(read_head(found))
    if not any(block.kind in {Kind.PARAGRAPH, Kind.ITEM} for block in read.blocks):
        raise SourceError("there is a title and no text; paste the whole statement", path=path)
    shown = find_language(block.text for block in read.blocks)
    known = found.language if found.language.lower().startswith(shown) else shown
    return replace(read, name=name, language=language or known, mended=tuple(sorted(mended.items())))


def _kind(data: bytes, name: str) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(data):
        return "html"
    return "markdown" if name.lower().endswith((".md", ".markdown")) else "text"


def _read(data: bytes, name: str, language: str, mended: Counter[str]) -> ImportedText:
    kind = _kind(data, name)
    if kind == "text":
        return text.read_text(data, mended, language)
    # These need the optional extra.
    if kind == "pdf":
        from generator.authoring.importing import pdf  # noqa: PLC0415

        pages, meta = pdf.read_pages(data)
        if not any(page.stretches for page in pages):
            raise ValueError(
                "has no text, only pictures of pages; let a program for text recognition (OCR) read it first"
            )
        lines, left_out, flags = layout.read_lines(pages)
        lines = [line for line in (replace(line, text=heal(line.text, mended)) for line in lines) if line.text]
        words = Vocabulary([line.text for line in lines], language or meta["Lang"])
        body, doubts = make_blocks([line for line in lines if not line.note], words)
        notes, more = make_blocks([line for line in lines if line.note], words)
        found = ImportedText(blocks=(*body, *notes), left_out=tuple(left_out), flags=(*flags, *doubts, *more))
        return replace(found, title=meta.get("Title", ""), language=meta["Lang"])
    from generator.authoring.importing import docx, html  # noqa: PLC0415

    if kind == "docx":
        page, left_out, flags = docx.read_docx(data)
        found = html.read_page(page, mended, whole=True)
        return replace(found, left_out=tuple(left_out), flags=(*flags, *found.flags))
    if kind == "markdown":
        return html.read_page(_MARKDOWN.html(text.decode(data)[0]), mended, whole=True)
    return html.read_page(data, mended)


def prove(imported: ImportedText, data: bytes) -> tuple[Flag, ...]:
    """Compare what was imported with all of the file's words, read in another way.

    Returns:
        The places where the order or the paragraphs differ from the file's own, for a person to look at.

    Raises:
        SourceError: a word is in neither the statement nor the report of what was left out.
    """
    kind = _kind(data, imported.name)
    if kind == "text":
        decoded = text.decode(data)[0]
        return compare(imported, decoded.split(), re.split(r"\n\s*\n", decoded))
    # These need the optional extra.
    if kind == "pdf":
        from generator.authoring.importing import pdf  # noqa: PLC0415

        return compare(imported, pdf.read_words(data), ())
    from generator.authoring.importing import docx, html  # noqa: PLC0415

    if kind == "docx":
        return compare(imported, *docx.read_words(data))
    page = _MARKDOWN.html(text.decode(data)[0]) if kind == "markdown" else data
    return compare(imported, *html.read_words(page))


def overrule(imported: ImportedText, **given: str | tuple[str, ...]) -> ImportedText:
    """Put what the maintainer says in place of what was read; what is empty stays.

    A title or dateline of the text that is replaced becomes a heading or paragraph, so that no word is lost.
    """
    kept: list[Block] = []
    for name, kind in (("title", Kind.HEADING), ("dateline", Kind.PARAGRAPH)):
        old: str = getattr(imported, name)
        if given.get(name) and old and given[name] != old:
            kept.append(Block(kind=kind, text=old, level=int(kind is Kind.HEADING)))
    day = str(given.get("date") or "")
    found = find_date(day)
    if day and found is None:
        raise SourceError(f'"{day}" is no date', path=Path(imported.name), hint="write it as 2024-11-15")
    known = {name: value for name, value in given.items() if value} | ({"date": found[0]} if found else {})
    return replace(imported, blocks=(*kept, *imported.blocks), **known)  # type: ignore[arg-type]
