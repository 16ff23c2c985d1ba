"""Prose is rendered as the builders do, and compared with and without its links."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.rendered import CONFIGURATION, EXTENSIONS, Rendered, is_plain, list_definitions, read_html, to_html
from tests.samples import ROOT, render

LINK = '[ROK](rok.md "Korea"){ .entry-link .theme-1 }'


@pytest.mark.parametrize("path", ["mkdocs.yml", "generator/skeleton/mkdocs.yml"])
def test_prose_is_rendered_as_the_builders_do(path: str, tmp_path: Path) -> None:
    copy = tmp_path / "mkdocs.yml"
    # A new project's has gaps for its title and the like, and its folders are not there.
    text = (ROOT / path).read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    copy.write_text("site_name: x\n" + text[text.index("markdown_extensions:") :].split("\n\n")[0], encoding="utf-8")
    config = load_config(str(copy))
    assert sorted(EXTENSIONS) == sorted(config.markdown_extensions)
    assert config.mdx_configs == CONFIGURATION


def test_html_is_that_of_the_site() -> None:
    text = "# A\n\n```py\na\n```\n\n| a |\n| - |\n| b |\n\nA\n:   b\n\n*a*{ .b }\n\n<div markdown>\n*a*\n</div>"
    assert to_html(text) == render(text)
    assert to_html(text) == to_html(text), "the anchors of one page must not count for the next"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        pytest.param("The ROK, in 2024 (and “later”): half of it.\n\nNext; done.", True, id="sentences"),
        pytest.param("Done. [^s1] More. [^s1][^s2]", True, id="citations"),
        pytest.param("日本と한국。\nÉté", True, id="scripts"),
        pytest.param('In <span lang="ja">日本</span>, <span lang="ko">한국</span>.', True, id="languages"),
        pytest.param("In resolution\n702. More.", True, id="number-at-the-start-of-a-line"),
        pytest.param("702. More.", False, id="number-at-the-start"),
        pytest.param("a\n\n702) More.", False, id="number-at-the-start-of-a-paragraph"),
        pytest.param('<span lang="ko">*a*</span>', False, id="marks-in-a-language"),
        pytest.param('<span lang="ko">a', False, id="language-without-end"),
        pytest.param('<span lang="ko">\na</span>', False, id="language-over-two-lines"),
        pytest.param("AT&T & others", True, id="ampersands"),
        pytest.param("a - b + c", True, id="signs-within-a-line"),
        pytest.param("[^s1](x)", False, id="citation-that-is-a-link"),
        pytest.param("[^s1]: x", False, id="citation-that-is-a-definition"),
        pytest.param("[^s1][x]", False, id="citation-that-is-a-reference"),
        pytest.param("[^s1]{x}", False, id="citation-with-attributes"),
        pytest.param("a\n- b", False, id="list"),
        pytest.param("a\n+ b", False, id="list-of-pluses"),
        pytest.param("a\n1. b", False, id="numbers"),
        pytest.param("a\n1) b", False, id="numbers-with-a-parenthesis"),
        pytest.param("a\n: b", False, id="definition"),
        pytest.param("a\n    b", False, id="indented"),
        pytest.param("a_b", False, id="underscore"),
        pytest.param("a &amp; b", False, id="entity"),
        pytest.param("a &#38 b", False, id="numbered-entity"),
        *(pytest.param(f"a{mark}b", False, id=f"mark-{ord(mark)}") for mark in "*`<>\\[]{}#|~=!@^\t\u00a0\u2028\x02"),
    ],
)
def test_sentences_are_plain(markdown: str, *, plain: bool) -> None:
    assert is_plain(markdown) is plain


@pytest.mark.parametrize(
    ("markdown", "linked", "same"),
    [
        pytest.param("the *ROK*", f"the *{LINK}*", True, id="link"),
        pytest.param("ROK", LINK + "!", False, id="more-text"),
        pytest.param("ROK", f"**{LINK}**", False, id="more-marks"),
        pytest.param("ROK}x", LINK + "}x", False, id="attributes-that-are-read-otherwise"),
        pytest.param("`ROK`", f"`{LINK}`", False, id="code"),
        pytest.param("# ROK", f"# {LINK}", False, id="heading"),
        pytest.param("[the ROK](x.md)", f"[the {LINK}](x.md)", False, id="link-within-a-link"),
        pytest.param("<a href='x'>the ROK</a>", f"<a href='x'>the {LINK}</a>", False, id="link-within-one-of-html"),
        pytest.param("<b>the ROK</b>", f"<b>the {LINK}</b>", True, id="html"),
        pytest.param("<!-- ROK -->", f"<!-- {LINK} -->", False, id="comment"),
        pytest.param("<div>ROK", f"<div>{LINK}", False, id="html-that-shows-markdown"),
    ],
)
def test_links_are_taken_out_and_the_rest_is_compared(markdown: str, linked: str, *, same: bool) -> None:
    assert Rendered(markdown).is_same(linked, links=1) is same


def test_every_link_must_be_there() -> None:
    assert not Rendered("ROK").is_same(LINK, links=2)
    assert not Rendered("ROK").is_same("ROK", links=1)


def test_what_is_the_same_alone_must_be_so_within_a_page_as_well() -> None:
    # The page's element around it would end here, and the link stand in what is no Markdown.
    assert not Rendered("</div><p>ROK").is_same(f"</div><p>{LINK}", links=1)


def test_html_is_read_as_that_of_a_page_with_a_doctype() -> None:
    assert read_html("<p>a<table></table>").html == "<body><p>a</p><table></table></body>"


def test_addresses_that_are_defined_are_listed() -> None:
    assert list_definitions("[a]: x.md\n\nb\n\n[c]: <https://example.org/> 'd'") == ["x.md", "https://example.org/"]
    assert list_definitions("a") == []
