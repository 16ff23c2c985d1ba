"""A whole build beside plain MkDocs with the same pages: CPU, memory, and how both grow."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measuring import measure_build, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measuring import Cost
    from benchmarks.projects import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRow:
    """One size of edition."""

    entries: int
    cpu: float
    cpu_vs_bare: float
    index: float
    """Seconds that the search's index took; in neither of the above."""
    memory_vs_bare: float


def measure_building(projects: Sequence[Project], *, rounds: Sequence[int]) -> list[BuildRow]:
    """Build each project in both ways, by turns."""
    rows = []
    for project, times in zip(projects, rounds, strict=True):
        say(f"building {project.entries} entries, with and without the generator, {times} times")
        pairs = [_pair(project) for _ in range(times)]
        rows.append(
            BuildRow(
                entries=project.entries,
                cpu=statistics.median(ours.cpu for ours, _ in pairs),
                cpu_vs_bare=statistics.median(ours.cpu / bare.cpu for ours, bare in pairs),
                index=statistics.median(ours.index for ours, _ in pairs),
                memory_vs_bare=statistics.median(ours.memory / bare.memory for ours, bare in pairs),
            )
        )
    return rows


def _pair(project: Project) -> tuple[Cost, Cost]:
    bare = measure_build(project.bare, project.folder / "site-bare")
    return measure_build(project.ours, project.folder / "site"), bare
