"""Pictures show what the text says: a mark a mention, a dot a date, and words for whoever sees neither."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

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


def test_the_home_page_has_a_row_for_each_named_entry_and_a_mark_for_each_mention(page: Page, site: Served) -> None:
    ids = anchors(page)
    slugs = list(dict.fromkeys(map(slug_of, ids)))
    page.goto("")
    rows = page.locator(".home .chart li").evaluate_all(MARKS)
    assert [row["entry"] for row in rows] == [f"{site.address}glossary/{slug}/" for slug in slugs]
    shown = {slug: [mark["href"] for mark in row["marks"]] for slug, row in zip(slugs, rows, strict=True)}
    assert shown == {
        slug: [f"{site.address}statement/#{anchor}" for anchor in ids if slug_of(anchor) == slug] for slug in slugs
    }


def test_marks_stand_in_the_order_of_the_text(page: Page) -> None:
    ids = anchors(page)
    page.goto("")
    rows = page.locator(".home .chart li").evaluate_all(MARKS)
    marks = [(mark["left"], mark["href"].partition("#")[2]) for row in rows for mark in row["marks"]]
    assert len(marks) == len(ids)
    lefts = {anchor: left for left, anchor in marks}
    in_order = [lefts[anchor] for anchor in ids]
    assert in_order == sorted(in_order)


def test_a_mark_leads_to_its_mention(page: Page) -> None:
    page.goto("")
    page.locator(".home .chart svg a[href$='#m-rise-1']").click()
    expect(page).to_have_url(re.compile(r"/statement/#m-rise-1$"))
    expect(page.locator("#m-rise-1")).to_be_in_viewport()


def test_each_row_says_in_words_where_the_name_stands(page: Page, edition: Edition) -> None:
    page.goto("")
    rows = page.locator(".home .chart li").evaluate_all(MARKS)
    for row in rows:
        slug = row["entry"].rstrip("/").rpartition("/")[2]
        numbers = sorted({mention.paragraph for mention in edition.mentions if mention.entry == slug})
        said = [int(number) for number in re.findall(r"\d+", row["words"])]
        assert said == numbers, f"{slug}: {row['words']}"
        assert all(mark["label"] for mark in row["marks"]), slug


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


def test_dots_stand_in_the_order_of_the_dates_and_the_statement_is_one_line(page: Page, edition: Edition) -> None:
    page.goto("timeline/")
    places = page.locator(".timeline .chart li svg").evaluate_all(
        """pictures => pictures.map(picture => {
            const dot = picture.querySelector('.mark').getBoundingClientRect();
            return [dot.left + dot.width / 2, picture.querySelector('.here').getBoundingClientRect().left];
        })"""
    )
    assert places
    dots = [dot for dot, _ in places]
    assert dots == sorted(dots)
    axis = page.locator(".timeline svg.axis .here").evaluate("line => line.getBoundingClientRect().left")
    assert {round(here - axis) for _, here in places} == {0}
    dated = sorted(entry.since for entry in edition.entries if entry.since >= "2004")
    for since, (dot, here) in zip(dated, places, strict=True):
        assert (dot <= here + 0.5) == (since <= edition.statement.date), since


def test_what_has_no_date_is_listed_below_the_timeline(page: Page, site: Served, edition: Edition) -> None:
    undated = {f"{site.address}glossary/{entry.slug}/" for entry in edition.entries if not entry.since}
    page.goto("timeline/")
    shown = page.locator("#undated ~ ul a").evaluate_all("links => links.map(link => link.href)")
    assert sorted(shown) == sorted(undated)


# On an entry


def test_each_entry_has_a_strip_of_its_own_mentions(new_page: NewPage, site: Served, edition: Edition) -> None:
    page = new_page(traced=False)
    ids = anchors(page)
    counts = Counter(map(slug_of, ids))
    wrong = {}
    for entry in edition.entries:
        page.goto(f"glossary/{entry.slug}/")
        marks = page.locator(".entry-body svg.strip a").evaluate_all(
            "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        )
        wanted = [f"{site.address}statement/#m-{entry.slug}-{number}" for number in range(1, counts[entry.slug] + 1)]
        if marks != wanted:
            wrong[entry.slug] = marks
    assert wrong == {}


# For everyone


@pytest.mark.parametrize("place", ["", "timeline/", "glossary/msp/"])
def test_each_picture_has_a_name_in_words(page: Page, place: str) -> None:
    page.goto(place)
    pictures = page.locator("svg.strip, svg.axis")
    expect(pictures).not_to_have_count(0)
    unnamed = pictures.evaluate_all(
        """items => items.filter(item => !['img', 'group'].includes(item.getAttribute('role'))
            || !item.getAttribute('aria-label')?.trim()).map(item => item.outerHTML.slice(0, 100))"""
    )
    assert unnamed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "timeline/", "glossary/msp/"])
def test_marks_stand_out_from_what_they_lie_on(new_page: NewPage, place: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(place)
    pictures: Locator = page.locator("svg.strip:has(.mark)")
    lowest = [picture.evaluate(CONTRAST) for picture in pictures.all()]
    assert lowest
    assert min(lowest) >= 3


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


@pytest.mark.parametrize("place", ["", "glossary/msp/"])
def test_pictures_fit_a_phone(new_page: NewPage, place: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(place)
    widths = page.locator("svg.strip").evaluate_all(
        "items => items.map(item => item.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert widths
    assert all(left >= 0 and right <= 360 and right - left >= 200 for left, right in widths)
