"""The fingerprint of a text never changes, and tells later which of its words are others."""

from __future__ import annotations

import pytest

from generator.text.sentences import find_changes, list_words, make_fingerprint

TEXT = (
    "We, the leaders of the Republic of Korea \u2014 and of the U.S. \u2014 met in Lima on 3 February 2020, to talk of "
    "Indo-Pacific trade, of cafe\u0301s, of ships that sail to the North Star, and of whales."
)
WORDS = list_words(TEXT)
MARK = "37-c8cd26cb-1ba69e04073a0a3a305c86167b0"


def test_words_have_neither_marks_nor_hyphens() -> None:
    words = list_words(TEXT)
    assert words[9:13] + words[22:26] == ["of", "the", "US", "met", "IndoPacific", "trade", "of", "caf\u00e9s"]


def test_a_fingerprint_never_changes() -> None:
    assert make_fingerprint(WORDS) == MARK
    assert make_fingerprint(["Ships"]) == "1-cf7c1e56-cf7"


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        pytest.param(WORDS, [], id="none"),
        pytest.param([*WORDS[:14], "old", *WORDS[14:]], [(12, 17)], id="word-added"),
        pytest.param([*WORDS[:17], *WORDS[18:]], [(16, 18)], id="word-lost"),
        pytest.param([*WORDS[:12], *WORDS[16:]], [(0, 14)], id="end-of-one-and-start-of-another-lost"),
        pytest.param([*WORDS[:14], "old", *WORDS[14:-1]], [(12, 17), (35, 37)], id="two-places"),
        pytest.param([*WORDS, "more"], [(34, 38)], id="word-at-the-end"),
        pytest.param(WORDS[:34], [(34, 34)], id="end-lost"),
    ],
)
def test_a_change_is_found_in_its_stretch(words: list[str], changed: list[tuple[int, int]]) -> None:
    assert find_changes(MARK, words) == changed
