"""Entries, each on its own -> findings: facts without citation, definitions, dates, addresses, drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.glossary import CITATION, citations, facts, labels
from generator.model import Finding, FindingCode
from generator.schema import DEFINITION_LENGTH, NO_DEFINITION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model import Entry, Statement

_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)


def check_entries(statement: Statement, entries: Iterable[Entry]) -> Iterable[Finding]:
    """Check what the front matter's types cannot say."""
    for entry in entries:
        yield from _uncited(entry)
        yield from _unused_sources(entry)
        yield from _not_later(statement, entry)
        yield from _definition(entry)


def _uncited(entry: Entry) -> Iterable[Finding]:
    written = [(key, prose) for key, prose in facts(entry) if prose.markdown != NO_DEFINITION]
    bare = [(key, prose.line) for key, prose in written if not CITATION.search(prose.markdown)]
    bare += [(key, label.line) for key, label in labels(entry) if key != "aliases" and not label.citations]
    if entry.definition.text == NO_DEFINITION:
        bare = [(key, line) for key, line in bare if key != "definition"]
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
        # A month or a year may hold days on both sides of the statement's.
        if event.date < statement.date[: len(event.date)] or event.date == statement.date:
            yield Finding(
                code=FindingCode.LATER_NOT_LATER.value,
                path=entry.path,
                line=event.text.line,
                message=f'{event.date} is under "later" and not after the statement of {statement.date}',
                hint="move it to the background",
            )


def _definition(entry: Entry) -> Iterable[Finding]:
    text, line = entry.definition.text, entry.definition.line
    if text == NO_DEFINITION and not entry.draft:
        yield Finding(
            code=FindingCode.NO_DEFINITION.value,
            path=entry.path,
            line=line,
            message=f'"{entry.heading}" has no definition',
            hint="say in one sentence what it is, with a citation",
        )
    elif len(text) > DEFINITION_LENGTH:
        yield Finding(
            code=FindingCode.LONG_DEFINITION.value,
            path=entry.path,
            line=line,
            message=f'"definition" has {len(text)} characters; at most {DEFINITION_LENGTH} are shown',
            hint="keep what the thing is, and move the rest to the background",
        )


def check_links(statement: Statement, entries: Iterable[Entry]) -> Iterable[Finding]:
    """Check the addresses of sources by their form alone; nothing is fetched."""
    for source in statement.published:
        yield from _link(statement.path, source.url_line, source.url)
    for entry in entries:
        for source in entry.sources:
            yield from _link(entry.path, source.url_line, source.url)
        if entry.site:
            yield from _link(entry.path, entry.site_line, entry.site)


def _link(path: Path, line: int, url: str) -> Iterable[Finding]:
    fault = _fault(url)
    if fault:
        yield Finding(
            code=FindingCode.SOURCE_LINK.value,
            path=path,
            line=line,
            message=f"{url} {fault}",
            hint="open the page, and copy its address from the browser",
        )


def _fault(url: str) -> str:
    """Say what is wrong with an address; empty when nothing is."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "cannot be taken apart"
    if not _HOST.fullmatch(host):
        return f'names no site on the web: "{host}"'
    if parts.username or parts.password:
        return "holds a user's name"
    if url[-1] in ".,;:'\"" or (url.endswith(")") and "(" not in url):
        return f'ends in "{url[-1]}", which belongs to the text around it'
    # Archives hold a second address in their path; elsewhere two were pasted together.
    if re.search(r"[^/=]https?://", url[8:]):
        return "holds two addresses"
    return ""


def check_drafts(entries: Iterable[Entry]) -> Iterable[Finding]:
    """Find what is not ready to be published."""
    for entry in entries:
        if entry.draft:
            yield Finding(
                code=FindingCode.DRAFT.value,
                path=entry.path,
                line=entry.draft_line,
                message=f'"{entry.heading}" is a draft',
                hint='finish it, and remove "draft: true"',
                name=entry.name,
            )
