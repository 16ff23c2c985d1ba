"""Names -> exact leftmost-longest spans in a string. Knows no entry and no page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\t\n\x0b\x0c\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
)

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNEVEN = re.compile(rf"[{_INVISIBLE}]|\s\s|(?<=\w)[-\u2010-\u2014]\s(?=\w)")
"""What makes the folded text shorter than the text, so that offsets must be kept."""

_PIECE = re.compile(
    rf"(?P<gone>[{_INVISIBLE}]+)"
    rf"|(?P<dash>(?<=[\w{_INVISIBLE}\u0300-\u036f])[-\u2010-\u2014][{_INVISIBLE}]*\s[\s{_INVISIBLE}]*(?=\w))"
    rf"|(?P<space>\s(?:[\s{_INVISIBLE}]*\s)?)"
    r"|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
    r"|\w[\u0300-\u036f\u3099\u309a]*"
    r"|.",
    re.DOTALL,
)

# Scripts written without spaces: a word may begin or end anywhere in them.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")

Origin = tuple[list[int], list[int]]
"""For each character of a folded text, where it starts and ends in the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A name to look for."""

    text: str
    exact_case: bool
    """True for acronyms: RISE is never rise."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a pattern stands. Offsets are code points, half-open."""

    start: int
    end: int
    pattern: int
    """Index into the patterns that the matcher was made of."""


class Matcher:
    """An automaton for a fixed set of names, built once and used for many texts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Build the automaton.

        Args:
            patterns: any number; of two that match the same words the first one wins.
        """
        self._claims: list[list[tuple[int, str | None]]] = []
        numbers: dict[str, int] = {}
        for index, pattern in enumerate(patterns):
            kept, _ = fold(pattern.text)
            folded = lower(kept)
            number = numbers.setdefault(folded, len(numbers))
            if number == len(self._claims):
                self._claims.append([])
            self._claims[number].append((index, kept if pattern.exact_case else None))
        self._automaton = ahocorasick_rs.AhoCorasick(list(numbers)) if numbers else None

    def find(self, text: str) -> list[Span]:
        """Find the leftmost, and of those the longest, names that stand as whole words.

        Returns:
            Spans in the order of the text, not overlapping.

        A match that is no whole word is dropped before the choice, never after it: else a long match that is
        no word would hide a short one that is.
        """
        return choose_longest(self.find_all(text))

    def find_all(self, text: str) -> list[Span]:
        """Find every whole-word occurrence, overlapping ones too.

        Returns:
            Spans sorted by start, the longest first; of names that match the same words, the first.
        """
        if self._automaton is None or not text:
            return []
        kept, origin = fold(text)
        folded = lower(kept)
        spans = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not is_whole_word(folded, start, end):
                continue
            for index, exact in self._claims[number]:
                if exact is None or kept[start:end] == exact:
                    spans.append(Span(start, end, index))
                    break
        if origin is not None:
            starts, ends = origin
            spans = [Span(starts[span.start], ends[span.end - 1], span.pattern) for span in spans]
        spans.sort(key=lambda span: (span.start, -span.end))
        return spans


def choose_longest(spans: list[Span]) -> list[Span]:
    """Keep the leftmost and, of those, the longest; `spans` come sorted that way."""
    chosen: list[Span] = []
    end = 0
    for span in spans:
        if span.start >= end:
            chosen.append(span)
            end = span.end
    return chosen


def fold(text: str) -> tuple[str, Origin | None]:
    """Make spellings alike that differ only in typography; letters keep their case.

    Apostrophes, quotation marks, dashes and spaces of every kind become the plain one; soft hyphens and other
    invisible characters go; a run of white space, line breaks included, becomes one space; a line break after
    a hyphen inside a word goes; letters are composed (NFC).

    Returns:
        The folded text, and where each of its characters comes from; None when every character stayed where it
        was, which is the usual case and the fast one.
    """
    if unicodedata.is_normalized("NFC", text) and not _UNEVEN.search(text):
        return text.translate(_FOLDED), None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(text):
        if match["gone"] is not None:
            continue
        if match["dash"] is not None:
            piece = "-"
        elif match["space"] is not None:
            piece = " "
        else:
            piece = unicodedata.normalize("NFC", match[0]).translate(_FOLDED)
        pieces.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return "".join(pieces), (starts, ends)


def lower(text: str) -> str:
    """Lower the case without changing the length."""
    # U+0130 is the only letter whose lower case is two code points; sigma has a form of its own at a word's end.
    return text.replace("\u0130", "I").lower().replace("\u03c2", "\u03c3")


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on to the left or to the right of a span."""
    return (start == 0 or _parts(text[start - 1], text[start])) and (
        end == len(text) or _parts(text[end], text[end - 1])
    )


def _parts(outside: str, edge: str) -> bool:
    """Tell whether a name may end between the character at its edge and the one outside."""
    if not (outside.isalnum() or outside == "_" or unicodedata.category(outside)[0] == "M"):
        return True
    if outside < "\u1100" and edge < "\u1100":
        return False
    if _UNSPACED.match(outside) or _UNSPACED.match(edge):
        return True
    # ASEAN in Korean text carries its particle without a space.
    return edge.isalnum() and bool(_HANGUL.match(outside)) != bool(_HANGUL.match(edge))
