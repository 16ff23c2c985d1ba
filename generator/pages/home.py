"""The first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model.addresses import (
    ACRONYMS_PAGE,
    GLOSSARY_PAGE,
    HOME_PAGE,
    STATEMENT_PAGE,
    TIMELINE_PAGE,
    theme_anchor,
)
from generator.pages.anchors import Anchors
from generator.pages.words import count_words
from generator.text.dates import long_date

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.model.statement import Statement, Theme
    from generator.pages.context import Context, EntryLink

ROWS = 120
"""A picture of more rows than that nobody takes in, and of thousands it would be megabytes on the first page."""

LONG_NAME = 42
"""Characters: a longer name makes place for its acronym."""


class WhereRow(NamedTuple):
    """Where in the statement one entry is named."""

    link: EntryLink
    label: str
    """The name, or the acronym where the name is long."""
    paragraphs: str
    picture: Markup


class ThemeCount(NamedTuple):
    """A theme of the legend, and how many entries have it."""

    theme: Theme
    href: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The first page."""

    description: str
    statement: Statement
    anchor: str
    """The id of its title."""
    statement_href: str
    glossary_href: str
    acronyms_href: str
    timeline_href: str
    words: int
    paragraphs: int
    entries: int
    mentions: int
    sources: int
    themes: tuple[ThemeCount, ...]
    where: tuple[WhereRow, ...]
    """In the order in which the statement first names them."""
    named: int
    """How many entries it names, of which `where` has the most frequent."""


def view_home(context: Context) -> HomeView:
    """View the first page; its figures are counted here, never typed."""
    edition = context.edition
    counts = Counter(entry.theme for entry in edition.entries)
    day = long_date(edition.statement.date)
    return HomeView(
        description=f"The statement of {day}, annotated: every initiative it names, explained and sourced.",
        statement=edition.statement,
        anchor=Anchors(["where"]).make(edition.statement.title),
        statement_href=context.href(STATEMENT_PAGE, HOME_PAGE),
        glossary_href=context.href(GLOSSARY_PAGE, HOME_PAGE),
        acronyms_href=context.href(ACRONYMS_PAGE, HOME_PAGE),
        timeline_href=context.href(TIMELINE_PAGE, HOME_PAGE),
        words=count_words(edition.statement),
        paragraphs=len(edition.statement.paragraphs),
        entries=len(edition.entries),
        mentions=len(edition.mentions),
        sources=len({source.url for entry in edition.entries for source in entry.sources}),
        themes=tuple(
            ThemeCount(theme, context.href(f"{GLOSSARY_PAGE}#{theme_anchor(theme.id)}", HOME_PAGE), counts[theme.id])
            for theme in edition.statement.legend.values()
            if counts[theme.id]
        ),
        where=_view_rows(context),
        named=len({mention.entry for mention in edition.mentions}),
    )


def _view_rows(context: Context) -> tuple[WhereRow, ...]:
    edition = context.edition
    # A counter keeps the order of the text: read downwards, the picture follows the statement.
    named = Counter(mention.entry for mention in edition.mentions)
    drawn = {slug for slug, _ in named.most_common(ROWS)}
    rows = []
    for entry in (edition.by_slug[slug] for slug in named if slug in drawn):
        row = WhereRow(
            link=context.link_to(entry, HOME_PAGE),
            label=entry.acronym if entry.acronym and len(entry.name) > LONG_NAME else entry.name,
            paragraphs=context.list_paragraphs(entry),
            picture=context.draw_mentions(entry, HOME_PAGE),
        )
        rows.append(row)
    return tuple(rows)
