"""The site built once a worker, and pages of a browser that fail a test on any complaint."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import expect

from generator import Edition, read_edition
from tests.browser.serving import Served, serve, start_browser
from tests.builds import ADDRESS
from tests.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PICTURES = ROOT / "test-results"
"""Where a failed test leaves a picture of its page."""

_FAILED = pytest.StashKey[bool]()


class NewPage(Protocol):
    """Opens a page."""

    def __call__(self, *, allowed: str = "", alone: bool = False, **options: Any) -> Page:
        """Open a page: one that an earlier test has left, emptied, where there is one with such options.

        Args:
            allowed: a regular expression; a complaint in which it is found does not fail the test.
            alone: True for a test that sets a clock, adds scripts or counts what is loaded: in a new context, which no
                other test gets.
            options: of Playwright's `Browser.new_context`.
        """


@dataclass(eq=False)
class Tab:
    """A page of a context of its own, and what is complained about on it."""

    page: Page
    kind: str
    """What cannot be set once it is open; "" when no other test may have it."""
    allowed: str = ""
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complain(f"console {message.type} on {self.page.url}: {message.text}")

    def complain(self, text: str) -> None:
        if not self.allowed or not re.search(self.allowed, text):
            self.complaints.append(text)

    def close(self) -> None:
        self.page.context.close()

    def clear(self, site: Served) -> bool:
        """Make the page as good as new; False when it went elsewhere, and what it keeps there is out of reach."""
        if not self.kind or self.page.is_closed() or not self.page.url.startswith(site.address):
            return False
        self.page.evaluate("localStorage.clear()")
        self.page.unroute_all()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.allowed = ""
        return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note a failure, for the fixtures to know that a picture is wanted."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def edition() -> Edition:
    """What the pages are made of."""
    return read_edition(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def site(edition_site: Callable[[str], Path]) -> Iterator[Served]:
    """The real site, built strictly and served below /annotated/; BUILDER in the environment names another builder."""
    with serve(edition_site(os.environ.get("BUILDER", "mkdocs")), ADDRESS) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    expect.set_options(timeout=20_000)
    with start_browser() as started:
        yield started


@pytest.fixture(scope="session")
def tabs() -> Iterator[list[Tab]]:
    """Pages that nobody uses."""
    left: list[Tab] = []
    yield left
    for tab in left:
        tab.close()


LOOKS: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 720},
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
"""What can be set on an open page, and as what Playwright opens one."""


@pytest.fixture
def new_page(browser: Browser, site: Served, tabs: list[Tab], request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Opens pages; a message in the console, an error or a request to another host fails the test."""
    used: list[Tab] = []

    def open_page(*, allowed: str = "", alone: bool = False, **options: Any) -> Page:
        looks = {name: options.pop(name, value) for name, value in LOOKS.items()}
        kind = "" if alone else repr(sorted(({"base_url": site.address} | options).items()))
        tab = next((tab for tab in tabs if tab.kind == kind != ""), None)
        if tab:
            tabs.remove(tab)
        else:
            tab = open_tab(browser, site, kind, options)
        used.append(tab)
        tab.allowed = allowed
        tab.page.set_viewport_size(looks.pop("viewport"))
        tab.page.emulate_media(media="null", **looks)
        return tab.page

    yield open_page
    for tab in used:
        if not tab.page.is_closed():
            # Whatever the page has said so far is heard before this is answered.
            tab.page.evaluate("0")
    complaints = [text for tab in used for text in tab.complaints]
    failed = complaints or request.node.stash.get(_FAILED, False)
    for number, tab in enumerate(used):
        if failed and not tab.page.is_closed():
            name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.split("::", 1)[-1])
            tab.page.screenshot(path=PICTURES / f"{name}-{number}.png")
        if not failed and tab.clear(site):
            tabs.append(tab)
        else:
            tab.close()
    assert not complaints, "\n".join(complaints)


def open_tab(browser: Browser, site: Served, kind: str, options: dict[str, Any]) -> Tab:
    context = browser.new_context(**({"base_url": site.address} | options))
    context.set_default_timeout(20_000)
    tab = Tab(context.new_page(), kind)

    def see(sent: Request) -> None:
        if not sent.url.startswith((site.address, "about:", "data:", "blob:", "file:")):
            tab.complain(f"request to another host, from {tab.page.url}: {sent.url}")

    tab.page.on("console", tab.hear)
    tab.page.on("pageerror", lambda error: tab.complain(f"error on {tab.page.url}: {error}"))
    context.on("request", see)
    return tab


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desktop screen."""
    return new_page(viewport={"width": 1366, "height": 900})
