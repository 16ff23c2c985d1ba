"""The first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.pages.edition import EntryLink, draw_mentions, link_to, list_paragraphs
from generator.statement_text import count_words

if TYPE_CHECKING:
    from generator.model import Statement, Theme
    from generator.pages.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereRow:
    """Where in the statement one entry is named."""

    link: EntryLink
    paragraphs: str
    picture: str


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
    where: tuple[WhereRow, ...]
    """In the order in which the statement first names them."""
    named: int
    """How many entries it names, of which `where` has the most frequent."""


ROWS = 120
"""A picture of more rows than that nobody takes in, and of thousands it would be megabytes on the first page."""


def view_home(edition: Edition) -> HomeView:
    """View the first page; its figures are counted here, never typed."""
    counts = Counter(entry.theme for entry in edition.entries)
    # Rows in the order in which the text first names them: read downwards, the picture follows the statement.
    named = Counter(mention.entry for mention in edition.mentions)
    drawn = {slug for slug, _ in named.most_common(ROWS)}
    return HomeView(
        statement=edition.statement,
        words=count_words(edition.statement),
        paragraphs=len(edition.statement.paragraphs),
        entries=len(edition.entries),
        mentions=len(edition.mentions),
        sources=len({source.url for entry in edition.entries for source in entry.sources}),
        themes=tuple((theme, counts[theme]) for theme in edition.statement.themes if counts[theme]),
        where=tuple(
            WhereRow(
                link=link_to(edition, edition.by_slug[slug], links.HOME_PAGE),
                paragraphs=list_paragraphs(edition, edition.by_slug[slug]),
                picture=draw_mentions(edition, edition.by_slug[slug], links.HOME_PAGE),
            )
            for slug in named
            if slug in drawn
        ),
        named=len(named),
    )
