"""Run all benchmarks; write build/bench.json and docs/benchmarks.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.building import measure_build, measure_builds
from benchmarks.comparing import measure_pairs
from benchmarks.editing import measure_edits
from benchmarks.inputs import ROOT
from benchmarks.matching import measure_matching
from benchmarks.projects import prepare
from benchmarks.questions import measure_questions
from benchmarks.report import Results, figures, write_page
from benchmarks.searching import measure_search, weigh

SIZES = (45, 300, 3000)
_BUILDS = {45: 7, 300: 5, 3000: 2}
_EDITS = {45: 9, 300: 3, 3000: 1}


def main(work: Path) -> None:
    """Measure everything in a working folder."""
    matching = measure_matching((1, 10), (30, 300, 3000, 30000), rounds=400)
    matching += measure_matching((100, 1000), (3000,), rounds=400)
    projects = [prepare(work / str(entries), entries) for entries in SIZES]
    building = [measure_builds(project, rounds=_BUILDS[project.entries]) for project in projects]
    for project in projects:
        measure_build(project.material, project.folder / "site-material")
    results = Results(
        matching=tuple(matching),
        building=tuple(building),
        editing=tuple(measure_edits(project, rounds=_EDITS[project.entries]) for project in projects),
        pairing=measure_pairs(),
        searching=tuple(measure_search(projects, rounds=3)),
        questions=tuple(measure_questions()),
        hosting=tuple(weigh(project) for project in projects),
    )
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    text = json.dumps(figures(results), indent=1) + "\n"
    (build / "bench.json").write_text(text, encoding="utf-8", newline="\n")
    (ROOT / "docs" / "benchmarks.md").write_text(write_page(results), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "bench")
