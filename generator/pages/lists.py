"""The glossary's list and the list of acronyms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.acronyms import list_acronyms
from generator.pages.edition import EntryLink, link_to

if TYPE_CHECKING:
    from generator.acronyms import Acronym
    from generator.model import Theme
    from generator.pages.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The list of entries."""

    letters: tuple[tuple[str, tuple[EntryLink, ...]], ...]
    themes: tuple[tuple[Theme, tuple[EntryLink, ...]], ...]
    entry_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymView:
    """One acronym."""

    acronym: str
    expansion: str
    href: str
    place: str
    """Where it first stands, as Markdown, or empty."""
    defined: bool
    """Whether the statement itself says what it stands for."""
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymsView:
    """The list of acronyms."""

    acronyms: tuple[AcronymView, ...]
    defined_count: int


def view_glossary(edition: Edition) -> GlossaryView:
    """View all entries twice: by letter and by theme."""
    letters: dict[str, list[EntryLink]] = defaultdict(list)
    themes: dict[str, list[EntryLink]] = defaultdict(list)
    for entry in edition.alphabetical:
        item = link_to(edition, entry, links.GLOSSARY_PAGE)
        letters[entry.name[0].upper()].append(item)
        themes[entry.theme.id].append(item)
    return GlossaryView(
        letters=tuple((letter, tuple(items)) for letter, items in letters.items()),
        themes=tuple((theme, tuple(themes[theme.id])) for theme in edition.statement.themes if theme.id in themes),
        entry_count=len(edition.entries),
    )


def view_acronyms(edition: Edition) -> AcronymsView:
    """View every acronym that is a name of an entry, whether the text uses it or not."""
    acronyms = list_acronyms(edition.entries, edition.mentions, edition.inclusions)
    return AcronymsView(
        acronyms=tuple(_view_acronym(item) for item in acronyms),
        defined_count=sum(item.defined for item in acronyms),
    )


def _view_acronym(acronym: Acronym) -> AcronymView:
    place = ""
    if acronym.first:
        target = f"{links.STATEMENT_PAGE}#{acronym.first.anchor}"
        place = links.link(f"paragraph {acronym.first.paragraph}", target, page=links.ACRONYMS_PAGE)
        if acronym.inside:
            place = f"{place}, inside “{links.escape(acronym.first.exact)}”"
    return AcronymView(
        acronym=acronym.text,
        expansion=acronym.expansion,
        href=links.relative(links.entry_page(acronym.entry), links.ACRONYMS_PAGE),
        place=place,
        defined=acronym.defined,
        used=acronym.first is not None,
    )
