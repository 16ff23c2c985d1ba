"""Zensical makes of the exported pages what MkDocs makes: the same pages, words, ids, links, pictures and data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import yaml

from generator.config import read_project
from generator.errors import ExportError, VerbatimError
from generator.finish import finish_site
from generator.site import build_site
from tests.browser.serving import build_with_mkdocs, build_with_zensical
from tests.projects import hashes
from tests.samples import ROOT
from tests.site_reading import dead_links, read_site

if TYPE_CHECKING:
    from generator.model import Site

ADDRESS = "https://example.org/annotated/"

# What the builders write themselves around a page's own content.
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TAG = re.compile(r"<(\w+)(\s[^<>]*?)?(/?)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
_SKIP = re.compile(r'<a id="__skip" tabindex="-1"></a>')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real site by each builder."""
    folder = tmp_path_factory.mktemp("built")
    build_with_mkdocs(folder / "mkdocs", ADDRESS)
    build_with_zensical(folder / "zensical", ADDRESS)
    return {name: folder / name for name in ("mkdocs", "zensical")}


@pytest.fixture(scope="module")
def site() -> Site:
    """What the pages were made of."""
    project = read_project(ROOT / "mkdocs.yml")
    return build_site(project.statement, project.glossary, address=ADDRESS)


def content(path: Path) -> list[str]:
    """Give a page's own content, tag by tag and text by text."""
    found = _ARTICLE.search(path.read_text(encoding="utf-8"))
    assert found, path
    html = _SKIP.sub("", found[1])
    pieces = []
    for piece in re.split(r"(<[^<>]+>)", html):
        tag = _TAG.fullmatch(piece)
        text = " ".join(piece.split())
        if tag:
            attributes = sorted(f'{name}="{value}"' for name, value in _ATTRIBUTE.findall(tag[2] or ""))
            pieces.append(f"<{tag[1]} {' '.join(attributes)}>")
        elif text:
            pieces.append(text)
    return pieces


def test_both_have_the_same_pages(built: dict[str, Path]) -> None:
    pages = {name: {path.relative_to(folder) for path in folder.rglob("*.html")} for name, folder in built.items()}
    assert pages["zensical"] == pages["mkdocs"]


def test_every_page_has_the_same_content(built: dict[str, Path]) -> None:
    """Words, ids, classes, links, previews, pictures, citations: tag by tag, in order."""
    for path in sorted(built["mkdocs"].rglob("index.html")):
        name = path.relative_to(built["mkdocs"])
        # A file beside a page may be written as ../data/x or as x.
        ours, theirs = (
            [re.sub(r'href="(?:\.\./data/)?([\w.]+\.(?:jsonl?d?|ttl|csv))"', r'href="\1"', piece) for piece in pieces]
            for pieces in (content(path), content(built["zensical"] / name))
        )
        assert theirs == ours, name


def test_the_paragraphs_have_the_words_of_the_source(built: dict[str, Path], site: Site) -> None:
    for name, folder in built.items():
        texts = read_site(folder)["statement/index.html"].texts
        for block in site.statement.paragraphs:
            assert texts[f"p-{block.number}"].split() == block.text.split(), name


def test_mentions_have_the_same_ids_and_targets(built: dict[str, Path], site: Site) -> None:
    for folder in built.values():
        html = (folder / "statement" / "index.html").read_text(encoding="utf-8")
        tags = dict(re.findall(r'<(?:a|span)([^<>]*\bid="(m-[\w-]+)"[^<>]*)>', html))
        by_id = {anchor: attributes for attributes, anchor in tags.items()}
        assert list(by_id) == [mention.anchor for mention in site.mentions]
        for mention in site.mentions:
            href = re.search(r'href="([^"]*)"', by_id[mention.anchor])
            assert bool(href) == mention.linked
            if href:
                assert urljoin(f"{ADDRESS}statement/", href[1]) == f"{ADDRESS}glossary/{mention.entry}/"


def test_no_link_of_either_is_dead(built: dict[str, Path]) -> None:
    for folder in built.values():
        assert dead_links(folder, "/annotated/") == []


def test_names_are_looked_up_in_the_same_tables(built: dict[str, Path]) -> None:
    tables = {name: hashes_of(folder / "find", "names") for name, folder in built.items()}
    assert tables["zensical"] == tables["mkdocs"] != {}


def hashes_of(folder: Path, start: str) -> dict[str, str]:
    return {name: found for name, found in hashes(folder).items() if name.startswith(start)}


def test_the_data_is_the_same(built: dict[str, Path]) -> None:
    files = {name: hashes(folder / "data") for name, folder in built.items()}
    for found in files.values():
        del found["index.html"]
    assert files["zensical"] == files["mkdocs"]
    assert "glossary.ttl" in files["zensical"]


def test_both_have_the_same_data_in_the_head_of_each_page(built: dict[str, Path]) -> None:
    for path in sorted(built["mkdocs"].rglob("index.html")):
        name = path.relative_to(built["mkdocs"])
        ours, theirs = (
            re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"))
            for page in (path, built["zensical"] / name)
        )
        assert theirs == ours, name
        redirect = 'http-equiv="refresh"' in path.read_text(encoding="utf-8")
        assert [json.loads(item)["@context"] for item in ours] == ([] if redirect else ["https://schema.org"]), name


def test_every_page_has_a_policy_for_its_scripts(built: dict[str, Path]) -> None:
    for folder in built.values():
        for path in folder.rglob("*.html"):
            assert path.read_text(encoding="utf-8").count('<meta http-equiv="Content-Security-Policy"') == 1, path


def test_both_say_the_same_to_who_shares_a_link(built: dict[str, Path]) -> None:
    pages = {name: read_site(folder) for name, folder in built.items()}
    for path, page in pages["mkdocs"].items():
        other = pages["zensical"][path]
        for key in ("description", "og:title", "og:description", "og:url", "og:image"):
            assert other.meta.get(key) == page.meta.get(key), (path, key)


def test_finishing_twice_changes_nothing(built: dict[str, Path], site: Site) -> None:
    before = {name: item for name, item in hashes(built["zensical"]).items() if not name.startswith("find/")}
    assert finish_site(site, built["zensical"]) == sum(name.endswith(".html") for name in before)
    assert {name: item for name, item in hashes(built["zensical"]).items() if not name.startswith("find/")} == before


def test_a_changed_word_of_the_statement_is_refused(built: dict[str, Path], site: Site) -> None:
    path = built["zensical"] / "statement" / "index.html"
    html = path.read_text(encoding="utf-8")
    try:
        path.write_text(html.replace("steadfast", "firm", 1), encoding="utf-8", newline="\n")
        with pytest.raises(VerbatimError, match=r'word \d+ is "firm" and must be "steadfast"'):
            finish_site(site, built["zensical"])
    finally:
        path.write_text(html, encoding="utf-8", newline="\n")


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, site: Site) -> None:
    with pytest.raises(ExportError, match="build the site from the exported pages first"):
        finish_site(site, tmp_path)


def test_zensical_is_told_nothing_but_where_the_pages_are() -> None:
    """A setting that only one builder is given would let the two sites drift apart."""
    keys = yaml.safe_load((ROOT / "zensical.yml").read_text(encoding="utf-8"))
    assert keys.keys() == {"INHERIT", "docs_dir", "site_dir", "plugins", "theme"}
    assert keys["INHERIT"] == "mkdocs.yml"
    assert keys["theme"].keys() == {"variant"}
