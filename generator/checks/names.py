"""What the statement names, compared with the entries and the reviewed list; names that no text uses."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from operator import attrgetter
from typing import Any

from generator.candidates import LIKELY, Candidate, Passage, find_candidates, find_early_acronyms, key_of
from generator.candidates.occurrences import Occurrence
from generator.linking.edition import Edition
from generator.linking.mentions import searchable_text
from generator.model.entry import Entry
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Block, BlockKind, Statement
from generator.reading.reviewed import Reviewed
from generator.text.matcher import Matcher, Pattern, Span
from generator.text.spelling import inflect, loose_key, match_key

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """A candidate without an entry, and the first place where that shows."""

    candidate: Candidate
    occurrence: Occurrence
    block: Block
    name: str  # The candidate's, or the form of that place when the candidate's other forms have an entry


def keys_of(candidate: Candidate) -> frozenset[str]:
    """Return what the reviewed list is compared with."""
    return frozenset(key_of(form) for form in (*candidate.forms, candidate.name))


def words_at(block: Block, place: Occurrence) -> str:
    """Return the words of a place as they stand, with what is glued to them."""
    before = [*takewhile(str.isalnum, reversed(block.text[: place.start]))]
    after = takewhile(str.isalnum, block.text[place.end :])
    return "".join([*reversed(before), block.text[place.start : place.end], *after])


def passages_of(statement: Statement) -> list[Passage]:
    """Return the blocks of a statement as names are looked for in them."""
    return [Passage(text=block.text, heading=block.kind is BlockKind.HEADING) for block in statement.blocks]


def names_of(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Return all names of entries, in their order."""
    return [(entry, name) for entry in entries for name, _ in entry.all_names]


def patterns_of(owned: Iterable[tuple[Entry, str]]) -> list[Pattern]:
    """Return what finds names, each in the case that its entry asks for."""
    return [Pattern(text=name, exact_case=entry.is_exact_case(name)) for entry, name in owned]


def find_inflected(statement: Statement, patterns: Sequence[Pattern]) -> Iterator[tuple[int, str, int]]:
    """Yield where a statement has a name in the other number that is no name: which, the words, and their line."""
    keys = [match_key(pattern.text, exact_case=False) for pattern in patterns]
    words = {word for block in statement.paragraphs for word in _WORD.findall(match_key(block.text, exact_case=False))}
    known = set(keys)
    forms = [
        (at, Pattern(text=form, exact_case=pattern.exact_case))
        for at, (key, pattern) in enumerate(zip(keys, patterns, strict=True))
        for form in inflect(pattern.text if pattern.exact_case else key)
        if form.rpartition(" ")[2].lower() in words and form.lower() not in known
    ]
    matcher = Matcher([*patterns, *(form for _, form in forms)] if forms else ())
    for block in statement.paragraphs:
        for start, end, found in matcher.find(block.text):
            if found >= len(patterns):
                yield forms[found - len(patterns)][0], block.text[start:end], block.line


def find_undocumented(
    statement: Statement, entries: Sequence[Entry], candidates: Sequence[Candidate]
) -> list[Undocumented]:
    """Find the candidates that no entry stands for; the names of entries count even where two entries claim one."""
    owned = names_of(entries)
    matcher = Matcher(patterns_of(owned))

    @cache
    def names_at(passage: int) -> Mapping[int, set[Span]]:
        found: dict[int, set[Span]] = defaultdict(set)
        for span in matcher.find(statement.blocks[passage].text, overlapping=True):
            for at in range(span.start, span.end):
                found[at].add(span)
        return found

    def is_documented(place: Occurrence) -> bool:
        """Return whether the names of one entry cover all words that make the name."""
        here = names_at(place.passage)
        covers = [here[start] & here[end - 1] for start, end in place.content]
        owners = [{owned[span.pattern][0].slug for span in spans} for spans in covers]
        return bool(owners and set.intersection(*owners))

    found = []
    for candidate in candidates:
        if places := [place for place in candidate.occurrences if not is_documented(place)]:
            whole = len(places) == len(candidate.occurrences)
            name = candidate.heading if whole else places[0].form
            block = statement.blocks[places[0].passage]
            found.append(Undocumented(candidate=candidate, occurrence=places[0], block=block, name=name))
    return found


