"""A built page that does not show the statement to the letter, whole and in order, is refused."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.errors import GeneratorError
from generator.model.statement import Statement
from generator.pages.maker import PageMaker
from generator.publishing import built_file
from generator.publishing.checking import LinkCheck, check_pages
from generator.publishing.verbatim import _HINT, verify_site, verify_statement
from generator.reading.record import Record, Recorded
from generator.reading.statement import read_statement
from tests.samples import PROJECT, make_edition, make_entry, make_statement, site_project

SOURCE = """\
---
title: A Statement
dateline: 3 February 2020
date: 2020-02-03
parties: [Alba]
language: en
themes: {trade: Trade}
sections: [{before: 2, heading: Our Words}]
---
We, the *leaders*, met.

## Security (c)

1. 1990. The year was good. [The leaders](https://example.org/a) met.

2. 7. November

- We agree & act.
    - We sail to the North Star.

---

We go on.[^1]

[^1]: Of November.

    And then.
"""


Page = tuple[Statement, str]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return make_page(tmp_path_factory.mktemp("project"))


def make_page(folder: Path, *extensions: str, source: str = SOURCE) -> Page:
    """Make the statement's page as a theme shows it; templates in the folder replace ours."""
    (folder / "statement.md").write_text(source, encoding="utf-8")
    statement = read_statement(folder / "statement.md")
    entries = [make_entry("north-star", name="North Star")]
    edition = make_edition(statement, entries, project=replace(site_project(*extensions), templates=folder))
    body = next(page.body for page in PageMaker(edition).make_all() if page.src_uri == "statement.md")
    return statement, f"<html><head><title>x</title></head><body><main><article>{body}</article></main></body></html>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("", "", id="as-it-is"),
        pytest.param("leaders</em>", 'l<strong><span id="x">ead</span></strong>ers</em>', id="with-mark-up"),
        pytest.param("go on", "go\n  on", id="white-space"),
        pytest.param("<em>leaders", '<em dir="ltr"><span lang="ar" dir="rtl"></span>leaders', id="direction"),
        pytest.param("<em>leaders", "<em class>leaders", id="no-class"),
        pytest.param("<article>", "<article><p>Note</p>", id="other-words-before"),
        pytest.param("</article>", '<p id="p-9">Note</p></article>', id="other-words-behind"),
        pytest.param("<hr>", '<p data-editors="">Note</p><!-- note --><hr>', id="words-of-the-editors"),
    ],
)
def test_a_page_that_shows_the_statement_passes(page: Page, old: str, new: str) -> None:
    statement, good = page
    assert old in good
    verify_statement(statement, good.replace(old, new, 1))


def test_a_heading_of_the_sixth_level_is_one_of_the_page_too(tmp_path: Path) -> None:
    verify_statement(*make_page(tmp_path, source=SOURCE.replace("## Security", "###### Security")))


