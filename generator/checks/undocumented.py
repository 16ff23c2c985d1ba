"""Names in the statement -> those that no entry stands for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from generator.candidates import Candidate, Occurrence, Passage, find_candidates, key_of
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.statement import Block, BlockKind, Statement
from generator.text.matcher import Matcher, Pattern, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """A candidate without an entry, and the first place where that shows."""

    candidate: Candidate
    occurrence: Occurrence
    block: Block
    name: str
    """The candidate's, or the form of that place when the candidate's other forms have an entry."""


def keys_of(candidate: Candidate) -> frozenset[str]:
    """Return what the reviewed list is compared with."""
    return frozenset(key_of(form) for form in (*candidate.forms, candidate.name))


def words_at(block: Block, place: Occurrence) -> str:
    """Return the words of a place as they stand, with what is glued to them."""
    text, start, end = block.text, place.start, place.end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def passages_of(statement: Statement) -> list[Passage]:
    """Return the blocks of a statement as names are looked for in them."""
    return [Passage(text=block.text, heading=block.kind is BlockKind.HEADING) for block in statement.blocks]


def match_names(owned: Iterable[tuple[Entry, str]]) -> Matcher:
    """Return what finds names, each in the case that its entry asks for."""
    return Matcher(Pattern(text=name, exact_case=entry.is_exact_case(name)) for entry, name in owned)


def find_undocumented(
    statement: Statement, entries: Sequence[Entry], candidates: Sequence[Candidate] | None = None
) -> list[Undocumented]:
    """Find the candidates, or those of them that are given, that no entry stands for, in the order of the text.

    The names of entries count even where two entries claim one.
    """
    if candidates is None:
        candidates = find_candidates(passages_of(statement))
    owned = [(entry, name) for entry in entries for name, _ in entry.all_names]
    matcher, owners = match_names(owned), [entry.slug for entry, _ in owned]

    @cache
    def cover(passage: int) -> _Cover:
        return _Cover(matcher.find(statement.blocks[passage].text, overlapping=True), owners)

    found = []
    for candidate in candidates:
        places = [place for place in candidate.occurrences if not cover(place.passage).documents(place)]
        if places:
            whole = len(places) == len(candidate.occurrences)
            name = candidate.heading if whole else places[0].form
            block = statement.blocks[places[0].passage]
            found.append(Undocumented(candidate=candidate, occurrence=places[0], block=block, name=name))
    return found


class _Cover:
    """Where the names of entries stand in a text."""

    def __init__(self, spans: Sequence[Span], owners: Sequence[Slug]) -> None:
        self._spans, self._owners = spans, owners
        self._longest = max((span.end - span.start for span in spans), default=0)

    def documents(self, place: Occurrence) -> bool:
        """Return whether the names of one entry cover all words that make the name at a place."""
        owners = [self._over(*word) for word in place.content]
        return bool(owners and set.intersection(*owners))

    def _over(self, start: int, end: int) -> set[Slug]:
        """Return the entries of which a name lies over a stretch of the text."""
        first = bisect_left(self._spans, end - self._longest, key=itemgetter(0))
        last = bisect_right(self._spans, start, key=itemgetter(0))
        return {self._owners[span.pattern] for span in self._spans[first:last] if span.end >= end}
