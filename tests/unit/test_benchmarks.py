"""The benchmarks run, on the smallest inputs, and say what programs look for."""

from __future__ import annotations

import pytest

from benchmarks.building import BuildRow
from benchmarks.editing import EditRow
from benchmarks.hosting import HostRow, weigh
from benchmarks.inputs import make_names, make_project
from benchmarks.matching import MatchRow, make_patterns, measure
from benchmarks.report import write
from benchmarks.results import Results, figures, targets
from benchmarks.searching import Reading, SearchRow
from generator.site import build_site

READ = Reading(requests_before=9, bytes_before=90_000, requests=7, bytes=80_000, cold=500.0, warm=50.0)
SLOW = Reading(requests_before=9, bytes_before=900_000, requests=0, bytes=0, cold=6000.0, warm=90.0)
RESULTS = Results(
    matching=tuple(
        MatchRow(text=10, names=names, speed=70, build=4, vs_pyahocorasick=2, vs_flashtext=9, cpu_vs_raw=2)
        for names in (300, 3000, 30000)
    ),
    building=tuple(
        BuildRow(entries=entries, cpu=entries / 100, cpu_vs_bare=1.04, index=1, memory_vs_bare=1.2)
        for entries in (43, 300, 3000)
    ),
    searching=tuple(SearchRow(entries=entries, ours=READ, material=SLOW) for entries in (43, 300, 3000)),
    editing=tuple(EditRow(entries=entries, seconds=1, clean=3, vs_clean=3) for entries in (43, 300, 3000)),
    hosting=(HostRow(entries=43, files=10, bytes=10_000, share=0.1),),
)


def test_the_figures_have_the_names_that_programs_look_for() -> None:
    found = figures(RESULTS)
    assert {name: sorted(rows[0]) if isinstance(rows, list) else rows for name, rows in found.items()} == {
        "matching": ["cpu_vs_raw", "names", "text", "vs_flashtext", "vs_pyahocorasick"],
        "build": ["cpu_vs_bare", "entries"],
        "growth_300_to_3000": 10.0,
        "memory_vs_bare_3000": 1.2,
        "search_cold_vs_material_3000": 12.0,
        "edit": ["entries", "seconds", "vs_clean"],
    }


def test_a_target_that_is_missed_is_said_to_be() -> None:
    page = write(RESULTS)
    assert all(target.margin >= 1 for target in targets(RESULTS))
    assert "| no |" not in page
    worse = BuildRow(entries=300, cpu=3, cpu_vs_bare=1.2, index=1, memory_vs_bare=1.2)
    slower = Results(
        matching=RESULTS.matching,
        building=(RESULTS.building[0], worse, RESULTS.building[2]),
        searching=RESULTS.searching,
        editing=RESULTS.editing,
        hosting=RESULTS.hosting,
    )
    assert write(slower).count("| no |") == 1


# The clock of a process goes in steps of 16 ms on Windows, and nothing here takes as long.
@pytest.mark.posix
def test_matching_is_measured_and_all_find_the_same() -> None:
    row = measure(make_patterns(30), "The MSP, the ROK and an AI of the Freedom Edge. " * 4, 1, rounds=1)
    assert (row.names, row.text) == (30, 1)
    assert min(row.speed, row.vs_pyahocorasick, row.vs_flashtext, row.cpu_vs_raw) > 0


def test_a_seed_always_gives_the_same_names() -> None:
    assert make_names(40) == make_names(40)
    assert make_names(40) != make_names(40, seed=1)
    assert len({name.text for name in make_names(40)}) == 40


def test_a_made_project_is_sound_and_names_its_entries(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("made") / "project"
    make_project(folder, 60)
    site = build_site(folder / "source" / "statement.md", folder / "docs" / "glossary")
    assert len(site.entries) == 60
    assert [str(finding) for finding in site.findings] == []
    assert any(mention.entry.startswith("generated-") for mention in site.mentions)
    assert weigh(60, folder).files > 60
