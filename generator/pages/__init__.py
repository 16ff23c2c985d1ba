"""Statement, entries and mentions -> one view a template -> pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from generator import links
from generator.model import Page
from generator.pages.data import OFFERS, view_data
from generator.pages.edition import Edition
from generator.pages.entry import MovedView, view_entry
from generator.pages.home import view_home
from generator.pages.jsonld import (
    describe_data,
    describe_entry,
    describe_glossary,
    describe_home,
    describe_page,
    describe_statement,
)
from generator.pages.lists import view_acronyms, view_glossary
from generator.pages.statement import view_statement
from generator.pages.timeline import view_timeline
from generator.portable import make_portable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.memory import Memory
    from generator.model import Entry
    from generator.render import Renderer

__all__ = ["Edition", "make_pages"]


def make_pages(edition: Edition, renderer: Renderer, memory: Memory | None = None) -> Iterable[Page]:
    """Make every page of the site that is not simply an authored file.

    Args:
        edition: what they are made of.
        renderer: fills the templates.
        memory: of a server, which need not make again what is the same.
    """
    yield _page(renderer, "home.md.jinja", links.HOME_PAGE, view_home(edition), describe_home(edition))
    yield _page(
        renderer, "statement.md.jinja", links.STATEMENT_PAGE, view_statement(edition), describe_statement(edition)
    )
    yield _page(renderer, "glossary.md.jinja", links.GLOSSARY_PAGE, view_glossary(edition), describe_glossary(edition))
    yield _page(
        renderer,
        "acronyms.md.jinja",
        links.ACRONYMS_PAGE,
        view_acronyms(edition),
        describe_page(edition, links.ACRONYMS_PAGE, "Acronyms"),
    )
    yield _page(
        renderer,
        "timeline.md.jinja",
        links.TIMELINE_PAGE,
        view_timeline(edition),
        describe_page(edition, links.TIMELINE_PAGE, "Timeline"),
    )
    files = tuple((offer.src_uri, offer.media) for offer in OFFERS)
    yield _page(renderer, "data.md.jinja", links.DATA_PAGE, view_data(edition), describe_data(edition, files))
    if memory is not None:
        memory.compare(edition.entries, (edition.statement, edition.address, renderer.state()))
    order = edition.alphabetical
    following = {left.slug: right for left, right in pairwise(order)}
    previous = {right.slug: left for left, right in pairwise(order)}
    for entry in edition.entries:
        beside = previous.get(entry.slug), following.get(entry.slug)
        make = partial(_make_entry, edition, renderer, entry, *beside)
        yield from make() if memory is None else memory.make(entry, make)


def _make_entry(
    edition: Edition, renderer: Renderer, entry: Entry, previous: Entry | None, following: Entry | None
) -> Iterable[Page]:
    """Make the page of an entry, and those that stand where it was before."""
    view = view_entry(edition, entry, previous, following)
    page = _page(renderer, "entry.md.jinja", links.entry_page(entry.slug), view, describe_entry(edition, entry))
    yield replace(page, authored=entry.path)
    for former in entry.former_slugs:
        moved = MovedView(name=entry.name, href=f"{entry.slug}.md", address=f"../{entry.slug}/")
        yield _page(renderer, "moved.md.jinja", links.entry_page(former.text), moved)


def _page(renderer: Renderer, template: str, src_uri: str, view: object, jsonld: str = "") -> Page:
    portable = make_portable(renderer.render(template, view))
    return Page(
        src_uri=src_uri,
        content=portable.markdown.encode(),
        authored=None,
        pictures=portable.pictures,
        jsonld=jsonld,
    )
