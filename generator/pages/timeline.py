"""When what the statement names began."""

from dataclasses import dataclass
from functools import cached_property

from generator.model.entry import Entry
from generator.pages.context import View
from generator.pages.pictures import TimeScale

YEARS = 8
"""How many years before the statement's have their own place on the line."""


@dataclass(frozen=True, kw_only=True)
class TimelineView(View):
    """The entries that have a date, in its order, and those that have none."""

    template = "timeline.html.jinja"
    title = "Timeline"

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return f"When the {len(self.dated)} dated initiatives, bodies and terms began."

    @cached_property
    def dated(self) -> list[Entry]:
        """The entries that have a date."""
        dated = [entry for entry in self.edition.entries if entry.since]
        return sorted(dated, key=lambda entry: (entry.since, entry.slug))

    @cached_property
    def scale(self) -> TimeScale:
        """What the dates are drawn on."""
        return TimeScale(first=int(self.statement.date[:4]) - YEARS, day=self.statement.date)
