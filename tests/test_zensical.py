"""Zensical makes of the exported pages what MkDocs makes: the same pages, words, ids, links, pictures and data."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from generator.linking.edition import read_edition
from generator.model.addresses import CARD, Addresses
from generator.model.errors import GeneratorError
from generator.publishing.export import finish_site
from generator.reading.project import read_project
from tests.builds import ADDRESS
from tests.projects import hashes
from tests.projects import replace as change
from tests.samples import ROOT
from tests.site_reading import dead_links, read_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.linking.edition import Edition


@pytest.fixture(scope="module")
def built(edition_site: Callable[[str], Path]) -> dict[str, Path]:
    """The real site by each builder."""
    return {name: edition_site(name) for name in ("mkdocs", "zensical")}


@pytest.fixture(scope="module")
def edition() -> Edition:
    """What the pages were made of."""
    return read_edition(replace(read_project(ROOT / "mkdocs.yml"), addresses=Addresses(site=ADDRESS)))


def content(folder: Path, name: Path) -> list[str]:
    """Return a page's own content, tag by tag and text by text, with addresses as a browser resolves them."""
    article = LexborHTMLParser((folder / name).read_text(encoding="utf-8")).css_first("article")
    assert article is not None, name
    pieces = []
    for node in article.traverse(include_text=True):
        if node.is_text_node:
            pieces.append(" ".join((node.text_content or "").split()))
        elif node.id != "__skip":
            address = f"{ADDRESS}{name.as_posix()}"
            attributes = {
                key: urljoin(address, value) if key in {"href", "src"} and value else value
                for key, value in node.attributes.items()
            }
            pieces.append(f"<{node.tag} {sorted(attributes.items())}>")
    return [piece for piece in pieces if piece]


def test_both_have_the_same_pages(built: dict[str, Path]) -> None:
    pages = {name: {path.relative_to(folder) for path in folder.rglob("*.html")} for name, folder in built.items()}
    assert pages["zensical"] == pages["mkdocs"]


def test_every_page_has_the_same_content(built: dict[str, Path]) -> None:
    """Words, ids, classes, links, previews, pictures, citations: tag by tag, in order."""
    for path in sorted(built["mkdocs"].rglob("index.html")):
        name = path.relative_to(built["mkdocs"])
        assert content(built["zensical"], name) == content(built["mkdocs"], name), name


def test_both_list_the_same_contents_of_a_page(built: dict[str, Path]) -> None:
    seen = 0
    for path in sorted(built["mkdocs"].rglob("index.html")):
        name = path.relative_to(built["mkdocs"])
        ours, theirs = (
            [
                (urljoin(ADDRESS, link.attributes["href"] or ""), " ".join(link.text().split()))
                for link in LexborHTMLParser((folder / name).read_text(encoding="utf-8")).css(
                    ".md-sidebar--secondary .contents a"
                )
            ]
            for folder in built.values()
        )
        assert theirs == ours, name
        seen += len(ours)
    assert seen > 50


def test_the_paragraphs_have_the_words_of_the_source(built: dict[str, Path], edition: Edition) -> None:
    for name, folder in built.items():
        texts = read_site(folder)["statement/index.html"].texts
        for block in edition.statement.paragraphs:
            assert texts[f"p-{block.number}"].split() == block.text.split(), name


def test_mentions_have_the_same_ids_and_targets(built: dict[str, Path], edition: Edition) -> None:
    for folder in built.values():
        html = (folder / "statement" / "index.html").read_text(encoding="utf-8")
        tags = dict(re.findall(r'<(?:a|span)([^<>]*\bid="(m-[\w-]+)"[^<>]*)>', html))
        by_id = {anchor: attributes for attributes, anchor in tags.items()}
        assert list(by_id) == [mention.anchor for mention in edition.mentions]
        for mention in edition.mentions:
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
    assert (built["zensical"] / CARD).read_bytes() == (built["mkdocs"] / CARD).read_bytes()
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
        said = {key for key in page.meta if key.startswith("citation_")}
        for key in ("description", "og:title", "og:description", "og:url", "og:image", *said):
            assert other.meta.get(key) == page.meta.get(key), (path, key)


def test_finishing_twice_changes_nothing_and_a_changed_word_is_refused(
    built: dict[str, Path], edition: Edition, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built["zensical"], site, ignore=shutil.ignore_patterns("find"))
    before = hashes(site)
    assert finish_site(edition, site) == sum(name.endswith(".html") for name in before)
    assert {name: item for name, item in hashes(site).items() if not name.startswith("find/")} == before
    assert "<h1>Page not found</h1>" in (site / "404.html").read_text(encoding="utf-8")
    finish_site(replace(edition, project=replace(edition.project, language="fr")), site)
    assert "<h1>Page introuvable</h1>" in (site / "404.html").read_text(encoding="utf-8")
    change(site / "statement" / "index.html", "steadfast", "firm")
    with pytest.raises(GeneratorError, match=r'word \d+ is "firm" and must be "steadfast"'):
        finish_site(edition, site)


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, edition: Edition) -> None:
    with pytest.raises(GeneratorError, match="build the site from the exported pages first"):
        finish_site(edition, tmp_path)


def test_zensical_is_told_nothing_but_where_the_pages_are() -> None:
    """A setting that only one builder is given would let the two sites drift apart."""
    keys = yaml.safe_load((ROOT / "zensical.yml").read_text(encoding="utf-8"))
    assert keys.keys() == {"INHERIT", "docs_dir", "site_dir", "plugins", "theme"}
    assert keys["INHERIT"] == "mkdocs.yml"
    assert keys["theme"].keys() == {"variant"}
