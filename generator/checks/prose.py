"""What entries say, as readers will see it: citations, links, and mark-up that Markdown did not read."""

from __future__ import annotations

import difflib
import posixpath
from typing import TYPE_CHECKING

from generator.model.addresses import entry_page
from generator.model.entry import STATEMENT_SOURCE, Entry, Prose
from generator.model.errors import GlossaryError
from generator.model.findings import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.linking.edition import Edition
    from generator.linking.prose import ProseWriter, Written


def check_prose(edition: Edition, entry: Entry, writer: ProseWriter) -> Iterator[Finding]:
    """Check the prose of one entry.

    Raises:
        GlossaryError: a source is cited and not listed, or prose holds what must not be published.
    """
    listed = [source.id for source in entry.sources]
    numbers = {source: number for number, source in enumerate((*listed, STATEMENT_SOURCE), 1)}
    cited: set[str] = set()
    for label, location in entry.labels():
        if unlisted := _find_unlisted(label.citations, listed):
            raise _unlisted(entry, unlisted, entry.line(*location))
        cited.update(label.citations)
    for prose in entry.prose():
        written = writer.write(prose.text, page=entry_page(entry.slug), own=entry.slug, numbers=numbers)
        if unlisted := _find_unlisted(written.cited, listed):
            raise _unlisted(entry, unlisted, _line_of(prose, f"[^{unlisted}]"))
        cited.update(written.cited)
        yield from _problems(entry, prose, written)
        if written.links:
            yield from _dead_links(entry, prose, written.links, edition.targets)
    yield from _unused_sources(entry, cited)


def _find_unlisted(cited: Iterable[str], listed: Collection[str]) -> str:
    """Return the first source that is cited and not listed; empty when there is none."""
    return next((source for source in cited if source not in listed and source != STATEMENT_SOURCE), "")


def _unlisted(entry: Entry, source: str, line: int) -> GlossaryError:
    near = difflib.get_close_matches(source, [item.id for item in entry.sources], n=1)
    hint = f'did you mean "{near[0]}"?' if near else 'add it under "sources"'
    return GlossaryError(f'the source "{source}" is cited but not listed', path=entry.path, line=line, hint=hint)


def _line_of(prose: Prose, words: str) -> int:
    """Return the line of the first place of some words; the line of the prose when they are not there so."""
    return prose.line + prose.text.count("\n", 0, max(prose.text.find(words), 0))


def _problems(entry: Entry, prose: Prose, written: Written) -> Iterator[Finding]:
    for problem in written.problems:
        line = prose.line + problem.line
        if problem.is_error:
            raise GlossaryError(problem.message, path=entry.path, line=line, hint=problem.hint)
        yield Finding(
            code=FindingCode.UNREAD_MARKUP,
            path=entry.path,
            line=line,
            message=problem.message,
            hint=problem.hint,
        )


def _dead_links(entry: Entry, prose: Prose, links: Iterable[str], targets: Collection[str]) -> Iterator[Finding]:
    for link in dict.fromkeys(link.partition("#")[0] for link in links):
        if link in targets:
            continue
        name = posixpath.basename(link)
        near = difflib.get_close_matches(name, sorted(map(posixpath.basename, targets)), n=1)
        yield Finding(
            code=FindingCode.DEAD_LINK,
            path=entry.path,
            line=_line_of(prose, name),
            message=f'links to "{name}", and there is no such page or file',
            hint=f"did you mean {near[0]}?" if near else "correct or remove the link",
        )


def _unused_sources(entry: Entry, cited: Collection[str]) -> Iterator[Finding]:
    for index, source in enumerate(entry.sources):
        if source.id not in cited:
            yield Finding(
                code=FindingCode.UNUSED_SOURCE,
                path=entry.path,
                line=entry.line("sources", index),
                message=f'the source "{source.id}" is listed and never cited',
                hint=f"cite it as [^{source.id}] or remove it",
            )
