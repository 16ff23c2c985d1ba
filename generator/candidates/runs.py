"""Tokens -> runs: capitalised words, with the small words that hold them together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.lexicon import (
    EVENTS,
    GENERIC,
    HEADS,
    IN_AFTER,
    LONE_NOUNS,
    LOWER_HEADS,
    MONTHS,
    NO_ACRONYMS,
    NO_OF,
    ROLES,
    SOFT_HEADS,
    STARTERS,
    TITLES,
    TO_AFTER,
    ends_in_head,
    is_place,
    singular,
)
from generator.candidates.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.tokens import Token

_PEOPLE = {
    "women",
    "people",
    "children",
    "men",
    "girls",
    "world",
    "farmers",
    "workers",
    "nation",
    "master",
    "veteran",
    "leader",
    "president",
}
_TEXTS = {"treaty", "convention", "declaration", "protocol", "code", "agreement", "organization", "organisation"}
_FOREIGN = {"de", "du", "des", "da", "do", "del", "la", "le", "van", "der", "von", "el", "al", "bin", "sans"}
_NO_PARTS = TITLES | (ROLES - {"women", "girls"})
_PORTFOLIOS = {"department", "ministry"}
_NO_STARTS = {"the", "a", "an", "we", "us", "they", "it", "he", "she", "i", "jr.", "sr.", "no.", "nos.", "art.", "vs."}
_LONGEST = 100
"""Tokens of a name; titles of treaties have some forty. What goes on for longer is looked at in pieces, since the time
that a list or a chain of small words takes grows with its square."""
_NUMERAL = re.compile(r"[IVX]{1,4}|\d{1,4}")


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A stretch of tokens, half-open, and whether its first word may be capitalised only because it comes first."""

    first: int
    stop: int


def is_head(token: Token) -> bool:
    """Tell whether a word ends the name of a body, a meeting, a text or a plan."""
    word = token.text.removesuffix("-Plus")  # As ASEAN calls meetings with its partners.
    known = singular(word) in HEADS or token.low in HEADS or ends_in_head(word)
    return token.shape is Shape.NAME and known


def is_soft_head(token: Token) -> bool:
    """Tell whether a word may do so."""
    return token.shape is Shape.NAME and (singular(token.text) in SOFT_HEADS or token.low in SOFT_HEADS)


def is_starter(token: Token) -> bool:
    """Tell whether a word that begins a sentence is capitalised for that alone."""
    if not token.opens or token.shape is not Shape.NAME or is_head(token):
        return False
    low = token.low
    return low in STARTERS or (len(low) > 4 and low.endswith(("ing", "ed", "ly")) and not is_soft_head(token))


def find_runs(tokens: Sequence[Token]) -> list[Run]:
    """Find the longest runs, in the order of the text; none overlaps another."""
    runs: list[Run] = []
    index = 0
    while index < len(tokens):
        atom = _atom(tokens, index)
        if atom is None:
            index += 1
            continue
        run = _grow(tokens, atom)
        runs.append(run)
        index = run.stop
    return runs


def _may_start(token: Token) -> bool:
    if token.shape is Shape.NUMBER or token.low in _NO_STARTS or token.text in NO_ACRONYMS:
        return False
    return token.is_capital and token.low not in MONTHS and not is_starter(token)


def _atom(tokens: Sequence[Token], index: int) -> Run | None:
    """Give the capitalised words from here on that stand side by side; None when there is none here."""
    if index >= len(tokens) or not _may_start(tokens[index]):
        return None
    stop = index + 1
    while stop < min(len(tokens), index + _LONGEST) and tokens[stop].near:
        before, token = tokens[stop - 1], tokens[stop]
        if _parts_owner(before):
            break
        if token.shape is Shape.NUMBER or (
            token.text.isalpha() and token.text.isupper() and _NUMERAL.fullmatch(token.text)
        ):
            if not (_NUMERAL.fullmatch(token.text) and _is_numbered(tokens, stop)):
                break
        elif not token.is_capital or token.low in MONTHS:
            break
        stop += 1
    return Run(index, stop)


