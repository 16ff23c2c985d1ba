"""Edition -> findings: what builds and is still wrong. No page is rendered."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.checks.addresses import check_addresses, check_new_addresses
from generator.checks.entries import check_entry, check_prose, check_release, report_problems
from generator.checks.names import check_names, check_use
from generator.checks.project import check_consulted, check_nav, check_statement, check_topics, refuse_settings
from generator.linking.edition import Edition, read_edition
from generator.linking.prose import ProseWriter
from generator.model.findings import Finding, FindingCode
from generator.reading.reviewed import leave_silenced

__all__ = ["check_edition", "check_project", "check_prose", "find_faults", "list_limits", "report_problems", "silence"]

_PROJECT_CODES = frozenset({FindingCode.NOT_IN_NAV, FindingCode.NAV_WITHOUT_PAGE, FindingCode.NEW_ADDRESS})
_LATER_CODES = _PROJECT_CODES | {FindingCode.DRAFT, FindingCode.LATER_NAME}
"""What only the command `check` looks for: MkDocs itself checks its nav; the rest may be built."""


def check_edition(edition: Edition) -> tuple[Finding, ...]:
    """Find what is wrong with the statement and its entries, as a build and the command `check` report it.

    What cannot be published at all raises a GeneratorError.
    """
    writer = ProseWriter(edition)
    prose = [finding for entry in edition.entries for finding in check_prose(edition, entry, writer)]
    return silence(edition, [*find_faults(edition), *prose])


def find_faults(edition: Edition) -> list[Finding]:
    """Find what is wrong besides the prose of entries, which `check_prose` looks at, or raise a GeneratorError."""
    refuse_settings(edition)
    documented = (*edition.entries, *edition.unpublished)
    found = [*edition.findings, *check_names(edition.statement, documented, edition.reviewed)]
    for statement in edition.statements:
        found += check_statement(statement, edition.project)
    for entry in edition.entries:
        found += check_entry(entry, edition.statement, edition.project)
    return [*found, *check_use(edition), *check_topics(edition), *check_consulted(edition), *check_addresses(edition)]


def silence(edition: Edition, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that nobody has silenced, sorted; silences of none of them are findings themselves."""
    return leave_silenced(findings, edition.reviewed, set(FindingCode) - _LATER_CODES)


def check_project(edition: Edition, *, release: bool) -> tuple[Finding, ...]:
    """Find what a build does not report: faults of nav and drafts, new addresses; for a release, what is unfinished."""
    found = [*check_nav(edition), *check_new_addresses(edition)]
    if release:
        found += check_release(edition)
    left = leave_silenced(found, edition.reviewed, _LATER_CODES if release else _PROJECT_CODES)
    if not (paths := {entry.path for entry in edition.unpublished}):
        return left
    # What would be wrong with the drafts that are left out, if they were not.
    shown = read_edition(replace(edition.project, drafts=True))
    return (*left, *(finding for finding in check_edition(shown) if finding.path in paths))


def list_limits(edition: Edition, *, release: bool) -> Iterator[str]:
    """Yield what was not looked for, is put off, or is not in the language of the project; none of it is a fault."""
    if (later := edition.reviewed.later) and not release:
        count = f"{len(later)} name{'s' * (len(later) > 1)}"
        yield f"{edition.reviewed.path.as_posix()}: {count} put off until a release: {'; '.join(later)}"
    for statement in edition.statements:
        letters = "".join(filter(str.isalpha, "".join(block.text for block in statement.blocks)))
        if 2 * sum(letter.lower() != letter.upper() for letter in letters) < len(letters):
            path = statement.path.as_posix()
            yield f"{path}: names without an entry are not looked for where a script has no capitals; read for them"
    if edition.wording.language != edition.project.language.partition("-")[0].lower():
        what = f'there are no words of the interface in the language "{edition.project.language}"'
        yield f"{edition.project.path.as_posix()}: {what}; the pages have them in English"
