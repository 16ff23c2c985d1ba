"""The glossary's list and the list of acronyms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.pages.edition import EntryLink, link_to

if TYPE_CHECKING:
    from generator.model import Entry, Theme
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
    rows = [
        _acronym(edition, entry, acronym) for entry in edition.entries for acronym in dict.fromkeys(_acronyms_of(entry))
    ]
    rows.sort(key=lambda row: (row.acronym.casefold(), row.href))
    return AcronymsView(acronyms=tuple(rows), defined_count=sum(row.defined for row in rows))


def _acronyms_of(entry: Entry) -> list[str]:
    """Give the names that are acronyms: what the entry says is one, and each word all in capitals."""
    names = [entry.name, *(label.text for label in entry.aliases)]
    capitals = [name for name in names if " " not in name and name.isupper()]
    return [entry.acronym, *capitals] if entry.acronym else capitals


def _acronym(edition: Edition, entry: Entry, acronym: str) -> AcronymView:
    mentions = edition.by_entry.get(entry.slug, [])
    defined = [mention for mention in mentions if f"({acronym})" in mention.exact]
    used = [mention for mention in mentions if mention.exact == acronym or mention in defined]
    inside = [item.within for item in edition.inclusions if item.entry == entry.slug and item.exact == acronym]
    place = ""
    if used or inside:
        first = (used or inside)[0]
        target = f"{links.STATEMENT_PAGE}#{first.anchor}"
        place = links.link(f"paragraph {first.paragraph}", target, page=links.ACRONYMS_PAGE)
        if not used:
            place = f"{place}, inside “{links.escape(first.exact)}”"
    return AcronymView(
        acronym=acronym,
        expansion="" if acronym == entry.name else entry.name,
        href=links.relative(links.entry_page(entry.slug), links.ACRONYMS_PAGE),
        place=place,
        defined=bool(defined),
        used=bool(used or inside),
    )
