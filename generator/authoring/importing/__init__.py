"""A file as a ministry publishes it -> source/statement.md: whole, in the order of reading, with a report."""

from generator.authoring.importing.source import open_source, overrule, prove, read_source
from generator.authoring.importing.writing import next_steps, report, summarize, write_statement

__all__ = [
    "next_steps",
    "open_source",
    "overrule",
    "prove",
    "read_source",
    "report",
    "summarize",
    "write_statement",
]
