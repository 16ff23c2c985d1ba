"""A PDF -> rows of stretches with their places, sizes and styles -> lines in the order of reading, in columns."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from math import hypot
from statistics import median, mode
from typing import Any

from pypdfium2 import PdfDocument, raw

from generator.authoring.importing.blocks import make_blocks
from generator.authoring.importing.nouns import Flag, ImportedText, LeftOut, Line, Page
from generator.authoring.importing.words import NOTE, NUMBER_OF_PAGE, REFERENCE, Vocabulary, heal

# Ems between two stretches of one line that may belong to two columns; and the sign of a list, where it is drawn.
_WIDE_GAP, _DRAWN = 0.8, "\uf0b7"
# The share of a page's height where heads stand, and feet; how full the lines of a column are, and those of no table.
_MARGIN, _FILL = 0.13, 0.55
_UNREADABLE = "characters have no text behind them in the file; compare them with the page"


def read(data: bytes, mended: Counter[str], language: str) -> ImportedText:
    """Read a PDF by places, sizes and styles."""
    named = b"".join(re.findall(rb"/Lang\s*\(([A-Za-z-]{2,12})\)", data)[:1]).decode()
    with PdfDocument(data) as document:
        title = document.get_metadata_dict().get("Title", "")
        pages = [_read_page(page, f"page {number}") for number, page in enumerate(document, 1)]
    if not any(page.rows for page in pages):
        raise ValueError("has no text, only pictures of pages; let a program for text recognition (OCR) read it first")
    flags = [Flag(page.place, f"{page.unreadable} {_UNREADABLE}") for page in pages if page.unreadable]
    lines, left_out = _read_lines(pages)
    lines = [line for line in (replace(line, text=heal(line.text, mended)) for line in lines) if line.text]
    words = Vocabulary([line.text for line in lines], language or named)
    body, doubts = make_blocks([line for line in lines if not line.note], words)
    notes, more = make_blocks([line for line in lines if line.note], words)
    told: dict[str, Any] = {"left_out": tuple(left_out), "flags": (*flags, *doubts, *more)}
    return ImportedText(blocks=(*body, *notes), title=title, language=named, **told)


def read_paragraphs(data: bytes) -> list[str]:
    """Return every word as the library itself reads it, in the file's order; a PDF has no paragraphs of its own."""
    with PdfDocument(data) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    # pdfium shows a hyphen at a line's end as U+0002 or U+FFFE.
    return [re.sub(r"[\x02\ufffe]\s*", "-", text)]


def _read_page(page: Any, place: str) -> Page:
    text = page.get_textpage()
    left, bottom, right, top = page.get_mediabox()
    made = Page(place=place, width=right - left, height=top - bottom)
    chars: list[Line] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) or code in {0, 10, 13, 0xFFFE, 0xFFFF}:
            # Its place is that of the character before.
            chars += [replace(chars[-1], text=" ")] if code == 0x20 and chars else []
            continue
        char = "-" if code == 2 else chr(code)
        made.unreadable += char == "\ufffd" or raw.FPDFText_HasUnicodeMapError(text, index) == 1
        if char.strip() and abs(raw.FPDFText_GetCharAngle(text, index)) % 6.28 > 0.1:
            made.turned += char
        else:
            chars.append(_read_char(text, index, char, top))
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        x, low, end, high = item.get_bounds()
        if end - x > 30 and high - low < 3:
            made.rules.append((x, end, top - high))
        elif 1.5 < end - x < 9 and 0.7 < (end - x) / max(high - low, 0.1) < 1.4:
            # Browsers draw the round and square signs of lists.
            chars.append(Line(text=_DRAWN, x=x, end=end, y=top - (low + high) / 2, size=end - x))
    made.rows = [stretches for row in _rows(chars) if (stretches := [*_cut(row, place)])]
    return made


def _read_char(text: Any, index: int, char: str, top: float) -> Line:
    x, y, flags, name = ctypes.c_double(), ctypes.c_double(), ctypes.c_int(), ctypes.create_string_buffer(200)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
    end = max(text.get_charbox(index, loose=True)[2], x.value)
    size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
    font = name.value.decode("utf-8", "replace").lower()
    bold = raw.FPDFText_GetFontWeight(text, index) >= 600 or re.search("bold|black|heavy|demi", font)
    style = "b" * bool(bold) + "i" * bool(flags.value & 64 or re.search("italic|oblique", font))
    return Line(text=char, x=x.value, end=end, y=top - y.value, size=round(size, 1) or 1.0, style=style)


