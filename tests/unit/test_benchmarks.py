"""The benchmarks run, on the smallest inputs, and report what programs read."""

from __future__ import annotations

import tarfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.building import BuildRow, build_once
from benchmarks.comparing import PairRow
from benchmarks.editing import EditRow
from benchmarks.importing import count_right, make_text, to_docx, to_html
from benchmarks.inputs import make_names, make_project
from benchmarks.matching import MatchRow, make_patterns, measure
from benchmarks.projects import PAGES, Project, unpack
from benchmarks.questions import QuestionRow, count
from benchmarks.report import Results, figures, list_targets, write_page
from benchmarks.searching import HostRow, Reading, SearchRow, weigh
from generator import check_edition, read_edition
from generator.authoring.importing import read_source
from tests.search_questions import Answer

if TYPE_CHECKING:
    from pathlib import Path

READ = Reading(requests_before=9, bytes_before=90_000, requests=7, bytes=80_000, cold=500.0, warm=50.0)
SLOW = Reading(requests_before=9, bytes_before=900_000, requests=0, bytes=0, cold=6000.0, warm=90.0)
RESULTS = Results(
    matching=tuple(
        MatchRow(text=10, names=names, speed=70, build=4, vs_pyahocorasick=2, cpu_vs_raw=2)
        for names in (300, 3000, 30000)
    ),
    building=tuple(
        BuildRow(entries=entries, cpu=entries / 100, cpu_vs_plain=0.4, index=1, memory_vs_plain=1.2)
        for entries in (45, 300, 3000)
    ),
    searching=tuple(SearchRow(entries=entries, ours=READ, material=SLOW) for entries in (45, 300, 3000)),
    editing=tuple(EditRow(entries=entries, seconds=1, plain=3, vs_plain=0.3) for entries in (45, 300, 3000)),
    pairing=PairRow(statements=50, words=120_000, pairs=2400, seconds=10, memory=60),
    questions=(QuestionRow(search="this edition", asked=60, right=57, right_page=58, empty=0),),
    hosting=(HostRow(entries=45, files=10, bytes=10_000, share=0.1),),
)


def test_the_figures_have_the_names_that_programs_look_for() -> None:
    found = figures(RESULTS)
    assert {name: sorted(rows[0]) if isinstance(rows, list) else rows for name, rows in found.items()} == {
        "matching": ["build", "cpu_vs_raw", "names", "speed", "text", "vs_pyahocorasick"],
        "build": ["cpu", "cpu_vs_plain", "entries", "index", "memory_vs_plain"],
        "growth_300_to_3000": 10.0,
        "memory_vs_plain_3000": 1.2,
        "search_cold_vs_material_3000": 12.0,
        "edit": ["entries", "plain", "seconds", "vs_plain"],
        "pairing": {"statements": 50, "words": 120_000, "pairs": 2400, "seconds": 10, "memory": 60},
        "questions": ["asked", "empty", "right", "right_page", "search"],
    }


def test_the_page_has_a_row_for_each_search_that_was_asked() -> None:
    assert "| this edition | 57 of 60 | 58 of 60 | 0 |" in write_page(RESULTS).split("\n")


def test_a_target_that_is_missed_is_said_to_be() -> None:
    page = write_page(RESULTS)
    assert all(target.margin >= 1 for target in list_targets(RESULTS))
    assert (page.count("| yes |"), page.count("| no |")) == (17, 0)
    worse = replace(RESULTS.building[1], cpu_vs_plain=0.51)
    slower = replace(RESULTS, building=(RESULTS.building[0], worse, RESULTS.building[2]))
    assert write_page(slower).count("| no |") == 1


def test_the_page_of_the_statement_is_counted_for_a_paragraph_apart() -> None:
    wanted = {"need": "first", "answers": ["p:8"]}
    nothing = {"need": "top3", "answers": []}
    hits = ((wanted, ("p:8",)), (wanted, ("page:statement",)), (wanted, ()), (nothing, ()), (nothing, ("p:8",)))
    row = count("any", [Answer(question, found) for question, found in hits])
    assert row == QuestionRow(search="any", asked=5, right=2, right_page=3, empty=1)


# The clock of a process goes in steps of 16 ms on Windows, and nothing here takes as long.
@pytest.mark.posix
def test_matching_is_measured_and_all_find_the_same() -> None:
    row = measure(make_patterns(30), "The MSP, the ROK and an AI of the Freedom Edge. " * 4, 1, rounds=1)
    assert (row.names, row.text) == (30, 1)
    assert min(row.speed, row.vs_pyahocorasick, row.cpu_vs_raw) > 0


def test_a_seed_always_gives_the_same_names() -> None:
    assert make_names(40) == make_names(40)
    assert make_names(40) != make_names(40, seed=1)
    assert len({name.text for name in make_names(40)}) == 40


def test_a_made_project_is_sound_and_names_its_entries(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 60)
    edition = read_edition(folder / "mkdocs.yml")
    assert len(edition.entries) == 60
    assert [str(finding) for finding in check_edition(edition)] == []
    assert any(mention.entry.startswith("generated-") for mention in edition.mentions)
    project = Project(entries=60, folder=folder)
    assert build_once(str(project.ours), str(project.site)).index > 0
    assert weigh(project).files > 60


def test_there_is_a_plain_page_for_every_entry_and_list(tmp_path: Path) -> None:
    with tarfile.open(PAGES) as archive:
        held = Counter(member.name.partition("/")[0] for member in archive if member.isfile())
    assert held == {str(entries): entries + 6 for entries in (45, 300, 3000)}
    unpack(45, tmp_path)
    pages = {page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*.md")}
    assert len(pages) == 51
    assert {"index.md", "statement.md", "glossary/index.md", "acronyms.md", "timeline.md", "data.md"} <= pages


def test_blocks_of_an_imported_file_are_counted() -> None:
    text = make_text(["We met in the harbour, all of us.", "We sail again in spring."], headings=True)
    for name, data in (("text.html", to_html(text).encode()), ("text.docx", to_docx(text, styled=True))):
        imported = read_source(data, name=name)
        assert count_right(imported, text) == len(text.blocks) == 3
        assert count_right(replace(imported, blocks=imported.blocks[1:]), text) == 2
