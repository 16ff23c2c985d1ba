"""No page breaks a rule of axe-core: each kind of page in light, dark and forced colors, with its menu open.

`make test` looks at each kind of page on a phone or on a desktop, and at every sixteenth entry, as they are alike;
`make browser` at all, and on both.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_frame import EVERY, KINDS, SIZES
from tests.browser.test_reading import STICKING_OUT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

RUN = """async ([place, coloursOnly]) => {
    const kinds = new Map(), of = new Map(), lengths = new Map(), seen = new Set();
    const isInText = link => {
        let block = link;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        if (!lengths.has(block)) lengths.set(block, block.textContent.length);
        return lengths.get(block) > link.textContent.length;
    };
    for (const element of document.body.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        const kind = [
            of.get(element.parentElement), element.tagName, shown, element.tagName === 'A' && isInText(element),
            style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.textShadow,
            style.fontSize, style.fontWeight, style.textDecorationLine,
        ].join();
        if (!kinds.has(kind)) kinds.set(kind, kinds.size);
        of.set(element, kinds.get(kind));
        const says = element.matches('a, button, input, select, textarea')
            || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const looks = shown && says && element.closest(place) && !seen.has(of.get(element));
        element.toggleAttribute('data-looks', Boolean(looks));
        if (looks) seen.add(of.get(element));
    }
    const rules = [
        { id: 'color-contrast', selector: '[data-looks]' }, { id: 'link-in-text-block', selector: 'a[data-looks]' },
    ];
    axe.configure({ rules });
    const runOnly = coloursOnly ? { runOnly: { type: 'rule', values: rules.map(rule => rule.id) } } : {};
    const found = await axe.run(place === 'html' ? document : place, { resultTypes: ['violations'], ...runOnly });
    return found.violations;
}"""
"""Runs all rules, or those about colors: nothing else of a page depends on the scheme.

The rules about colors, nearly all of the time, look at one text of those that have the same styles, and lie in elements that
have the same: whatever these rules read is what makes it another kind.
"""


def violations(page: Page, place: str = "html", *, colours_only: bool = False) -> list[str]:
    """Run axe-core on a part of a page as it stands; one line an element that breaks a rule."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, [place, colours_only])
    return [
        f"{page.url} {rule['id']} ({rule['help']}): {node['target']} {node['html'][:150]}"
        for rule in found
        for node in rule["nodes"]
    ]


LOOK_AT_WIDTHS = f"""async places => {{
    const wide = [];
    for (const place of places) {{
        const text = await (await fetch(place)).text();
        history.replaceState(null, '', place);
        document.body.replaceChildren(...new DOMParser().parseFromString(text, 'text/html').body.childNodes);
        const found = ({STICKING_OUT})();
        if (found) wide.push(`${{place}}: ${{found}}`);
    }}
    return wide;
}}"""
"""Shows each page in the place of this one, without its scripts, and gives what is wider than the window."""

OWN_IN_FORCED = ("statement/", "glossary/msp/")
"""The pages for which our style sheet says anything about forced colors; of the others all are the system's."""


def look_in_all_colours(page: Page, place: str = "html", *, forced: bool = EVERY == 1) -> list[str]:
    """Run axe-core in light, in dark and in forced colors; the page is light before and after."""
    broken = violations(page, place)
    if forced:
        page.emulate_media(forced_colors="active")
        broken += violations(page, place, colours_only=True)
        page.emulate_media(forced_colors="none")
    page.get_by_role("button", name="Switch to dark mode").click()
    broken += violations(page, place, colours_only=True)
    page.get_by_role("button", name="Switch to light mode").click()
    return broken


@pytest.fixture(params=[("desktop", "light"), ("phone", "dark")], ids="-".join)
def calm(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    """A page in one colour scheme, in which no colour is on its way to another."""
    size, scheme = request.param
    return new_page(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")


# A tablet has the phone's menu and the desktop's letters; on what is wider only the letters grow.
@pytest.mark.parametrize(("size", "first"), [("phone", 0), ("desktop", 1)])
def test_no_kind_of_page_breaks_a_rule(new_page: NewPage, size: str, first: int) -> None:
    page = new_page(viewport=SIZES[size], reduced_motion="reduce")
    broken = []
    for place in KINDS if EVERY == 1 else KINDS[first::2]:
        page.goto(place)
        broken += look_in_all_colours(page, forced=EVERY == 1 or place in OWN_IN_FORCED)
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        page.goto("statement/")
        menu.press("Enter")
        # All else is inert by then.
        broken += look_in_all_colours(page, ".md-sidebar--primary")
    assert not broken, "\n".join(broken)


def test_no_page_breaks_a_rule_or_scrolls_sideways_on_a_phone(new_page: NewPage, site: Served) -> None:
    page = new_page(viewport=SIZES["phone"], reduced_motion="reduce")
    broken, alike = [], []
    for number, place in enumerate(site.places()):
        if place not in KINDS and number % EVERY:
            alike.append(f"{site.address}{place}")
            continue
        page.goto(place)
        if wide := page.evaluate(STICKING_OUT):
            broken.append(f"{place}: {wide}")
        if place not in KINDS:
            broken += violations(page)
    broken += page.evaluate(LOOK_AT_WIDTHS, alike)
    assert not broken, "\n".join(broken)


def test_the_results_of_a_search_break_no_rule(calm: Page) -> None:
    calm.goto("statement/")
    broken = []
    for query in ("trilateral", "RSIE", "xqzvyw"):
        calm.get_by_role("searchbox").fill(query)
        expect(calm.locator(".find-panel")).to_have_attribute("data-shown", query)
        broken += violations(calm, ".find")
    assert not broken, "\n".join(broken)


def test_an_open_card_breaks_no_rule(calm: Page) -> None:
    calm.goto("statement/")
    calm.locator("#m-freedom-edge-1").focus()
    calm.keyboard.press("Tab")
    expect(calm.locator("#preview-card")).to_be_visible()
    broken = violations(calm, ".passage, #preview-card")
    assert not broken, "\n".join(broken)


def test_what_opens_on_the_statement_breaks_no_rule(calm: Page) -> None:
    calm.goto("statement/#m-msp-2")
    closed = calm.locator("details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
    calm.keyboard.press("Escape")
    calm.locator(".paragraph-number").first.click()
    expect(calm.locator(".tools")).to_be_visible()
    broken = violations(calm)
    calm.get_by_role("switch", name="Annotations").click()
    # A name under the pointer has a color of its own.
    calm.mouse.move(0, 0)
    broken += violations(calm, colours_only=True)
    assert not broken, "\n".join(broken)


def test_the_page_for_a_missing_address_breaks_no_rule(new_page: NewPage) -> None:
    page = new_page(allowed="404", viewport=SIZES["desktop"])
    page.goto("no/such/page/")
    broken = violations(page)
    assert not broken, "\n".join(broken)
