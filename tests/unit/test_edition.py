"""A project's files become one edition, or all their faults are told at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.linking.edition import Edition, read_edition
from generator.model.errors import GeneratorError
from generator.model.statement import Place
from generator.reading.record import NOTHING
from tests.samples import PROJECT

HEAD = "---\ntitle: A Statement\ndate: 2020-02-03\nparties: [Alba]\nlanguage: ko\nthemes: {trade: Trade}\n---\n\n"
FILES = {
    "source/statement.md": HEAD
    + "The Coast Dialogue (CD) and the Star met. The OC, an Ocean Council (OC), saw the Moon.\n\n"
    "The CD saw the Draft Pact.\n",
    "source/mentions.yml": "mentions:\n- {paragraph: 1, words: Star, entry: north, reason: R}\n"
    "- {paragraph: 2, words: Draft Pact, entry: pact, reason: R}\n- {paragraph: 2, words: Gone, reason: R}\n",
    "source/topics.yml": "topics:\n- {name: Sky}\n",
    "source/reviewed.yml": "later: [Sun]\n",
    "source/addresses.yml": 'version: 3\nglossary/gone: ["Gone"]\np-1: ["", "", ""]\n',
    "source/consulted/theirs.yml": "{title: T, date: 2019-01-01, parties: [A], url: 'https://example.org', "
    "text: [], ours: [], sentences: []}\n",
    "source/statements/b.md": HEAD + "The North rose.\n",
    "source/statements/a.md": HEAD + "The Draft Pact fell. The Star fell.\n",
    "source/statements/a.yml": "pair_corrections:\n- {ours: p-1-s1, theirs: p-1-s2, reason: R}\n",
    "docs/glossary/coast.md": "name: Coast Dialogue\nacronym: CD",
    "docs/glossary/city.md": "name: City Days\nacronym: CD",
    "docs/glossary/ocean.md": "name: Ocean Council\nacronym: OC",
    "docs/glossary/open.md": "name: Open Council\nacronym: OC",
    "docs/glossary/north.md": "name: North\naliases: [Star, Moon]",
    "docs/glossary/south.md": "name: South\naliases: [Star, Moon]",
    "docs/glossary/pact.md": "name: Draft Pact\ndraft: true",
}


def read(folder: Path, files: dict[str, str] = FILES, *, drafts: bool = False, language: str = "") -> Edition:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        keys = f"---\n{text}\nkind: body\ntheme: trade\nstatus: Active.\n---\n"
        path.write_text(keys if text.startswith("name:") else text, encoding="utf-8")
    places = {name: folder / getattr(PROJECT, name) for name in ("path", "docs", "statement", "glossary")}
    return read_edition(replace(PROJECT, drafts=drafts, language=language, **places))


def test_an_edition_is_all_that_was_read(tmp_path: Path) -> None:
    edition = read(tmp_path)
    assert [entry.slug for entry in edition.entries] == ["city", "coast", "north", "ocean", "open", "south"]
    assert [entry.slug for entry in edition.unpublished] == ["pact"]
    assert [(item.entry, item.exact) for item in edition.mentions] == [
        *(("coast", "Coast Dialogue (CD)"), ("north", "Star"), ("ocean", "Ocean Council (OC)"), ("coast", "CD")),
    ]
    # Of names that several entries have, the findings are gone where all places are settled.
    assert [(item.code.value, item.name) for item in edition.findings] == [
        ("mention-place", ""),
        *[("alias-clash", "Moon")] * 2,
        *[("alias-clash", "OC")] * 2,
    ]
    assert (edition.findings[0].line, edition.findings[0].path.name) == (4, "mentions.yml")
    assert (edition.topics.topics[0].name, edition.reviewed.later) == ("Sky", ("Sun",))
    assert (edition.record.version, [(item.address, now) for item, now in edition.moved]) == (
        3,
        [("glossary/gone", "")],
    )
    assert [facts.slug for facts in edition.consulted] == ["theirs"]
    assert edition.project.language == "ko"
    assert "glossary/pact.md" not in edition.files
    assert edition.legend == edition.statement.legend


def test_other_statements_have_the_same_entries_and_no_record(tmp_path: Path) -> None:
    first, second = read(tmp_path).others
    assert [(of.page, of.statement.slug) for of in (first, second)] == [
        ("statements/a.md", "a"),
        ("statements/b.md", "b"),
    ]
    assert (first.settled, second.settled) == ({Place("1", 1): Place("1", 2)}, {})
    assert [item.exact for item in second.mentions] == ["North"]
    assert first.mentions == ()
    assert (first.record, first.moved) == (NOTHING, ())


def test_drafts_and_a_language_are_what_the_project_wants(tmp_path: Path) -> None:
    edition = read(tmp_path, drafts=True, language="fr")
    assert [item.exact for item in edition.mentions if item.entry == "pact"] == ["Draft Pact"]
    assert (edition.unpublished, edition.project.language) == ((), "fr")
    assert "glossary/pact.md" in edition.files


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([name for name in FILES if not name.endswith(("statement.md", "coast.md"))], id="all-others"),
        pytest.param(["source/statement.md", "source/addresses.yml"], id="statement-and-record"),
    ],
)
def test_faults_of_all_files_are_told_at_once(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(GeneratorError) as caught:
        read(tmp_path, FILES | dict.fromkeys(names, "{"))
    assert [item.path.relative_to(tmp_path).as_posix() for item in caught.value.faults] == sorted(names)
