"""Entries and mentions -> every acronym with what it stands for and where it first stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Entry, Inclusion, Mention, Slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """One acronym, used in the text or not."""

    text: str
    expansion: str
    """What it stands for; empty when no source seen says so."""
    entry: Slug
    first: Mention | None
    """The first mention that is it, defines it or holds it; None when the text does not use it."""
    inside: bool
    """Whether that mention is of another entry, whose name it stands in."""
    defined: bool
    """Whether the statement itself says what it stands for."""


def list_acronyms(
    entries: Iterable[Entry], mentions: Iterable[Mention], inclusions: Sequence[Inclusion]
) -> tuple[Acronym, ...]:
    """List every acronym that is a name of an entry, as a reader looks them up."""
    by_entry: dict[Slug, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entry[mention.entry].append(mention)
    found = [
        _place(entry, acronym, by_entry[entry.slug], inclusions)
        for entry in entries
        for acronym in dict.fromkeys(_acronyms_of(entry))
    ]
    return tuple(sorted(found, key=lambda item: (item.text.casefold(), item.entry)))


def _acronyms_of(entry: Entry) -> list[str]:
    """Give the names that are acronyms: what the entry says is one, and each word all in capitals."""
    names = [entry.name, *(label.text for label in entry.aliases)]
    capitals = [name for name in names if " " not in name and name.isupper()]
    return [entry.acronym, *capitals] if entry.acronym else capitals


def _expand(acronym: str, entry: Entry) -> str:
    """Give what an acronym stands for: what a name spells out, or the name with its letters, or the preferred name."""
    if acronym == entry.name:
        return ""
    names = [entry.name, *(label.text for label in entry.aliases)]
    spelled = [before for before, found, _ in (name.partition(f" ({acronym})") for name in names) if found]
    letters = [letter for letter in acronym.upper() if letter.isalnum()]
    fitting = [name for name in names if [word[0].upper() for word in re.findall(r"\w+", name)] == letters]
    return next(iter([*spelled, *fitting]), entry.name)


def _place(entry: Entry, acronym: str, mentions: Sequence[Mention], inclusions: Sequence[Inclusion]) -> Acronym:
    defined = [mention for mention in mentions if f"({acronym})" in mention.exact]
    used = [mention for mention in mentions if mention.exact == acronym or mention in defined]
    inside = [item.within for item in inclusions if item.entry == entry.slug and item.exact == acronym]
    return Acronym(
        text=acronym,
        expansion=_expand(acronym, entry),
        entry=entry.slug,
        first=next(iter(used or inside), None),
        inside=not used and bool(inside),
        defined=bool(defined),
    )
