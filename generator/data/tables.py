"""Mentions and acronyms -> CSV."""

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from generator.data.identifiers import identify
from generator.linking.acronyms import list_acronyms
from generator.linking.edition import Edition
from generator.model.addresses import STATEMENT_PAGE
from generator.text.sentences import split_sentences

MENTIONS = ("statement", "paragraph", "sentence", "start", "end", "exact", "entry")
ACRONYMS = ("acronym", "expansion", "entry", "defined", "paragraph")


def write_mentions(edition: Edition) -> bytes:
    """Write one row per mention, in the order of the text."""
    address = identify(edition, STATEMENT_PAGE)
    starts = {
        block.number: [start for start, _ in split_sentences(block.text, edition.statement.language)]
        for block in edition.statement.paragraphs
    }
    rows = []
    for item in edition.mentions:
        # A mention without a sentence stands in a text that has none, such as a lone name.
        sentence = 1 + bisect_left(starts[item.paragraph], item.sentence[0])
        rows.append((address, item.paragraph, sentence, item.start, item.end, item.exact, item.entry))
    return _write(MENTIONS, rows)


def write_acronyms(edition: Edition) -> bytes:
    """Write one row per acronym."""
    rows = []
    for item in list_acronyms(edition):
        first = item.first.paragraph if item.first else ""
        rows.append((item.text, item.expansion, item.entry, "yes" if item.defined else "no", first))
    return _write(ACRONYMS, rows)


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()