def test_no_extension_of_markdown_alters_a_word(tmp_path: Path) -> None:
    statement, html = make_page(tmp_path, "smarty", "pymdownx.smartsymbols", "pymdownx.betterem")
    assert "Security (c)" in html
    verify_statement(statement, html)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param("We, the", "We,", 10, 'word 2 is "leaders," and must be "the"', id="lost-word"),
        pytest.param("go on.", "go in.", 23, 'word 3 is "in.[1]" and must be "on.[1]"', id="changed-word"),
        pytest.param(" then.</span>", "</span>", 27, "1 words are shown of 2", id="lost-at-the-end"),
        pytest.param("met.", "met. So", 10, "5 words are shown of 4", id="added-at-the-end"),
        pytest.param("agree &amp; act", "act &amp; agree", 18, 'word 2 is "act"', id="moved-word"),
        pytest.param("We go", "We\u00a0go", 23, 'and must be "We"', id="another-space"),
        pytest.param("go on.", 'go on. <sup title="3">3</sup>', 23, "word 3", id="number-in-paragraph"),
        pytest.param(">1. 1990.", ">1990.", 14, 'word 1 is "1990."', id="number-of-the-source-lost"),
        pytest.param(">2. 7.", ">2.", 16, 'word 2 is "November"', id="date-lost"),
        pytest.param("(c)", "©", 12, 'word 2 is "©"', id="sign-in-a-heading"),
        pytest.param("A Statement</h1>", "Statement</h1>", 2, 'word 1 is "Statement"', id="title"),
        pytest.param("3 February", "4 February", 3, 'word 1 is "4"', id="dateline"),
        pytest.param('<p class="dateline">3 February 2020</p>', "", 3, '<p> "3 February 2020" must', id="no-dateline"),
        pytest.param("<hr>", "", 21, "where <hr>", id="no-rule"),
        pytest.param("<hr>", "<hr><hr>", 23, "<hr>", id="rule-added"),
        pytest.param("<h3", "<h4", 12, "<h4>", id="level-of-a-heading"),
        pytest.param("item level-1", "item level-2", 18, "in list 2", id="level-of-an-item"),
        pytest.param("item level-1", "", 18, "paragraph 2-2", id="item-made-a-paragraph"),
        pytest.param('id="p-2"', 'id="p-7"', 16, "paragraph 7", id="wrong-address"),
        pytest.param('id="p-2"', "", 16, "<p> ", id="address-lost"),
        pytest.param("go on.", 'go</span></p><p id="p-7">on.', 23, "2 words", id="paragraph-cut-in-two"),
        pytest.param("<hr>", "<img alt='not' src='not.png'><hr>", 21, "<img>", id="picture-between"),
        pytest.param("<hr>", f"<p>{'x' * 50}</p><hr>", 21, f'<p> "{"x" * 40}" stands', id="paragraph-between"),
        pytest.param("We go", f"{'x' * 50} We go", 23, "word 1", id="words-before"),
        pytest.param("<hr>", "<div>So be it.</div><hr>", 21, 'text "So be it."', id="text-between"),
        pytest.param("<hr>", "<table><tr><td>So</table><hr>", 21, '<table> "So"', id="element-between"),
        pytest.param("then.</span></p>", "then.</span></p><p>So be it.</p>", 27, "more than the source has", id="paragraph-at-the-end"),
        pytest.param(">[1]</a></sup>", "></a></sup>", 23, '"on." and must be "on.[1]"', id="mark-of-a-note"),
        pytest.param("Of November", "In November", 25, 'is "In" and must be "Of"', id="note"),
        pytest.param("And then", "Then", 27, "word 1", id="second-paragraph-of-a-note"),
        pytest.param(' data-editors=""><a class="paragraph-number"', "><a", 10, '"¶" stands where', id="number-unmarked"),
        pytest.param("<em>leaders", "<em hidden>leaders", 10, 'attribute "hidden"', id="hidden-words"),
        pytest.param("<em>leaders", '<em dir="ltr" hidden>leaders', 10, 'attribute "hidden"', id="hidden-behind-a-direction"),
        pytest.param("<em>leaders", '<em style="color: red">leaders', 10, 'attribute "style"', id="style"),
        pytest.param("<em>leaders", '<em dir="rtl">leaders', 10, 'attribute "dir"', id="direction"),
        pytest.param("<em>leaders", '<em class="sr-only">leaders', 10, 'class "sr-only"', id="class"),
        pytest.param("<em>leaders</em>", "<del>leaders</del>", 10, "element <del>", id="struck-out"),
        pytest.param('<p id="p-2"', '<p aria-hidden="true" id="p-2"', 16, '"aria-hidden"', id="hidden-paragraph"),
        pytest.param('"passage item', '"hidden passage item', 18, 'class "hidden"', id="hidden-item"),
        pytest.param('<div class="passage item', '<div hidden><div class="passage item', 18, '"hidden"', id="hidden-around-an-item"),
        pytest.param(' data-statement=""', ' data-statement="" inert', 2, '"inert"', id="hidden-article"),
        pytest.param("<main>", "<main hidden>", 2, '"hidden"', id="hidden-around"),
        pytest.param("<article>", "<article><details>", 2, "<details>", id="closed-around"),
        pytest.param(' data-statement=""', "", 2, "is not shown", id="no-article"),
        pytest.param("</article>", '<div data-statement=""></div></article>', 2, "is not shown", id="two-articles"),
    ],
)  # fmt: skip
def test_a_page_that_shows_something_else_is_refused(page: Page, old: str, new: str, line: int, words: str) -> None:
    statement, good = page
    assert old in good
    with pytest.raises(GeneratorError) as caught:
        verify_statement(statement, good.replace(old, new, 1))
    assert words in caught.value.message
    assert caught.value.hint == _HINT
    assert (caught.value.path, caught.value.line) == (statement.path, line)


