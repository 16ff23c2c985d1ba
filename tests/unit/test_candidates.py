"""Names are found in any statement, and people, places, headings and words in capitals are not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.candidates import Passage, find_candidates, find_early_acronyms, key_of
from generator.source import read_statement
from tests.gold.measure import GOLD, read_gold, score
from tests.samples import ROOT

# The filler makes words such as "rise" and "secure" known as words of the language.
FILLER = (
    "we rise to secure growing regional partnership and joint resolve in health and security for the islands countries"
)


def names(*texts: str, heading: bool = False) -> list[str]:
    passages = [Passage(text=FILLER), *(Passage(text=text, heading=heading) for text in texts)]
    return [candidate.heading.replace("’", "'") for candidate in find_candidates(passages)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the Harbour Forum (HF) met", ["Harbour Forum (HF)"], id="definition"),
        pytest.param("the “Tide Watch Initiative” (TWI) began", ["Tide Watch Initiative (TWI)"], id="after-a-quote"),
        pytest.param(
            "we recall UN Security Council Resolutions (UNSCRs) now",
            ["UN Security Council Resolutions (UNSCRs)"],
            id="plural",
        ),
        pytest.param(
            "the Women, Peace and Security (WPS) Agenda matters",
            ["Women, Peace and Security Agenda (WPS)"],
            id="acronym-inside-the-name",
        ),
        pytest.param(
            "we want small modular reactors (SMRs) soon",
            ["small modular reactors (SMRs)"],
            id="long-form-in-lower-case",
        ),
        pytest.param(
            "we fund AI-ENGAGE, Q-CHAMP and “Bio-5”", ["AI-ENGAGE", "Q-CHAMP", "Bio-5"], id="hyphen-and-digits"
        ),
        pytest.param(
            "the Climate Change Adaptation Package (Q-CHAMP) grows",
            ["Climate Change Adaptation Package (Q-CHAMP)"],
            id="letters-that-do-not-fit",
        ),
        pytest.param("the Harbour Leaders (HL) Summit 2025 met", ["Harbour Leaders Summit (HL)"], id="year-behind-it"),
        pytest.param("the Seed Bank Scheme (the “SBS”) holds", ["Seed Bank Scheme (SBS)"], id="introduced-acronym"),
        pytest.param("the World Water Office (WWO, from afar) came", ["World Water Office (WWO)"], id="words-after-it"),
        pytest.param(
            "the Treaty on the Keeping of Tides (TKT) holds",
            ["Treaty on the Keeping of Tides (TKT)"],
            id="treaty-on-the",
        ),
        pytest.param(
            "the Charter of the United Nations (UN) says",
            ["Charter of the United Nations", "United Nations (UN)"],
            id="definition-inside-a-name",
        ),
        pytest.param(
            "the Outlook on the Indo-Pacific guides", ["Outlook on the Indo-Pacific"], id="small-words-in-between"
        ),
        pytest.param(
            "the Partnership for Ports and Resilience grows",
            ["Partnership for Ports and Resilience"],
            id="and-after-for",
        ),
        pytest.param(
            "the trilateral Commerce and Industry Ministerial Meeting met",
            ["trilateral Commerce and Industry Ministerial Meeting"],
            id="lower-case-before-a-head",
        ),
        pytest.param(
            "its Women, Youth and Sport Working Group met",
            ["Women, Youth and Sport Working Group"],
            id="list-before-a-head",
        ),
        pytest.param("the exercise Freedom Edge took place", ["Freedom Edge"], id="no-head"),
        pytest.param("the 2030 Agenda for Tides holds", ["2030 Agenda for Tides"], id="year-of-a-plan"),
        pytest.param("at the 2024 Tide Summit we met", ["Tide Summit"], id="year-of-an-event"),
        pytest.param("ASEAN-led work, the DPRK’s and a G-7 view", ["ASEAN", "DPRK", "G-7"], id="bare-acronyms"),
        pytest.param("the ROK’s Audacious Initiative helps", ["ROK", "Audacious Initiative"], id="owner-is-no-part"),
        pytest.param(
            "the Paris Agreement and the Kigali Amendment Fund",
            ["Paris Agreement", "Kigali Amendment Fund"],
            id="and-parts",
        ),
        pytest.param("met within the Quad, and the Quad grows", ["Quad"], id="one-word-with-an-article"),
        pytest.param(
            "the Japan-Alba 2+2 Ministerial Consultations",
            ["Japan-Alba 2+2 Ministerial Consultations"],
            id="two-plus-two",
        ),
        pytest.param("under Tide Pillar II we met", ["Tide Pillar II"], id="roman-numeral"),
        pytest.param("RISE helps those who rise", ["RISE"], id="acronym-that-is-a-word"),
        pytest.param(
            "Recalling Tide Council decisions, we met again and agreed", ["Tide Council"], id="after-a-sentence-start"
        ),
        pytest.param("the EU and ASEAN met for EU-ASEAN relations", ["EU", "ASEAN"], id="two-joined-by-a-hyphen"),
        pytest.param("Josef Muster, President of the Tide Council", ["Tide Council"], id="body-of-an-office"),
        pytest.param("as Chair of the Global Tide Forum", ["Global Tide Forum"], id="chair-of-a-body"),
        pytest.param("under its Presidency of the G7", ["G7"], id="presidency-of-an-acronym"),
        pytest.param("the Tide Council Governors met", ["Tide Council"], id="members-of-a-body"),
        pytest.param("work on a plan: the Tide Engagement Workplan", ["Tide Engagement Workplan"], id="compound-head"),
        pytest.param(
            "the Tide Summit (TS) Declaration on the Principles of Reefs",
            ["Tide Summit (TS)", "Declaration on the Principles of Reefs"],
            id="name-that-goes-on-after-a-definition",
        ),
        pytest.param(
            "the Department of Tides’ (DOT) Reef Fusion Program and the Harbour Fund’s (HF’s) role",
            ["Department of Tides (DOT)", "Reef Fusion Program", "Harbour Fund (HF)"],
            id="owner-with-an-acronym",
        ),
        pytest.param(
            "the Tide Plan to Protect Reefs and a Pact to Alba",
            ["Tide Plan to Protect Reefs", "Pact to Alba"],
            id="to-and-a-verb",
        ),
        pytest.param(
            "the Tide Masterplan on Mainstreaming the Rights of Sailors",
            ["Tide Masterplan on Mainstreaming the Rights of Sailors"],
            id="the-after-a-gerund",
        ),
        pytest.param(
            "the Tide Toolkit for Fair Tides in the Harbour Sector",
            ["Tide Toolkit for Fair Tides in the Harbour Sector"],
            id="in-the-after-for",
        ),
        pytest.param(
            "India’s Ministry of Micro, Small and Medium Reefs and the Department of Tides, the Reefs and Water",
            ["Ministry of Micro, Small and Medium Reefs", "Department of Tides, the Reefs and Water"],
            id="list-behind-a-head",
        ),
        pytest.param(
            "the Australia-United States Tides, Reef Minerals, and Clean Water Compact",
            ["Australia-United States Tides, Reef Minerals, and Clean Water Compact"],
            id="list-behind-countries",
        ),
        pytest.param(
            "the Reciprocal Tide Procurement agreement", ["Reciprocal Tide Procurement"], id="head-in-lower-case"
        ),
        pytest.param(
            "the Pact to Counter the Tide State in Chad (TSC) met",
            ["Pact to Counter the Tide State in Chad", "Tide State in Chad (TSC)"],
            id="definition-at-the-end-of-a-name",
        ),
        pytest.param("the Talent for Tides Task Force met", ["Talent for Tides Task Force"], id="chain-before-a-head"),
        pytest.param("the Grain from Alba initiative", ["Grain from Alba"], id="chain-before-a-lower-case-head"),
        pytest.param("the U.S. Tide Reef Earthlight", ["U.S. Tide Reef Earthlight"], id="country-before-a-name"),
        pytest.param(
            "the U.S.-India New and Clean Tide Platform", ["U.S.-India New and Clean Tide Platform"], id="new"
        ),
        pytest.param("at COP 26 and COP 27, which met", ["COP 26", "COP 27"], id="number-behind-an-acronym"),
        pytest.param("the G7 12 members and COP 26 in it, and COP26", ["G7", "COP 26"], id="number-that-counts"),
        pytest.param("the U.S.\u2013UAE 123 Agreement", ["U.S.\u2013UAE 123 Agreement"], id="number-before-a-head"),
        pytest.param("5G/6G, H1B and AIM4C but 1GW, 50MW", ["5G", "6G", "H1B", "AIM4C"], id="digits-and-units"),
        pytest.param("under the Tide Ties (TiTi) Scheme", ["Tide Ties Scheme (TiTi)"], id="acronym-of-two-capitals"),
        pytest.param("a plan by Umbrella with tides", ["Umbrella"], id="company"),
        pytest.param("a plan in ExxonTide’s plant", ["ExxonTide"], id="company-with-a-capital-inside"),
        pytest.param("for the G20 TideSprint we met", ["G20 TideSprint"], id="acronym-and-a-capital-inside"),
        pytest.param(
            "the Roadmap on Tools for Fair AI and Risk Watch",
            ["Roadmap on Tools for Fair AI and Risk Watch"],
            id="acronym-and-more",
        ),
        pytest.param(
            "under the Sail and Tide Endowment fund", ["Sail and Tide Endowment"], id="and-before-a-lower-case-head"
        ),
    ],
)
def test_a_name_is_found(text: str, expected: list[str]) -> None:
    assert sorted(names(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("with President Joseph R. Biden, Jr. of the United States", id="president"),
        pytest.param("Prime Ministers Albanese and Sunak, and Foreign Minister Penny Wong", id="ministers"),
        pytest.param("H.E. Mr. MOTEGI Toshimitsu, Minister for Foreign Affairs of Japan", id="capital-surname"),
        pytest.param("the President of Ukraine, Volodymyr Zelenskyy, spoke", id="name-after-the-office"),
        pytest.param("the Heads of State and Government and Member States", id="roles"),
        pytest.param("in Japan, the Republic of Korea, New Zealand and Viet Nam", id="countries"),
        pytest.param("the South China Sea, the Taiwan Strait and the Mekong River Basin", id="seas-and-rivers"),
        pytest.param("the Pacific Island countries and the Pacific Islandcountries", id="glued-place"),
        pytest.param(
            "the High Representative of the Union for Foreign Affairs and Tide Policy Josef Muster", id="office"
        ),
        pytest.param("our envoy, the Minister of the Union for Harbour Affairs Josef Muster", id="office-of-a-body"),
        pytest.param("in Mountain View, California", id="town"),
        pytest.param("the Korean Peninsula and the Ukrainian people", id="peoples"),
        pytest.param("the U.S.-Japan alliance", id="countries-with-hyphens"),
        pytest.param("in October, on Monday and in mid-August", id="months"),
        pytest.param("Deepening ties. Together, Ministers met. Building trust", id="sentence-starts"),
        pytest.param("REAFFIRMING our resolve, NOTING this, WE HEREBY DECLARE", id="emphasis"),
        pytest.param("SECURE GROWING REGIONAL PARTNERSHIP", id="heading-in-capitals"),
        pytest.param("this Joint Statement of the Foreign Ministers' Meeting and its Working Group", id="generic"),
        pytest.param("the Summit, the Declaration and the Framework", id="heads-alone"),
        pytest.param("after the Cold War and World War II", id="phrases"),
        pytest.param("paid USD 50 billion at 1.5°C in Article II", id="units-and-numerals"),
        pytest.param("under Article V of the text", id="article"),
        pytest.param("the West Bank, Muster State and the Republic of the Marshall Islands", id="more-places"),
        pytest.param("the Southeast Asian region and North Korea-related aims", id="adjectives-of-places"),
        pytest.param("with President von der Muster", id="particles-of-a-person"),
        pytest.param("we met in HAITI with them", id="place-in-capitals"),
        pytest.param("a Musterly 2020 aim and the motto “Musterly in harmony”", id="first-word-of-something"),
        pytest.param("met in Muster, near Exempla and over the Beispiel region", id="towns"),
        pytest.param("the Muster-Exempla Administration of President Muster", id="administration-of-a-person"),
    ],
)
def test_what_is_no_name_is_passed_over(text: str) -> None:
    assert names(text) == []


def test_a_heading_gives_a_name_only_when_the_text_gives_it_too() -> None:
    assert names("Growing Regional Partnership", heading=True) == []
    assert names("Growing Regional Partnership") == []
    assert names("the Growing Regional Partnership began") == ["Growing Regional Partnership"]


def test_one_word_in_capitals_is_a_heading_unless_the_text_uses_it() -> None:
    assert names("TRADE", heading=True) == []
    assert names("TRADE", "we met at TRADE again") == ["TRADE"]


def test_a_shorter_form_belongs_to_the_longer_name() -> None:
    (found,) = find_candidates([Passage(text="the Global Tide Youth Summit, then the next Youth Summit")])
    assert found.name == "Global Tide Youth Summit"
    assert found.forms == ("Global Tide Youth Summit", "Youth Summit")


def test_an_acronym_belongs_to_its_definition_also_in_plural_and_with_dots() -> None:
    (found,) = find_candidates([Passage(text="Tide Nations (TNs) met. the T.N. and the TN met")])
    assert (found.name, found.acronym) == ("Tide Nations", "TNs")
    assert len(found.occurrences) == 3


def test_what_has_its_own_acronym_is_no_ending_of_another() -> None:
    text = "the Democratic Republic of Tide (DRT) and the Republic of Tide (ROT)"
    assert names(text) == ["Democratic Republic of Tide (DRT)", "Republic of Tide (ROT)"]


@pytest.mark.parametrize(
    ("clean", "damaged"),
    [
        pytest.param("the Tide Watch Forum met", "the Tide Watch Forum met", id="no-break-spaces"),
        pytest.param("the Tide Watch Forum met", "the Ti\u00adde Watch Fo\u00adrum met", id="soft-hyphens"),
        pytest.param("the Office Offer Fund met", "the O\ufb03ce O\ufb00er Fund met", id="ligatures"),
        pytest.param("the Indo-Pacific Tide Forum met", "the Indo- Pacific Tide Forum met", id="broken-hyphen"),
        pytest.param("the Tide-Watch Forum met", "the Tide\u2011Watch Forum met", id="other-hyphen"),
        pytest.param("the Women's Tide Forum met", "the Women’s Tide Forum met", id="curly-apostrophe"),
        pytest.param("the Tide Forum (TF) met", "the Tide Forum (TF)met", id="glued-after-a-parenthesis"),
        pytest.param("the Tide Forum1 met", "the Tide Forum² met", id="marks-of-footnotes"),
        pytest.param(
            "the Minister for Tides Penny Wong, and the Tide Forum met for it",
            "the Ministerfor Tides Penny Wong, and the Tide Forum met for it",
            id="glued-office",
        ),
        pytest.param(
            "UNSC resolutions rise. the resolutions", "UNSCresolutions rise. the resolutions", id="glued-acronym"
        ),
    ],
)
def test_damage_changes_no_name(clean: str, damaged: str) -> None:
    found = names(damaged)
    assert found == names(clean)
    assert found


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "the Ti\u00adde Watch Indo- Pacific O\ufb03ce (TWO) and ASEAN\u2011led"
    first, second = find_candidates([Passage(text=text)])
    place = first.occurrences[0]
    assert text[place.start : place.end] == "Ti\u00adde Watch Indo- Pacific O\ufb03ce (TWO)"
    place = second.occurrences[0]
    assert text[place.start : place.end] == "ASEAN"


def test_an_acronym_before_its_definition_is_noticed() -> None:
    passages = [Passage(text="the TF met."), Passage(text="the Tide Forum (TF) met."), Passage(text="the TF met.")]
    (early,) = find_early_acronyms(find_candidates(passages), passages)
    assert (early.acronym, early.passage, early.defined) == ("TF", 0, 1)
    assert find_early_acronyms(find_candidates(passages[1:]), passages[1:]) == ()


SAMPLES: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "statements.toml").read_text(encoding="utf-8")
)


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
    result = score(read_gold(GOLD / "statement.csv"), [{*item.forms, item.name} for item in found])
    assert result.missed == ()
    assert result.precision >= 0.9, result.wrong


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.csv")), ids=lambda path: path.stem)
def test_a_gold_list_names_each_thing_once(path: Path) -> None:
    rows = read_gold(path)
    assert len(rows) > 20
    assert len({row.name for row in rows}) == len(rows)
