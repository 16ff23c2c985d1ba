"""What the reader's search loads, and what is said when it cannot be made. A browser tests what it finds."""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.linking.edition import read_edition
from generator.model.addresses import Addresses, Style
from generator.model.errors import GeneratorError
from generator.publishing.search import SearchPlan, plan_search, write_search
from generator.reading.project import read_project
from tests.projects import MINIMAL
from tests.samples import make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from generator.linking.edition import Edition


@pytest.fixture
def plan() -> SearchPlan:
    """Of the smallest edition."""
    return plan_search(read_edition(read_project(MINIMAL / "mkdocs.yml")))


def read(site: Path, name: str) -> Any:
    return json.loads((site / "find" / name).read_text(encoding="utf-8"))


def describe(edition: Edition) -> Any:
    return json.loads(plan_search(edition).files["edition.json"])


def write_page(site: Path, name: str, words: str, *, language: str = "en") -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<!doctype html><html lang="{language}"><title>T</title><article>{words}</article>', encoding="utf-8"
    )


def test_there_is_no_pagefind_for_the_machine(
    plan: SearchPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(GeneratorError, match=r"there is no Pagefind for this machine; pip install"):
        write_search(plan, tmp_path)


def test_what_pagefind_says_when_it_fails_is_shown(
    plan: SearchPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python knows no option --silent, and says so.
    monkeypatch.setattr("pagefind.service.get_executable", lambda: Path(sys.executable))
    with pytest.raises(GeneratorError, match=r"Pagefind could not index the site: .*--silent"):
        write_search(plan, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(plan: SearchPlan, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder", encoding="utf-8")
    with pytest.raises(GeneratorError, match=r"site/find:1: cannot be written: "):
        write_search(plan, tmp_path / "site")


def test_a_settings_file_of_somebody_elses_changes_nothing(
    plan: SearchPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.toml").write_text('output_path = "elsewhere"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    write_search(plan, tmp_path / "site")
    assert (tmp_path / "site" / "find" / "pagefind.js").is_file()
    assert not (tmp_path / "elsewhere").exists()


SOURCE = {
    "id": "s1",
    "title": "Docks reopened",
    "publisher": "Port Office",
    "kind": "press",
    "url": "https://port.example/",
}
FORUM = make_entry(
    "forum", name="Harbour Forum", acronym="HF", names={"ja": ["港湾 [^s1]"]}, search_terms=["docks"], sources=[SOURCE]
)


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
    write_search(plan_search(edition), tmp_path)
    described, names = read(tmp_path, "edition.json"), read(tmp_path, "names.json")
    assert names == [[addresses[0], "Harbour Forum (HF)", 0, 1, ["Harbour Forum", "HF", "港湾", "docks"]]]
    assert (described["pages"][0][0], described["glossary"]) == addresses[1:]
    assert described["paragraphs"] == [["The Harbour Forum met.", [0], "1", "paragraph 1"]]
    assert read(tmp_path, "definitions-0.json") == [["Something that is defined.", ""]]
    # The entry alone; and not the page for missing addresses.
    assert list(read(tmp_path, "places.json").values()) == [0]


def indexed_words(site: Path) -> str:
    """Return all that Pagefind keeps of the words of the pages."""
    paths = sorted((site / "find" / "fragment").iterdir())
    fragments = (gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd") for path in paths)
    return " ".join(json.loads(fragment)["content"] for fragment in fragments)


def test_sources_are_found_by_who_published_them_alone(tmp_path: Path) -> None:
    page = '<p>Open to all.</p><div class="entry-sources"><h2>Sources</h2><p>Docks reopened, Port Office</p></div>'
    write_page(tmp_path, "glossary/forum/index.html", page)
    write_search(plan_search(make_edition("The Harbour Forum met.", [FORUM])), tmp_path)
    assert indexed_words(tmp_path) == "Open to all. Sources: Port Office."


def test_an_authored_page_can_be_left_out_and_can_say_its_words(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "inside.md").write_text("---\nsearch:\n  exclude: true\n---\n\n# For developers\n", encoding="utf-8")
    (docs / "about.md").write_text("---\nsearch_terms: [editors]\n---\n\n# About us\n", encoding="utf-8")
    edition = make_edition("Peace.")
    edition = replace(edition, project=replace(edition.project, docs=docs))
    for name in ("inside", "about"):
        write_page(tmp_path, f"{name}/index.html", f"Words of {name}.")
    write_search(plan_search(edition), tmp_path)
    pages = read(tmp_path, "edition.json")["pages"]
    assert pages[-1] == ["about/", "About us", ["editors"]]
    assert list(read(tmp_path, "places.json").values()) == [-len(pages)]
    assert indexed_words(tmp_path) == "Words of about."


def test_the_examples_are_the_acronyms_that_the_statement_uses_most() -> None:
    entries = [make_entry(name.lower(), name=f"{name} Forum", acronym=name) for name in ("AAA", "BBB", "CCC", "DDD")]
    assert describe(make_edition("BBB, CCC and BBB. CCC, CCC and AAA.", entries))["examples"] == ["CCC", "BBB"]
    assert describe(make_edition("Peace."))["examples"] == []
    party = make_entry("alba", name="Alba", acronym="ALB")
    assert describe(make_edition("ALB, ALB and CCC.", [party, *entries]))["examples"] == ["CCC"]


def test_topics_lead_to_numbers_and_dead_places_are_left_out() -> None:
    topics = [
        {
            "name": "Docks",
            "words": ["quays"],
            "names": {"ja": ["埠頭"]},
            "paragraphs": [1, 2],
            "entries": ["forum", "gone"],
        },
    ]
    described = describe(make_edition("The Harbour Forum met.", [FORUM], topics={"topics": topics}))
    assert described["topics"] == [["Docks", ["Docks", "quays", "埠頭"], [1], [0]]]
    assert described["index"] == "topics/"


def test_pages_are_indexed_in_their_language(tmp_path: Path) -> None:
    write_page(tmp_path, "glossary/forum/index.html", "Mots.", language="fr")
    write_search(plan_search(make_edition(make_statement("Nous célébrons.", language="fr"), [FORUM])), tmp_path)
    languages = read(tmp_path, "pagefind-entry.json")["languages"]
    assert {code: index["page_count"] for code, index in languages.items()} == {"fr": 1}


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        write_page(tmp_path / name, "glossary/forum/index.html", "Words.")
        write_search(plan_search(make_edition("The Harbour Forum met.", [FORUM])), tmp_path / name)
        find = tmp_path / name / "find"
        found.append({path.relative_to(find): path.read_bytes() for path in find.rglob("*") if path.is_file()})
    assert found[0] == found[1]
