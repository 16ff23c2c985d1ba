"""Makes the pages of an edition, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.model.addresses import (
    ACRONYMS_PAGE,
    DATA_PAGE,
    GLOSSARY_PAGE,
    HOME_PAGE,
    STATEMENT_PAGE,
    TIMELINE_PAGE,
    TOPICS_PAGE,
    entry_page,
)
from generator.model.page import Page
from generator.pages.context import Context
from generator.pages.data import view_data
from generator.pages.entry import EntryView
from generator.pages.home import view_home
from generator.pages.index import view_index
from generator.pages.jsonld import describe_data, describe_entry, describe_glossary, describe_home, describe_statement
from generator.pages.lists import view_acronyms, view_glossary
from generator.pages.statement import view_statement
from generator.pages.timeline import view_timeline
from generator.text.html import read_outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.linking.prose import ProseWriter
    from generator.model.entry import Entry
    from generator.pages.renderer import Renderer


class _View(Protocol):
    @property
    def description(self) -> str:
        """What search engines show of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How one of the pages that every edition has is made."""

    template: str
    title: str = ""
    """Empty for the statement's own."""
    view: Callable[[Context], _View]
    describe: Callable[[Edition], str] | None = None
    """Makes its schema.org data; the theme describes the others, as it does authored pages."""
    hide: tuple[str, ...] = ("navigation",)


_HIDE_BOTH = ("navigation", "toc")
_KINDS = {
    HOME_PAGE: _Kind(template="home.html.jinja", view=view_home, describe=describe_home, hide=_HIDE_BOTH),
    STATEMENT_PAGE: _Kind(template="statement.html.jinja", view=view_statement, describe=describe_statement),
    GLOSSARY_PAGE: _Kind(
        template="glossary.html.jinja", title="Glossary", view=view_glossary, describe=describe_glossary
    ),
    ACRONYMS_PAGE: _Kind(template="acronyms.html.jinja", title="Acronyms", view=view_acronyms, hide=_HIDE_BOTH),
    TOPICS_PAGE: _Kind(template="topics.html.jinja", title="Index", view=view_index),
    TIMELINE_PAGE: _Kind(template="timeline.html.jinja", title="Timeline", view=view_timeline, hide=_HIDE_BOTH),
    DATA_PAGE: _Kind(template="data.html.jinja", title="Data", view=view_data, describe=describe_data),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStub:
    """A page that can be made."""

    src_uri: str
    """POSIX path relative to docs/."""
    title: str
    source: Path | None = None
    """The file that a maintainer edits to change it."""
    entry: Entry | None = None
    """The entry that it shows, or redirects to from a former address."""


def list_pages(edition: Edition) -> Iterator[PageStub]:
    """Yield all pages that are not authored files, in order. Nothing is rendered."""
    for src_uri, kind in _KINDS.items():
        if src_uri not in edition.sources:
            continue
        source = edition.sources[src_uri]
        yield PageStub(src_uri=src_uri, title=kind.title or edition.statement.title, source=source)
    for entry in edition.entries:
        for title, slug in ((entry.heading, entry.slug), *((entry.name, slug) for slug in entry.former_slugs)):
            yield PageStub(src_uri=entry_page(slug), title=title, source=entry.path, entry=entry)


class PageMaker:
    """Makes pages of one edition. What several need is worked out once."""

    def __init__(self, edition: Edition, writer: ProseWriter, renderer: Renderer) -> None:
        """Prepare; nothing is rendered yet.

        Args:
            edition: what the pages show.
            writer: of the edition's prose.
            renderer: fills the templates.
        """
        self._edition = edition
        self._context = Context(edition=edition, writer=writer)
        self._renderer = renderer

    def make_all(self) -> Iterator[Page]:
        """Make every page, one after the other: thousands need no memory at once.

        Raises:
            TemplateError: a template cannot be used.
        """
        return (self.make(stub) for stub in list_pages(self._edition))

    def make(self, stub: PageStub) -> Page:
        """Make one page of those that `list_pages` names.

        Raises:
            TemplateError: its template cannot be used.
        """
        if stub.entry is None:
            return self._make_kind(stub, _KINDS[stub.src_uri])
        view = EntryView(context=self._context, page=stub.src_uri, entry=stub.entry)
        if stub.src_uri == entry_page(stub.entry.slug):
            description, jsonld = stub.entry.definition.text, describe_entry(self._edition, stub.entry)
            return self._finish(stub, "entry.html.jinja", view, description=description, jsonld=jsonld)
        return self._finish(stub, "moved.html.jinja", view, redirect_to=view.href(entry_page(stub.entry.slug)))

    def _make_kind(self, stub: PageStub, kind: _Kind) -> Page:
        view = kind.view(self._context)
        jsonld = kind.describe(self._edition) if kind.describe else ""
        return self._finish(stub, kind.template, view, description=view.description, jsonld=jsonld, hide=kind.hide)

    def _finish(  # noqa: PLR0913 - what a page has besides its body, each by its name
        self,
        stub: PageStub,
        template: str,
        view: object,
        *,
        description: str = "",
        jsonld: str = "",
        redirect_to: str = "",
        hide: tuple[str, ...] = _HIDE_BOTH,
    ) -> Page:
        body = self._renderer.render(template, view)
        outline = read_outline(body)
        return Page(
            src_uri=stub.src_uri,
            title=stub.title,
            description=description,
            body=body,
            hide=hide,
            source=stub.source,
            jsonld=jsonld,
            redirect_to=redirect_to,
            headings=outline.headings,
            anchors=outline.anchors,
            hrefs=outline.hrefs,
        )
