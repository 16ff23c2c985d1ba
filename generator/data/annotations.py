"""Mentions -> W3C Web Annotations on the published paragraphs, one per mention."""

from collections.abc import Iterator
from typing import Any

from generator.data.common import identify, identify_place
from generator.linking.edition import Edition
from generator.model.addresses import STATEMENT_PAGE, entry_page, paragraph_anchor
from generator.model.statement import Mention

CONTEXT = 32
"""Code points before and after a mention that its quotation holds, where that tells it from all other places."""

FILE = "data/annotations.jsonld"


def write_annotations(edition: Edition) -> dict[str, Any]:
    """Write all mentions as one page of annotations.

    Positions count code points, as the Web Annotation Data Model asks for (section 4.2.5, Text Position Selector).
    """
    address = identify(edition, FILE)
    label = f"Mentions in the {edition.statement.title}"
    items = [item for of in (edition, *edition.others) for item in _annotate(of)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationPage",
        "partOf": {"id": f"{address}#all", "type": "AnnotationCollection", "label": label, "total": len(items)},
        "startIndex": 0,
        "items": items,
    }


def _annotate(edition: Edition) -> Iterator[dict[str, Any]]:
    of = "" if edition.page == STATEMENT_PAGE else f"{edition.statement.slug}-"
    texts = [block.text for block in edition.statement.paragraphs]
    for mention in edition.mentions:
        label = edition.statement.paragraphs[mention.paragraph - 1].label
        prefix, suffix = _surround(mention, texts[mention.paragraph - 1])
        quotation = {"type": "TextQuoteSelector", "exact": mention.exact, "prefix": prefix, "suffix": suffix}
        position = {"type": "TextPositionSelector", "start": mention.start, "end": mention.end}
        yield {
            "id": identify(edition, f"{FILE}#{of}{mention.anchor}"),
            "type": "Annotation",
            "motivation": "linking",
            "body": identify(edition, entry_page(mention.entry)),
            "target": {
                "source": identify_place(edition, paragraph_anchor(label)),
                "selector": [quotation, position],
            },
        }


def _surround(mention: Mention, text: str) -> tuple[str, str]:
    """Return what stands before and after a mention; more of it where the same words come again."""
    size = CONTEXT
    while True:
        start, end = max(0, mention.start - size), mention.end + size
        if text.count(text[start:end]) == 1 or (start == 0 and end >= len(text)):
            return text[start : mention.start], text[mention.end : end]
        size *= 2
