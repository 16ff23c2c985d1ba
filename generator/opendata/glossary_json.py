"""Site -> glossary.json, and the JSON Schema of it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from generator import links
from generator.opendata.identifiers import data_id, entry_id, mention_id, page_id, paragraph_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Entry, Label, Mention, Prose, Site, Slug, Source

SCHEMA = "glossary.schema.json"

_PROSE = "Markdown; [^s1] cites the source with id s1, [^statement] the statement."
_DATE = "A year, a month or a day: 2024, 2024-11 or 2024-11-15; empty when none was found."


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NameShape(_Shape):
    """A name, with the sources that give it."""

    text: str
    citations: list[str] = Field(description="Ids of sources.")


class SourceShape(_Shape):
    """A document that is cited."""

    id: str = Field(description="What citations in this entry call it.")
    title: str
    publisher: str
    url: str
    date: str = Field(description=_DATE)
    language: str = Field(description="BCP 47 code.")
    note: str = ""


class LaterShape(_Shape):
    """Something that happened after the statement."""

    date: str = Field(description=_DATE)
    text: str = Field(description=_PROSE)


class MentionShape(_Shape):
    """A place where the statement names the entry."""

    id: str = Field(description="Its permanent address.")
    paragraph: int = Field(ge=1, description="Number of the paragraph.")
    start: int = Field(ge=0, description="Code points into the paragraph's text.")
    end: int = Field(ge=1, description="The first code point after it.")
    exact: str = Field(description="The words as they stand.")
    linked: bool = Field(description="Whether the page links it; an entry may ask for fewer links.")


class EntryShape(_Shape):
    """One entry."""

    id: str = Field(description="Its permanent address.")
    slug: str = Field(description="The last part of the address.")
    name: str = Field(description="Preferred name, without its acronym.")
    acronym: str | None
    aliases: list[NameShape] = Field(description="Other names in the statement's language.")
    names: dict[str, list[NameShape]] = Field(description="Names by language code, the preferred one first.")
    kind: str
    theme: str = Field(description="Id of one of the themes.")
    link: str = Field(description="Which mentions are links: every, first-in-paragraph or first.")
    definition: NameShape
    since: str = Field(description=_DATE)
    established: str | None = Field(description=_PROSE)
    participants: str | None = Field(description=_PROSE)
    led_by: str | None = Field(description=_PROSE)
    status: str = Field(description=f"At the time of the statement. {_PROSE}")
    site: str = Field(description="Address of the official site, or empty.")
    disagreements: list[str] = Field(description=f"Where sources differ. {_PROSE}")
    later: list[LaterShape]
    not_found: list[str] = Field(description="What no source seen tells.")
    former_slugs: list[str] = Field(description="Where the entry stood before.")
    search_terms: list[str] = Field(description="What readers may type for it.")
    background: str = Field(description=_PROSE)
    sources: list[SourceShape]
    mentions: list[MentionShape]


class ThemeShape(_Shape):
    """A theme of the statement."""

    id: str
    label: str


class ParagraphShape(_Shape):
    """A numbered paragraph of the statement."""

    id: str = Field(description="Its permanent address.")
    number: int = Field(ge=1)
    text: str


class StatementShape(_Shape):
    """The statement."""

    id: str = Field(description="Its permanent address.")
    title: str
    dateline: str
    date: str
    parties: list[str]
    language: str = Field(description="BCP 47 code; also that of the entries' names.")
    published: list[SourceShape]
    paragraphs: list[ParagraphShape]


class GlossaryShape(_Shape):
    """A statement, what it names, and where."""

    schema_: str = Field(alias="$schema", description="Address of this schema.")
    id: str = Field(description="Permanent address of the glossary.")
    statement: StatementShape
    themes: list[ThemeShape] = Field(description="In the order of the legend.")
    entries: list[EntryShape] = Field(description="Sorted by slug.")


def write_glossary(site: Site) -> str:
    """Write all that the glossary holds."""
    mentions: dict[Slug, list[Mention]] = defaultdict(list)
    for mention in site.mentions:
        mentions[mention.entry].append(mention)
    glossary = GlossaryShape.model_validate(
        {
            "$schema": data_id(site, SCHEMA),
            "id": page_id(site, links.GLOSSARY_PAGE),
            "statement": _shape_statement(site),
            "themes": [ThemeShape(id=theme.id, label=theme.label) for theme in site.statement.themes],
            "entries": [_shape_entry(site, entry, mentions[entry.slug]) for entry in site.entries],
        }
    )
    return glossary.model_dump_json(by_alias=True, indent=1) + "\n"


def write_schema() -> str:
    """Write the JSON Schema of what `write_glossary` writes."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | GlossaryShape.model_json_schema()
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _shape_statement(site: Site) -> StatementShape:
    statement = site.statement
    return StatementShape(
        id=page_id(site, links.STATEMENT_PAGE),
        title=statement.title,
        dateline=statement.dateline,
        date=statement.date,
        parties=list(statement.parties),
        language=statement.language,
        published=_sources(statement.published),
        paragraphs=[
            ParagraphShape(id=paragraph_id(site, block.number), number=block.number, text=block.text)
            for block in statement.paragraphs
        ],
    )


def _shape_entry(site: Site, entry: Entry, mentions: Iterable[Mention]) -> EntryShape:
    return EntryShape(
        id=entry_id(site, entry.slug),
        slug=entry.slug,
        name=entry.name,
        acronym=entry.acronym,
        aliases=_names(entry.aliases),
        names={language: _names(labels) for language, labels in entry.names},
        kind=entry.kind,
        theme=entry.theme.id,
        link=entry.link.value,
        definition=_names([entry.definition])[0],
        since=entry.since,
        established=_text(entry.established),
        participants=_text(entry.participants),
        led_by=_text(entry.led_by),
        status=entry.status.markdown,
        site=entry.site,
        disagreements=[prose.markdown for prose in entry.disagreements],
        later=[LaterShape(date=event.date, text=event.text.markdown) for event in entry.later],
        not_found=list(entry.not_found),
        former_slugs=[label.text for label in entry.former_slugs],
        search_terms=list(entry.search_terms),
        background=entry.background.markdown,
        sources=_sources(entry.sources),
        mentions=[_shape_mention(site, mention) for mention in mentions],
    )


def _shape_mention(site: Site, mention: Mention) -> MentionShape:
    return MentionShape(
        id=mention_id(site, mention),
        paragraph=mention.paragraph,
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
        linked=mention.linked,
    )


def _names(labels: Iterable[Label]) -> list[NameShape]:
    return [NameShape(text=label.text, citations=list(label.citations)) for label in labels]


def _text(prose: Prose | None) -> str | None:
    return None if prose is None else prose.markdown


def _sources(sources: Iterable[Source]) -> list[SourceShape]:
    return [
        SourceShape(
            id=source.id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            date=source.date,
            language=source.language,
            note=source.note,
        )
        for source in sources
    ]
