"""Tokens -> definitions: "Name (ACRONYM)", wherever the acronym stands in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.lexicon import (
    COMPOUND_HEADS,
    COUNTRY_ACRONYMS,
    MONTHS,
    ROLES,
    SMALL,
    SOFT_HEADS,
    TITLES,
    is_head,
    is_opener,
    is_ordinal,
    singular,
)
from generator.candidates.tokens import Kind, bare, is_acronym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.tokens import Token

_INTRODUCTIONS = frozenset(
    "the hereinafter hereafter henceforth or also known called as referred to collectively".split()
)
_STOPS = {".", ";", ":", "(", ")", "?", "!", "—"}
_NUMBERS = {"3": "t", "4": "f", "5": "f", "7": "s", "8": "e", "20": "t", "77": "s"}
"""How numbers begin in the names of groups: the Group of Seven (G7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An acronym in parentheses behind what it stands for. Numbers are those of tokens."""

    acronym: str
    at: int
    """The acronym."""
    first: int
    """Where the long form starts; `opening` when none was recognised."""
    opening: int
    """The opening parenthesis."""
    closing: int
    """The closing parenthesis."""
    stop: int
    """Behind the words that end the name after the parenthesis, as in "(WPS) Agenda"; else behind the parenthesis."""


def find_definitions(tokens: Sequence[Token]) -> list[Definition]:
    """Find every acronym in parentheses, in the order of the text."""
    found = []
    for opening, token in enumerate(tokens):
        if token.text != "(" or not (inside := _acronym_inside(tokens, opening)):
            continue
        at, closing = inside
        acronym = bare(tokens[at].text)
        first = _long_form(tokens, opening, acronym)
        if tokens[at + 1].kind is Kind.NUMBER:
            acronym += " " + tokens[at + 1].text
        if first == opening and not is_acronym(acronym):
            continue
        owns = first == opening or tokens[opening - 1].possessive or tokens[at].possessive
        stop = closing + 1 if owns else _tail(tokens, closing + 1)
        found.append(Definition(acronym=acronym, at=at, first=first, opening=opening, closing=closing, stop=stop))
    return found


def _acronym_inside(tokens: Sequence[Token], opening: int) -> tuple[int, int] | None:
    """Return the numbers of the acronym and of the parenthesis that closes: `(UNCLOS)`, `(the "QUIN")`."""
    index = opening + 1
    while index < len(tokens) and (tokens[index].low in _INTRODUCTIONS or tokens[index].text in {'"', "'", ","}):
        index += 1
    if index >= len(tokens) or not _may_define(tokens[index]):
        return None
    closing = index + 1 + (tokens[index + 1 : index + 2] != [] and tokens[index + 1].kind is Kind.NUMBER)
    while closing < min(len(tokens), index + 8) and tokens[closing].text in {'"', "'", ",", "."}:
        closing += 1
    if closing < len(tokens) and tokens[closing - 1].text == ",":
        # Something may follow the acronym, as in "(WHO, attended online)".
        closing = next((at for at in range(closing, min(closing + 8, len(tokens))) if tokens[at].text == ")"), closing)
    return (index, closing) if closing < len(tokens) and tokens[closing].text == ")" else None


def _may_define(token: Token) -> bool:
    # Alone in parentheses "SRF-West" and "TiTi" are acronyms, too.
    first = bare(token.text).partition("-")[0]
    camel = re.search("[a-z][A-Z]", first)
    return token.kind is Kind.ACRONYM or (
        token.kind is Kind.NAME and bool(camel or (first.isupper() and first not in COUNTRY_ACRONYMS))
    )


def _long_form(tokens: Sequence[Token], opening: int, acronym: str) -> int:
    """Find where the long form starts: the shortest run of words that holds the acronym's letters in order.

    Source: Schwartz and Hearst, 2003, Pacific Symposium on Biocomputing 8, section 3.2.
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym.removesuffix("s") if acronym[-2:-1].isupper() else acronym).lower()
    if len(letters) == 1:
        letters += _NUMBERS.get(acronym[1:], "")
    left = _limit(tokens, opening, len(letters))
    if len(letters) < 2:
        return opening
    for spelled in (False, True):
        best = _match_initials(tokens, left, opening, letters, spelled=spelled)
        if best is not None:
            return _extend(tokens, best, article=False)
    best = _match_letters(tokens, left, opening, letters)
    if best is not None:
        return _extend(tokens, best, article=True)
    # The letters do not fit: "the Climate Package (Q-CHAMP)". Capitals right before the parenthesis still belong to it.
    first = opening
    while first > left and _belongs(tokens[first - 1]):
        first -= 1
    return _extend(tokens, first, article=True) if opening - first > 1 else opening


