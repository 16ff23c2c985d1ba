"""Several statements: consulted and published, from the command line to the built pages."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.linking.pairs import list_sentences, pair_sentences
from generator.model.statement import Place
from generator.pages.statements import mark_changes
from tests.projects import build_here, copy_minimal, invoke, replace
from tests.samples import make_statement

if TYPE_CHECKING:
    from pathlib import Path

OURS = (
    "We reaffirm our support for the complete removal of mines from the Harbour Straits. The Harbour Forum met twice.",
    "We remain steadfast in our support for the fishing fleets of all coastal states.",
)
THEIRS = (
    "They reaffirmed their support for the complete removal of mines from the Harbour Bay. It rained.",
    "We remain steadfast in our support for the fishing fleets of all coastal states.",
    "Whales were counted for the first time by the Harbour Forum and by nobody else at all.",
)
HEAD = """---
title: Earlier Statement
date: 2019-08-18
parties: [Coast, Isles]
language: en
themes: {general: General}
---

"""
FORUM = """---
name: Harbour Forum
kind: meeting
theme: general
definition: A meeting. [^statement]
status: Met twice. [^statement]
---
"""


def places(*pairs: tuple[str, int, str, int]) -> list[tuple[Place, Place]]:
    return [(Place(a, b), Place(c, d)) for a, b, c, d in pairs]


def test_sentences_are_paired_by_what_they_say() -> None:
    ours, theirs = make_statement(*OURS), make_statement(*THEIRS)
    found = pair_sentences(ours, theirs, {})
    assert [(pair.ours, pair.theirs) for pair in found] == places(("1", 1, "1", 1), ("2", 1, "2", 1))
    reworded, same = found
    text = ours.paragraphs[0].text
    assert not reworded.same
    assert [text[start:end] for start, end in reworded.new] == ["We", "our", "Straits"]
    assert reworded.shared
    assert text[slice(*reworded.shared[0])] == "support for the complete removal of mines from the Harbour"
    assert same.same
    assert same.likeness == 1
    assert not same.new


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "Japan and the Republic of Korea counted whales in May 2024.",
            "The Republic of Korea and Japan counted whales in June 2023.",
        ),
        (
            "President Biden and Prime Minister Ishiba counted whales.",
            "Prime Minister Kishida and President Yoon counted whales.",
        ),
        ("The ROK counted\u00a0whales \u2014 twice.", "The ROK counted whales - twice."),
    ],
)
def test_parties_people_and_dates_are_no_change(ours: str, theirs: str) -> None:
    parties = ["Japan", "Republic of Korea", "United States"]
    (pair,) = pair_sentences(make_statement(ours, parties=parties), make_statement(theirs, parties=parties), {})
    assert pair.same


def test_an_editor_settles_pairs() -> None:
    ours, theirs = make_statement(*OURS), make_statement(*THEIRS)
    settled = {Place("2", 1): None, Place("1", 2): Place("3", 1)}
    assert [(pair.ours, pair.theirs) for pair in pair_sentences(ours, theirs, settled)] == places(
        ("1", 1, "1", 1), ("1", 2, "3", 1)
    )


def test_sentences_have_their_places() -> None:
    assert [(*found.place, found.start) for found in list_sentences(make_statement(*THEIRS))][:2] == [
        ("1", 1, 0),
        ("1", 2, 86),
    ]


def test_changes_are_marked_on_both_sides() -> None:
    before, after = mark_changes("We saw 2 <whales> there.", "We saw 3 whales there.")
    assert before == "We saw <del>2 &lt;whales&gt;</del> there."
    assert after == "We saw <ins>3 whales</ins> there."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_minimal(tmp_path)
    for entry in (project / "docs" / "glossary").glob("*.md"):
        entry.unlink()
    (project / "docs" / "glossary" / "forum.md").write_text(FORUM, encoding="utf-8")
    text = HEAD.replace("2019", "2024") + "\n\n".join(OURS) + "\n"
    (project / "source" / "statement.md").write_text(text, encoding="utf-8")
    return project


def consult(project: Path, *options: str) -> tuple[int, str]:
    text = project / "earlier.txt"
    text.write_text("\n\n".join(THEIRS) + "\n", encoding="utf-8")
    done = invoke(project, "consult", "earlier.txt", *options)
    return done.exit_code, done.output


KNOWN = ("--url", "https://example.org/earlier", "--title", "Earlier", "--date", "2019-08-18", "--party", "Coast")


def test_a_consulted_statement_leaves_only_facts(project: Path) -> None:
    code, said = consult(project, *KNOWN)
    assert code == 0, said
    path = project / "source" / "consulted" / "earlier.yml"
    written = path.read_text(encoding="utf-8")
    facts = yaml.safe_load(written)
    assert facts["named"] == [{"entry": "forum", "at": "p-3-s1", "exact": "Harbour Forum"}]
    assert [(pair["ours"], pair["theirs"]) for pair in facts["pairs"]] == [("p-1-s1", "p-1-s1"), ("p-2-s1", "p-2-s1")]
    assert not any(word in written for word in ("whales", "Whales", "rained", "fleets"))
    # What it was told is not asked again, and what an editor wrote stays.
    replace(path, "pairs:", "pair_corrections:\n- {ours: p-2-s1, reason: Another fleet}\npairs:")
    assert consult(project) == (
        0,
        "source/consulted/earlier.yml: names 1 of your entries, and has 1 of your sentences, too\n",
    )
    assert "Another fleet" in path.read_text(encoding="utf-8")
    assert consult(project, "--check") == (0, "source/consulted/earlier.yml: still true\n")
    replace(project / "source" / "statement.md", "of all coastal states", "of each coastal state")
    assert consult(project, "--check")[0] == 1
    found = invoke(project, "check").output
    assert "[stale-comparison]" in found, found
    assert consult(project)[0] == 0
    assert "[stale-comparison]" not in invoke(project, "check").output


@pytest.mark.parametrize(
    ("left_out", "says"),
    [("--url", "with --url"), ("--title", "with --title"), ("--date", "with --date"), ("--party", "with --party")],
)
def test_what_nobody_knows_is_asked_for(project: Path, left_out: str, says: str) -> None:
    at = KNOWN.index(left_out)
    code, said = consult(project, *KNOWN[:at], *KNOWN[at + 2 :])
    assert code == 2
    assert says in said
    assert not (project / "source" / "consulted").exists()


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--slug", "../../evil", "cannot be an address; write lower-case letters"),
        ("--slug", "Two Words", "cannot be an address; write lower-case letters"),
        ("--url", "javascript:alert(1)", '"url" must be an address that starts with https://'),
    ],
)
def test_facts_that_nothing_could_read_are_not_written(project: Path, option: str, value: str, says: str) -> None:
    code, said = consult(project, *KNOWN, option, value)
    assert code == 2
    assert says in said
    assert not [*project.parent.rglob("evil.yml"), *project.rglob("consulted/*.yml")]


def test_a_correction_of_no_sentence_is_found(project: Path) -> None:
    consult(project, *KNOWN)
    path = project / "source" / "consulted" / "earlier.yml"
    replace(path, "pairs:", "pair_corrections:\n- {ours: p-99-s1, reason: Another fleet}\npairs:")
    found = invoke(project, "check").output
    assert "corrects p-99-s1, and the statement has no such sentence; correct or remove it [stale-comparison]" in found


@pytest.mark.parametrize(
    ("key", "correction", "says"),
    [
        ("pair", "ours: p-2-s1, theirs: p-9-s1", "the statement has no sentence p-9-s1; correct or remove it"),
        ("name", "entry: forum, at: p-9-s1", "the statement has no sentence p-9-s1; correct or remove it"),
        (
            "name",
            "entry: forum, at: p-3-s1, exact: Port Forum",
            'p-3-s1 does not have "Port Forum"; correct or remove it',
        ),
    ],
)
def test_a_correction_of_what_their_text_has_not_is_refused(
    project: Path, key: str, correction: str, says: str
) -> None:
    consult(project, *KNOWN)
    path = project / "source" / "consulted" / "earlier.yml"
    replace(path, "pairs:", f"{key}_corrections:\n- {{{correction}, reason: R}}\npairs:")
    code, said = consult(project, *KNOWN)
    assert code == 2
    assert "earlier.yml:" in said
    assert says in said


def test_all_statements_have_their_pages(project: Path, tmp_path: Path) -> None:
    assert consult(project, *KNOWN)[0] == 0
    others = project / "source" / "statements"
    others.mkdir()
    (others / "first.md").write_text(HEAD + "\n\n".join(THEIRS) + "\n", encoding="utf-8")
    (others / "first.yml").write_text("pair_corrections:\n- {ours: p-2-s1, reason: Another fleet}\n", encoding="utf-8")
    later = HEAD.replace("2019", "2025").replace("Earlier", "Later")
    (others / "second.md").write_text(later + "The Harbour Forum met twice.\n", encoding="utf-8")
    replace(project / "mkdocs.yml", "nav:", "nav:\n  - Statements: statements/index.md")
    site = tmp_path / "site"
    assert build_here(project, site) == []

    def read(page: str) -> str:
        return (site / page / "index.html").read_text("utf-8")

    assert "Carried on (1)" in read("statements")
    assert "https://example.org/earlier#:~:text=Harbour%20Forum" in read("statements")
    assert "Whales were counted" in read("statements/first")
    changes = read("statements/first/changes")
    assert "Harbour <ins>Straits.</ins>" in changes
    assert "Harbour <del>Bay.</del>" in changes
    assert 'id="p-1-s1"' in changes
    assert "Through the years" in read("glossary/forum")
    statement = read("statement")
    assert '<span class="new">Straits</span>' in statement
    assert "word for word since" in statement
    assert "New here" in changes.split('id="p-2-s1"')[1].split("</tr>")[0]
    annotations = json.loads((site / "data" / "annotations.jsonld").read_text("utf-8"))["items"]
    assert {item["target"]["source"].split("#")[0].rstrip("/").rsplit("/", 1)[1] for item in annotations} == {
        *("statement", "first", "second"),
    }
    assert len({item["id"] for item in annotations}) == len(annotations)
    data = json.loads((site / "data" / "statements.json").read_text("utf-8"))
    assert [other["slug"] for other in data] == ["earlier", "first", "second"]
    with (site / "data" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert {row["statement"].rsplit("/", 2)[1] for row in csv.DictReader(file)} == {"statement", "first", "second"}
    exported = invoke(project, "export", "build/pages")
    assert "[" not in exported.output
    assert "../glossary/forum/" in (project / "build" / "pages" / "statements" / "first.md").read_text("utf-8")


def test_an_entry_that_was_renamed_keeps_its_places(project: Path) -> None:
    assert consult(project, *KNOWN)[0] == 0
    entry = project / "docs" / "glossary" / "forum.md"
    entry.with_name("council.md").write_text(FORUM.replace("theme:", "former_slugs: [forum]\ntheme:"), encoding="utf-8")
    entry.unlink()
    assert "[stale-comparison]" not in invoke(project, "check").output
    (project / "source" / "statements").mkdir()
    (project / "source" / "statements" / "earlier.md").write_text(HEAD + "It rained.\n", encoding="utf-8")
    assert "published, too, under the same name" in invoke(project, "check").output
