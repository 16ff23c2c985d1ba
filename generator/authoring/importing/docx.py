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

_NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{_NAMES['w']}}}"
_DOCUMENT, _NONE, _FURNITURE = "word/document.xml", b"<none/>", re.compile(r"word/(?:header|footer)\d*\.xml")
_TEXTS = re.compile(rf"{_FURNITURE.pattern}|word/(?:document|footnotes|endnotes)\.xml")
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-", f"{_W}p": "\n"}
_ROMAN = WORDS["roman"].split()
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# In Word's template each depth of a bulleted list has a style of its own.
_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]
    + [f"p[style-name='Heading {n}'] => h{n + 1}:fresh" for n in range(1, 6)]
    + [f"p[style-name='List Bullet{f' {n}' * (n > 1)}'] => {'ul > li > ' * (n - 1)}ul > li:fresh" for n in range(1, 6)]
)


def read(data: bytes, mended: Counter[str], language: str) -> ImportedText:
    """Read a Word file by its styles, lists and notes."""
    parts = _unpack(data)
    root = _parse(parts[_DOCUMENT])
    _write_numbers(root, parts)
    parts[_DOCUMENT] = etree.tostring(root)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    page = mammoth.convert_to_html(written, style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {}))
    found = html.read(page.value, mended, language)
    furniture = [_text(_parse(parts[name])) for name in sorted(parts) if _FURNITURE.fullmatch(name)]
    changes = [*root.iter(f"{_W}ins", f"{_W}del")]
    flags = [Flag("", "has tracked changes; they were read as accepted")] * bool(changes)
    left_out = tuple(LeftOut(text, "head or foot of the page") for text in furniture if text)
    return replace(found, left_out=left_out, flags=(*flags, *found.flags))


def read_paragraphs(data: bytes) -> list[str]:
    """Return every word of a Word file, in its paragraphs, whatever they are."""
    parts = _unpack(data)
    return "\n".join(_text(_parse(content)) for name, content in parts.items() if _TEXTS.fullmatch(name)).split("\n")


def _unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist() if item.file_size < 100_000_000}


def _parse(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(element: Any) -> str:
    """Return the text of an element, but not of what was deleted or is there a second time."""
    items = element.iter(f"{_W}t", *_SPACES)
    found = (item for item in items if not any(up.tag in _UNSEEN for up in item.iterancestors()))
    return "".join(_SPACES.get(item.tag) or item.text or "" for item in found).strip()


def _value(element: Any, path: str) -> str:
    return str(element.xpath(f"string(w:{path.replace('/', '/w:')}/@w:val)", namespaces=_NAMES))


def _write_numbers(root: Any, parts: dict[str, bytes]) -> None:
    """Write the number that Word shows before each counted paragraph into its text, and end its counting."""
    numbering, none = _parse(parts.get("word/numbering.xml", _NONE)), _parse(_NONE)
    lists = {item.get(f"{_W}abstractNumId"): item for item in numbering.iter(f"{_W}abstractNum")}
    used = {num.get(f"{_W}numId"): lists.get(_value(num, "abstractNumId"), none) for num in numbering.iter(f"{_W}num")}
    named = _parse(parts.get("word/styles.xml", _NONE)).iter(f"{_W}style")
    styles = {style.get(f"{_W}styleId"): style for style in named}
    counts: dict[str, list[int]] = {}
    for paragraph in root.iter(f"{_W}p"):
        style, path = styles.get(_value(paragraph, "pPr/pStyle"), none), "pPr/numPr/"
        number = _value(paragraph, f"{path}numId") or _value(style, f"{path}numId")
        depth = int(_value(paragraph, f"{path}ilvl") or _value(style, f"{path}ilvl") or 0) + 1
        levels = [*used.get(number, none).iter(f"{_W}lvl")][:depth]
        forms = [_value(level, "numFmt") for level in levels]
        first = next(paragraph.iter(f"{_W}t"), None)
        if len(levels) < depth or forms[-1] in {"bullet", "none"} or first is None:
            continue
        count = counts.setdefault(number, [])
        count += [int(_value(level, "start") or 1) - 1 for level in levels[len(count) :]]
        count[depth - 1 :] = [count[depth - 1] + 1]
        label = _value(levels[-1], "lvlText")
        for at, (value, form) in enumerate(zip(count, forms, strict=True), 1):
            signs = ascii_lowercase if form.endswith("Letter") else _ROMAN if form.endswith("Roman") else ()
            text = signs[value - 1] if 0 < value <= len(signs) else str(value)
            label = label.replace(f"%{at}", text.upper() if form.startswith("upper") else text)
        first.text = f"{label} {first.text}"
        plain = not _value(style, "name").lower().startswith(("heading", "title"))
        for item in paragraph.xpath(f"w:pPr/w:numPr{' | w:pPr/w:pStyle' * plain}", namespaces=_NAMES):
            item.getparent().remove(item)
