"""HTML is read as browsers read it: what a page holds, and what must not stand in prose."""

from __future__ import annotations

from itertools import product

import pytest

from generator.model.page import Heading
from generator.text.html import _complain, find_complaints, read_body, read_outline


def test_an_outline_has_headings_anchors_and_links() -> None:
    outline = read_outline(
        '<h1 id="top">Top</h1><h2 id="a">A <em>b</em>\n c<span aria-hidden="true">#<b>x</b></span></h2><h2>No id</h2>'
        '<h4 id="d">D<a href="x.html#y">&amp;</a><img src="z.svg"></h4><p id="p-1"><a>none</a><a href="?q&amp;r">z</a></p>'
    )
    assert outline.headings == (Heading(2, "a", "A b c"), Heading(4, "d", "D&"))
    assert outline.anchors == {"top", "a", "d", "p-1"}
    assert outline.hrefs == ("x.html#y", "z.svg", "?q&r")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        pytest.param("<script>alert(1)</script>", "<script>", id="script"),
        pytest.param("a <ScRiPt src=x>", "<script>", id="odd-case"),
        pytest.param("<p>a <svg/onload=x>", '"onload"', id="svg"),
        pytest.param("<iframe srcdoc='x'></iframe>", "<iframe>", id="frame"),
        pytest.param('<form action="https://example.org/">', "<form>", id="form"),
        pytest.param('<META HTTP-EQUIV="refresh" CONTENT="0;url=//b.org">', "<meta>", id="redirect"),
        pytest.param('<base href="//b.org/">', "<base>", id="base"),
        pytest.param("<style>* { display: none }</style>", "<style>", id="style-sheet"),
        pytest.param("<x-y>", "<x-y>", id="custom-element"),
        pytest.param('<math href="javascript:x">a</math>', "<math>", id="math"),
        pytest.param('<img src="x" onerror="alert(1)">', '"onerror"', id="handler"),
        pytest.param("<b\nONCLICK = x>", '"onclick"', id="handler-on-a-line-of-its-own"),
        pytest.param("<b/onclick=x>", '"onclick"', id="handler-behind-a-slash"),
        pytest.param('<b title=">" onfoo.bar=x>', '"onfoo.bar"', id="handler-of-odd-name"),
        pytest.param("<svg><foreignObject>", "<foreignObject>", id="html-in-a-drawing"),
        pytest.param('<svg><use href="#x">', "<use>", id="drawing-from-elsewhere"),
        pytest.param("a <html onclick=x>", '"onclick"', id="attribute-of-a-second-page"),
        pytest.param("<html hidden>", '"hidden"', id="page-that-is-hidden"),
        pytest.param("<p hidden>", '"hidden"', id="hidden"),
        pytest.param('<figure class="quotation">', '"quotation"', id="quotation-of-the-statement"),
        pytest.param('<a class="entry-link theme-1" href="x">', '"entry-link"', id="link-to-an-entry"),
        pytest.param('<a class="&#1;citation" href="x">', "citation", id="mark-of-our-links"),
        pytest.param('<p class="note quotation">', '"quotation"', id="class-behind-another"),
        pytest.param('<b class="k">', '"k"', id="class-of-code-outside-code"),
        pytest.param('<b data-md-component="x">', '"data-md-component"', id="part-of-the-theme"),
        pytest.param('<b data-name="x">', '"data-name"', id="data-for-our-scripts"),
        pytest.param('<b id="__config">', '"__config"', id="settings-of-the-theme"),
        pytest.param('<b id="p-3">', '"p-3"', id="paragraph-of-the-statement"),
        pytest.param('<b id="m-x-1">', '"m-x-1"', id="mention-in-the-statement"),
        pytest.param('<b id="find-input">', '"find-input"', id="field-of-the-search"),
        pytest.param('<b id="sources">', '"sources"', id="part-of-the-page"),
        pytest.param('<label for="__drawer">', '"__drawer"', id="switch-of-the-theme"),
        pytest.param('<img name="createElement">', '"name"', id="name-that-hides-a-function"),
        pytest.param('<input type="password">', "password", id="field-for-a-password"),
        pytest.param('<a href="http://[x">', "is no address", id="address-that-is-none"),
        pytest.param("<body onload=x>", '"onload"', id="attribute-of-the-page"),
        pytest.param('<b style="position: fixed">', '"style"', id="style"),
        pytest.param('<b formaction="a">', '"formaction"', id="formaction"),
        pytest.param('<a xlink:href="javascript:x">', '"xlink:href"', id="xlink"),
        pytest.param('<a href="https://b.org" ping="//b.org">', '"ping"', id="ping"),
        pytest.param('<img srcset="//b.org/x.png 2x">', '"srcset"', id="set-of-pictures"),
        pytest.param('<td background="//b.org/x.png">', '"background"', id="cell-without-a-table"),
        pytest.param("<col onclick=x><caption onclick=x>", '"onclick"', id="column-without-a-table"),
        pytest.param('<a href="javascript:x">', '"javascript:"', id="script-for-address"),
        pytest.param('<a href=" jAvA\n\tscript:x">', '"javascript:"', id="white-space-in-an-address"),
        pytest.param('<a href="&#106;ava&Tab;script&colon;x">', '"javascript:"', id="entities-in-an-address"),
        pytest.param('<blockquote cite="javascript:x">', '"javascript:"', id="address-of-a-quotation"),
        pytest.param('<a href="data:text/html,x">', '"data:"', id="data"),
        pytest.param('<a href="vbscript:x">', '"vbscript:"', id="vbscript"),
        pytest.param('<img src="DATA:image/svg+xml,x">', '"data:"', id="picture-of-data"),
        pytest.param('<img src="https://b.org/x.png">', "picture", id="picture-from-elsewhere"),
        pytest.param('<img src="//b.org/x.png">', "picture", id="picture-without-a-scheme"),
        pytest.param('<img src="\\\\b.org\\x.png">', "picture", id="picture-with-backslashes"),
        pytest.param('<img src="/\t/b.org/x.png">', "picture", id="picture-with-a-tab"),
    ],
)
def test_what_would_run_or_load_is_found(html: str, words: str) -> None:
    complaints = list(find_complaints(html, {"sources"}))
    assert any(words in complaint.message for complaint in complaints)
    assert all(complaint.hint and complaint.what for complaint in complaints)


