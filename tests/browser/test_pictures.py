"""Pictures show what the text says: a mark a mention, a dot a date, and words for whoever sees neither."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from generator.model.fields import Slug

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from generator import Edition
    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

MARKS = """rows => rows.map(row => ({
    entry: row.querySelector('a.entry-link').href,
    words: row.querySelector('.row-date').textContent.trim(),
    marks: [...row.querySelectorAll('svg a')].map(link => ({
        href: new URL(link.getAttribute('href'), document.baseURI).href,
        label: link.getAttribute('aria-label'),
        left: link.getBoundingClientRect().left,
    })),
}))"""

CONTRAST = """picture => {
    const light = colour => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number).map(value => value / 255).map(
            value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = picture.querySelector('.ground');
    const below = light(getComputedStyle(ground ?? document.body)[ground ? 'fill' : 'backgroundColor']);
    return Math.min(...[...picture.querySelectorAll('.mark')].map(mark => {
        const own = light(getComputedStyle(mark).fill);
        return (Math.max(own, below) + 0.05) / (Math.min(own, below) + 0.05);
    }));
}"""
"""Gives the lowest contrast of a picture's marks to what they lie on."""


def anchors(page: Page) -> list[str]:
    """Give the ids of all mentions that the statement's page shows, in order."""
    page.goto("statement/")
    found: list[str] = page.locator(".mention").evaluate_all("items => items.map(item => item.id)")
    return found


def slug_of(anchor: str) -> str:
    """Give the entry of a mention's id."""
    return anchor.removeprefix("m-").rpartition("-")[0]


def in_words(iso: str) -> str:
    """Write an ISO day, month or year as readers read it."""
    day = datetime.date.fromisoformat((iso + "-01-01")[:10])
    parts = [str(day.day), day.strftime("%B"), str(day.year)]
    return " ".join(parts[3 - (len(iso) - 1) // 3 :])


# Where in the statement


def test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention(
    page: Page, site: Served, edition: Edition
) -> None:
    ids = anchors(page)
    slugs = list(dict.fromkeys(map(slug_of, ids)))
    page.goto("")
    rows = page.locator(".home .chart li").evaluate_all(MARKS)
    assert [row["entry"] for row in rows] == [f"{site.address}glossary/{slug}/" for slug in slugs]
    shown = {slug: [mark["href"] for mark in row["marks"]] for slug, row in zip(slugs, rows, strict=True)}
    assert shown == {
        slug: [f"{site.address}statement/#{anchor}" for anchor in ids if slug_of(anchor) == slug] for slug in slugs
    }
    lefts = {mark["href"].partition("#")[2]: mark["left"] for row in rows for mark in row["marks"]}
    in_order = [lefts[anchor] for anchor in ids]
    assert in_order == sorted(in_order)
    for slug, row in zip(slugs, rows, strict=True):
        numbers = sorted({mention.paragraph for mention in edition.mentions if mention.entry == slug})
        assert [int(number) for number in re.findall(r"\d+", row["words"])] == numbers, slug
        assert all(mark["label"] for mark in row["marks"]), slug


def test_a_mark_leads_to_its_mention(page: Page) -> None:
    page.goto("")
    page.locator(".home .chart svg a[href$='#m-rise-1']").click()
    expect(page).to_have_url(re.compile(r"/statement/#m-rise-1$"))
    expect(page.locator("#m-rise-1")).to_be_in_viewport()


# The timeline


def test_the_timeline_has_a_row_for_each_date_in_their_order(page: Page, site: Served, edition: Edition) -> None:
    page.goto("timeline/")
    rows = page.locator(".timeline .chart li").evaluate_all(
        """rows => rows.map(row => [
            row.querySelector('a.entry-link').href,
            row.querySelector('.row-date').textContent.trim(),
        ])"""
    )
    dated = sorted((entry.since, entry.slug) for entry in edition.entries if entry.since)
    early = page.locator(".early a").evaluate_all("links => links.map(link => link.href.split('/').at(-2))")
    # Two decades before the statement.
    assert early == [slug for since, slug in dated if since < "2004"]
    dated = dated[len(early) :]
    assert rows == [[f"{site.address}glossary/{slug}/", in_words(since)] for since, slug in dated]
    undated = page.locator("#undated ~ ul a").evaluate_all("links => links.map(link => link.href.split('/').at(-2))")
    assert sorted(undated) == sorted(entry.slug for entry in edition.entries if not entry.since)

    places = page.locator(".timeline .chart li svg").evaluate_all(
        """pictures => pictures.map(picture => {
            const dot = picture.querySelector('.mark').getBoundingClientRect();
            return [dot.left + dot.width / 2, picture.querySelector('.here').getBoundingClientRect().left];
        })"""
    )
    dots = [dot for dot, _ in places]
    assert dots == sorted(dots)
    axis = page.locator(".timeline svg.axis .here").evaluate("line => line.getBoundingClientRect().left")
    assert {round(here - axis) for _, here in places} == {0}
    for (since, _), (dot, here) in zip(dated, places, strict=True):
        assert (dot <= here + 0.5) == (since <= edition.statement.date), since


# On any page


def test_each_entry_has_a_strip_of_its_own_mentions_and_each_picture_a_name(site: Served, edition: Edition) -> None:
    counts = Counter(mention.entry for mention in edition.mentions)
    for place in site.places():
        tree = LexborHTMLParser((site.folder / place / "index.html").read_text(encoding="utf-8"))
        for picture in tree.css("svg.strip, svg.axis"):
            assert picture.attributes["role"] in {"img", "group"}, place
            assert (picture.attributes["aria-label"] or "").strip(), place
        slug = place.removeprefix("glossary/").removesuffix("/")
        if slug in edition.by_slug:
            marks = [mark.attributes["href"] for mark in tree.css(".entry-body svg.strip a")]
            wanted = [f"../../statement/#m-{slug}-{number}" for number in range(1, counts[Slug(slug)] + 1)]
            assert marks == wanted, slug


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_what_they_lie_on(new_page: NewPage, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    for place in ("", "timeline/", "glossary/msp/"):
        page.goto(place)
        lowest = page.locator("svg.strip:has(.mark)").evaluate_all(f"pictures => pictures.map({CONTRAST})")
        assert lowest, place
        assert min(lowest) >= 3, place


def test_on_a_phone_the_timeline_is_a_list_of_dates(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("timeline/")
    row = page.locator(".timeline .chart li", has_text="Minerals Security Partnership")
    assert row.inner_text().split("\n") == [
        "14 June 2022",
        "Ec Minerals Security Partnership",
        "≈ Renamed, 4 February 2026",
    ]
    assert page.locator("svg:visible:is(.strip, .axis)").count() == 0


def test_pictures_fit_a_phone(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    for place in ("", "glossary/msp/"):
        page.goto(place)
        widths = page.locator("svg.strip").evaluate_all(
            "items => items.map(item => item.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert widths, place
        assert all(left >= 0 and right <= 360 and right - left >= 200 for left, right in widths), place
