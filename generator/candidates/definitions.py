"""Tokens -> definitions: "Name (ACRONYM)", wherever the acronym stands in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.lexicon import COUNTRY_ACRONYMS, HEADS, MONTHS, ROLES, SOFT_HEADS, TITLES, singular
from generator.candidates.tokens import Shape, is_acronym, is_camel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.tokens import Token

_INTRODUCTIONS = {
    "the",
    "hereinafter",
    "hereafter",
    "henceforth",
    "or",
    "also",
    "known",
    "called",
    "as",
    "referred",
    "to",
    "collectively",
}
_QUOTES = {'"', "'"}
_LONGEST = 7
"""How many words more than its acronym has letters a long form may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An acronym in parentheses behind what it stands for. Numbers are those of tokens."""

    acronym: str
    first: int
    """Where the long form starts; `opening` when none was recognised."""
    opening: int
    """The opening parenthesis."""
    closing: int
    """The closing parenthesis."""


def find_definitions(tokens: Sequence[Token]) -> list[Definition]:
    """Find every acronym in parentheses, in the order of the text."""
    found = []
    for index, token in enumerate(tokens):
        if token.text == "(" and (inside := _acronym_inside(tokens, index)):
            place, closing = inside
            acronym = tokens[place].text.removesuffix("'s").removesuffix("'")
            first = _long_form(tokens, index, acronym)
            if first < index or not is_camel(acronym) or is_acronym(acronym):
                found.append(Definition(acronym=acronym, first=first, opening=index, closing=closing))
    return found


def _acronym_inside(tokens: Sequence[Token], opening: int) -> tuple[int, int] | None:
    """Give the numbers of the acronym and of the parenthesis that closes: `(UNCLOS)`, `(the "QUIN")`."""
    index = opening + 1
    while index < len(tokens) and (tokens[index].low in _INTRODUCTIONS or tokens[index].text in _QUOTES | {","}):
        index += 1
    if index >= len(tokens) or not _may_be_acronym(tokens[index]):
        return None
    closing = index + 1
    if closing < len(tokens) and tokens[closing].text in {",", ";"}:
        # Something may follow the acronym, as in "(WHO, attended online)".
        ends = [at for at in range(closing, min(closing + 8, len(tokens))) if tokens[at].text == ")"]
        return (index, ends[0]) if ends else None
    while closing < len(tokens) and tokens[closing].text in _QUOTES | {",", "."}:
        closing += 1
    return (index, closing) if closing < len(tokens) and tokens[closing].text == ")" else None


def _may_be_acronym(token: Token) -> bool:
    # Alone in parentheses "SRF-West" is one, too.
    first = token.text.partition("-")[0]
    return token.shape is Shape.ACRONYM or (
        token.shape in {Shape.NAME, Shape.COUNTRIES}
        and (is_camel(first) or (is_acronym(first) and first not in COUNTRY_ACRONYMS))
    )


def _long_form(tokens: Sequence[Token], opening: int, acronym: str) -> int:
    """Find where the long form starts: the shortest run of words that holds the acronym's letters in order.

    Source: Schwartz and Hearst, 2003, Pacific Symposium on Biocomputing 8, section 3.2.
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym.removesuffix("s") if acronym[-2:-1].isupper() else acronym).lower()
    if len(letters) < 2:
        return opening
    left = _limit(tokens, opening, len(letters))
    best = _match_initials(tokens, left, opening, letters)
    if best is not None:
        return _with_head(tokens, best, sure=True)
    best = _match_letters(tokens, left, opening, letters)
    return opening if best is None else _with_head(tokens, best, sure=False)


def _limit(tokens: Sequence[Token], opening: int, letters: int) -> int:
    left = opening
    words = 0
    while left > 0 and words < max(letters + _LONGEST, 2 * letters):
        token = tokens[left - 1]
        if token.text in {".", ";", ":", "(", ")", "?", "!", "—"}:
            break
        words += token.shape is not Shape.MARK
        left -= 1
    return left


def _match_initials(tokens: Sequence[Token], left: int, opening: int, letters: str) -> int | None:
    """Match each letter with the first of a word, passing over small words: the usual case, and the surest."""
    words = [
        (index, part.lower()) for index in range(left, opening) for part in _parts(tokens[index]) if part[:1].isalpha()
    ]
    position = len(words)
    for letter in reversed(letters):
        position -= 1
        while position >= 0 and not words[position][1].startswith(letter):
            if len(words[position][1]) > 4 and words[position][1] not in {"under", "among"}:
                return None
            position -= 1
        if position < 0:
            return None
    return words[position][0]


def _parts(token: Token) -> list[str]:
    """Give what has an initial of its own: the halves of a compound, the letters of an acronym."""
    parts = re.split(r"[-\u2013/&]", token.text)
    return [piece for part in parts for piece in (part if is_acronym(part) else [part])]


def _match_letters(tokens: Sequence[Token], left: int, opening: int, letters: str) -> int | None:
    """Match the letters anywhere in the words, from the last to the first, which must begin a word."""
    text = ""
    owners: list[int] = []
    for index in range(left, opening):
        word = tokens[index].text.lower() + " "
        text += word
        owners += [index] * len(word)
    position = len(text)
    for number in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and (
            text[position] != letters[number] or (number == 0 and position > 0 and text[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
    # A long form of one word is none, unless the word is long enough to be shortened.
    return owners[position]


def _with_head(tokens: Sequence[Token], first: int, *, sure: bool) -> int:
    """Step back over "Partnership for" or "Treaty on the", which an acronym often leaves out.

    Args:
        tokens: the passage's.
        first: where the letters of the acronym begin.
        sure: whether they are initials. If so, an article parts two names: "the Charter of the United Nations (UN)".
    """
    index = first - 1
    if not sure and index > 0 and tokens[index].low == "the":
        index -= 1
    if index >= 1 and tokens[index].low in {"for", "of", "on"} and tokens[index].near:
        head = tokens[index - 1]
        known = singular(head.text) in HEADS | SOFT_HEADS and head.low not in ROLES | TITLES
        if head.shape is Shape.NAME and known:
            first = index - 1
    while first and tokens[first].near and _belongs(tokens[first - 1]) and tokens[first].shape is not Shape.WORD:
        first -= 1
    return first


def _belongs(token: Token) -> bool:
    """Tell whether a word right before a name is its beginning: the Kunming-Montreal Global Biodiversity Framework."""
    low = token.low
    plain = token.shape is Shape.NAME and not token.possessive and not token.opens and not token.emphasis
    return plain and low not in MONTHS | ROLES | TITLES | {"the"}
