"""Entries, each on its own: citations, definitions, dates, addresses, drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.model.entry import DEFINITION_LENGTH, NO_DEFINITION, cited_ids
from generator.model.findings import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.entry import Entry
    from generator.model.statement import Statement

_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)


def check_entry(entry: Entry, statement: Statement) -> Iterator[Finding]:
    """Check what the types of an entry's keys cannot say."""
    yield from _uncited(entry)
    yield from _not_later(entry, statement)
    yield from _definition(entry)
    for index, source in enumerate(entry.sources):
        yield from check_address(source.url, entry, "sources", index, "url")
    if entry.site:
        yield from check_address(entry.site, entry, "site")


def _uncited(entry: Entry) -> Iterator[Finding]:
    bare = [
        (prose.key, prose.line) for prose in entry.claims() if prose.text != NO_DEFINITION and not cited_ids(prose.text)
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


def check_address(url: str, noun: Entry | Statement, *location: str | int) -> Iterator[Finding]:
    """Check an address by its form alone; nothing is fetched."""
    fault = _fault(url)
    if fault:
        yield Finding(
            code=FindingCode.SOURCE_LINK,
            path=noun.path,
            line=noun.line(*location),
            message=f"{url} {fault}",
            hint="open the page, and copy its address from the browser",
        )


def _fault(url: str) -> str:
    """Return what is wrong with an address; empty when nothing is."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is malformed"
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
