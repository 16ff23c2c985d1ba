"""Makes the pages of an edition, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.linking.edition import Edition
from generator.linking.prose import ProseWriter
from generator.model import addresses
from generator.model.addresses import comparison_page, entry_page
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.page import Page
from generator.pages.context import Context, View
from generator.pages.entry import EntryView, MovedView
from generator.pages.home import HomeView
from generator.pages.lists import AcronymsView, DataView, GlossaryView, IndexView, TimelineView
from generator.pages.renderer import Renderer
from generator.pages.since import SinceView
from generator.pages.statement import StatementView
from generator.pages.statements import ChangesView, StatementsView
from generator.text.html import read_outline

_VIEWS: dict[str, type[View]] = {
    addresses.HOME_PAGE: HomeView,
    addresses.STATEMENT_PAGE: StatementView,
    addresses.GLOSSARY_PAGE: GlossaryView,
    addresses.ACRONYMS_PAGE: AcronymsView,
    addresses.TOPICS_PAGE: IndexView,
    addresses.SINCE_PAGE: SinceView,
    addresses.TIMELINE_PAGE: TimelineView,
    addresses.STATEMENTS_PAGE: StatementsView,
    addresses.DATA_PAGE: DataView,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStub:
    """A page that can be made, with what `Page` has of it."""

    src_uri: str
    title: str
    source: Path | None
    entry: Entry | None = None
    """The entry that it shows, or redirects to from a former address."""
    withdrawn: str = ""
    """The heading of an entry that is gone, and that `entry` took the place of."""
    other: Edition | None = None
    """The other statement that it shows, or sets beside the annotated one."""


def list_pages(edition: Edition) -> Iterator[PageStub]:
    """Yield all pages that are not authored files, in order. Nothing is rendered."""
    for src_uri, view in _VIEWS.items():
        if src_uri in edition.sources:
            title = edition.wording.say(view.title) if view.title else edition.statement.title
            yield PageStub(src_uri=src_uri, title=title, source=edition.sources[src_uri])
    for other in edition.others:
        statement = other.statement
        changes = edition.wording.say("What changed since %(date)s", date=edition.wording.date(statement.date))
        for src_uri, title in ((other.page, statement.title), (comparison_page(statement.slug), changes)):
            yield PageStub(src_uri=src_uri, title=title, source=statement.path, other=other)
    for entry in edition.entries:
        for title, slug in ((entry.heading, entry.slug), *((entry.name, slug) for slug in entry.former_slugs)):
            yield PageStub(src_uri=entry_page(slug), title=title, source=entry.path, entry=entry)
    for item, now in edition.moved:
        if item.slug:
            heir, heading = edition.by_slug.get(Slug(now.removeprefix("glossary/"))), item.words[0]
            src_uri, source = f"{item.address}.md", edition.record.path
            yield PageStub(src_uri=src_uri, title=heading, source=source, entry=heir, withdrawn=heading)


class PageMaker:
    """Makes pages of one edition. What several need is worked out once."""

    def __init__(self, edition: Edition, writer: ProseWriter, renderer: Renderer) -> None:
        self._edition = edition
        self._context = Context(edition=edition, writer=writer)
        self._renderer = renderer

    def make_all(self) -> Iterator[Page]:
        """Make every page, one after the other: thousands need no memory at once.

        Raises:
            GeneratorError: a template cannot be used.
        """
        return (self.make(stub) for stub in list_pages(self._edition))

    def make(self, stub: PageStub) -> Page:
        """Make one page of those that `list_pages` names.

        Raises:
            GeneratorError: its template cannot be used.
        """
        view = self._view(stub)
        body = self._renderer.render(view.template, view)
        is_moved = isinstance(view, MovedView)
        moved_to = view.href(entry_page(stub.entry.slug)) if is_moved and stub.entry and not stub.withdrawn else ""
        return Page(
            src_uri=stub.src_uri,
            title=stub.title,
            description=view.description,
            body=body,
            hide=view.hide,
            source=stub.source,
            jsonld="" if is_moved else self._renderer.render("jsonld.jinja", view).replace("\n", ""),
            citation=() if is_moved else view.citation,
            redirect_to=moved_to,
            outline=read_outline(body),
        )

    def _view(self, stub: PageStub) -> View:
        if stub.withdrawn:
            return MovedView(context=self._context, page=stub.src_uri, entry=stub.entry, withdrawn=stub.withdrawn)
        if stub.other is not None:
            if stub.src_uri != stub.other.page:
                return ChangesView(context=self._context, page=stub.src_uri, other=stub.other)
            return StatementView(context=replace(self._context, edition=stub.other), page=stub.src_uri)
        if stub.entry is None:
            return _VIEWS[stub.src_uri](context=self._context, page=stub.src_uri)
        kind = EntryView if stub.src_uri == entry_page(stub.entry.slug) else MovedView
        return kind(context=self._context, page=stub.src_uri, entry=stub.entry)
