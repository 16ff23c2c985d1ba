"""Mentions carry their place, address, sentence and whether they become links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.linking.mentions import (
    Decisions,
    find_inclusions,
    find_mentions,
    index_names,
    place_decisions,
    searchable_text,
)
from generator.model.entry import Entry, LinkRule
from generator.model.fields import Origin, Slug
from generator.model.statement import Inclusion, Mention, Place, Run, Statement
from generator.text.matcher import GAP
from generator.text.sentences import split_sentences
from tests.samples import make_block, make_entry, make_index, make_statement

ROK = make_entry("rok", name="Republic of Korea", acronym="ROK")
US = make_entry("us", name="United States", acronym="U.S.")
RAN = make_entry("ran", name="Radio Access Network", acronym="RAN")
OPEN_RAN = make_entry("open-ran", name="Open RAN")


def find_both(statement: Statement, *entries: Entry) -> tuple[Sequence[Mention], Sequence[Inclusion]]:
    mentions, _ = find_mentions(statement, entries, make_index(*entries))
    return mentions, [*find_inclusions(statement, mentions, make_index(*entries))]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(LinkRule.EVERY, "11 1 11", id="every"),
        pytest.param(LinkRule.FIRST_IN_PARAGRAPH, "10 1 10", id="first-in-paragraph"),
        pytest.param(LinkRule.FIRST, "10 0 00", id="first"),
    ],
)
def test_the_link_rule_says_which_mentions_become_links(rule: LinkRule, expected: str) -> None:
    entry = make_entry("rok", name="ROK", link=rule)
    statement = make_statement("ROK and ROK.", "The ROK.", "ROK, ROK")
    mentions, _ = find_mentions(statement, (entry,), make_index(entry))
    got = [[], [], []]  # type: list[list[str]]
    for mention in mentions:
        got[mention.paragraph - 1].append(str(int(mention.linked)))
    assert " ".join("".join(marks) for marks in got) == expected


def test_link_rules_of_two_entries_do_not_mix() -> None:
    entries = (make_entry("a", name="ROK", link="first"), make_entry("b", name="U.S.", link="first-in-paragraph"))
    mentions, _ = find_mentions(make_statement("ROK U.S.", "ROK U.S. ROK U.S."), entries, make_index(*entries))
    assert [m.linked for m in mentions] == [True, True, False, True, False, False]


def test_ordinals_count_through_the_text_linked_or_not() -> None:
    entry = make_entry("rok", name="ROK", link=LinkRule.FIRST)
    statement = make_statement("ROK, ROK.", "Nothing.", "ROK.")
    mentions, _ = find_mentions(statement, (entry,), make_index(entry))
    assert [(m.anchor, m.paragraph) for m in mentions] == [
        ("m-rok-1", 1),
        ("m-rok-2", 1),
        ("m-rok-3", 3),
    ]


def test_mentions_stand_in_the_order_of_the_text_with_exact_words() -> None:
    statement = make_statement("The ROK\u2011U.S. alliance of the Republic\u00a0of Korea (ROK).")
    mentions, _ = find_mentions(statement, (ROK, US), make_index(ROK, US))
    assert [(m.entry, m.exact) for m in mentions] == [
        ("rok", "ROK"),
        ("us", "U.S."),
        ("rok", "Republic\u00a0of Korea (ROK)"),
    ]
    text = statement.paragraphs[0].text
    assert all(text[m.start : m.end] == m.exact for m in mentions)


@pytest.mark.parametrize(
    "text",
    [
        "the Republic of Korea (ROK) stands",
        'the Republic of Korea ("ROK") stands',
        "the Republic of Korea (\u201cROK\u201d) stands",
        'the republic of korea ("ROK") stands',
    ],
)
def test_a_name_with_its_acronym_is_one_mention(text: str) -> None:
    mentions, inclusions = find_both(make_statement(text), ROK)
    assert [m.exact for m in mentions] == [text.removeprefix("the ").removesuffix(" stands")]
    assert inclusions == []


def test_a_name_without_an_acronym_has_none_in_brackets() -> None:
    mentions, _ = find_both(make_statement("Open RAN (None) met."), make_entry("open-ran", name="Open RAN"))
    assert [m.exact for m in mentions] == ["Open RAN"]


def test_a_name_inside_a_longer_one_is_an_inclusion_and_no_mention() -> None:
    mentions, inclusions = find_both(make_statement("We use Open RAN approaches."), OPEN_RAN, RAN)
    assert [m.entry for m in mentions] == ["open-ran"]
    assert [(i.entry, i.exact, i.within) for i in inclusions] == [("ran", "RAN", mentions[0])]


def test_nothing_is_found_where_the_source_has_links_code_or_html() -> None:
    runs = (Run(text="ROK "), Run(text="ROK", linkable=False), Run(text=" and ROK"))
    mentions, _ = find_mentions(make_statement(runs), (ROK,), make_index(ROK))
    assert [m.start for m in mentions] == [0, 12]


def test_what_may_not_be_searched_is_blanked_out_at_the_same_length() -> None:
    block = make_block((Run(text="a"), Run(text="bcd", linkable=False), Run(text="e")))
    assert searchable_text(block) == f"a{GAP * 3}e"


def test_a_name_is_found_across_a_change_of_style() -> None:
    runs = (Run(text="Open ", em=True), Run(text="RAN"))
    mentions, _ = find_mentions(make_statement(runs), (OPEN_RAN,), make_index(OPEN_RAN))
    assert [m.exact for m in mentions] == ["Open RAN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two.", ["One.", "Two."], id="two"),
        pytest.param("", [], id="none"),
        pytest.param("No end", ["No end"], id="no-full-stop"),
        pytest.param(
            "We deepen the ROK-U.S. and Japan-U.S. alliances. They hold.",
            ["We deepen the ROK-U.S. and Japan-U.S. alliances.", "They hold."],
            id="dots-of-an-acronym-after-a-hyphen",
        ),
        pytest.param(
            "President Biden reiterates that the U.S. commitments to the ROK are ironclad. So it is.",
            ["President Biden reiterates that the U.S. commitments to the ROK are ironclad.", "So it is."],
            id="dots-of-an-acronym",
        ),
        pytest.param("It grew by 3.5 percent. Good.", ["It grew by 3.5 percent.", "Good."], id="decimal"),
        pytest.param(
            "Good \U0001f30a\u2014日本. Then more.", ["Good \U0001f30a\u2014日本.", "Then more."], id="code-points"
        ),
        pytest.param(
            "13. We sail.[*] We fish.[12] So.", ["13. We sail.[*]", "We fish.[12]", "So."], id="numbers-and-notes"
        ),
        pytest.param("One?  Two!", ["One?", "Two!"], id="space-between-belongs-to-neither"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text, "en")] == expected


def test_each_mention_knows_its_sentence() -> None:
    text = "The ROK acts. The U.S. and the ROK agree."
    mentions, _ = find_mentions(make_statement(text), (ROK, US), make_index(ROK, US))
    assert [m.place for m in mentions] == [Place("1", 1), Place("1", 2), Place("1", 2)]
    assert [text[slice(*m.sentence)] for m in mentions] == ["The ROK acts."] + ["The U.S. and the ROK agree."] * 2


def test_a_name_that_looks_like_the_end_of_a_sentence_joins_what_it_touches() -> None:
    entry = make_entry("play", name="Stop. Go. Play")
    text = "First this. We play Stop. Go. Play at noon. Last."
    mentions, _ = find_mentions(make_statement(text), (entry,), make_index(entry))
    assert text[slice(*mentions[0].sentence)] == "We play Stop. Go. Play at noon."


@given(text=st.text("ROKUS. -\u2019(A)a\u00e9\U0001f30a", max_size=60))
def test_every_mention_lies_in_its_sentence_and_in_its_paragraph(text: str) -> None:
    mentions, _ = find_mentions(make_statement(text), (ROK, US), make_index(ROK, US))
    for mention in mentions:
        start, end = mention.sentence
        assert 0 <= start <= mention.start < mention.end <= end <= len(text)
        assert mention.exact == text[mention.start : mention.end]


@given(text=st.text("abA .!?:,()\u2026\u3002\u00a0\u2028\u3000\u00e9\U0001f30a\n", max_size=40))
@example(text="Z\u00a0.\u2026Dr. ]:_a]\u3002")
def test_sentences_hold_every_word_once(text: str) -> None:
    spans = split_sentences(text, "en")
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_names_inside_longer_ones_are_gathered_from_all_mentions() -> None:
    text = "Open RAN met. Open RAN."
    _, inclusions = find_both(make_statement(text, "Open RAN."), OPEN_RAN, RAN)
    assert [(item.entry, item.exact, item.within.anchor) for item in inclusions] == [
        ("ran", "RAN", "m-open-ran-1"),
        ("ran", "RAN", "m-open-ran-2"),
        ("ran", "RAN", "m-open-ran-3"),
    ]


def test_a_name_that_reaches_out_of_a_longer_one_is_not_inside_it() -> None:
    entries = make_entry("a", name="Open Sea Compact"), make_entry("b", name="Compact Day")
    mentions, inclusions = find_both(make_statement("The Open Sea Compact Day."), *entries)
    assert ([item.entry for item in mentions], inclusions) == (["a"], [])


def test_a_name_at_the_start_of_a_longer_one_is_inside_it() -> None:
    un, council = make_entry("un", name="United Nations"), make_entry("sc", name="United Nations Council")
    _, inclusions = find_both(make_statement("The United Nations Council."), un, council)
    assert [item.entry for item in inclusions] == ["un"]


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        pytest.param("We met.ROK. ROK acts.", "ROK", "ROK acts.", id="space-before"),
        pytest.param("来た。ROKは。次。", "ROK", "ROKは。", id="no-space-before"),
        pytest.param("来た。娘。次。", "娘。", "娘。", id="name-that-ends-its-sentence"),
    ],
)
def test_a_name_next_to_a_sentence_does_not_touch_it(text: str, name: str, sentence: str) -> None:
    entry = make_entry("x", name=name)
    mentions, _ = find_mentions(make_statement(text), (entry,), make_index(entry))
    assert text[slice(*mentions[-1].sentence)] == sentence


def test_an_acronym_that_two_entries_share_means_the_one_defined_before() -> None:
    entries = [
        make_entry(slug, name=name, acronym="CD") for slug, name in (("a", "Coast Dialogue"), ("b", "City Days"))
    ]
    names, findings = index_names(entries)
    assert [finding.name for finding in findings] == ["CD", "CD"]
    text = "The CD met. The Coast Dialogue (CD) met; the CD and the CDs. City Days (CD): the CD, not the cd. Coast Dialogue, CD."
    statement = make_statement(text, "The CD.")
    mentions, undecided = find_mentions(statement, entries, names)
    assert [(mention.entry, mention.exact) for mention in mentions] == [
        *(("a", "Coast Dialogue (CD)"), ("a", "CD"), ("b", "City Days (CD)"), ("b", "CD")),
        *(("a", "Coast Dialogue"), ("b", "CD"), ("b", "CD")),
    ]
    assert [*find_inclusions(statement, mentions, names)] == []
    assert undecided == {"cd"}
    later = make_statement(text.removeprefix("The CD met. "))
    assert find_mentions(later, entries, names)[1] == set()


@pytest.mark.parametrize(
    ("text", "decision", "expected"),
    [
        pytest.param("RISE: WE RISE TOGETHER.", {"words": "WE RISE TOGETHER"}, "RISE", id="slogan"),
        pytest.param("The US and US$5, US said.", {"words": "US$5"}, "US US", id="currency"),
        pytest.param("RISE of the Quad.", {"words": "RISE", "entry": "draft"}, "Quad", id="draft"),
        pytest.param("The quad and the Quad.", None, "Quad", id="case"),
    ],
)
def test_words_that_look_like_a_name_are_settled(text: str, decision: dict[str, object] | None, expected: str) -> None:
    entries = [make_entry(name.lower(), name=name) for name in ("RISE", "US")]
    entries.append(make_entry("quad", name="Quad", exact=["Quad"]))
    items = {"mentions": [{"paragraph": 1, "reason": "R", **decision}] if decision else []}
    made = Decisions.model_validate(items, context=Origin(path=Path("source/mentions.yml")))
    names, _ = index_names(entries)
    slugs: dict[str, Slug | None] = {entry.slug: entry.slug for entry in entries} | {"draft": None}
    places, findings = place_decisions(made, make_statement(text), slugs, names)
    mentions, _ = find_mentions(make_statement(text), entries, names, places)
    assert (" ".join(mention.exact for mention in mentions), findings) == (expected, ())


def test_a_decision_takes_no_name_that_stands_right_beside_its_words() -> None:
    entries = [make_entry(slug, name=name) for slug, name in (("ally", "日米"), ("talks", "会談"), ("later", "以後"))]
    names, statement = make_index(*entries), make_statement("日米会談以後")
    mentions, _ = find_mentions(statement, entries, names, {1: {(2, 4): None}})
    assert [mention.exact for mention in mentions] == ["日米", "以後"]


CLASHING = [
    make_entry(slug, name=name, acronym="CD", aliases=[alias])
    for slug, name, alias in (("a", "Coast Dialogue", "the Dialogue"), ("b", "City Days", "The  dialogue"))
]


@pytest.mark.parametrize(
    ("decisions", "expected", "left"),
    [
        pytest.param([], "Coast Dialogue=a", {"cd", "the dialogue"}, id="none"),
        pytest.param([{"words": "CD", "entry": "b"}], "CD=b Coast Dialogue=a CD=b", {"the dialogue"}, id="each"),
        pytest.param(
            [{"words": "CD", "entry": "b", "nth": 2}], "Coast Dialogue=a CD=b", {"cd", "the dialogue"}, id="nth"
        ),
        pytest.param([{"words": "CD"}], "Coast Dialogue=a", {"the dialogue"}, id="no-entry"),
        pytest.param([{"words": "the Dialogue", "entry": "b"}], "Coast Dialogue=a the Dialogue=b", {"cd"}, id="alias"),
        pytest.param([{"words": "Coast Dialogue"}], "", {"cd", "the dialogue"}, id="name-that-is-none"),
        pytest.param([{"words": "Coast"}], "Coast Dialogue=a", {"cd", "the dialogue"}, id="inside-a-name"),
        pytest.param(
            [{"words": "Coast Dialogue and", "entry": "b"}], "Coast Dialogue and=b", {"cd", "the dialogue"}, id="across"
        ),
    ],
)
def test_a_decision_says_what_words_mean_in_a_paragraph(
    decisions: list[dict[str, object]], expected: str, left: set[str]
) -> None:
    statement = make_statement("Nothing.", "The CD, Coast Dialogue and CDs; CD for the Dialogue.")
    names, _ = index_names(CLASHING)
    items = {"mentions": [{"paragraph": 2, "reason": "R", **item} for item in decisions]}
    made = Decisions.model_validate(items, context=Origin(path=Path("source/mentions.yml")))
    places, findings = place_decisions(made, statement, {entry.slug: entry.slug for entry in CLASHING}, names)
    mentions, undecided = find_mentions(statement, CLASHING, names, places)
    assert " ".join(f"{mention.exact}={mention.entry}" for mention in mentions) == expected
    assert undecided == left
    assert len(findings) == (decisions == [{"words": "Coast"}])


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        pytest.param({"words": "Coast"}, 'paragraph 2 does not have "Coast" there', id="no-name-of-its-own"),
        pytest.param({"words": "Dialogue"}, 'paragraph 2 does not have "Dialogue"', id="end-of-a-name"),
        pytest.param({"words": "cd"}, 'paragraph 2 does not have "cd" there', id="in-another-case"),
        pytest.param({"words": "CD", "entry": "c"}, 'no entry "c"; known entries: a, b', id="no-entry"),
        pytest.param(
            {"words": "CD", "paragraph": 9, "entry": "a"},
            "no paragraph 9; correct or remove the item; the last one is 3",
            id="no-paragraph",
        ),
    ],
)
def test_a_decision_that_settles_nothing_is_told_and_the_next_one_settles(
    decision: dict[str, object], told: str
) -> None:
    items = [{"paragraph": 2, "reason": "R", **item} for item in (decision, {"words": "CD", "entry": "b"})]
    made = Decisions.model_validate({"mentions": items}, context=Origin(path=Path("source/mentions.yml")))
    statement = make_statement("Nothing.", "The CD, Coast Dialogue.", "More.")
    slugs: dict[str, Slug | None] = {entry.slug: entry.slug for entry in CLASHING}
    places, (finding,) = place_decisions(made, statement, slugs, index_names(CLASHING)[0])
    assert places == {2: {(4, 6): "b"}}
    assert told in f"{finding.message}; {finding.hint}"
