"""Pages of a PDF -> lines in the order of reading: what pages repeat is left out, columns and notes are found."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import Any

from generator.authoring.importing.nouns import LeftOut, Line, Page
from generator.authoring.importing.words import NOTE, NUMBER_OF_PAGE, REFERENCE

# The share of a page's height where heads stand, and feet; how full the lines of a column are, and those of no table.
_MARGIN, _FILL = 0.13, 0.55

Row = list[Line]


def read_lines(pages: Sequence[Page]) -> tuple[list[Line], list[LeftOut]]:
    """Bring the stretches of all pages into the order of reading, with the edges of their columns."""
    stretches = [item for page in pages for row in page.rows for item in row]
    size = body_size(stretches)
    references = {mark for item in stretches for mark in REFERENCE.findall(item.text)}
    left_out = [LeftOut(page.turned, "turned text", page.place) for page in pages if page.turned]
    left_out += _take_furniture(pages, size, references)
    found: list[Line] = []
    gutters: list[float] = []
    for page in pages:
        gutters = _find_gutters(page.rows, size, gutters)
        lines = _order(page.rows, gutters, found[-1].column + 1 if found else 0)
        found += _find_notes(page, lines, size, references)
    return [*_set_edges(found, size)], left_out


def body_size(items: Iterable[Line]) -> float:
    """Return the size that most characters have."""
    sizes = Counter(item.size for item in items for _ in item.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _text(row: Row) -> str:
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
                lone = apart and not note and row[0].size < min(size * 0.9, after[0].size)
                if depth >= _MARGIN * (1 + head) or not (counts or head or lone):
                    break
                reason = "page number" if counts else "head or foot of the page"
                yield LeftOut(text, reason, page.place)
                kept.pop(last)


def _key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _text(row)), round(row[0].y / 4)


def _find_gutters(rows: Sequence[Row], size: float, before: Sequence[float]) -> list[float]:
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


def _order(page: Sequence[Row], gutters: Sequence[float], column: int) -> Iterator[Line]:
    """Yield the lines of a page in the order of reading; of what crosses the gutters the side is -1."""

    def side_of(item: Line, top: float = 0.0) -> int:
        crossed = any(item.x < gutter - 1 and item.end > gutter + 1 for gutter in gutters)
        side = -1 if crossed or not gutters else sum(item.x >= gutter for gutter in gutters)
        # What stands above both columns is no part of the first, short as it may be.
        return -1 if side == 0 and item.y < top - 0.8 * item.size else side

    open_side = -2
    for _, rows in groupby(page, key=lambda row: all(side_of(item) == -1 for item in row)):
        band = [*rows]
        top = min((item.y for row in band for item in row if side_of(item) > 0), default=0.0)
        for side in range(-1, len(gutters) + 1):
            kept = [part for row in band if (part := [item for item in row if side_of(item, top) == side])]
            # Two bands across all columns, one below the other, are one.
            column += bool(kept) and not open_side == side == -1
            open_side = side if kept else open_side
            yield from (_line(row, column=column, side=(len(gutters), side)) for row in kept)


def _line(row: Row, **place: Any) -> Line:
    inked = [item for item in row if any(char.isalnum() for char in item.text)] or row
    style = "".join(letter for letter in "bi" if all(letter in item.style for item in inked))
    main = max(row, key=lambda item: len(item.text))
    return replace(main, text=_text(row), style=style, x=row[0].x, end=row[-1].end, first=row[0].first, **place)


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


def _set_edges(found: Sequence[Line], size: float) -> Iterator[Line]:
    """Set the edges of the column of each line, measured on all pages."""
    groups: dict[object, list[Line]] = defaultdict(list)
    for line in found:
        groups[line.side, line.note].append(line)
    edges = {}
    for key, lines in groups.items():
        plain = [line for line in lines if abs(line.size - size) < 1] or lines
        ends = sorted(line.end for line in plain)
        # A few lines may stand out, such as long addresses.
        edges[key] = min(line.x for line in plain), ends[-1 - len(ends) // 30]
    for line in found:
        left, right = edges[line.side, line.note]
        yield replace(line, left=min(left, line.x), right=right)
