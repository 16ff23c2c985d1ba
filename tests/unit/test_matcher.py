"""Names are found leftmost-longest, as whole words, whatever the typography, at exact offsets."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.matcher import Matcher, Pattern, Span
from generator.text.spelling import fold, inflect, is_whole_word, loose_key, lower, match_key, search_key
from tests.samples import make_matcher


def found(text: str, *names: str) -> list[str]:
    """Return the slices of a text that a matcher for the names finds."""
    return [text[span.start : span.end] for span in make_matcher(*names).find(text)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("Freedom Edge began.", ("Freedom Edge",), ["Freedom Edge"], id="a-name"),
        pytest.param("FREEDOM edge", ("Freedom Edge",), ["FREEDOM edge"], id="names-ignore-case"),
        pytest.param("RISE and rise, Rise", ("RISE",), ["RISE"], id="acronyms-match-case"),
        pytest.param("rise and RISE", ("RISE",), ["RISE"], id="acronym-after-another-spelling"),
        pytest.param("training of AI", ("AI",), ["AI"], id="acronym-not-inside-a-word"),
        pytest.param("MSPs, MSP2, MSP_x and xMSP", ("MSP",), [], id="letters-digits-underscores-go-on"),
        pytest.param("ROK's and ROK\u2019s", ("ROK",), ["ROK", "ROK"], id="possessive-holds-the-name"),
        pytest.param("the ROK-U.S. alliance", ("ROK", "U.S."), ["ROK", "U.S."], id="hyphen-parts-words"),
        pytest.param("ASEAN-led and DPRK-related", ("ASEAN", "DPRK"), ["ASEAN", "DPRK"], id="compound"),
        pytest.param("Japan\u2013U.S.", ("U.S.",), ["U.S."], id="dash-parts-words"),
        pytest.param("the U.S. and U.S.A", ("U.S.",), ["U.S."], id="dotted-acronym-is-whole"),
        pytest.param("(MSP) [MSP] \u201cMSP\u201d/MSP", ("MSP",), ["MSP"] * 4, id="punctuation-parts-words"),
        pytest.param(
            "the ASEAN Outlook on the Indo-Pacific of ASEAN",
            ("ASEAN", "ASEAN Outlook on the Indo-Pacific"),
            ["ASEAN Outlook on the Indo-Pacific", "ASEAN"],
            id="longer-wins-over-its-prefix",
        ),
        pytest.param(
            "Café of the UN Security Council",
            ("UN", "UN Security Council"),
            ["UN Security Council"],
            id="with-accents-too",
        ),
        pytest.param("UN Security Council", ("Security Council", "UN Security"), ["UN Security"], id="leftmost-wins"),
        pytest.param(
            "Quantum Development Groups",
            ("Quantum Development", "Quantum Development Group"),
            ["Quantum Development"],
            id="long-match-that-is-no-word-does-not-hide-a-short-one",
        ),
        pytest.param("xa b a", ("a b a", "b a", "a"), ["b a"], id="match-that-starts-inside-a-word-hides-nothing"),
        pytest.param("ROK ROK", ("ROK",), ["ROK", "ROK"], id="every-occurrence"),
        pytest.param("Women\u2019s Day", ("Women's Day",), ["Women\u2019s Day"], id="apostrophe-in-the-text"),
        pytest.param("Women's Day", ("Women\u2019s Day",), ["Women's Day"], id="apostrophe-in-the-name"),
        pytest.param("Women\u02bcs Day", ("Women's Day",), ["Women\u02bcs Day"], id="modifier-apostrophe"),
        pytest.param(
            "\u201cBio-5\u201d coalition", ('"Bio-5" coalition',), ["\u201cBio-5\u201d coalition"], id="quotes"
        ),
        pytest.param("Bio\u20115 and Bio\u22125", ("Bio-5",), ["Bio\u20115", "Bio\u22125"], id="dashes"),
        pytest.param("Open\u00a0RAN, Open\u202fRAN", ("Open RAN",), ["Open\u00a0RAN", "Open\u202fRAN"], id="spaces"),
        pytest.param("Open  \t RAN", ("Open RAN",), ["Open  \t RAN"], id="run-of-spaces"),
        pytest.param("Open\nRAN and Open\r\nRAN", ("Open RAN",), ["Open\nRAN", "Open\r\nRAN"], id="line-break"),
        pytest.param("supply-\nchain", ("supply-chain",), ["supply-\nchain"], id="line-break-after-hyphen"),
        pytest.param("Free\u00addom Edge", ("Freedom Edge",), ["Free\u00addom Edge"], id="soft-hyphen"),
        pytest.param("Free\u200bdom\u2060 Edge", ("Freedom Edge",), ["Free\u200bdom\u2060 Edge"], id="zero-width"),
        pytest.param("Open \u00ad RAN", ("Open RAN",), ["Open \u00ad RAN"], id="soft-hyphen-between-spaces"),
        pytest.param("supply-\u00ad\nchain", ("supply-chain",), ["supply-\u00ad\nchain"], id="soft-hyphen-at-line-end"),
        pytest.param(
            "supply\u00ad-\nchain", ("supply-chain",), ["supply\u00ad-\nchain"], id="soft-hyphen-before-hyphen"
        ),
        pytest.param("tr\u00adAI\u00adning", ("AI",), [], id="soft-hyphen-ends-no-word"),
        pytest.param("Cafe\u0301 Pact", ("Caf\u00e9 Pact",), ["Cafe\u0301 Pact"], id="decomposed-text"),
        pytest.param("Caf\u00e9 Pact", ("Cafe\u0301 Pact",), ["Caf\u00e9 Pact"], id="decomposed-name"),
        pytest.param("cafe\u0301-\nbar", ("caf\u00e9-bar",), ["cafe\u0301-\nbar"], id="decomposed-before-hyphen-break"),
        pytest.param("MSP\u0301", ("MSP",), [], id="combining-mark-goes-on"),
        pytest.param(
            "\u0395\u039d\u03a9\u03a3\u0397\u03a3", ("\u03ad\u03bd\u03c9\u03c3\u03b7\u03c2",), [], id="accents-count"
        ),
        pytest.param(
            "\u039f\u0394\u039f\u03a3",
            ("\u03bf\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03bf\u03c2"),
            ["\u039f\u0394\u039f\u03a3"],
            id="final-sigma",
        ),
        pytest.param(
            "\u039f\u0394\u039f\u03a3's end",
            ("\u03bf\u03b4\u03bf\u03c2",),
            ["\u039f\u0394\u039f\u03a3"],
            id="sigma-with-a-possessive",
        ),
        pytest.param(
            "\u0130stanbul pact", ("Istanbul Pact",), ["\u0130stanbul pact"], id="letter-whose-lower-case-is-two"
        ),
        pytest.param("STRASSE \u1e9e MSP", ("MSP",), ["MSP"], id="offsets-after-a-sharp-s"),
        pytest.param("\U0001f30a\U0001f30a MSP", ("MSP",), ["MSP"], id="offsets-after-astral-characters"),
        pytest.param("日米韓首脳会合で", ("日米韓首脳会合",), ["日米韓首脳会合"], id="japanese-needs-no-spaces"),
        pytest.param("프리덤 에지는", ("프리덤 에지",), ["프리덤 에지"], id="korean-particle"),
        pytest.param("ASEAN은 ROK와", ("ASEAN", "ROK"), ["ASEAN", "ROK"], id="korean-particle-after-latin"),
        pytest.param("Plan B는", ("Plan B",), ["Plan B"], id="korean-particle-after-one-letter"),
        pytest.param("", ("MSP",), [], id="empty-text"),
        pytest.param("MSP", (), [], id="no-names"),
        pytest.param("MSP", ("\ud800x", "MSP"), ["MSP"], id="half-a-character-in-another-name"),
    ],
)
def test_names_are_found(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert found(text, *names) == expected


def test_of_two_names_that_match_the_same_words_the_first_wins() -> None:
    matcher = Matcher([Pattern(text="Rise", exact_case=False), Pattern(text="RISE", exact_case=True)])
    assert [span.pattern for span in matcher.find("RISE rise")] == [0, 0]


def test_an_acronym_leaves_its_other_spellings_to_a_name() -> None:
    matcher = Matcher([Pattern(text="RISE", exact_case=True), Pattern(text="rise", exact_case=False)])
    assert [span.pattern for span in matcher.find("RISE rise Rise")] == [0, 1, 1]


def test_all_occurrences_come_sorted_with_the_longest_first() -> None:
    spans = make_matcher("UN", "UN Security Council", "Security Council").find(
        "the UN Security Council", overlapping=True
    )
    assert [(span.start, span.end) for span in spans] == [(4, 23), (4, 6), (7, 23)]


# What follows says the rules of typography once more, in the plainest way, so as to share no mistake.

INVISIBLE = "\u00ad\u200b"
PLAIN = {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2011": "-", "\u00a0": " ", "\n": " ", "\u201c": '"'}


def flat(text: str) -> str:
    visible = "".join(PLAIN.get(char, char) for char in text if char not in INVISIBLE)
    composed = re.sub(" +", " ", unicodedata.normalize("NFC", visible))
    return re.sub(r"(?<=[\w\u0301])- (?=\w)", "-", composed)


def goes_on(text: str) -> bool:
    """Return whether a text, seen from the edge of a name, begins with a character of a word."""
    seen = text.lstrip(INVISIBLE)
    return bool(seen) and (seen[0].isalnum() or seen[0] == "_" or unicodedata.combining(seen[0]) > 0)


def naive_find(text: str, patterns: list[Pattern]) -> list[Span]:
    """Try every name at every place; drop what is no whole word; then take the leftmost and longest."""
    whole: list[Span] = []
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            inner = text[start:end]
            if inner[0] in INVISIBLE or inner[-1] in INVISIBLE or goes_on(text[end:]) or goes_on(text[:start][::-1]):
                continue
            shown = flat(inner)
            for index, pattern in enumerate(patterns):
                name = flat(pattern.text)
                if shown == name if pattern.exact_case else shown.lower() == name.lower():
                    whole.append(Span(start, end, index))
                    break
    chosen: list[Span] = []
    while whole:
        first = min(whole, key=lambda span: (span.start, -span.end))
        chosen.append(first)
        whole = [span for span in whole if span.start >= first.end]
    return chosen


def patterns_over(alphabet: str) -> st.SearchStrategy[list[Pattern]]:
    # A name that begins or ends in a space, a dash or an invisible character cannot be written in an entry, or
    # has more than one place that would do.
    edge = set(alphabet) - set("-\u2013\u2011 \n\u00a0\u0301" + INVISIBLE)
    names = st.text(alphabet, min_size=1, max_size=5).filter(lambda name: name[0] in edge and name[-1] in edge)
    if "\u0301" in alphabet:
        names |= st.sampled_from(["e\u0301", "a e\u0301", "\u00e9a"])
    return st.lists(st.builds(Pattern, text=names, exact_case=st.booleans()), max_size=6)


ALPHABETS = {
    "words": "abA ",
    "dots-and-hyphens": "ab-. ",
    "underscores-and-digits": "a_1 -",
    "apostrophes": "as'\u2019\u2018 ",
    "dashes": "ab-\u2013\u2011",
    "white-space": "ab \n\u00a0",
    "soft-hyphens": "aB\u00ad\u200b",
    "soft-hyphens-at-gaps": "a- \n\u00ad",
    "combining-marks": "ea\u0301\u00e9 ",
    "combining-marks-and-hyphens": "e\u0301-\n",
    "everything": "aB-'. \n\u00a0\u2019\u2013",
}


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS.keys())
@given(data=st.data())
def test_find_equals_a_naive_scan(alphabet: str, data: st.DataObject) -> None:
    patterns = data.draw(patterns_over(alphabet))
    text = data.draw(st.text(alphabet, max_size=14))
    assert Matcher(patterns).find(text) == naive_find(text, patterns)


@given(
    names=st.lists(st.text("ab-. \u00ad", min_size=1, max_size=5).filter(lambda name: "a" in name), max_size=6),
    extra=st.text("ab-. \u00ad", max_size=4).map(lambda name: name + "a"),
    text=st.text("ab-. \u00ad\n", max_size=30),
)
def test_adding_a_name_never_makes_spans_overlap(names: list[str], extra: str, text: str) -> None:
    for some in (names, [*names, extra]):
        spans = Matcher([Pattern(text=name, exact_case=False) for name in some]).find(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))


@given(text=st.text("aBe-\u2013 \n\u00a0\u00ad\u200b\u2019'\u0301\u00e9.\U0001f30a\u1100\u1161\uac00", max_size=30))
def test_folding_keeps_offsets_exact(text: str) -> None:
    folded, origin = fold(text)
    if origin is None:
        assert len(folded) == len(text)
        starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
    else:
        starts, ends = origin
    assert len(starts) == len(ends) == len(folded)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    for char, start, end in zip(folded, starts, ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end])[0]
    covered = {place for start, end in zip(starts, ends, strict=True) for place in range(start, end)}
    assert all(text[place] in INVISIBLE for place in set(range(len(text))) - covered)


@pytest.mark.parametrize("text", ["ROK and U.S.", "a\tb", "Caf\u00e9 \u2013 \u2018x\u2019", "\u65e5\u7c73"])
def test_offsets_are_not_kept_where_nothing_moves(text: str) -> None:
    assert fold(text)[1] is None


@given(text=st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once, _ = fold(text)
    assert fold(once)[0] == once


@given(text=st.text(max_size=40))
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("ROK", 0, 3, True),
        ("ROKs", 0, 3, False),
        ("xROK", 1, 4, False),
        ("\u00e9ROK", 1, 4, False),
        ("ROK\u0301", 0, 3, False),
        ("_ROK", 1, 4, False),
        ("(ROK)", 1, 4, True),
        ("U.S.A", 0, 4, False),
        ("日本とROKは", 3, 6, True),
        ("협의회의", 0, 3, True),
        ("협의회에서는 만났다", 0, 3, True),
        ("협의회의", 0, 2, False),
        ("동협의회", 1, 4, False),
        ("한국은행", 0, 2, False),
        ("والمجلس", 1, 7, True),
        ("قال والمجلس", 7, 11, True),
        ("للمجلس", 2, 6, True),
        ("المجلسان", 2, 6, False),
        ("قالمجلس", 3, 7, False),
        ("aالمجلس", 1, 7, False),
        ("اليمن", 2, 5, True),
        ("الrok", 2, 5, False),
        ("الؠ", 2, 3, True),
        # The first letter of the Korean script.
        ("ROK\u1100", 0, 3, True),
        ("a\u1100", 1, 2, True),
        ("A한B", 0, 2, True),
    ],
)
def test_a_whole_word_is_one_that_no_letter_digit_or_mark_carries_on(
    text: str, start: int, end: int, *, expected: bool
) -> None:
    assert is_whole_word(text, start, end) is expected


@pytest.mark.parametrize(
    ("left", "right", "keys"),
    [
        pytest.param("Open RAN", "open\u00a0ran", "match search loose", id="case-and-spaces"),
        pytest.param("Women's", "Women’s", "match search loose", id="apostrophe"),
        pytest.param("Bio-5", "Bio\u20115", "match search loose", id="hyphens"),
        pytest.param("Freedom-Edge", "freedom edge", "search loose", id="hyphen-for-a-space"),
        pytest.param("Café", "Cafe\u0301", "match search", id="composed"),
        pytest.param("Café", "Cafe", "search", id="accent"),
        pytest.param("ﬁnance ２", "Finance 2", "search", id="ligature-and-wide-digit"),
        pytest.param("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "match search", id="hangul-by-letters"),
        pytest.param("Defence Centre Programmes", "defense center program", "loose", id="british"),
        pytest.param("Stabilisation of Labour", "stabilization of labor", "loose", id="american"),
        pytest.param("RANs", "RAN", "loose", id="plural"),
        pytest.param("Rules-based", "rule based", "loose", id="plural-before-a-hyphen"),
        pytest.param("Process", "Proces", "", id="no-plural"),
    ],
)
def test_spellings_have_one_key(left: str, right: str, keys: str) -> None:
    made = {
        "match": lambda name: match_key(name, exact_case=False),
        "search": search_key,
        "loose": loose_key,
    }
    assert [key for key, make in made.items() if make(left) == make(right)] == keys.split()


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Policy", {"Policies", "Policys", "Policyes"}),
        ("Parties", {"Party", "Parti", "Partie", "Partiess", "Partieses"}),
    ],
)
def test_a_name_may_be_in_the_other_number(name: str, others: set[str]) -> None:
    assert inflect(name) == others


def test_the_key_of_a_search_is_that_of_the_page() -> None:
    assert search_key("Café RAN 2") == "caferan2"


def test_an_acronym_has_a_key_with_its_case() -> None:
    assert match_key("RISE\u00a0", exact_case=True) != match_key("Rise ", exact_case=True)
