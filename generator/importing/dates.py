"""A date as documents print it -> an ISO date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split("|")[:12], 1)}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# Of "20-21 May 2023" the last day counts: statements are issued at the end.
_RANGE = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|\u2013|to|and|&)\s?)?"
_FORMS = (
    re.compile(rf"\b{_RANGE}{_DAY}(?: day)?(?: of)? (?P<month>{_MONTHS})\.?,? (?P<year>[12]\d{{3}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTHS})\.? {_RANGE}{_DAY},? (?P<year>[12]\d{{3}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>[12]\d{3})\b"),
    re.compile(
        r"(?P<year>[12]\d{3})\s?[\u5e74\ub144]\s?(?P<month>\d{1,2})\s?[\u6708\uc6d4]\s?(?P<day>\d{1,2})\s?[\u65e5\uc77c]"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text."""

    iso: str
    start: int
    end: int
    """Code points into the text, half-open."""


def find_date(text: str) -> FoundDate | None:
    """Find the last date that names a day, in the ways English documents print it, or as East Asian ones do."""
    found = [date for form in _FORMS for match in form.finditer(text) if (date := _read(match))]
    return max(found, key=lambda date: (date.end, -date.start), default=None)


def _read(match: re.Match[str]) -> FoundDate | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
    try:
        iso = datetime.date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None
    return FoundDate(iso=iso, start=match.start(), end=match.end())
