"""Names are linked, citations numbered and languages marked in whatever Python-Markdown makes, and nothing else changes."""

from __future__ import annotations

import pytest
from markdown import Markdown

from generator.linking.markdown import EditionExtension
from generator.model.entry import LinkRule
from generator.text.html import read_body
from tests.prose_samples import EXTENSIONS
from tests.samples import make_entry, make_writer, visible_text
from tests.shown import check_linked

ENTRIES = (
    make_entry("rok", name="Republic of Korea", acronym="ROK", names={"ko": ["\ud55c\uad6d"]}),
    make_entry("us", name="United States", acronym="U.S.", aliases=["America"]),
    make_entry("edge", name="Freedom Edge"),
    make_entry("once", name="Once Forum", link="first"),
    make_entry("each", name="Each Forum", link="first-in-paragraph"),
    make_entry("summit", name="Summit", names={"ja": ["\u65e5\u7c73\u97d3"]}, link=LinkRule.FIRST),
)
NOBODY = make_entry("nobody", name="No Such Name", names={"ja": ["日本"], "ko": ["북한"]})
WRITERS = {
    "site": make_writer(*ENTRIES),
    "more": make_writer(*ENTRIES, more=EXTENSIONS),
    "bare site": make_writer(NOBODY),
    "bare more": make_writer(NOBODY, more=EXTENSIONS),
}
NUMBERS = {"s1": 1, "s2": 2}


@pytest.fixture(params=["site", "more"])
def kind(request: pytest.FixtureRequest) -> str:
    """The Markdown extensions: those of this site, or more."""
    return str(request.param)


def html(markdown: str, *, kind: str = "site") -> str:
    return str(WRITERS[kind].write(markdown, page="glossary/x.md", numbers=NUMBERS).html)


