"""Zensical's site in a browser: what readers do works as on MkDocs' site, and a search finds the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import serve

# Tests of MkDocs' site that are run here again: the fixture `site` below stands in for theirs. All others run with
# `BUILDER=zensical make browser`.
from tests.browser.test_accessibility import violations
from tests.browser.test_cards import test_a_tap_opens_the_card_and_leads_to_the_page
from tests.browser.test_frame import EVERY, KINDS, SIZES
from tests.browser.test_pictures import test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention
from tests.browser.test_reading import (
    test_a_mention_leads_to_its_page_and_its_quote_leads_back,
    test_paragraphs_show_the_words_of_the_source_and_no_others,
)
from tests.builds import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from generator import Edition
    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

__all__ = [
    "test_a_mention_leads_to_its_page_and_its_quote_leads_back",
    "test_a_tap_opens_the_card_and_leads_to_the_page",
    "test_paragraphs_show_the_words_of_the_source_and_no_others",
    "test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention",
]

pytestmark = pytest.mark.browser

WORDS = ["supply chain", "trilateral", "ballistic missile", "semiconductors", "RSIE", "youth summit japan", "xqzvyw"]

HITS = """async queries => {
    const input = document.getElementById('find-input');
    const panel = document.querySelector('.find-panel');
    const found = [];
    for (const query of queries) {
        const shown = new Promise(done => {
            const observer = new MutationObserver(() => {
                if (panel.dataset.shown !== query) return;
                observer.disconnect();
                done();
            });
            observer.observe(panel, { attributes: true, attributeFilter: ['data-shown'] });
        });
        input.value = query;
        input.dispatchEvent(new Event('focus'));
        await shown;
        const hits = [...panel.querySelectorAll('[data-search-hit]')];
        found.push([panel.querySelector('.find-status').textContent, ...hits.map(hit =>
            `${new URL(hit.href).pathname}${new URL(hit.href).hash} ${hit.textContent.replace(/\\s+/g, ' ').trim()}`)]);
    }
    return found;
}"""
"""Types each query and gives what the search says and every hit: where it leads and what it shows."""


@pytest.fixture(scope="module")
def site(edition_site: Callable[[str], Path]) -> Iterator[Served]:
    """The real site as Zensical builds it."""
    with serve(edition_site("zensical"), ADDRESS) as served:
        yield served


@pytest.fixture(scope="module")
def other(edition_site: Callable[[str], Path]) -> Iterator[Served]:
    """The real site as MkDocs builds it."""
    with serve(edition_site("mkdocs"), ADDRESS) as served:
        yield served


def search(browser: Browser, served: Served, queries: list[str]) -> list[list[str]]:
    """Search one of the sites."""
    page = browser.new_page(base_url=served.address)
    try:
        page.goto("")
        page.locator("#find-input").focus()
        found: list[list[str]] = page.evaluate(HITS, queries)
    finally:
        page.close()
    return found


def test_a_search_finds_the_same_on_both(browser: Browser, site: Served, other: Served, edition: Edition) -> None:
    queries = list(dict.fromkeys([*(entry.name for entry in edition.entries[::4]), *WORDS]))
    ours, theirs = search(browser, other, queries), search(browser, site, queries)
    for query, left, right in zip(queries, ours, theirs, strict=True):
        assert right == left, query
    assert all(len(found) > 1 for query, found in zip(queries, ours, strict=True) if query != "xqzvyw")


def test_no_page_breaks_a_rule_of_axe(new_page: NewPage) -> None:
    """The statement and an authored page, on a phone in the dark: tests/test_zensical.py finds all tags equal to MkDocs'."""
    page = new_page(viewport=SIZES["phone"], color_scheme="dark", reduced_motion="reduce")
    broken = []
    for place in KINDS if EVERY == 1 else ("statement/", "maintainers/"):
        page.goto(place)
        broken += violations(page)
    assert not broken, "\n".join(broken)
