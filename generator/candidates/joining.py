"""Whether a small word joins two runs of capitalised words into one name, or parts two names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.lexicon import (
    EVENTS,
    GENERIC,
    GEO_NOUNS,
    LOWER_HEADS,
    PORTFOLIOS,
    ROLES,
    SOFT_HEADS,
    TITLES,
    is_head,
    is_place,
    singular,
)
from generator.candidates.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.candidates.tokens import Token

_PLACE_AFTER = frozenset(
    "convention force forces friends mission operation partners presence process state treaty".split()
)
"""Texts and bodies whose names say where: the Treaty on Conventional Forces in Europe."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens, half-open."""

    first: int
    stop: int
    led: bool = False
    """Whether a small word follows its head, as in "Partnership for Infrastructure": all that follows is what it is for."""
    quoted: bool = False


def ends_in_head(tokens: Sequence[Token], run: Run, *, soft: bool = True) -> bool:
    """Tell whether the last word of a run says what it is; a number behind that word does not count."""
    at = run.stop - 1
    while at > run.first and tokens[at].kind is Kind.NUMBER or not tokens[at].text.strip("IVX"):
        at -= 1
    low = tokens[at].low
    return (is_head(low) or (soft and singular(low) in SOFT_HEADS)) and low not in ROLES


def has_lower_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a noun in lower case says what a run is: the RISE partnership, exercise Freedom Edge."""
    if run.first and tokens[run.first - 1].text in LOWER_HEADS and tokens[run.first].near:
        return True
    at = run.stop
    if at < len(tokens) and tokens[at].text == '"':
        at += 1
    return at < len(tokens) and tokens[at].text in LOWER_HEADS and not tokens[run.stop - 1].possessive


def joins(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Tell whether the words between two runs make one name of them."""
    words = [token.low for token in tokens[left.stop : right.first]]
    last, first = tokens[left.stop - 1], tokens[right.first]
    head = ends_in_head(tokens, left)
    place = all(is_place(token.low) for token in tokens[right.first : right.stop])
    plain = not place and first.kind is Kind.NAME and first.low not in ROLES
    if len(words) > 1 and (words[1] not in {"the", "a", "an"} or words[0] in {"and", "&"}):
        return False
    if _ends_chain(tokens, left, right, words[0]):
        return True
    match words[0]:
        case "the":  # "Masterplan on Mainstreaming the Rights of Persons with Disabilities"
            return left.led and (last.low.endswith("ing") or tokens[left.stop - 2].low in {"to", "that"})
        case "and" | "&":
            return _joins_and(tokens, left, right)
        case "of":
            apart = left.led or singular(last.low) in EVENTS
            whole = not (place and apart and not _is_landscape(tokens, right)) and (
                left.led or not _is_role(tokens, left)
            )
            return (
                whole and last.kind is not Kind.ACRONYM and (head or not is_place(last.low) or last.low in {"republic"})
            )
        case "for" | "on" | "concerning" | "against" | "towards":
            return (head or (left.led and words[0] != "on")) and first.low not in TITLES
        case "in" | "at":
            article = len(words) > 1 and left.led and not ends_in_head(tokens, right, soft=False)
            named = singular(last.low) in _PLACE_AFTER or (left.led and plain and not head)
            return article or (named and singular(last.low) not in EVENTS and words[0] == "in")
        case "with":
            return (
                plain and not is_head(last.low) and (left.led or left.stop - left.first > 1) and last.kind is Kind.NAME
            )
        case "to":
            return plain and (head or left.led) and len(words) == 1 and first.low not in TITLES | GENERIC
        case "a" | "between" | "by" | "from":
            return False
        case _:
            return left.led and plain and not is_head(last.low)


def _is_landscape(tokens: Sequence[Token], run: Run) -> bool:
    return run.stop - run.first == 1 and tokens[run.first].low in GEO_NOUNS and tokens[run.first - 1].low == "the"


def _is_role(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run names people in general, whose body follows: "Special Envoys of the World Council"."""
    last = tokens[run.stop - 1]
    agent = run.stop - run.first == 1 and last.low.endswith(("er", "or", "ers", "ors")) and not is_head(last.low)
    return last.low in ROLES | TITLES | {"state"} or agent


def _joins_and(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    last, first = tokens[left.stop - 1], tokens[right.first]
    if any(_is_apart(tokens, run) for run in (left, right)) or {last.low, first.low} & (ROLES | TITLES):
        return False
    if is_head(last.low):
        return False
    if left.led:
        # "Partnership for Global Infrastructure and Investment": the second half of what it is for.
        single = right.stop - right.first == 1
        if first.kind is Kind.ACRONYM:
            lead = next(at for at in range(left.first, left.stop) if not tokens[at].capital) - 1
            return single and tokens[lead].low in PORTFOLIOS
        return not ends_in_head(tokens, right, soft=False) and right.stop - right.first <= 3
    if last.kind is Kind.ACRONYM or first.kind is Kind.ACRONYM:
        return False
    size = right.stop - right.first
    return (ends_in_head(tokens, right) and (size > 1)) or has_lower_head(tokens, right)


def _is_apart(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run names a place or ends with a possessive: no half of a name."""
    words = tokens[run.first : run.stop]
    return all(is_place(token.low) for token in words) or words[-1].possessive


def _ends_chain(tokens: Sequence[Token], left: Run, right: Run, word: str) -> bool:
    """Tell whether a head ends what a small word joins: "the Grain from Alba initiative", "Talent for Tides Forum"."""
    before = tokens[left.first - 1] if left.first else None
    if before is None or not (before.low == "the" or before.possessive) or is_head(tokens[left.stop - 1].low):
        return False
    if word not in {"for", "from", "in", "of", "with"} or _is_apart(tokens, left) or _is_role(tokens, left):
        return False
    named = word == "for" and right.stop - right.first > 1 and ends_in_head(tokens, right)
    return tokens[left.first].kind is Kind.NAME and (named or has_lower_head(tokens, right))


def join_list(tokens: Sequence[Token], run: Run, atom: Callable[[int], Run | None]) -> Run | None:
    """Join what a list behind a run adds to it: "Women, Peace and Security Agenda", "Ministry of Trade, Industry, and Energy"."""
    items = [run]
    index = run.stop
    while index < len(tokens) and tokens[index].text == "," and len(items) < 8:
        index += 1
        final = index < len(tokens) and tokens[index].low in {"and", "&"}
        item = atom(index + 1 if final else index)
        if item is None or not _is_item(tokens, item):
            return None
        items.append(item)
        index = item.stop
        if final:
            break
    else:
        if len(items) < 2 or index >= len(tokens) or tokens[index].low not in {"and", "&"}:
            return None
        item = atom(index + 1)
        if item is None or not _is_item(tokens, item):
            return None
        items.append(item)
    if len(items) < 3 or tokens[run.stop - 1].possessive:
        return None
    last = items[-1]
    ends = ends_in_head(tokens, last, soft=False) or has_lower_head(tokens, last)
    if run.led:
        fits = not is_head(tokens[run.stop - 1].low) and not ends
    else:
        fits = ends and last.stop - last.first > 1 and _is_item(tokens, run) and not is_head(tokens[run.stop - 1].low)
    return Run(run.first, last.stop, led=run.led) if fits else None


def _is_item(tokens: Sequence[Token], run: Run) -> bool:
    words = tokens[run.first : run.stop]
    plain = all(word.kind is Kind.NAME and word.low not in ROLES | TITLES for word in words)
    return plain and len(words) <= 5 and not all(is_place(word.low) for word in words)