def linked(markdown: str, *, kind: str) -> list[str]:
    """Return the names that are linked, and check that nothing else is changed."""
    found = [node.text() for node in read_body(html(markdown, kind=kind)).css("a.entry-link")]
    assert check_linked(html(markdown, kind=f"bare {kind}"), html(markdown, kind=kind)) == len(found)
    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("ROK and ROK", ["ROK", "ROK"], id="every"),
        pytest.param("Once Forum, Once Forum\n\nOnce Forum", ["Once Forum"], id="first"),
        pytest.param("Each Forum, Each Forum\n\nEach Forum", ["Each Forum", "Each Forum"], id="first-in-paragraph"),
        pytest.param("*Each Forum* and **Each Forum**", ["Each Forum"], id="first-in-paragraph-of-several-elements"),
        pytest.param("- Each Forum\n- Each Forum", ["Each Forum", "Each Forum"], id="first-in-each-item"),
        pytest.param("- Each Forum\n    - Each Forum", ["Each Forum", "Each Forum"], id="first-in-an-item-of-an-item"),
        pytest.param("# Once Forum\n\n`Once Forum` Once Forum", ["Once Forum"], id="first-that-can-be-a-link"),
        pytest.param("Once  \nForum, Once Forum", ["Once Forum"], id="first-behind-one-on-two-lines"),
        pytest.param("Once ![](x.png) Forum, Once Forum", ["Once Forum"], id="first-behind-one-around-a-picture"),
        pytest.param("a\n\nOnce `x` Forum, Once Forum", ["Once Forum"], id="first-behind-one-around-code"),
        pytest.param("the ROK-U.S. alliance", ["ROK", "U.S."], id="hyphenated"),
        pytest.param("Republic of Korea (ROK)", ["Republic of Korea (ROK)"], id="name-with-acronym"),
        pytest.param("ROK (ROK), Freedom Edge (None)", ["ROK", "ROK", "Freedom Edge"], id="acronym-of-no-name"),
        pytest.param("Freedom\nEdge", ["Freedom\nEdge"], id="across-a-line-break"),
        pytest.param("*Freedom Edge*", ["Freedom Edge"], id="emphasis"),
        pytest.param("**ROK** and _the **U.S.** too_", ["ROK", "U.S."], id="strong"),
        pytest.param("- ROK\n    - the U.S.\n", ["ROK", "U.S."], id="list"),
        pytest.param("1. ROK\n\n    the U.S.\n", ["ROK", "U.S."], id="second-paragraph-of-an-item"),
        pytest.param("ROK\n:   the U.S.\n\n    The ROK.\n", ["ROK", "U.S.", "ROK"], id="definition-list"),
        pytest.param("> ROK", ["ROK"], id="quotation"),
        pytest.param("| ROK | b |\n| --- | :-: |\n| c | U.S. |\n", ["ROK", "U.S."], id="table"),
        pytest.param("<div markdown>\n\nthe *ROK*\n\n</div>", ["ROK"], id="html-that-asks-for-markdown"),
        pytest.param(
            "<figure markdown>\n![a](x.png)\n<figcaption markdown>The ROK.</figcaption>\n</figure>",
            ["ROK"],
            id="figure",
        ),
        pytest.param(
            "<figure markdown='span'>\nEach Forum\n<figcaption>Each Forum</figcaption>\nEach Forum\n</figure>",
            ["Each Forum"] * 3,
            id="first-around-a-caption",
        ),
        pytest.param("a <span>ROK</span> <b>the U.S.</b>", ["ROK", "U.S."], id="inline-html"),
        pytest.param("ROK [^s1] and U.S.[^s2]", ["ROK", "U.S."], id="beside-citations"),
        pytest.param("Done.[^s1]ROK", ["ROK"], id="right-behind-a-citation"),
        pytest.param("ROK, [ROK](x.md), `ROK` and the ROK", ["ROK", "ROK"], id="around-links-and-code"),
        pytest.param("<a href='x'>ROK</a> ROK <code>U.S.</code> U.S.", ["ROK", "U.S."], id="around-links-of-html"),
        pytest.param(
            "The <a href='x'>U.S. *and* the</a> ROK, U.S.", ["ROK", "U.S."], id="behind-mark-up-in-a-link-of-html"
        ),
        pytest.param("<!-- ROK -->\n\nROK <!-- ROK --> ROK", ["ROK", "ROK"], id="around-comments"),
        pytest.param("<div>ROK</div>\n\nROK", ["ROK"], id="after-a-block-of-html"),
        pytest.param("&copy; ROK &amp; U.S. R&D ROK", ["ROK", "U.S.", "ROK"], id="around-entities"),
        pytest.param("\\*ROK\\* !ROK [ROK] {ROK} ROK}c", ["ROK"] * 5, id="around-marks-that-mean-nothing"),
        pytest.param("ROK@a.org ROK https://a.org/ROK U.S.", ["ROK", "U.S."], id="between-addresses"),
        pytest.param("ROK  \nU.S. ![ROK](x.png) ROK", ["ROK", "U.S.", "ROK"], id="around-breaks-and-pictures"),
        pytest.param("R*O*K, Freedom *Edge* and ROK", ["ROK"], id="behind-a-name-in-two-elements"),
        pytest.param("The \ud55c\uad6d", ["\ud55c\uad6d"], id="name-in-another-language"),
    ],
)
def test_names_are_linked(markdown: str, expected: list[str], kind: str) -> None:
    assert linked(markdown, kind=kind) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("!!! note\n    The ROK.", ["ROK"], id="admonition"),
        pytest.param('!!! note "ROK"\n    The U.S.', ["U.S."], id="admonition-with-a-title"),
        pytest.param('??? note "ROK"\n    The U.S.', ["U.S."], id="details"),
        pytest.param('=== "ROK"\n\n    The U.S.', ["U.S."], id="tabs"),
        pytest.param("A.[^n]\n\n[^n]: The ROK.", ["ROK"], id="footnote"),
        pytest.param("the HTML and ROK\n\n*[HTML]: ROK", ["ROK"], id="abbreviation"),
        pytest.param("It's “the ROK” -- the U.S.' way", ["ROK", "U.S."], id="typography"),
        pytest.param("$ROK$ and ROK\n\n$$\nROK\n$$", ["ROK"], id="formulas"),
        pytest.param("- [x] ROK\n- [ ] U.S.", ["ROK", "U.S."], id="tasks"),
    ],
)
def test_names_are_linked_in_what_other_extensions_make(markdown: str, expected: list[str]) -> None:
    assert linked(markdown, kind="more") == expected


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("[ROK](x.md) [the *ROK*](x.md) [ROK][1]\n\n[1]: x.md 'ROK'", id="link"),
        pytest.param("<https://example.org/ROK> https://example.org/ROK ROK@example.org", id="address"),
        pytest.param('![ROK](x.png "ROK")', id="picture"),
        pytest.param("`ROK` `` a ` ROK ``", id="code"),
        pytest.param("    ROK", id="indented-code"),
        pytest.param("```\nROK\n```\n\n~~~ { .a }\nROK\n~~~", id="fenced-code"),
        pytest.param("# ROK\n\nThe *ROK*\n===", id="heading"),
        pytest.param("<div>ROK</div>\n\n<div>\n\nROK\n\n</div>", id="html-block"),
        pytest.param("<pre>\nROK\n</pre>\n\n<script>\nROK\n</script>", id="html-that-is-code"),
        pytest.param("a <a href='x'>the *ROK* and ROK</a> <kbd>ROK</kbd>", id="inline-html-that-holds-no-names"),
        pytest.param('a <b title="ROK">b</b> *b*{ title="ROK" }\n{: .ROK }', id="attribute"),
        pytest.param("a [^ROK]", id="citation"),
        pytest.param(
            "R*O*K, Freedom *Edge*, Freedom `x` Edge, Freedom  \nEdge, Freedom ![](x.png) Edge", id="in-parts"
        ),
        pytest.param("<b>R</b>OK and *ROK*s", id="part-of-a-word"),
        pytest.param("Rok rok", id="acronym-in-another-case"),
    ],
)
def test_nothing_is_linked(markdown: str, kind: str) -> None:
    assert linked(markdown, kind=kind) == []


