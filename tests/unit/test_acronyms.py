"""Acronyms, what they stand for, and where they are first used."""

from __future__ import annotations

import pytest

from tests.samples import make_edition, make_entry


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
    entry = make_entry("a", name=name, acronym=acronym, aliases=list(aliases))
    edition = make_edition("Nothing is named.", [entry])
    assert {item.text: item.expansion for item in edition.acronyms} == expected


@pytest.mark.parametrize(
    ("text", "first", "inside", "defined"),
    [
        pytest.param("The HF met.", "HF", False, False, id="used"),
        pytest.param("The Harbour Forum (HF) met.", "Harbour Forum (HF)", False, True, id="defined"),
        pytest.param("The Open HF Net works.", "Open HF Net", True, False, id="inside-another-name"),
        pytest.param("The Open HF Net and the HF work.", "HF", False, False, id="by-itself-after-another-name"),
        pytest.param("The Harbour Forum met.", None, False, False, id="only-its-long-name"),
    ],
)
def test_the_first_use_is_found(text: str, first: str | None, *, inside: bool, defined: bool) -> None:
    forum = make_entry("forum", name="Harbour Forum", acronym="HF", aliases=["Harbour Forum (HF)"])
    (acronym,) = make_edition(text, [forum, make_entry("net", name="Open HF Net")]).acronyms
    assert (acronym.first.exact if acronym.first else None, acronym.inside, acronym.defined) == (first, inside, defined)
