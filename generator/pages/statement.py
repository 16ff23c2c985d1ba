"""The statement's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.linking.prose import link_attributes
from generator.model.addresses import STATEMENT_PAGE, mention_anchor, paragraph_anchor
from generator.model.statement import BlockKind
from generator.pages.anchors import Anchors
from generator.pages.citation import cite_statement
from generator.pages.words import write_attributes, write_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model.fields import Slug
    from generator.model.statement import Block, Mention, Statement, Theme
    from generator.pages.citation import Citation
    from generator.pages.context import Context, EntryLink

_ELEMENT = Markup("<{0}{1}>{2}</{0}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block of the statement, with what stands around it."""

    kind: str
    number: int
    level: int
    """That of the heading on the page, or of the item in its list."""
    anchor: str
    """The id of a paragraph or of a heading."""
    html: Markup
    section: str
    """The editors' heading before it, or empty."""
    section_anchor: str
    named: tuple[EntryLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """The statement's page."""

    description: str
    statement: Statement
    anchor: str
    """The id of its title."""
    themes: tuple[Theme, ...]
    blocks: tuple[BlockView, ...]
    entry_count: int
    mention_count: int
    citation: Citation
    notes: tuple[EntryLink, ...]
    """Every entry that is named, in the order of the text: the end notes in print."""


def view_statement(context: Context) -> StatementView:
    """View the whole text, with what each paragraph names beside it."""
    edition = context.edition
    statement = edition.statement
    taken = [paragraph_anchor(block.number) for block in statement.paragraphs]
    taken += [mention_anchor(mention.entry, mention.ordinal) for mention in edition.mentions]
    anchors = Anchors(["published", *taken])
    notes = {slug: at for at, slug in enumerate(dict.fromkeys(mention.entry for mention in edition.mentions), 1)}
    return StatementView(
        description=f"The full text, with each of the {len(notes)} initiatives, bodies and terms it names linked to "
        "a page that explains it.",
        statement=statement,
        anchor=anchors.make(statement.title),
        themes=tuple(statement.legend.values()),
        blocks=tuple(_view_blocks(context, anchors, notes)),
        entry_count=len(notes),
        mention_count=len(edition.mentions),
        citation=cite_statement(statement, edition.project.addresses.permanent(STATEMENT_PAGE)),
        notes=tuple(context.link_to(edition.by_slug[slug], STATEMENT_PAGE) for slug in notes),
    )


def _view_blocks(context: Context, anchors: Anchors, notes: Mapping[Slug, int]) -> Iterator[BlockView]:
    edition = context.edition
    sections = {section.before: section.heading for section in edition.statement.sections}
    for block in edition.statement.blocks:
        mentions = edition.by_paragraph.get(block.number, ())
        named = dict.fromkeys(mention.entry for mention in mentions)
        section = sections.get(block.number, "")
        section_anchor = anchors.make(section) if section else ""
        is_heading = block.kind is BlockKind.HEADING
        yield BlockView(
            kind=block.kind.value,
            number=block.number,
            level=min(block.level + 1, 6) if is_heading else block.level,
            anchor=anchors.make(block.text) if is_heading else paragraph_anchor(block.number),
            html=_mark_mentions(context, block, mentions, notes),
            section=section,
            section_anchor=section_anchor,
            named=tuple(context.link_to(edition.by_slug[slug], STATEMENT_PAGE) for slug in named),
        )


def _mark_mentions(context: Context, block: Block, mentions: Sequence[Mention], notes: Mapping[Slug, int]) -> Markup:
    """Write a block with its mentions as links, the first of each entry with the number of its end note as data."""
    edition = context.edition
    noted: set[Slug] = set()

    def mark(mention: Mention, words: Markup) -> Markup:
        entry = edition.by_slug[mention.entry]
        attributes = {"id": mention_anchor(mention.entry, mention.ordinal)}
        if mention.entry not in noted:
            attributes["data-note"] = str(notes[mention.entry])
            noted.add(mention.entry)
        if not mention.linked:
            attributes["class"] = f"mention theme-{edition.theme(entry).number}"
            return _ELEMENT.format("span", write_attributes(attributes), words)
        attributes |= link_attributes(edition, entry, STATEMENT_PAGE, kind="mention")
        return _ELEMENT.format("a", write_attributes(attributes), words)

    return write_words(block, mentions, mark)
