"""Runs -> which of them are names: no people, no offices, no places, no words that every text has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.candidates.lexicon import (
    BODIES,
    DIRECTIONS,
    GENERIC,
    GEO_NOUNS,
    HEADS,
    LONE_NOUNS,
    PHRASES,
    PLACE_FIRST,
    PLANS,
    ROLE_ADJECTIVES,
    ROLES,
    TITLES,
    is_place,
    singular,
)
from generator.candidates.runs import Run, has_lower_head, is_head, is_soft_head
from generator.candidates.tokens import Shape, is_camel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.tokens import Token

_KNOWN = GENERIC | ROLES | ROLE_ADJECTIVES | HEADS | LONE_NOUNS | TITLES


def judge(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Give what a run names: usually itself or nothing, sometimes a piece of it."""
    if is_titled(tokens, run):
        return _inside_title(tokens, run)
    run = _trim(tokens, run)
    here = tokens[run.first : run.stop]
    capitals = [token for token in here if token.shape in {Shape.NAME, Shape.ACRONYM, Shape.COUNTRIES}]
    if not capitals:
        return []  # The year that a name ends in, whose words a definition has taken.
    if all(token.shape is Shape.ACRONYM for token in capitals) and here[-1].shape is not Shape.NUMBER:
        return []  # Bare acronyms are found one by one.
    if len(capitals) == 1:
        if here[0].shape is Shape.ACRONYM and here[-1].shape is Shape.NUMBER:
            return [run]  # COP 26
        if here[0].shape is Shape.NUMBER:
            return [run]  # "2030 Agenda"
        return [run] if _is_quoted(tokens, run) and not capitals[0].opens else []
    if len(here) == 2 and here[0].low in DIRECTIONS and here[1].low in GEO_NOUNS:
        return []  # West Bank
    if head_of(tokens, run):
        return [] if _is_generic(capitals) else [run]
    if _is_quoted(tokens, run) and not all(is_place(token.low) for token in capitals):
        return [run]
    if _is_place_name(here) or _stands_as_place(tokens, run) or not _is_plain_name(tokens, run, capitals):
        return []
    return [run]


def _trim(tokens: Sequence[Token], run: Run) -> Run:
    """Take off "Member States" from "ASEAN Member States"; and take in a year in front that is the name's."""
    first, stop = _past_office(tokens, run), run.stop
    while stop - first > 1 and tokens[stop - 1].low in ROLES | GENERIC and not is_head(tokens[stop - 1]):
        stop -= 1
    bare = all(token.shape is Shape.ACRONYM for token in tokens[first:stop])
    body = is_head(tokens[stop - 1]) and tokens[stop - 1].low not in ROLE_ADJECTIVES
    if not bare and (not body or has_lower_head(tokens, run)):
        stop = run.stop
    if first and tokens[first].near and tokens[first - 1].shape is Shape.NUMBER and tokens[first].low in PLANS:
        first -= 1
    return Run(first, stop)


def _past_office(tokens: Sequence[Token], run: Run) -> int:
    """Give where a body begins whose office is named: "Chair of the Global Partnership on AI"."""
    for index in range(run.first, run.stop):
        token = tokens[index]
        if token.shape is Shape.WORD:
            first = index + 2 if tokens[index + 1].low == "the" else index + 1
            acronyms = all(other.shape is Shape.ACRONYM for other in tokens[first : run.stop])
            body = acronyms or head_of(tokens, Run(first, run.stop))
            return first if token.low == "of" and index > run.first and body else run.first
        if is_head(token) or not (token.low in ROLES or is_place(token.low)):
            return run.first
    return run.first


def _is_generic(capitals: Sequence[Token]) -> bool:
    """Tell whether all words are such as every text has: Joint Statement, Foreign Ministers' Meeting, Working Group."""
    for token in capitals:
        if token.shape is not Shape.NAME or is_place(token.low):
            return False
        low = token.text.lower()
        known = low in GENERIC or token.low in GENERIC | ROLES or is_head(token) or is_soft_head(token)
        if not known:
            return False
    return True


