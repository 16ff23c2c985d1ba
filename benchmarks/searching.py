"""A reader's search beside Material's own, on the same pages: what it loads, and how long until the first result."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measuring import say
from benchmarks.serving import serve
from tests.browser.serving import start_browser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

LATENCY, BYTES_A_SECOND = 60, 9_000_000 / 8
"""The line that both are measured on: what browsers' tools call fast 4G."""

QUERIES = ("minerals", "quantum")
"""Typed first, with nothing loaded, and then."""

OURS = ("#find-input", ".find-panel [data-search-hit]")
MATERIAL = (".md-search__input", ".md-search-result__link")
"""Where is typed, and what a result is."""

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
"""Types a query and gives the milliseconds until there is a new result with its words."""


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


def measure_search(sites: Sequence[tuple[int, Path, Path]], *, rounds: int) -> list[SearchRow]:
    """Measure both searches at each size, by turns.

    Args:
        sites: number of entries, our site, and the site with Material's search.
        rounds: how often each is read.
    """
    rows = []
    with start_browser() as browser:
        for entries, ours, material in sites:
            say(f"searching {entries} entries")
            with serve(ours) as own, serve(material) as other:
                pairs = [(_read(browser, own, *OURS), _read(browser, other, *MATERIAL)) for _ in range(rounds)]
            left, right = zip(*pairs, strict=True)
            rows.append(SearchRow(entries=entries, ours=_middle(left), material=_middle(right)))
    return rows


def _middle(readings: Sequence[Reading]) -> Reading:
    return Reading(
        requests_before=int(statistics.median(reading.requests_before for reading in readings)),
        bytes_before=int(statistics.median(reading.bytes_before for reading in readings)),
        requests=int(statistics.median(reading.requests for reading in readings)),
        bytes=int(statistics.median(reading.bytes for reading in readings)),
        cold=statistics.median(reading.cold for reading in readings),
        warm=statistics.median(reading.warm for reading in readings),
    )


def _read(browser: Browser, address: str, field: str, hit: str) -> Reading:
    """Open the page of acronyms as a new reader, and search."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            },
        )
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
