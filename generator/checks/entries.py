"""Statement and entries -> findings: what builds and is still wrong."""

from __future__ import annotations

import difflib
import posixpath
from typing import TYPE_CHECKING

from generator.errors import GlossaryError
from generator.glossary import CITATION, citations, facts, labels
from generator.links import entry_page
from generator.markup import read_blocks
from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Entry, Prose, Statement


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
        # A month or a year may hold days on both sides of the statement's.
        if event.date < statement.date[: len(event.date)] or event.date == statement.date:
            yield Finding(
                code=FindingCode.LATER_NOT_LATER.value,
                path=entry.path,
                line=event.text.line,
                message=f'{event.date} is under "later" and not after the statement of {statement.date}',
                hint="move it to the background",
            )


def refuse_dead_links(entries: Iterable[Entry]) -> None:
    """Check that a link from an entry to another entry leads to one.

    Raises:
        GlossaryError: at the first that does not. Links to other pages are left to the site builder.
    """
    entries = tuple(entries)
    slugs = [slug for entry in entries for slug in (entry.slug, *(former.text for former in entry.former_slugs))]
    pages = {entry_page(slug): slug for slug in slugs}
    for entry in entries:
        for _, prose in facts(entry):
            for target, line in _glossary_links(entry, prose):
                if target in pages or target == "glossary/index.md":
                    continue
                slug = posixpath.basename(target).removesuffix(".md")
                near = difflib.get_close_matches(slug, pages.values(), n=1)
                advice = f"did you mean {near[0]}.md?" if near else "write that entry or remove the link"
                message = f'links to "{slug}.md", and there is no such entry; {advice}'
                raise GlossaryError(message, path=entry.path, line=line)


def _glossary_links(entry: Entry, prose: Prose) -> Iterable[tuple[str, int]]:
    if "](" not in prose.markdown:
        return
    for block in read_blocks(prose.markdown):
        for piece in block.pieces:
            path = (piece.href or "").partition("#")[0]
            if path.endswith(".md") and "://" not in path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(entry_page(entry.slug)), path))
                if posixpath.dirname(target) == "glossary":
                    yield target, prose.line + prose.markdown.count("\n", 0, piece.start)
