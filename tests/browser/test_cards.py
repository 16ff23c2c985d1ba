"""A card explains a name: on hover, focus and tap; one at a time; never in the way (WCAG 1.4.13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from generator.linking.markdown import describe_outcome
from generator.model.fields import Slug

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from generator import Edition
    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

DELAY = 150
"""Milliseconds from pointing at a name to its card."""

TOUCH: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

COVERED = """async () => {
    const covered = [];
    const header = () => document.querySelector('.md-header').getBoundingClientRect().bottom;
    const card = document.getElementById('preview-card');
    for (const link of document.querySelectorAll('a[data-definition]')) {
        for (const block of ['start', 'center', 'end']) {
            link.blur();
            document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
            link.scrollIntoView({ block, behavior: 'instant' });
            const lines = [...link.getClientRects()];
            if (!link.checkVisibility() || lines[0].top < header() || lines.at(-1).bottom > innerHeight) continue;
            link.focus({ preventScroll: true });
            if (card.hidden) { covered.push(`${link.id || link.textContent}: no card`); continue; }
            const box = card.getBoundingClientRect();
            const over = lines.some(line => box.left < line.right && line.left < box.right
                && box.top < line.bottom && line.top < box.bottom);
            if (over) covered.push(`${link.id || link.textContent} (${block}): the card lies on the name`);
            if (box.left < 0 || box.right > document.documentElement.clientWidth)
                covered.push(`${link.id || link.textContent} (${block}): the card sticks out`);
            const above = lines[0].top - header();
            const below = innerHeight - lines.at(-1).bottom;
            if (Math.max(above, below) > box.height + 8 && (box.top < header() || box.bottom > innerHeight))
                covered.push(`${link.id || link.textContent} (${block}): the card is cut off, though there is room`);
        }
    }
    return covered;
}"""
"""Opens the card of every name, at the top, the middle and the end of the window, and tells what is wrong with it."""


@pytest.fixture
def statement(new_page: NewPage) -> Page:
    """The statement, with a clock that stands still until it is told to run."""
    page = new_page(alone=True, viewport={"width": 1366, "height": 900})
    page.clock.install()
    page.goto("statement/")
    page.clock.pause_at("2100-01-01")
    return page


def card_of(page: Page) -> Locator:
    """Find the card."""
    return page.locator("#preview-card")


def expect_card(page: Page, edition: Edition, slug: str) -> None:
    """Expect the card to show an entry: heading, definition, theme and a link."""
    entry = edition.by_slug[Slug(slug)]
    card = card_of(page)
    expect(card).to_be_visible()
    expect(card.locator("strong")).to_have_text(entry.heading)
    expect(card).to_contain_text(entry.definition.text)
    expect(card).to_contain_text(edition.theme(entry).label)
    expect(card.locator(".card-since")).to_have_text(
        [line] if (line := describe_outcome(entry, edition.wording)) else []
    )
    expect(card.get_by_role("link")).to_have_attribute("href", re.compile(rf"/annotated/glossary/{entry.slug}/$"))


def tab_to_a_name(page: Page) -> Locator:
    """Step with the keyboard from one name to the next, and give that one."""
    page.locator("#m-freedom-edge-1").focus()
    page.keyboard.press("Tab")
    name = page.locator("#m-tscf-1")
    expect(name).to_be_focused()
    return name


# Pointer


def test_pointing_at_a_name_shows_its_card_after_a_moment_while_the_pointer_stays(
    statement: Page, edition: Edition
) -> None:
    for anchor in ("m-msp-1", "m-freedom-edge-1", "m-un-charter-1"):
        statement.locator(f"#{anchor}").hover()
        statement.clock.run_for(DELAY - 20)
        expect(card_of(statement)).to_be_hidden()
        statement.clock.run_for(40)
        expect_card(statement, edition, anchor[2:].rpartition("-")[0])
        statement.clock.run_for(60_000)
        expect(card_of(statement)).to_be_visible()
        statement.mouse.move(1, 1)
        statement.clock.run_for(1000)
        expect(card_of(statement)).to_be_hidden()


def test_passing_over_a_name_shows_nothing(statement: Page) -> None:
    statement.locator("#m-msp-1").hover()
    statement.clock.run_for(DELAY - 20)
    statement.mouse.move(1, 1)
    statement.clock.run_for(2000)
    expect(card_of(statement)).to_be_hidden()


def test_the_card_can_be_pointed_into_and_its_link_followed(statement: Page) -> None:
    for leave in (True, False):
        statement.locator("#m-msp-1").hover()
        statement.clock.run_for(DELAY + 20)
        card_of(statement).get_by_role("link").hover()
        statement.clock.run_for(5000)
        expect(card_of(statement)).to_be_visible()
        if leave:
            statement.mouse.move(1, 1)
            statement.clock.run_for(1000)
            expect(card_of(statement)).to_be_hidden()
    card_of(statement).get_by_role("link").click()
    expect(statement).to_have_url(re.compile(r"/glossary/msp/$"))


def test_escape_closes_the_card_under_the_pointer(statement: Page) -> None:
    statement.locator("#m-msp-1").hover()
    statement.clock.run_for(DELAY + 20)
    expect(card_of(statement)).to_be_visible()
    statement.keyboard.press("Escape")
    expect(card_of(statement)).to_be_hidden()
    statement.clock.run_for(2000)
    expect(card_of(statement)).to_be_hidden()


def test_two_cards_never_show_at_once(statement: Page, edition: Edition) -> None:
    tab_to_a_name(statement)
    expect_card(statement, edition, "tscf")
    statement.locator("#m-freedom-edge-1").hover()
    statement.clock.run_for(DELAY + 20)
    expect_card(statement, edition, "freedom-edge")
    expect(statement.locator(".card:visible")).to_have_count(1)
    expect(statement.locator("[aria-describedby=preview-card]")).to_have_count(1)


def test_names_outside_the_text_have_cards_too_and_no_tooltip_beside_them(page: Page, edition: Edition) -> None:
    for place in ("statement/", ""):
        page.goto(place)
        expect(page.locator("a[data-definition]")).not_to_have_count(0)
        expect(page.locator("a.mention[title], a.entry-link[title]")).to_have_count(0)
    page.locator("a.entry-link[href='glossary/msp/']").first.hover()
    expect_card(page, edition, "msp")


# Keyboard


def test_focus_from_the_keyboard_shows_the_card_and_describes_the_name(statement: Page, edition: Edition) -> None:
    name = tab_to_a_name(statement)
    expect_card(statement, edition, "tscf")
    expect(name).to_have_attribute("aria-describedby", "preview-card")
    expect(name).to_have_accessible_description(re.compile(re.escape(edition.by_slug[Slug("tscf")].definition.text)))
    statement.keyboard.press("Escape")
    expect(card_of(statement)).to_be_hidden()
    expect(name).to_be_focused()
    tab_to_a_name(statement)
    expect(card_of(statement)).to_be_visible()
    statement.keyboard.press("Tab")
    expect(name).not_to_have_attribute("aria-describedby", re.compile(""))
    tab_to_a_name(statement)
    name.evaluate("link => link.blur()")
    statement.clock.run_for(1000)
    expect(card_of(statement)).to_be_hidden()


def test_arriving_at_a_mention_opens_no_card_over_the_text(statement: Page) -> None:
    statement.goto("glossary/msp/")
    statement.locator("a.back").first.click()
    expect(statement.locator("#m-msp-1")).to_be_in_viewport()
    statement.clock.run_for(1000)
    expect(card_of(statement)).to_be_hidden()


# Touch


def test_a_tap_opens_the_card_and_leads_to_the_page(new_page: NewPage, edition: Edition) -> None:
    page = new_page(**TOUCH)
    page.goto("statement/")
    page.locator("#m-msp-1").tap()
    expect_card(page, edition, "msp")
    expect(page).to_have_url(re.compile(r"/statement/$"))
    card_of(page).get_by_role("link").tap()
    expect(page).to_have_url(re.compile(r"/glossary/msp/$"))
    page.goto("statement/")
    for _ in range(2):
        page.locator("#m-msp-1").tap()
    expect(page).to_have_url(re.compile(r"/glossary/msp/$"))


def test_a_tap_on_another_name_shows_that_card_and_one_elsewhere_closes_it(new_page: NewPage, edition: Edition) -> None:
    page = new_page(**TOUCH)
    page.goto("statement/")
    for slug in ("rise", "apec"):
        page.locator(f"#m-{slug}-1").tap()
        expect_card(page, edition, slug)
        expect(page.locator(".card:visible")).to_have_count(1)
    page.locator(".paragraph-number").nth(7).evaluate("link => link.scrollIntoView({ block: 'start' })")
    page.touchscreen.tap(380, 838)
    expect(card_of(page)).to_be_hidden()


# In nobody's way


@pytest.mark.parametrize(("width", "height"), [(1366, 420), (360, 740)], ids=["low window", "phone"])
def test_no_card_covers_its_name_or_is_cut_off_where_there_is_room(new_page: NewPage, width: int, height: int) -> None:
    page = new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto("statement/")
    page.keyboard.press("Tab")
    assert page.evaluate(COVERED) == []


def test_no_card_covers_a_name_that_is_broken_into_two_lines(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("statement/")
    broken = page.locator("a.mention").evaluate_all(
        "links => links.filter(link => link.getClientRects().length > 1).map(link => link.id)"
    )
    assert broken
    for anchor in broken[:4]:
        name = page.locator(f"#{anchor}")
        name.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
        lines = name.evaluate("link => [...link.getClientRects()].map(box => box.toJSON())")
        for line in lines:
            page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
            expect(name).to_have_attribute("aria-describedby", "preview-card")
            box = card_of(page).bounding_box()
            assert box
            assert all(box["y"] >= other["bottom"] or box["y"] + box["height"] <= other["top"] for other in lines), (
                f"{anchor} is covered"
            )
            page.keyboard.press("Escape")
            page.mouse.move(1, 1)


# Without script


def test_without_script_a_tooltip_explains_the_name(new_page: NewPage, edition: Edition) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("statement/")
    expect(page.locator("#m-msp-1")).to_have_attribute("title", edition.by_slug[Slug("msp")].definition.text)
