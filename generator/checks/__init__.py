"""Statement, entries and mentions -> findings: what builds and is still wrong."""

from generator.checks.entries import check_drafts, check_entries, check_links
from generator.checks.names import Undocumented, check_names, find_undocumented
from generator.checks.pages import check_unlisted, refuse_dead_links
from generator.checks.use import check_use
from generator.model import FindingCode

__all__ = [
    "LATER_CODES",
    "Undocumented",
    "check_drafts",
    "check_entries",
    "check_links",
    "check_names",
    "check_unlisted",
    "check_use",
    "find_undocumented",
    "refuse_dead_links",
]

LATER_CODES = frozenset({FindingCode.DRAFT, FindingCode.NOT_IN_NAV, FindingCode.NAV_WITHOUT_PAGE})
"""What is not looked for when a site is built, only by the command `check`: MkDocs itself minds its nav."""
