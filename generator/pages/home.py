"""The first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.pages.edition import EntryLink, link_to
from generator.statement_text import count_words

if TYPE_CHECKING:
    from generator.model import Statement, Theme
    from generator.pages.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The first page."""

    statement: Statement
    words: int
    paragraphs: int
    entries: int
    mentions: int
    sources: int
    themes: tuple[tuple[Theme, int], ...]
    most_named: tuple[EntryLink, ...]


def view_home(edition: Edition) -> HomeView:
    counts = Counter(entry.theme for entry in edition.entries)
    named = sorted(edition.entries, key=lambda entry: (-len(edition.by_entry.get(entry.slug, ())), entry.slug))
    return HomeView(
        statement=edition.statement,
        words=count_words(edition.statement),
        paragraphs=len(edition.statement.paragraphs),
        entries=len(edition.entries),
        mentions=len(edition.mentions),
        sources=len({source.url for entry in edition.entries for source in entry.sources}),
        themes=tuple((theme, counts[theme]) for theme in edition.statement.themes if counts[theme]),
        most_named=tuple(link_to(edition, entry, links.HOME_PAGE) for entry in named[:6]),
    )
