"""Positions and dates -> SVG, drawn at build time. No picture needs a script, a font or a size of its own.

All places are percentages of the picture's width, so that text and strokes keep their size on a phone.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

HEIGHT = 20
"""Pixels of a strip."""

_EARLY = 12.0
"""Percent of the timeline for all that lies before its first year."""

_GROUND = Markup(f'<rect class="ground" width="100%" height="{HEIGHT}"/>')
_LINE = Markup(f'<line class="{{0}}" x1="{{1}}" x2="{{1}}" y1="0" y2="{HEIGHT}"/>')
_YEAR = Markup('<text class="{}" x="{}" y="14" dx="3">{}</text>')
_PICTURE = Markup(f'<svg class="{{}}" width="100%" height="{HEIGHT}" role="{{}}" aria-label="{{}}">{{}}</svg>')
_DOT = Markup(f'<circle class="mark" cx="{{}}" cy="{HEIGHT // 2}" r="5"/>')
# The row's own link is the stop for the keyboard: a hundred marks are not to be stepped through.
_MARK = Markup(
    '<a href="{href}" tabindex="-1" aria-label="{label}">'
    f'<rect class="mark" x="{{place}}" y="2" width="5" height="{HEIGHT - 4}" rx="1"><title>{{label}}</title></rect></a>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark on a strip."""

    position: float
    """From 0, the start, to 1, the end."""
    href: str
    label: str
    """What it is, for whoever does not see it."""


def draw_ground(ticks: Iterable[float]) -> Markup:
    """Draw what strips have in common: the ground, with a quiet line at each position, as where a paragraph starts."""
    return _GROUND + _draw_lines("tick", ticks)


def draw_strip(marks: Iterable[Mark], ground: Markup, *, label: str) -> Markup:
    """Draw marks on a line from left to right, each a link.

    Args:
        marks: what is to be shown.
        ground: made by `draw_ground`.
        label: what the picture shows.
    """
    shown = [_MARK.format(href=mark.href, label=mark.label, place=_percent(mark.position)) for mark in marks]
    return _PICTURE.format("strip", "group", label, ground + Markup().join(shown))


@dataclass(frozen=True, kw_only=True)
class TimeScale:
    """A line of years on which the past before its first year is pressed together."""

    first: int
    day: str
    """That of the statement, as ISO date: its year is the last of the line."""

    def place(self, iso: str) -> float:
        """Return the position, 0 to 1, of an ISO day, month or year; a year or month is taken at its start."""
        day = datetime.date.fromisoformat((iso + "-01-01")[:10])
        if day.year < self.first:
            return _EARLY / 200
        start = datetime.date(self.first, 1, 1)
        days = (datetime.date(self._years[-1] + 1, 1, 1) - start).days
        return (_EARLY + (100 - _EARLY) * (day - start).days / days) / 100

    def draw_axis(self, *, label: str) -> Markup:
        """Draw the years and the day of the statement."""
        names = Markup().join(
            _YEAR.format("odd" if year % 2 else "even", _percent(self.place(str(year))), year) for year in self._years
        )
        earlier = Markup('<text x="0" y="14">earlier</text>')
        return _PICTURE.format("axis", "img", label, self._ticks + self._here + earlier + names)

    def draw_row(self, iso: str, *, label: str) -> Markup:
        """Draw one date as a dot, with the day of the statement as a line."""
        dot = _DOT.format(_percent(self.place(iso)))
        return _PICTURE.format("strip", "img", label, self._ticks + self._here + dot)

    @cached_property
    def _years(self) -> range:
        return range(self.first, int(self.day[:4]) + 1)

    @cached_property
    def _ticks(self) -> Markup:
        return _draw_lines("tick", (self.place(str(year)) for year in self._years))

    @cached_property
    def _here(self) -> Markup:
        return _draw_lines("here", [self.place(self.day)])


def _draw_lines(kind: str, positions: Iterable[float]) -> Markup:
    return Markup().join(_LINE.format(kind, _percent(position)) for position in positions)


def _percent(position: float) -> str:
    return f"{position * 100:.2f}%"
