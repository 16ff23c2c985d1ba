"""A file as a ministry publishes it -> source/statement.md: whole, in the order of reading, with a report."""

from generator.authoring.importing.nouns import Block, ImportedText, Kind, LeftOut, Place, Repair
from generator.authoring.importing.proof import fingerprint, words
from generator.authoring.importing.reports import next_steps, report, summarize
from generator.authoring.importing.source import open_source, overrule, prove, read_source
from generator.authoring.importing.writing import MISSING_DATE, MISSING_TEXT, write_statement

__all__ = [
    "MISSING_DATE",
    "MISSING_TEXT",
    "Block",
    "ImportedText",
    "Kind",
    "LeftOut",
    "Place",
    "Repair",
    "fingerprint",
    "next_steps",
    "open_source",
    "overrule",
    "prove",
    "read_source",
    "report",
    "summarize",
    "words",
    "write_statement",
]
