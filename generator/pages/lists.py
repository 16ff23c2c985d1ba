"""The glossary's list and the list of acronyms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.linking.acronyms import list_acronyms
from generator.model.addresses import (
    ACRONYMS_PAGE,
    GLOSSARY_PAGE,
    STATEMENT_PAGE,
    entry_page,
    mention_anchor,
    theme_anchor,
)
from generator.pages.anchors import Anchors

if TYPE_CHECKING:
    from generator.linking.acronyms import Acronym
    from generator.model.statement import Theme
    from generator.pages.context import Context, EntryLink


class Row(NamedTuple):
    """An entry in the list."""

    link: EntryLink
    mentions: int


class Letter(NamedTuple):
    """The entries whose names begin with one letter."""

    letter: str
    anchor: str
    rows: list[Row]


class ThemeRows(NamedTuple):
    """The entries of one theme."""

    theme: Theme
    anchor: str
    rows: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The list of entries, by letter and by theme."""

    description: str
    letters: tuple[Letter, ...]
    themes: tuple[ThemeRows, ...]
    entry_count: int


class AcronymRow(NamedTuple):
    """One acronym."""

    acronym: Acronym
    href: str
    first_href: str
    """The place of its first use; empty when the text does not use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymsView:
    """The list of acronyms."""

    description: str
    acronyms: tuple[AcronymRow, ...]
    defined_count: int


def view_glossary(context: Context) -> GlossaryView:
    """View all entries twice: by letter and by theme."""
    edition = context.edition
    letters: dict[str, list[Row]] = defaultdict(list)
    themes: dict[str, list[Row]] = defaultdict(list)
    for entry in edition.alphabetical:
        row = Row(context.link_to(entry, GLOSSARY_PAGE), len(edition.by_entry.get(entry.slug, ())))
        letters[entry.name[0].upper()].append(row)
        themes[entry.theme].append(row)
    legend = edition.statement.legend
    found = [ThemeRows(legend[name], theme_anchor(name), themes[name]) for name in legend if name in themes]
    anchors = Anchors(["glossary", "a-to-z", "by-theme", *(item.anchor for item in found)])
    count = len(edition.entries)
    return GlossaryView(
        description=f"All {count} initiatives, bodies and terms, from A to Z and by theme.",
        letters=tuple(Letter(letter, anchors.make(letter), rows) for letter, rows in letters.items()),
        themes=tuple(found),
        entry_count=count,
    )


def view_acronyms(context: Context) -> AcronymsView:
    """View every acronym that is a name of an entry, whether the text uses it or not."""
    acronyms = list_acronyms(context.edition)
    return AcronymsView(
        description=f"Every acronym with its meaning and first use: {len(acronyms)} in all.",
        acronyms=tuple(_view_acronym(context, item) for item in acronyms),
        defined_count=sum(item.defined for item in acronyms),
    )


def _view_acronym(context: Context, acronym: Acronym) -> AcronymRow:
    first = acronym.first
    place = f"{STATEMENT_PAGE}#{mention_anchor(first.entry, first.ordinal)}" if first else ""
    return AcronymRow(
        acronym=acronym,
        href=context.href(entry_page(acronym.entry), ACRONYMS_PAGE),
        first_href=context.href(place, ACRONYMS_PAGE) if place else "",
    )
