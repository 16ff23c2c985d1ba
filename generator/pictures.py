"""Positions and dates -> SVG, drawn at build time. No picture needs a script, a font or a size of its own.

All places are percentages of the picture's width, so that text and strokes keep their size on a phone.
"""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 20
"""Pixels of a strip."""

_EARLY = 12.0
"""Percent of the time line for all that lies before its first year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark on a strip."""

    position: float
    """From 0, the start, to 1, the end."""
    href: str
    label: str
    """What it is, for whoever does not see it."""


def strip(marks: Sequence[Mark], ticks: Sequence[float], *, label: str) -> str:
    """Draw marks on a line from left to right.

    Args:
        marks: each becomes a link.
        ticks: positions of quiet dividing lines, as the starts of paragraphs.
        label: what the picture shows.

    Returns:
        One line of SVG.
    """
    lines = "".join(_tick(tick) for tick in ticks)
    shown = "".join(_link(mark) for mark in marks)
    return (
        f'<svg class="strip" width="100%" height="{HEIGHT}" role="group" aria-label="{_quote(label)}">'
        f'<rect class="ground" width="100%" height="{HEIGHT}"/>{lines}{shown}</svg>'
    )


def _tick(position: float) -> str:
    place = _percent(position)
    return f'<line class="tick" x1="{place}" x2="{place}" y1="0" y2="{HEIGHT}"/>'


def _link(mark: Mark) -> str:
    # The row's own link is the stop for the keyboard: a hundred marks are not to be stepped through.
    return (
        f'<a href="{_quote(mark.href)}" tabindex="-1" aria-label="{_quote(mark.label)}">'
        f'<rect class="mark" x="{_percent(mark.position)}" y="2" width="5" height="{HEIGHT - 4}" rx="1">'
        f"<title>{html.escape(mark.label)}</title></rect></a>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """A line of years on which the past before its first year is pressed together."""

    first: int
    last: int
    """The year that the line ends with, itself included."""

    def place(self, iso: str) -> float:
        """Give the position, 0 to 1, of an ISO day, month or year; a year or month is taken at its start."""
        day = datetime.date.fromisoformat((iso + "-01-01")[:10])
        if day.year < self.first:
            return _EARLY / 200
        start = datetime.date(self.first, 1, 1)
        days = (datetime.date(self.last + 1, 1, 1) - start).days
        return (_EARLY + (100 - _EARLY) * (day - start).days / days) / 100

    def axis(self, statement: str, *, label: str) -> str:
        """Draw the years and the day of the statement."""
        years = range(self.first, self.last + 1)
        marks = "".join(_tick(self.place(str(year))) for year in years)
        names = "".join(
            f'<text class="{"odd" if year % 2 else "even"}" x="{_percent(self.place(str(year)))}" y="14" dx="3">'
            f"{year}</text>"
            for year in years
        )
        here = _percent(self.place(statement))
        return (
            f'<svg class="axis" width="100%" height="{HEIGHT}" role="img" aria-label="{_quote(label)}">'
            f'{marks}<text x="0" y="14">earlier</text>{names}'
            f'<line class="here" x1="{here}" x2="{here}" y1="0" y2="{HEIGHT}"/></svg>'
        )

    def row(self, iso: str, statement: str, *, label: str) -> str:
        """Draw one date as a dot, with the day of the statement as a line."""
        marks = "".join(_tick(self.place(str(year))) for year in range(self.first, self.last + 1))
        here = _percent(self.place(statement))
        return (
            f'<svg class="strip" width="100%" height="{HEIGHT}" role="img" aria-label="{_quote(label)}">{marks}'
            f'<line class="here" x1="{here}" x2="{here}" y1="0" y2="{HEIGHT}"/>'
            f'<circle class="mark" cx="{_percent(self.place(iso))}" cy="{HEIGHT // 2}" r="5"/></svg>'
        )


def _percent(position: float) -> str:
    return f"{position * 100:.2f}%"


def _quote(text: str) -> str:
    return html.escape(text, quote=True)
