"""Mentions -> CSV and W3C Web Annotations; acronyms -> CSV; subjects and other statements -> JSON."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.data.common import identify, identify_place
from generator.linking.edition import Edition
from generator.model.addresses import STATEMENT_PAGE, entry_page, paragraph_anchor
from generator.model.statement import Mention

CONTEXT = 32
"""Code points before and after a mention that its quotation holds, where that tells it from all other places."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_mentions(edition: Edition) -> bytes:
    """Write one row per mention in the statements that are published here, in the order of their texts."""
    rows = (
        (identify(edition, of.page), *item.place, item.start, item.end, item.exact, item.entry)
        for of in (edition, *edition.others)
        for item in of.mentions
    )
    return write_table(("statement", "paragraph", "sentence", "start", "end", "exact", "entry"), rows)


def write_acronyms(edition: Edition) -> bytes:
    """Write one row per acronym."""
    rows = (
        (item.text, item.expansion, item.entry, ("no", "yes")[item.defined], item.first and item.first.place.paragraph)
        for item in edition.acronyms
    )
    return write_table(("acronym", "expansion", "entry", "defined", "paragraph"), rows)


def release(cell: str) -> str:
    """Return a cell without the apostrophe that `write_table` puts before a sign."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows below the names of their columns; a sign that begins a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    safe = ([f"'{cell}" if str(cell).startswith(_FORMULA) else cell for cell in row] for row in rows)
    csv.writer(text, lineterminator="\n").writerows([columns, *safe])
    return text.getvalue().encode()


def write_topics(edition: Edition) -> dict[str, Any]:
    """Write the topics in the order of their file."""
    found: dict[str, Any] = edition.topics.model_dump(include={"topics"})
    for topic in found["topics"]:
        topic["paragraphs"] = [identify_place(edition, paragraph_anchor(label)) for label in topic["paragraphs"]]
        topic["entries"] = [identify(edition, entry_page(slug)) for slug in topic["entries"]]
    return found


def write_statements(edition: Edition) -> Iterator[dict[str, object]]:
    """Write what the other statements have in common with the annotated one; nothing where there is none."""
    for other in edition.comparisons:
        yield {
            "id": identify(edition, other.page) if other.page else other.url,
            **{key: getattr(other.of, key) for key in ("slug", "title", "date", "parties", "language")},
            "published_here": bool(other.page),
            "named": [
                {"entry": entry, "exact": naming.exact} | naming.place._asdict()
                for entry, namings in other.named.items()
                for naming in namings
            ],
            "pairs": [
                {"ours": identify_place(edition, pair.ours.anchor), "theirs": pair.theirs._asdict()}
                | {"likeness": pair.likeness, "kind": "same" if pair.same else "reworded", "new": pair.new}
                for pair in other.pairs
            ],
        }


def write_annotations(edition: Edition) -> dict[str, Any]:
    """Write all mentions as one page; positions count code points (Web Annotation Data Model, section 4.2.5)."""
    address = identify(edition, "data/annotations.jsonld")
    label = f"Mentions in the {edition.statement.title}"
    items = [item for of in (edition, *edition.others) for item in _annotate(of, address)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationPage",
        "partOf": {"id": f"{address}#all", "type": "AnnotationCollection", "label": label, "total": len(items)},
        "startIndex": 0,
        "items": items,
    }


def _annotate(edition: Edition, address: str) -> Iterator[dict[str, Any]]:
    of = "" if edition.page == STATEMENT_PAGE else f"{edition.statement.slug}-"
    texts = [block.text for block in edition.statement.paragraphs]
    for mention in edition.mentions:
        prefix, suffix = _surround(mention, texts[mention.paragraph - 1])
        source = identify_place(edition, paragraph_anchor(mention.place.paragraph))
        quotation = {"type": "TextQuoteSelector", "exact": mention.exact, "prefix": prefix, "suffix": suffix}
        position = {"type": "TextPositionSelector", "start": mention.start, "end": mention.end}
        yield {
            "id": f"{address}#{of}{mention.anchor}",
            "type": "Annotation",
            "motivation": "linking",
            "body": identify(edition, entry_page(mention.entry)),
            "target": {"source": source, "selector": [quotation, position]},
        }


def _surround(mention: Mention, text: str) -> tuple[str, str]:
    """Return what stands before and after a mention; more of it where the same words come again."""
    size = CONTEXT
    while True:
        start, end = max(0, mention.start - size), mention.end + size
        if text.count(text[start:end]) == 1 or (start == 0 and end >= len(text)):
            return text[start : mention.start], text[mention.end : end]
        size *= 2
