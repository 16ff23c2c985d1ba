"""Edition -> glossary.json: the entries as they were read, with addresses and mentions; and its JSON Schema."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_json

from generator.data.identifiers import identify, identify_mention, identify_paragraph, identify_sentence, list_replaced
from generator.linking.edition import Edition
from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, entry_page
from generator.model.entry import Entry
from generator.model.fields import Id, Text, part
from generator.model.statement import Published, Statement

SCHEMA = "data/glossary.schema.json"


# The schema alone is made from these classes: what they add to the nouns is what `write_glossary` adds.


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MentionData(_Shape):
    """A place where the statement names the entry."""

    id: str = Field(description="Its permanent address.")
    paragraph: int = Field(ge=1, description="Number of the paragraph.")
    sentence: int = Field(ge=1, description="Number of the sentence in its paragraph.")
    start: int = Field(ge=0, description="Code points into the paragraph's text.")
    end: int = Field(ge=1, description="The first code point after it.")
    exact: str = Field(description="The words as they stand.")
    linked: bool = Field(description="Whether the page links it; an entry may ask for fewer links.")


_MENTION_KEYS = [key for key in MentionData.model_fields if key not in {"id", "sentence"}]


class EntryData(Entry):
    """An entry of the glossary."""

    id: str = Field(description="Its permanent address.")
    site: str = Field(description="Address of the official site, or empty.")
    mentions: list[MentionData]


class ThemeData(_Shape):
    """A theme of the statement."""

    id: str
    label: str


class SentenceData(_Shape):
    """A sentence of a paragraph, and its place in the paragraph's text."""

    id: str = Field(description="Its permanent address.")
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class ParagraphData(_Shape):
    """A paragraph or note of the statement."""

    id: str = Field(description="Its permanent address.")
    number: int = Field(ge=1, description="Its place among all of them; `paragraph` of a mention.")
    label: str = Field(description="Its own number in the source, or what its address ends in.")
    text: str
    sentences: list[SentenceData]


@part
class PublishedData(Published):
    """A place where the statement was published, or is reported."""

    id: str = Field(description="published-1 is the first.")


class StatementData(Statement):
    """The statement."""

    id: str = Field(description="Its permanent address.")
    published: tuple[PublishedData, ...]
    themes: dict[Id, Text] = Field(exclude=True)
    # The noun has a property of that name.
    numbered: list[ParagraphData] = Field(alias="paragraphs")


class GlossaryData(_Shape):
    """A statement, what it names, and where."""

    schema_: str = Field(alias="$schema", description="Address of this schema.")
    id: str = Field(description="Permanent address of the glossary.")
    version: int = Field(ge=0, description="How often its addresses changed; 0 where they are not recorded.")
    statement: StatementData
    themes: list[ThemeData] = Field(description="In the order of the legend.")
    entries: list[EntryData] = Field(description="Sorted by slug.")
    replaced: dict[str, str] = Field(description="Former address: that in its place, or nothing if it was withdrawn.")


class _EveryKeyIsWritten(GenerateJsonSchema):
    def field_is_required(self, *_: object, **__: object) -> bool:
        return True


def write_glossary(edition: Edition) -> bytes:
    """Write the statement, and all entries with their mentions."""
    statement = edition.statement
    glossary = {
        "$schema": identify(edition, SCHEMA),
        "id": identify(edition, GLOSSARY_PAGE),
        "version": edition.record.version,
        "statement": _dump_statement(edition),
        "themes": [{"id": theme.id, "label": theme.label} for theme in statement.legend.values()],
        # Written one by one: thousands are not in memory as data and as text at once.
        "entries": (_dump_entry(edition, entry) for entry in edition.entries),
        "replaced": dict(list_replaced(edition)),
    }
    return to_json(glossary, indent=1) + b"\n"


def write_schema() -> bytes:
    """Write the JSON Schema of what `write_glossary` writes."""
    schema = GlossaryData.model_json_schema(mode="serialization", schema_generator=_EveryKeyIsWritten)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _dump_statement(edition: Edition) -> dict[str, Any]:
    statement = edition.statement
    written = {"id": identify(edition, STATEMENT_PAGE)} | statement.model_dump(mode="json", exclude={"themes"})
    written["published"] = [
        {"id": f"published-{number}"} | published for number, published in enumerate(written["published"], 1)
    ]
    written["paragraphs"] = [
        {
            "id": identify_paragraph(edition, block.label),
            "number": block.number,
            "label": block.label,
            "text": block.text,
            "sentences": [
                {"id": identify_sentence(edition, block.label, number), "start": start, "end": end}
                for number, (start, end) in enumerate(edition.sentences[block.number], 1)
            ],
        }
        for block in statement.paragraphs
    ]
    return written


def _dump_entry(edition: Edition, entry: Entry) -> dict[str, Any]:
    written = {"id": identify(edition, entry_page(entry.slug))} | entry.model_dump(mode="json")
    written["site"] = entry.site or ""
    written["mentions"] = [
        {"id": identify_mention(edition, mention), "sentence": edition.sentence_number(mention)}
        | {key: getattr(mention, key) for key in _MENTION_KEYS}
        for mention in edition.by_entry.get(entry.slug, ())
    ]
    return written
