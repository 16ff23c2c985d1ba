"""Entries, each on its own: citations, definitions, dates, what became of it, drafts."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.sources import check_address, check_sources
from generator.model.entry import DEFINITION_LENGTH, NO_DEFINITION, Entry, OutcomeState, cited_ids
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.project import Project

_MANY = 4
"""Citations in a row that are too many behind one claim."""
_MANY_CITATIONS = re.compile(rf"(?:\[\^[\w-]+\]\s*){{{_MANY},}}")
_DATED = frozenset({OutcomeState.ENDED, OutcomeState.RENAMED})


def check_entry(entry: Entry, statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of an entry's keys cannot say."""
    yield from _find_uncited(entry)
    yield from _find_many_citations(entry)
    for code, key, message, hint in _list_faults(entry, project.checked_since):
        yield report(entry, code, message, hint, key)
    for index, event in enumerate(entry.later):
        # A month or a year may hold days on both sides of the statement's.
        if event.date < statement.date[: len(event.date)] or event.date == statement.date:
            message = f'{event.date} is under "later" and not after the statement of {statement.date}'
            yield report(entry, FindingCode.LATER_NOT_LATER, message, "move it to the background", "later", index)
    yield from check_sources(entry, "sources", project.weak_hosts)
    if entry.site:
        yield from check_address(entry.site, entry, "site")


def _find_uncited(entry: Entry) -> Iterator[Finding]:
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
    hint = "add [^id] of a source, or [^statement] when the statement itself says so"
    for key, line in bare:
        yield report(entry, FindingCode.UNCITED, f'"{key}" states something without a citation', hint, line=line)


def _find_many_citations(entry: Entry) -> Iterator[Finding]:
    found = [
        (prose.key, prose.line + prose.text.count("\n", 0, run.start()), len(cited_ids(run[0])))
        for prose in entry.prose()
        for run in _MANY_CITATIONS.finditer(prose.text)
    ]
    found += [
        (str(location[0]), entry.line(*location), len(cited))
        for label, location in entry.labels()
        for _, cited in label.pieces
        if len(cited) >= _MANY
    ]
    hint = "put one to three behind each claim, primary ones first"
    for key, line, count in found:
        message = f'"{key}" cites {count} sources in a row, so nobody can tell which holds what'
        yield report(entry, FindingCode.MANY_CITATIONS, message, hint, line=line)


def _list_faults(entry: Entry, since: str) -> Iterator[tuple[FindingCode, str, str, str]]:
    """Yield what is wrong with single keys: the code, the key, the message and the hint."""
    if entry.definition.text == NO_DEFINITION and not entry.draft:
        hint = "say in one sentence what it is, with a citation"
        yield FindingCode.NO_DEFINITION, "definition", f'"{entry.heading}" has no definition', hint
    if (length := len(entry.definition.text)) > DEFINITION_LENGTH:
        message = f'"definition" has {length} characters; at most {DEFINITION_LENGTH} are shown'
        hint = "keep what the thing is, and move the rest to the background"
        yield FindingCode.LONG_DEFINITION, "definition", message, hint
    # Nobody has checked a draft.
    if since and not entry.draft and entry.checked < since:
        message = f'the facts of "{entry.heading}" were not checked since {since}'
        yield FindingCode.STALE_FACTS, "checked", message, 'check them, and write the day as "checked: 2026-11-28"'
    is_over = entry.until and entry.until < entry.checked[: len(entry.until)]
    if is_over and not entry.not_found and not any(event.date >= entry.until for event in entry.later):
        message = f"the term that was to end in {entry.until} is over, and nothing says what followed"
        hint = 'say it under "later", or under "not_found" that no source tells'
        yield FindingCode.TERM_OVER, "until", message, hint
    if entry.outcome and entry.outcome.state in _DATED and not entry.outcome.date:
        message = f'the outcome "{entry.outcome.state.value}" has no date'
        yield FindingCode.UNDATED_OUTCOME, "outcome", message, 'add "date" of the event that it rests on'


def check_drafts(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Find what is not ready to be published."""
    for entry in entries:
        if entry.draft:
            message, hint = f'"{entry.heading}" is a draft', 'finish it, and remove "draft: true"'
            yield report(entry, FindingCode.DRAFT, message, hint, "draft", name=entry.name)
