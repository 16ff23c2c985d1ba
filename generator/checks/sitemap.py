"""Edition -> the pages that are made of it, and the files that they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.addresses import (
    ACRONYMS_PAGE,
    DATA_PAGE,
    GLOSSARY_PAGE,
    HOME_PAGE,
    STATEMENT_PAGE,
    TIMELINE_PAGE,
    entry_page,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.linking.edition import Edition


def list_sources(edition: Edition) -> dict[str, Path | None]:
    """Return every page that is made, relative to docs/, with the file that holds its words, where there is one."""
    pages: dict[str, Path | None] = dict.fromkeys((HOME_PAGE, GLOSSARY_PAGE, ACRONYMS_PAGE, TIMELINE_PAGE, DATA_PAGE))
    pages[STATEMENT_PAGE] = edition.statement.path
    for entry in edition.entries:
        pages[entry_page(entry.slug)] = entry.path
        pages |= dict.fromkeys(map(entry_page, entry.former_slugs))
    return pages
