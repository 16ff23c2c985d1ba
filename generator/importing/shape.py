"""How a text uses lines: wrapped or not, with blank lines, with indents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.importing.marks import BULLET
from generator.importing.sentences import CJK, ends_sentence, is_dangling, starts_inside_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.pieces import Line

_FULLEST = 0.03
"""Share of a text's line ends that are let stand out when it is measured how full a full line is."""
_INDENTS = range(2, 13)
"""Spaces of a first line's indent; a line further in is centred."""
_SOFT_ENDS = 0.25
"""Share of line ends within a sentence from which on a text counts as wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a text uses lines."""

    wrapped: bool
    """Lines end where the page did, not where a paragraph does."""
    blanks: bool
    """Blank lines stand between paragraphs."""
    double: bool
    """A blank line stands behind every line, so that it says nothing."""
    indented: bool
    """The first line of a paragraph stands further in than the others."""
    width: int
    """Characters of a full line."""
    least: int
    """Characters of the shortest full line, with the word that did not fit any more."""


def read_shape(lines: Sequence[Line]) -> Shape:
    """Find out how a text uses lines, from the ends of all of them."""
    full = [line for line in lines if line.text]
    close: list[tuple[Line, Line]] = []
    across: list[tuple[Line, Line]] = []
    blank = False
    last: Line | None = None
    blanks = 0
    for line in lines:
        if not line.text:
            blank = True
            continue
        if last is not None:
            (across if blank else close).append((last, line))
            blanks += blank
        last, blank = line, False
    lengths = sorted(len(line.text) for line in full)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))] if lengths else 0
    double = not close and len(across) > 5 and _softness(across) >= _SOFT_ENDS
    pairs = across if double else close
    wrapped = double or (bool(close) and _softness(close) >= _SOFT_ENDS)
    return Shape(
        wrapped=wrapped,
        blanks=_has_wide_gaps(lines) if double else blanks * 12 >= len(full),
        double=double,
        indented=wrapped and _has_indents(full),
        width=width,
        least=_measure(pairs, width),
    )


def _has_indents(full: Sequence[Line]) -> bool:
    """Whether a few lines stand further in than the others, and nearly all of these follow the end of a sentence."""
    inner = [(left, right) for left, right in pairwise(full) if not BULLET.match(right.text)]
    first = [ends_sentence(left.text) for left, right in inner if right.indent in _INDENTS]
    return bool(first) and len(first) <= len(inner) * 0.4 and sum(first) >= len(first) * 0.8


def _measure(pairs: Sequence[tuple[Line, Line]], width: int) -> int:
    """Measure the shortest full line at the line ends that fall within a sentence: those are never a last line.

    Lines set by characters are full to the last; those set by a proportional font are not.
    """
    filled = sorted(
        len(left.text) + 1 + len(right.text.split(" ", 1)[0])
        for left, right in pairs
        if _is_soft(left, right) and not left.text.endswith("-")
    )
    return filled[int(len(filled) * _FULLEST)] if filled else width


def _is_soft(left: Line, right: Line) -> bool:
    if ends_sentence(left.text):
        return False
    unspaced = bool(CJK.match(left.text[-1]) and CJK.match(right.text[0]))
    return unspaced or starts_inside_sentence(right.text) or is_dangling(left.text)


def _softness(pairs: Sequence[tuple[Line, Line]]) -> float:
    return sum(_is_soft(left, right) for left, right in pairs) / len(pairs)


def _has_wide_gaps(lines: Sequence[Line]) -> bool:
    return any(not a.text and not b.text for a, b in pairwise(lines))
