"""Addresses are relative and right for each way in which builders make them, and never change."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.addresses import (
    Addresses,
    Style,
    entry_page,
    mention_anchor,
    paragraph_anchor,
    quote_fragment,
    source_anchor,
    theme_anchor,
)
from generator.model.statement import hash_words


@pytest.mark.parametrize(
    ("target", "page", "folders", "files", "source"),
    [
        ("glossary/rok.md", "statement.md", "../glossary/rok/", "glossary/rok.html", "glossary/rok/"),
        ("glossary/rok.md#a", "statement.md", "../glossary/rok/#a", "glossary/rok.html#a", "glossary/rok/#a"),
        ("statement.md#m-rok-1", "glossary/rok.md", "../../statement/#m-rok-1", "../statement.html#m-rok-1",
         "../statement/#m-rok-1"),
        ("statement.md#p-1", "statement.md", "#p-1", "#p-1", "#p-1"),
        ("statement.md", "statement.md", "./", "statement.html", "statement/"),
        ("index.md", "statement.md", "../", "index.html", "./"),
        ("index.md", "glossary/rok.md", "../../", "../index.html", "../"),
        ("index.md", "index.md", "./", "index.html", "./"),
        ("index.md#a#b", "index.md", "#a#b", "#a#b", "#a#b"),
        ("statement.md", "index.md", "statement/", "statement.html", "statement/"),
        ("glossary/index.md", "glossary/rok.md", "../", "index.html", "./"),
        ("glossary/index.md#theme-x", "index.md", "glossary/#theme-x", "glossary/index.html#theme-x",
         "glossary/#theme-x"),
        ("glossary/us.md", "glossary/index.md", "us/", "us.html", "us/"),
        ("glossary/us.md", "glossary/rok.md", "../us/", "us.html", "us/"),
        ("a/README.md", "a/b.md", "../", "index.html", "./"),
        ("data/terms.json", "glossary/rok.md", "../../data/terms.json", "../data/terms.json", "../data/terms.json"),
        ("a b/é.png", "index.md", "a%20b/%C3%A9.png", "a%20b/%C3%A9.png", "a%20b/%C3%A9.png"),
    ],
)  # fmt: skip
def test_an_address_from_page_to_page(target: str, page: str, folders: str, files: str, source: str) -> None:
    found = [Addresses(style=style).href(target, page) for style in (Style.FOLDERS, Style.FILES, Style.SOURCE)]
    assert found == [folders, files, source]


PATHS = st.lists(st.sampled_from(["a", "b c", "glossary", "index", "x.y"]), min_size=1, max_size=4).map("/".join)


@given(target=PATHS, page=PATHS, is_page=st.booleans(), style=st.sampled_from([Style.FOLDERS, Style.FILES]))
def test_a_relative_address_leads_to_where_the_page_is_built(
    target: str, page: str, style: Style, *, is_page: bool
) -> None:
    addresses = Addresses(site="https://example.org/s/", style=style)
    goal = f"{target}.md" if is_page else f"{target}.png"
    found = urljoin(addresses.permanent(f"{page}.md"), addresses.href(goal, f"{page}.md"))
    assert unquote(found) == addresses.permanent(goal)


@given(target=PATHS, page=PATHS)
def test_an_address_for_the_source_is_seen_from_its_folder(target: str, page: str) -> None:
    addresses = Addresses(style=Style.SOURCE)
    way = unquote(addresses.href(f"{target}.md", f"{page}.md"))
    found = posixpath.normpath(posixpath.join(posixpath.dirname(page), way))
    assert found == posixpath.normpath(addresses.built(f"{target}.md") or ".")


def test_a_permanent_address_starts_with_the_site_or_the_way_to_it() -> None:
    assert Addresses(site="https://example.org/s/").permanent("statement.md#p-1") == (
        "https://example.org/s/statement/#p-1"
    )
    assert Addresses().permanent("glossary/rok.md", base="../") == "../glossary/rok/"
    assert Addresses().permanent("glossary/rok.md") == "glossary/rok/"


def test_pages_and_anchors_never_change() -> None:
    anchors = [paragraph_anchor(str(12)), mention_anchor("rok", 3), source_anchor(3), theme_anchor("trade")]
    assert hash_words("We met  again.", 4) == "43f6"
    assert [entry_page("rok"), *anchors] == ["glossary/rok.md", "p-12", "m-rok-3", "source-3", "theme-trade"]


def test_a_quotation_in_an_address_has_no_mark_of_its_own() -> None:
    # A dash would begin the words before or after those that are quoted.
    address = quote_fragment("https://example.org/", "Indo-Pacific, & and/or more")
    assert address == "https://example.org/#:~:text=Indo%2DPacific%2C%20%26%20and%2For%20more"


@pytest.mark.parametrize(
    ("site", "local"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/x/", True),
        ("http://[::1]:8000/", True),
        ("http://0.0.0.0:8000/", True),
        ("https://example.org/localhost/", False),
        ("", False),
    ],
)
def test_an_address_that_only_this_machine_knows_is_noticed(site: str, *, local: bool) -> None:
    assert Addresses(site=site).is_local is local
