"""The words of the interface: dates, lists and languages as readers read them."""

from __future__ import annotations

import pytest

from generator.text.wording import interface_language, read_wording, text_direction


@pytest.mark.parametrize(
    ("iso", "written"),
    [("2024-11-15", "15 November 2024"), ("2024-11", "November 2024"), ("0987", "987"), ("2024", "2024")],
)
def test_a_date_is_written_out(iso: str, written: str) -> None:
    assert read_wording("en").date(iso) == written


@pytest.mark.parametrize(
    ("code", "name"),
    [("ja", "Japanese"), ("ko", "Korean"), ("zh-Hant", "Chinese (Traditional)"), ("xx-none", "xx-none"), ("", "")],
)
def test_a_language_has_its_english_name(code: str, name: str) -> None:
    assert read_wording("en").language_name(code) == name


@pytest.mark.parametrize(
    ("code", "interface", "direction"),
    [
        ("ja", "ja", "ltr"),
        ("fr-CA", "fr", "ltr"),
        ("en-US", "en", "ltr"),
        ("ar", "en", "rtl"),
        ("xx-none", "en", "ltr"),
    ],
)
def test_a_language_without_a_catalogue_has_the_words_in_english(code: str, interface: str, direction: str) -> None:
    assert (interface_language(code), text_direction(code)) == (interface, direction)
