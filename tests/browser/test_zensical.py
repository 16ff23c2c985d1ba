"""Zensical's site in a browser: what readers do works as on MkDocs' site, and a search finds the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import serve

# Tests of MkDocs' site that are run here again: the fixture `site` below stands in for theirs. All of them run with
# `BUILDER=zensical make browser`.
from tests.browser.test_accessibility import (
    SCREENS,
    calm,
    screen,
    test_an_open_card_breaks_no_rule,
    test_the_results_of_a_search_break_no_rule,
    violations,
)
from tests.browser.test_cards import (
    statement,
    test_focus_from_the_keyboard_shows_the_card_and_describes_the_name,
    test_pointing_at_a_name_shows_its_card_after_a_moment,
    test_without_script_a_tooltip_explains_the_name,
)
from tests.browser.test_pictures import (
    test_a_mark_leads_to_its_mention,
    test_each_entry_has_a_strip_of_its_own_mentions,
    test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention,
)
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
    "calm",
    "screen",
    "statement",
    "test_a_mark_leads_to_its_mention",
    "test_a_mention_leads_to_its_page_and_its_quote_leads_back",
    "test_an_open_card_breaks_no_rule",
    "test_each_entry_has_a_strip_of_its_own_mentions",
    "test_focus_from_the_keyboard_shows_the_card_and_describes_the_name",
    "test_paragraphs_show_the_words_of_the_source_and_no_others",
    "test_pointing_at_a_name_shows_its_card_after_a_moment",
    "test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention",
    "test_the_results_of_a_search_break_no_rule",
    "test_without_script_a_tooltip_explains_the_name",
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
    queries = list(dict.fromkeys([*(entry.name for entry in edition.entries), *WORDS]))
    ours, theirs = search(browser, other, queries), search(browser, site, queries)
    for query, left, right in zip(queries, ours, theirs, strict=True):
        assert right == left, query
    assert all(len(found) > 1 for query, found in zip(queries, ours, strict=True) if query != "xqzvyw")


@pytest.mark.parametrize(("scheme", "size"), [("light", "desktop"), ("dark", "phone")])
def test_no_kind_of_page_breaks_a_rule_of_axe(new_page: NewPage, site: Served, scheme: str, size: str) -> None:
    """Every page that is no entry, and every eighth entry: tests/test_zensical.py finds their tags equal to MkDocs'."""
    page = new_page(traced=False, viewport=SCREENS[size], color_scheme=scheme, reduced_motion="reduce")
    entries_of_ours = [place for place in site.places() if place.startswith("glossary/") and place != "glossary/"]
    places = [place for place in site.places() if place not in entries_of_ours] + entries_of_ours[::8]
    broken = []
    for place in places:
        page.goto(place)
        broken += violations(page)
    assert not broken, "\n".join(broken)
