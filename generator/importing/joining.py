"""How two lines become one: with a space, without, or without the hyphen between them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from spellchecker import SpellChecker

from generator.importing.sentences import CJK

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from generator.importing.pieces import Line

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_LEFT = re.compile(r"((?:[^\W_]+[-'\u2019.])*)([^\W_]+\.?)[-\u00ad]$")
_RIGHT = re.compile(r"([^\W_]+)((?:[-'\u2019][^\W_]+)*)")
_SUSPENDED = re.compile(r"(?:and|or|nor|but|versus)\b|to (?!-)")
# "non-proliferation" is broken at its hyphen more often than "nonproliferation" is within.
_PREFIXES = frozenset({"non", "self", "cross", "well", "ex", "all", "half", "quasi", "mid", "long", "short", "like"})
_TIGHT_END = ("\u2014", "/")


class Vocabulary:
    """The words of the text itself, and behind them a dictionary of its language."""

    def __init__(self, lines: Iterable[Line], language: str = "en") -> None:
        """Count the words of the text.

        Args:
            lines: the whole text.
            language: BCP 47 code, for the dictionary; where there is none for it, the text alone decides.
        """
        self._language = language.split("-", maxsplit=1)[0].lower()
        self._count: Counter[str] = Counter()
        cut = False
        for line in lines:
            if not line.text:
                continue
            tokens = [token.lower() for token in _TOKEN.findall(line.text)]
            # Halves of a word that was cut are no words of the text.
            ends_cut = line.text.endswith(("-", "\u00ad"))
            self._count.update(tokens[int(cut) : len(tokens) - int(ends_cut)])
            cut = ends_cut

    def uses(self, word: str) -> bool:
        """Whether the text itself has the word."""
        return self._count[word.lower()] > 0

    def uses_often(self, word: str) -> bool:
        """Whether the text has the word more than once."""
        return self._count[word.lower()] > 1

    def knows_well(self, word: str) -> bool:
        """Whether the dictionary has the word, whatever the text has."""
        return word.lower() in _dictionary(self._language)

    def knows(self, word: str) -> bool:
        """Whether the text or the dictionary has the word."""
        return self.uses(word) or self.knows_well(word)


@cache
def _dictionary(language: str) -> Container[str]:
    # It takes most of a second to load, so it is loaded when a word is first looked up.
    if language not in SpellChecker.languages():
        return frozenset()
    return SpellChecker(language=language, distance=1).word_frequency.dictionary


def join(left: str, right: str, words: Vocabulary) -> tuple[str, str]:
    """Join the end of a line to the start of the next.

    Returns:
        The joined text, and what was done to a hyphen between the lines, for the report; empty when there was none.
    """
    cut = _LEFT.search(left)
    if cut is None:
        glued = left.endswith(_TIGHT_END) and not left.endswith((" \u2014", " /"))
        glued = glued or (right.startswith("\u2014") and right[1:2].strip() != "")
        glued = glued or bool(re.search(r"\d[-\u2013]$", left) and right[:1].isdigit())
        glued = glued or bool(CJK.match(left[-1:]) and CJK.match(right[:1]))
        return left + ("" if glued else " ") + right, ""
    soft = left.endswith("\u00ad")
    bare = left[:-1]
    if _SUSPENDED.match(right) and not soft:
        return f"{bare}- {right}", ""
    rest = _RIGHT.match(right)
    if rest is None:
        return f"{bare}{right}" if soft else f"{left}{right}", ""
    pair = f'"{cut[2]}-" + "{rest[1]}"'
    if _keeps_hyphen(cut, rest, words):
        return f"{bare}-{right}", f'kept the hyphen of {pair}: "{cut[1]}{cut[2]}-{rest[0]}"'
    return bare + right, f'took out the hyphen of {pair}: "{cut[1]}{cut[2]}{rest[0]}"'


def _keeps_hyphen(cut: re.Match[str], rest: re.Match[str], words: Vocabulary) -> bool:
    before, left = cut[1], cut[2]
    right, after = rest[1], rest[2]
    if not right[0].islower() or not left[-1].isalpha() or (left.isupper() and len(left) > 1):
        # Indo-Pacific, COVID-19, ROK-led.
        return True
    if words.uses(f"{before}{left}{right}{after}") or words.uses(left + right):
        return False
    if words.uses(f"{before}{left}-{right}{after}") or words.uses(f"{left}-{right}"):
        return True
    if left.lower() in _PREFIXES:
        return True
    if words.knows(left + right):
        return False
    return words.knows(left) and words.knows(right)
