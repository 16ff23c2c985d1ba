"""The foot of a page says what is known, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.model.addresses import Addresses
from generator.pages.foot import Foot
from tests.samples import PROJECT, make_edition, make_entry, make_statement

SITE = "https://example.org/edition/"
ABOUT = {
    "description": "The statement of 3 February 2020, annotated: every initiative it names, explained and sourced."
}


@pytest.mark.parametrize(
    ("epoch", "checked", "settings", "expected"),
    [
        ("", [], {}, {}),
        ("1764374400", [], {}, {"version": "Version of 29 November 2025"}),
        ("1764374400", [], {"version": "1.2"}, {"version": "Version 1.2, 29 November 2025"}),
        ("no number", [], {"version": "1.2"}, {"version": "Version 1.2"}),
        ("", ["2026-11-28", "2026-11-28"], {}, {"checked": "28 November 2026"}),
        ("", ["2026-11-28", "2026-11-02"], {}, {"checked": "2 November 2026 to 28 November 2026"}),
        ("", [], {"license": "MIT", "license_url": SITE}, {"license": "MIT", "license_url": SITE}),
    ],
)
def test_what_is_known_is_said(
    epoch: str, checked: list[str], settings: Any, expected: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    project = replace(PROJECT, path=Path("/mkdocs.yml"), **settings)
    entries = [make_entry(f"e{at}", name=f"E {at}", checked=day) for at, day in enumerate(checked)]
    assert Foot(make_edition("Text.", entries, project=project)).make("Timeline", "timeline.md") == ABOUT | expected


@pytest.mark.parametrize(
    ("repo", "form", "title", "body"),
    [
        ("https://github.com/o/r", "/o/r/issues/new", "title", "body"),
        ("https://gitlab.com/o/r/", "/o/r/-/issues/new", "issue[title]", "issue[description]"),
    ],
)
def test_an_error_is_reported_where_the_repository_is(repo: str, form: str, title: str, body: str) -> None:
    project = replace(PROJECT, repo=repo, addresses=Addresses(site=SITE))
    made = Foot(make_edition("Text.", [], project=project)).make("A & B", "glossary/a-b.md")
    address = urlsplit(made["report"])
    asked = parse_qs(address.query)
    assert address.path == form
    assert asked[title] == ["Error on the page “A & B”"]
    assert f"Page: {SITE}glossary/a-b/" in asked[body][0]


def test_the_rights_are_those_of_the_statement() -> None:
    made = Foot(make_edition(make_statement("Text.", rights="a public document"), [])).make("Home", "index.md")
    assert made["rights"] == "a public document"
