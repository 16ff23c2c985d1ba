"""Drafts are made from the text alone, cover all that it names, are valid entries, and overwrite nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.authoring.scaffold import Draft, make_drafts, write_drafts
from generator.candidates import find_candidates
from generator.checks import check_edition
from generator.checks.names import Undocumented, find_undocumented, passages_of
from generator.linking.mentions import index_names
from generator.model.entry import NO_DEFINITION, Entry
from generator.model.errors import GeneratorError
from generator.model.fields import Origin, Slug
from generator.model.findings import FindingCode
from generator.model.statement import Statement
from generator.reading.glossary import read_glossary
from generator.reading.reviewed import Reviewed
from generator.reading.statement import read_statement
from tests.samples import ROOT, make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_missing(statement: Statement, entries: Sequence[Entry]) -> list[Undocumented]:
    return find_undocumented(statement, entries, find_candidates(passages_of(statement)))


def reviewing(*names: str) -> Reviewed:
    keys = {"names": [{"name": name, "reason": "Known."} for name in names]}
    return Reviewed.model_validate(keys, context=Origin(path=Path("source/reviewed.yml")))


NOTHING = reviewing()

TEXTS = (
    "We met. The Women’s Tide Forum (WTF) and the Women’s Tide Forum grew; the WTF helps.",
    "The Tide, Peace and Shore (TPS) Agenda and the Global Harbour Youth Summit began. A next Youth Summit follows.",
    "The Pact [for] *all*, the Northern Harbour Pact, and tide-safe storage units (TSUs) rise. A TSU helps.",
)


def drafted(statement: Statement, folder: Path) -> dict[str, str]:
    drafts = make_drafts(statement, (), NOTHING, folder)
    write_drafts(drafts)
    return {draft.path.stem: draft.text for draft in drafts}


def names_in(draft: Draft) -> list[str]:
    keys = yaml.safe_load(draft.text.split("---\n")[1])
    return [name for name in (keys["name"], keys.get("acronym"), *keys.get("aliases", ())) if name]


def test_a_draft_holds_names_and_a_kind_that_is_marked_as_a_guess(tmp_path: Path) -> None:
    statement = make_statement(*TEXTS)
    texts = drafted(statement, tmp_path)
    slugs = ["wtf", "tps", "global-harbour-youth-summit", "youth-summit", "northern-harbour-pact", "tsus"]
    assert list(texts) == slugs
    entries = {entry.slug: entry for entry in read_glossary(tmp_path, statement.themes)}
    forum = entries[Slug("wtf")]
    assert (forum.name, forum.acronym, forum.kind, forum.draft) == ("Women's Tide Forum", "WTF", "forum?", True)
    assert (forum.definition.text, forum.status, forum.background) == (NO_DEFINITION, NO_DEFINITION, "")
    assert entries[Slug("tsus")].kind == "term?"


def test_with_its_drafts_a_statement_names_nothing_without_an_entry(tmp_path: Path) -> None:
    statement = make_statement(*TEXTS)
    assert find_missing(statement, ())
    drafted(statement, tmp_path)
    entries = read_glossary(tmp_path, statement.themes)
    assert find_missing(statement, entries) == []
    assert index_names(entries)[1] == ()


def test_a_second_run_makes_nothing(tmp_path: Path) -> None:
    statement = make_statement(*TEXTS)
    drafted(statement, tmp_path)
    entries = read_glossary(tmp_path, statement.themes)
    assert make_drafts(statement, entries, NOTHING, tmp_path) == ()


def test_no_draft_has_a_name_that_windows_keeps_for_itself(tmp_path: Path) -> None:
    assert list(drafted(make_statement("The Council of Nations (CON) met."), tmp_path)) == ["council-nations"]


def test_the_statement_itself_can_be_drafted_from_nothing(tmp_path: Path) -> None:
    statement = read_statement(ROOT / "source" / "statement.md")
    drafted(statement, tmp_path)
    entries = read_glossary(tmp_path, statement.themes)
    assert len(entries) > 30
    assert find_missing(statement, entries) == []
    assert index_names(entries)[1] == ()


def test_what_is_reviewed_or_documented_is_not_drafted(tmp_path: Path) -> None:
    statement = make_statement("The Tide Forum (TF), the Shore Pact and the Harbour Fund grew.")
    entry = make_entry("tf", name="Tide Forum", acronym="TF")
    drafts = make_drafts(statement, (entry,), reviewing("Shore Pact"), tmp_path)
    assert [draft.heading for draft in drafts] == ["Harbour Fund"]


def test_a_name_of_an_entry_is_not_claimed_again(tmp_path: Path) -> None:
    statement = make_statement("The Harbour Youth Fund (HYF) grew. The Youth Fund pays.")
    entry = make_entry("hyf", name="Harbour Youth Fund", acronym="HYF")
    (draft,) = make_drafts(statement, (entry,), NOTHING, tmp_path)
    assert names_in(draft) == ["Youth Fund"]


def test_a_slug_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tf.md").write_text("mine", encoding="utf-8")
    statement = make_statement("The Tide Forum (TF) grew.")
    drafts = make_drafts(statement, (), NOTHING, tmp_path)
    assert [draft.path.stem for draft in drafts] == ["tide-forum"]
    write_drafts(drafts)
    assert (tmp_path / "tf.md").read_text(encoding="utf-8") == "mine"


def test_a_file_that_came_in_between_is_not_overwritten(tmp_path: Path) -> None:
    drafts = make_drafts(make_statement("The Tide Forum (TF) grew."), (), NOTHING, tmp_path)
    drafts[0].path.write_text("mine", encoding="utf-8")
    with pytest.raises(GeneratorError, match="is there already; run scaffold again"):
        write_drafts(drafts)
    assert drafts[0].path.read_text(encoding="utf-8") == "mine"


WORDS = st.sampled_from(
    (
        *("the", "The", "a", "of", "and", "our", "for", "met", "its", "critical", "forum", ",", ";"),
        *("Harbour", "Official", "U", "2024", "2023", "Women’s", "Open-Sea", "High-Level", "Forum", "Visit", "Visits"),
        *(
            "Plan",
            "Summit",
            "Centre",
            "Форум",
            "Гавани",
            "(HF)",
            "(TP)",
            "(TPs)",
            "(U)",
            "HF",
            "TP",
            "U.S.",
            "US$5",
            "G7",
        ),
    )
)


@example([["We", "met", "the", "U", "and", "the", "U"]])
@example([["The", "Harbour", "Forum", "met", "other", "harbour", "forums"]])
@example([["(TPs)", "Women’s", "TP"]])
@given(st.lists(st.lists(WORDS, min_size=2, max_size=14), min_size=1, max_size=3))
def test_whatever_is_drafted_passes_the_check(texts: list[list[str]]) -> None:
    statement = make_statement(*(" ".join(words) + "." for words in texts))
    before = check_edition(make_edition(statement))
    with TemporaryDirectory() as folder:
        drafted(statement, Path(folder))
        entries = read_glossary(Path(folder), statement.themes)
    after = check_edition(make_edition(statement, entries))
    left_out = check_edition(replace(make_edition(statement), unpublished=entries))
    known = [item for item in before if item.code is not FindingCode.UNDOCUMENTED_NAME]
    assert [item for item in (*after, *left_out) if item not in known] == []
