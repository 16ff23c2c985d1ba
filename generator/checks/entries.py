"""Entries: citations, definitions, dates, drafts, the documents cited, and what readers will see of their prose."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from generator.linking.edition import Edition
from generator.linking.prose import Problem, ProseWriter, lines_before
from generator.model import read_words
from generator.model.addresses import entry_page
from generator.model.entry import DEFINITION_LENGTH, GUESS, STATEMENT_SOURCE, UNWRITTEN, Entry, OutcomeState, uncited
from generator.model.errors import GeneratorError
from generator.model.fields import CITATION, SourceKind
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.frontmatter import read_text, suggest
from generator.reading.project import Project

_MANY = 4  # Citations in a row that are too many behind one claim
_MANY_CITATIONS = re.compile(rf"{CITATION.pattern}\s*(?:{CITATION.pattern}\s*){{{_MANY - 1},}}")
_PERHAPS_UNWRITTEN = re.compile("to be written|tbd|todo", re.IGNORECASE)  # Found in a third of the time
_DATED = frozenset({OutcomeState.ENDED, OutcomeState.RENAMED})
_WEAK = frozenset(read_words(__package__, "weak_hosts.yml"))
_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)


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
        if not CITATION.search(prose.text) and prose.key not in quiet and not _is_unwritten(prose.text):
            yield report(entry, FindingCode.UNCITED, line=prose.line, key=prose.key)
    for label, location in entry.labels():
        if location[0] != "aliases" and not label.citations and not _is_unwritten(label.text):
            yield report(entry, FindingCode.UNCITED, *location, key=location[0])


def _is_unwritten(text: str) -> bool:
    return UNWRITTEN.fullmatch(uncited(text).strip()) is not None


def _find_placeholders(entry: Entry) -> Iterator[Finding]:
    """Find what a draft left to be written."""
    for prose in entry.prose():
        if _PERHAPS_UNWRITTEN.search(prose.text) and (found := UNWRITTEN.search(prose.text)):
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
    """Find what is not ready to be published: names put off, drafts, and pages with something still to be written."""
    for index, name in enumerate(edition.reviewed.later):
        yield report(edition.reviewed, FindingCode.LATER_NAME, "later", index, name=name)
    for entry in (*edition.entries, *edition.unpublished):
        if entry.draft:
            yield report(entry, FindingCode.DRAFT, "draft", name=entry.name, heading=entry.heading)
    project = edition.project
    for path in (project.docs / name for name in edition.authored if name not in edition.sources):
        for number, line in enumerate(read_text(path).split("\n"), 1):
            if _is_unwritten(line):
                yield report(path, FindingCode.PLACEHOLDER, says="page", line=number)


def check_prose(edition: Edition, entry: Entry, writer: ProseWriter, beside: Collection[str] = ()) -> Iterator[Finding]:
    """Check the prose of one entry, or raise a GeneratorError. No link to what is `beside` the pages is dead."""
    numbers = {id_: at for at, id_ in enumerate((*(source.id for source in entry.sources), STATEMENT_SOURCE), 1)}
    cited: set[str] = set()
    for label, location in entry.labels():
        for id_ in label.citations:
            if id_ not in numbers:
                raise _unlisted(entry, id_, entry.line(*location))
        cited.update(label.citations)
    for prose in entry.prose():
        written = writer.write(prose.text, page=entry_page(entry.slug), own=entry.slug, numbers=numbers)
        for id_ in written.cited:
            if id_ not in numbers:
                raise _unlisted(entry, id_, prose.line + lines_before(prose.text, f"[^{id_}]"))
        cited.update(written.cited)
        if written.problems:
            yield from report_problems(written.problems, entry.path, prose.line)
        for link in dict.fromkeys(link.partition("#")[0] for link in written.links):
            if link not in edition.targets and link not in beside:
                name, names = posixpath.basename(link), sorted(map(posixpath.basename, edition.targets))
                hint = suggest(name, names, "correct or remove the link", lists=False)
                line = prose.line + lines_before(prose.text, name)
                yield report(entry, FindingCode.DEAD_LINK, line=line, target=name, hint=hint)
    for index, source in enumerate(entry.sources):
        if source.id not in cited:
            yield report(entry, FindingCode.UNUSED_SOURCE, "sources", index, id=source.id)


def report_problems(problems: Iterable[Problem], path: Path, line: int) -> Iterator[Finding]:
    """Report what is wrong in a piece of prose that starts on a line, or raise a GeneratorError."""
    for problem in problems:
        place = line + problem.line
        if problem.is_error:
            raise GeneratorError(problem.message, path=path, line=place, hint=problem.hint)
        yield report(path, FindingCode.UNREAD_MARKUP, line=place, message=problem.message, hint=problem.hint)


def _unlisted(entry: Entry, source: str, line: int) -> GeneratorError:
    hint = suggest(source, [item.id for item in entry.sources], 'add it under "sources"', lists=False)
    return GeneratorError(f'the source "{source}" is cited but not listed', path=entry.path, line=line, hint=hint)


def check_sources(noun: Entry | Statement, key: str, weak: Collection[str]) -> Iterator[Finding]:
    """Check the documents under a key; `weak` are hosts that are no source, besides those of weak_hosts.yml."""
    weak = _WEAK.union(map(str.lower, weak))
    for index, source in enumerate(getattr(noun, key)):
        yield from check_address(source.url, noun, key, index, "url")
        host, place = urlsplit(source.url).hostname or "", (key, index)
        if source.kind is None:
            kinds = ", ".join(kind.value for kind in SourceKind)
            yield report(noun, FindingCode.SOURCE_KIND, *place, "title", title=source.title, kinds=kinds)
        if source.via and not _is_at(host, {source.via}):
            yield report(noun, FindingCode.SOURCE_VIA, *place, "via", says="host", via=source.via, url=source.url)
        if source.kind is SourceKind.COPY and not source.via:
            yield report(noun, FindingCode.SOURCE_VIA, *place, "kind", says="copy", title=source.title, host=host)
        if _is_at(host, weak):
            yield report(noun, FindingCode.WEAK_SOURCE, *place, "url", host=host)


def _is_at(host: str, domains: Collection[str]) -> bool:
    """Return whether a host is one of some domains or below it."""
    while host and host not in domains:
        host = host.partition(".")[2]
    return bool(host)


def check_address(url: str, noun: Entry | Statement, *location: str | int) -> Iterator[Finding]:
    """Check an address by its form alone; nothing is fetched."""
    if fault := _find_fault(url):
        yield report(noun, FindingCode.SOURCE_LINK, *location, url=url, fault=fault)


def _find_fault(url: str) -> str:
    """Return what is wrong with an address; empty when nothing is."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _HOST.fullmatch(host):
        return f'names no site on the web: "{host}"'
    if "@" in parts.netloc:
        return "holds a user's name"
    if url[-1] in ".,;:'\"" or (url.endswith(")") and "(" not in url):
        return f'ends in "{url[-1]}", which belongs to the text around it'
    # Archives hold a second address in their path; elsewhere two were pasted together.
    if "://" in url[8:] and re.search(r"[^/=]https?://", url[8:]):
        return "holds two addresses"
    return ""