def _limit(tokens: Sequence[Token], opening: int, letters: int) -> int:
    left, words = opening, 0
    while left > 0 and words < max(letters + 9, 2 * letters) and tokens[left - 1].text not in _STOPS:
        words += tokens[left - 1].kind is not Kind.MARK
        left -= 1
    return left


def _match_initials(tokens: Sequence[Token], left: int, opening: int, letters: str, *, spelled: bool) -> int | None:
    """Match each letter with the first of a word, passing over small words: the usual case, and the surest.

    `spelled`: an acronym among the words gives all its letters, "UN Security Council (UNSC)", not its first alone.
    """
    words = [
        (index, part.lower())
        for index in range(left, opening)
        for whole in re.split(r"[-\u2013/&]", tokens[index].text)
        for part in (whole if spelled and is_acronym(whole) else [whole])
        if part[:1].isalpha()
    ]
    position = len(words)
    for letter in reversed(letters):
        position -= 1
        while position >= 0 and not words[position][1].startswith(letter):
            if words[position][1] not in SMALL:
                return None
            position -= 1
        if position < 0:
            return None
    return words[position][0]


def _match_letters(tokens: Sequence[Token], left: int, opening: int, letters: str) -> int | None:
    """Match the letters anywhere in the words, from the last to the first, which must begin a word."""
    text = ""
    owners: list[int] = []
    for index in range(left, opening):
        text += tokens[index].text.lower() + " "
        owners += [index] * (len(text) - len(owners))
    position = len(text)
    for number in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and (
            text[position] != letters[number] or (number == 0 and position > 0 and text[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
    return owners[position]


def _extend(tokens: Sequence[Token], first: int, *, article: bool) -> int:
    """Step back over what an acronym often leaves out: "Partnership for", "Treaty on the", the words before a name.

    Args:
        tokens: the passage's.
        first: where the letters of the acronym begin.
        article: whether an article may be passed over: initials that fit end at "the Charter of the United Nations".
    """
    index = first - 1
    if article and index > 0 and tokens[index].low == "the":
        index -= 1
    if index >= 1 and tokens[index].low in {"for", "of", "on"} and tokens[index].near:
        head = tokens[index - 1]
        known = is_head(head.low) or singular(head.low) in SOFT_HEADS
        if head.kind is Kind.NAME and known and head.low not in ROLES | TITLES:
            first = index - 1
    while first and tokens[first].near and _belongs(tokens[first - 1]) and tokens[first].kind is not Kind.WORD:
        first -= 1
    return first


def _belongs(token: Token) -> bool:
    """Tell whether a word right before a name is its beginning: the Kunming-Montreal Global Biodiversity Framework."""
    plain = token.capital and not token.possessive and not (token.opens and is_opener(token.low))
    return plain and token.low not in MONTHS | ROLES | TITLES | {"the"} and not is_ordinal(token.low)


def _tail(tokens: Sequence[Token], stop: int) -> int:
    """Return where a name ends whose head comes after its acronym: "(WPS) Agenda", not "(JHF) Joint Pier Command"."""
    words = tokens[stop : stop + 3]
    if not words or not words[0].near or words[0].kind is not Kind.NAME:
        return stop
    pair = len(words) > 1 and words[1].near and (words[0].low, singular(words[1].low)) in COMPOUND_HEADS
    one = is_head(words[0].low) or singular(words[0].low) in SOFT_HEADS
    size = 2 if pair else 1 if one and not (len(words) > 1 and words[1].near and words[1].capital) else 0
    following = words[size] if size and size < len(words) else None
    # "East Asia Summit (EAS) Declaration on the Principles": what goes on is a name of its own.
    if following is not None and following.low in {"on", "of", "for"}:
        return stop
    numbered = following is not None and size and following.near and not following.text.strip("IVX0123456789")
    return stop + size + bool(numbered)
