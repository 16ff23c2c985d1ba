"""What stands around every page: the menu, the contents, and a focus that is always seen."""

from __future__ import annotations

import os
import re
from collections import Counter
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

SIZES = {
    size: {"width": width, "height": height}
    for size, width, height in [
        ("phone", 360, 740),
        ("tablet", 820, 1180),
        ("desktop", 1366, 900),
        ("wide", 1920, 1080),
    ]
}

EVERY = int(os.environ.get("EVERY", "16"))
"""One of so many that are alike, an entry or a link beside others, is looked at."""

KINDS = ["", "statement/", "glossary/", "glossary/msp/", "topics/", "acronyms/", "timeline/", "since/"]
KINDS += ["statements/", "data/", "about/", "maintainers/"]
"""A page of each kind."""

WITH_CONTENTS = ["statement/", "glossary/", "data/", "about/", "maintainers/"]

FOLLOW_ALL = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const faults = [];
    const links = [...document.querySelectorAll('.md-sidebar--secondary .contents a')];
    for (const link of links) {
        link.click();
        await frame();
        await frame();
        const place = document.querySelector(':target')?.getBoundingClientRect();
        const header = document.querySelector('.md-header').getBoundingClientRect().bottom;
        if (!place || place.top < header || place.top > innerHeight) faults.push(`${link.hash} is not in view`);
        const marked = [...document.querySelectorAll('.md-sidebar--secondary [aria-current]')];
        if (marked.length !== 1 || marked[0] !== link)
            faults.push(`${link.hash} marks ${marked.map(item => item.hash) || 'nothing'}`);
    }
    return [links.length, faults];
}"""
"""Follows each link of the contents; gives how many there are, and what is wrong."""

LOOK = """() => {
    const target = document.activeElement;
    if (target === document.body) return ['', ''];
    const boxes = [...target.getClientRects()].filter(box => box.width > 1 && box.height > 1);
    const seen = boxes.some(box => {
        const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
        const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
        const top = document.elementFromPoint(x, y);
        return top && (target.contains(top) || top.contains(target));
    });
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    const marked = outlineStyle !== 'none' && parseFloat(outlineWidth);
    const fault = seen ? (marked ? '' : 'is not marked') : 'is out of view or covered';
    return [target.outerHTML.slice(0, 120), fault];
}"""
"""Gives what has the focus, and what is wrong with how it is seen; nothing when the focus has left the page."""

LOOK_AT_ALL = f"""every => {{
    const counts = new Map();
    const isNext = item => {{
        const kind = [item.tagName, item.className, item.parentElement.tagName, item.parentElement.className].join();
        counts.set(kind, (counts.get(kind) ?? -1) + 1);
        return counts.get(kind) % every === 0;
    }};
    const stops = [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex]')].filter(
        item => item.tabIndex >= 0 && !item.disabled && !item.closest('[inert]') && item.checkVisibility({{ visibilityProperty: true }})
            && isNext(item));
    const faults = [];
    for (const stop of stops) {{
        stop.focus();
        const [name, fault] = ({LOOK})();
        if (document.activeElement !== stop) faults.push(`${{stop.outerHTML.slice(0, 120)}} takes no focus`);
        if (fault) faults.push(`${{name}} ${{fault}}`);
    }}
    return [stops.length, faults];
}}"""
"""Gives the focus to all that can have it, of alike ones to every so many; gives how many those are, and what is wrong."""


@pytest.mark.parametrize("annotations", ["on", "off"])
def test_each_line_of_the_contents_leads_to_its_section_and_marks_it(page: Page, annotations: str) -> None:
    page.goto("statement/")
    page.evaluate(f"localStorage.setItem('annotations', '{annotations}')")
    for place in WITH_CONTENTS if annotations == "on" else ["statement/"]:
        page.goto(place)
        count, faults = page.evaluate(FOLLOW_ALL)
        assert count > 3
        assert faults == [], place


def test_the_keyboard_opens_the_menu_and_closes_it(new_page: NewPage) -> None:
    # 683 by 450 is a window of 1366 by 900 at 200 %.
    page = new_page(viewport={"width": 683, "height": 450}, reduced_motion="reduce")
    page.goto("statement/")
    button = page.get_by_role("button", name="Menu", exact=True)
    links = page.locator(".md-sidebar--primary a")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(links.first).to_be_hidden()
    button.focus()
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(links.first).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()
        expect(links.first).to_be_hidden()
    page.keyboard.press("Space")
    links.get_by_text("Economic security").click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#economic-security")).to_be_in_viewport()
    button.click()
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(button).to_be_hidden()
    assert page.locator("[inert]").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_focus_is_always_seen(new_page: NewPage, size: str) -> None:
    page = new_page(viewport=SIZES[size], reduced_motion="reduce")
    for place in KINDS if size in {"phone", "desktop"} else KINDS[:4]:
        page.goto(place)
        # From here on the browser marks what has the focus, as it does for a keyboard.
        page.keyboard.press("Tab")
        count, faults = page.evaluate(LOOK_AT_ALL, EVERY)
        assert count > 5
        assert faults == [], place


@pytest.mark.parametrize(("size", "menu"), [("desktop", "closed"), ("phone", "closed"), ("phone", "open")])
def test_the_keyboard_never_loses_the_focus(new_page: NewPage, size: str, menu: str) -> None:
    page = new_page(viewport=SIZES[size], reduced_motion="reduce")
    page.goto("statement/")
    if menu == "open":
        page.get_by_role("button", name="Menu", exact=True).press("Enter")
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        name, fault = page.evaluate(LOOK)
        assert not fault, f"{name} {fault}"
        if not name:
            break
        seen.add(name)
    assert len(seen) > 10


def test_the_paragraph_that_an_address_names_is_marked_in_forced_colors(new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    page.goto("statement/#p-8")
    expect(page.locator("#p-8")).to_have_css("outline-style", "solid")
    expect(page.locator("#p-7")).to_have_css("outline-style", "none")


@pytest.mark.parametrize(("scheme", "paper", "ink"), [("light", "#fdfcf9", "#1b1b1a"), ("dark", "#16181d", "#e6e4df")])
def test_without_script_the_colors_are_those_preferred(new_page: NewPage, scheme: str, paper: str, ink: str) -> None:
    page = new_page(java_script_enabled=False, color_scheme=scheme)
    page.goto("statement/")
    for element, name, value in (("body", "background-color", paper), ("#p-1", "color", ink)):
        red, green, blue = bytes.fromhex(value[1:])
        expect(page.locator(element)).to_have_css(name, f"rgb({red}, {green}, {blue})")


def test_the_number_of_a_paragraph_is_named_and_large_enough_for_a_finger(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("statement/")
    box = page.get_by_role("button", name="Paragraph 8", exact=True).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24


def test_the_citations_are_one_link_away_and_unfold(page: Page) -> None:
    page.goto("glossary/msp/")
    page.get_by_role("link", name="Cite this entry").click()
    expect(page.locator("#cite pre").first).to_be_in_viewport()


def test_each_page_has_a_short_title_and_a_description_of_its_own(site: Served) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for place in site.places():
        html = (site.folder / place / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
        found[place] = re.findall(r'<title>(.*?)</title>|<meta name="description" content="(.*?)">', html, re.DOTALL)
    titles = {place: unescape(title) for place, ((_, _), (title, _)) in found.items()}
    assert {place: title for place, title in titles.items() if len(title) > 70} == {}
    assert [words for words, count in Counter(chain.from_iterable(found.values())).items() if count > 1] == []
