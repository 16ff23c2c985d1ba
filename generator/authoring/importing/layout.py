"""Pages of a PDF -> lines in the order of reading: what every page repeats is left out, columns and notes are found."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.authoring.importing.nouns import LeftOut, Line, Page, Place, Repair
from generator.authoring.importing.words import BULLET, NOTE, NUMBER_OF_PAGE, REFERENCE, ends_sentence, is_rest

_MARGIN = 0.13
"""Share of a page's height, at its top and bottom, where heads and feet stand."""
_FILL = 0.55
"""How full the lines of a column are at least, on average; those of a table are not."""

Row = list[Line]


def read_lines(pages: Sequence[Page]) -> tuple[list[Line], list[LeftOut], list[Repair]]:
    """Bring the stretches of all pages into the order of reading, with the edges of their columns."""
    rows = {page.number: _rows(page.stretches) for page in pages}
    size = body_size(stretch for page in pages for stretch in page.stretches)
    left_out, repairs = _take_furniture(pages, rows, size)
    references = _references(pages)
    found: list[tuple[Line, tuple[int, int]]] = []
    for page in pages:
        place = page.stretches[0].place if page.stretches else Place("page", page.number)
        if page.turned:
            left_out.append(LeftOut(text=page.turned, reason="turned text", place=place))
        if page.unreadable:
            message = f"{page.unreadable} characters have no text behind them in the file; compare them with the page"
            repairs.append(Repair(place=place, message=message, look=True))
        stretches = [stretch for row in rows[page.number] for stretch in row]
        gutters, table = _find_gutters(stretches, size)
        if table:
            message = "looks like a table; its rows were read from left to right"
            repairs.append(Repair(place=place, message=message, look=True))
        start = found[-1][0].column + 1 if found else 0
        lines = [*_order(page, stretches, gutters, start)]
        found += [(line, (len(gutters), side)) for line, side in _find_notes(page, lines, size, references)]
    return _set_edges(found, size), left_out, repairs


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


def _take_furniture(
    pages: Sequence[Page], rows: dict[int, list[Row]], size: float
) -> tuple[list[LeftOut], list[Repair]]:
    """Take heads, feet and page numbers out of the rows: what stands at the same height on several pages."""
    seen = Counter(key for page in pages for key in {_key(row) for row in rows[page.number]})
    often = max(2, len(pages) * 0.3)
    first = next((row for kept in rows.values() for row in kept), [])
    references = _references(pages)
    left_out: list[LeftOut] = []
    repairs: list[Repair] = []
    for page in pages:
        kept = rows[page.number]
        for last in (0, -1):
            while kept:
                row, text = kept[last], _text(kept[last])
                depth = (page.height - row[0].y if last else row[0].y) / page.height if page.height else 0.0
                head = seen[_key(row)] >= often and not _is_note(text, references)
                if not page.height:
                    # Copied text has its title where later pages have their head, and sentences may come back.
                    head = head and row is not first and len(text) <= 100 and not (ends_sentence(text) or is_rest(text))
                number = NUMBER_OF_PAGE.fullmatch(text) and (
                    not text.isdigit() or int(text) == page.number or head or not page.height
                )
                after = kept[1 if last == 0 else -2] if len(kept) > 1 else row
                apart = (
                    len(kept) > 2
                    and abs(row[0].y - after[0].y) > 2.2 * size
                    and row[0].size < min(size * 0.9, after[0].size)
                )
                # A text of two pages has its running head only once.
                shouts = (
                    not page.height and page.number > 1 and text.isupper() and " " in text and is_rest(_text(after))
                )
                lone = (apart or shouts) and not NOTE.match(text) and not number and not head
                if not ((number or lone) and depth < _MARGIN) and not (head and depth < 2 * _MARGIN):
                    break
                place = row[0].place
                reason = "page number" if number else "head or foot of the page"
                left_out.append(LeftOut(text=text, reason=reason, place=place))
                if lone:
                    message = f'left out as a head or foot that stands on this page only: "{text}"'
                    repairs.append(Repair(place=place, message=message, look=True))
                kept.pop(last)
    return left_out, repairs


def _references(pages: Sequence[Page]) -> set[str]:
    return {mark for page in pages for item in page.stretches for mark in REFERENCE.findall(item.text)}


def _is_note(text: str, references: set[str]) -> bool:
    match = NOTE.match(text)
    return bool(match) and bool(references & {*(match.groups() if match else ())})


def _key(row: Row) -> tuple[str, int]:
    height = round(row[0].y / 4) if row[0].place.unit == "page" else 0
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _text(row)), height


def _find_gutters(stretches: Sequence[Line], size: float) -> tuple[list[float], bool]:
    """Return the left edges of all columns but the first, and whether there is something that is rather a table."""
    starts = Counter(round(item.x) for item in stretches)
    inner = min((item.x for item in stretches), default=0.0)
    whole = max((item.end for item in stretches), default=0.0) - inner
    gutters: list[float] = []
    table = False
    for start in sorted(starts):
        right = [item for item in stretches if item.x > start - 2]
        exact = [item for item in right if item.x < start + 2]
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


def _order(page: Page, stretches: Sequence[Line], gutters: Sequence[float], column: int) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a page, each with the side it stands on: -1 for what crosses the gutters."""

    def side_of(item: Line) -> int:
        crossed = any(item.x < gutter - 1 and item.end > gutter + 1 for gutter in gutters)
        return -1 if crossed or not gutters else sum(item.x >= gutter for gutter in gutters)

    open_side = -2
    for _, band_rows in groupby(_rows(stretches), key=lambda row: all(side_of(item) == -1 for item in row)):
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
    x, end, low = row[0].x, row[-1].end, 0.35 * main.size
    under = any(abs(x - a) < low and abs(end - b) < low and 0 < y - main.y < low for a, b, y in page.rules)
    return replace(
        main,
        text=_text(row),
        x=x,
        end=end,
        first=row[0].first,
        style="".join(letter for letter in "bi" if all(letter in item.style for item in inked)) + "u" * under,
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
            marked = NOTE.match(line.text) and (at >= start or (ruled and _is_note(line.text, references)))
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
    groups: dict[tuple[int, ...], list[Line]] = defaultdict(list)
    for line, key in found:
        groups[(*key, line.note, line.place.number)].append(line)
        groups[(*key, line.note)].append(line)
    edges = {}
    for group, lines in groups.items():
        plain = [line for line in lines if abs(line.size - size) < 1] or lines
        starts = Counter(round(line.x) for line in plain if not (BULLET.match(line.text) or line.sign))
        often = [start for start, count in starts.items() if count >= max(2, len(plain) * 0.08)]
        ends = sorted(line.end for line in plain)
        # A few lines may stand out, such as long addresses.
        edges[group] = min(often, default=min(line.x for line in lines)), ends[-1 - len(ends) // 30]
    made = []
    for line, key in found:
        own: tuple[int, ...] = (*key, line.note, line.place.number)
        left, right = edges[own if len(groups[own]) >= 8 else own[:3]]
        made.append(replace(line, left=min(left, line.x), right=right))
    return made