def _rows(chars: Sequence[Line]) -> list[list[Line]]:
    """Put characters that share a baseline together; what is raised, such as a footnote's mark, joins its row."""
    rows: list[list[Line]] = []
    for char in sorted(chars, key=lambda char: -char.size):
        for row in reversed(rows):
            y, size = row[0].y, row[0].size
            like = char.size > size * 0.85
            if abs(y - char.y) < (0.15 if like else 0.55) * size and (
                like or any(other.x - 2 * size < char.x < other.end + size for other in row)
            ):
                row.append(char)
                break
        else:
            rows.append([char])
    return sorted(rows, key=lambda row: row[0].y)


def _cut(row: list[Line], place: str) -> Iterator[Line]:
    """Cut a row at wide gaps, and put in the spaces that are only gaps."""
    row.sort(key=lambda char: char.x)
    ink = [char for char in row if char.text.strip()]
    if {char.text for char in ink} <= {_DRAWN}:
        return
    size, y = mode(char.size for char in ink), mode(char.y for char in ink)
    # Letters of justified and letter-spaced type stand apart, too.
    usual = max(median([right.x - left.end for left, right in pairwise(ink)] or [0.0]), 0.0)
    part: list[Line] = []
    for before, char in pairwise([ink[0], *row]):
        gap = char.x - part[-1].end if part else 0.0
        if not char.text.strip():
            continue
        if part and gap > _WIDE_GAP * max(size, char.size):
            yield _stretch(part, y, place)
            part = []
        elif part and (gap > usual + 0.17 * size or not before.text.strip()):
            part.append(replace(char, text=" ", x=part[-1].end, end=char.x))
        part.append(char)
    yield _stretch(part, y, place)


def _stretch(part: list[Line], y: float, place: str) -> Line:
    """Make a stretch of characters, with a raised mark written as `[^3]`."""
    ink = [char for char in part if char.text.strip()]
    size = mode(char.size for char in ink)
    text = ""
    for is_raised, chars in groupby(part, key=lambda char: char.size < size * 0.86 and char.y < y - 0.12 * size):
        mark = "".join(char.text for char in chars)
        text += f"[^{mark}]" if is_raised and re.fullmatch(r"\d{1,3}|[*\u2020\u2021]|[a-z]", mark) else mark
    first = next((char.x for char in part if not char.text.strip()), ink[-1].end) - ink[0].x
    style = "".join(letter for letter in "bi" if all(letter in char.style for char in ink if char.text.isalnum()))
    return Line(text=text, x=ink[0].x, end=ink[-1].end, y=y, size=size, first=first, style=style, place=place)


