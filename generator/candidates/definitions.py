"""Tokens -> definitions: "Name (ACRONYM)", wherever the acronym stands in the name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.candidates.lexicon import ORDINAL, WORDS, is_opener, is_title, singular
from generator.candidates.tokens import Kind, Token, bare, is_acronym

_STOPS = {".", ";", ":", "(", ")", "?", "!", "—"}


class Definition(NamedTuple):
    """An acronym in parentheses behind what it stands for. Numbers are those of tokens."""

    acronym: str
    at: int
    first: int  # Where the long form starts; `opening` when none was recognised
    opening: int
    closing: int
    stop: int
    """Behind the words that end the name after the parenthesis, as in "(WPS) Agenda"; else behind the parenthesis."""


def find_definitions(tokens: Sequence[Token]) -> Iterator[Definition]:
    """Yield every acronym in parentheses, in the order of the text."""
    for opening in (index for index, token in enumerate(tokens) if token.text == "("):
        at = opening + 1
        while tokens[at].low in WORDS["introductions"]:
            at += 1
        closing = _closing(tokens, at)
        if closing is None:
            continue
        acronym = bare(tokens[at].text)
        first = _long_form(tokens, opening, acronym)
        stop = closing + 1 if tokens[opening - 1].possessive else _tail(tokens, closing + 1)
        if first < opening or is_acronym(acronym):
            acronym += f" {tokens[at + 1].text}" if tokens[at + 1].kind is Kind.NUMBER else ""
            yield Definition(acronym, at, first, opening, closing, stop)


def _closing(tokens: Sequence[Token], at: int) -> int | None:
    """Return the parenthesis that closes behind an acronym: `(UNCLOS)`, `(the "QUIN")`, `(WHO, attended online)`."""
    # Alone in parentheses "SRF-West" and "TiTi" are acronyms, too.
    start = bare(tokens[at].text).partition("-")[0]
    capitals = start.isupper() and len(start) > 1 and start not in WORDS["country_acronyms"]
    camel = tokens[at].kind is Kind.NAME and (capitals or re.search("[a-z][A-Z]", start))
    if tokens[at].kind is not Kind.ACRONYM and not camel:
        return None
    at += 1 + (tokens[at + 1].kind is Kind.NUMBER)
    while tokens[at].text in {'"', "'", ".", ","}:
        at += 1
    end = at + 8 if tokens[at - 1].text == "," else at + 1
    return next((other for other in range(at, min(end, len(tokens))) if tokens[other].text == ")"), None)


def _long_form(tokens: Sequence[Token], opening: int, acronym: str) -> int:
    """Find where the long form starts: the shortest run of words that holds the acronym's letters in order.

    Source: Schwartz and Hearst, 2003, Pacific Symposium on Biocomputing 8, section 3.2. Beyond it, a long form takes in
    the capitals before it and "Partnership for", "Treaty on", which acronyms leave out.
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym.removesuffix("s") if acronym[-2:-1].isupper() else acronym).lower()
    left, words = opening, 0
    while left > 0 and words < max(len(letters) + 9, 2 * len(letters)) and tokens[left - 1].text not in _STOPS:
        left -= 1
        words += tokens[left].kind is not Kind.MARK
    found = _match_letters(tokens, left, opening, letters) if len(letters) > 1 else None
    first = _before(tokens, left, opening if found is None else found, opening)
    lead, link = tokens[first - 2], tokens[first - 1]
    if left + 1 < first < opening and link.low in {"for", "of", "on"} and (lead.head or lead.soft_head):
        first = _before(tokens, left, first - 2, opening)
    # Where the letters do not fit, as in "the Climate Package (Q-CHAMP)", one word says too little.
    return opening if found is None and opening - first < 2 else first


def _match_letters(tokens: Sequence[Token], left: int, opening: int, letters: str) -> int | None:
    """Match the letters anywhere in the words, from the last to the first, which must begin a word."""
    text = "".join(token.low + " " for token in tokens[left:opening])
    owners = [token for token in tokens[left:opening] for _ in token.low + " "]
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 0, max(at, 0))
    while (at := text.rfind(letters[0], 0, max(at, 0))) >= 0:
        if not (text[:at][-1:].isalnum() or owners[at].small or owners[at].low == "the"):
            return tokens.index(owners[at], left)
    return None


def _before(tokens: Sequence[Token], left: int, first: int, opening: int) -> int:
    """Step back over words that begin a name before its letters do: the Kunming-Montreal Global Framework (GF)."""
    while first > left and (first == opening or tokens[first].near):
        token = tokens[first - 1]
        loose = token.role or token.possessive or token.low in WORDS["months"] | {"the"} or is_title(token.low)
        opens = ORDINAL.fullmatch(token.low) or (token.opens and is_opener(token.low))
        if not token.capital or loose or opens:
            break
        first -= 1
    return first


def _tail(tokens: Sequence[Token], stop: int) -> int:
    """Return where a name ends whose head comes after its acronym: "(WPS) Agenda", not "(JHF) Joint Pier Command"."""
    first, second = tokens[stop], tokens[min(stop + 1, len(tokens) - 1)]
    pair = second.near and f"{first.low}-{singular(second.low)}" in WORDS["compound_heads"]
    one = (first.head or first.soft_head) and not (second.near and second.capital)
    after = tokens[stop + (2 if pair else one)]
    # "East Asia Summit (EAS) Declaration on the Principles": what goes on is a name of its own.
    if not (pair or one) or not first.near or first.kind is not Kind.NAME or after.low in {"on", "of", "for"}:
        return stop
    numbered = after.near and after.text.strip("IVX0123456789") == ""
    return stop + (2 if pair else 1) + numbered
