"""Makes the pages of an edition, one at a time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.linking.edition import Edition
from generator.model import addresses
from generator.model.addresses import comparison_page, entry_page
from generator.model.fields import Slug
from generator.model.page import Page
from generator.pages.context import Context, View
from generator.pages.entry import EntryView, MovedView
from generator.pages.lists import AcronymsView, DataView, GlossaryView, HomeView, SinceView, TimelineView, TopicsView
from generator.pages.renderer import Renderer
from generator.pages.statement import StatementView
from generator.pages.statements import ChangesView, StatementsView
from generator.text.html import read_outline
from generator.text.wording import mark

_VIEWS: Mapping[str, tuple[type[View], str]] = {
    addresses.HOME_PAGE: (HomeView, ""),
    addresses.STATEMENT_PAGE: (StatementView, ""),
    addresses.GLOSSARY_PAGE: (GlossaryView, mark("Glossary")),
    addresses.ACRONYMS_PAGE: (AcronymsView, mark("Acronyms")),
    addresses.TOPICS_PAGE: (TopicsView, mark("Index")),
    addresses.SINCE_PAGE: (SinceView, mark("Since the statement")),
    addresses.TIMELINE_PAGE: (TimelineView, mark("Timeline")),
    addresses.STATEMENTS_PAGE: (StatementsView, mark("Statements")),
    addresses.DATA_PAGE: (DataView, mark("Data")),
}
"""Views with the titles of their pages; without one the statement's is the page's."""


def list_titles(edition: Edition) -> dict[str, str]:
    """Return the pages that every edition may have and this one has, relative to docs/, with their titles."""
    found = ((page, title) for page, (_, title) in _VIEWS.items() if page in edition.sources)
    return {page: edition.wording.say(title) if title else edition.statement.title for page, title in found}


class PageMaker:
    """Makes the pages of one edition. What several need is worked out once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._renderer = Renderer(edition.project.templates, edition.wording)
        self.context = Context(edition=edition)

    def make_all(self) -> Iterator[Page]:
        """Make every page that is no authored file, in order, one after the other: thousands need no memory at once."""
        return map(self._make, self._list_views())

    def _list_views(self) -> Iterator[View]:
        edition, context = self._edition, self.context
        for page, title in list_titles(edition).items():
            view, _ = _VIEWS[page]
            yield view(context=context, page=page, title=title, source=edition.sources[page])
        for other in edition.others:
            statement, theirs = other.statement, replace(context, edition=other)
            yield StatementView(context=theirs, page=other.page, title=statement.title, source=statement.path)
            title = edition.wording.say("What changed since %(date)s", date=edition.wording.date(statement.date))
            page = comparison_page(statement.slug)
            yield ChangesView(context=context, page=page, title=title, source=statement.path, other=other)
        for entry in edition.entries:
            page = entry_page(entry.slug)
            yield EntryView(context=context, page=page, title=entry.heading, source=entry.path, entry=entry)
            for page in map(entry_page, entry.former_slugs):
                yield MovedView(context=context, page=page, title=entry.name, source=entry.path, entry=entry)
        for item, now in edition.moved:
            if item.slug:
                page, heading, source = f"{item.address}.md", item.words[0], edition.record.path
                heir = edition.by_slug.get(Slug(now.removeprefix("glossary/")))
                yield MovedView(context=context, page=page, title=heading, source=source, entry=heir, withdrawn=heading)

    def _make(self, view: View) -> Page:
        body = self._renderer.render(view.template, view)
        description, keys, jsonld = self._renderer.render("head.jinja", view).split("\n", 2)
        told = {"title": view.title, "description": description, "jsonld": jsonld.replace("\n", "")} | json.loads(keys)
        meta = {key: value for key, value in told.items() if value}
        return Page(src_uri=view.page, body=body, source=view.source, outline=read_outline(body), meta=meta)
