"""The words of the interface in one language: gettext catalogues, dates, lists and names of languages by Babel.

English is the source text and has no catalogue.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locales"


@dataclass(frozen=True)
class Wording:
    """What the interface says in one language."""

    language: str
    translations: NullTranslations = field(default_factory=NullTranslations, compare=False)
    theme: Mapping[str, object] = field(default_factory=dict, compare=False)
    """The messages of the theme's templates and scripts, with all forms where there are several; none in English."""

    @property
    def _locale(self) -> str:
        return "en_GB" if self.language == "en" else self.language

    def say(self, message: str, **values: object) -> str:
        """Return a message with its values filled in."""
        said = self.translations.gettext(message)
        return said % values if values else said

    def say_many(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form of a message that a number asks for."""
        return self.translations.ngettext(one, many, number) % {"num": number, **values}

    def date(self, iso: str) -> str:
        """Return an ISO day, month or year written out: 15 November 2024, November 2024, 2024."""
        return _write_date(iso, self._locale)

    def list(self, items: Iterable[str]) -> str:
        """Return items as a sentence lists them: A, B and C."""
        return format_list(list(items), locale=self._locale)

    def language_name(self, code: str) -> str:
        """Return the name of a language by its BCP 47 code; the code itself where it is not known."""
        return _name_language(code, self._locale)


@cache
def _name_language(code: str, locale: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _write_date(iso: str, locale: str) -> str:
    day = datetime.date.fromisoformat((iso + "-01-01")[:10])
    if len(iso) == 10:
        return format_date(day, "long", locale=locale)
    return format_skeleton("yMMMM" if len(iso) == 7 else "y", day, locale=locale)


def mark(message: str) -> str:
    """Mark a message that is translated where it is shown."""
    return message


def interface_language(code: str) -> str:
    """Return the language of the interface on pages in a language: English where there is no catalogue."""
    language = code.partition("-")[0].lower()
    return language if (CATALOGUES / language).is_dir() else "en"


@cache
def text_direction(code: str) -> str:
    """Return `rtl` for languages that are written from right to left, and `ltr` for all others."""
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def read_wording(language: str) -> Wording:
    """Read the words of the interface in English, or in a language that has a catalogue."""
    if language == "en":
        return Wording("en")
    text = (CATALOGUES / language / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    catalogue = read_po(text.splitlines(), locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    messages = {
        item.id if isinstance(item.id, str) else item.id[0]: item.string for item in catalogue if item.locations
    }
    return Wording(language, GNUTranslations(compiled), messages)