def _is_numbered(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a number belongs to the name around it: Phase 2, Mk II, COP 26, 123 Agreement."""
    before, token = tokens[index - 1], tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if is_head(before) or is_soft_head(before) or before.low in {"phase", "plus"}:
        return True
    if token.shape is Shape.NAME:
        return len(token.text) > 1 and before.low not in LONE_NOUNS
    if after is not None and after.near and is_head(after):
        return True
    return before.shape is Shape.ACRONYM and before.text.isalpha() and len(token.text) < 3 and ends_there(after)


def ends_there(after: Token | None) -> bool:
    """Tell whether a number in front counts nothing: "COP 26 in", not "G7 12 members"."""
    return after is None or after.shape is Shape.MARK or after.low in STARTERS


def _parts_owner(token: Token) -> bool:
    """Tell whether a possessive ends a name, as "ROK's" does and "Women's" and "Leaders'" do not."""
    if not token.possessive:
        return False
    if token.shape is not Shape.NAME:
        return True
    return not (
        token.low in _PEOPLE or (token.text.endswith("s'") and not is_place(token.low) and token.low != "nations")
    )


def _grow(tokens: Sequence[Token], run: Run) -> Run:
    """Join what follows over small words as long as it belongs to the name."""
    while run.stop < min(len(tokens), run.first + _LONGEST):
        listed = _join_list(tokens, run)
        if listed is not None:
            run = listed
            continue
        start = run.stop
        words: list[str] = []
        while start < len(tokens) and len(words) < 2 and tokens[start].near and _is_small(tokens[start]):
            words.append(tokens[start].low)
            start += 1
        following = _atom(tokens, start) if words else None
        if following is None or not tokens[start].near or _parts_owner(tokens[run.stop - 1]):
            break
        if not _joins(tokens, run, words, following):
            break
        run = Run(run.first, following.stop)
    return run


def _is_small(token: Token) -> bool:
    return token.shape is Shape.WORD or token.text == "&"


def _joins(tokens: Sequence[Token], left: Run, words: list[str], right: Run) -> bool:
    last, first = tokens[left.stop - 1], tokens[right.first]
    if words == ["the"]:  # "Masterplan on Mainstreaming the Rights of Persons with Disabilities"
        verb = last.low.endswith("ing") or tokens[left.stop - 2].low == "to"
        return verb and _leads_with_head(tokens, left)
    if set(words) <= _FOREIGN and _holds_title(tokens, left):
        return True  # President von der Leyen
    if len(words) > 1 and (words[1] not in {"the", "a", "an"} or words[0] in {"and", "&", "or"}):
        return False
    if last.shape in {Shape.COUNTRIES} or (first.low in TITLES and right.stop - right.first > 1):
        return False
    if words[0] in {"and", "&"}:
        return _joins_and(tokens, left, right)
    if words[0] in {"for", "from", "in", "of", "with"} and _is_chain(tokens, left, right):
        return True
    if words[0] in {"of", "for"} and last.low not in NO_OF and _holds_title(tokens, left):
        return True  # An office, which is looked at as a whole later.
    if left.stop - left.first == 1 and last.opens and not _bears_more(tokens, left, right):
        return False
    return _joins_preposition(tokens, left, words[0], right)


def _holds_title(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is one person's office; "Foreign Ministers of the Member States" are many."""
    titles = [token.low for token in tokens[run.first : run.stop] if token.low in TITLES]
    return bool(titles) and not any(title.endswith("s") for title in titles)


def _bears_more(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Tell whether one word at the start of a sentence may begin a name: "Partnership for Global Infrastructure"."""
    head = is_head(tokens[left.first])
    return head and right.stop - right.first >= 2 and tokens[right.first].shape is Shape.NAME


def _joins_preposition(tokens: Sequence[Token], left: Run, word: str, right: Run) -> bool:
    last, first = tokens[left.stop - 1], tokens[right.first]
    head = is_head(last) or is_soft_head(last)
    place = all(is_place(token.text) or token.shape is Shape.COUNTRIES for token in tokens[right.first : right.stop])
    named = first.shape in {Shape.ACRONYM, Shape.COUNTRIES}
    if word == "of":
        return last.shape is not Shape.ACRONYM and not NO_OF & set(last.low.split("/"))
    if word in {"for", "on", "against", "towards"}:
        return (head or _leads_with_head(tokens, left)) and last.low not in ROLES
    if place:
        lead = tokens[left.first]
        region = tokens[left.stop + 1].low == "the" and _leads_with_head(tokens, left)
        return word == "in" and (region or (singular(lead.text) in _TEXTS and left.stop - left.first > 2))
    if word == "in" and tokens[left.stop + 1].low == "the" and _leads_with_head(tokens, left):
        return not named and not is_head(tokens[right.stop - 1])  # "Toolkit for ... in the Public Sector"
    if word == "in":
        return not named and singular(last.text) not in EVENTS and (last.low in IN_AFTER)
    if word == "with":
        return (
            not is_head(last)
            and not named
            and first.low not in ROLES
            and (left.stop - left.first > 1)
            and last.shape is not Shape.ACRONYM
        )
    if word == "to":
        verb = first.shape is Shape.NAME and first.low not in ROLES | GENERIC
        return last.low in TO_AFTER or (is_head(last) and verb)  # "Partnership to Accelerate Clean Energy"
    return word in _FOREIGN and not head


def _joins_and(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    last, first, final = tokens[left.stop - 1], tokens[right.first], tokens[right.stop - 1]
    if _is_separate(tokens, left) or _is_separate(tokens, right) or last.low in ROLES:
        return False
    if first.shape is Shape.ACRONYM or last.low in TITLES or first.low in TITLES:
        return False
    if last.shape is Shape.ACRONYM and tokens[left.stop - 2].shape is not Shape.NAME:
        return False  # "Tools for Trustworthy AI and Risk Management" goes on; "RISE and Freedom Edge" does not.
    ends = is_head(final) or is_soft_head(final) or has_lower_head(tokens, right)
    if is_head(last):
        return False
    if any(tokens[index].shape is Shape.WORD for index in range(left.first, left.stop)) and _leads_with_head(
        tokens, left
    ):
        # "Partnership for Global Infrastructure and Investment": the second half of what it is for.
        return not is_head(final) and right.stop - right.first <= 3
    if left.stop - left.first == 1 and last.opens and not ends:
        return False
    if ends and right.stop - right.first > 1:
        return True
    return (
        right.stop - right.first == 1 and first.low not in ROLES and not is_place(first.text) and not is_soft_head(last)
    )


def _is_chain(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Tell whether a head ends what small words join: "the Grain from Ukraine initiative", "Talent for Tides Forum"."""
    before = tokens[left.first - 1] if left.first else None
    if before is None or not (before.low == "the" or before.possessive) or _is_separate(tokens, left):
        return False
    if tokens[left.first].shape is not Shape.NAME or tokens[left.first].low in ROLES | TITLES:
        return False
    final = tokens[right.stop - 1]
    if tokens[left.stop].low == "for" and right.stop - right.first > 1 and (is_head(final) or is_soft_head(final)):
        return True
    for _ in range(3):
        if has_lower_head(tokens, right):
            return True
        following = _atom(tokens, right.stop + 1)
        if following is None or tokens[right.stop].shape is not Shape.WORD:
            return False
        right = following
    return False


def _leads_with_head(tokens: Sequence[Token], run: Run) -> bool:
    for index in range(run.first, run.stop):
        if tokens[index].shape is Shape.WORD:
            return is_head(tokens[index - 1]) or is_soft_head(tokens[index - 1])
    return False


def _is_separate(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is a place or a person, which "and" joins to nothing."""
    here = tokens[run.first : run.stop]
    return here[-1].low != "new" and all(
        is_place(token.text) or token.shape is Shape.COUNTRIES for token in here if token.shape is not Shape.WORD
    )


def has_lower_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a head in lower case follows: "Reciprocal Defense Procurement agreement"."""
    return run.stop < len(tokens) and tokens[run.stop].near and tokens[run.stop].text in LOWER_HEADS


def _join_list(tokens: Sequence[Token], run: Run) -> Run | None:
    """Join "Women, Peace and Security Agenda": short parts, commas, "and", and a head at the end."""
    index, commas = run.stop, 0
    # "Ministry of Economy, Trade and Industry": the head comes first, and the list is what it is for.
    led = _leads_with_head(tokens, run)
    last_small = max((at for at in range(run.first, run.stop) if tokens[at].shape is Shape.WORD), default=run.first - 1)
    first = last_small + 1 if led else run.first
    while not led and first < run.stop - 1 and _names_country(tokens, first):
        first += 1
    if not _is_part(tokens, Run(max(first, run.stop - 3), run.stop)):
        return None
    while index + 1 < min(len(tokens), run.first + _LONGEST) and tokens[index].text == ",":
        index += 1
        commas += 1
        if tokens[index].low in {"and", "&"}:
            break
        if led and tokens[index].low == "the" and tokens[run.first].low in _PORTFOLIOS:
            index += 1
        following = _atom(tokens, index)
        if following is None or not tokens[index].near or not _is_part(tokens, following):
            return None
        index = following.stop
    if not commas or index + 1 >= len(tokens) or tokens[index].low not in {"and", "&"}:
        return None
    last = _atom(tokens, index + 1)
    if last is None or _is_separate(tokens, last):
        return None
    if not led and (last.stop - last.first < 2 or not is_head(tokens[last.stop - 1])):
        return None
    return (
        Run(run.first, last.stop)
        if tokens[last.first].shape is Shape.NAME and not is_place(tokens[last.first].text)
        else None
    )


def _names_country(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a list begins after a word: "Australia-United States Climate, Critical Minerals, and ..."."""
    token = tokens[index]
    country = is_place(token.text) or token.shape is Shape.COUNTRIES
    return country or (token.low == "states" and tokens[index - 1].low.endswith("united"))


def _is_part(tokens: Sequence[Token], run: Run) -> bool:
    here = tokens[run.first : run.stop]
    return (
        len(here) <= 3
        and here[-1].shape is Shape.NAME
        and not any(is_head(token) or token.low in _NO_PARTS for token in here)
        and not is_place(here[-1].text)
    )
