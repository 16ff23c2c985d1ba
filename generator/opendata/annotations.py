"""Mentions -> W3C Web Annotations, one a mention, on the published paragraphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.opendata.identifiers import data_id, entry_id, paragraph_id

if TYPE_CHECKING:
    from generator.model import Mention, Site

CONTEXT = 32
"""Code points before and after a mention that its quotation holds."""

FILE = "annotations.jsonld"


def write_annotations(site: Site) -> str:
    """Write all mentions as one page of annotations.

    Positions count code points, as the Web Annotation Data Model asks for (section 4.2.5, Text Position Selector).
    """
    address = data_id(site, FILE)
    texts = [block.text for block in site.statement.paragraphs]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{address}#all",
            "type": "AnnotationCollection",
            "label": f"Mentions in the {site.statement.title}",
            "total": len(site.mentions),
        },
        "startIndex": 0,
        "items": [_annotate(site, mention, texts[mention.paragraph - 1]) for mention in site.mentions],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotate(site: Site, mention: Mention, text: str) -> dict[str, Any]:
    return {
        "id": f"{data_id(site, FILE)}#{mention.anchor}",
        "type": "Annotation",
        "motivation": "linking",
        "body": entry_id(site, mention.entry),
        "target": {
            "source": paragraph_id(site, mention.paragraph),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.exact,
                    "prefix": text[max(0, mention.start - CONTEXT) : mention.start],
                    "suffix": text[mention.end : mention.end + CONTEXT],
                },
                {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
            ],
        },
    }