@pytest.mark.parametrize(
    ("lost", "line"),
    [
        pytest.param(r'\{% elif kind == "heading" %\}.*?(?=\{% else %\})', 12, id="headings"),
        pytest.param(r'\{% if kind == "rule" %\}\n<hr>\n\{% elif', 21, id="rules"),
        pytest.param(r" data-statement=\"\"", 2, id="mark"),
    ],
)
def test_a_template_without_a_branch_is_refused(tmp_path: Path, lost: str, line: int) -> None:
    ours = (Path(__file__).parents[2] / "generator/pages/templates/statement.html.jinja").read_text(encoding="utf-8")
    template, count = re.subn(lost, "{% if" if lost.endswith("elif") else "", ours, flags=re.DOTALL)
    assert count == 1
    (tmp_path / "statement.html.jinja").write_text(template, encoding="utf-8")
    statement, _ = make_page(tmp_path)
    edition = make_edition(statement, project=replace(PROJECT, templates=tmp_path))
    with pytest.raises(GeneratorError) as caught:
        check_pages(edition, LinkCheck(PROJECT), lambda _: None)
    assert (caught.value.path, caught.value.line) == (statement.path, line)


@pytest.mark.parametrize("lost", ["", "p-1-s2", "p-1-s3", "m-rok-1", "p-9", "m-rok-7"])
def test_the_page_has_every_place_that_was_published(tmp_path: Path, lost: str) -> None:
    items = {name: Recorded(name, (), None, 1) for name in ("p-1", "p-9", "m-rok-7", "glossary/gone")}
    edition = make_edition("The ROK met. It left. It rose.", [make_entry("rok", name="ROK")])
    other = replace(edition, statement=make_statement("It sank."), mentions=(), page="statements/statement.md")
    edition = replace(edition, record=Record(items=items), others=(other,))
    for page in PageMaker(edition).make_all():
        if page.src_uri in edition.shown:
            path = tmp_path / built_file(PROJECT.addresses.built(page.src_uri))
            path.parent.mkdir(parents=True)
            more = '<a id="p-9"></a><a id="m-rok-7"></a>' if page.src_uri == "statement.md" else ""
            path.write_text((page.body + more).replace(f'id="{lost}"', "data-x"), encoding="utf-8")
    told = re.escape(f"{edition.statement.path}:1: its page has no place #{lost}; {_HINT}")
    with pytest.raises(GeneratorError, match=f"^{told}$") if lost else nullcontext():
        verify_site(edition, tmp_path)


def test_each_statement_has_its_page(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="is not shown"):
        verify_site(make_edition("We met."), tmp_path)


@given(data=st.data())
def test_any_change_of_one_word_is_noticed(page: Page, data: st.DataObject) -> None:
    statement, good = page
    start, end = data.draw(st.sampled_from(find_words(good)))
    change = data.draw(st.sampled_from(["", "{0}{0}", "{0} {0}", "x{0}", "{0} not"]))
    with pytest.raises(GeneratorError):
        verify_statement(statement, good[:start] + change.format(good[start:end]) + good[end:])


@cache
def find_words(html: str) -> list[tuple[int, int]]:
    """Return where the words of the statement stand in its page."""
    passed = re.finditer(r"<(\w+)[^>]* data-editors.*?</\1>|<[^>]*>", html, re.DOTALL)
    tags = {place for match in passed for place in range(*match.span())}
    words = re.finditer(r"[A-Za-z]+|&amp;|\d+\.", html[: html.index("We go on.")])
    return [match.span() for match in words if match.start() not in tags and match.start() > html.index(">We")]
