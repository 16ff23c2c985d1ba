"""Mentions and acronyms -> CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from generator.data.identifiers import identify
from generator.linking.acronyms import list_acronyms
from generator.linking.edition import Edition

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
