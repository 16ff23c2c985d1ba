"""What the reader's search loads, and what is said when it cannot be made. A browser tests what it finds."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.linking import read_edition
from generator.model.addresses import Addresses, Style
from generator.model.errors import SearchError
from generator.publishing.search import write_search
from generator.reading.project import read_project
from tests.projects import MINIMAL
from tests.samples import make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from generator.linking import Edition


@pytest.fixture
def edition() -> Edition:
    """The smallest edition."""
    return read_edition(read_project(MINIMAL / "mkdocs.yml"))


def read(site: Path, name: str) -> Any:
    return json.loads((site / "find" / name).read_text(encoding="utf-8"))


def write_page(site: Path, name: str, words: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<!doctype html><html lang="en"><title>T</title><article>{words}</article>', encoding="utf-8")


def test_there_is_no_pagefind_for_the_machine(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publishing.search.get_executable", lambda: None)
    with pytest.raises(SearchError, match=r"there is no Pagefind for this machine; pip install"):
        write_search(edition, tmp_path)


def test_what_pagefind_says_when_it_fails_is_shown(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python knows no option --silent, and says so.
    monkeypatch.setattr("generator.publishing.search.get_executable", lambda: Path(sys.executable))
    with pytest.raises(SearchError, match=r"Pagefind could not index the site: .*--silent"):
        write_search(edition, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SearchError, match=r"site/find:1: cannot be written: "):
        write_search(edition, tmp_path / "site")


def test_a_settings_file_of_somebody_elses_changes_nothing(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.toml").write_text('output_path = "elsewhere"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    write_search(edition, tmp_path / "site")
    assert (tmp_path / "site" / "find" / "pagefind.js").is_file()
    assert not (tmp_path / "elsewhere").exists()


FORUM = make_entry("forum", name="Harbour Forum", acronym="HF", names={"ja": ["港湾 [^s1]"]}, search_terms=["docks"])


@pytest.mark.parametrize(
    ("style", "page", "addresses"),
    [
        (Style.FOLDERS, "glossary/forum/index.html", ("glossary/forum/", "statement/", "glossary/")),
        (Style.FILES, "glossary/forum.html", ("glossary/forum.html", "statement.html", "glossary/index.html")),
    ],
    ids=["folders", "files"],
)
def test_hits_lead_where_the_pages_are(
    style: Style, page: str, addresses: tuple[str, str, str], tmp_path: Path
) -> None:
    edition = make_edition("The Harbour Forum met.", [FORUM])
    edition = replace(edition, project=replace(edition.project, addresses=Addresses(style=style)))
    write_page(tmp_path, page, "A forum for harbours.")
    write_page(tmp_path, "404.html", "Not found.")
    write_search(edition, tmp_path)
    kinds = read(tmp_path, "kinds.json")
    table = read(tmp_path, "names-68.json")
    assert table["names"] == {"harbourforum": ["forum"], "hf": ["forum"], "harbourforumhf": ["forum"]}
    assert (table["entries"]["forum"]["url"], kinds["statement"], kinds["glossary"]) == addresses
    # The entry and the paragraph that names it, both of the first theme; and not the page for missing addresses.
    assert sorted(kinds["pages"].values()) == ["e1", "p1"]
    assert read(tmp_path, "names.json") == sorted("hd港")


def test_paragraphs_are_indexed_in_the_language_of_the_statement(tmp_path: Path) -> None:
    write_page(tmp_path, "index.html", "Words.")
    write_search(make_edition(make_statement("Nous célébrons.", language="fr")), tmp_path)
    languages = read(tmp_path, "pagefind-entry.json")["languages"]
    assert {code: index["page_count"] for code, index in languages.items()} == {"en": 1, "fr": 1}
    assert read(tmp_path, "kinds.json")["language"] == "fr"


def test_the_same_site_gives_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        write_page(tmp_path / name, "index.html", "Words.")
        write_search(edition, tmp_path / name)
        find = tmp_path / name / "find"
        found.append({path.relative_to(find): path.read_bytes() for path in find.rglob("*") if path.is_file()})
    assert found[0] == found[1]
