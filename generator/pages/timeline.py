"""When what the statement names began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model.addresses import TIMELINE_PAGE
from generator.pages.pictures import TimeScale

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.model.statement import Statement
    from generator.pages.context import Context, EntryLink

YEARS = 8
"""How many years before the statement's have their own place on the line."""


class TimelineRow(NamedTuple):
    """One entry on the timeline."""

    link: EntryLink
    date: str
    picture: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The timeline's page."""

    description: str
    statement: Statement
    axis: Markup
    rows: tuple[TimelineRow, ...]
    undated: tuple[EntryLink, ...]


def view_timeline(context: Context) -> TimelineView:
    """Put the entries that have a date in its order."""
    edition = context.edition
    statement = edition.statement
    scale = TimeScale(first=int(statement.date[:4]) - YEARS, day=statement.date)
    dated = sorted((entry for entry in edition.entries if entry.since), key=lambda entry: (entry.since, entry.slug))
    return TimelineView(
        description=f"When the {len(dated)} dated initiatives, bodies and terms began.",
        statement=statement,
        axis=scale.draw_axis(label="Years, with a line at the day of the statement"),
        rows=tuple(
            TimelineRow(
                link=context.link_to(entry, TIMELINE_PAGE),
                date=entry.since,
                picture=scale.draw_row(entry.since, label=f"{entry.name} on the timeline"),
            )
            for entry in dated
        ),
        undated=tuple(context.link_to(entry, TIMELINE_PAGE) for entry in edition.alphabetical if not entry.since),
    )
