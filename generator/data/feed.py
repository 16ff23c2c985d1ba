"""What happened after the statement, and what was corrected -> a JSON Feed, and the same in Atom."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.data.common import fill, identify
from generator.linking.edition import Edition
from generator.model.addresses import ATOM_FEED, JSON_FEED, SINCE_PAGE, STATEMENT_PAGE, STATEMENTS_PAGE, entry_page
from generator.model.entry import Entry, LaterEvent, uncited


def write_atom_feed(edition: Edition) -> bytes:
    """Write the same in Atom."""
    values = {"id": identify(edition, ATOM_FEED), "started": _time(edition.statement.date)}
    return fill("feed.xml.jinja", edition, feed=make_feed(edition), **values).encode()


def make_feed(edition: Edition) -> dict[str, Any]:
    """Return the JSON Feed, the newest first."""
    items = [*_list_statements(edition), *(item for entry in edition.entries for item in _list_events(edition, entry))]
    editors = edition.wording.say("The editors of “%(title)s”", title=edition.statement.title)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.wording.say("%(title)s: since the statement", title=edition.statement.title),
        "home_page_url": identify(edition, SINCE_PAGE if SINCE_PAGE in edition.sources else STATEMENT_PAGE),
        "feed_url": identify(edition, JSON_FEED),
        "authors": [{"name": edition.project.editor or editors}],
        "items": sorted(items, key=lambda item: (item["date_published"], item["id"]), reverse=True),
    }


def _list_statements(edition: Edition) -> Iterator[dict[str, str]]:
    say = edition.wording.say
    for other in edition.comparisons:
        names = ", ".join(edition.by_slug[slug].heading for slug in other.named if slug in edition.by_slug)
        if other.of.date > edition.statement.date:
            yield {
                "id": identify(edition, f"{STATEMENTS_PAGE}#{other.of.slug}"),
                "url": identify(edition, other.page) if other.page else other.url,
                "title": say("A later statement: %(title)s", title=other.of.title),
                "content_text": say("It names %(names)s.", names=names) if names else say("It names no entry."),
                "date_published": _time(other.of.date),
            }


def _list_events(edition: Edition, entry: Entry) -> Iterator[dict[str, str]]:
    later, outcome = [*entry.later], entry.outcome
    if outcome and outcome.date and outcome.date not in {event.date for event in later}:
        later.append(LaterEvent(date=outcome.date, text=outcome.text))
    corrections = ("corrections", edition.wording.say("Correction: "), entry.corrections)
    for anchor, title, events in (("since", "", later), corrections):
        seen: Counter[str] = Counter()
        for event in events:
            seen[event.date] += 1
            address = f"{identify(edition, entry_page(entry.slug))}#{anchor}"
            yield {
                "id": f"{address}-{event.date}-{seen[event.date]}",
                "url": address,
                "title": f"{title}{entry.heading}, {edition.wording.date(event.date)}",
                "date_published": _time(event.date),
                "content_text": uncited(event.text),
            }


def _time(day: str) -> str:
    return f"{(day + '-01-01')[:10]}T00:00:00Z"
