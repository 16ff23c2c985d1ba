"""Edition -> glossary.json: the entries as they were read, with addresses and mentions; and its JSON Schema."""

from typing import Any

from pydantic.json_schema import models_json_schema

from generator.data.common import identify, identify_place, list_replaced
from generator.linking.edition import Edition
from generator.model import read_words
from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, entry_page, paragraph_anchor, sentence_anchor
from generator.model.entry import Entry
from generator.model.statement import Statement


def write_glossary(edition: Edition) -> dict[str, Any]:
    """Write the statement, and all entries with their mentions."""
    return {
        "$schema": identify(edition, "data/glossary.schema.json"),
        "id": identify(edition, GLOSSARY_PAGE),
        "version": edition.record.version,
        "statement": _dump_statement(edition),
        "themes": [{"id": theme.id, "label": theme.label} for theme in edition.statement.legend.values()],
        # Written one by one: thousands are not in memory as data and as text at once.
        "entries": (_dump_entry(edition, entry) for entry in edition.entries),
        "replaced": dict(list_replaced(edition)),
    }


def write_schema() -> dict[str, Any]:
    """Write the JSON Schema of what `write_glossary` writes: what the nouns say of themselves, and what is added."""
    schema: dict[str, Any] = read_words(__package__, "glossary.schema.yml")
    shapes = schema["$defs"]
    _, nouns = models_json_schema([(Entry, "serialization"), (Statement, "serialization")])
    for name, noun in nouns["$defs"].items():
        more = shapes.get(name, {})
        properties = noun.get("properties", {}) | more.get("properties", {})
        shapes[name] = noun | more | ({"properties": properties} if properties else {})
    del shapes["Statement"]["properties"]["themes"]
    for shape in (schema, *shapes.values()):
        if "properties" in shape:
            shape |= {"required": list(shape["properties"]), "additionalProperties": False}
    return schema


def _dump_statement(edition: Edition) -> dict[str, Any]:
    written = edition.statement.model_dump(mode="json", exclude={"themes"})
    published = [{"id": f"published-{number}"} | item for number, item in enumerate(written["published"], 1)]
    paragraphs = [
        {"id": identify_place(edition, paragraph_anchor(block.label))}
        | {key: getattr(block, key) for key in ("number", "label", "text")}
        | {
            "sentences": [
                {"id": identify_place(edition, sentence_anchor(block.label, number)), "start": start, "end": end}
                for number, (start, end) in edition.sentences[block.number].items()
            ]
        }
        for block in edition.statement.paragraphs
    ]
    return {"id": identify(edition, STATEMENT_PAGE)} | written | {"published": published, "paragraphs": paragraphs}


def _dump_entry(edition: Edition, entry: Entry) -> dict[str, Any]:
    mentions = [
        {"id": identify_place(edition, mention.anchor), "sentence": mention.place.sentence}
        | {key: getattr(mention, key) for key in ("paragraph", "start", "end", "exact", "linked")}
        for mention in edition.by_entry.get(entry.slug, ())
    ]
    written = {"id": identify(edition, entry_page(entry.slug))} | entry.model_dump(mode="json")
    return written | {"site": entry.site or "", "mentions": mentions}
