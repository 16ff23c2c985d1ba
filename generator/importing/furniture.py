"""What a page prints around the text: page numbers, and heads and feet that come back on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.importing.marks import CAPITALS
from generator.importing.pieces import Repair
from generator.importing.sentences import ends_sentence, is_dangling, starts_inside_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.pieces import Line

_SURE = re.compile(
    r"[-\u2013\u2014] ?\d{1,3} ?[-\u2013\u2014]|\[?(?:page|p\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?\]?"
    r"|\d{1,3} ?/ ?\d{1,3}|\d{1,3} of \d{1,3}|\d{1,3} ?\| ?page|page ?\| ?\d{1,3}",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,3}")
_DIGITS = re.compile(r"\d+")
HEAD_LENGTH = 100
"""Characters: a running head is no longer."""
_NEAR = 3
"""Lines at most between a running head and the number of a page."""
_APART = 4
"""Lines of text at least between two page numbers."""


def find_furniture(lines: Sequence[Line]) -> tuple[frozenset[int], list[Repair]]:
    """Find the lines that belong to pages and not to the text.

    Returns:
        Their numbers, and a report of each; and of each lone number that may be one and was left.
    """
    full = [line for line in lines if line.text]
    order = {line.number: index for index, line in enumerate(full)}
    numbers = {line.number: "a page number" for line in full if _SURE.fullmatch(line.text)}
    doubtful = [line for line in full if _BARE.fullmatch(line.text)]
    sequence = _sequence(doubtful, order)
    for line in doubtful:
        if line.number in sequence or _at_page_end(line, full, order) or _inside_sentence(line, full, order):
            numbers[line.number] = "a page number"
    found = numbers | _running_heads(full, order, set(numbers))
    texts = {line.number: line.text for line in full}
    repairs = [Repair(line=number, message=f'left out {what}: "{texts[number]}"') for number, what in found.items()]
    repairs += [
        Repair(line=line.number, message=f'"{line.text}" stands alone; if it is a page number, delete it', look=True)
        for line in doubtful
        if line.number not in found
    ]
    return frozenset(found), repairs


def _sequence(doubtful: Sequence[Line], order: dict[int, int]) -> set[int]:
    """Give the bare numbers that count up by one, with a page's worth of text between them."""
    kept: set[int] = set()
    for left, right in pairwise(doubtful):
        apart = order[right.number] - order[left.number] > _APART
        if int(right.text) == int(left.text) + 1 and apart:
            kept |= {left.number, right.number}
    return kept


def _neighbours(line: Line, full: Sequence[Line], order: dict[int, int]) -> tuple[Line | None, Line | None]:
    place = order[line.number]
    return full[place - 1] if place else None, full[place + 1] if place + 1 < len(full) else None


def _at_page_end(line: Line, full: Sequence[Line], order: dict[int, int]) -> bool:
    _, after = _neighbours(line, full, order)
    return line.new_page or bool(after and after.new_page)


def _inside_sentence(line: Line, full: Sequence[Line], order: dict[int, int]) -> bool:
    before, after = _neighbours(line, full, order)
    if before is None or after is None:
        return False
    return not ends_sentence(before.text) and starts_inside_sentence(after.text)


def _running_heads(full: Sequence[Line], order: dict[int, int], numbers: set[int]) -> dict[int, str]:
    """Find lines that come back, numbers aside, where pages break. Of a title that comes back, the first stays."""
    same: dict[str, list[Line]] = defaultdict(list)
    for line in full:
        if line.number not in numbers and _may_be_head(line.text):
            same[_DIGITS.sub("#", line.text)].append(line)
    heads: dict[int, str] = {}
    for lines in same.values():
        if len(lines) < 2:
            continue
        # "Article 1", "Article 2" count up too, but never within a sentence.
        if _counts_up(lines, order) and any(_inside_sentence(line, full, order) for line in lines):
            heads |= {line.number: "a head or foot that comes back on every page" for line in lines}
            continue
        at_breaks = [line for line in lines if _at_break(line, full, order, numbers)]
        if len(at_breaks) < max(2, len(lines) - 1) and not (len(lines) == 2 and at_breaks == lines[1:]):
            continue
        first = {lines[0].number} if lines[0].number == full[0].number else set()
        heads |= {
            line.number: "a head or foot that comes back on every page"
            for line in at_breaks
            if line.number not in first
        }
    heads |= {
        line.number: "a head or foot within a sentence"
        for line in full
        if line.number not in heads and _shouts_inside_sentence(line, full, order, numbers)
    }
    return heads


def _shouts_inside_sentence(line: Line, full: Sequence[Line], order: dict[int, int], numbers: set[int]) -> bool:
    """Whether a line in capitals stands beside a page number, and a sentence goes on around the two.

    A text of two pages has its running head only once.
    """
    place = order[line.number]
    if line.number in numbers or not CAPITALS.fullmatch(line.text) or " " not in line.text:
        return False
    around = [item for item in full[max(0, place - 2) : place + 3] if item.number != line.number]
    beside = {item.number for item in full[max(0, place - 1) : place + 2]} & numbers
    before = [item for item in around if item.number < line.number and item.number not in numbers]
    after = [item for item in around if item.number > line.number and item.number not in numbers]
    if not (beside and before and after):
        return False
    return not ends_sentence(before[-1].text) and starts_inside_sentence(after[0].text)


def _may_be_head(text: str) -> bool:
    # What comes back in running text ends a sentence, or is a piece of one.
    piece = ends_sentence(text) or starts_inside_sentence(text) or is_dangling(text)
    return len(text) <= HEAD_LENGTH and re.search(r"[^\W_]", text) is not None and not piece


def _counts_up(lines: Sequence[Line], order: dict[int, int]) -> bool:
    """Whether lines that are the same but for their last number count pages."""
    counts = [int(numbers[-1]) if (numbers := _DIGITS.findall(line.text)) else -1 for line in lines]
    return all(
        right == left + 1 and order[lines[index + 1].number] - order[lines[index].number] > _APART
        for index, (left, right) in enumerate(pairwise(counts))
    )


def _at_break(line: Line, full: Sequence[Line], order: dict[int, int], numbers: set[int]) -> bool:
    # Footnotes may stand between a head or foot and the number of the page.
    place = order[line.number]
    near = {item.number for item in full[max(0, place - _NEAR) : place + _NEAR + 1]}
    return bool(near & numbers) or _at_page_end(line, full, order) or _inside_sentence(line, full, order)
