"""Names in our prose become links, nothing else changes, and what is no prose is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import LinkRule, Slug
from generator.prose import ProseLinker, cite, mark_languages
from generator.rendered import Rendered, is_plain
from tests.samples import SAFETY, make_entry, make_index, render, visible_text
from tests.shown import check_linked

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRIES = (
    make_entry("rok", name="Republic of Korea", acronym="ROK"),
    make_entry("us", name="United States", acronym="U.S.", aliases=("America",)),
    make_entry("edge", name="Freedom Edge", theme=SAFETY, definition='An "exercise" | of [three]'),
    make_entry("once", name="Once Forum", link=LinkRule.FIRST),
    make_entry("each", name="Each Forum", link=LinkRule.FIRST_IN_PARAGRAPH),
)
LINKER = ProseLinker(index=make_index(*ENTRIES), entries={entry.slug: entry for entry in ENTRIES})


def number(markdown: str, numbers: Mapping[str, int]) -> str:
    return ProseLinker(index=make_index(), entries={}).link(markdown, page="glossary/x.md", numbers=numbers)


def link(markdown: str, *, own: str | None = None) -> str:
    return LINKER.link(markdown, page="glossary/x.md", own=Slug(own) if own else None)


def linked(markdown: str, *, own: str | None = None) -> list[str]:
    """Give the texts of the links that were added."""
    return re.findall(r"\[([^\[\]]*)\]\([\w-]+\.md \"[^\"]*\"\)\{ \.entry-link", link(markdown, own=own))


def test_a_name_becomes_a_link_with_its_definition() -> None:
    assert link("See Freedom Edge.") == (
        'See [Freedom Edge](edge.md "Freedom Edge \u2013 An &#34;exercise&#34; &#124; of &#91;three&#93;'
        ' \u2013 Safety"){ .entry-link .theme-2 }.'
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("ROK and ROK", ["ROK", "ROK"], id="every"),
        pytest.param("Once Forum, Once Forum\n\nOnce Forum, Once Forum", ["Once Forum"], id="first"),
        pytest.param("Once Forum\n\nOnce Forum, Once Forum", ["Once Forum"], id="first-and-two-later"),
        pytest.param("Each Forum, Each Forum\n\nEach Forum", ["Each Forum", "Each Forum"], id="first-in-paragraph"),
        pytest.param("the ROK-U.S. alliance", ["ROK", "U.S."], id="hyphenated"),
        pytest.param("Republic of Korea (ROK)", ["Republic of Korea (ROK)"], id="name-with-acronym"),
        pytest.param("Freedom\nEdge", ["Freedom\nEdge"], id="across-a-line-break"),
        pytest.param("*Freedom Edge*", ["Freedom Edge"], id="inside-emphasis"),
        pytest.param("**ROK** and _U.S._", ["ROK", "U.S."], id="inside-strong"),
        pytest.param("- ROK\n- U.S.\n", ["ROK", "U.S."], id="list"),
        pytest.param("a\n\n- b\n\n    ROK", ["ROK"], id="second-paragraph-of-an-item"),
        pytest.param("> ROK", ["ROK"], id="quotation"),
        pytest.param("| a | b |\n| - | - |\n| ROK | c |\n", ["ROK"], id="table"),
        pytest.param("Term\n:   The ROK\n", ["ROK"], id="definition-list"),
        pytest.param("ROK [^s1] and U.S.[^s2]", ["ROK", "U.S."], id="beside-citations"),
        pytest.param("ROK, [here](x.md) and the ROK", ["ROK", "ROK"], id="beside-a-link"),
        pytest.param("<!-- a -->\n\nROK", ["ROK"], id="after-a-comment"),
        pytest.param("<div>a</div>\n\nROK", ["ROK"], id="after-a-block-of-html"),
        pytest.param("(ROK), “ROK”", ["ROK", "ROK"], id="beside-punctuation"),
        pytest.param("ROK! [ROK]", ["ROK", "ROK"], id="beside-marks-that-mean-nothing-there"),
        pytest.param("[here](x.md)[ROK]", ["ROK"], id="in-brackets-after-a-link"),
        pytest.param("ROK}c\n\nU.S.", ["U.S."], id="after-one-whose-link-would-change-something"),
        pytest.param("*ROK*\n---\n\n" * 70 + "ROK", ["ROK"], id="after-many-headings"),
        pytest.param("Done.[^s1]ROK", ["ROK"], id="right-behind-a-citation"),
        pytest.param("Hail! ROK", ["ROK"], id="near-an-exclamation-mark"),
        pytest.param("_ROK_", ["ROK"], id="underscores-that-hold-nothing-else"),
        pytest.param("_a_\n\n_ROK_\n\n_b_", ["ROK"], id="underscores-in-other-paragraphs"),
        pytest.param("_ROK_ and _b_", ["ROK"], id="underscores-before-others"),
        pytest.param("_ROK_ _b", ["ROK"], id="underscores-before-one"),
        pytest.param("ROK _and_ more", ["ROK"], id="near-underscores"),
        pytest.param("x\n\nROK@a.org ROK https://a.org/ROK U.S.", ["ROK", "U.S."], id="between-addresses"),
        pytest.param("*ROK a@b.org* U.S.", ["ROK", "U.S."], id="around-an-address-in-emphasis"),
        # What is left alone does not keep names after it from being linked.
        pytest.param("!ROK and ROK", ["ROK"], id="after-a-name-that-is-not-linked"),
        pytest.param("Freedom *Edge* and ROK", ["ROK"], id="after-a-name-in-two-styles"),
        pytest.param("ROK `c` U.S.", ["ROK", "U.S."], id="after-code"),
        pytest.param("a &copy; ROK", ["ROK"], id="after-an-entity"),
        pytest.param("a &#169; &#xA9; ROK", ["ROK"], id="after-a-numbered-entity"),
        pytest.param("ROK\n\n# U.S.\n\nROK", ["ROK", "ROK"], id="after-a-heading"),
        pytest.param("```py\na\n```\n\nROK\n\n```\nb\n```\n\nU.S.", ["ROK", "U.S."], id="after-code-blocks"),
        pytest.param("x *a**b **c\n\nROK\n\n`b\n\nROK", ["ROK", "ROK"], id="after-marks-that-stand-alone"),
        pytest.param("x\n\n`a` *b\n\nROK\n\n`c` `d` <x\n\nROK\n\nU.S.", ["ROK", "ROK", "U.S."], id="after-all-these"),
        pytest.param("a[^s1][^s1][^s1]\n\nROK\n\n`b\n\nROK", ["ROK", "ROK"], id="after-citations"),
        pytest.param("<div>\n\na\n\n</div>\n\nb\n\nROK", ["ROK"], id="after-html"),
        pytest.param("<div markdown>\n\na\n\nROK\n\n</div>", ["ROK"], id="in-html-that-asks-for-it"),
    ],
)
def test_names_are_linked(markdown: str, expected: list[str]) -> None:
    assert linked(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("[ROK](x.md)", id="link"),
        pytest.param("<div \n\nROK>", id="html-that-ends-within-a-tag"),
        pytest.param("a\n- b\n\n    ROK", id="code-below-a-list-that-is-none"),
        pytest.param("[the ROK and *ROK*](x.md)", id="link-with-emphasis"),
        pytest.param("[ROK][1]\n\n[1]: x.md", id="reference-link"),
        pytest.param("[ROK]\n\n[ROK]: x.md", id="shortcut-reference"),
        pytest.param("[the ROK here](an address)", id="link-with-a-space-in-its-address"),
        pytest.param("[here](the ROK address)", id="name-in-an-address-with-spaces"),
        pytest.param("[x]: x.md 'ROK'", id="link-definition"),
        pytest.param("<https://example.org/ROK>", id="autolink"),
        pytest.param("https://example.org/ROK", id="bare-address"),
        pytest.param("ROK@example.org", id="mail-address"),
        pytest.param("![ROK](x.png)", id="image"),
        pytest.param("`ROK`", id="code"),
        pytest.param("`` a ` ROK ``", id="code-with-backtick"),
        pytest.param("    ROK", id="indented-code"),
        pytest.param("```\nROK\n```", id="fenced-code"),
        pytest.param("~~~\nROK\n~~~", id="tilde-fence"),
        pytest.param("- a\n\n    ```\n    ROK\n    ```\n", id="fence-in-a-list"),
        pytest.param("# ROK", id="heading"),
        pytest.param("#ROK", id="heading-without-a-space"),
        pytest.param("ROK\n===", id="setext-heading"),
        pytest.param("> ROK\n> ---", id="setext-heading-in-a-quotation"),
        pytest.param("<div>ROK</div>", id="html-block"),
        pytest.param("<div>\n\nROK\n\n</div>", id="html-block-with-blank-lines"),
        pytest.param("<table>\n<tr>\n\n<td>ROK</td>\n\n</tr>\n</table>", id="html-table-with-blank-lines"),
        pytest.param("<div>\n\na\n\nROK\n\n</div>", id="html-block-with-a-paragraph-before"),
        pytest.param("<pre>\n\nROK\n</pre>", id="pre"),
        pytest.param("<script>\nROK\n</script>", id="script"),
        pytest.param("<!-- ROK -->", id="comment"),
        pytest.param("a <!-- ROK --> b", id="comment-within-a-line"),
        pytest.param("a <span>ROK</span> b", id="inline-html"),
        pytest.param('a <a href="ROK">b</a>', id="html-attribute"),
        pytest.param('a <img alt="ROK">', id="html-image"),
        pytest.param("a { #ROK }", id="attribute-list"),
        pytest.param('a *b*{ title="ROK" }', id="attribute-list-of-emphasis"),
        pytest.param("a\n{: .ROK }", id="attribute-list-of-a-block"),
        pytest.param('!!! note "ROK"\n    text', id="admonition-title"),
        pytest.param('??? note "ROK"\n    text', id="folded-admonition-title"),
        pytest.param('=== "ROK"\n\n    text', id="tab-title"),
        pytest.param("*[ROK]: abbreviation", id="abbreviation"),
        pytest.param("a [^ROK]", id="citation"),
        pytest.param("R*O*K", id="letters-in-two-styles"),
        pytest.param("Freedom *Edge*", id="words-in-two-styles"),
        pytest.param("Freedom `x` Edge", id="words-around-code"),
        pytest.param("x\n\nFreedom {x} Edge", id="words-around-braces"),
        pytest.param("Freedom  \nEdge", id="words-on-two-lines-that-stay-apart"),
        pytest.param("Freedom &amp; Edge", id="words-around-an-entity"),
        pytest.param("!ROK", id="exclamation-mark-that-would-make-an-image"),
        pytest.param("Rok rok", id="acronym-in-another-case"),
        # What MkDocs's parser reads otherwise than ours.
        pytest.param("a </b ROK>", id="tag-that-is-none"),
        pytest.param("`a\n1. ROK `", id="code-across-a-list"),
        pytest.param("```]\n```\n\nROK\n\n```", id="fence-that-is-none"),
        pytest.param("```\na\n\nROK", id="fence-that-is-not-closed"),
        pytest.param("ROK\n <?</p=e>", id="instruction-within-a-paragraph"),
        pytest.param("- ROK\n-\n", id="heading-that-looks-like-a-list"),
        pytest.param("_^_ROK_", id="underscores-that-a-link-would-pair-otherwise"),
        pytest.param("ROK}c", id="brace"),
        pytest.param("ROK and {x} z", id="braces-later-in-the-line"),
        pytest.param("<div><div></div>\n\nROK", id="element-that-is-not-closed"),
        pytest.param("[^4](ROK", id="citation-that-would-become-a-link"),
        pytest.param("ROK\t\na", id="tab-at-the-end-of-a-line"),
    ],
)
def test_nothing_is_linked(markdown: str) -> None:
    assert link(markdown) == markdown


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("&#</b>ROK", id="half-an-entity"),
        pytest.param("&#\n\na</b>\n</b>ROK", id="half-an-entity-in-another-paragraph"),
        pytest.param("<b ROK", id="tag-that-is-not-closed"),
        pytest.param("> ```\n> a\n\nb\n\nROK", id="fence-that-a-quotation-closes"),
        pytest.param("```\na\n ```\n\nROK", id="fence-closed-further-in"),
        pytest.param("*K**/*ROK", id="asterisks-that-swallow-a-letter"),
    ],
)
def test_where_parsers_differ_a_link_changes_nothing_else(markdown: str) -> None:
    assert check_linked(render(markdown), render(link(markdown))) == len(linked(markdown))


def test_one_name_that_cannot_be_linked_keeps_no_other_from_it() -> None:
    markdown = "The ROK.\n\n" * 5 + "ROK}c\n\n" + "The U.S.\n\n" * 5
    assert linked(markdown) == ["ROK"] * 5 + ["U.S."] * 5


def test_plain_prose_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("generator.prose.Rendered")
    assert linked("The ROK in 2024.") == ["ROK"]
    assert linked("*nothing*") == []


def test_prose_full_of_names_that_cannot_be_linked_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    is_same = Rendered.is_same

    def count(rendered: Rendered, linked: str, *, links: int) -> bool:
        tried.append(links)
        return is_same(rendered, linked, links=links)

    monkeypatch.setattr(Rendered, "is_same", count)
    markdown = "ROK}c\n\n" * 200
    assert link(markdown) == markdown
    assert len(tried) == 64


def test_markdown_inside_html_that_asks_for_it_may_be_left_or_linked_but_is_not_broken() -> None:
    markdown = '<div markdown="1">\n\nROK\n\n</div>'
    assert visible_text(render(link(markdown))) == visible_text(render(markdown))


def test_an_entry_does_not_link_to_itself() -> None:
    assert "rok.md" not in link("ROK and U.S.", own="rok")
    assert "us.md" in link("ROK and U.S.", own="rok")
    assert linked("*ROK* and *U.S.*", own="rok") == ["U.S."]


def test_a_longer_name_is_linked_as_one_though_part_of_it_is_the_page_itself() -> None:
    entries = (make_entry("ran", name="RAN"), make_entry("open", name="Open RAN"))
    linker = ProseLinker(index=make_index(*entries), entries={entry.slug: entry for entry in entries})
    assert linker.link("Open RAN", page="glossary/ran.md", own=Slug("ran")).startswith("[Open RAN](open.md")


def test_links_are_relative_to_the_page_that_the_prose_is_on() -> None:
    assert "](glossary/rok.md " in LINKER.link("ROK", page="index.md")
    assert "](../glossary/rok.md " in LINKER.link("ROK", page="about/us.md")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Fact. [^s1]", f"Fact.{cite(1)}"),
        ("Fact.[^s1] [^s2]", f"Fact.{cite(1)}{cite(2)}"),
        ("Fact.\n[^s1]", f"Fact.{cite(1)}"),
        ("Fact.\n\n[^s1] told.", f"Fact.\n\n{cite(1)} told."),
        ("Heading\n---\n[^s1] told.", f"Heading\n---\n{cite(1)} told."),
        ("- Fact. [^s1]\n- [^s2] told.", f"- Fact.{cite(1)}\n- {cite(2)} told."),
        ("Term\n:   [^s1] told.", f"Term\n:   {cite(1)} told."),
        ("a\n\nTerm\n:   [^s1] told.\n\nb", f"a\n\nTerm\n:   {cite(1)} told.\n\nb"),
        ("Fact: [^s1]", f"Fact:{cite(1)}"),
        ("Fact.[^s1](2020)", f"Fact.{cite(1)}(2020)"),
        ("<b>[^s1]</b>", "<b>[^s1]</b>"),
        ("`[^s1]`", "`[^s1]`"),
        ("    [^s1]", "    [^s1]"),
        ("```\n[^s1]\n```", "```\n[^s1]\n```"),
        ("<div>\n\n[^s1] {x}\n\n</div>", "<div>\n\n[^s1] {x}\n\n</div>"),
    ],
)
def test_citations_are_numbered_but_not_in_code(markdown: str, expected: str) -> None:
    assert number(markdown, {"s1": 1, "s2": 2}) == expected


def test_neither_code_nor_html_has_its_citations_numbered() -> None:
    markdown = "`a [^s1]` [^s1]\n\n<div>\n\na [^s1]\n\n</div>"
    assert number(markdown, {"s1": 1}) == markdown.replace("` [^s1]", f"`{cite(1)}")


def test_names_are_linked_and_citations_numbered_at_once() -> None:
    assert LINKER.link("ROK.[^s1]", page="glossary/x.md", numbers={"s1": 1}) == f"{link('ROK')}.{cite(1)}"


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Fact.[^s1] and {x} z", "Fact.[1] and {x} z"),
        ("Fact.[^s1] a} b", "Fact.[1] a} b"),
        ("Fact.[^s1] `{a}` b}", "Fact.[1] {a} b}"),
        ("Fact.[^s1] *b*{ .x } c", "Fact.[1] b c"),
        ("Fact.[^s1]} b", "Fact.[1]} b"),
        ("Fact.[^s1] \\{c", "Fact.[1] {c"),
        ("Fact.[^s1]\n\n    {x}", "Fact.[1]\n{x}"),
        ("Fact.[^s1]\n{: .x }", "Fact.[1]"),
    ],
)
def test_braces_beside_a_citation_are_shown(markdown: str, shown: str) -> None:
    assert visible_text(render(number(markdown, {"s1": 1}))).strip() == shown


def test_a_citation_is_a_link_to_the_source_on_the_page() -> None:
    assert render(cite(3)) == '<p><a class="citation" href="#source-3">[3]</a></p>'


# Prose as people write it, with all that Python-Markdown and MkDocs's extensions know, and names all over it.
WORDS = st.sampled_from(
    [
        "ROK",
        "U.S.",
        "America",
        "Freedom Edge",
        "Once Forum",
        "Republic of Korea (ROK)",
        "and",
        "the",
        "3",
        "ROK's",
        "a_b",
    ]
)
PLAIN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    PLAIN,
    PLAIN,
    PLAIN.map("*{}*".format),
    PLAIN.map("**{}**".format),
    PLAIN.map("_{}_".format),
    PLAIN.map("`{}`".format),
    PLAIN.map("[{}](x.md)".format),
    PLAIN.map('[{0}](x.md "{0}")'.format),
    PLAIN.map("![{}](x.png)".format),
    PLAIN.map("<em>{}</em>".format),
    PLAIN.map('<span title="{0}">{0}</span>'.format),
    PLAIN.map("*{}*{{ .x }}".format),
    PLAIN.map("[{}][ref].".format),
    PLAIN.map("({})".format),
    PLAIN.map("[{}]".format),
    PLAIN.map('"{}"'.format),
    st.sampled_from(["&amp;", "\\*", "<https://example.org/ROK>", "[^s1]", "a!", "a\\b", "<br>", "!", "|", "~", ":"]),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)
BLOCK = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    LINE.map("# {}".format),
    LINE.map("{}\n---".format),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
    ),
    st.tuples(LINE, LINE).map(lambda pair: f"- {pair[0]}\n\n    {pair[1]}"),
    st.tuples(LINE, LINE).map(lambda pair: f"- {pair[0]}\n    - {pair[1]}"),
    LINE.map("> {}".format),
    PLAIN.map("    {}".format),
    PLAIN.map("```\n{}\n```".format),
    st.tuples(PLAIN, PLAIN).map(lambda pair: f"| a | b |\n| - | - |\n| {pair[0]} | {pair[1]} |"),
    st.tuples(PLAIN, LINE).map(lambda pair: f"{pair[0]}\n:   {pair[1]}"),
    LINE.map("<div>{}</div>".format),
    LINE.map("<div>\n\n{}\n\n</div>".format),
    LINE.map('<div markdown="1">\n\n{}\n\n</div>'.format),
    LINE.map("{}\n{{: .x }}".format),
    PLAIN.map("<!-- {} -->".format),
    st.just("[ref]: x.md"),
    PLAIN.map("Noted[^n].\n\n[^n]: {}".format),
    LINE.map("Noted.[^n]\n\n[^n]:\n    {}".format),
    st.just("* * *"),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


@given(markdown=DOCUMENT)
@example(markdown="Hail!ROK")
@example(markdown="a\\ROK")
@example(markdown="<div>\n\nROK\n\n</div>")
def test_linking_changes_no_visible_text(markdown: str) -> None:
    assert visible_text(render(link(markdown))) == visible_text(render(markdown))


SCRAPS = st.sampled_from(
    [
        *("ROK", "U.S.", "Freedom Edge", "Freedom", "Edge", "a", "AT&T", "1", "702", "[^s1]", "[^s1][^s2]", "日本"),
        *" .,;:()'\"/%+-–…“”&?・",
        *(" ", " ", "\n", "\n\n", "1. ", "- ", ": ", '<span lang="ja">', "</span>"),
    ]
)


@given(markdown=st.lists(SCRAPS, min_size=1, max_size=12).map("".join).filter(is_plain))
def test_plain_prose_needs_no_proof(markdown: str) -> None:
    assert check_linked(render(markdown), render(link(markdown))) == len(linked(markdown))


@given(markdown=DOCUMENT)
def test_a_page_that_was_linked_holds_no_link_inside_a_link(markdown: str) -> None:
    depth = 0
    for tag in re.findall(r"</?a\b", render(link(markdown))):
        depth += 1 if tag == "<a" else -1
        assert depth in {0, 1}


@given(markdown=DOCUMENT)
def test_linking_takes_nothing_away(markdown: str) -> None:
    added = re.compile(r"\[([^\[\]]*)\]\([\w-]+\.md \"[^\"]*\"\)\{ \.entry-link \.theme-\d \}")
    assert added.sub(r"\1", link(markdown)) == markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param(
            "The 日米韓 talks", 'The <span lang="ja">日米韓</span> talks', id="chinese-characters-are-japanese"
        ),
        pytest.param("a キャンプ・デービッド b", 'a <span lang="ja">キャンプ・デービッド</span> b', id="kana"),
        pytest.param("as 핵심 광물 (2024)", 'as <span lang="ko">핵심 광물</span> (2024)', id="korean-with-spaces"),
        pytest.param("日米 and 한국.", '<span lang="ja">日米</span> and <span lang="ko">한국</span>.', id="both"),
        pytest.param("`日米` in code", "`日米` in code", id="code-stays"),
        pytest.param("`a`日`b`", '`a`<span lang="ja">日</span>`b`', id="between-code"),
        pytest.param("a <b>日</b>", "a <b>日</b>", id="html-stays"),
        pytest.param("Café, naïve – Москва", "Café, naïve – Москва", id="other-scripts-stay"),
    ],
)
def test_words_in_east_asian_scripts_say_their_language(markdown: str, expected: str) -> None:
    assert mark_languages(markdown, ("ja", "ko")) == expected


def test_a_language_that_the_glossary_does_not_use_is_not_guessed() -> None:
    assert mark_languages("日米 and 한국", ("zh",)) == '<span lang="zh">日米</span> and 한국'
    assert mark_languages("日米 and 한국", ("ko",)) == '日米 and <span lang="ko">한국</span>'
