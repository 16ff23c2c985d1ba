"""Mentions and acronyms -> CSV."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from typing import TYPE_CHECKING

from generator import links
from generator.acronyms import list_acronyms
from generator.mentions import split_sentences
from generator.opendata.identifiers import page_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Site

MENTIONS = ("statement", "paragraph", "sentence", "start", "end", "exact", "entry")
ACRONYMS = ("acronym", "expansion", "entry", "defined", "paragraph")


def write_mentions(site: Site) -> str:
    """Write one row a mention, in the order of the text."""
    statement = page_id(site, links.STATEMENT_PAGE)
    starts = {
        block.number: [start for start, _ in split_sentences(block.text, site.statement.language)]
        for block in site.statement.paragraphs
    }
    return _write(
        MENTIONS,
        (
            (
                statement,
                mention.paragraph,
                # A mention without a sentence stands in text that holds none, such as a lone name.
                1 + bisect_left(starts[mention.paragraph], mention.sentence[0]),
                mention.start,
                mention.end,
                mention.exact,
                mention.entry,
            )
            for mention in site.mentions
        ),
    )


def write_acronyms(site: Site) -> str:
    """Write one row an acronym."""
    return _write(
        ACRONYMS,
        (
            (
                item.text,
                item.expansion,
                item.entry,
                "yes" if item.defined else "no",
                item.first.paragraph if item.first else "",
            )
            for item in list_acronyms(site.entries, site.mentions, site.inclusions)
        ),
    )


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
