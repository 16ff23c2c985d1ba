"""How two lines become one: with a space, without, or without the hyphen between them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from spellchecker import SpellChecker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.importing.pieces import Line

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_LEFT = re.compile(r"((?:[^\W_]+[-'\u2019])*)([^\W_]+)[-\u00ad]$")
_RIGHT = re.compile(r"([^\W_]+)((?:[-'\u2019][^\W_]+)*)")
_SUSPENDED = re.compile(r"(?:and|or|nor|but|versus)\b|to (?!-)")
# "non-proliferation" is broken at its hyphen more often than "nonproliferation" is within.
_PREFIXES = frozenset({"non", "self", "cross", "well", "ex", "all", "half", "quasi", "mid", "long", "short", "like"})
_TIGHT_END = ("\u2014", "/")
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Vocabulary:
    """The words of the text itself, and behind them an English dictionary."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Count the words that stand whole in a line; those at its end may be cut."""
        self._count: Counter[str] = Counter()
        for line in lines:
            self._count.update(token.lower() for token in _TOKEN.findall(line.text))

    def uses(self, word: str) -> bool:
        """Whether the text itself has the word."""
        return self._count[word.lower()] > 0

    def knows(self, word: str) -> bool:
        """Whether the text or the dictionary has the word."""
        return self.uses(word) or word.lower() in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    # It takes most of a second to load, so only a text with a word cut at a line's end pays for it.
    return SpellChecker(language="en", distance=1)


def join(left: str, right: str, words: Vocabulary) -> tuple[str, str]:
    """Join the end of a line to the start of the next.

    Returns:
        The joined text, and what was done to a hyphen between the lines, for the report; empty when there was none.
    """
    cut = _LEFT.search(left)
    if cut is None:
        glued = left.endswith(_TIGHT_END) and not left.endswith((" \u2014", " /"))
        glued = glued or right.startswith("\u2014") and right[1:2].strip() != ""
        glued = glued or bool(re.search(r"\d[-\u2013]$", left) and right[:1].isdigit())
        glued = glued or bool(_CJK.match(left[-1:]) and _CJK.match(right[:1]))
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
    if not right[0].islower() or not left[-1].isalpha() or left.isupper() and len(left) > 1:
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
