"""The pages on paper, and what lies over what."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from generator.linking.edition import Edition


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
    for gone in (".md-header", ".md-footer", "details.named >> nth=0", ".legends", ".switch-place", ".screen"):
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


def print_pages(page: Page) -> list[str]:
    """Print a page, and return the text of each sheet."""
    sheets = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_bounded().replace("\r\n", "\n") for sheet in sheets]


@pytest.mark.parametrize("place", ["statement/", "glossary/msp/", "since/"])
def test_sheets_have_numbers_and_a_running_title_and_no_address_twice(page: Page, place: str) -> None:
    page.goto(place)
    sheets = print_pages(page)
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in text.split("\n"), number
        assert (page.title() in text.split("\n")) == (number > 1), number
    addresses = re.findall(r"<(https?://[^>]+)>", "".join(sheets).replace("\n", ""))
    assert addresses or place == "since/"
    assert [address for address, count in Counter(addresses).items() if count > 1] == []


def test_without_annotations_the_clean_text_is_printed(page: Page, edition: Edition) -> None:
    page.goto("statement/")
    page.get_by_role("switch", name="Annotations").click()
    text = "".join(print_pages(page))
    for gone in ("Named in the statement", "Editors’ heading\n", "Fifteen months after Camp David"):
        assert gone not in text
    page.emulate_media(media="print")
    assert {number for _, number, _ in page.evaluate(NOTES)} == {""}
    expect(page.locator(".end-notes-citation")).to_be_visible()
    assert edition.statement.paragraphs[0].text[:80] in text.replace("\n", " ")


def test_what_is_new_costs_few_sheets_and_its_notes_name_no_address(page: Page) -> None:
    page.goto("statement/")
    before = len(print_pages(page))
    page.get_by_role("switch", name="What is new").click()
    sheets = print_pages(page)
    assert len(sheets) <= before + 2
    text = "".join(sheets)
    assert "reworded since" in text
    assert ":~:text=" not in text


@pytest.mark.parametrize(("place", "count"), [("statement/", 0), ("glossary/msp/", 1)])
def test_at_most_one_form_of_the_citation_is_printed(page: Page, place: str, count: int) -> None:
    page.goto(place)
    page.locator(".cite").evaluate("item => (item.open = true)")  # as the theme does before it prints
    page.emulate_media(media="print")
    expect(page.locator(".cite pre").locator("visible=true")).to_have_count(count)


@pytest.mark.parametrize("place", ["", "timeline/"])
def test_no_date_lies_over_a_name(page: Page, place: str) -> None:
    page.goto(place)
    rows = page.locator(".chart li")
    page.locator("details:has(.chart)").evaluate_all("items => items.forEach(item => (item.open = true))")
    for width in (360, 700, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        expect(rows.first).to_be_visible()
        assert rows.evaluate_all(OVERLAPS) == [], width
