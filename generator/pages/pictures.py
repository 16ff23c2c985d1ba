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

_MOST = 300
"""How many marks or lines are drawn one by one; more are a single path, in which those at one place are one."""

_LAST_NAME = 0.96
"""Where the name of a year has no room any more."""

_GROUND = Markup(f'<rect class="ground" width="100%" height="{HEIGHT}"/>')
_LINE = Markup(f'<line class="{{0}}" x1="{{1}}" x2="{{1}}" y1="0" y2="{HEIGHT}"/>')
_YEAR = Markup('<text class="{}" x="{}" y="14" dx="3">{}</text>')
_PICTURE = Markup(f'<svg class="{{}}" width="100%" height="{HEIGHT}" role="{{}}" aria-label="{{}}">{{}}</svg>')
_PATH = Markup(
    '<svg width="100%" height="{0}" viewBox="0 0 1000 {0}" preserveAspectRatio="none"><path class="{1}" d="{2}"/></svg>'
)
_DOT = Markup(f'<circle class="mark" cx="{{}}" cy="{HEIGHT // 2}" r="5"/>')
_REACH = Markup(f'<line class="reach" x1="{{}}" x2="{{}}" y1="{HEIGHT // 2}" y2="{HEIGHT // 2}"/>')
_SIGN = Markup('<text class="sign" text-anchor="{}" x="{}" y="15" dx="{}">{}</text>')
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
    """Draw marks on a line from left to right, each a link unless there are too many to select one.

    Args:
        marks: what is to be shown.
        ground: made by `draw_ground`.
        label: what the picture shows.
    """
    marks = tuple(marks)
    if len(marks) > _MOST:
        return _PICTURE.format("strip", "img", label, ground + _draw_path("marks", (mark.position for mark in marks)))
    shown = [_MARK.format(href=mark.href, label=mark.label, place=_percent(mark.position)) for mark in marks]
    return _PICTURE.format("strip", "group", label, ground + Markup().join(shown))


@dataclass(frozen=True, kw_only=True)
class TimeScale:
    """A line of years."""

    first: int
    day: str
    """That of the statement, as ISO date."""
    end: str
    """The day on which the line ends, as ISO date."""

    def place(self, iso: str) -> float:
        """Return the position, 0 to 1, of an ISO day, month or year; a year or month is taken at its start."""
        start = datetime.date(self.first, 1, 1)
        days = (_date(self.end) - start).days or 1
        return (_date(iso) - start).days / days

    def draw_axis(self, *, label: str) -> Markup:
        """Draw the years and the day of the statement."""
        names = Markup().join(
            _YEAR.format("odd" if year % 2 else "even", _percent(self.place(str(year))), year)
            for year in self._years
            if self.place(str(year)) <= _LAST_NAME
        )
        return _PICTURE.format("axis", "img", label, self._ticks + self._here + names)

    def draw_row(self, since: str, outcome: str, sign: str, *, label: str) -> Markup:
        """Draw when a thing began as a dot, and what became of it.

        Args:
            since: an ISO day, month or year.
            outcome: the same; a line leads to it. Empty where it is not known.
            sign: stands behind that line, or else at the end; empty where nothing is known or looked for.
            label: the same in words.
        """
        place = _percent(self.place(since))
        reach = _REACH.format(place, _percent(self.place(outcome))) if outcome else Markup()
        if outcome:
            sign = _SIGN.format("start", _percent(self.place(outcome)), 7, sign)
        elif sign:
            sign = _SIGN.format("end", "100%", -2, sign)
        return _PICTURE.format("strip", "img", label, self._ticks + self._here + reach + _DOT.format(place) + sign)

    @cached_property
    def _years(self) -> range:
        return range(self.first, int(self.end[:4]) + 1)

    @cached_property
    def _ticks(self) -> Markup:
        return _draw_lines("tick", (self.place(str(year)) for year in self._years))

    @cached_property
    def _here(self) -> Markup:
        return _draw_lines("here", [self.place(self.day)])


def _date(iso: str) -> datetime.date:
    return datetime.date.fromisoformat((iso + "-01-01")[:10])


def _draw_lines(kind: str, positions: Iterable[float]) -> Markup:
    positions = tuple(positions)
    if len(positions) > _MOST:
        return _draw_path(kind, positions)
    return Markup().join(_LINE.format(kind, _percent(position)) for position in positions)


def _draw_path(kind: str, positions: Iterable[float]) -> Markup:
    places = sorted({round(position * 1000) for position in positions})
    return _PATH.format(HEIGHT, kind, "".join(f"M{place} 0v{HEIGHT}" for place in places))


def _percent(position: float) -> str:
    return f"{position * 100:.2f}%"
