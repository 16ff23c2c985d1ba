"""Attribute lists and pictures leave a page's Markdown and come back in its HTML, the same to the letter."""

from __future__ import annotations

import re

import pytest

from generator import pages
from generator.config import read_project
from generator.finish import finish_page
from generator.model import Page
from generator.portable import make_portable
from generator.site import build_site
from tests.samples import ROOT, render


def finished(markdown: str) -> str:
    """Give the HTML of portable Markdown, finished."""
    portable = make_portable(markdown)
    page = Page(src_uri="x.md", content=portable.markdown.encode(), authored=None, pictures=portable.pictures)
    return finish_page(render(portable.markdown), page, protect=False)


def tags(html: str) -> list[str]:
    """Give HTML piece by piece, with attributes in one order and white space folded."""
    pieces = []
    for piece in re.split(r"(<[^<>]+>)", html):
        tag = re.fullmatch(r"<(\w+)(\s[^<>]*?)?\s*/?>", piece)
        if tag:
            attributes = sorted(re.findall(r'[\w:-]+(?:="[^"]*")?', tag[2] or ""))
            pieces.append(f"<{tag[1]} {' '.join(attributes)}>")
        elif piece.strip():
            pieces.append(" ".join(piece.split()))
    return pieces


CASES = {
    "a paragraph's class": "Words here.\n{: .lead }",
    "a paragraph's id and other attributes": 'One\ntwo [x](y.md).\n{: #p-3 data-a="b c" }',
    "a heading's class": "# Title & more { .big }",
    "a heading's anchor": "## Where from { #where }",
    "an anchor that the heading has anyway": "## Where from { #where-from }",
    "two headings of one name": "# Sources { .title }\n\n## Sources { #sources }",
    "a link's classes": 'See [Freedom Edge](x.md "A \\"title\\""){ .mention .theme-1 #m-x-1 } there.',
    "two links": "[a](b.md){ .c }[d](e.md){ .f }",
    "brackets in a link": "[\\[1\\]](#source-1){ .citation }",
    "a link in brackets": "[see [a](b.md){ .c } here]",
    "a link over two lines": "Here [a\nb](c.md){ .d } and on.",
    "a picture": '<div class="chart"><svg width="1"><title>x</title></svg></div>',
    "pictures in a list": "- a <svg><a href='x'>1</a></svg>\n- b <svg>2</svg>\n{: .rows }",
    "a list of definitions": "Kind\n:   treaty\n\nTheme\n:   trade\n:   law\n",
    "code with an attribute list in it": "Type `[a](b){ .c }` there.",
    "a fence with attribute lists in it": "```\n# a { .b }\n\nc\n{: .d }\n```",
    "an indented block": "    # a { .b }\n    {: .c }",
    "a definition of two paragraphs": "Kind\n:   treaty\n\n    and more\n",
    "attributes within a div": '<div class="a" markdown="1">\n\nWords\n{: .b }\n\n</div>',
    "nothing special": "# A\n\nWords *and* [links](x.md).\n\n| a | b |\n| --- | --- |\n| c | d |",
}


@pytest.mark.parametrize("markdown", CASES.values(), ids=CASES.keys())
def test_the_html_stays_the_same(markdown: str) -> None:
    assert tags(finished(markdown)) == tags(render(markdown))


def test_every_page_of_the_edition_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def keep(markdown: str) -> object:
        written.append(markdown)
        return make_portable(markdown)

    monkeypatch.setattr(pages, "make_portable", keep)
    project = read_project(ROOT / "mkdocs.yml")
    site = build_site(project.statement, project.glossary, address="https://example.org/x/")
    assert len(written) == len(site.pages)
    for page, markdown in zip(site.pages, written, strict=True):
        front = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
        html = finish_page(render(front.sub("", page.content.decode())), page, protect=False)
        assert tags(html) == tags(render(front.sub("", markdown))), page.src_uri


def test_text_of_a_paragraph_has_no_space_around_it() -> None:
    assert finished("Words.\n{: #p-1 }") == '<p id="p-1">Words.</p>'


def test_finishing_twice_changes_nothing() -> None:
    markdown = "# T { .a }\n\n[a](b.md){ .c } <svg>1</svg>\n{: .d }"
    portable = make_portable(markdown)
    page = Page(src_uri="x.md", content=b"", authored=None, pictures=portable.pictures, jsonld='{"a":"</script>"}')
    head = '<html><head><meta charset="utf-8"></head><body>'
    once = finish_page(head + render(portable.markdown), page)
    assert finish_page(once, page) == once
    assert once.count("</script>") == 1
    assert "\\u003c/script>" in once
