"""What readers take away: links, citations and words of a paragraph, of a selection, of the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.pages.citation import cite

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from generator.linking.edition import Edition
    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

CLIPBOARD = ["clipboard-read", "clipboard-write"]

SELECT = """([from, start, to, end]) => {
    const place = (id, at) => {
        const texts = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            if (at <= texts.currentNode.length) return [texts.currentNode, at];
            at -= texts.currentNode.length;
        }
    };
    document.getElementById(from).scrollIntoView({ block: "center" });
    getSelection().setBaseAndExtent(...place(from, start), ...place(to, end));
}"""
"""Selects from a character of one element to a character of another."""


def cited(edition: Edition, site: Served, *place: str) -> list[str]:
    """Return what the statement's page says in each form, on 28 November 2026."""
    address = f"{site.published}statement/"
    forms = cite(edition.statement, address, editor=edition.project.editor, place=place)
    days = {"en": "November 28, 2026", "ja": "2026年11月28日", "ko": "2026. 11. 28."}
    return [form.text.replace(form.accessed, days[form.language]) if form.accessed else form.text for form in forms]


def copied(button: Locator) -> str:
    """Press a button that copies, expect its answer where it was asked, and return what was copied."""
    button.click()
    expect(button).to_have_text("Copied")
    return str(button.page.evaluate("navigator.clipboard.readText()"))


def test_a_paragraphs_number_offers_its_link_citation_and_text(
    new_page: NewPage, site: Served, edition: Edition
) -> None:
    page = new_page(permissions=CLIPBOARD, viewport={"width": 360, "height": 800}, has_touch=True)
    page.goto("statement/")
    number = page.locator(".paragraph-number").nth(8)
    number.tap()
    tools = page.get_by_role("group", name="Paragraph 9", exact=True)
    expect(number).to_have_attribute("aria-expanded", "true")
    wanted = (
        f"{site.address}statement/#p-9",
        cited(edition, site, "9")[0],
        edition.statement.paragraphs[8].text,
    )
    buttons = tools.locator("button")
    expect(buttons).to_have_text(["Copy link", "Copy citation", "Copy text"])
    menu, words = tools.bounding_box(), page.locator("#p-9-s1").bounding_box()
    assert menu is not None
    assert words is not None
    assert menu["y"] + menu["height"] <= words["y"], "the menu covers the paragraph"
    for button, text in zip(buttons.all(), wanted, strict=True):
        assert copied(button) == text
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    # The answer is gone after a while, and the menu after a tap elsewhere.
    expect(buttons).to_have_text(["Copy link", "Copy citation", "Copy text"])
    page.locator("h1").tap()
    expect(tools).to_be_hidden()


def test_the_keyboard_opens_the_menu_and_leaves_it(page: Page) -> None:
    page.goto("statement/")
    number = page.locator(".paragraph-number").nth(8)
    tools = page.locator(".tools")
    for key in ("Enter", " "):
        number.focus()
        page.keyboard.press(key)
        page.keyboard.press("Tab")
        expect(tools.get_by_role("button", name="Copy link")).to_be_focused()
        page.keyboard.press("Escape")
        expect(tools).to_be_hidden()
        expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("selected", "name", "wanted"),
    [
        pytest.param(("p-8-s2", 3, "p-8-s2", 9), "Paragraph 8, sentence 2", (", para. 8, sentence 2.", "p-8-s2"), id="words"),
        pytest.param(("p-8-s3", 4, "p-8-s2", 5), "Paragraph 8, sentences 2 to 3", (", para. 8, sentences 2–3.", "p-8-s2"), id="backwards"),
        pytest.param(("p-8", 0, "p-9", 0), "Paragraph 8", (", para. 8.", "p-8"), id="a whole paragraph"),
        pytest.param(("p-8-s2", 3, "p-9-s1", 9), "Paragraphs 8 to 9", (", paras. 8–9.", "p-8"), id="two paragraphs"),
    ],
)  # fmt: skip
def test_a_selection_offers_its_link_and_citation(
    new_page: NewPage, site: Served, selected: tuple[str, int, str, int], name: str, wanted: tuple[str, str]
) -> None:
    words, anchor = wanted
    page = new_page(permissions=CLIPBOARD)
    page.goto("statement/")
    expect(page.locator(".paragraph-number").first).to_have_role("button")
    page.evaluate(SELECT, list(selected))
    chosen = page.evaluate("String(getSelection())")
    tools = page.get_by_role("group", name=name, exact=True)
    expect(tools).to_be_visible()
    link, citation, text = tools.locator("button").all()
    expect(text).to_be_hidden()
    assert copied(link) == f"{site.address}statement/#{anchor}"
    assert copied(citation).endswith(f"{words} {site.published}statement/#{anchor}")
    assert page.evaluate("String(getSelection())") == chosen
    page.evaluate("getSelection().empty()")
    expect(tools).to_be_hidden()


def test_a_place_is_cited_in_every_form(new_page: NewPage, site: Served, edition: Edition) -> None:
    page = new_page(alone=True, permissions=CLIPBOARD)
    page.clock.set_fixed_time("2026-11-28T12:00:00")
    page.goto("statement/")
    page.get_by_text("Cite this", exact=True).click()
    forms = page.locator("details.cite pre")
    box = page.locator("details.cite")
    what, sentence = box.get_by_label("What"), box.get_by_label("Sentence")
    expect(sentence).to_be_hidden()
    expect(forms).to_have_text(cited(edition, site))
    what.select_option("Paragraph 8")
    assert forms.all_text_contents() == cited(edition, site, "8")
    sentence.select_option("3")
    assert forms.all_text_contents() == cited(edition, site, "8", "3")
    assert copied(page.get_by_role("button", name="Copy BibTeX")) == cited(edition, site, "8", "3")[4]
    what.select_option("The whole statement")
    assert forms.all_text_contents() == cited(edition, site)
    # What the address leads to is what is cited.
    page.goto("statement/#p-6-s2")
    expect(forms).to_have_text(cited(edition, site, "6", "2"))
    expect(sentence).to_have_value("2")


def test_without_script_a_number_is_a_link_and_nothing_else_is_there(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("statement/")
    page.locator(".paragraph-number").nth(8).click()
    assert page.url.endswith("#p-9")
    assert page.locator(".tools, details.cite button, details.cite select").count() == 0
