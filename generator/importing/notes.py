"""Footnotes at the foot of a page, right below the text -> paragraphs of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.importing.pieces import Line
from generator.importing.sentences import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 16
"""Lines at most that the notes of one page take."""
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_LOWER = str.maketrans(_RAISED, "0123456789")
_RAISE = str.maketrans("0123456789", _RAISED)


def part_notes(lines: Sequence[Line]) -> tuple[list[Line], frozenset[int]]:
    """Set footnotes apart that no blank line parts from the text above them.

    Args:
        lines: the text's, without page numbers; the first of each page is marked.

    Returns:
        The lines, with a blank one before each such note; and the numbers of the lines where one starts.
    """
    starts: set[int] = set()
    page: list[Line] = []
    for index, line in enumerate(lines):
        page.append(line)
        if index + 1 == len(lines) or lines[index + 1].new_page:
            starts |= _starts(page)
            page = []
    parted: list[Line] = []
    for line in lines:
        if line.number in starts:
            parted.append(Line(number=line.number, text=""))
        parted.append(line)
    return parted, frozenset(starts)


def _starts(page: Sequence[Line]) -> set[int]:
    """Give the lines of a page where a note starts: one whose mark the text above has, and those that count on."""
    full = [line for line in page if line.text]
    for index in range(max(1, len(full) - _LONGEST), len(full)):
        number = _number(full[index].text)
        if number is None or not _has_mark(full[:index], number):
            continue
        starts = {full[index].number}
        for line in full[index + 1 :]:
            if _number(line.text) == number + len(starts):
                starts.add(line.number)
        return starts
    return set()


def _number(text: str) -> int | None:
    match = NOTE.match(text)
    mark = match and (match["a"] or match["b"] or match["c"])
    return int(mark.translate(_LOWER)) if mark else None


def _has_mark(lines: Sequence[Line], number: int) -> bool:
    raised = str(number).translate(_RAISE)
    pattern = rf"(?:[^\W\d_A-Z]|[.,;)\"\u201d\u2019])(?:{number}|\[{number}\]|{raised})(?!\d)"
    return any(re.search(pattern, line.text) for line in lines)