def test_a_complaint_says_what_it_is_about_and_what_to_do() -> None:
    html = (
        '<tt class="x" id="p-1" onclick=y>a</tt> <b id="c">b</b> <b id="c">d</b> <input type="file">'
        '<a href="JAVA:x">a</a> <a href="http://[x">b</a> <img src="//b.org/x.png">'
    )
    shown, permit = "remove it, or show it as `code`", "remove it, or list it under classes of the plugin in mkdocs.yml"
    assert list(find_complaints(html)) == [
        ('the id "c" is there twice', "choose another", "c"),
        ("the element <tt> may not stand in prose", shown, "<tt"),
        ('the class "x" is none that prose may have', permit, "x"),
        ('the id "p-1" is one of the page\'s own', "choose another", "p-1"),
        ('the attribute "onclick" may not stand in prose', shown, "onclick"),
        ("an input of the type file may not stand in prose", shown, "file"),
        ('a link may not begin with "java:"', shown, "JAVA"),
        ('"http://[x" is no address', "correct it", "http://[x"),
        ("a picture may not come from another site", "put it under docs/", "//b.org/x.png"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>Plain, a &lt; b, once=twice: javascript: done.</p>", id="text"),
        pytest.param('<span lang="ko" class="mine admonition" id="y" title="z">b</span><br><b>c</b>', id="mark-up"),
        pytest.param("<pre><code>&lt;script&gt;</code></pre>", id="code"),
        pytest.param("<!-- <script> -->", id="comment"),
        pytest.param('<td colspan="2" align="left" aria-label="a=b" data-linenos="1">c</td>', id="cell"),
        pytest.param('<img alt="a" src="../b.png" width="20" loading="lazy">', id="picture"),
        pytest.param(
            '<a href="mailto:a@b.org">a</a> <a href="//b.org">b</a> <a href="#c" target="_blank">c</a>', id="links"
        ),
        pytest.param('<a href="HTTP://b.org">a</a>', id="link-without-encryption"),
        pytest.param("<details open><summary>a</summary>b</details><figure><figcaption>c", id="blocks"),
        pytest.param('<input type="checkbox" disabled checked>', id="task"),
        pytest.param(
            '<code class="language-c#"><b class="k">if</b></code><a name="__codelineno-0-1">', id="code-in-colours"
        ),
        pytest.param("<b class>a</b>", id="no-class"),
        pytest.param('<pre><b class="k">if</b></pre>', id="preformatted-in-colours"),
        pytest.param('<input id="__tabbed_1_1" name="__tabbed_1" type="radio"><label for="__tabbed_1_1">', id="tabs"),
        pytest.param('<svg viewBox="0 0 1 1"><path d="M0 0" fill="currentColor"/></svg>', id="drawing"),
        pytest.param('<a class="\x01entry-link theme-1" href="x" data-name="y" title="&gt;">z</a>', id="link-of-ours"),
    ],
)
def test_what_marks_words_up_is_let_be(html: str) -> None:
    assert list(find_complaints(html, {"sources"}, {"mine"})) == []


ATTRIBUTES = [
    *("", ' class="x"', ' title="<"', ' data-x="a""b"', ' onclick="x"', " style='y'", ' href="#a"', ' src="//c"'),
    *(' class="note"', ' id="a"', ' id="p-1"', ' id="p&#45;1"'),
    *(' href="https://b.org/"', ' href="javascript:x"', ' href="java&#115;cript:x"', ' href="java\tscript:x"'),
]


@pytest.mark.parametrize("name", ["a", "/a", "p", "svg", "script", "!--", "x-y"])
def test_what_is_passed_without_a_parser_is_what_a_parser_would_pass(name: str) -> None:
    for first, second, end in product(ATTRIBUTES, ATTRIBUTES, [">", " />", ""]):
        html = f"a <{name}{first}{second}{end} b"
        parsed = {
            item for node in read_body(html).traverse() if node.is_element_node for item in _complain(node, (), ())
        }
        assert parsed <= set(find_complaints(html)), html
