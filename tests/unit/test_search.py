"""What the reader's search loads, and what is said when it cannot be made. A browser tests what it finds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import SearchError
from generator.search import search_key, write_search
from generator.site import build_site
from tests.projects import MINIMAL

if TYPE_CHECKING:
    from generator.model import Site


@pytest.fixture
def site() -> Site:
    """The smallest edition."""
    return build_site(MINIMAL / "source" / "statement.md", MINIMAL / "docs" / "glossary")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.N.", "un"),
        ("Bio-5", "bio5"),
        ("Open RAN", "openran"),
        ("Café", "cafe"),
        ("日米韓 会合", "日米韓会合"),
        ("한국", "한국"),
    ],
)
def test_a_name_is_compared_by_its_letters_and_digits(name: str, key: str) -> None:
    assert search_key(name) == key


def test_there_is_no_pagefind_for_the_machine(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.search.get_executable", lambda: None)
    with pytest.raises(SearchError, match=r"there is no Pagefind for this machine; pip install"):
        write_search(site, tmp_path)


def test_what_pagefind_says_when_it_fails_is_told(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Python knows no option --silent, and says so.
    monkeypatch.setattr("generator.search.get_executable", lambda: Path(sys.executable))
    with pytest.raises(SearchError, match=r"Pagefind could not index the site: .*--silent"):
        write_search(site, tmp_path)


def test_a_folder_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SearchError, match=r"site/find:1: cannot be written: "):
        write_search(site, tmp_path / "site")


def test_a_settings_file_of_somebody_elses_changes_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.toml").write_text('output_path = "elsewhere"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    write_search(site, tmp_path / "site")
    assert (tmp_path / "site" / "find" / "pagefind.js").is_file()
    assert not (tmp_path / "elsewhere").exists()
