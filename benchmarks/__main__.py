"""Runs all benchmarks: `make bench`. Writes build/bench.json and docs/benchmarks.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.building import measure_building
from benchmarks.editing import measure_editing
from benchmarks.hosting import weigh
from benchmarks.inputs import ROOT
from benchmarks.matching import measure_matching
from benchmarks.measuring import measure_build, say
from benchmarks.projects import prepare
from benchmarks.report import write
from benchmarks.results import Results, figures
from benchmarks.searching import measure_search

SIZES = (43, 300, 3000)
_BUILDS = {43: 9, 300: 9, 3000: 3}
_EDITS = {43: 3, 300: 3, 3000: 1}


def main(work: Path) -> None:
    """Measure everything in a working folder."""
    matching = measure_matching((1, 10), (30, 300, 3000, 30000), rounds=600)
    matching += measure_matching((100, 1000), (3000,), rounds=300)
    say("making projects")
    projects = [prepare(work / str(entries), entries) for entries in SIZES]
    building = measure_building(projects, rounds=[_BUILDS[entries] for entries in SIZES])
    for project in projects:
        say(f"building {project.entries} entries with Material's own search")
        measure_build(project.material, project.folder / "site-material")
    sites = [(project.entries, project.folder / "site", project.folder / "site-material") for project in projects]
    searching = measure_search(sites, rounds=3)
    hosting = [weigh(entries, site) for entries, site, _ in sites]
    editing = [row for project in projects for row in measure_editing([project], rounds=_EDITS[project.entries])]
    results = Results(
        matching=tuple(matching),
        building=tuple(building),
        searching=tuple(searching),
        editing=tuple(editing),
        hosting=tuple(hosting),
    )
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    text = json.dumps(figures(results), indent=1) + "\n"
    (build / "bench.json").write_text(text, encoding="utf-8", newline="\n")
    (ROOT / "docs" / "benchmarks.md").write_text(write(results), encoding="utf-8", newline="\n")
    say("wrote build/bench.json and docs/benchmarks.md")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "bench")
