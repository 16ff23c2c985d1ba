"""Every published annotation finds its words in the built page, as a reader's browser counts and searches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

FIND = """annotations => annotations.map(({ target }) => {
    const url = new URL(target.source);
    const paragraph = document.getElementById(url.hash.slice(1));
    if (!paragraph || url.pathname !== location.pathname) return { problem: 'no such place: ' + target.source };
    const text = paragraph.textContent;
    const selector = type => target.selector.find(item => item.type === type);
    const { exact, prefix, suffix } = selector('TextQuoteSelector');
    const { start, end } = selector('TextPositionSelector');
    // Positions count code points; the browser's own strings count UTF-16 units.
    const points = [...text];
    const quoted = text.split(prefix + exact + suffix).length - 1;
    const unitsBefore = points.slice(0, start).join('').length;
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let seen = 0;
    let holder = null;
    while (walker.nextNode()) {
        if (seen <= unitsBefore && unitsBefore < seen + walker.currentNode.length) holder = walker.currentNode;
        seen += walker.currentNode.length;
    }
    const mention = holder?.parentElement.closest('.mention');
    return {
        atPosition: points.slice(start, end).join(''),
        byQuote: quoted,
        quotedAt: [...text.slice(0, text.indexOf(prefix + exact + suffix) + prefix.length)].length,
        element: mention?.id ?? '',
        shown: mention?.textContent ?? '',
        leads: mention?.href ?? '',
    };
})"""
"""Finds each annotation's words by its position and by its quotation, and the marked element that they are."""

FILES = [
    "glossary.json",
    "glossary.schema.json",
    "glossary.ttl",
    "shapes.ttl",
    "annotations.jsonld",
    "mentions.csv",
    "statements.json",
    "topics.json",
    "acronyms.csv",
]
"""What the page about the data offers."""


def read(site: Served) -> dict[str, Any]:
    """Read the published annotations."""
    found: dict[str, Any] = json.loads((site.folder / "data" / "annotations.jsonld").read_text(encoding="utf-8"))
    return found


def test_every_selector_finds_its_mention_in_the_page(page: Page, site: Served) -> None:
    annotations = read(site)["items"]
    assert annotations
    page.goto("statement/")
    for annotation, found in zip(annotations, page.evaluate(FIND, annotations), strict=True):
        quote, position = annotation["target"]["selector"]
        name = annotation["id"].partition("#")[2]
        assert "problem" not in found, found
        assert found["atPosition"] == quote["exact"], name
        assert (found["byQuote"], found["quotedAt"]) == (1, position["start"]), name
        assert (found["element"], found["shown"]) == (name, quote["exact"])
        assert found["leads"].replace(site.address, site.published) in {annotation["body"], ""}, name


def test_every_marked_name_has_its_annotation(page: Page, site: Served) -> None:
    page.goto("statement/")
    marked = page.locator(".statement p[id] .mention").evaluate_all("marks => marks.map(mark => mark.id)")
    assert [item["id"].partition("#")[2] for item in read(site)["items"]] == marked


def test_the_page_offers_every_file(page: Page, site: Served) -> None:
    page.goto("data/")
    for name in FILES:
        link = page.get_by_role("link", name=name, exact=True)
        address = link.evaluate("link => link.href")
        assert address == f"{site.address}data/{name}"
        assert page.request.get(address).body() == (site.folder / "data" / name).read_bytes()


def test_what_the_head_says_is_read_as_data(page: Page, site: Served) -> None:
    kinds = {"statement/": "CreativeWork", "glossary/": "DefinedTermSet", "glossary/msp/": "DefinedTerm", "": "WebSite"}
    for place in (*kinds, "data/", "acronyms/", "timeline/", "about/"):
        page.goto(place)
        scripts = page.locator("head script[type='application/ld+json']")
        assert scripts.count() == 1
        data = json.loads(scripts.evaluate("script => script.textContent"))
        assert data["@context"] == "https://schema.org"
        assert data["@id"] == site.published + place
        assert data["@type"] == (kinds | {"data/": "Dataset"}).get(place, "WebPage")


def test_terms_that_the_statement_mentions_are_pages(page: Page, site: Served) -> None:
    page.goto("statement/")
    data = json.loads(page.locator("script[type='application/ld+json']").evaluate("script => script.textContent"))
    addresses = {site.published + place for place in site.places()}
    assert {term["@id"] for term in data["mentions"]} <= addresses
