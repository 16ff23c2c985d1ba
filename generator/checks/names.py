"""What the statement names, compared with the entries and the reviewed list -> findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.candidates import Passage, find_candidates, find_early_acronyms, key_of
from generator.glossary import all_names, is_exact_case
from generator.matcher import Matcher, Pattern
from generator.model import BlockKind, Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.candidates import Candidate, Occurrence
    from generator.model import Block, Entry, Slug, Statement
    from generator.reviewed import Reviewed


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
        return _keys(self.candidate)


def check_names(statement: Statement, entries: Sequence[Entry], reviewed: Reviewed) -> Iterable[Finding]:
    """Find what the statement names without an entry, what it spells in two ways, and acronyms that come too early."""
    candidates = find_candidates(_passages(statement))
    missing = find_undocumented(statement, entries, candidates)
    known = {key for item in reviewed.names for key in item.keys}
    names = {loose_key(name): (entry, name) for entry in entries for name, _ in all_names(entry)}
    for item in missing:
        if not known & item.keys:
            yield _missing(statement, item, names, reviewed)
    yield from _stale(reviewed, [item.candidate for item in missing], candidates)
    yield from _spellings(statement, candidates, known)
    yield from _early_acronyms(statement, candidates)


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
        candidates = find_candidates(_passages(statement))
    covered = _Cover(statement, entries)
    found = []
    for candidate in candidates:
        open_places = [place for place in candidate.occurrences if not covered.documents(place)]
        if open_places:
            first = open_places[0]
            whole = len(open_places) == len(candidate.occurrences)
            found.append(
                Undocumented(
                    candidate=candidate,
                    occurrence=first,
                    block=statement.blocks[first.passage],
                    name=candidate.heading if whole else first.form,
                )
            )
    return found


class _Cover:
    """Where the names of entries stand in the blocks of a statement."""

    def __init__(self, statement: Statement, entries: Sequence[Entry]) -> None:
        owned = [(entry, name) for entry in entries for name, _ in all_names(entry)]
        self._owners = [entry.slug for entry, _ in owned]
        self._matcher = Matcher(Pattern(text=name, exact_case=is_exact_case(entry, name)) for entry, name in owned)
        self._statement = statement
        self._blocks: dict[int, _Spans] = {}

    def documents(self, place: Occurrence) -> bool:
        """Tell whether the names of one entry cover all words that make the name at a place."""
        spans = self._spans(place.passage)
        owners = [spans.over(*word) for word in place.content]
        return bool(owners and set.intersection(*owners))

    def _spans(self, index: int) -> _Spans:
        if index not in self._blocks:
            found = self._matcher.find_all(self._statement.blocks[index].text)
            self._blocks[index] = _Spans([(span.start, span.end, self._owners[span.pattern]) for span in found])
        return self._blocks[index]


class _Spans:
    """Where names stand in a text, and whose they are."""

    def __init__(self, spans: Sequence[tuple[int, int, Slug]]) -> None:
        """Take spans sorted by their starts."""
        self._spans = spans
        self._reach = list(accumulate((end for _, end, _ in spans), max))
        """How far the spans go up to each."""

    def over(self, start: int, end: int) -> set[Slug]:
        """Give the entries of which a name lies over a stretch of the text."""
        owners = set()
        at = bisect_right(self._spans, start, key=itemgetter(0)) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._spans[at][1] >= end:
                owners.add(self._spans[at][2])
            at -= 1
        return owners


def loose_key(name: str) -> str:
    """Give the same key for spellings that differ in hyphens, spaces, plurals, or between British and American."""
    low = re.sub(r"[^\w\s]", "", key_of(name).replace("-", " "))
    words = []
    for word in low.split():
        plain = re.sub(r"is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
        plain = plain.replace("defence", "defense").replace("centre", "center").replace("programme", "program")
        plain = re.sub(r"(?<=[lb])our", "or", plain)
        words.append(plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain)
    return "".join(words)


def _passages(statement: Statement) -> list[Passage]:
    return [Passage(text=block.text, heading=block.kind is BlockKind.HEADING) for block in statement.blocks]


def _keys(candidate: Candidate) -> frozenset[str]:
    return frozenset(key_of(form) for form in (*candidate.forms, candidate.name))


def _missing(
    statement: Statement, item: Undocumented, names: dict[str, tuple[Entry, str]], reviewed: Reviewed
) -> Finding:
    near = names.get(loose_key(item.occurrence.form))
    if near is not None:
        entry, name = near
        return Finding(
            code=FindingCode.TWO_SPELLINGS.value,
            path=statement.path,
            line=item.block.line,
            message=f'the statement writes "{item.written}", and {entry.path.as_posix()} "{name}"',
            hint="add the statement's spelling to the entry's aliases",
            name=item.name,
        )
    return Finding(
        code=FindingCode.UNDOCUMENTED_NAME.value,
        path=statement.path,
        line=item.block.line,
        message=f'"{item.name}" has no entry',
        hint=f"write one (generator scaffold makes a draft), or say in {reviewed.path.as_posix()} why it wants none",
        name=item.name,
    )


def _stale(reviewed: Reviewed, missing: Sequence[Candidate], candidates: Sequence[Candidate]) -> Iterable[Finding]:
    wanted = {key for candidate in missing for key in _keys(candidate)}
    named = {key for candidate in candidates for key in _keys(candidate)}
    for item in reviewed.names:
        if not item.keys & wanted:
            documented = bool(item.keys & named)
            yield Finding(
                path=reviewed.path,
                line=item.line,
                code=FindingCode.STALE_REVIEW.value,
                message=f'"{item.name}" {"has an entry now" if documented else "is not found in the statement"}',
                hint="remove the item",
                name=item.name,
            )


def _spellings(statement: Statement, candidates: Sequence[Candidate], known: set[str]) -> Iterable[Finding]:
    """Find names that the statement itself spells in two ways and that no group holds together."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        for form in dict.fromkeys(candidate.forms):
            if " " not in form and "-" not in form:
                continue
            other = first.setdefault(loose_key(form), candidate)
            if other is not candidate and not known & _keys(candidate):
                place = candidate.occurrences[0]
                yield Finding(
                    code=FindingCode.TWO_SPELLINGS.value,
                    path=statement.path,
                    line=statement.blocks[place.passage].line,
                    message=f'the statement writes "{form}" here and "{other.name}" elsewhere',
                    hint="make both names of one entry, or silence this if they are two things",
                    name=form,
                )
                break


def _early_acronyms(statement: Statement, candidates: Sequence[Candidate]) -> Iterable[Finding]:
    for early in find_early_acronyms(candidates, _passages(statement)):
        yield Finding(
            code=FindingCode.EARLY_ACRONYM.value,
            path=statement.path,
            line=statement.blocks[early.passage].line,
            message=f'"{early.acronym}" is used before it is defined in line {statement.blocks[early.defined].line}',
            hint="the source has it so: see that its entry is linked here, and silence this",
            name=early.acronym,
        )
