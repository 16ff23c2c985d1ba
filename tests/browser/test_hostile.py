"""Whatever is written into a statement or an entry is text to a browser: nothing runs, nothing is asked of other hosts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import Served, serve
from tests.hostile import PAYLOADS, make_hostile
from tests.projects import build_here, replace
from tests.test_serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Dialog, Page

    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

# What an article may hold that came from a field: no element that runs, no handler, no address that is a script.
FOUND = """() => [...document.querySelectorAll('article *, #preview-card *, [data-search-hit] *')].filter(item =>
    ['SCRIPT', 'IFRAME', 'OBJECT', 'FORM', 'STYLE'].includes(item.tagName)
    || (item.tagName === 'IMG' && item.getAttribute('src') === 'x')
    || [...item.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))
).map(item => item.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with hostile text in every field, built strictly."""
    folder = tmp_path_factory.mktemp("hostile")
    assert build_here(make_hostile(folder), folder / "site") == []
    with serve(folder / "site") as served:
        yield served


@pytest.fixture
def visitor(hostile: Served, new_page: NewPage) -> Page:
    """A page on that site."""
    return visit(hostile.address, new_page)


def visit(address: str, new_page: NewPage) -> Page:
    """Open a page on a site with hostile text; a dialog fails the test, as any complaint does."""
    allowed = rf"from \S+: {re.escape(address)}"
    page = new_page(base_url=address, allowed=allowed)

    def refuse(dialog: Dialog) -> None:
        raise AssertionError(dialog.message)

    page.on("dialog", refuse)
    return page


def test_nothing_hostile_runs_on_any_page(hostile: Served, visitor: Page) -> None:
    places = hostile.places()
    assert "glossary/harbour-forum/" in places
    for place in places:
        visitor.goto(place)
        assert visitor.evaluate("window.ran") is None, place
        assert visitor.evaluate(FOUND) == [], place
        assert "1337" not in visitor.locator("article").inner_text(), place


def test_nothing_hostile_runs_in_cards_and_in_the_search(visitor: Page) -> None:
    visitor.goto("statement/")
    visitor.locator("a.mention").first.hover()
    expect(visitor.locator("#preview-card")).to_be_visible()
    visitor.get_by_role("searchbox").fill("script")
    expect(visitor.locator("[data-search-hit]:visible").first).to_be_visible()
    assert visitor.evaluate("window.ran") is None
    assert visitor.evaluate(FOUND) == []


@pytest.mark.posix
def test_nothing_hostile_runs_while_it_is_served(new_page: NewPage, tmp_path: Path) -> None:
    project = make_hostile(tmp_path)
    entry = project / "docs" / "glossary" / "north-star.md"
    with serving(project, path="") as server:
        server.shows("Harbour Forum")
        page = visit(server.page, new_page)
        for place in ("", "statement/", "glossary/harbour-forum/"):
            page.goto(place)
            # MkDocs' own script runs, and no other.
            assert page.evaluate("[window.ran, typeof livereload]") == [None, "function"], place
            assert page.evaluate(FOUND) == [], place
        # A finding at the foot of each page, then a fault in the place of all, both with the words of the entry.
        replace(entry, '"aliases": [', f'"aliases": [{json.dumps("Gull " + PAYLOADS[0])}, ')
        expect(page.get_by_text("[unused-alias]")).to_contain_text("<script>")
        assert page.evaluate("window.ran") is None
        replace(entry, '"kind"', json.dumps(f"kind{PAYLOADS[0]}"))
        expect(page.get_by_text("unknown key")).to_contain_text("<script>")
        assert page.evaluate("window.ran") is None
        # So that nothing asks a server that has ended.
        page.goto("about:blank")
