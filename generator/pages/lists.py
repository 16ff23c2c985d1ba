"""The glossary's list and the list of acronyms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry in the list."""

    link: EntryLink
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The entries whose names begin with one letter."""

    letter: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRows:
    """The entries of one theme."""

    theme: Theme
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The list of entries, by letter and by theme."""

    letters: tuple[Letter, ...]
    themes: tuple[ThemeRows, ...]
    entry_count: int

    @property
    def description(self) -> str:
        """What search engines show of the page."""
        return f"All {self.entry_count} initiatives, bodies and terms, from A to Z and by theme."


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymRow:
    """One acronym."""

    acronym: str
    expansion: str
    href: str
    defined: bool
    """Whether the statement itself says what it stands for."""
    paragraph: int
    """Where it is first used; 0 when the text does not use it."""
    paragraph_href: str
    inside: str
    """The longer name that it is part of there; empty when it stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymsView:
    """The list of acronyms."""

    acronyms: tuple[AcronymRow, ...]
    defined_count: int

    @property
    def description(self) -> str:
        """What search engines show of the page."""
        return f"Every acronym with its meaning and first use: {len(self.acronyms)} in all."


def view_glossary(context: Context) -> GlossaryView:
    """View all entries twice: by letter and by theme."""
    edition = context.edition
    letters: dict[str, list[Row]] = defaultdict(list)
    themes: dict[str, list[Row]] = defaultdict(list)
    for entry in edition.alphabetical:
        row = Row(
            link=context.link_to(entry, GLOSSARY_PAGE),
            mentions=len(edition.by_entry.get(entry.slug, ())),
        )
        letters[entry.name[0].upper()].append(row)
        themes[entry.theme].append(row)
    legend = edition.statement.legend
    found = [theme for theme_id, theme in legend.items() if theme_id in themes]
    anchors = Anchors(["glossary", "a-to-z", "by-theme", *(theme_anchor(theme.id) for theme in found)])
    return GlossaryView(
        letters=tuple(
            Letter(letter=letter, anchor=anchors.make(letter), rows=tuple(rows)) for letter, rows in letters.items()
        ),
        themes=tuple(
            ThemeRows(theme=theme, anchor=theme_anchor(theme.id), rows=tuple(themes[theme.id])) for theme in found
        ),
        entry_count=len(edition.entries),
    )


def view_acronyms(context: Context) -> AcronymsView:
    """View every acronym that is a name of an entry, whether the text uses it or not."""
    acronyms = list_acronyms(context.edition)
    return AcronymsView(
        acronyms=tuple(_view_acronym(context, item) for item in acronyms),
        defined_count=sum(item.defined for item in acronyms),
    )


def _view_acronym(context: Context, acronym: Acronym) -> AcronymRow:
    first = acronym.first
    target = f"{STATEMENT_PAGE}#{mention_anchor(first.entry, first.ordinal)}" if first else STATEMENT_PAGE
    return AcronymRow(
        acronym=acronym.text,
        expansion=acronym.expansion,
        href=context.href(entry_page(acronym.entry), ACRONYMS_PAGE),
        defined=acronym.defined,
        paragraph=first.paragraph if first else 0,
        paragraph_href=context.href(target, ACRONYMS_PAGE),
        inside=first.exact if first and acronym.inside else "",
    )
