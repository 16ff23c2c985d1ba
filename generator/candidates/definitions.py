"""Tokens -> definitions: "Name (ACRONYM)", wherever the acronym stands in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates import lexicon
from generator.candidates.tokens import Kind, bare, is_acronym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.tokens import Token

_INTRODUCTIONS = set("the hereinafter hereafter henceforth or also known called as referred to collectively".split(" "))
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
    closing: int
    """The parentheses."""
    stop: int
    """Behind the words that end the name after the parenthesis, as in "(WPS) Agenda"; else behind the parenthesis."""


def find_definitions(tokens: Sequence[Token]) -> list[Definition]:
    """Find every acronym in parentheses, in the order of the text."""
    found = []
    for opening, token in enumerate(tokens):
        inside = _acronym_inside(tokens, opening) if token.text == "(" else None
        if inside is None:
            continue
        at, closing = inside
        acronym = bare(tokens[at].text)
        first = _long_form(tokens, opening, acronym)
        owns = first == opening or tokens[opening - 1].possessive or tokens[at].possessive
        stop = closing + 1 if owns else _tail(tokens, closing + 1)
        if tokens[at + 1].kind is Kind.NUMBER:
            acronym += f" {tokens[at + 1].text}"
        if first < opening or is_acronym(acronym):
            found.append(Definition(acronym=acronym, at=at, first=first, opening=opening, closing=closing, stop=stop))
    return found


def _acronym_inside(tokens: Sequence[Token], opening: int) -> tuple[int, int] | None:
    """Return the numbers of the acronym and of the parenthesis that closes: `(UNCLOS)`, `(the "QUIN")`."""
    at = opening + 1
    while tokens[at].low in _INTRODUCTIONS or tokens[at].text in {'"', "'", ","}:
        at += 1
    # Alone in parentheses "SRF-West" and "TiTi" are acronyms, too.
    start = bare(tokens[at].text).partition("-")[0]
    capitals = start.isupper() and len(start) > 1 and start not in lexicon.COUNTRY_ACRONYMS
    camel = tokens[at].kind is Kind.NAME and bool(re.search("[a-z][A-Z]", start) or capitals)
    if tokens[at].kind is not Kind.ACRONYM and not camel:
        return None
    closing = at + 1 + (tokens[at + 1].kind is Kind.NUMBER)
    while tokens[closing].text in {'"', "'", ",", "."}:
        closing += 1
    if tokens[closing - 1].text == ",":
        # Something may follow the acronym, as in "(WHO, attended online)".
        closing = next(
            (other for other in range(closing, closing + 8) if tokens[other:][:1] and tokens[other].text == ")"),
            closing,
        )
    return (at, closing) if tokens[closing].text == ")" else None


def _long_form(tokens: Sequence[Token], opening: int, acronym: str) -> int:
    """Find where the long form starts: the shortest run of words that holds the acronym's letters in order.

    Source: Schwartz and Hearst, 2003, Pacific Symposium on Biocomputing 8, section 3.2. Beyond it, a long form takes in
    the capitals before it and "Partnership for", "Treaty on", which acronyms leave out.
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym.removesuffix("s") if acronym[-2:-1].isupper() else acronym).lower()
    letters += _NUMBERS.get(acronym[1:], "") if len(letters) == 1 else ""
    left, words = opening, 0
    while left > 0 and words < max(len(letters) + 9, 2 * len(letters)) and tokens[left - 1].text not in _STOPS:
        left -= 1
        words += tokens[left].kind is not Kind.MARK
    found = _match_letters(tokens, left, opening, letters) if len(letters) > 1 else None
    first = opening if found is None else found
    while first > left and _belongs(tokens[first - 1]) and (first == opening or tokens[first].near):
        first -= 1
    lead, link = tokens[first - 2], tokens[first - 1]
    if first > left + 1 and link.near and link.low in {"for", "of", "on"} and lead.kind is Kind.NAME:
        first -= 2 * ((lead.head or lead.soft_head) and not lead.role and first < opening)
        while first > left and first < opening and tokens[first].near and _belongs(tokens[first - 1]):
            first -= 1
    # Where the letters do not fit, as in "the Climate Package (Q-CHAMP)", one word says too little.
    return opening if found is None and opening - first < 2 else first


def _match_letters(tokens: Sequence[Token], left: int, opening: int, letters: str) -> int | None:
    """Match the letters anywhere in the words, from the last to the first, which must begin a word."""
    text, owners = "", []
    for index in range(left, opening):
        text += tokens[index].low + " "
        owners += [index] * (len(text) - len(owners))
    position = len(text)
    for number in range(len(letters) - 1, -1, -1):
        position = text.rfind(letters[number], 0, position)
        while number == 0 and position >= 0 and not _begins(tokens[owners[position]], text, position):
            position = text.rfind(letters[0], 0, position)
        if position < 0:
            return None
    return owners[position]


def _begins(token: Token, text: str, position: int) -> bool:
    return (position == 0 or not text[position - 1].isalnum()) and not token.small and token.low != "the"


def _belongs(token: Token) -> bool:
    """Tell whether a word right before a name is its beginning: the Kunming-Montreal Global Biodiversity Framework."""
    plain = token.capital and not token.possessive and not (token.opens and lexicon.is_opener(token.low))
    named = token.low not in lexicon.MONTHS | {"the"} and not lexicon.is_title(token.low) and not token.role
    return plain and named and not lexicon.is_ordinal(token.low)


def _tail(tokens: Sequence[Token], stop: int) -> int:
    """Return where a name ends whose head comes after its acronym: "(WPS) Agenda", not "(JHF) Joint Pier Command"."""
    first, second = tokens[stop], tokens[min(stop + 1, len(tokens) - 1)]
    if not first.near or first.kind is not Kind.NAME:
        return stop
    pair = second.near and (first.low, lexicon.singular(second.low)) in lexicon.COMPOUND_HEADS
    size = 2 if pair else int((first.head or first.soft_head) and not (second.near and second.capital))
    after = tokens[stop + size]
    # "East Asia Summit (EAS) Declaration on the Principles": what goes on is a name of its own.
    if size and after.low in {"on", "of", "for"}:
        return stop
    return stop + size + (size > 0 and after.near and bool(after.text) and not after.text.strip("IVX0123456789"))
