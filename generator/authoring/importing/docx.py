"""A Word file -> HTML, with its headings, lists and notes; the numbers that Word counts are written out."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from string import ascii_lowercase
from typing import Any

import mammoth
from lxml import etree

from generator.authoring.importing import html
from generator.authoring.importing.nouns import Flag, ImportedText, LeftOut
from generator.authoring.importing.words import WORDS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _FURNITURE = "word/document.xml", re.compile(r"word/(?:header|footer)\d*\.xml")
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# In Word's template each depth of a bulleted list has a style of its own.
_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]
    + [f"p[style-name='{name} {n}'] => h{n + 1}:fresh" for name in ("Heading", "heading") for n in range(1, 6)]
    + [f"p[style-name='List Bullet{f' {n}' * (n > 1)}'] => {'ul > li > ' * (n - 1)}ul > li:fresh" for n in range(1, 6)]
)


def read(data: bytes, mended: Counter[str], language: str) -> ImportedText:
    """Read a Word file by its styles, lists and notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {item.filename: archive.read(item) for item in archive.infolist() if item.file_size < 100_000_000}
        if _DOCUMENT not in parts:
            raise ValueError("is an archive and no Word file; give the .docx, PDF or HTML file itself")
        root = _parse(parts, _DOCUMENT)
        _write_numbers(root, parts)
        parts[_DOCUMENT] = etree.tostring(root)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        pictures = mammoth.images.img_element(lambda _: {})
        page = mammoth.convert_to_html(written, style_map=_STYLES, convert_image=pictures).value
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, NotImplementedError, EOFError, RuntimeError) as exc:
        raise ValueError("the Word file is damaged or locked; open it and save it again") from exc
    found = html.read(page, mended, language)
    furniture = [_text(_parse(parts, name)) for name in sorted(parts) if _FURNITURE.fullmatch(name)]
    changed = root.find(f".//{_W}ins") is not None or root.find(f".//{_W}del") is not None
    flags = [Flag("", "has tracked changes; they were read as accepted")] * changed
    left_out = tuple(LeftOut(text=text, reason="head or foot of the page") for text in furniture if text)
    return replace(found, left_out=left_out, flags=(*flags, *found.flags))


def read_words(data: bytes) -> tuple[list[str], list[str]]:
    """Return every word of a Word file and the texts of its paragraphs, without regard to what they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _FURNITURE.fullmatch(name)]
        names += [name for name in (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml") if name in archive.namelist()]
        roots = [etree.fromstring(archive.read(name)) for name in names]
    texts = [_text(paragraph) for root in roots for paragraph in root.iter(f"{_W}p")]
    return " ".join(texts).split(), texts


def _parse(parts: dict[str, bytes], name: str) -> Any:
    return etree.fromstring(parts.get(name, b"<none/>"), etree.XMLParser(resolve_entities=False, no_network=True))


def _text(element: Any) -> str:
    """Return the text of an element, but not of what was deleted, nor of paragraphs within a paragraph."""
    parts = []
    for item in element.iter(f"{_W}t", *_SPACES):
        around = [*item.iterancestors()]
        paragraph = next((up for up in around if up.tag == f"{_W}p"), None)
        if (element.tag != f"{_W}p" or paragraph is element) and not any(up.tag in _UNSEEN for up in around):
            parts.append(_SPACES.get(item.tag) or item.text or "")
    return "".join(parts).strip()


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/"))) if element is not None else None
    return "" if found is None else found.get(f"{_W}val", "")


def _write_numbers(root: Any, parts: dict[str, bytes]) -> None:
    """Write the number that Word shows before each counted paragraph into its text, and end its counting."""
    numbering = _parse(parts, "word/numbering.xml")
    lists = {item.get(f"{_W}abstractNumId"): item for item in numbering.iter(f"{_W}abstractNum")}
    used = {num.get(f"{_W}numId"): lists.get(_value(num, "abstractNumId")) for num in numbering.iter(f"{_W}num")}
    by_style = {style.get(f"{_W}styleId"): style for style in _parse(parts, "word/styles.xml").iter(f"{_W}style")}
    counts: dict[str, list[int]] = {}
    for paragraph in root.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        style = by_style.get(_value(properties, "pStyle"))
        number = _value(properties, "numPr/numId") or _value(style, "pPr/numPr/numId")
        depth = int(_value(properties, "numPr/ilvl") or _value(style, "pPr/numPr/ilvl") or 0)
        found = used.get(number)
        levels = [*found.iter(f"{_W}lvl")] if found is not None else []
        forms = [_value(level, "numFmt") for level in levels[: depth + 1]]
        if depth >= len(levels) or forms[depth] in {"bullet", "none"} or not _text(paragraph):
            continue
        count = counts.setdefault(number, [])
        count += [int(_value(level, "start") or 1) - 1 for level in levels[len(count) : depth + 1]]
        count[depth] += 1
        del count[depth + 1 :]
        label = _value(levels[depth], "lvlText")
        for at, (value, form) in enumerate(zip(count, forms, strict=True), 1):
            label = label.replace(f"%{at}", _numeral(max(value, 1), form))
        for item in [*properties.iter(f"{_W}numPr", f"{_W}pStyle")]:
            if item.tag == f"{_W}numPr" or not _value(style, "name").lower().startswith(("heading", "title")):
                item.getparent().remove(item)
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = f"{label} "
        paragraph.insert(1, run)


def _numeral(count: int, form: str) -> str:
    """Return a number as a list shows it, in one of the forms that Word names."""
    letters = form.endswith("Letter")
    signs = ascii_lowercase if letters else WORDS["roman"].split() if form.endswith("Roman") else ()
    text = signs[count - 1] if count <= len(signs) else str(count)
    return text.upper() if form.startswith("upper") else text
