"""The site built once a worker, and pages of a browser that fail a test on any complaint."""

from __future__ import annotations

import os
import re
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

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

TRACES = ROOT / "test-results"
"""Where a failed test leaves its trace: `playwright show-trace test-results/<test>.zip`."""

_FAILED = pytest.StashKey[bool]()


class NewPage(Protocol):
    """Opens a page in a browser context of its own."""

    def __call__(self, *, allowed: str = "", traced: bool = True, **options: Any) -> Page:
        """Open a page.

        Args:
            allowed: a regular expression; a complaint in which it is found does not fail the test.
            traced: False for a test that goes through very many pages, and names the one that is wrong: a trace
                holds a copy of each page and takes its time.
            options: of Playwright's `Browser.new_context`.
        """


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note a failure, for the fixtures to know that the trace is wanted."""
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


@pytest.fixture
def new_page(browser: Browser, site: Served, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Opens pages; a message in the console, an error or a request to another host fails the test."""
    opened: list[tuple[BrowserContext, Page]] = []
    complaints: list[str] = []

    def open_page(*, allowed: str = "", traced: bool = True, **options: Any) -> Page:
        context = browser.new_context(**({"base_url": site.address} | options))
        context.tracing.start(snapshots=traced, title=request.node.nodeid)
        context.set_default_timeout(20_000)
        page = context.new_page()
        opened.append((context, page))

        def complain(text: str) -> None:
            if not allowed or not re.search(allowed, text):
                complaints.append(text)

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                complain(f"console {message.type} on {page.url}: {message.text}")

        def see(sent: Request) -> None:
            if not sent.url.startswith((site.address, "data:", "blob:", "file:")):
                complain(f"request to another host, from {page.url}: {sent.url}")

        page.on("console", hear)
        page.on("pageerror", lambda error: complain(f"error on {page.url}: {error}"))
        context.on("request", see)
        return page

    yield open_page
    for context, page in opened:
        if not page.is_closed():
            # Whatever the page has said so far is heard before this is answered.
            page.evaluate("0")
        if request.node.stash.get(_FAILED, False) or complaints:
            name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.split("::", 1)[-1])
            context.tracing.stop(path=TRACES / f"{name}.zip")
        else:
            context.tracing.stop()
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desktop screen."""
    return new_page(viewport={"width": 1366, "height": 900})
