"""Names in the statement -> those that no entry stands for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.candidates import Passage, find_candidates, key_of
from generator.model.statement import BlockKind
from generator.text.matcher import Matcher, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates import Candidate, Occurrence
    from generator.model.entry import Entry
    from generator.model.fields import Slug
    from generator.model.statement import Block, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """A candidate without an entry, and the first place where that shows."""

    candidate: Candidate
    occurrence: Occurrence
    block: Block
    name: str
    """The candidate's, or the form of that place when the candidate's other forms have an entry."""

    @property
    def written(self) -> str:
        """The words of that place as they stand, with what is glued to them."""
        text, start, end = self.block.text, self.occurrence.start, self.occurrence.end
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        return text[start:end]

    @property
    def keys(self) -> frozenset[str]:
        """What the reviewed list is compared with."""
        return keys_of(self.candidate)


def keys_of(candidate: Candidate) -> frozenset[str]:
    """Return what the reviewed list is compared with."""
    return frozenset(key_of(form) for form in (*candidate.forms, candidate.name))


def passages_of(statement: Statement) -> list[Passage]:
    """Return the blocks of a statement as names are looked for in them."""
    return [Passage(text=block.text, heading=block.kind is BlockKind.HEADING) for block in statement.blocks]


def find_undocumented(
    statement: Statement, entries: Sequence[Entry], candidates: Sequence[Candidate] | None = None
) -> list[Undocumented]:
    """Find the candidates that no entry stands for, in the order of the text.

    Args:
        statement: the statement.
        entries: the entries; their names count even where two entries claim one.
        candidates: those of the statement, if they are known already.
    """
    if candidates is None:
        candidates = find_candidates(passages_of(statement))
    cover = _Cover(statement, entries)
    found = []
    for candidate in candidates:
        places = [place for place in candidate.occurrences if not cover.documents(place)]
        if places:
            whole = len(places) == len(candidate.occurrences)
            found.append(
                Undocumented(
                    candidate=candidate,
                    occurrence=places[0],
                    block=statement.blocks[places[0].passage],
                    name=candidate.heading if whole else places[0].form,
                )
            )
    return found


class _Cover:
    """Where the names of entries stand in the blocks of a statement."""

    def __init__(self, statement: Statement, entries: Sequence[Entry]) -> None:
        owned = [(entry, name) for entry in entries for name, _ in entry.all_names]
        self._owners = [entry.slug for entry, _ in owned]
        self._matcher = Matcher(Pattern(text=name, exact_case=entry.is_exact_case(name)) for entry, name in owned)
        self._statement = statement
        self._blocks: dict[int, _Spans] = {}

    def documents(self, place: Occurrence) -> bool:
        """Return whether the names of one entry cover all words that make the name at a place."""
        if place.passage not in self._blocks:
            found = self._matcher.find_all(self._statement.blocks[place.passage].text)
            self._blocks[place.passage] = _Spans([(span.start, span.end, self._owners[span.pattern]) for span in found])
        owners = [self._blocks[place.passage].over(*word) for word in place.content]
        return bool(owners and set.intersection(*owners))


class _Spans:
    """Where names stand in a text, and whose they are."""

    def __init__(self, spans: Sequence[tuple[int, int, Slug]]) -> None:
        """Keep spans that are sorted by their starts."""
        self._spans = spans
        self._reach = list(accumulate((end for _, end, _ in spans), max))
        """How far the spans go up to each."""

    def over(self, start: int, end: int) -> set[Slug]:
        """Return the entries of which a name lies over a stretch of the text."""
        owners = set()
        at = bisect_right(self._spans, start, key=itemgetter(0)) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._spans[at][1] >= end:
                owners.add(self._spans[at][2])
            at -= 1
        return owners
