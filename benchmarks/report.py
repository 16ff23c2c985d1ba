"""Results -> the figures for programs, each target with what was reached, and docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.building import BuildRow
    from benchmarks.comparing import PairRow
    from benchmarks.editing import EditRow
    from benchmarks.matching import MatchRow
    from benchmarks.questions import QuestionRow
    from benchmarks.searching import HostRow, SearchRow

REAL, SMALL, LARGE = 45, 300, 3000
"""The sizes of edition that have targets."""

_BUILD_LIMITS = {REAL: 1.1, SMALL: 0.5, LARGE: 0.4}
_EDIT_LIMITS = {REAL: 0.8, LARGE: 0.4}
_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "ahocorasick_rs", "pyahocorasick", "pagefind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run."""

    matching: tuple[MatchRow, ...]
    building: tuple[BuildRow, ...]
    editing: tuple[EditRow, ...]
    pairing: PairRow
    searching: tuple[SearchRow, ...]
    questions: tuple[QuestionRow, ...]
    hosting: tuple[HostRow, ...]

    @property
    def growth(self) -> float:
        """How many times the CPU of 300 entries 3,000 take."""
        cpu = {row.entries: row.cpu for row in self.building}
        return cpu[LARGE] / cpu[SMALL]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was to be reached, and what was."""

    what: str
    limit: float
    value: float
    most: bool = True
    """Whether the limit is the most that is allowed, and not the least."""
    unit: str = "x"

    @property
    def margin(self) -> float:
        """How many times as good as asked for; below 1 the target is missed."""
        return self.limit / self.value if self.most else self.value / self.limit

    @property
    def sign(self) -> str:
        """Between what was reached and what was asked for."""
        return "≤" if self.most else "≥"


def figures(results: Results) -> dict[str, Any]:
    """Return the figures under the names that programs read."""
    large = next(row for row in results.building if row.entries == LARGE)
    search = next(row for row in results.searching if row.entries == LARGE)
    return {
        "matching": [asdict(row) for row in results.matching],
        "build": [asdict(row) for row in results.building],
        "growth_300_to_3000": results.growth,
        "memory_vs_plain_3000": large.memory_vs_plain,
        "search_cold_vs_material_3000": search.material.cold / search.ours.cold,
        "edit": [asdict(row) for row in results.editing],
        "pairing": asdict(results.pairing),
        "questions": [asdict(row) for row in results.questions],
    }


def list_targets(results: Results) -> Iterator[Target]:
    """Yield every target, in the order of the page."""
    for row in results.building:
        what = f"{row.entries:,} entries, CPU of a build vs plain MkDocs"
        yield Target(what=what, limit=_BUILD_LIMITS[row.entries], value=row.cpu_vs_plain)
    yield Target(what="CPU from 300 to 3,000 entries", limit=10, value=results.growth)
    memory = next(row.memory_vs_plain for row in results.building if row.entries == LARGE)
    yield Target(what="3,000 entries, memory vs plain MkDocs", limit=1.2, value=memory)
    for edit in results.editing:
        if limit := _EDIT_LIMITS.get(edit.entries):
            what = f"{edit.entries:,} entries, save to page vs plain MkDocs"
            yield Target(what=what, limit=limit, value=edit.vs_plain)
    for match in results.matching:
        if match.text == 10 and match.names >= SMALL:
            size = f"{match.names:,} names"
            yield Target(what=f"{size}, speed vs pyahocorasick", limit=1.5, value=match.vs_pyahocorasick, most=False)
            yield Target(what=f"{size}, CPU vs the raw automaton", limit=2.5, value=match.cpu_vs_raw)
    what = f"{results.pairing.statements} other statements compared"
    yield Target(what=what, limit=60, value=results.pairing.seconds, unit=" s")
    yield Target(what=f"{what}, memory", limit=1000, value=results.pairing.memory, unit=" MB")
    search = next(row for row in results.searching if row.entries == LARGE)
    cold = search.material.cold / search.ours.cold
    yield Target(what="3,000 entries, cold search vs Material's", limit=10, value=cold, most=False)
    yield Target(what="3,000 entries, fetched for a search", limit=150, value=search.ours.bytes / 1000, unit=" KB")


def write_page(results: Results) -> str:
    """Return docs/benchmarks.md."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["figure"] = _figure
    template = environment.get_template("report.md.jinja")
    return template.render(results=results, targets=tuple(list_targets(results)), machine=_describe_machine())


def _figure(value: float) -> str:
    """Write a figure with the digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _describe_machine() -> str:
    tools = ", ".join(f"{name} {version(name)}" for name in _TOOLS)
    # Windows knows no such figure.
    load = f", with {os.getloadavg()[2]:.0f} processes at work on average" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores{load}, Python {platform.python_version()}, {platform.system()}; {tools}."
