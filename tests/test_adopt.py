"""Entries of another edition come as drafts that pass the check, and bring nothing that was said of its statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, _NamedTextIOWrapper

from generator.cli import main
from generator.model.entry import Entry
from generator.reading.frontmatter import check, read_document
from tests.projects import copy_minimal, hashes, invoke

FOREIGN = """---
name: Tide Rescue Initiative
acronym: TRI
aliases: [Rescue at Tide, 'Tide Rescuers [^s1]', 'TRI of the others [^statement]']
exact: [TRI, Rescue at Tide]
names: {ja: ['潮 [^s1]', '汐 [^statement]']}
kind: initiative
theme: elsewhere
definition: What the others renewed. [^statement]
established: Founded in 2019. [^s1]
participants: All who signed. [^statement]
status: Renewed. [^statement]
outcome: {state: ended, text: 'It ended. [^s2]', date: 2019-06}
later: [{date: 2019-06, text: 'It ended. [^s2]'}, {date: 2021-06, text: 'It began anew. [^s1]'}]
corrections: [{date: 2019-06, text: A slip.}]
former_slugs: [rescue]
sources:
  - {id: s1, title: A, publisher: A, kind: primary, url: 'https://example.org/a'}
  - {id: s2, title: B, publisher: B, kind: primary, url: 'https://example.org/b'}
---

It saves [those](harbour-forum.md#x) at sea. [^s1]

The others praised it. [^statement]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_minimal(tmp_path)
    statement = project / "source" / "statement.md"
    text = statement.read_text(encoding="utf-8")
    statement.write_text(f"{text}\n\nWe welcome the Tide Rescue Initiative (TRI).\n", encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "tri.md").write_text(FOREIGN, encoding="utf-8")
    (other / "quiet.md").write_text(FOREIGN.replace("Tide Rescue Initiative", "Quiet").replace("TRI", "QUI"), "utf-8")
    (other / "star.md").write_text(FOREIGN.replace("Tide Rescue Initiative", "North Star"), encoding="utf-8")
    return project


def test_what_is_adopted_passes_the_check_and_says_nothing_of_the_other_statement(project: Path) -> None:
    done = invoke(project, "adopt", "../other", "tide rescue initiative", "--theme", "safety")
    assert done.stdout == (
        "made docs/glossary/tri.md, a draft; left out: participants, outcome, corrections, former_slugs; "
        "changed: aliases, exact, names, theme, definition, status, later, sources, background\n"
    )
    assert invoke(project, "check").exit_code == 0
    path = project / "docs" / "glossary" / "tri.md"
    entry = check(*read_document(path), Entry)
    assert "[^statement]" not in path.read_text(encoding="utf-8")
    assert (entry.draft, entry.theme, entry.status) == (True, "safety", "To be written.")
    assert (entry.definition.text, entry.participants, entry.established) == (
        "To be written.",
        None,
        "Founded in 2019. [^s1]",
    )
    assert [name for name, _ in entry.all_names] == ["Tide Rescue Initiative", "TRI", "Tide Rescuers", "潮"]
    assert (entry.exact, entry.search_terms) == (("TRI",), ("Rescue at Tide",))
    assert (entry.outcome, entry.former_slugs, entry.corrections) == (None, (), ())
    assert [event.date for event in entry.later] == ["2021-06"]
    assert [source.id for source in entry.sources] == ["s1"]
    assert entry.background == "It saves those at sea. [^s1]"


def test_on_a_terminal_theme_and_status_are_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda _: True)
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, ["adopt", "../other", "tri"], input="nothing\nsafety\nActive. [^s1]\n")
    assert "its status on" in done.stdout
    entry = check(*read_document(project / "docs" / "glossary" / "tri.md"), Entry)
    assert (entry.theme, entry.status) == ("safety", "Active. [^s1]")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["TRA"], '"TRA" is no entry there; did you mean "tri"?', id="unknown"),
        pytest.param(["Sea", "tri", "TRA"], '"Sea" is no entry there; name one by its file: harbour-forum, quiet, star, tri\n../other:1: "TRA"', id="all-unknown"),
        pytest.param(["star", "quiet"], " faults in 2 files", id="all-faults"),
        pytest.param(["tri", "quiet"], 'the statement never names "Quiet (QUI)"', id="not-named"),
        pytest.param(
            ["star"], 'the name "North Star" is also claimed at docs/glossary/north-star.md:2', id="name-taken"
        ),
        pytest.param(["tri", "--theme", "x"], '"theme" is "x", which is unknown', id="theme"),
        pytest.param(["tri", "--status", "Active."], '"status" states something without a citation', id="uncited"),
        pytest.param(["harbour-forum"], "harbour-forum.md:1: is there already", id="slug-taken"),
    ],
)  # fmt: skip
def test_what_cannot_be_adopted_changes_nothing(project: Path, arguments: list[str], says: str) -> None:
    forum = (project / "docs" / "glossary" / "harbour-forum.md").read_text(encoding="utf-8")
    (project.parent / "other" / "harbour-forum.md").write_text(forum, encoding="utf-8")
    before = hashes(project)
    done = invoke(project, "adopt", "../other", *arguments)
    assert (done.exit_code, hashes(project)) == (2, before)
    assert says in done.stderr
