"""ISO dates and language codes as readers read them."""

import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_PATTERNS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}


@cache
def long_date(iso: str) -> str:
    """Return an ISO day, month or year written out: 15 November 2024, November 2024, 2024."""
    day = datetime.date.fromisoformat((iso + "-01-01")[:10])
    return format_date(day, _PATTERNS[len(iso)], locale="en")


@cache
def language_name(code: str) -> str:
    """Return the English name of a language by its BCP 47 code; the code itself where it is not known."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
