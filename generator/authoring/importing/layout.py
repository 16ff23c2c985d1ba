"""Pages of a PDF -> lines in the order of reading: what pages repeat is left out, columns and notes are found."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.authoring.importing.nouns import Flag, LeftOut, Line, Page
from generator.authoring.importing.words import BULLET, NOTE, NUMBER_OF_PAGE, REFERENCE

_MARGIN = 0.13
"""Share of a page's height, at its top and bottom, where heads and feet stand."""
_FILL = 0.55
"""How full the lines of a column are at least, on average; those of a table are not."""

Row = list[Line]


def read_lines(pages: Sequence[Page]) -> tuple[list[Line], list[LeftOut], list[Flag]]:
    """Bring the stretches of all pages into the order of reading, with the edges of their columns."""
    size = body_size(stretch for page in pages for stretch in page.stretches)
    references = {mark for page in pages for item in page.stretches for mark in REFERENCE.findall(item.text)}
    left_out = _take_furniture(pages, size, references)
    flags: list[Flag] = []
    found: list[tuple[Line, tuple[int, int]]] = []
    gutters: list[float] = []
    for page in pages:
        if page.turned:
            left_out.append(LeftOut(text=page.turned, reason="turned text", place=page.place))
        if page.unreadable:
            message = f"{page.unreadable} characters have no text behind them in the file; compare them with the page"
            flags.append(Flag(page.place, message))
        before, (gutters, table) = gutters, _find_gutters(page.stretches, size)
        if not gutters and all(_parts(page.stretches, gutter) for gutter in before):
            # A few lines at the end of a text in columns.
            gutters = before
        if table:
            flags.append(Flag(page.place, "a table; its rows were read from left to right"))
        lines = [*_order(page, gutters, found[-1][0].column + 1 if found else 0)]
        found += [(line, (len(gutters), side)) for line, side in _find_notes(page, lines, size, references)]
    return _set_edges(found, size), left_out, flags


