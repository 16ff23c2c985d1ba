"""Mentions and acronyms -> CSV."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.data.identifiers import identify
from generator.linking.acronyms import list_acronyms
from generator.model.addresses import STATEMENT_PAGE
from generator.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.linking.edition import Edition

MENTIONS = ("statement", "paragraph", "sentence", "start", "end", "exact", "entry")
ACRONYMS = ("acronym", "expansion", "entry", "defined", "paragraph")


def write_mentions(edition: Edition) -> bytes:
    """Write one row per mention, in the order of the text."""
    address = identify(edition, STATEMENT_PAGE)
    statement = edition.statement
    starts = {
        block.number: [start for start, _ in split_sentences(block.text, statement.language)]
        for block in statement.paragraphs
    }
    return _write(
        MENTIONS,
        (
            (
                address,
                mention.paragraph,
                # A mention without a sentence stands in a text that has none, such as a lone name.
                1 + bisect_left(starts[mention.paragraph], mention.sentence[0]),
                mention.start,
                mention.end,
                mention.exact,
                mention.entry,
            )
            for mention in edition.mentions
        ),
    )


def write_acronyms(edition: Edition) -> bytes:
    """Write one row per acronym."""
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
            for item in list_acronyms(edition)
        ),
    )


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
