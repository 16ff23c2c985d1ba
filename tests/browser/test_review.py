"""generator review in a browser: with the mouse and with the keyboard, on a phone, for a screen reader, and taken back."""

from __future__ import annotations

import re
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.authoring.review.server import ReviewServer
from tests.browser.test_accessibility import violations
from tests.projects import hashes
from tests.unit.test_review import begin, copy_with_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
ABORTED = "Failed to load resource: net::ERR_FAILED"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with names that are not decided."""
    return copy_with_names(tmp_path)


@pytest.fixture
def page(browser: Browser, project: Path) -> Iterator[Page]:
    """The page of a review; an error or a request to elsewhere fails the test."""
    complaints: list[str] = []
    with ReviewServer(begin(project), 0) as server:
        root = server.address.partition("#")[0]
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        context = browser.new_context(viewport={"width": 1366, "height": 900}, color_scheme="dark")
        page = context.new_page()
        page.on("console", lambda message: complaints.extend({message.text} - {ABORTED}))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: complaints.extend({sent.url} - {root, f"{root}page.css", f"{root}page.js"}))
        page.goto(server.address)
        yield page
        context.close()
        server.shutdown()
        thread.join()
    assert complaints == []


def test_names_are_decided_with_the_keyboard_and_with_the_mouse(page: Page, project: Path) -> None:
    before = hashes(project)
    glossary, reviewed = project / "docs" / "glossary", project / "source" / "reviewed.yml"
    heading, said = page.get_by_role("heading", level=2), page.get_by_role("status")
    expect(heading).to_have_text("Tide Rights Council (TRC)")
    expect(page.locator("mark.current").first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Tide Rights Council (TRC)", exact=False)).to_be_focused()

    page.keyboard.press("d")
    expect(said).to_contain_text("Tide Rights Council (TRC): draft, ")
    expect(page.locator("#count")).to_have_text("4 of 11 decided")
    assert (glossary / "trc.md").read_text(encoding="utf-8").startswith("---\n")
    # A page of the text's marks shows it, and the next name has the focus.
    expect(page.locator("mark.entry", has_text="TRC").first).to_be_visible()
    expect(heading).to_have_text("Open-Sea Compact")
    page.keyboard.press("a")
    # Of the entries, the one with most words of the name is the first to choose.
    expect(page.locator("#answers option").first).to_have_attribute("value", "Open Sea Compact")
    page.keyboard.type("Open Sea Compact")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Open-Sea Compact: alias, ")
    assert "- Open-Sea Compact\n" in (glossary / "open-sea-compact.md").read_text(encoding="utf-8")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("l")
    expect(said).to_contain_text(": later")

    page.locator("mark", has_text="Shore Fund").click()
    page.get_by_role("button", name="No name").click()
    page.get_by_label("Reason").fill("A purse: <b>none</b> of ours")
    page.get_by_role("button", name="Save").click()
    expect(said).to_contain_text("Shore Fund: no name, A purse: <b>none</b> of ours. 7 of 11 decided")
    assert "later:\n  - " in reviewed.read_text(encoding="utf-8")
    page.get_by_text("Decided (").click()
    expect(page.get_by_role("button", name="Shore Fund no name")).to_be_visible()

    # Whoever changes a file meanwhile keeps the change, and the page shows it; undo goes on with the steps before it.
    ours = reviewed.read_text(encoding="utf-8")
    reviewed.write_text(ours + "# Mine.\n", encoding="utf-8")
    for name in ("Shore Fund: no name", ": later"):
        page.keyboard.press("u")
        expect(page.get_by_role("alert").first).to_contain_text("reviewed.yml:1: has changed since, so this stays: ")
        expect(page.get_by_role("alert").first).to_contain_text(name)
    assert reviewed.read_text(encoding="utf-8") == ours + "# Mine.\n"
    reviewed.write_text("# Ours.\nnames: []\n", encoding="utf-8")
    for left in (4, 3):
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#count")).to_have_text(f"{left} of 11 decided")
    assert hashes(project) == before


def test_a_key_is_for_the_name_that_is_shown_however_long_the_steps_before_take(page: Page, project: Path) -> None:
    held: list[Route] = []
    heading, count = page.get_by_role("heading", level=2), page.locator("#count")
    expect(heading).to_have_text("Tide Rights Council (TRC)")
    # In such a list nothing can be put off.
    (project / "source" / "reviewed.yml").write_text("{names: []}\n", encoding="utf-8")
    page.route("**/", lambda route: route.continue_() if held else held.append(route))
    page.keyboard.press("l")
    expect(heading).to_have_text("Open-Sea Compact")
    expect(page.locator('[data-name="Open-Sea Compact"]')).to_be_focused()
    page.keyboard.press("d")
    expect(count).to_have_text("5 of 11 decided")
    third = heading.inner_text()
    page.keyboard.press("n")
    page.keyboard.type("A purse")
    held[0].continue_()
    expect(page.get_by_role("status")).to_contain_text("Open-Sea Compact: draft, ")
    expect(page.get_by_role("alert").first).to_contain_text(
        re.compile("Tide Rights Council .*reviewed.yml:1: the list")
    )
    # What was refused is open again; what is being typed stays.
    expect(count).to_have_text("4 of 11 decided")
    expect(page.get_by_label("Reason")).to_have_value("A purse")
    assert (heading.inner_text(), third != "Open-Sea Compact") == (third, True)
    page.keyboard.press("Escape")
    page.route("**/", lambda route: route.abort())
    page.keyboard.press("d")
    expect(page.locator("#fatal")).to_contain_text("The review has ended.")
    expect(count).to_have_text("4 of 11 decided")


def test_the_page_fits_a_phone_and_speaks_to_a_screen_reader(page: Page) -> None:
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_text("Tide Rights Council (TRC)")
    # Single keys are in the way of speech input, so they can be switched off.
    page.get_by_label("Keys").uncheck()
    page.keyboard.press("j")
    expect(heading).to_have_text("Tide Rights Council (TRC)")
    page.get_by_role("button", name="Alias of").click()
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 780})
    page.emulate_media(color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []
