"""Entries and mentions -> every acronym with its meaning and first use."""

import re
from typing import NamedTuple

from generator.linking.edition import Edition
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.statement import Mention


class Acronym(NamedTuple):
    """One acronym, used in the text or not."""

    text: str
    expansion: str
    """What it stands for; empty when no source seen says so."""
    entry: Slug
    first: Mention | None
    """The first mention that is it, defines it or holds it; None when the text does not use it."""
    inside: bool
    """Whether that mention is of another entry, whose name it is part of."""
    defined: bool
    """Whether the statement itself says what it stands for."""


def list_acronyms(edition: Edition) -> tuple[Acronym, ...]:
    """List every name of an entry that is an acronym or a word all in capitals, as a reader looks them up."""
    found = []
    for entry in edition.entries:
        names = [entry.name, *(alias.text for alias in entry.aliases)]
        acronyms = [entry.acronym, *(name for name in names if " " not in name and name.isupper())]
        found += [_place(edition, entry, text, _expand(text, names)) for text in dict.fromkeys(acronyms) if text]
    return tuple(sorted(found, key=lambda item: (item.text.casefold(), item.entry)))


def _expand(acronym: str, names: list[str]) -> str:
    """Return the name that spells it out, or the one with its letters, or the preferred name."""
    if acronym == names[0]:
        return ""
    spelled = [before for before, found, _ in (name.partition(f" ({acronym})") for name in names) if found]
    letters = [letter for letter in acronym.upper() if letter.isalnum()]
    fitting = [name for name in names if [word[0].upper() for word in re.findall(r"\w+", name)] == letters]
    return [*spelled, *fitting, names[0]][0]


def _place(edition: Edition, entry: Entry, acronym: str, expansion: str) -> Acronym:
    mentions = edition.by_entry.get(entry.slug, ())
    defined = [mention for mention in mentions if f"({acronym})" in mention.exact]
    used = [mention for mention in mentions if mention.exact == acronym or mention in defined]
    inside = [item.within for item in edition.inclusions_of.get(entry.slug, ()) if item.exact == acronym]
    first = next(iter(used or inside), None)
    return Acronym(acronym, expansion, entry.slug, first, inside=bool(inside and not used), defined=bool(defined))
