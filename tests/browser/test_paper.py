"""The pages on paper, and what lies over what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


NOTES = """() => [...document.querySelectorAll(".mention[data-note]")].map(item => [
    item.id.replace(/^m-|-\\d+$/g, ""),
    getComputedStyle(item, "::after").content.match(/\\d+/)?.[0] ?? "",
    item.closest("p[id]").id,
])"""
"""What each name that has a number names, the number that is shown behind it, and its paragraph."""

OVERLAPS = """rows => rows.filter(row => {
    const boxes = part => {
        const range = new Range();
        range.selectNodeContents(row.querySelector(part));
        return [...range.getClientRects()];
    };
    return boxes(".row-name").some(one => boxes(".row-date").some(other =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom));
}).map(row => row.textContent)"""


def test_on_paper_the_text_has_numbers_that_lead_to_end_notes(page: Page) -> None:
    page.goto("statement/")
    words = page.locator("p[id^='p-']").evaluate_all("items => items.map(item => item.innerText)")
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-footer", "details.named >> nth=0", ".legends", ".switch-place button", ".screen"):
        expect(page.locator(gone)).to_be_hidden()
    notes = page.locator(".end-notes li")
    expect(notes.first).to_be_visible()
    slugs = notes.evaluate_all("items => items.map(item => item.querySelector('a').href.split('/').at(-2))")
    numbered = page.evaluate(NOTES)
    assert [slugs[int(number) - 1] for _, number, _ in numbered] == [slug for slug, _, _ in numbered]
    # Once a paragraph, in every paragraph that names the entry.
    assert len({(slug, place) for slug, _, place in numbered}) == len(numbered)
    assert {slug for slug, _, _ in numbered} == set(slugs)
    assert page.locator("p[id^='p-']").evaluate_all("items => items.map(item => item.innerText)") == words


def test_on_screen_the_text_has_no_numbers(page: Page) -> None:
    page.goto("statement/")
    assert {number for _, number, _ in page.evaluate(NOTES)} == {""}
    expect(page.locator(".end-notes")).to_be_hidden()


@pytest.mark.parametrize("place", ["", "timeline/"])
def test_no_date_lies_over_a_name(page: Page, place: str) -> None:
    page.goto(place)
    rows = page.locator(".chart li")
    for width in (360, 700, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        expect(rows.first).to_be_visible()
        assert rows.evaluate_all(OVERLAPS) == [], width
