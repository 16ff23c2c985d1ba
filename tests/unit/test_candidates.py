"""Names are found in any statement, exactly; people, places, headings and words in capitals are not."""

from __future__ import annotations

import random
import tomllib
from typing import Any

import pytest
import yaml

from generator.candidates import (
    LIKELY,
    WEIGHTS,
    Passage,
    features_of,
    find_candidates,
    find_early_acronyms,
    group_occurrences,
    key_of,
)
from generator.reading.statement import read_statement
from tests.gold.measure import GOLD, read_gold, score
from tests.samples import ROOT

CASES = ROOT / "tests" / "cases"
NAMES: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "names.yml").read_text(encoding="utf-8"))
SAMPLES: dict[str, dict[str, Any]] = tomllib.loads((CASES / "statements.toml").read_text(encoding="utf-8"))


def names(*texts: str, heading: bool = False) -> list[str]:
    found = find_candidates([Passage(text=text, heading=heading) for text in texts])
    return sorted(candidate.heading for candidate in found)


@pytest.mark.parametrize("case", NAMES.values(), ids=NAMES.keys())
def test_a_careful_reader_marks_the_same(case: dict[str, Any]) -> None:
    assert names(case["text"]) == sorted(case["names"])


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_statements_of_other_kinds_are_read_as_well(sample: dict[str, Any]) -> None:
    texts = [" ".join(part.split()) for part in sample["text"].split("\n\n")]
    found = find_candidates([Passage(text=text.removeprefix("# "), heading=text.startswith("# ")) for text in texts])
    wanted = {key_of(name) for name in sample["names"]}
    forms = {item.heading: {key_of(form) for form in item.forms} for item in found}
    missed = wanted - set().union(*forms.values())
    wrong = [heading for heading, keys in forms.items() if not keys & wanted]
    assert (missed, wrong) == (set(), [])


def test_the_statement_is_read_as_a_careful_reader_reads_it() -> None:
    statement = read_statement(ROOT / "source" / "statement.md")
    found = find_candidates([Passage(text=block.text) for block in statement.blocks])
    result = score(read_gold(GOLD / "statement.csv"), [item.name for item in found])
    assert (result.missed, result.wrong) == ((), ())


def test_a_heading_gives_a_name_only_when_the_text_gives_it_too() -> None:
    assert names("Growing Regional Partnership", heading=True) == []
    assert names("Growing Regional Partnership") == []
    assert names("the Growing Regional Partnership began") == ["Growing Regional Partnership"]
    assert names("TRADE", heading=True) == []
    assert names("TRADE", "we met at TRADE again") == ["TRADE"]


def test_what_is_less_surely_a_name_is_given_on_request_with_its_score() -> None:
    passages = [Passage(text="The Tide Council (TC) met in Muster, and the Working Group met")]
    likely = find_candidates(passages)
    everything = find_candidates(passages, least=0)
    assert [item.heading for item in likely] == ["Tide Council (TC)"]
    assert {item.name for item in everything} > {"Tide Council", "Muster"}
    assert all(0 <= item.score < LIKELY for item in everything if item not in likely)


def test_the_weights_are_those_of_the_features() -> None:
    found: set[str] = set()
    for case in NAMES.values():
        groups, casing = group_occurrences([Passage(text=case["text"])])
        found |= {sign for items in groups for sign in features_of(items, casing)}
    assert found == set(WEIGHTS)


def test_an_acronym_belongs_to_its_definition_also_in_plural_and_with_dots() -> None:
    (found,) = find_candidates([Passage(text="Tide Nations (TNs) met. the T.N. and the TN met")])
    assert (found.name, found.acronym, found.forms) == ("Tide Nations", "TNs", ("Tide Nations", "TNs", "T.N.", "TN"))
    assert len(found.occurrences) == 3


@pytest.mark.parametrize(
    ("clean", "damaged"),
    [
        pytest.param("the Tide Watch Forum met", "the Tide\u00a0Watch\u00a0Forum met", id="no-break-spaces"),
        pytest.param("the Tide Watch Forum met", "the Ti\u00adde Watch Fo\u00adrum met", id="soft-hyphens"),
        pytest.param("the Office Offer Fund met", "the O\ufb03ce O\ufb00er Fund met", id="ligatures"),
        pytest.param("the Indo-Pacific Tide Forum met", "the Indo- Pacific Tide Forum met", id="broken-hyphen"),
        pytest.param("the Tide-Watch Forum met", "the Tide\u2011Watch Forum met", id="other-hyphen"),
        pytest.param("the Women's Tide Forum met", "the Women’s Tide Forum met", id="curly-apostrophe"),
        pytest.param("the Tide Forum (TF) met", "the Tide Forum (TF)met", id="glued-after-a-parenthesis"),
        pytest.param("the Tide Forum met", "the Tide Forum² met", id="mark-of-a-footnote"),
        pytest.param("we met at UNSC resolutions", "we met at UNSCresolutions", id="glued-acronym"),
    ],
)
def test_damage_changes_no_name(clean: str, damaged: str) -> None:
    assert names(damaged) == names(clean) != []


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "the Ti\u00adde Watch Indo- Pacific O\ufb03ce (TWO) and ASEAN\u2011led"
    first, second = (item.occurrences[0] for item in find_candidates([Passage(text=text)]))
    assert text[first.start : first.end] == "Ti\u00adde Watch Indo- Pacific O\ufb03ce (TWO)"
    assert text[second.start : second.end] == "ASEAN"


def test_any_text_gives_places_within_it() -> None:
    chance = random.Random(1)
    pieces = (
        '( ) " “ ” , . - – : ; the of and for to in Tide Council Forum EU ASEAN-led ROK-U.S. President Ministers Anna'
    )
    pieces += " 2030 Agenda IV U.S. ’s s’ Combat (AB) (WPS) Women \u00ad \ufb01 Indo- & 2+2 Mr. COP 26 R&D NOTING WE Task force"
    for _ in range(500):
        text = "".join(chance.choice(pieces.split(" ")) + chance.choice(("", " ", " ", "  ")) for _ in range(12))
        for item in find_candidates([Passage(text=text)], least=0):
            for place in item.occurrences:
                assert 0 <= place.start < place.end <= len(text), text
                assert all(place.start <= start < end <= len(text) for start, end in place.content), text


def test_an_acronym_before_its_definition_is_noticed() -> None:
    passages = [Passage(text="the TF met."), Passage(text="the Tide Forum (TF) met."), Passage(text="the TF met.")]
    assert find_early_acronyms(find_candidates(passages), passages) == [("TF", 0, 1)]
    assert find_early_acronyms(find_candidates(passages[1:]), passages[1:]) == []


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.csv")), ids=lambda path: path.stem)
def test_a_gold_list_names_each_thing_once(path: Any) -> None:
    rows = read_gold(path)
    assert len(rows) > 20
    assert len({row.name for row in rows}) == len(rows)
