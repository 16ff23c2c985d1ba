"""Mentions and acronyms -> CSV; subjects and other statements -> JSON."""

import csv
import io
from collections.abc import Iterable, Sequence

from pydantic_core import to_json

from generator.data.identifiers import identify, identify_paragraph
from generator.linking.acronyms import list_acronyms
from generator.linking.edition import Edition
from generator.model.addresses import entry_page
from generator.model.comparison import Comparison

MENTIONS = ("statement", "paragraph", "sentence", "start", "end", "exact", "entry")
ACRONYMS = ("acronym", "expansion", "entry", "defined", "paragraph")


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_mentions(edition: Edition) -> bytes:
    """Write one row per mention in the statements that are published here, in the order of their texts."""
    rows = (
        (
            identify(edition, of.page),
            of.statement.paragraphs[item.paragraph - 1].label,
            of.sentence_number(item),
            item.start,
            item.end,
            item.exact,
            item.entry,
        )
        for of in (edition, *edition.others)
        for item in of.mentions
    )
    return _write(MENTIONS, rows)


def write_acronyms(edition: Edition) -> bytes:
    """Write one row per acronym."""
    rows = []
    for item in list_acronyms(edition):
        first = edition.statement.paragraphs[item.first.paragraph - 1].label if item.first else ""
        rows.append((item.text, item.expansion, item.entry, "yes" if item.defined else "no", first))
    return _write(ACRONYMS, rows)


def _neutralize(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a sign that begins one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *(map(_neutralize, row) for row in rows)])
    return text.getvalue().encode()


def write_topics(edition: Edition) -> bytes:
    """Write the topics in the order of their file."""
    topics = [
        {
            "name": topic.name,
            "words": topic.words,
            "names": topic.names,
            "see_also": topic.see_also,
            "paragraphs": [identify_paragraph(edition, str(label)) for label in topic.paragraphs],
            "entries": [identify(edition, entry_page(slug)) for slug in topic.entries],
        }
        for topic in edition.topics.topics
    ]
    return to_json({"topics": topics}, indent=1) + b"\n"


def write_statements(edition: Edition) -> bytes:
    """Write what the other statements have in common with the annotated one; an empty list where there is none."""
    return to_json([_dump(edition, other) for other in edition.comparisons], indent=1) + b"\n"


def _dump(edition: Edition, other: Comparison) -> dict[str, object]:
    return {
        "id": identify(edition, other.page) if other.page else other.url,
        "slug": other.slug,
        "title": other.title,
        "date": other.date,
        "parties": other.parties,
        "language": other.language,
        "published_here": bool(other.page),
        "named": [
            {"entry": entry, "exact": naming.exact} | naming.place._asdict()
            for entry, namings in other.named.items()
            for naming in namings
        ],
        "pairs": [
            {
                "ours": identify(edition, f"{edition.page}#{pair.ours.anchor}"),
                "theirs": pair.theirs._asdict(),
                "likeness": pair.likeness,
                "kind": "same" if pair.same else "reworded",
                "new": pair.new,
            }
            for pair in other.pairs
        ],
    }
