"""What the statement names, compared with the entries and the reviewed list."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from generator.candidates import LIKELY, Candidate, Occurrence, Passage, find_candidates, find_early_acronyms, key_of
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Block, BlockKind, Statement
from generator.reading.reviewed import Reviewed
from generator.text.matcher import Matcher, Pattern, Span
from generator.text.spelling import loose_key


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


def check_names(statement: Statement, entries: Sequence[Entry], reviewed: Reviewed) -> Iterator[Finding]:
    """Find names without an entry, names in two spellings, and acronyms that come too early."""
    everything = find_candidates(passages_of(statement), least=0)
    candidates = [item for item in everything if item.score >= LIKELY]
    missing = find_undocumented(statement, entries, everything)
    known = reviewed.keys
    names = {loose_key(name): (entry, name) for entry in entries for name, _ in entry.all_names}
    for item in missing:
        if item.candidate.score >= LIKELY and known.isdisjoint(keys_of(item.candidate)):
            near = names.get(loose_key(item.occurrence.form))
            yield _report_spelling(statement, item, *near) if near else _report_missing(statement, item, reviewed)
    yield from _find_outdated(reviewed, [item.candidate for item in missing], everything)
    yield from _find_spellings(statement, candidates, known)
    for early in find_early_acronyms(candidates, passages_of(statement)):
        message = f'"{early.acronym}" is used before it is defined in line {statement.blocks[early.defined].line}'
        hint = "the source uses it early; check the link, then suppress this finding"
        line = statement.blocks[early.passage].line
        yield report(statement, FindingCode.EARLY_ACRONYM, message, hint, line=line, name=early.acronym)


def _report_spelling(statement: Statement, item: Undocumented, entry: Entry, name: str) -> Finding:
    message = f'the statement writes "{words_at(item.block, item.occurrence)}", and {entry.path.as_posix()} "{name}"'
    hint = "add the statement's spelling to the entry's aliases"
    return report(statement, FindingCode.TWO_SPELLINGS, message, hint, line=item.block.line, name=item.name)


def _report_missing(statement: Statement, item: Undocumented, reviewed: Reviewed) -> Finding:
    listed = reviewed.path.as_posix()
    hint = f"write one (generator scaffold makes a draft), or say in {listed} why it needs none"
    message = f'"{item.name}" has no entry'
    return report(statement, FindingCode.UNDOCUMENTED_NAME, message, hint, line=item.block.line, name=item.name)


def _find_outdated(
    reviewed: Reviewed, missing: Sequence[Candidate], candidates: Sequence[Candidate]
) -> Iterator[Finding]:
    wanted = {key for candidate in missing for key in keys_of(candidate)}
    named = {key for candidate in candidates for key in keys_of(candidate)}
    for name, keys, place in reviewed.listed:
        if wanted.isdisjoint(keys):
            why = "is not found in the statement" if named.isdisjoint(keys) else "has an entry now"
            message = f'"{name}" {why}'
            yield report(reviewed, FindingCode.STALE_REVIEW, message, "remove the item", *place, name=name)


def check_later(reviewed: Reviewed) -> Iterator[Finding]:
    """Find the names that are put off, which a release is not to have."""
    for index, name in enumerate(reviewed.later):
        message, hint = f'"{name}" is put off', 'write its entry, or say under "names" why it needs none'
        yield report(reviewed, FindingCode.LATER_NAME, message, hint, "later", index, name=name)


def _find_spellings(statement: Statement, candidates: Sequence[Candidate], known: Collection[str]) -> Iterator[Finding]:
    """Find names that the statement itself spells in two ways and that no candidate joins."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        for form in candidate.forms:
            if " " not in form and "-" not in form:
                continue
            other = first.setdefault(loose_key(form), candidate)
            if other is not candidate and keys_of(candidate).isdisjoint(known):
                message = f'the statement writes "{form}" here and "{other.name}" elsewhere'
                hint = "make both names of one entry, or suppress this finding if they are two things"
                line = statement.blocks[candidate.occurrences[0].passage].line
                yield report(statement, FindingCode.TWO_SPELLINGS, message, hint, line=line, name=form)
                break
