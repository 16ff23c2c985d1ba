"""A reader's search beside Material's own, on the same pages: what it loads, and how long until the first result."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tests.browser.serving import serve, start_browser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

    from benchmarks.projects import Project

LATENCY, BYTES_A_SECOND = 60, 9_000_000 / 8
"""The line that both are measured on: what browsers' tools call fast 4G."""

QUERIES = ("minerals", "quantum")
"""Typed first, with nothing loaded, and then."""

OURS = ("#find-input", ".find-panel [data-search-hit]")
MATERIAL = (".md-search__input", ".md-search-result__link")
"""The field, and a result."""

PAGES_LIMIT = 1_000_000_000
"""Bytes that a site on GitHub Pages may have: docs.github.com, "GitHub Pages limits"."""

_TYPE = """([input, hit, query]) => new Promise((done) => {
    const field = document.querySelector(input);
    const all = () => [...document.querySelectorAll(hit)].map((item) => item.textContent.toLowerCase());
    const before = String(all());
    const shown = () => String(all()) !== before && all().some((text) => text.includes(query));
    const start = performance.now();
    const look = () => (shown() ? done(performance.now() - start) : setTimeout(look, 5));
    field.focus();
    field.value = query;
    for (const name of ["input", "keyup"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    look();
})"""
"""Types a query; resolves to the milliseconds until there is a new result with its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reader's search on one site."""

    requests_before: int
    bytes_before: int
    """Before the search opens, the page itself included."""
    requests: int
    bytes: int
    """From then to the first result."""
    cold: float
    warm: float
    """Milliseconds from typing to the first result, with nothing loaded and with all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """One size of edition."""

    entries: int
    ours: Reading
    material: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRow:
    """What a built site weighs."""

    entries: int
    files: int
    bytes: int
    share: float
    """Of what GitHub Pages allows."""


def weigh(project: Project) -> HostRow:
    """Weigh a built site."""
    sizes = [path.stat().st_size for path in project.site.rglob("*") if path.is_file()]
    return HostRow(entries=project.entries, files=len(sizes), bytes=sum(sizes), share=sum(sizes) / PAGES_LIMIT)


def measure_search(projects: Sequence[Project], *, rounds: int) -> Iterator[SearchRow]:
    """Measure both searches on the built sites of each size, by turns."""
    with start_browser() as browser:
        for project in projects:
            print(f"searching {project.entries} entries", flush=True)
            with serve(project.site) as own, serve(project.folder / "site-material") as other:
                pairs = [
                    (_read(browser, own.address, *OURS), _read(browser, other.address, *MATERIAL))
                    for _ in range(rounds)
                ]
            left, right = zip(*pairs, strict=True)
            yield SearchRow(entries=project.entries, ours=_middle(left), material=_middle(right))


def _middle(readings: Sequence[Reading]) -> Reading:
    names = [field.name for field in fields(Reading)]
    return Reading(**{name: statistics.median(getattr(reading, name) for reading in readings) for name in names})


def _read(browser: Browser, address: str, field: str, hit: str) -> Reading:
    """Open the page of acronyms as a new reader, and search."""
    speed = {"latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        sizes: list[int] = []
        line.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        page.goto(f"{address}acronyms/", wait_until="load")
        requests, fetched = len(sizes), sum(sizes)
        cold = float(page.evaluate(_TYPE, [field, hit, QUERIES[0]]))
        more, all_fetched = len(sizes), sum(sizes)
        warm = float(page.evaluate(_TYPE, [field, hit, QUERIES[1]]))
    finally:
        context.close()
    return Reading(
        requests_before=requests,
        bytes_before=fetched,
        requests=more - requests,
        bytes=all_fetched - fetched,
        cold=cold,
        warm=warm,
    )
