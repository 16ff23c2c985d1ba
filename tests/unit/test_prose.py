"""Prose becomes HTML for one page: links from there, what it cites and links to, and what is wrong with it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from generator.linking.prose import ProseWriter, lines_before, settle_html
from generator.model.addresses import Addresses, Style
from generator.model.fields import Slug
from tests.samples import make_edition, make_entry, make_writer, site_project

ENTRIES = (
    make_entry("rok", name="Republic of Korea", acronym="ROK"),
    make_entry("us", name="United States", acronym="U.S.", aliases=["America"]),
    make_entry("edge", name="Freedom Edge", theme="safety", definition='An "exercise" <b> of [three] [^s1]'),
    make_entry("once", name="Once Forum", link="first"),
)
WRITER = make_writer(*ENTRIES)


def inline(markdown: str, *, page: str = "glossary/x.md", own: str | None = None) -> str:
    return WRITER.write(markdown, page=page, own=Slug(own) if own else None).inline


def test_a_link_says_what_its_preview_shows() -> None:
    assert inline("See Freedom Edge.") == (
        'See <a class="entry-link theme-2" data-name="Freedom Edge" data-theme="Safety" href="../edge/" '
        'title="An &#34;exercise&#34; &lt;b&gt; of [three]">Freedom Edge</a>.'
    )


@pytest.mark.parametrize(
    ("date", "expected"), [({}, ""), ({"date": "2021-05"}, ", May 2021")], ids=["no-date", "month"]
)
def test_a_link_says_what_became_of_its_entry(date: dict[str, str], expected: str) -> None:
    outcome = {"state": "held-again", "text": "It met. [^s1]", **date}
    html = make_writer(make_entry("late", name="Late Forum", outcome=outcome)).write("Late Forum", page="index.md").html
    assert f'data-name="Late Forum" data-since="↻ Held again{expected}: It met." data-theme=' in html


def test_an_entry_does_not_link_to_itself() -> None:
    assert inline("ROK and U.S.", own="rok").startswith('ROK and <a class="entry-link')


def test_a_longer_name_is_linked_as_one_though_part_of_it_is_the_page_itself() -> None:
    writer = make_writer(make_entry("ran", name="RAN"), make_entry("open", name="Open RAN"))
    assert ">Open RAN</a>" in writer.write("Open RAN", page="glossary/ran.md", own=Slug("ran")).html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [("ROK [^s1]", "ROK [^s1]"), ("a\n\nb", "<p>a</p>\n<p>b</p>"), ("- a", "<ul>\n<li>a</li>\n</ul>")],
    ids=["paragraph", "two-paragraphs", "list"],
)
def test_a_single_paragraph_comes_without_its_element(markdown: str, expected: str) -> None:
    assert inline(markdown, own="rok") == expected


@pytest.mark.parametrize(
    ("style", "page", "expected"),
    [
        (Style.FOLDERS, "index.md", "glossary/rok/ about/#a b.png"),
        (Style.FOLDERS, "glossary/x.md", "../rok/ ../../about/#a ../../b.png"),
        (Style.FILES, "index.md", "glossary/rok.html about.html#a b.png"),
        (Style.FILES, "glossary/x.md", "rok.html ../about.html#a ../b.png"),
        (Style.SOURCE, "glossary/x.md", "rok/ ../about/#a ../b.png"),
    ],
)
def test_addresses_are_seen_from_the_page(style: Style, page: str, expected: str) -> None:
    project = replace(site_project(), addresses=Addresses(style=style))
    writer = ProseWriter(make_edition("Nothing.", ENTRIES, project=project))
    up = "../" if "/" in page else ""
    written = writer.write(f"ROK, [a]({up}about.md#a), ![b]({up}b.png)", page=page)
    assert re.findall(r'(?:href|src)="([^"]*)"', written.html) == expected.split()
    assert written.links == ("about.md#a", "b.png")


@pytest.mark.parametrize(
    ("address", "expected", "links"),
    [
        pytest.param("https://b.org/x.md", "https://b.org/x.md", (), id="another-site"),
        pytest.param("//b.org/x", "//b.org/x", (), id="another-host"),
        pytest.param("/x.md", "/x.md", (), id="root"),
        pytest.param("mailto:a@b.org", "mailto:a@b.org", (), id="mail"),
        pytest.param("http://[x", "http://[x", (), id="broken"),
        pytest.param("#a", "#a", ("glossary/x.md#a",), id="same-page"),
        pytest.param("x.md#a", "#a", ("glossary/x.md#a",), id="same-page-by-name"),
        pytest.param("y.md?b=c&amp;d=e#a", "../y/?b=c&amp;d=e#a", ("glossary/y.md#a",), id="query"),
        pytest.param("y.md?b=c", "../y/?b=c", ("glossary/y.md",), id="query-alone"),
        pytest.param("caf&#233;.md", "../caf%C3%A9/", ("glossary/café.md",), id="entity"),
        pytest.param("y\\_z.md", "../y_z/", ("glossary/y_z.md",), id="escaped"),
        pytest.param("a%20b.pdf", "../a%20b.pdf", ("glossary/a b.pdf",), id="quoted"),
        pytest.param("../../x.md", "../../../x/", ("../x.md",), id="outside"),
    ],
)
def test_relative_addresses_are_resolved(address: str, expected: str, links: tuple[str, ...]) -> None:
    written = WRITER.write(f"[z]({address})", page="glossary/x.md")
    assert written.inline == f'<a href="{expected}">z</a>'
    assert written.links == links


def test_an_address_of_mail_in_brackets_is_a_link() -> None:
    assert inline("<a@b.org>") == '<a href="mailto:a@b.org">a@b.org</a>'


def test_each_piece_is_written_once_and_for_its_page() -> None:
    first = WRITER.write("The ROK.", page="index.md")
    assert WRITER.write("The ROK.", page="index.md") is first
    assert WRITER.write("The ROK.", page="glossary/x.md").html != first.html
    assert WRITER.write("The ROK.", page="index.md", own=Slug("rok")).html != first.html


@pytest.mark.parametrize(
    ("markdown", "words", "line"),
    [
        pytest.param("a\n\nb\nc <script>", "<script>", 3, id="element"),
        pytest.param('*a*{ onclick="alert(1)" }', '"onclick"', 0, id="attributes-of-markdown"),
        pytest.param("a\n\n*b*{\tonclick=x }", '"onclick"', 2, id="attributes-behind-a-tab"),
        pytest.param("*b*{$ onclick=x }", '"onclick"', 0, id="attributes-behind-a-sign"),
        pytest.param("[a](<JaVaScRiPt:alert(1)>)", '"javascript:"', 0, id="link"),
        pytest.param("[a](java&#115;cript&colon;x)", '"javascript:"', 0, id="entities"),
        pytest.param("[a](./javascript:x)", '"javascript:"', 0, id="relative"),
        pytest.param("a\n\n[b]\n\n[b]: vbscript:x", '"vbscript:"', 4, id="definition"),
        pytest.param("a\n![a [b] c](https://b.org/x.png)", "picture", 1, id="picture"),
        pytest.param("![a](&#47;/b.org/x.png)", "picture", 0, id="picture-with-an-entity"),
        pytest.param("~~~\n~~~~\n<script>\n~~~\n<script>", "<script>", 2, id="fence"),
        pytest.param("- a\n\n      <script>", "<script>", 2, id="list"),
        pytest.param("*a " * 1200 + "a*" * 1200, "nested too deeply to be read; write it flatter", 0, id="depth"),
    ],
)
def test_what_must_not_be_published_is_an_error_with_its_line(markdown: str, words: str, line: int) -> None:
    problems = WRITER.write(markdown, page="index.md").problems
    assert (True, line) in [(words in f"{item.message}; {item.hint}", item.line) for item in problems if item.is_error]


@pytest.mark.parametrize(("words", "lines"), [("A", 1), ("b\nc", 2), ("x", 0)])
def test_lines_are_counted_from_the_first(words: str, lines: int) -> None:
    assert lines_before("\na\nB\nc", words) == lines


@pytest.mark.parametrize(
    ("own", "expected"), [("edge", ['the id "freedom-edge"', 'the class "other"']), (None, ['the class "other"'])]
)
def test_ids_of_the_page_are_taken_and_classes_of_the_site_are_free(own: str | None, expected: list[str]) -> None:
    project = replace(site_project(), classes=("mine",))
    writer = ProseWriter(make_edition("Nothing.", ENTRIES, project=project))
    text = '<b id="freedom-edge">a</b> *b*{ .mine #sources } *c*{ .other }'
    written = writer.write(text, page="glossary/edge.md", own=Slug(own) if own else None)
    assert [problem.message.split('" ')[0] + '"' for problem in written.problems] == expected
    assert f'<em class="mine" id="sources{"_1" if own else ""}">b' in written.html


@pytest.mark.parametrize(
    "markdown",
    ["`<script>` [a](b.md?c&d)", "    <b onclick=x>", "```html\n<script>\n```", "a <!-- b --> <b>c</b>, d < e"],
    ids=["code", "indented", "fenced", "mark-up"],
)
def test_code_and_mark_up_are_no_problem(markdown: str) -> None:
    assert WRITER.write(markdown, page="index.md").problems == ()


class Browser(HTMLParser):
    """Notes what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "svg"}:
            self.active.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").replace("\\", "/").lower()
            loads = tag == "img" and name == "src" and re.match(r"https?:|//", address)
            if name.startswith("on") or name == "style" or address.startswith("javascript:") or loads:
                self.active.append(f"{tag} {name}={value}")


