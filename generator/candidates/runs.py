"""Tokens -> runs: capitalised words, greedily joined over small words; persons and offices are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.candidates.joining import Run, ends_in_head, has_lower_head, join_list, joins
from generator.candidates.lexicon import (
    CLAUSES,
    COMPOUND_HEADS,
    COUNTRY_ACRONYMS,
    GENERIC,
    MONTHS,
    PERSONAL,
    PLANS,
    ROLES,
    SMALL,
    SOFT_HEADS,
    TITLES,
    is_head,
    is_opener,
    is_ordinal,
    is_place,
    singular,
)
from generator.candidates.tokens import Casing, Kind, Token, emphasised

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 100
"""Tokens of a run; titles of treaties have some forty."""
_NUMERAL = re.compile(r"[IVX]{1,4}|\d{1,4}|\d+\.\d+|\d{4}[-\u2013]\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Runs:
    """What one passage gives."""

    names: list[Run] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    """Words of persons' names, in lower case."""


def find_runs(tokens: Sequence[Token], casing: Casing, taken: set[int], offices: set[int]) -> Runs:
    """Find what a passage may name, in the order of the text; no run overlaps another.

    Args:
        tokens: the passage's.
        casing: how the words of the whole text are written.
        taken: tokens that definitions have taken.
        offices: tokens behind the acronym of an office, where a person may stand.
    """
    return _Reader(tokens, casing, taken, offices).read()


