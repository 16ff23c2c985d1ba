"""Edition -> findings: what builds and is still wrong. No page is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.entries import check_drafts, check_entry
from generator.checks.names import check_names
from generator.checks.navigation import check_nav
from generator.checks.prose import check_prose
from generator.checks.settings import refuse_settings
from generator.checks.statement import check_statement
from generator.checks.use import check_use
from generator.linking.prose import ProseWriter
from generator.model.findings import Finding, FindingCode
from generator.reading.reviewed import leave_silenced

if TYPE_CHECKING:
    from generator.linking.edition import Edition

__all__ = ["check_edition", "check_project"]

_PROJECT_CODES = frozenset({FindingCode.NOT_IN_NAV, FindingCode.NAV_WITHOUT_PAGE})
_LATER_CODES = _PROJECT_CODES | {FindingCode.DRAFT}
"""What only the command `check` looks for: MkDocs itself checks its nav, and drafts may be built."""


def check_edition(edition: Edition, writer: ProseWriter | None = None) -> tuple[Finding, ...]:
    """Find what is wrong with the statement and its entries, as a build and the command `check` report it.

    Args:
        edition: what was read.
        writer: of the pages, which need not write the same prose again.

    Returns:
        Sorted, without what is silenced.

    Raises:
        GeneratorError: something cannot be published at all.
    """
    refuse_settings(edition)
    found = [*edition.findings, *check_names(edition.statement, edition.entries, edition.reviewed)]
    for statement in edition.statements:
        found += check_statement(statement)
    for entry in edition.entries:
        found += check_entry(entry, edition.statement)
    found += [*check_prose(edition, writer or ProseWriter(edition)), *check_use(edition)]
    return leave_silenced(found, edition.reviewed, set(FindingCode) - _LATER_CODES)


def check_project(edition: Edition, *, release: bool) -> tuple[Finding, ...]:
    """Find what a build does not report: faults of the nav, and, for a release, drafts."""
    found = [*check_nav(edition), *(check_drafts(edition.entries) if release else ())]
    return leave_silenced(found, edition.reviewed, _LATER_CODES if release else _PROJECT_CODES)
