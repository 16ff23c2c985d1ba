"""Writes pictures of the site into build/screenshots/: `python -m tests.browser.screenshots`."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.browser.serving import start_browser
from tests.builds import serve_edition
from tests.samples import ROOT

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.browser.serving import Served

FOLDER = ROOT / "build" / "screenshots"

PLACES = {
    "home": "",
    "statement": "statement/",
    "entry": "glossary/msp/",
    "glossary": "glossary/",
    "acronyms": "acronyms/",
    "timeline": "timeline/",
    "search": "?q=RISE",
}

SCREENS: dict[str, ViewportSize] = {
    "desktop": {"width": 1366, "height": 900},
    "phone": {"width": 390, "height": 844},
}

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Build the site, take every picture and print its file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve_edition() as site, start_browser() as browser:
        for screen, scheme in product(SCREENS, SCHEMES):
            take(browser, site, screen=screen, scheme=scheme)


def take(browser: Browser, site: Served, *, screen: str, scheme: Literal["light", "dark"]) -> None:
    """Take the pictures of one screen in one colour scheme."""
    context = browser.new_context(
        base_url=site.address,
        viewport=SCREENS[screen],
        color_scheme=scheme,
        reduced_motion="reduce",
        has_touch=screen == "phone",
    )
    page = context.new_page()
    for name, place in PLACES.items():
        page.goto(place)
        settle(page, searching="?q=" in place)
        path = FOLDER / f"{name}-{screen}-{scheme}.png"
        page.screenshot(path=path)
        print(path.relative_to(ROOT))
    context.close()


def settle(page: Page, *, searching: bool) -> None:
    """Wait until the page looks as it will stay."""
    page.wait_for_load_state("networkidle")
    if searching:
        page.locator("[data-search-hit]").first.wait_for()


if __name__ == "__main__":
    main()
