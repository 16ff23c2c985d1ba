"""Names -> exact leftmost-longest spans in a string. Knows no entry and no page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable

# What texts hold most comes first: without it a text is often ASCII, in which nothing more has to be looked for.
_PLAIN = (
    dict.fromkeys("\u2013\u2014\u2010\u2011\u2012\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2019\u2018\u201a\u201b\u02bc\u02b9\u2032\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
)
_FOLDED = str.maketrans(_PLAIN)
_PLAIN_ASCII = {char: plain for char, plain in _PLAIN.items() if char.isascii()}
_FLAT = bytes(code if chr(code).isalnum() or chr(code) == "_" else 0x20 for code in range(128)) + bytes(range(128, 256))
"""For each byte, itself where it is a part of words, and a space where not."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = re.compile("  ")
_BROKEN = re.compile(r"- (?<=[\w\u0300-\u036f]- )(?=\w)")
"""What makes the folded text shorter than the text, so that offsets must be kept. The first characters stand first,
since a regular expression that begins so is looked for ten times as fast."""

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


class Span(NamedTuple):
    """Where a pattern stands. Offsets are code points, half-open."""

    start: int
    end: int
    pattern: int
    """Index into the patterns that the matcher was made of."""


_make_span = partial(tuple.__new__, Span)
"""What `Span._make` does, without a call of Python for each."""


class Matcher:
    """Automata for a fixed set of names, built once and used for many texts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Take the names in.

        Args:
            patterns: any number; of two that match the same words the first one wins.
        """
        self._claims: dict[str, list[tuple[int, str | None]]] = {}
        """By a name, folded and in lower case: the patterns that match it, and the case that they ask for."""
        for index, pattern in enumerate(patterns):
            kept, _ = fold(pattern.text)
            self._claims.setdefault(lower(kept), []).append((index, kept if pattern.exact_case else None))
        self._names = [
            (name, len(name), not name.isalnum(), _only(claims), claims) for name, claims in self._claims.items()
        ]
        """Of each: its length, whether it has more than letters and digits, the pattern if there is no choice, all."""

    @cached_property
    def _between_spaces(self) -> ahocorasick_rs.BytesAhoCorasick:
        """Finds names in flat text, with what stands around them: so none that lies within a word is found at all."""
        return ahocorasick_rs.BytesAhoCorasick([_flatten(name) for name in self._claims])

    @cached_property
    def _anywhere(self) -> ahocorasick_rs.AhoCorasick:
        """Finds names in text that is not ASCII, where what ends a word depends on the scripts on both sides."""
        return ahocorasick_rs.AhoCorasick(list(self._claims))

    def find(self, text: str) -> list[Span]:
        """Find the leftmost, and of those the longest, names that stand as whole words.

        Returns:
            Spans in the order of the text, not overlapping.

        A match that is no whole word is dropped before the choice, never after it: else a long match that is
        no word would hide a short one that is.
        """
        return self._find(text, overlapping=False)

    def find_all(self, text: str) -> list[Span]:
        """Find every whole-word occurrence, overlapping ones too.

        Returns:
            Spans sorted by start, the longest first; of names that match the same words, the first.
        """
        return self._find(text, overlapping=True)

    def _find(self, text: str, *, overlapping: bool) -> list[Span]:
        kept, origin = fold(text)
        folded = lower(kept)
        names = self._names
        found: list[tuple[int, int, int]] = []
        done = 0
        for number, start, _ in self._whole_words(folded):
            if start < done:
                continue
            name, length, punctuated, pattern, claims = names[number]
            # Flat text is alike where names differ in their punctuation.
            if punctuated and not folded.startswith(name, start):
                continue
            if pattern is None:
                for index, exact in claims:
                    if exact is None or kept.startswith(exact, start):
                        pattern = index
                        break
                else:
                    continue
            end = start + length
            found.append((start, end, pattern))
            if not overlapping:
                done = end
        if origin is not None:
            starts, ends = origin
            found = [(starts[start], ends[end - 1], pattern) for start, end, pattern in found]
        return list(map(_make_span, found))

    def _whole_words(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """Give the names that may stand as whole words: leftmost first, and of those the longest.

        Returns:
            Number of the name, where it starts, and an end that only counts here.
        """
        if folded.isascii():
            whole = self._between_spaces.find_matches_as_indexes(_flatten(folded), overlapping=True)
        else:
            found = self._anywhere.find_matches_as_indexes(folded, overlapping=True)
            whole = [match for match in found if is_whole_word(folded, match[1], match[2])]
        # They come by their ends, and sorting is stable: of those that start together the longest is last, and so
        # comes first in reverse.
        whole.sort(key=itemgetter(1), reverse=True)
        return reversed(whole)


def _flatten(folded: str) -> bytes:
    """Make everything that is no part of a word a space, with one more at either end."""
    return b" " + folded.encode("utf-8", "surrogatepass").translate(_FLAT) + b" "


def _only(claims: list[tuple[int, str | None]]) -> int | None:
    """Give the pattern that a name always stands for; None where it depends on the case."""
    pattern, exact = claims[0]
    return pattern if exact is None else None


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
    plain = text
    # One pass for each character of the table is far less work than one look-up for each character of the text.
    for char, instead in (_PLAIN_ASCII if text.isascii() else _PLAIN).items():
        plain = plain.replace(char, instead)
    if _stays_in_place(plain):
        return plain, None
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


def _stays_in_place(plain: str) -> bool:
    """Tell whether a text of plain characters needs nothing more that would move what follows."""
    composed = plain.isascii() or (
        unicodedata.is_normalized("NFC", plain) and not any(char in plain for char in _INVISIBLE)
    )
    return composed and not _GAP.search(plain) and not _BROKEN.search(plain)


def lower(text: str) -> str:
    """Lower the case without changing the length."""
    if text.isascii():
        return text.lower()
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