def body_size(items: Iterable[Line]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[item.size] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _rows(stretches: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for stretch in sorted(stretches, key=lambda item: (item.y, item.x)):
        if rows and abs(rows[-1][0].y - stretch.y) < 2:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [sorted(row, key=lambda item: item.x) for row in rows]


def _text(row: Row) -> str:
    return " ".join(stretch.text for stretch in row)


def _take_furniture(pages: Sequence[Page], size: float, references: set[str]) -> list[LeftOut]:
    """Take heads, feet and page numbers out of the pages: what stands at the same height on several of them."""
    rows = [_rows(page.stretches) for page in pages]
    seen = Counter(key for kept in rows for key in {_key(row) for row in kept})
    left_out: list[LeftOut] = []
    for number, (page, kept) in enumerate(zip(pages, rows, strict=True), 1):
        for last in (0, -1):
            while kept:
                row, text = kept[last], _text(kept[last])
                depth = (page.height - row[0].y if last else row[0].y) / page.height
                note = NOTE.match(text)
                often = seen[_key(row)] / len(pages)
                head = seen[_key(row)] > 1 and not (note and references & {*note.groups()})
                counts = NUMBER_OF_PAGE.fullmatch(text) and (not text.isdigit() or int(text) == number or head)
                after = kept[-2 if last else 1] if len(kept) > 2 else row
                apart = abs(row[0].y - after[0].y) / size
                head = head and often >= (0.3 if apart > 2.2 else 0.6)
                lone = row[0].size < min(size * 0.9, after[0].size) and apart > 2.2
                if depth >= _MARGIN * (1 + head) or not (counts or head or (lone and not note)):
                    break
                reason = "page number" if counts else "head or foot of the page"
                left_out.append(LeftOut(text=text, reason=reason, place=page.place))
                kept.pop(last)
        page.stretches = [stretch for row in kept for stretch in row]
    return left_out


def _key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _text(row)), round(row[0].y / 4)


def _find_gutters(stretches: Sequence[Line], size: float) -> tuple[list[float], bool]:
    """Return the left edges of all columns but the first, and whether there is something that is rather a table."""
    starts = Counter(round(item.x) for item in stretches)
    inner = min((item.x for item in stretches), default=0.0)
    whole = max((item.end for item in stretches), default=0.0) - inner
    gutters: list[float] = []
    table = False
    for start in sorted(starts):
        right = [item for item in stretches if item.x > start - 2]
        exact = [item for item in right if item.x < start + 2 and item.clear]
        if start - inner < 0.15 * whole or len(exact) < 4:
            continue
        top, foot = exact[0].y, exact[-1].y
        across = sum(item.x < start - 2 and item.end > start + 2 and top <= item.y <= foot for item in stretches)
        left = [item for item in stretches if inner - 2 < item.x and item.end < start - 0.5 * size]
        beside = _rows([item for item in left if top - size <= item.y <= foot + size])
        rows = _rows([item for item in right if top <= item.y <= foot])
        if len(beside) < 4 or across > 0.25 * len(exact) or len(exact) < 0.4 * len(rows):
            continue
        fill = sum(row[-1].end - row[0].x for row in beside) / len(beside) / (start - inner)
        if fill < _FILL:
            table = table or fill > 0.15
            continue
        gutters.append(start - 1.0)
        inner = start
    return gutters, table and not gutters


def _parts(stretches: Sequence[Line], gutter: float) -> bool:
    """Whether a gutter has stretches on both sides and across it none."""
    sides = {(item.x >= gutter) - (item.end <= gutter) for item in stretches}
    return sides == {1, -1}


def _order(page: Page, gutters: Sequence[float], column: int) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a page, each with the side it stands on: -1 for what crosses the gutters."""

    def side_of(item: Line) -> int:
        crossed = any(item.x < gutter - 1 and item.end > gutter + 1 for gutter in gutters)
        return -1 if crossed or not gutters else sum(item.x >= gutter for gutter in gutters)

    open_side = -2
    for _, band_rows in groupby(_rows(page.stretches), key=lambda row: all(side_of(item) == -1 for item in row)):
        band = [item for row in band_rows for item in row]
        top = min((item.y for item in band if side_of(item) > 0), default=0.0)
        # What stands above both columns is no part of the first, short as it may be.
        sides = [-1 if side_of(item) == 0 and item.y < top - 0.8 * item.size else side_of(item) for item in band]
        for side in range(-1, len(gutters) + 1):
            rows = _rows([item for own, item in zip(sides, band, strict=True) if own == side])
            # Two bands across all columns, one below the other, are one.
            column += bool(rows) and not open_side == side == -1
            open_side = side if rows else open_side
            for row in rows:
                yield _line(page, row, column), side


def _line(page: Page, row: Row, column: int) -> Line:
    main = max(row, key=lambda item: len(item.text))
    inked = [item for item in row if any(char.isalnum() for char in item.text)] or row
    x, end = row[0].x, row[-1].end
    return replace(
        main,
        text=_text(row),
        x=x,
        end=end,
        first=row[0].first,
        style="".join(letter for letter in "bi" if all(letter in item.style for item in inked)),
        sign=any(0 < row[0].x - x < 3 * main.size and 0 < main.y - y < main.size for x, y in page.dots),
        column=column,
    )


def _find_notes(
    page: Page, lines: Sequence[tuple[Line, int]], size: float, references: set[str]
) -> Iterator[tuple[Line, int]]:
    """Mark the lines at the foot of each column that are footnotes: smaller, below a drawn line or with a mark."""
    for _, column in groupby(lines, key=lambda item: item[0].column):
        members = [*column]
        start = len(members)
        while start and members[start - 1][0].size < size - 0.4:
            start -= 1
        for at, (line, _) in enumerate(members):
            ruled = any(
                -2 < line.y - y < 3 * size and abs(x - line.x) < 3 * size and end - x < page.width * 0.6
                for x, end, y in page.rules
            )
            mark = NOTE.match(line.text)
            marked = mark and (at >= start or (ruled and references & {*mark.groups()}))
            # A note goes on from the page before without a mark of its own.
            if marked or (ruled and at == start):
                start = at
                break
        else:
            start = len(members)
        yield from members[:start]
        yield from ((replace(line, note=True), side) for line, side in members[start:])


def _set_edges(found: Sequence[tuple[Line, tuple[int, int]]], size: float) -> list[Line]:
    """Give every line the edges of its column, measured on its page, or on all pages where it has few lines there."""
    groups: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line, key in found:
        groups[(*key, line.note, line.place)].append(line)
        groups[(*key, line.note)].append(line)
    edges = {key: find_edges(lines, size) for key, lines in groups.items()}
    made = []
    for line, key in found:
        own = (*key, line.note, line.place)
        left, right = edges[own if len(groups[own]) >= 8 else own[:3]]
        made.append(replace(line, left=min(left, line.x), right=right))
    return made


def find_edges(lines: Sequence[Line], size: float) -> tuple[float, float]:
    """Return where the lines of a column start and end at most."""
    plain = [line for line in lines if abs(line.size - size) < 1] or lines
    starts = Counter(round(line.x) for line in plain if not (BULLET.match(line.text) or line.sign))
    often = [start for start, count in starts.items() if count >= max(2, len(plain) * 0.08)]
    ends = sorted(line.end for line in plain)
    # A few lines may stand out, such as long addresses.
    return min(often, default=min(line.x for line in lines)), ends[-1 - len(ends) // 30]
