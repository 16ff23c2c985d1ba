"""Statement, entries and mentions -> one view a template -> pages."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator import links
from generator.model import Page
from generator.pages.edition import Edition
from generator.pages.entry import MovedView, view_entry
from generator.pages.home import view_home
from generator.pages.lists import view_acronyms, view_glossary
from generator.pages.statement import view_statement
from generator.pages.timeline import view_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.render import Renderer

__all__ = ["Edition", "make_pages"]


def make_pages(edition: Edition, renderer: Renderer) -> Iterable[Page]:
    """Make every page of the site that is not simply an authored file."""
    yield _page(renderer, "home.md.jinja", links.HOME_PAGE, view_home(edition))
    yield _page(renderer, "statement.md.jinja", links.STATEMENT_PAGE, view_statement(edition))
    yield _page(renderer, "glossary.md.jinja", links.GLOSSARY_PAGE, view_glossary(edition))
    yield _page(renderer, "acronyms.md.jinja", links.ACRONYMS_PAGE, view_acronyms(edition))
    yield _page(renderer, "timeline.md.jinja", links.TIMELINE_PAGE, view_timeline(edition))
    order = edition.alphabetical
    neighbours = {left.slug: right for left, right in pairwise(order)}
    before = {right.slug: left for left, right in pairwise(order)}
    for entry in edition.entries:
        view = view_entry(edition, entry, before.get(entry.slug), neighbours.get(entry.slug))
        page = _page(renderer, "entry.md.jinja", links.entry_page(entry.slug), view)
        yield Page(src_uri=page.src_uri, markdown=page.markdown, authored=entry.path)
        for former in entry.former_slugs:
            moved = MovedView(name=entry.name, href=f"{entry.slug}.md", address=f"../{entry.slug}/")
            yield _page(renderer, "moved.md.jinja", links.entry_page(former.text), moved)


def _page(renderer: Renderer, template: str, src_uri: str, view: object) -> Page:
    return Page(src_uri=src_uri, markdown=renderer.render(template, view), authored=None)
