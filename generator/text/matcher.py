"""Names -> exact leftmost-longest spans in a string. Knows no entry and no page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from generator.text.spelling import fold, is_whole_word, lower

GAP = "\x01"
"""Stands for a character in which no name may be found: no part of a word or a name, and ASCII, as most texts are."""

_FLAT = bytes(code if chr(code).isalnum() or chr(code) == "_" else 0x20 for code in range(128)) + bytes(range(128, 256))
"""For each byte, itself where it is a part of words, and a space where not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A name to look for."""

    text: str
    exact_case: bool  # True for acronyms: RISE is never rise


class Span(NamedTuple):
    """Where a pattern stands. Offsets are code points, half-open."""

    start: int
    end: int
    pattern: int  # Index into the patterns that the matcher was made of


class Matcher:
    """Automata for a fixed set of names, built once and used for many texts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index the names; of two patterns that match the same words the first one wins."""
        claims: dict[str, list[tuple[int, str | None]]] = {}
        for index, pattern in enumerate(patterns):
            kept, _ = fold(pattern.text)
            claims.setdefault(lower(kept), []).append((index, kept if pattern.exact_case else None))
        self._names = [
            (name, len(name), not name.isalnum(), None if claim[0][1] else claim[0][0], claim)
            for name, claim in claims.items()
        ]
        """Of each, folded and in lower case: its length, whether it has more than letters and digits, its pattern where
        no case decides it, and all its patterns with the case that each asks for."""

    @cached_property
    def _between_spaces(self) -> ahocorasick_rs.BytesAhoCorasick:
        """Finds names in flat text, with what stands around them: so none that lies within a word is found at all."""
        return ahocorasick_rs.BytesAhoCorasick([_flatten(name) for name, *_ in self._names])

    @cached_property
    def _anywhere(self) -> ahocorasick_rs.AhoCorasick:
        """Finds names in text that is not ASCII, where what ends a word depends on the scripts on both sides."""
        return ahocorasick_rs.AhoCorasick([name for name, *_ in self._names])

    def find(self, text: str, *, overlapping: bool = False) -> list[Span]:
        """Find the leftmost, and of those the longest, names that stand as whole words.

        A match that is no whole word is dropped before the choice, never after it: else a long match that is
        no word would hide a short one that is.

        With `overlapping`, names inside and across others are returned, too, sorted by start, the longest first; of
        names that match the same words, the first.
        """
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
        # What `Span._make` does, without a call of Python for each.
        return list(map(tuple.__new__, repeat(Span), found))

    def _whole_words(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """Return number, start and some end of the names that may stand as whole words, sorted as `find` has them."""
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
    """Return the text in UTF-8 with a space for everything that is no part of a word, and one more at either end."""
    return b" " + folded.encode("utf-8", "surrogatepass").translate(_FLAT) + b" "