def _read_lines(pages: Sequence[Page]) -> tuple[list[Line], list[LeftOut]]:
    """Bring the stretches of all pages into the order of reading, with the edges of their columns."""
    stretches = [item for page in pages for row in page.rows for item in row]
    size = mode([item.size for item in stretches for _ in item.text])
    references = {mark for item in stretches for mark in REFERENCE.findall(item.text)}
    left_out = [LeftOut(page.turned, "turned text", page.place) for page in pages if page.turned]
    left_out += _take_furniture(pages, size, references)
    found: list[Line] = []
    gutters: list[float] = []
    for page in pages:
        gutters = _find_gutters(page.rows, size, gutters)
        lines = _order(page.rows, gutters, found[-1].column + 1 if found else 0)
        found += _find_notes(page, lines, size, references)
    # The edges of columns are measured on all pages; a few lines may stand out, such as long addresses.
    ends = {side: sorted(line.end for line in found if line.side == side) for side in {line.side for line in found}}
    lefts = {side: min(line.x for line in found if line.side == side) for side in ends}
    return [
        replace(line, left=lefts[line.side], right=ends[line.side][-1 - len(ends[line.side]) // 30]) for line in found
    ], left_out


def _text(row: list[Line]) -> str:
    return " ".join(stretch.text for stretch in row)


def _take_furniture(pages: Sequence[Page], size: float, references: set[str]) -> Iterator[LeftOut]:
    """Take heads, feet and page numbers out of the pages: what stands at the same height on several of them."""
    seen = Counter(key for page in pages for key in {_key(row) for row in page.rows})
    for number, page in enumerate(pages, 1):
        kept = page.rows
        for last in (0, -1):
            while kept:
                row, text = kept[last], _text(kept[last])
                depth = (page.height - row[0].y if last else row[0].y) / page.height
                note = NOTE.match(text)
                after = kept[-2 if last else 1] if len(kept) > 2 else row
                apart = abs(row[0].y - after[0].y) > 2.2 * size
                head = seen[_key(row)] > max(1, (0.3 if apart else 0.6) * len(pages) - 0.01)
                head = head and not (note and references & {*note.groups()})
                counts = NUMBER_OF_PAGE.fullmatch(text) and (not text.isdigit() or int(text) == number or head)
                lone = apart and not note and row[0].size < 0.9 * size
                if depth >= _MARGIN or not (counts or head or lone):
                    break
                yield LeftOut(text, "page number" if counts else "head or foot of the page", page.place)
                kept.pop(last)


def _key(row: list[Line]) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _text(row)), round(row[0].y / 4)


def _find_gutters(rows: Sequence[list[Line]], size: float, before: Sequence[float]) -> list[float]:
    """Return the left edges of all columns but the first; those of the page before need fewer lines."""
    stretches = [item for row in rows for item in row]
    inner = min((item.x for item in stretches), default=0.0)
    whole = max((item.end for item in stretches), default=0.0) - inner
    gutters: list[float] = []
    for start in sorted({round(item.x) for item in stretches}):
        exact = [item for item in stretches if start - 2 < item.x < start + 2]
        least = 1 if any(abs(start - edge) < 3 for edge in before) else 4
        if start - inner < 0.15 * whole or len(exact) < least:
            continue
        top, foot = exact[0].y, exact[-1].y
        across = sum(item.x < start - 2 and item.end > start + 2 and top <= item.y <= foot for item in stretches)
        near = [row for row in rows if top - size <= row[0].y <= foot + size]
        beside = [[item for item in row if inner - 2 < item.x and item.end < start - 0.5 * size] for row in near]
        widths = [row[-1].end - row[0].x for row in beside if row]
        right = sum(row[-1].x > start - 2 for row in near if top <= row[0].y <= foot)
        if len(widths) < least or across > 0.25 * len(exact) or len(exact) < 0.4 * right:
            continue
        if sum(widths) / len(widths) >= _FILL * (start - inner):
            gutters.append(start - 1.0)
            inner = start
    return gutters


def _order(page: Sequence[list[Line]], gutters: Sequence[float], column: int) -> Iterator[Line]:
    """Yield the lines of a page in the order of reading; of what crosses the gutters the side is -1."""

    def side_of(item: Line) -> int:
        crossed = any(item.x < gutter - 1 and item.end > gutter + 1 for gutter in gutters)
        return -1 if crossed or not gutters else sum(item.x >= gutter for gutter in gutters)

    for _, rows in groupby(page, key=lambda row: all(side_of(item) == -1 for item in row)):
        band = [*rows]
        for side in range(-1, len(gutters) + 1):
            kept = [part for row in band if (part := [item for item in row if side_of(item) == side])]
            column += bool(kept)
            for row in kept:
                style = "".join(letter for letter in "bi" if all(letter in item.style for item in row))
                made: dict[str, Any] = {"text": _text(row), "style": style, "x": row[0].x, "first": row[0].first}
                main = max(row, key=lambda item: len(item.text))
                yield replace(main, end=row[-1].end, column=column, side=(len(gutters), side), **made)


def _find_notes(page: Page, lines: Iterable[Line], size: float, references: set[str]) -> Iterator[Line]:
    """Mark the lines at the foot of each column that are footnotes: smaller, below a drawn line or with a mark."""
    for _, column in groupby(lines, key=lambda line: line.column):
        members = [*column]
        # The small lines at the foot are its last ones.
        small = len(members) - len([*takewhile(lambda line: line.size < size - 0.4, reversed(members))])
        noted = False
        for at, line in enumerate(members):
            ruled = any(
                -2 < line.y - y < 3 * size and abs(x - line.x) < 3 * size and end - x < page.width * 0.6
                for x, end, y in page.rules
            )
            mark = NOTE.match(line.text)
            # A note goes on from the page before without a mark of its own.
            marked = mark and (at >= small or (ruled and references & {*mark.groups()}))
            noted = noted or bool(marked) or (ruled and at == small)
            yield replace(line, note=noted)
