"""A file of any kind -> what it says: what it is, who reads it, and the proof that all of it was read."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyromark
import yaml

from generator.authoring.importing import layout, text
from generator.authoring.importing.head import find_date, find_language, read_head, settle_notes
from generator.authoring.importing.headings import make_blocks
from generator.authoring.importing.nouns import Block, ImportedText, Kind, LeftOut, Page, Repair
from generator.authoring.importing.paragraphs import Builder, measure, read_setting
from generator.authoring.importing.proof import compare
from generator.authoring.importing.words import Vocabulary, heal
from generator.model.errors import SourceError

_UNUSABLE = (
    (b"\xd0\xcf\x11\xe0", "is an old Word file; open it and save it as .docx"),
    (b"{\\rtf", "is RTF; open it and save it as .docx"),
)
_HTML = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html|\?xml|!--|head|body)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)


@dataclass(slots=True, kw_only=True)
class _Found:
    """What a reader of one kind of file hands on."""

    blocks: list[Block]
    left_out: list[LeftOut] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    title: str = ""
    date: str = ""
    language: str = ""
    typeset: bool = True
    named: str = ""
    """The title, where it stands outside the text."""


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
    path = Path(name)
    message = next((message for mark, message in _UNUSABLE if data.startswith(mark)), "")
    if message or not data.strip():
        raise SourceError(message or "the file is empty; paste the statement's text into it", path=path)
    try:
        found = _read(data, name, language)
    except ValueError as exc:
        raise SourceError(str(exc.args[0]), path=path, line=exc.args[1] if len(exc.args) > 1 else 1) from exc
    except ModuleNotFoundError as exc:
        extra = "pip install 'annotated-statement[import]'"
        raise SourceError(f"needs {exc.name}, which is not installed: {extra}", path=path) from exc
    head, blocks, doubts = read_head(found.blocks, found.title, named=found.named, typeset=found.typeset)
    blocks, more = settle_notes(blocks)
    if not any(block.kind in {Kind.PARAGRAPH, Kind.ITEM} for block in blocks):
        raise SourceError("there is a title and no text; paste the whole statement", path=path)
    shown = find_language(block.text for block in blocks)
    told = found.language if found.language.lower().startswith(shown) else shown
    return ImportedText(
        name=name,
        blocks=tuple(blocks),
        title=head.title,
        dateline=head.dateline,
        date=head.date or found.date,
        parties=head.parties,
        language=language or told,
        left_out=tuple(found.left_out),
        repairs=tuple(sorted([*found.repairs, *doubts, *more], key=lambda item: item.place.number)),
    )


def _read(data: bytes, name: str, language: str) -> _Found:
    if b"%PDF-" in data[:1024]:
        from generator.authoring.importing import pdf  # noqa: PLC0415 - needs the optional extra

        pages, meta = pdf.read_pages(data)
        if not any(page.stretches for page in pages):
            raise ValueError(
                "has no text, only pictures of pages; let a program for text recognition (OCR) read it first"
            )
        found = _read_pages(pages, language or meta["Lang"], typeset=True)
        return replace(found, title=meta.get("Title", ""), language=meta["Lang"])
    if data.startswith(b"PK\x03\x04"):
        from generator.authoring.importing import docx  # noqa: PLC0415 - needs the optional extra

        page, left_out, repairs = docx.read_docx(data)
        found = _read_html(page, whole=True)
        return replace(found, left_out=[*left_out, *found.left_out], repairs=[*repairs, *found.repairs])
    if _HTML.match(data):
        return _read_html(data)
    decoded, guessed = text.decode(data)
    if name.lower().endswith((".md", ".markdown")):
        return _read_markdown(decoded)
    pages, repairs = text.read_pages(decoded)
    found = _read_pages(pages, language, typeset=False)
    return replace(found, repairs=[*guessed, *repairs, *found.repairs])


def _read_html(data: bytes | str, *, whole: bool = False) -> _Found:
    from generator.authoring.importing.html import Page  # noqa: PLC0415 - needs the optional extra

    page = Page(data, whole=whole)
    told = {name: getattr(page, name) for name in ("blocks", "left_out", "repairs", "title", "language")}
    return _Found(**told)


def _read_markdown(markdown: str) -> _Found:
    front = _FRONT_MATTER.match(markdown)
    found = _read_html(_MARKDOWN.html(markdown[front.end() :] if front else markdown), whole=True)
    if front is None:
        return found
    try:
        keys = yaml.safe_load(front[1])
    except yaml.YAMLError:
        keys = None
    told = {str(name).lower(): str(value) for name, value in keys.items()} if isinstance(keys, dict) else {}
    day = find_date(told.get("date", ""))
    title, language = told.get("title", ""), told.get("language", told.get("lang", ""))
    left_out = [*found.left_out, LeftOut(text=front[1].replace(title, "", 1), reason="front matter")]
    date = day[0] if day else ""
    return replace(found, left_out=left_out, title=title or found.title, named=title, date=date, language=language)


def _read_pages(pages: Sequence[Page], language: str, *, typeset: bool) -> _Found:
    """Make blocks of pages, those of notes last."""
    lines, left_out, repairs = layout.read_lines(pages)
    lines = [line for line in (replace(line, text=heal(line.text)[0]) for line in lines) if line.text]
    lines = lines if typeset else measure(lines)
    texts = [line.text for line in lines]
    vocabulary = Vocabulary(texts, find_language(texts) or language)
    blocks: list[Block] = []
    for part in ([line for line in lines if not line.note], [line for line in lines if line.note]):
        setting = read_setting(part)
        builder = Builder(setting, vocabulary)
        for line in part:
            builder.add(line)
        made, told = make_blocks(builder.groups, setting, typeset=typeset)
        blocks += [block for block in made if block.text or block.number or block.kind is Kind.RULE]
        # The letter that Word's second bullet is copied as.
        letters = [group.lines[0].place for group in builder.groups if group.sign.isalpha()]
        left_out += [LeftOut(text="o", reason="sign of a list", place=place) for place in letters]
        repairs += [*told, *(joint for group in builder.groups for joint in group.joints)]
        if not typeset and part and setting.wrapped and not setting.gaps and not setting.indents:
            message = (
                "no blank line or indent parts the paragraphs; they were told by their last lines, so compare them"
            )
            repairs.append(Repair(place=part[0].place, message=message, look=True))
    return _Found(blocks=blocks, left_out=left_out, repairs=repairs, typeset=typeset)


def prove(imported: ImportedText, data: bytes) -> tuple[Repair, ...]:
    """Compare what was imported with all of the file's words, read in another way.

    Returns:
        The places where the order or the paragraphs differ from the file's own, for a person to look at.

    Raises:
        SourceError: a word is in neither the statement nor the report of what was left out.
    """
    if b"%PDF-" in data[:1024]:
        from generator.authoring.importing import pdf  # noqa: PLC0415 - needs the optional extra

        return compare(imported, [word for page in pdf.read_pages(data)[0] for word in page.words], ())
    if data.startswith(b"PK\x03\x04"):
        from generator.authoring.importing import docx  # noqa: PLC0415 - needs the optional extra

        return compare(imported, *docx.read_words(data))
    decoded = "" if _HTML.match(data) else text.decode(data)[0]
    if not decoded or imported.name.lower().endswith((".md", ".markdown")):
        from generator.authoring.importing import html  # noqa: PLC0415 - needs the optional extra

        front = _FRONT_MATTER.match(decoded)
        page = _MARKDOWN.html(decoded[front.end() :] if front else decoded) if decoded else data
        words, paragraphs = html.read_words(page)
        return compare(imported, [*(front[1].split() if front else ()), *words], paragraphs)
    return compare(imported, decoded.split(), re.split(r"\n\s*\n", decoded))


def overrule(imported: ImportedText, **told: str | tuple[str, ...]) -> ImportedText:
    """Put what the maintainer says in place of what was read; what is empty stays.

    A title or dateline of the text that is replaced becomes a heading or paragraph, so that no word is lost.
    """
    kept: list[Block] = []
    for name, kind in (("title", Kind.HEADING), ("dateline", Kind.PARAGRAPH)):
        old: str = getattr(imported, name)
        if told.get(name) and old and told[name] != old:
            kept.append(Block(kind=kind, text=old, level=int(kind is Kind.HEADING)))
    day = str(told.get("date") or "")
    found = find_date(day)
    if day and found is None:
        raise SourceError(f'"{day}" is no date; write it as 2024-11-15', path=Path(imported.name))
    known = {name: value for name, value in told.items() if value} | ({"date": found[0]} if found else {})
    return replace(imported, blocks=(*kept, *imported.blocks), **known)  # type: ignore[arg-type]
