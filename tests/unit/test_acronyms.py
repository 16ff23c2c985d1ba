"""Acronyms and what they stand for."""

from __future__ import annotations

import pytest

from generator.acronyms import list_acronyms
from tests.samples import make_entry


@pytest.mark.parametrize(
    ("name", "acronym", "aliases", "expected"),
    [
        pytest.param("Harbour Forum", "HF", (), {"HF": "Harbour Forum"}, id="the-preferred-name"),
        pytest.param(
            "Tide, unseen and unsung", "TUU", (), {"TUU": "Tide, unseen and unsung"}, id="small-words-are-no-letters"
        ),
        pytest.param(
            "Tide Pact",
            None,
            ("TOF", "Tidal Ocean Framework for Ports (TOF) Pact on Tides"),
            {"TOF": "Tidal Ocean Framework for Ports"},
            id="what-a-name-spells-out",
        ),
        pytest.param(
            "Open TAN",
            None,
            ("O-TAN", "Open Tide Access Net"),
            {"O-TAN": "Open Tide Access Net"},
            id="the-name-with-its-letters",
        ),
        pytest.param("HAL", None, (), {"HAL": ""}, id="a-name-that-is-one"),
    ],
)
def test_an_acronym_stands_for(
    name: str, acronym: str | None, aliases: tuple[str, ...], expected: dict[str, str]
) -> None:
    entry = make_entry("a", name=name, acronym=acronym, aliases=aliases)
    assert {item.text: item.expansion for item in list_acronyms([entry], [], [])} == expected
