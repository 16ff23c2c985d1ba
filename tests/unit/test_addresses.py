"""Addresses are relative and right; escaped text shows exactly the text, wherever Markdown puts it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import links
from tests.samples import render, visible_text


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("glossary/rok.md", "statement.md", "glossary/rok.md"),
        ("glossary/rok.md#sources", "statement.md", "glossary/rok.md#sources"),
        ("statement.md", "glossary/rok.md", "../statement.md"),
        ("statement.md#p-3", "glossary/rok.md", "../statement.md#p-3"),
        ("statement.md#m-rok-1", "glossary/index.md", "../statement.md#m-rok-1"),
        ("glossary/us.md", "glossary/rok.md", "us.md"),
        ("glossary/us.md#background", "glossary/rok.md", "us.md#background"),
        ("glossary/index.md", "glossary/rok.md", "index.md"),
        ("glossary/index.md#theme-trade", "glossary/rok.md", "index.md#theme-trade"),
        ("glossary/rok.md", "glossary/index.md", "rok.md"),
        ("index.md", "statement.md", "index.md"),
        ("index.md", "glossary/rok.md", "../index.md"),
        ("glossary/index.md", "index.md", "glossary/index.md"),
        ("acronyms.md", "glossary/rok.md", "../acronyms.md"),
        ("glossary/rok.md", "acronyms.md", "glossary/rok.md"),
        ("statement.md#p-1", "statement.md", "#p-1"),
        ("glossary/rok.md#sources", "glossary/rok.md", "#sources"),
        ("statement.md", "statement.md", "statement.md"),
        ("glossary/rok.md", "glossary/rok.md", "rok.md"),
        ("glossary/rok.md", "a/b/c.md", "../../glossary/rok.md"),
        ("a/d.md#x", "a/b/c.md", "../d.md#x"),
    ],
)
def test_a_link_leads_from_page_to_page(target: str, page: str, expected: str) -> None:
    assert links.relative(target, page) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (links.entry_page("rok"), "glossary/rok.md"),
        (links.paragraph_anchor(12), "p-12"),
        (links.source_anchor(3), "source-3"),
    ],
)
def test_addresses_never_change(made: str, expected: str) -> None:
    assert made == expected


def test_a_link_carries_title_anchor_and_classes() -> None:
    written = links.link(
        "ROK", "glossary/rok.md", page="statement.md", title="A state", classes=("mention",), anchor="m-rok-1"
    )
    assert written == '[ROK](glossary/rok.md "A state"){ #m-rok-1 .mention }'


def test_a_link_without_attributes_is_plain_markdown() -> None:
    assert links.link("ROK", "glossary/rok.md", page="index.md") == "[ROK](glossary/rok.md)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("[x](y)", r"\[x&#93;(y)"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("{ #id }", r"\{ #id \}"),
        ("R&D", "R&amp;D"),
    ],
)
def test_marks_are_escaped(text: str, expected: str) -> None:
    assert links.escape(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "#hash",
        "- no list",
        "+ no list",
        "* no list",
        "1. no list",
        "1) no list",
        "12. We reaffirm",
        "1984",
        "> no quote",
        ": no definition",
        "---",
        "===",
        "- - -",
        "***",
        "~~~",
        "```",
        "!!! note",
        "!ROK",
        "![image](x.png)",
        "| a | b |",
        "[TOC]",
        "[x]: https://example.org",
        "*[HTML]: abbreviation",
        "[^1]: note",
        "[^1]",
        "https://example.org/a_b_c",
        "<https://example.org>",
        "<script>alert(1)</script>",
        "<!-- comment -->",
        "&copy; &#35; &",
        "{: #id .class }",
        "word {: #id }",
        "a\\b \\* \\\\",
        "_under_ __dunder__ snake_case",
        "`code` ``co`de``",
        "x ^ y ~ z = 1",
        "“Bio-5” – 日米韓 한국",
    ],
)
def test_text_that_looks_like_markdown_is_shown_to_the_letter(text: str) -> None:
    html = render(links.escape_block(links.escape(text)))
    assert re.fullmatch(r"<p>[^<]*</p>", html)
    assert visible_text(html) == text


MARKS = "\\`*_{}[]()<>#+-.!|:;=~^&\"'/$%@ a1.٣Z\u00a0\u00ad\u2019日"
SHOWN = st.text(MARKS, min_size=1, max_size=24) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=24
)


@given(text=SHOWN.map(str.strip).filter(bool))
@example("\\[x]")
@example("1.")
@example("&#35;")
def test_escaped_text_is_shown_to_the_letter(text: str) -> None:
    html = render(links.escape_block(links.escape(text)))
    assert visible_text(html) == text
    assert html.startswith("<p>")


@given(text=SHOWN.map(str.strip).filter(bool))
@example("Hail!")
@example("Hail\\")
def test_escaped_text_may_be_followed_by_a_link(text: str) -> None:
    html = render(links.escape_block(links.escape(text) + links.link("X", "statement.md", page="index.md")))
    assert visible_text(html) == f"{text}X"
    assert '<a href="statement.md">X</a>' in html


class _Link(HTMLParser):
    """Keeps the attributes of the only link."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.attributes = dict(attrs)


@given(title=SHOWN.filter(lambda text: bool(text.strip())))
@example("the members' forum")
@example("'quoted'")
def test_a_title_is_shown_to_the_letter(title: str) -> None:
    reader = _Link()
    reader.feed(render(links.link("X", "statement.md", page="index.md", title=title, classes=("mention",))))
    expected = {"href": "statement.md", "title": " ".join(title.split()), "class": "mention"}
    assert reader.attributes == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)",
        "https://example.org/?q=a b&c=[1]",
        "https://example.org/'x'\"y\"",
        "https://example.org/<b>`*_{|}\\",
        "https://example.org/日本?x=%20",
    ],
)
def test_an_outside_address_ends_where_it_ends(url: str) -> None:
    reader = _Link()
    html = render(f"{links.link('X', url, page='index.md')} after)")
    reader.feed(html)
    assert visible_text(html) == "X after)"
    assert (reader.attributes["href"] or "").startswith("https://example.org/")


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
def test_an_address_that_only_this_machine_knows_is_told(site: str, local: bool) -> None:
    assert links.is_local(site) == local


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("glossary/msp.md", "statement.md", "../glossary/msp/"),
        ("glossary/msp.md#top", "statement.md", "../glossary/msp/#top"),
        ("statement.md#m-msp-2", "glossary/msp.md", "../../statement/#m-msp-2"),
        ("statement.md#p-1", "statement.md", "#p-1"),
        ("statement.md", "statement.md", "./"),
        ("index.md", "statement.md", "../"),
        ("statement.md", "index.md", "statement/"),
        ("index.md#a#b", "index.md", "#a#b"),
        ("glossary/index.md", "glossary/msp.md", "../"),
        ("glossary/msp.md", "glossary/index.md", "msp/"),
    ],
)
def test_the_address_of_a_built_page_from_another(target: str, page: str, expected: str) -> None:
    assert links.address(target, page) == expected


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("index.md", ""),
        ("statement.md", "statement"),
        ("glossary/index.md", "glossary"),
        ("glossary/a.md", "glossary/a"),
    ],
)
def test_a_page_is_built_as_a_folder(path: str, folder: str) -> None:
    assert links.built_folder(path) == folder
