"""A citation shows its source in the card, and each source leads back to what cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.fields import Slug

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from generator.linking.edition import Edition
    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser


def expect_source(page: Page, edition: Edition) -> None:
    """Expect the card to show the first source of the entry as the list does, without the ways back."""
    source = edition.by_slug[Slug("msp")].sources[0]
    card = page.locator("#preview-card")
    expect(card.locator("strong")).to_have_text("Source 1")
    expect(card).to_contain_text(f"{source.title}, {source.publisher}")
    expect(card.get_by_role("link")).to_have_attribute("href", source.url)


def citation(page: Page) -> Locator:
    """Find the first citation of the first source."""
    return page.locator("#cite-1-1")


def test_pointing_at_a_citation_shows_its_source(page: Page, edition: Edition) -> None:
    page.goto("glossary/msp/")
    citation(page).hover()
    expect_source(page, edition)


def test_a_citation_in_focus_is_described_by_its_source(page: Page, edition: Edition) -> None:
    page.goto("glossary/msp/")
    page.locator(".breadcrumbs a").last.focus()
    page.keyboard.press("Tab")
    expect(citation(page)).to_be_focused()
    expect_source(page, edition)
    expect(citation(page)).to_have_attribute("aria-describedby", "preview-card")


def test_a_first_tap_shows_the_source_and_a_second_leads_to_it(new_page: NewPage, edition: Edition) -> None:
    page = new_page(has_touch=True)
    page.goto("glossary/msp/")
    before = page.url
    citation(page).tap()
    expect_source(page, edition)
    expect(page).to_have_url(before)
    citation(page).tap()
    expect(page).to_have_url(f"{before}#source-1")


@pytest.mark.parametrize("script", [True, False])
def test_a_source_leads_back_to_each_place_that_cites_it(new_page: NewPage, *, script: bool) -> None:
    page = new_page(java_script_enabled=script)
    page.goto("glossary/msp/")
    line = page.locator(".entry-sources li").first
    backs = line.locator(".cited-at a")
    assert backs.count() == page.locator('a.citation[href="#source-1"]').count() > 1
    page.get_by_role("link", name="2, citation of source 1", exact=True).click()
    expect(page.locator("a.citation:target")).to_have_attribute("href", "#source-1")
