"""The lean extension gives what Python-Markdown gives without it, and MkDocs the anchors that it would have found."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor

from generator import lean_markdown
from generator.lean_markdown import NEEDED, Link
from generator.plugin.unlisted import find_anchors
from tests.samples import make_renderer, render
from tests.unit.test_prose import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAN = lean_markdown.__name__

SCRAPS = (
    *"`\\!@<&*_[](){}\"'#>|:~^",
    "![",
    "](",
    "\n",
    "\n\n",
    "  \n",
    "    ",
    "- ",
    "1. ",
    "x",
    "RISE",
    "a.md",
    ' "A title"',
    " 'another'",
    "[ref]: https://example.org 'T'\n",
    "[ref]",
    "[a][ref]",
    "![a][ref]",
    "<https://example.org>",
    "<me@example.org>",
    "<br>",
    '<span id="s">',
    "</span>",
    '<div markdown="1">',
    "\n\n</div>",
    "<b title='>'>",
    '<i title="\\*">',
    "&amp;",
    "{ #id .c }",
    "| a | b |\n| --- | --- |\n| c | d |",
    "```\n",
    "---",
    "Ünïcode 日本",
)
MARKDOWN = st.one_of(DOCUMENT, st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))


@given(MARKDOWN)
def test_the_html_is_the_same(text: str) -> None:
    assert render(text, LEAN) == render(text)


# Each finds something only where its character stands, and is asked for then.
@pytest.mark.parametrize(
    "text",
    ["`a`", "\\*a\\*", "![a](b.png)", "<me@example.org>", "a <b>c</b>", "a &copy; b", "*a* _b_", "[a][b]\n\n[b]: c.md"],
)
def test_every_pattern_is_there_when_it_is_needed(text: str) -> None:
    assert render(text, LEAN) == render(text)


def test_a_page_is_spared_what_it_has_no_use_for() -> None:
    page = make_renderer(LEAN).reset()
    page.convert("A [link](a.md) in <b>plain</b> words.")
    names = {name for name in NEEDED if name in page.inlinePatterns}
    used = list(page.treeprocessors["inline"].inlinePatterns)  # type: ignore[attr-defined]
    assert [name for name in names if page.inlinePatterns[name] in used] == ["html"]
    assert page.inlinePatterns["reference"] not in used
    assert page.inlinePatterns["link"] in used
    page.convert("`a` ![b][c]\n\n[c]: d.png")
    assert page.inlinePatterns["image_reference"] in page.treeprocessors["inline"].inlinePatterns  # type: ignore[attr-defined]


def test_another_extensions_pattern_of_the_same_name_stays() -> None:
    class Own(LinkInlineProcessor):
        pass

    page = markdown.Markdown()
    own = Own(LINK_RE, page)
    page.inlinePatterns.register(own, "backtick", 190)
    page.registerExtensions([LEAN], {})
    page.convert("[a](b.md)")
    assert own in page.treeprocessors["inline"].inlinePatterns  # type: ignore[attr-defined]


LINK = st.one_of(
    st.lists(st.sampled_from((*"()\"'&\\<>[]\x02\x03 \n", "a.md", "A"))).map("".join),
    st.tuples(st.text("a/.#&%( '\"", max_size=6), st.text("bc '\"&()\n\x02", max_size=8)).map(
        '({0[0]} "{0[1]}")'.format
    ),
)


@given(LINK)
def test_a_link_is_read_as_python_markdown_reads_it(data: str) -> None:
    page = markdown.Markdown()
    page.convert("x")
    lean, own = Link(LINK_RE, page), LinkInlineProcessor(LINK_RE, page)
    for read in ("getText", "getLink"):
        *found, handled = getattr(lean, read)(data, 0)
        *expected, own_handled = getattr(own, read)(data, 0)
        assert handled == own_handled
        assert not handled or found == expected


class Anchors(HTMLParser):
    """What MkDocs's own parser finds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found |= {value for key, value in attrs if value and (key == "id" or (key == "name" and tag == "a"))}


@pytest.mark.parametrize(
    ("html", "anchors"),
    [
        ('<p id="a">b</p>', {"a"}),
        ("<p class='x' id='a'>", {"a"}),
        ("<p id=a>", {"a"}),
        ('<a name="n" id="i">', {"n", "i"}),
        ('<input name="n">', set()),
        ('<p title="a > b" id="c">', {"c"}),
        ('<p title="a < b" id="c">', {"c"}),
        ("<p title=\" id='no' \">", set()),
        ('<p>a id="no" b</p><p id="c">', {"c"}),
        ('<p data-id="no">', set()),
        ("<P ID=A>", {"A"}),
        ('a id="no" b', set()),
        ('<p hidden id = "a" class>', {"a"}),
        ('<span\n  id="a"></span>', {"a"}),
        ('<br id="a"/>', {"a"}),
        ("<p id>", set()),
        ('<p id="">', set()),
    ],
)
def test_anchors_are_what_an_address_can_end_with(html: str, anchors: set[str]) -> None:
    assert find_anchors(html) == anchors
    parser = Anchors()
    parser.feed(html)
    assert parser.found == anchors
