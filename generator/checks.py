"""Statement and entries -> findings: what builds and is still wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.glossary import CITATION, citations, facts, labels
from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Entry, Statement


def check_entries(statement: Statement, entries: Iterable[Entry]) -> Iterable[Finding]:
    """Check what the front matter's types cannot say."""
    for entry in entries:
        yield from _uncited(entry)
        yield from _unused_sources(entry)
        yield from _not_later(statement, entry)


def _uncited(entry: Entry) -> Iterable[Finding]:
    bare = [(key, prose.line) for key, prose in facts(entry) if not CITATION.search(prose.markdown)]
    bare += [(key, label.line) for key, label in labels(entry) if key != "aliases" and not label.citations]
    for key, line in bare:
        yield Finding(
            code=FindingCode.UNCITED.value,
            path=entry.path,
            line=line,
            message=f'"{key}" states something without a citation',
            hint="add [^id] of a source, or [^statement] when the statement itself says so",
        )


def _unused_sources(entry: Entry) -> Iterable[Finding]:
    cited = {cited for cited, _ in citations(entry)}
    for source in entry.sources:
        if source.id not in cited:
            yield Finding(
                code=FindingCode.UNUSED_SOURCE.value,
                path=entry.path,
                line=source.line,
                message=f'the source "{source.id}" is listed and never cited',
                hint=f"cite it as [^{source.id}] or remove it",
            )


def _not_later(statement: Statement, entry: Entry) -> Iterable[Finding]:
    for event in entry.later:
        if event.date <= statement.date[: len(event.date)] and len(event.date) == len(statement.date):
            yield Finding(
                code=FindingCode.LATER_NOT_LATER.value,
                path=entry.path,
                line=event.text.line,
                message=f'{event.date} is under "later" and not after the statement of {statement.date}',
                hint="move it to the background",
            )
