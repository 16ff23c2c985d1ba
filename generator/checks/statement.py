"""The statement's own front matter: placeholders of an import, and addresses."""

from collections.abc import Iterator

from generator.checks.reports import report
from generator.checks.sources import check_sources
from generator.model.findings import Finding, FindingCode
from generator.model.statement import Statement
from generator.reading.project import Project

PLACEHOLDER = "To be filled in"
"""What an import writes for a title or a party that it cannot tell."""
PLACEHOLDER_DATE = "1900-01-01"
"""The same for the date: no statement here is as old, and pages can be made with it."""


def check_statement(statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of the statement's keys cannot say."""
    for key, is_missing, what, hint in (
        ("title", PLACEHOLDER in statement.title, "title is", "write it as the source prints it"),
        ("date", statement.date == PLACEHOLDER_DATE, "date is", "write the day, as in 2024-11-15"),
        ("parties", PLACEHOLDER in statement.parties, "parties are", "list the states or bodies whose statement it is"),
    ):
        if is_missing:
            yield report(statement, FindingCode.PLACEHOLDER, f"the statement's {what} not filled in", hint, key)
    yield from check_sources(statement, "published", project.weak_hosts)