HOSTILE = """<script>x</script> <svg/onload=x> <b/onclick=x> <b/style=x> [a](javascript:x) [a](java&#115;cript:x)
![a](//b.org/x) ![a][b]\n\n[b]://b.org/x <img/src="//b.org/x"> <a/href="javascript&colon;x">""".split()  # noqa: SIM905
AROUND = [
    *("a", " ", "    ", "\t", "\n", "\n\n", "\n\n", "- ", "1. ", "> ", "* ", "# ", ": ", "!!! note\n", "| ", "[^s1]: "),
    *("`", "`", "``", "```", "\n```\n", "\n```\n", "\n~~~\n", "\n~~~\n", "~~~~", "\n````\n", "```a\n", "\\", "{: "),
    *"""<div> </div> <b> <code> </code> <pre> <!-- --> < > " [ ]( ] ) &lt;""".split(),  # noqa: SIM905
]


def test_what_has_no_problem_is_not_active() -> None:
    chosen = random.Random(2)
    tried = 0
    while tried < 200:
        parts = chosen.choices(AROUND, k=chosen.randint(0, 9))
        parts.insert(chosen.randint(0, len(parts)), chosen.choice(HOSTILE))
        written = WRITER.write("".join(parts).strip("\n"), page="index.md")
        if any(problem.is_error for problem in written.problems):
            continue
        tried += 1
        browser = Browser()
        browser.feed(str(written.html))
        browser.close()
        assert browser.active == [], parts


@pytest.mark.parametrize(
    ("html", "closed"),
    [
        ("<p>a <b>b</p>", "<p>a <b>b</b></p>"),
        ("<div><p>a", "<div><p>a</p></div>"),
        ("a</div></article>b", "ab"),
        ('<p>a <b title="x', "<p>a </p>"),
        ("<p>a</p>\n<pre><code>\n&lt;b&gt;</code></pre>", "<p>a</p>\n<pre><code>\n&lt;b&gt;</code></pre>"),
        ("", ""),
    ],
    ids=["inline", "blocks", "ends-of-the-page", "tag-without-end", "whole", "nothing"],
)
def test_nothing_reaches_into_the_rest_of_the_page(html: str, closed: str) -> None:
    assert settle_html(html, html, (), ())[0] == closed
    assert settle_html(closed, closed, (), ())[0] == closed
