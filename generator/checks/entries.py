"""Entries, each on its own: citations, definitions, dates, what became of it, drafts."""

import re
from collections.abc import Iterator

from generator.checks.sources import check_address, check_sources
from generator.linking.edition import Edition
from generator.model.entry import DEFINITION_LENGTH, GUESS, UNWRITTEN, Entry, OutcomeState, uncited
from generator.model.fields import CITATION
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.frontmatter import read_text
from generator.reading.project import Project

_MANY = 4
"""Citations in a row that are too many behind one claim."""
_MANY_CITATIONS = re.compile(rf"(?:\[\^[\w-]+\]\s*){{{_MANY},}}")
_DATED = frozenset({OutcomeState.ENDED, OutcomeState.RENAMED})


def check_entry(entry: Entry, statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of an entry's keys cannot say."""
    yield from _find_uncited(entry)
    yield from () if entry.draft else _find_placeholders(entry)
    yield from _find_many_citations(entry)
    yield from _find_faults(entry, project.checked_since)
    for index, event in enumerate(entry.later):
        # A month or a year may hold days on both sides of the statement's.
        if event.date < statement.date[: len(event.date)] or event.date == statement.date:
            where = entry, FindingCode.LATER_NOT_LATER, "later", index
            yield report(*where, date=event.date, statement=statement.date)
    yield from check_sources(entry, "sources", project.weak_hosts)
    if entry.site:
        yield from check_address(entry.site, entry, "site")


def _find_uncited(entry: Entry) -> Iterator[Finding]:
    quiet = {"outcome"} if entry.outcome and entry.outcome.state is OutcomeState.NOTHING_FOUND else set()
    for prose in entry.claims():
        if not _is_unwritten(prose.text) and prose.key not in quiet and not CITATION.search(prose.text):
            yield report(entry, FindingCode.UNCITED, line=prose.line, key=prose.key)
    for label, location in entry.labels():
        if location[0] != "aliases" and not _is_unwritten(label.text) and not label.citations:
            yield report(entry, FindingCode.UNCITED, *location, key=location[0])


def _is_unwritten(text: str) -> bool:
    return UNWRITTEN.fullmatch(uncited(text).strip()) is not None


def _find_placeholders(entry: Entry) -> Iterator[Finding]:
    """Find what a draft left to be written."""
    for prose in entry.prose():
        if found := UNWRITTEN.search(prose.text):
            line = prose.line + prose.text[: found.end()].rstrip("\n").count("\n")
            yield report(entry, FindingCode.PLACEHOLDER, says="prose", line=line, key=prose.key)
    if entry.kind.endswith(GUESS) or _is_unwritten(entry.kind):
        yield report(entry, FindingCode.PLACEHOLDER, "kind", says="kind", kind=entry.kind)


def _find_many_citations(entry: Entry) -> Iterator[Finding]:
    for prose in entry.prose():
        for run in _MANY_CITATIONS.finditer(prose.text):
            line, count = prose.line + prose.text.count("\n", 0, run.start()), len(CITATION.findall(run[0]))
            yield report(entry, FindingCode.MANY_CITATIONS, line=line, key=prose.key, count=count)
    for label, location in entry.labels():
        for _, cited in label.pieces:
            if len(cited) >= _MANY:
                yield report(entry, FindingCode.MANY_CITATIONS, *location, key=location[0], count=len(cited))


def _find_faults(entry: Entry, since: str) -> Iterator[Finding]:
    """Find what is wrong with single keys."""
    if _is_unwritten(entry.definition.text) and not entry.draft:
        yield report(entry, FindingCode.NO_DEFINITION, "definition", heading=entry.heading)
    if (length := len(entry.definition.text)) > DEFINITION_LENGTH:
        yield report(entry, FindingCode.LONG_DEFINITION, "definition", length=length, most=DEFINITION_LENGTH)
    # Nobody has checked a draft.
    if since and not entry.draft and entry.checked < since:
        yield report(entry, FindingCode.STALE_FACTS, "checked", heading=entry.heading, since=since)
    is_over = entry.until and entry.until < entry.checked[: len(entry.until)]
    if is_over and not entry.not_found and not any(event.date >= entry.until for event in entry.later):
        yield report(entry, FindingCode.TERM_OVER, "until", until=entry.until)
    if entry.outcome and entry.outcome.state in _DATED and not entry.outcome.date:
        yield report(entry, FindingCode.UNDATED_OUTCOME, "outcome", state=entry.outcome.state.value)


def check_release(edition: Edition) -> Iterator[Finding]:
    """Find what is not ready to be published: drafts, and pages in which something is still to be written."""
    for entry in (*edition.entries, *edition.unpublished):
        if entry.draft:
            yield report(entry, FindingCode.DRAFT, "draft", name=entry.name, heading=entry.heading)
    project = edition.project
    for path in (project.docs / name for name in project.authored() if name not in edition.sources):
        for number, line in enumerate(read_text(path).split("\n"), 1):
            if _is_unwritten(line):
                yield report(path, FindingCode.PLACEHOLDER, says="page", line=number)
