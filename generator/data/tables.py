"""Mentions and acronyms -> CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from generator.data.identifiers import identify
from generator.linking.acronyms import list_acronyms
from generator.linking.edition import Edition
from generator.model.addresses import STATEMENT_PAGE

MENTIONS = ("statement", "paragraph", "sentence", "start", "end", "exact", "entry")
ACRONYMS = ("acronym", "expansion", "entry", "defined", "paragraph")


def write_mentions(edition: Edition) -> bytes:
    """Write one row per mention, in the order of the text."""
    address = identify(edition, STATEMENT_PAGE)
    labels = [block.label for block in edition.statement.paragraphs]
    rows = (
        (
            address,
            labels[item.paragraph - 1],
            edition.sentence_number(item),
            item.start,
            item.end,
            item.exact,
            item.entry,
        )
        for item in edition.mentions
    )
    return _write(MENTIONS, rows)


def write_acronyms(edition: Edition) -> bytes:
    """Write one row per acronym."""
    rows = []
    for item in list_acronyms(edition):
        first = edition.statement.paragraphs[item.first.paragraph - 1].label if item.first else ""
        rows.append((item.text, item.expansion, item.entry, "yes" if item.defined else "no", first))
    return _write(ACRONYMS, rows)


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()
