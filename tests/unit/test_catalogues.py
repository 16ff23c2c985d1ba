"""The catalogues hold every message of the interface, whole, and nothing else."""

from __future__ import annotations

import re

import pytest

from generator.text.wording import read_wording
from tests.catalogues import LANGUAGES, extract_messages, list_texts, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\d\}|</?\w+(?: [^>]*)?>")
"""What a translation must hold as well: values, and the elements around words."""


def test_japanese_korean_and_french_are_shipped() -> None:
    assert LANGUAGES == ["fr", "ja", "ko"]


def test_a_catalogue_has_every_message_and_no_other() -> None:
    """`python -m tests.catalogues` adds and removes messages."""
    used = {str(message.id): {path for path, _ in message.locations} for message in extract_messages() if message.id}
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        held = {str(message.id): {path for path, _ in message.locations} for message in catalogue if message.id}
        assert held == used, language
        assert not catalogue.obsolete, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_with_its_placeholders(language: str) -> None:
    for message in read_catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        wanted = sorted(PLACEHOLDER.findall(list_texts(message.id)[-1]))
        for text in list_texts(message.string):
            assert text, message.id
            assert sorted(PLACEHOLDER.findall(text)) == wanted, message.id


def test_forms_dates_and_lists_are_those_of_the_language() -> None:
    french, japanese, korean = map(read_wording, LANGUAGES)
    assert [french.say_many("%(num)s entry", "%(num)s entries", number) for number in (0, 1, 2)] == [
        "0 entrée",
        "1 entrée",
        "2 entrées",
    ]
    assert (french.date("2024-11-15"), french.list("ABC")) == ("15 novembre 2024", "A, B et C")
    assert (japanese.date("2024-11-15"), japanese.date("2024-11"), japanese.list("ABC")) == (
        "2024年11月15日",
        "2024年11月",
        "A、B、C",
    )
    assert (korean.date("2024-11-15"), korean.language_name("ja")) == ("2024년 11월 15일", "일본어")
    assert french.theme["{0} result"] == ("{0} résultat", "{0} résultats")
