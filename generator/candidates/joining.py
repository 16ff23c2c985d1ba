"""Whether small words, commas and dashes join runs of capitalised words into one name, or part two names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.lexicon import EVENTS, GEO_NOUNS, LOWER_HEADS, PLACE_AFTER, PORTFOLIOS, is_title, singular
from generator.candidates.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.candidates.tokens import Token


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens, half-open."""

    first: int
    stop: int
    led: bool = False
    """Whether a small word follows its head: in "Partnership for Infrastructure" the rest is what it is for."""
    quoted: bool = False


def ends_in_head(tokens: Sequence[Token], run: Run, *, soft: bool = True) -> bool:
    """Tell whether the last word of a run says what it is; a number behind that word does not count."""
    at = run.stop - 1
    while at > run.first and (tokens[at].kind is Kind.NUMBER or not tokens[at].text.strip("IVX")):
        at -= 1
    return (tokens[at].head or (soft and tokens[at].soft_head)) and not tokens[at].role


def has_lower_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a noun in lower case says what a run is: the RISE partnership, exercise Freedom Edge."""
    after = tokens[run.stop + (tokens[run.stop].text == '"')]
    before = tokens[run.first - 1]
    return (before.text in LOWER_HEADS and tokens[run.first].near) or (
        after.text in LOWER_HEADS and not tokens[run.stop - 1].possessive
    )


def joins(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Tell whether the words between two runs make one name of them."""
    words = [token.low for token in tokens[left.stop : right.first]]
    last, first = tokens[left.stop - 1], tokens[right.first]
    head = ends_in_head(tokens, left)
    place = _is_place(tokens, right)
    plain = not place and first.kind is Kind.NAME and not first.role
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
            # A country ends no title: "Ministry of Trade of Japan". The Law of the Sea does.
            landscape = len(words) > 1 and right.stop - right.first == 1 and first.low in GEO_NOUNS
            country = place and (left.led or singular(last.low) in EVENTS) and not landscape
            owner = last.kind is Kind.ACRONYM or (last.place and not head and last.low != "republic")
            return not country and not owner and (left.led or not (last.role or last.low == "state"))
        case "for" | "on" | "concerning" | "against" | "towards":
            return (head or (left.led and words[0] != "on")) and not is_title(first.low)
        case "in":
            article = len(words) > 1 and left.led and not ends_in_head(tokens, right, soft=False)
            return article or singular(last.low) in PLACE_AFTER or (left.led and plain and not head)
        case "with":
            size = left.stop - left.first
            return plain and not last.head and last.kind is Kind.NAME and (left.led or size > 1)
        case "to":
            return plain and (head or left.led) and len(words) == 1
        case "a" | "at" | "between" | "by" | "from":
            return False
        case _:
            return left.led and plain and not last.head


def _is_place(tokens: Sequence[Token], run: Run) -> bool:
    return all(token.place for token in tokens[run.first : run.stop])


def _joins_and(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    last, first = tokens[left.stop - 1], tokens[right.first]
    size = right.stop - right.first
    apart = last.possessive or last.head or _is_place(tokens, left) or _is_place(tokens, right)
    if apart or any(token.role or is_title(token.low) for token in (last, first)):
        return False
    if left.led and first.kind is Kind.ACRONYM:
        lead = next(at for at in range(left.first, left.stop) if not tokens[at].capital) - 1
        return size == 1 and tokens[lead].low in PORTFOLIOS
    if left.led:
        # "Partnership for Global Infrastructure and Investment": the second half of what it is for.
        return size <= 3 and not ends_in_head(tokens, right, soft=False)
    if Kind.ACRONYM in {last.kind, first.kind}:
        return False
    return (size > 1 and ends_in_head(tokens, right)) or has_lower_head(tokens, right)


def _ends_chain(tokens: Sequence[Token], left: Run, right: Run, word: str) -> bool:
    """Tell whether a head ends what a small word joins: "the Grain from Alba initiative", "Talent for Tides Forum"."""
    before, last = tokens[left.first - 1], tokens[left.stop - 1]
    if word not in {"for", "from", "in", "of", "with"} or last.head or not (before.low == "the" or before.possessive):
        return False
    if _is_place(tokens, left) or last.possessive or last.role or tokens[left.first].kind is not Kind.NAME:
        return False
    named = word == "for" and right.stop - right.first > 1 and ends_in_head(tokens, right)
    return named or has_lower_head(tokens, right)


def join_list(tokens: Sequence[Token], run: Run, atom: Callable[[int], Run | None]) -> Run | None:
    """Join what a list adds: "Women, Peace and Security Agenda", "Ministry of Trade, Industry, and Energy"."""
    items, final = [run], False
    while not final and len(items) < 8:
        at = items[-1].stop
        at += tokens[at].text == ","
        final = tokens[at].low in {"and", "&"}
        at += final
        item = atom(at) if at > items[-1].stop else None
        if item is None or not _is_item(tokens, item):
            return None
        items.append(item)
    last = items[-1]
    ends = ends_in_head(tokens, last, soft=False) or has_lower_head(tokens, last)
    fits = not ends if run.led else ends and last.stop - last.first > 1 and _is_item(tokens, run)
    if len(items) < 3 or not fits or tokens[run.stop - 1].head or tokens[run.stop - 1].possessive:
        return None
    return Run(run.first, last.stop, led=run.led)


def _is_item(tokens: Sequence[Token], run: Run) -> bool:
    words = tokens[run.first : run.stop]
    plain = all(word.kind is Kind.NAME and not word.role and not is_title(word.low) for word in words)
    return plain and len(words) <= 5 and not _is_place(tokens, run)


def join_dash(tokens: Sequence[Token], run: Run, atom: Callable[[int], Run | None]) -> Run | None:
    """Join what a dash between spaces adds: "Tide Plan – Ports for All", "Japan – Korea Partnership"."""
    right = atom(run.stop + 1) if tokens[run.stop].text in {"-", "\u2013"} else None
    if right is None or tokens[right.first].kind is not Kind.NAME:
        return None
    here = all(token.place or not token.capital for token in tokens[run.first : run.stop])
    fits = here == tokens[right.first].place and (here or ends_in_head(tokens, run))
    return Run(run.first, right.stop, led=not here) if fits else None