@pytest.mark.parametrize(
    ("markdown", "shown", "cited"),
    [
        pytest.param("Fact. [^s1]", "Fact.[1]", ["s1"], id="space-goes"),
        pytest.param("Fact.\n[^s1] More.", "Fact.[1] More.", ["s1"], id="stays-on-the-line-of-its-word"),
        pytest.param("Fact.[^s2] [^s1][^s2]", "Fact.[1][2]", ["s2", "s1", "s2"], id="sorted-and-each-once"),
        pytest.param("*Fact* [^s1]", "Fact[1]", ["s1"], id="behind-an-element"),
        pytest.param("[^s1] says so.", "[1] says so.", ["s1"], id="first"),
        pytest.param("- a [^s1]\n\n    b [^s2]", "a[1]\nb[2]", ["s1", "s2"], id="list"),
        pytest.param("A\n:   b [^s1]\n\n    c [^s2]", "A\nb[1]\nc[2]", ["s1", "s2"], id="definition-list"),
        pytest.param("| a |\n| --- |\n| b [^s1] |", "a\nb[1]", ["s1"], id="table"),
        pytest.param("Fact.[^s1] (2020): [^s2]: b", "Fact.[1] (2020):[2]: b", ["s1", "s2"], id="before-marks-of-links"),
        pytest.param("Fact.[^gone] [^s1]", "Fact.[1]", ["gone", "s1"], id="unknown-source"),
        pytest.param("Fact.[^gone] *So*.[^gone] More.", "Fact. So. More.", ["gone", "gone"], id="only-unknown-sources"),
        pytest.param("`[^s1]`\n\n    [^s1]\n\n<code>b</code>", "[^s1]\n[^s1]\nb", [], id="code"),
        pytest.param("\\[^s1]", "[^s1]", [], id="escaped"),
        pytest.param("[see [^s1]](x.md)", "see [^s1]", [], id="link"),
    ],
)
def test_citations_are_numbered(markdown: str, shown: str, cited: list[str]) -> None:
    written = WRITERS["site"].write(markdown, page="glossary/x.md", numbers=NUMBERS)
    lines = [line for line in visible_text(str(written.html)).split("\n") if line]
    assert ("\n".join(lines), list(written.cited)) == (shown, cited)
    assert written.html.count('class="citation" href="#source-') == shown.count("[1]") + shown.count("[2]")


