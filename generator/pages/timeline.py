"""When what the statement names began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.pages.edition import EntryLink, link_to
from generator.pictures import TimeScale

if TYPE_CHECKING:
    from generator.model import Statement
    from generator.pages.edition import Edition

YEARS = 8
"""How many years before the statement's have their own place on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One entry on the time line."""

    link: EntryLink
    date: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The time line's page."""

    statement: Statement
    axis: str
    rows: tuple[TimelineRow, ...]
    undated: tuple[EntryLink, ...]


def view_timeline(edition: Edition) -> TimelineView:
    """Put the entries that have a date in its order."""
    statement = edition.statement
    year = int(statement.date[:4])
    scale = TimeScale(first=year - YEARS, last=year)
    dated = sorted((entry for entry in edition.entries if entry.since), key=lambda entry: (entry.since, entry.slug))
    return TimelineView(
        statement=statement,
        axis=scale.axis(statement.date, label="Years, with a line at the day of the statement"),
        rows=tuple(
            TimelineRow(
                link=link_to(edition, entry, links.TIMELINE_PAGE),
                date=entry.since,
                picture=scale.row(entry.since, statement.date, label=f"{entry.name} on the time line"),
            )
            for entry in dated
        ),
        undated=tuple(
            link_to(edition, entry, links.TIMELINE_PAGE) for entry in edition.alphabetical if not entry.since
        ),
    )