def _is_place_name(here: Sequence[Token]) -> bool:
    words = [token for token in here if token.shape is not Shape.WORD]
    if all(part in ROLES for token in words for part in token.low.split("/")):
        return True
    if all(is_place(token.text) or token.shape is Shape.COUNTRIES or token.low in ROLES | GENERIC for token in words):
        return True
    if here[0].low in {"republic", "kingdom"} and here[1].low == "of" and is_place(here[-1].low):
        return True
    if len(words) < len(here):
        return False
    if here[-1].low == "state" and here[0].low not in DIRECTIONS:
        return True  # Rakhine State
    named_after = here[0].low in PLACE_FIRST and here[1].shape is Shape.NAME
    return singular(here[-1].text) in GEO_NOUNS or named_after


def _stands_as_place(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is used as a town: "in Mountain View, California"."""
    before = tokens[run.first - 1].low if run.first else ""
    after = tokens[run.stop : run.stop + 2]
    return (
        before in {"in", "at", "near", "from"} and len(after) > 1 and after[0].text == "," and is_place(after[1].text)
    )


def _is_plain_name(tokens: Sequence[Token], run: Run, capitals: Sequence[Token]) -> bool:
    """Tell whether a run without a head is a name: Freedom Edge, Data Free Flow with Trust."""
    here = tokens[run.first : run.stop]
    headed = has_lower_head(tokens, run)
    if any(token.low in {"and", "&"} for token in here) and not headed:
        return False
    if capitals[0].shape is Shape.COUNTRIES and len(capitals) < 3:
        return False
    phrase = " ".join(token.low for token in here)
    if phrase in PHRASES or (here[0].low.endswith("ing") and not _is_quoted(tokens, run)):
        return False
    if len(here) > 2 and here[-2].low == "of" and is_place(here[-1].low) and here[0].low not in {"friends", "partners"}:
        return False
    plain = len(capitals) == 2 and not is_camel(capitals[1].text)
    if capitals[0].shape is Shape.ACRONYM and (plain or capitals[-1].low in ROLES):
        return False  # ASEAN Centrality, ASEAN Sectoral Bodies: the acronym is the name.
    if any(len(token.text) == 2 and token.text.endswith(".") for token in here) or here[-1].low in {"jr.", "sr."}:
        return False
    if all(token.low in ROLES | GENERIC | ROLE_ADJECTIVES or is_place(token.low) for token in capitals):
        return False
    return not (capitals[-1].low in ROLES and all(t.low in ROLE_ADJECTIVES | ROLES for t in capitals))


def _is_quoted(tokens: Sequence[Token], run: Run) -> bool:
    before = tokens[run.first - 1].text if run.first else ""
    after = tokens[run.stop].text if run.stop < len(tokens) else ""
    return before == '"' and after in {'"', ",", "."} and tokens[run.first].shape is Shape.NAME


def is_titled(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is a person or an office: President Biden, Secretary-General of NATO."""
    here = tokens[run.first : run.stop]
    for index, token in enumerate(here):
        if token.low in TITLES:
            rest = here[index + 1 :]
            if not any(is_head(other) for other in rest) and not is_head(token):
                return True
            if rest and rest[0].shape is Shape.WORD:
                return True
    return False


def find_persons(tokens: Sequence[Token], runs: Sequence[Run]) -> set[Run]:
    """Give the runs that are persons or offices: those with a title, and the names beside them.

    "The President of Ukraine, Volodymyr Zelenskyy"; "Minister for Foreign Affairs and Trade Penny Wong".
    """
    found = {run for run in runs if is_titled(tokens, run)}
    for left, right in pairwise(runs):
        between = [token.text for token in tokens[left.stop : right.first]]
        titled, other = (left, right) if left in found else (right, left)
        if titled not in found or other in found:
            continue
        if between[:1] == [","] and set(between[1:]) <= {"the"} and not _has_head(tokens, other):
            office = titled is left and not person_of(tokens, titled)
            named = titled is right and between == [","] and len(between) == 1
            if (office and between == [","]) or named:
                found.add(other)
        elif between == ["and"] and titled is left and not person_of(tokens, left) and left.stop - left.first > 2:
            found.add(other)
    return found


def _has_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run cannot be a person: it has a head, or is an acronym, a place or a single word."""
    here = tokens[run.first : run.stop]
    return (
        run.stop - run.first == 1
        or bool(head_of(tokens, run))
        or any(token.shape is not Shape.NAME for token in here)
        or all(is_place(token.low) for token in here)
    )


def person_words(tokens: Sequence[Token], run: Run) -> set[str]:
    """Give the words of a person's name, in lower case."""
    return {tokens[index].low for index in person_of(tokens, run)}


def person_of(tokens: Sequence[Token], run: Run) -> range:
    """Give the words of a titled run that are a person's: those after the title, or after the body of an office."""
    titles = [index for index in range(run.first, run.stop) if tokens[index].low in TITLES]
    first = titles[-1] + 1 if titles else run.first
    if first < run.stop and tokens[first].shape is Shape.WORD:
        bodies = _inside_title(tokens, run)
        first = bodies[-1].stop if bodies else run.stop
    stop = next((index for index in range(first, run.stop) if tokens[index].shape is Shape.WORD), run.stop)
    return range(first, stop)


def _inside_title(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Give the body that an office belongs to: President of the European Commission, European Commission President."""
    for index in range(run.first, run.stop):
        if tokens[index].shape is Shape.WORD and tokens[index].low in {"of", "to", "for"}:
            first = index + 1
            while first < run.stop and tokens[first].shape is Shape.WORD:
                first += 1
            heads = [at for at in range(first, run.stop) if is_head(tokens[at])]
            if heads and heads[-1] > first:
                return [Run(first, heads[-1] + 1)]
    title = next(index for index in range(run.first, run.stop) if tokens[index].low in TITLES)
    heads = [at for at in range(run.first, title) if is_head(tokens[at])]
    return [Run(run.first, heads[-1] + 1)] if heads and heads[-1] > run.first else []


def is_lone(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is one word inside a sentence that no list of ours knows, such as Quad."""
    token = tokens[run.first]
    return (
        run.stop - run.first == 1
        and token.shape is Shape.NAME
        and not token.opens
        and (token.low not in _KNOWN or token.low in BODIES)
        and singular(token.text) not in _KNOWN
        and ("-" not in token.text or token.low in BODIES)
        and not _begins_more(tokens, run)
        and not is_soft_head(token)
    )


def _begins_more(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a word is the first of something else: "the Essequibo region", "Post 2020", a motto."""
    after = tokens[run.stop] if run.stop < len(tokens) else None
    if after is None or not after.near:
        return False
    quoted = run.first > 0 and tokens[run.first - 1].text in {'"', "'"}
    return quoted or after.text in GEO_NOUNS or after.shape is Shape.NUMBER


def may_be_town(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a word stands where towns do: "in Houston", "Houston, Texas"."""
    token, after = tokens[run.first], tokens[run.stop : run.stop + 2]
    before = tokens[run.first - 1].text if run.first else ""
    beside = len(after) > 1 and after[0].text == "," and is_place(after[1].text)
    listed = before == "," and bool(after) and after[0].shape is Shape.MARK
    stands = before in {"in", "at", "near", "from", "to", "of"} or beside or listed or token.possessive
    return stands and not is_camel(token.text)


def leads(here: Sequence[Token]) -> bool:
    """Tell whether a small word follows a head, as in "Partnership for Global Infrastructure"."""
    return any(right.shape is Shape.WORD and is_head(left) for left, right in pairwise(here))


def head_of(tokens: Sequence[Token], run: Run) -> str:
    """Give the noun that says what a run is, in lower case and singular; empty when there is none."""
    here = tokens[run.first : run.stop]
    for left, right in pairwise(here):
        if right.shape is Shape.WORD and right.low != "and" and (is_head(left) or is_soft_head(left)):
            return singular(left.text)
    heads = [token for token in here if is_head(token)] or [token for token in here[-1:] if is_soft_head(token)]
    return singular(heads[-1].text) if heads else ""