class _Reader:
    """Reads a passage from left to right."""

    def __init__(self, tokens: Sequence[Token], casing: Casing, taken: set[int], offices: set[int]) -> None:
        self._tokens = tokens
        self._casing = casing
        self._taken = taken
        self._offices = offices
        self._found = Runs()

    def read(self) -> Runs:
        index = 0
        while index < len(self._tokens):
            if index in self._offices:
                self._offices.remove(index)
                index = self._past_office(index)
            elif self._is_title(index):
                index = self._past_office(index + 1)
            elif quoted := self._quoted(index):
                run = self._past_quotation(quoted)
                self._found.names.append(run)
                index = run.stop
            elif (atom := self._atom(index)) is not None:
                run = self._grow(atom)
                self._keep(run)
                index = run.stop
            else:
                index += 1
        return self._found

    def _past_quotation(self, run: Run) -> Run:
        """Take in the head behind a quotation: the "Ports for All" Initiative."""
        atom = self._atom(run.stop + 1) if self._tokens[run.stop].text == '"' else None
        if atom is None or not self._tokens[atom.first].near or not ends_in_head(self._tokens, atom):
            return run
        return Run(run.first, atom.stop, led=run.led)

    def _past_dash(self, run: Run) -> Run | None:
        """Take in what a dash between spaces joins: "Tide Plan – Ports for All", "Japan – Korea Partnership"."""
        tokens = self._tokens
        right = (
            self._atom(run.stop + 1) if run.stop < len(tokens) and tokens[run.stop].text in {"-", "\u2013"} else None
        )
        if right is None or tokens[right.first].kind is not Kind.NAME or is_opener(tokens[right.first].low):
            return None
        here = all(is_place(token.low) or not token.capital for token in tokens[run.first : run.stop])
        there = is_place(tokens[right.first].low)
        if here != there or not (here or ends_in_head(tokens, run)):
            return None
        return Run(run.first, right.stop, led=not here)

    def _atom(self, index: int, *, titles: bool = False) -> Run | None:
        """Return the capitalised words from here on that stand side by side; None when there is none here.

        `titles`: whether an office may end them, as in "Council of Ministers".
        """
        if not self._may_start(index) and not (titles and self._is_title(index)):
            return None
        tokens = self._tokens
        stop = index + 1
        while stop < min(len(tokens), index + _LONGEST) and tokens[stop].near and stop not in self._taken:
            if parts_owner(tokens[stop - 1]) or tokens[stop].low in CLAUSES:
                break
            if self._is_title(stop) and not titles:
                break
            if (tokens[stop - 1].low, tokens[stop].low) in COMPOUND_HEADS:
                stop += 1
                continue
            if not (self._is_numbered(stop) or (tokens[stop].capital and tokens[stop].low not in MONTHS)):
                break
            stop += 1
        while stop - 1 > index and tokens[stop - 1].low == "the":
            stop -= 1
        return Run(index, stop)

    def _may_start(self, index: int) -> bool:
        tokens = self._tokens
        if index >= len(tokens) or index in self._taken:
            return False
        token = tokens[index]
        if token.kind is Kind.NUMBER or token.text[0].isdigit():
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            plan = bool(_YEAR.fullmatch(token.text)) and after is not None and after.low in PLANS
            ahead = after is not None and after.near and after.kind is Kind.NAME
            return (plan and ahead and after.capital) or ("+" in token.text and ahead) or token.kind is Kind.ACRONYM
        if not token.capital or token.low in MONTHS | {"i", "the", "a"} or is_ordinal(token.low):
            return False
        return not self._is_title(index) and not emphasised(tokens, index, self._casing) and not self._only_opens(index)

    def _only_opens(self, index: int) -> bool:
        """Tell whether a word has its capital only because a sentence, or an item of a list, begins with it."""
        token = self._tokens[index]
        if token.text in COUNTRY_ACRONYMS:
            return False
        if token.kind is Kind.ACRONYM or token.low in self._casing.capital:
            return token.opens and is_opener(token.low) and token.low not in self._casing.capital
        if not token.opens:
            return is_opener(token.low) and not self._next_is_capital(index)
        head = is_head(token.low) or singular(token.low) in SOFT_HEADS
        known = token.low in self._casing.lower and not head and not self._next_is_capital(index)
        return known or is_opener(token.low)

    def _next_is_capital(self, index: int) -> bool:
        return index + 1 < len(self._tokens) and self._tokens[index + 1].near and self._tokens[index + 1].capital

    def _is_numbered(self, index: int) -> bool:
        """Tell whether a number belongs to the name around it: Phase 2, Vision 2025, COP 26, 123 Agreement."""
        before, token = self._tokens[index - 1], self._tokens[index]
        if not _NUMERAL.fullmatch(token.text):
            return False
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        head = is_head(before.low) or singular(before.low) in SOFT_HEADS
        if _YEAR.match(token.text):
            return before.low in PLANS or ("-" in token.text and before.capital) or singular(before.low) in PLANS
        if head or before.low in {"phase", "plus"} or "." in token.text or not token.text[0].isdigit():
            return before.low != "article"
        if after is not None and after.near and is_head(after.low) and after.capital:
            return True
        counts = after is not None and after.near and not is_opener(after.low)
        return before.kind is Kind.ACRONYM and before.text.isalpha() and len(token.text) < 3 and not counts

    def _grow(self, run: Run) -> Run:
        """Join what follows as long as it belongs to the name."""
        tokens = self._tokens
        while run.stop < min(len(tokens), run.first + _LONGEST):
            wider = join_list(tokens, run, self._atom) or self._past_dash(run)
            if wider is None and (quoted := self._quoted(run.stop)):
                wider = self._past_quotation(Run(run.first, quoted.stop, quoted=True))
                wider = wider if not wider.quoted else None
            if wider is not None:
                run = wider
                continue
            start = run.stop
            while start < len(tokens) and start - run.stop < 2 and tokens[start].near and _is_small(tokens[start]):
                start += 1
            body = ends_in_head(tokens, run, soft=False) and start > run.stop and tokens[run.stop].low == "of"
            right = self._atom(start, titles=body) if start > run.stop else None
            if right is None or not tokens[start].near or parts_owner(tokens[run.stop - 1]):
                break
            if (self._is_title(start) and not body) or not joins(tokens, run, right):
                break
            led = run.led or (ends_in_head(tokens, run) and tokens[run.stop].low not in {"and", "&"})
            run = Run(run.first, right.stop, led=led)
        return run

    def _quoted(self, index: int) -> Run | None:
        """Return the title between two quotation marks: its words in capitals, but for small ones."""
        tokens = self._tokens
        if tokens[index].text != '"':
            return None
        stop = next((at for at in range(index + 1, min(index + 32, len(tokens))) if tokens[at].text == '"'), index)
        inner = tokens[index + 1 : stop]
        while inner and inner[-1].text in {",", "."}:
            inner = inner[:-1]
        first = index + 1
        if not inner or first in self._taken or not inner[0].capital or is_place(inner[0].low):
            return None
        if not all(token.capital or token.low in SMALL or token.kind is not Kind.WORD for token in inner):
            return None
        if sum(token.capital for token in inner) < 2 and (
            inner[0].opens or inner[0].kind is not Kind.ACRONYM and len(inner) > 1
        ):
            return None
        return Run(first, first + len(inner), quoted=True)

    def _is_title(self, index: int) -> bool:
        """Tell whether a word is somebody's office: President Biden, not Presidents' Forum or Director Programme."""
        tokens = self._tokens
        token = tokens[index]
        if token.kind is not Kind.NAME or token.low.partition("-")[0] not in TITLES or token.possessive:
            return False
        for at in range(index + 1, min(index + 6, len(tokens))):
            if not (tokens[at].near and tokens[at].capital):
                break
            if is_head(tokens[at].low):
                return False
            if tokens[at].possessive:
                break
        return True

    def _past_office(self, index: int) -> int:
        """Pass over the person and the portfolio behind a title; keep the bodies named there.

        "Minister for Trade Penny Wong", "President of the European Council Charles Michel".
        """
        tokens = self._tokens
        while index < len(tokens) and tokens[index].near and self._is_title(index):
            index += 1
        if index < len(tokens) and tokens[index].near and (person := self._atom(index)):
            if not any(is_head(tokens[at].low) for at in range(person.first, person.stop)):
                several = tokens[index - 1].low.endswith("s")
                person = self._past_others(person) if several else self._add_person(person)
                return self._past_office(person.stop) if self._continues(person.stop, {"of"}) else person.stop
        while (
            index < len(tokens)
            and tokens[index].near
            and tokens[index].low in {"of", "for", "to", "the", "on", "and", "at"}
        ):
            if tokens[index].low == "and" and index + 1 < len(tokens) and tokens[index + 1].low == "the":
                return index
            index += 1
            if index < len(tokens) and self._is_title(index):
                return index
            atom = self._atom(index) if index < len(tokens) and tokens[index].near else None
            if atom is not None:
                run = self._grow(atom)
                bodies = self._bodies(run)
                self._found.names += bodies
                rest = bodies[-1].stop if bodies else run.stop
                if rest < run.stop:
                    self._found.people |= {tokens[at].low for at in range(rest, run.stop) if tokens[at].capital}
                index = run.stop
        return self._past_person(index)

    def _past_others(self, run: Run) -> Run:
        """Pass over more persons of one office: "Prime Ministers Albanese, Ishiba and Starmer"."""
        self._add_person(run)
        index = run.stop
        while index < len(self._tokens) and (self._tokens[index].text == "," or self._tokens[index].low == "and"):
            index += 1
        more = self._atom(index) if index > run.stop else None
        heads = more is None or any(is_head(token.low) for token in self._tokens[more.first : more.stop])
        return run if heads or more is None else self._past_others(more)

    def _add_person(self, run: Run) -> Run:
        self._found.people |= {token.low for token in self._tokens[run.first : run.stop]}
        return run

    def _continues(self, index: int, words: set[str]) -> bool:
        return index < len(self._tokens) and self._tokens[index].near and self._tokens[index].low in words

    def _past_person(self, index: int) -> int:
        """Pass over a person behind the comma after an office: "the President of Ukraine, Volodymyr Zelenskyy"."""
        if index + 1 < len(self._tokens) and self._tokens[index].text == "," and index:
            atom = self._atom(index + 1)
            if atom is not None and self._may_be_person(atom):
                return self._add_person(atom).stop
        return index

    def _may_be_person(self, run: Run) -> bool:
        words = self._tokens[run.first : run.stop]
        plain = all(word.kind is Kind.NAME or word.text.isupper() for word in words) and not ends_in_head(
            self._tokens, run
        )
        return 1 < len(words) < 6 and plain and not all(is_place(word.low) for word in words)

    def _bodies(self, run: Run) -> list[Run]:
        """Return the body that a run names up to its last head; what follows that is a person."""
        heads = [at for at in range(run.first, run.stop) if is_head(self._tokens[at].low)]
        if heads and (heads[-1] > run.first or run.led):
            led = run.led or any(tok.kind is Kind.WORD for tok in self._tokens[run.first : run.stop])
            stop = run.stop if led and not self._ends_in_person(run, heads[-1]) else heads[-1] + 1
            return [Run(run.first, stop, led=run.led)]
        if self._tokens[run.first].kind is Kind.ACRONYM:
            return [Run(run.first, run.first + 1)]
        return []

    def _ends_in_person(self, run: Run, head: int) -> bool:
        return all(self._tokens[at].kind is Kind.NAME for at in range(head + 1, run.stop))

    def _keep(self, run: Run) -> None:
        """Keep a run without what belongs to it only by looks: a person, "Member States" behind "ASEAN"."""
        tokens = self._tokens
        first, stop = run.first, run.stop
        titled = stop < len(tokens) and tokens[stop].near and self._is_title(stop)
        if titled and not ends_in_head(tokens, Run(first, stop)):
            # "Energy Secretary", "UN Secretary-General"
            stop = first + 1 if tokens[first].kind is Kind.ACRONYM else first
        half = (stop - first) // 2
        if half > 1 and [t.text for t in tokens[first : first + half]] == [t.text for t in tokens[first + half : stop]]:
            stop = first + half
        while stop > first and not has_lower_head(tokens, Run(first, stop)) and self._is_loose(first, stop):
            stop -= 1
        if stop < run.stop and not ends_in_head(tokens, Run(first, stop)) and not run.led:
            stop = first + (first < stop and tokens[first].kind is Kind.ACRONYM)
        if self._is_person(Run(first, stop)):
            self._add_person(Run(first, stop))
            return
        if stop > first:
            self._found.names.append(Run(first, stop, led=run.led))

    def _is_loose(self, first: int, stop: int) -> bool:
        tokens = self._tokens
        token = tokens[stop - 1]
        if token.low in SMALL or token.low == "the":
            return True
        if token.low in ROLES | TITLES and not is_head(token.low):
            return stop - first == 1 or (tokens[stop - 2].capital and not is_head(tokens[first].low))
        abstract = token.low in self._casing.lower and not is_head(token.low) and singular(token.low) not in SOFT_HEADS
        return (
            stop - first == 2
            and tokens[first].kind is Kind.ACRONYM
            and token.kind is Kind.NAME
            and (abstract or (token.low in GENERIC and not is_head(token.low)))
        )

    def _is_person(self, run: Run) -> bool:
        """Tell whether an office follows: "Charles Michel, President of the European Council"."""
        after = self._tokens[run.stop : run.stop + 3]
        if len(after) < 2 or after[0].text != "," or not self._may_be_person(run):
            return False
        at = run.stop + (2 if after[1].low == "the" else 1)
        while (
            at < len(self._tokens) - 1
            and self._tokens[at].capital
            and self._tokens[at].low in ROLES | GENERIC | {"prime"}
        ):
            at += 1
        return at < len(self._tokens) and self._is_title(at)


def parts_owner(token: Token) -> bool:
    """Tell whether a possessive ends a name, as "ROK's" does and "Women's" and "Leaders'" do not."""
    if not token.possessive or token.low in PERSONAL:
        return False
    return not token.text.endswith("s'") or is_place(token.low) or is_head(token.low) or token.kind is Kind.ACRONYM


def _is_small(token: Token) -> bool:
    return token.low in SMALL or token.text == "&"
