"""What would run, load or send something is found in prose; what marks words up, and code, is let be."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest

from generator.active import find_active
from tests.samples import render


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        pytest.param("<script>alert(1)</script>", "<script>", id="script"),
        pytest.param("a <ScRiPt src=x>", "<script>", id="script-in-odd-case"),
        pytest.param("a\n\n<svg/onload=alert(1)>", "<svg>", id="svg"),
        pytest.param("<iframe srcdoc='x'></iframe>", "<iframe>", id="frame"),
        pytest.param('<form action="https://example.org/">', "<form>", id="form"),
        pytest.param('<meta http-equiv="refresh" content="0">', "<meta>", id="redirect"),
        pytest.param("<style>* { display: none }</style>", "<style>", id="style-sheet"),
        pytest.param("<x-y>", "<x-y>", id="custom-element"),
        pytest.param('<img src="x" onerror="alert(1)">', '"onerror"', id="handler"),
        pytest.param("<b\nONCLICK = x>", '"onclick"', id="handler-on-a-line-of-its-own"),
        pytest.param("<b/onclick=x>", '"onclick"', id="handler-behind-a-slash"),
        pytest.param('*a*{ onclick="alert(1)" }', '"onclick"', id="handler-in-attributes-of-markdown"),
        pytest.param('<b style="position: fixed">', '"style"', id="style"),
        pytest.param("[a](javascript:alert(1))", '"javascript:"', id="link"),
        pytest.param("[a](<javascript:alert(1)>)", '"javascript:"', id="link-in-brackets"),
        pytest.param("[a]( JaVaScRiPt:alert(1))", '"javascript:"', id="link-in-odd-case"),
        pytest.param("[a](java\tscript:alert(1))", '"javascript:"', id="link-with-a-tab"),
        pytest.param("[a](data:text/html,x)", '"data:"', id="link-of-data"),
        pytest.param("[a][b]\n\n[b]: vbscript:x", '"vbscript:"', id="link-definition"),
        pytest.param("[b]: vbscript:x", '"vbscript:"', id="definition-for-a-link-in-other-prose"),
        pytest.param("<body onload=x>", '"onload"', id="attribute-of-the-page"),
        pytest.param("<a href=javascript:x>", '"javascript:"', id="address-in-html"),
        pytest.param("<a href=&#106;avascript:x>", '"javascript:"', id="address-with-an-entity"),
        pytest.param("![a](https://example.org/x.png)", "picture", id="picture-from-elsewhere"),
        pytest.param('<img src="//example.org/x.png">', "picture", id="picture-in-html"),
        pytest.param("<svg onload=alert(1)>", "<svg>", id="svg-with-a-handler"),
        pytest.param('<math href="javascript:x">a</math>', "<math>", id="math"),
        pytest.param('<b srcdoc="a">', '"srcdoc"', id="srcdoc"),
        pytest.param('<b formaction="a">', '"formaction"', id="formaction"),
        pytest.param('<a xlink:href="a">', '"xlink:href"', id="xlink"),
        pytest.param('<a xlink:href="javascript:x">', '"xlink:href"', id="xlink-to-a-script"),
        pytest.param('<img src="DATA:image/svg+xml,x">', '"data:"', id="picture-of-data"),
        pytest.param('<b style="background: url(//example.org/x.png)">', '"style"', id="style-that-loads"),
        pytest.param('<META HTTP-EQUIV="refresh" CONTENT="0;url=//example.org">', "<meta>", id="redirect-in-capitals"),
        pytest.param('<base href="//example.org/">', "<base>", id="base"),
        pytest.param('<img srcset="//example.org/x.png 2x">', '"srcset"', id="set-of-pictures"),
        pytest.param('<td background="//example.org/x.png">', '"background"', id="background"),
        pytest.param('<a href="https://example.org" ping="//example.org">', '"ping"', id="ping"),
        pytest.param('<b title=">" onfoo.bar=x>', '"onfoo.bar"', id="handler-of-odd-name"),
        pytest.param('<b data-x="a">', '"data-x"', id="data-that-a-script-may-read"),
        pytest.param("[a](java&#115;cript:x)", '"javascript:"', id="link-with-an-entity"),
        pytest.param("[a](javascript&colon;x)", '"javascript:"', id="link-with-an-entity-for-the-colon"),
        pytest.param('<a href="&#106;&#97;vascript&#58;x">', '"javascript:"', id="address-of-entities"),
        pytest.param('<a href="java&Tab;script:x">', '"javascript:"', id="address-with-an-entity-for-a-tab"),
        pytest.param('<a href=" java\nscript:x">', '"javascript:"', id="address-over-two-lines"),
        pytest.param("[a](javascript\\:x)", '"javascript:"', id="link-with-a-backslash"),
        pytest.param("![a](//example.org/x.png)", "picture", id="picture-without-a-scheme"),
        pytest.param("![a [b] c](https://example.org/x.png)", "picture", id="picture-with-brackets"),
        pytest.param("![a][b]\n\n[b]: https://example.org/x.png", "picture", id="picture-given-elsewhere"),
        pytest.param("![a](&#47;/example.org/x.png)", "picture", id="picture-with-an-entity"),
        pytest.param('<img src="\\\\example.org\\x.png">', "picture", id="picture-with-backslashes"),
        pytest.param('<img src="/\t/example.org/x.png">', "picture", id="picture-with-a-tab"),
        pytest.param("```\n<script>", "<script>", id="fence-without-end"),
        pytest.param("````\na\n```\n<script>", "<script>", id="fence-of-another-length"),
        pytest.param("~~~\n~~~~\n<script>\n~~~", "<script>", id="fence-that-only-one-parser-ends"),
        pytest.param("- a\n\n      <script>", "<script>", id="paragraph-of-a-list"),
        pytest.param("!!! note\n\n    <script>", "<script>", id="paragraph-of-a-note"),
        pytest.param("??? note\n\n    <script>", "<script>", id="paragraph-of-a-folded-note"),
        pytest.param("<div>\n\n`<script>`\n\n</div>", "<script>", id="backticks-in-html"),
        pytest.param("```a`<script>`", "<script>", id="backticks-that-make-another-pair"),
        pytest.param("-->```\n`<script>\\`", "<script>", id="backticks-over-two-lines"),
        pytest.param("``<script>`", "<script>", id="backticks-that-are-no-pair"),
    ],
)
def test_what_would_run_or_load_is_found(markdown: str, words: str) -> None:
    assert any(words in message for _, message in find_active(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("Plain, a < b, once=twice: done.", id="text"),
        pytest.param('A <span lang="ko">b</span><br>, <b>c</b>.', id="mark-up"),
        pytest.param("`<script>` and `[a](javascript:x)`", id="code"),
        pytest.param("```html\n<script>\n\n<b onclick=x>\n```", id="fenced-code"),
        pytest.param("    <script>", id="indented-code"),
        pytest.param("A <!-- comment --> and\n\n<!-- another -->", id="comments"),
        pytest.param("<div>a</div>\n\n<div markdown>\n\nb\n\n</div>", id="blocks-of-html"),
        pytest.param("| a | b |\n| :- | -: |\n| c | d |", id="aligned-columns"),
        pytest.param("- `a`\n- b\n\n    c\n\n> `d`\n\n1. e\n\n***", id="lists"),
        pytest.param('!!! note "a"\n\n    `b`\n\n??? note\n    c', id="notes"),
        pytest.param("[^s1]: a note\n\n[b]: https://example.org/ 'c'", id="definitions"),
        pytest.param("Words:\n\n```html\n<script>\n```\n\n~~~\n<b onclick=x>\n~~~", id="two-fences"),
        pytest.param("A <b>b</b>, `<script>` and `<b onclick=x>`.", id="code-behind-html"),
        pytest.param("7*19, `<script>`. [^s1]\n```html\n<script>\n```", id="code-right-before-a-fence"),
        pytest.param("&lt;script&gt; &amp; [a](b.md?c=d&amp;e=f)", id="entities"),
        pytest.param('<td colspan="2" aria-label="a=b">c</td>', id="attributes"),
        pytest.param("![a](b.png), ![c](../d.png) and [e](//example.org/f)", id="pictures-of-ours"),
        pytest.param("[a](https://example.org/), [b](x.md#y), [c](mailto:a@example.org)", id="links"),
        pytest.param("<https://example.org/>: javascript: a language", id="words"),
        pytest.param("![a](picture.png)", id="picture-of-ours"),
        pytest.param("one=two on style= in text", id="equal-signs"),
        pytest.param("a <b>bold</b> style = content", id="equal-sign-behind-a-tag"),
    ],
)
def test_what_marks_words_up_is_let_be(markdown: str) -> None:
    assert list(find_active(markdown)) == []


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("a\n\n<div>\n\nb", id="element"),
        pytest.param("a\n\n</div>\n\nb", id="end-of-an-element-of-the-page"),
        pytest.param("a\n\n```\nb", id="fence"),
        pytest.param("a\n\n<b>b\n\n", id="words-that-are-bold-to-the-end"),
        pytest.param('a\n\n<div title="b\n\nc', id="tag"),
        pytest.param("<i>a</i>\n\n<details>\n\n`b`", id="second-of-two"),
    ],
)
def test_what_would_take_in_more_of_the_page_is_found(markdown: str) -> None:
    ((lines, message),) = find_active(markdown)
    assert "no end or no beginning" in message
    assert lines == 2


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("a\n\nb\nc <script>", 3),
        ("<script>", 0),
        ("`<script>`\n\n<script>\n\n<script>", 2),
        ("a\n\n[b]\n\nc\n\n[b]: javascript:x\n\nd", 6),
    ],
)
def test_the_line_is_told(markdown: str, line: int) -> None:
    assert [lines for lines, _ in find_active(markdown)] == [line]


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


def test_what_is_let_be_is_not_active_when_it_is_rendered() -> None:
    chosen = random.Random(2)
    tried = 0
    while tried < 300:
        parts = chosen.choices(AROUND, k=chosen.randint(0, 9))
        parts.insert(chosen.randint(0, len(parts)), chosen.choice(HOSTILE))
        markdown = "".join(parts).strip("\n")
        if any(find_active(markdown)):
            continue
        tried += 1
        browser = Browser()
        browser.feed(render(markdown))
        browser.close()
        assert browser.active == [], markdown
