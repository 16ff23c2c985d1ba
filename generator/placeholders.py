"""What stands in the front matter while nobody knows better, and the findings that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import SourceError
from generator.frontmatter import read_document
from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from generator.model import Statement

TEXT = "To be filled in"
"""Stands for a title or a party."""
DATE = "1900-01-01"
"""Stands for the date: no statement here is as old, and pages can be made with it."""


def find_placeholders(statement: Statement) -> list[Finding]:
    """Find what an import could not tell and nobody has filled in since."""
    missing = {
        "title": ("title is", TEXT in statement.title, "write it as the source prints it"),
        "date": ("date is", statement.date == DATE, "write the day, as in 2024-11-15"),
        "parties": ("parties are", TEXT in statement.parties, "list the states or bodies whose statement it is"),
    }
    if not any(is_missing for _, is_missing, _ in missing.values()):
        return []
    document = read_document(statement.path, SourceError)
    return [
        Finding(
            path=statement.path,
            line=document.line(key),
            code=FindingCode.PLACEHOLDER.value,
            message=f"the statement's {name} not filled in",
            hint=hint,
        )
        for key, (name, is_missing, hint) in missing.items()
        if is_missing
    ]
