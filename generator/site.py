"""The one composition: the inputs -> Site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import LATER_CODES, check_entries, check_links, check_names, check_use, refuse_dead_links
from generator.glossary import index_names, read_glossary
from generator.mentions import find_mentions
from generator.model import FindingCode, Site
from generator.pages import Edition, make_pages
from generator.placeholders import find_placeholders
from generator.prose import ProseLinker
from generator.render import Renderer
from generator.reviewed import read_reviewed, silence
from generator.source import read_statement

if TYPE_CHECKING:
    from pathlib import Path

    from generator.memory import Memory


def build_site(
    statement_path: Path,
    glossary_path: Path,
    *,
    address: str = "",
    templates: Path | None = None,
    memory: Memory | None = None,
) -> Site:
    """Build everything in memory. Nothing is written.

    Args:
        statement_path: the statement's Markdown file.
        glossary_path: the folder of entries.
        address: where the site is published, for citations; empty when it is not known.
        templates: a folder whose templates replace the package's.
        memory: of a server, from one build to the next.

    Raises:
        GeneratorError: an input cannot be used.
    """
    statement = read_statement(statement_path)
    entries = read_glossary(glossary_path, statement.themes, memory)
    refuse_dead_links(entries)
    reviewed = read_reviewed(statement_path)
    index, clashes = index_names(entries)
    mentions, inclusions = find_mentions(statement, entries, index)
    linker = ProseLinker(index=index, entries={entry.slug: entry for entry in entries})
    edition = Edition(
        statement=statement, entries=entries, mentions=mentions, inclusions=inclusions, linker=linker, address=address
    )
    findings = [
        *clashes,
        *check_entries(statement, entries),
        *check_links(statement, entries),
        *check_names(statement, entries, reviewed),
        *check_use(statement, entries, mentions, inclusions),
        *find_placeholders(statement),
    ]
    return Site(
        statement=statement,
        entries=entries,
        mentions=mentions,
        pages=tuple(make_pages(edition, Renderer(templates), memory)),
        findings=silence(findings, reviewed, set(FindingCode) - LATER_CODES),
        inclusions=inclusions,
        address=address,
    )
