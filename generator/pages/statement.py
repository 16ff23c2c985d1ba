"""The statement's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.citation import Citation, cite_statement
from generator.model import BlockKind
from generator.pages.edition import EntryLink, link_to
from generator.statement_text import write_block

if TYPE_CHECKING:
    from generator.model import Statement
    from generator.pages.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block of the statement as Markdown, with what stands around it."""

    kind: str
    number: int
    level: int
    markdown: str
    section: str
    named: tuple[EntryLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """The statement's page."""

    statement: Statement
    blocks: tuple[BlockView, ...]
    entry_count: int
    mention_count: int
    citation: Citation
    notes: tuple[EntryLink, ...]
    """Every entry that is named, in the order of the text: the end notes in print."""


def view_statement(edition: Edition) -> StatementView:
    """View the whole text, with what each paragraph names beside it."""
    sections = {section.before: section.heading for section in edition.statement.sections}
    named_first = dict.fromkeys(mention.entry for mention in edition.mentions)
    notes = {slug: number for number, slug in enumerate(named_first, 1)}
    blocks = []
    for block in edition.statement.blocks:
        mentions = edition.by_paragraph.get(block.number, []) if block.number else []
        named = dict.fromkeys(mention.entry for mention in mentions)
        blocks.append(
            BlockView(
                kind=block.kind.value,
                number=block.number,
                level=block.level,
                markdown=""
                if block.kind is BlockKind.RULE
                else write_block(block, mentions, edition.by_slug, notes=notes),
                section=sections.get(block.number, "") if block.number else "",
                named=tuple(link_to(edition, edition.by_slug[slug], links.STATEMENT_PAGE) for slug in named),
            )
        )
    return StatementView(
        statement=edition.statement,
        blocks=tuple(blocks),
        entry_count=len(edition.by_entry),
        mention_count=len(edition.mentions),
        citation=cite_statement(edition.statement, edition.permanent(links.STATEMENT_PAGE)),
        notes=tuple(link_to(edition, edition.by_slug[slug], links.STATEMENT_PAGE) for slug in notes),
    )
