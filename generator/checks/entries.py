"""Entries, each on its own: citations, definitions, dates, what became of it, drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.sources import check_address, check_sources
from generator.model.entry import DEFINITION_LENGTH, NO_DEFINITION, OutcomeState, cited_ids
from generator.model.findings import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.entry import Entry
    from generator.model.statement import Statement
    from generator.reading.project import Project

MANY = 4
"""Citations in a row that are too many behind one claim."""

_MANY_CITATIONS = re.compile(rf"(?:\[\^[\w-]+\]\s*){{{MANY},}}")


_DATED = frozenset({OutcomeState.ENDED, OutcomeState.RENAMED})


def check_entry(entry: Entry, statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of an entry's keys cannot say."""
    yield from _uncited(entry)
    yield from _many_citations(entry)
    yield from _not_later(entry, statement)
    yield from _definition(entry)
    yield from _stale(entry, project.checked_since)
    yield from _term_over(entry)
    yield from _undated_outcome(entry)
    yield from check_sources(entry, "sources", project.weak_hosts)
    if entry.site:
        yield from check_address(entry.site, entry, "site")


def _uncited(entry: Entry) -> Iterator[Finding]:
    quiet = {"outcome"} if entry.outcome and entry.outcome.state is OutcomeState.NOTHING_FOUND else set()
    bare = [
        (prose.key, prose.line)
        for prose in entry.claims()
        if prose.text != NO_DEFINITION and prose.key not in quiet and not cited_ids(prose.text)
    ]
    bare += [
        (str(location[0]), entry.line(*location))
        for label, location in entry.labels()
        if location[0] != "aliases" and label.text != NO_DEFINITION and not label.citations
    ]
    for key, line in bare:
        yield Finding(
            code=FindingCode.UNCITED,
            path=entry.path,
            line=line,
            message=f'"{key}" states something without a citation',
            hint="add [^id] of a source, or [^statement] when the statement itself says so",
        )


def _many_citations(entry: Entry) -> Iterator[Finding]:
    found = [
        (prose.key, prose.line + prose.text.count("\n", 0, run.start()), len(cited_ids(run[0])))
        for prose in entry.prose()
        for run in _MANY_CITATIONS.finditer(prose.text)
    ]
    found += [
        (str(location[0]), entry.line(*location), len(cited))
        for label, location in entry.labels()
        for _, cited in label.pieces
        if len(cited) >= MANY
    ]
    for key, line, count in found:
        yield Finding(
            code=FindingCode.MANY_CITATIONS,
            path=entry.path,
            line=line,
            message=f'"{key}" cites {count} sources in a row, so nobody can tell which holds what',
            hint="put one to three behind each claim, primary ones first",
        )


def _not_later(entry: Entry, statement: Statement) -> Iterator[Finding]:
    for index, event in enumerate(entry.later):
        # A month or a year may hold days on both sides of the statement's.
        if event.date < statement.date[: len(event.date)] or event.date == statement.date:
            yield Finding(
                code=FindingCode.LATER_NOT_LATER,
                path=entry.path,
                line=entry.line("later", index),
                message=f'{event.date} is under "later" and not after the statement of {statement.date}',
                hint="move it to the background",
            )


def _definition(entry: Entry) -> Iterator[Finding]:
    text = entry.definition.text
    if text == NO_DEFINITION and not entry.draft:
        yield Finding(
            code=FindingCode.NO_DEFINITION,
            path=entry.path,
            line=entry.line("definition"),
            message=f'"{entry.heading}" has no definition',
            hint="say in one sentence what it is, with a citation",
        )
    elif len(text) > DEFINITION_LENGTH:
        yield Finding(
            code=FindingCode.LONG_DEFINITION,
            path=entry.path,
            line=entry.line("definition"),
            message=f'"definition" has {len(text)} characters; at most {DEFINITION_LENGTH} are shown',
            hint="keep what the thing is, and move the rest to the background",
        )


def _stale(entry: Entry, since: str) -> Iterator[Finding]:
    # Nobody has checked a draft.
    if since and not entry.draft and entry.checked < since:
        yield Finding(
            code=FindingCode.STALE_FACTS,
            path=entry.path,
            line=entry.line("checked"),
            message=f'the facts of "{entry.heading}" were not checked since {since}',
            hint='check them, and write the day as "checked: 2026-11-28"',
        )


def _term_over(entry: Entry) -> Iterator[Finding]:
    is_over = entry.until and entry.until < entry.checked[: len(entry.until)]
    if is_over and not entry.not_found and not any(event.date >= entry.until for event in entry.later):
        yield Finding(
            code=FindingCode.TERM_OVER,
            path=entry.path,
            line=entry.line("until"),
            message=f"the term that was to end in {entry.until} is over, and nothing says what followed",
            hint='say it under "later", or under "not_found" that no source tells',
        )


def _undated_outcome(entry: Entry) -> Iterator[Finding]:
    if entry.outcome and entry.outcome.state in _DATED and not entry.outcome.date:
        yield Finding(
            code=FindingCode.UNDATED_OUTCOME,
            path=entry.path,
            line=entry.line("outcome"),
            message=f'the outcome "{entry.outcome.state.value}" has no date',
            hint='add "date" of the event that it rests on',
        )


def check_drafts(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Find what is not ready to be published."""
    for entry in entries:
        if entry.draft:
            yield Finding(
                code=FindingCode.DRAFT,
                path=entry.path,
                line=entry.line("draft"),
                message=f'"{entry.heading}" is a draft',
                hint='finish it, and remove "draft: true"',
                name=entry.name,
            )
