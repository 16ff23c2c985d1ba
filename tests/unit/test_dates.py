"""Dates and languages as readers read them."""

from __future__ import annotations

import pytest

from generator.text.dates import language_name, long_date


@pytest.mark.parametrize(
    ("iso", "written"),
    [("2024-11-15", "15 November 2024"), ("2024-11", "November 2024"), ("0987", "987"), ("2024", "2024")],
)
def test_a_date_is_written_out(iso: str, written: str) -> None:
    assert long_date(iso) == written


@pytest.mark.parametrize(
    ("code", "name"),
    [("ja", "Japanese"), ("ko", "Korean"), ("zh-Hant", "Chinese (Traditional)"), ("xx-none", "xx-none"), ("", "")],
)
def test_a_language_has_its_english_name(code: str, name: str) -> None:
    assert language_name(code) == name
