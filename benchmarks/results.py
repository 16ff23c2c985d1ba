"""All that one run measured -> the figures for programs, and each target with what was reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.building import BuildRow
    from benchmarks.editing import EditRow
    from benchmarks.hosting import HostRow
    from benchmarks.matching import MatchRow
    from benchmarks.searching import SearchRow

SMALL, LARGE = 300, 3000
"""The sizes of edition that growth is measured between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run."""

    matching: tuple[MatchRow, ...]
    building: tuple[BuildRow, ...]
    searching: tuple[SearchRow, ...]
    editing: tuple[EditRow, ...]
    hosting: tuple[HostRow, ...]

    def build(self, entries: int) -> BuildRow:
        """Give the builds of one size."""
        return next(row for row in self.building if row.entries == entries)

    def search(self, entries: int) -> SearchRow:
        """Give the searches of one size."""
        return next(row for row in self.searching if row.entries == entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was to be reached, and what was."""

    what: str
    limit: float
    value: float
    most: bool = False
    """Whether the limit is the most that is allowed, and not the least."""
    unit: str = "x"

    @property
    def margin(self) -> float:
        """How many times as good as asked for; below 1 the target is missed."""
        return self.limit / self.value if self.most else self.value / self.limit


def figures(results: Results) -> dict[str, Any]:
    """Give the figures under the names that programs read."""
    search = results.search(LARGE)
    return {
        "matching": [
            {
                "text": row.text,
                "names": row.names,
                "vs_pyahocorasick": _short(row.vs_pyahocorasick),
                "vs_flashtext": _short(row.vs_flashtext),
                "cpu_vs_raw": _short(row.cpu_vs_raw),
            }
            for row in results.matching
        ],
        "build": [{"entries": row.entries, "cpu_vs_bare": _short(row.cpu_vs_bare)} for row in results.building],
        "growth_300_to_3000": _short(results.build(LARGE).cpu / results.build(SMALL).cpu),
        "memory_vs_bare_3000": _short(results.build(LARGE).memory_vs_bare),
        "search_cold_vs_material_3000": _short(search.material.cold / search.ours.cold),
        "edit": [
            {"entries": row.entries, "seconds": _short(row.seconds), "vs_clean": _short(row.vs_clean)}
            for row in results.editing
        ],
    }


def _short(value: float) -> float:
    return round(value, 3)


def targets(results: Results) -> Iterable[Target]:
    """Give every target, in the order of the page."""
    for row in results.matching:
        if row.text == 10 and row.names >= SMALL:
            size = f"{row.names:,} names"
            yield Target(what=f"{size}, throughput vs pyahocorasick", limit=1.5, value=row.vs_pyahocorasick)
            yield Target(what=f"{size}, throughput vs flashtext", limit=6, value=row.vs_flashtext)
            yield Target(what=f"{size}, CPU vs the raw automaton", limit=2.5, value=row.cpu_vs_raw, most=True)
    for entries in (SMALL, LARGE):
        what = f"{entries:,} entries, CPU vs plain MkDocs"
        yield Target(what=what, limit=1.05, value=results.build(entries).cpu_vs_bare, most=True)
    large, search = results.build(LARGE), results.search(LARGE)
    growth = large.cpu / results.build(SMALL).cpu
    yield Target(what="CPU from 300 to 3,000 entries", limit=11, value=growth, most=True)
    yield Target(what="3,000 entries, memory vs plain MkDocs", limit=1.25, value=large.memory_vs_bare, most=True)
    for edit in results.editing:
        if edit.entries in {SMALL, LARGE}:
            what = f"{edit.entries:,} entries, one edit vs a clean build"
            yield Target(what=what, limit=2, value=edit.vs_clean)
    cold = search.material.cold / search.ours.cold
    yield Target(what="3,000 entries, cold search vs Material's", limit=10, value=cold)
    yield Target(
        what="3,000 entries, fetched for a search",
        limit=150,
        value=search.ours.bytes / 1000,
        most=True,
        unit=" KB",
    )