@pytest.mark.parametrize(
    "block", ["!!! note\n    {}", '??? note "a"\n    {}', '=== "a"\n\n    {}', "A[^n]\n\n[^n]: {}"]
)
def test_citations_are_numbered_in_what_other_extensions_make(block: str) -> None:
    written = WRITERS["more"].write(block.format("Fact. [^s1]"), page="glossary/x.md", numbers=NUMBERS)
    assert 'Fact.<a class="citation" href="#source-1">[1]</a>' in written.html
    assert written.problems == ()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("a [^s1]", "[^s1]", id="citation-where-none-can-be"),
        pytest.param("[^s1]: a", "[^s1]:", id="footnote"),
        pytest.param("<div>a [^s1]</div>", "[^s1]", id="citation-in-html"),
        pytest.param("<figure>\n![a](x.png)\n</figure>", "![a](x.png)", id="picture-in-html"),
        pytest.param("[a [^s1]](x.md)", "[^s1]", id="citation-in-a-link"),
        pytest.param("word { .class } more", "{ .class }", id="class"),
        pytest.param("word {: #id } more", "{: #id }", id="anchor"),
        pytest.param("![a](y.png) { width=200 }", "{ width=200 }", id="attribute"),
        pytest.param("![a](a picture.png", "", id="half-a-picture"),
        pytest.param("\\![a](y.png)", "", id="escaped"),
        pytest.param("!!! note\n    text", "!!! note", id="admonition"),
        pytest.param(
            "`[^s1] { .class }` {x} {1, 2} !!! a = {b}\n\n```\n[^s1]\n```\n\n<pre>[^s1]</pre>",
            "",
            id="meant-to-be-seen",
        ),
    ],
)
def test_mark_up_that_readers_would_see_is_reported(markdown: str, expected: str) -> None:
    written = WRITERS["site"].write(markdown, page="index.md")
    assert [problem.message for problem in written.problems] == (
        [f'"{expected}" is not read as it is meant'] if expected else []
    )
    hint = "see how the site's Markdown writes it"
    assert all((problem.hint, problem.is_error) == (hint, False) for problem in written.problems)


def test_all_mark_up_that_is_not_read_is_reported() -> None:
    written = WRITERS["site"].write("word { .a } more\n\n*word* { .b } more", page="index.md")
    assert [problem.message.split('"')[1] for problem in written.problems] == ["{ .a }", "{ .b }"]


def test_what_markdown_reads_is_shown_as_its_author_wrote_it() -> None:
    text = "![x](y.png){ width=200 } [a](https://b.org){ target=_blank }\n\n| a | b |\n| :-- | --: |\n| c | d |"
    written = WRITERS["site"].write(text, page="index.md")
    assert written.problems == ()
    assert '<img alt="x" src="y.png" width="200" />' in written.html
    assert '<a href="https://b.org" target="_blank">a</a>' in written.html
    assert '<td align="left">c</td>\n<td align="right">d</td>' in written.html
    assert "style" not in written.html


def test_a_page_that_is_not_of_an_edition_is_only_made_fit_for_the_policy() -> None:
    html = Markdown(extensions=["tables", EditionExtension(resolves=True)]).convert("| [ROK](x.md) |\n| :-- |\n| b |")
    assert '<th align="left"><a href="x.md">ROK</a></th>' in html
    assert '<td align="left">b</td>' in html


@pytest.mark.parametrize(
    ("languages", "markdown", "expected"),
    [
        pytest.param("ja ko", "The 日米韓 talks", 'The <span lang="ja">日米韓</span> talks', id="chinese-characters"),
        pytest.param("ja ko", "a キャンプ・デービッド b", 'a <span lang="ja">キャンプ・デービッド</span> b', id="kana"),
        pytest.param("ja ko", "as 핵심 광물 (2024)", 'as <span lang="ko">핵심 광물</span> (2024)', id="with-spaces"),
        pytest.param("zh", "日米 and 한국", '<span lang="zh">日米</span> and 한국', id="only-those-of-the-glossary"),
        pytest.param("ko", "*日米* 한국", '<em>日米</em> <span lang="ko">한국</span>', id="one-of-two"),
        pytest.param(
            "ja", "[日](x.md) `日`", '<a href="../../x/"><span lang="ja">日</span></a> <code>日</code>', id="code"
        ),
        pytest.param("ja", "日 a 米", '<span lang="ja">日</span> a <span lang="ja">米</span>', id="twice"),
        pytest.param("ja", "Café – Москва", "Café – Москва", id="other-scripts"),
        pytest.param("", "日米", "日米", id="none"),
    ],
)
def test_words_in_east_asian_scripts_say_their_language(languages: str, markdown: str, expected: str) -> None:
    names = {code: [f"Some {code} name"] for code in languages.split()}
    writer = make_writer(make_entry("a", name="Some name", names=names))
    assert writer.write(markdown, page="glossary/a.md").inline == expected.replace("../../x/", "../x/")


def test_a_link_says_the_language_of_its_name() -> None:
    assert '>the <span lang="ko">' not in html("the 한국")
    assert 'title="Something that is defined."><span lang="ko">한국</span></a>' in html("the 한국")