def check_names(statement: Statement, entries: Sequence[Entry], reviewed: Reviewed) -> Iterator[Finding]:
    """Find names without an entry or in two spellings, reviews out of date, and acronyms that come too early."""
    passages = passages_of(statement)
    everything = find_candidates(passages, least=0)
    candidates = [item for item in everything if item.score >= LIKELY]
    missing = find_undocumented(statement, entries, everything)
    known = reviewed.keys
    owned = names_of(entries)
    loose = cache(lambda: {loose_key(name): (entry, name) for entry, name in owned})
    told = set(known)
    for item in missing:
        if item.candidate.score >= LIKELY and known.isdisjoint(keys_of(item.candidate)):
            told |= keys_of(item.candidate)
            place: dict[str, Any] = {"name": item.name, "line": item.block.line}
            if near := loose().get(loose_key(item.occurrence.form)):
                yield _report_spelling(statement, *near, words_at(item.block, item.occurrence), **place)
            else:
                yield report(statement, FindingCode.UNDOCUMENTED_NAME, **place, reviewed=reviewed.path.as_posix())
    for at, words, line in find_inflected(statement, patterns_of(owned)):
        if key_of(words) not in told:
            told.add(key_of(words))
            yield _report_spelling(statement, *owned[at], words, name=words, line=line)
    wanted = {key for item in missing for key in keys_of(item.candidate)}
    named = {key for candidate in everything for key in keys_of(candidate)}
    for listed, keys, where in reviewed.listed:
        if wanted.isdisjoint(keys):
            says = "gone" if named.isdisjoint(keys) else "entry"
            yield report(reviewed, FindingCode.STALE_REVIEW, *where, says=says, name=listed)
    yield from _find_spellings(statement, candidates, known)
    for acronym, used, defined in find_early_acronyms(candidates, passages):
        line, later = (statement.blocks[at].line for at in (used, defined))
        yield report(statement, FindingCode.EARLY_ACRONYM, line=line, name=acronym, defined=later)


def _report_spelling(statement: Statement, entry: Entry, other: str, words: str, **place: Any) -> Finding:
    told: dict[str, Any] = {"path": entry.path.as_posix(), "other": other, "words": words}
    return report(statement, FindingCode.TWO_SPELLINGS, says="entry", **told, **place)


def _find_spellings(statement: Statement, candidates: Sequence[Candidate], known: Collection[str]) -> Iterator[Finding]:
    """Find names that the statement itself spells in two ways and that no candidate joins."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        for form in (form for form in candidate.forms if " " in form or "-" in form):
            other = first.setdefault(loose_key(form), candidate)
            if other is not candidate and keys_of(candidate).isdisjoint(known):
                line = statement.blocks[candidate.occurrences[0].passage].line
                yield report(statement, FindingCode.TWO_SPELLINGS, says="text", line=line, name=form, other=other.name)
                break


def check_use(edition: Edition) -> Iterator[Finding]:
    """Find aliases and entries that the texts do not use."""
    yield from _find_useless_aliases(edition)
    named = {*edition.by_entry, *edition.inclusions_of}
    # A heading is never linked, and yet the statement names what is in it.
    owned = names_of(entry for entry in edition.entries if entry.slug not in named)
    matcher = Matcher(patterns_of(owned))
    blocks = [block for statement in edition.statements for block in statement.blocks]
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    named |= {owned[span.pattern][0].slug for text in headings for span in matcher.find(text, overlapping=True)}
    for entry in edition.entries:
        if entry.slug not in named:
            yield report(entry, FindingCode.UNMENTIONED_ENTRY, "name", name=entry.name, heading=entry.heading)


def _find_useless_aliases(edition: Edition) -> Iterator[Finding]:
    aliases = [(entry, number, label) for entry in edition.entries for number, label in enumerate(entry.aliases)]
    matcher = Matcher(patterns_of((entry, label.text) for entry, _, label in aliases))
    # Whether an alias that a statement uses stands outside the names of other entries.
    is_free: dict[int, bool] = defaultdict(bool)
    for statement in edition.statements:
        for block in statement.blocks:
            here = edition.by_paragraph.get(block.number, ()) if statement is edition.statement else ()
            for span in matcher.find(searchable_text(block), overlapping=True):
                at = bisect_right(here, span.start, key=attrgetter("start")) - 1
                is_inside = at >= 0 and span.end <= here[at].end
                is_free[span.pattern] |= not is_inside or here[at].entry == aliases[span.pattern][0].slug
    clashing = {match_key(name, exact_case=False) for name in edition.names.shared.values()}
    rest = []
    for pattern, (entry, number, label) in enumerate(aliases):
        if match_key(label.text, exact_case=False) in clashing:
            continue
        if pattern not in is_free and not label.citations:
            rest.append((entry, number, label.text))
        elif not is_free.get(pattern, True):
            yield report(entry, FindingCode.SHADOWED_ALIAS, "aliases", number, name=label.text)
    matcher = Matcher(patterns_of((entry, name) for entry, _, name in rest))
    entries = edition.entries if rest else ()
    texts = (text for entry in entries for text in (entry.definition.text, *(prose.text for prose in entry.prose())))
    # Text with empty lines in it takes far longer to fold.
    parts = (part for text in texts for part in text.split("\n\n"))
    in_prose = {span.pattern for part in parts for span in matcher.find(part, overlapping=True)}
    for pattern, (entry, number, name) in enumerate(rest):
        if pattern not in in_prose:
            yield report(entry, FindingCode.UNUSED_ALIAS, "aliases", number, name=name)
