"""What would run, load or send something is found in prose; what marks words up, and code, is let be."""

from __future__ import annotations

import pytest

from generator.active import find_active


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        pytest.param("<script>alert(1)</script>", "<script>", id="script"),
        pytest.param("a <ScRiPt src=x>", "<ScRiPt>", id="script-in-odd-case"),
        pytest.param("a\n\n<svg/onload=alert(1)>", "<svg>", id="svg"),
        pytest.param("<iframe srcdoc='x'></iframe>", "<iframe>", id="frame"),
        pytest.param('<form action="https://example.org/">', "<form>", id="form"),
        pytest.param('<meta http-equiv="refresh" content="0">', "<meta>", id="redirect"),
        pytest.param("<style>* { display: none }</style>", "<style>", id="style-sheet"),
        pytest.param("<x-y>", "<x-y>", id="custom-element"),
        pytest.param('<img src="x" onerror="alert(1)">', '"onerror"', id="handler"),
        pytest.param("<b\nONCLICK = x>", '"ONCLICK"', id="handler-on-a-line-of-its-own"),
        pytest.param("<b/onclick=x>", '"onclick"', id="handler-behind-a-slash"),
        pytest.param('*a*{ onclick="alert(1)" }', '"onclick"', id="handler-in-attributes-of-markdown"),
        pytest.param('<b style="position: fixed">', '"style"', id="style"),
        pytest.param("[a](javascript:alert(1))", '"javascript:"', id="link"),
        pytest.param("[a](<javascript:alert(1)>)", '"javascript:"', id="link-in-brackets"),
        pytest.param("[a]( JaVaScRiPt:alert(1))", '"javascript:"', id="link-in-odd-case"),
        pytest.param("[a](java\tscript:alert(1))", '"javascript:"', id="link-with-a-tab"),
        pytest.param("[a](data:text/html,x)", '"data:"', id="link-of-data"),
        pytest.param("[a][b]\n\n[b]: vbscript:x", '"vbscript:"', id="link-definition"),
        pytest.param("<a href=javascript:x>", '"javascript:"', id="address-in-html"),
        pytest.param("<a href=&#106;avascript:x>", '"xxxxxxavascript:"', id="address-with-an-entity"),
        pytest.param("![a](https://example.org/x.png)", "picture", id="picture-from-elsewhere"),
        pytest.param('<img src="//example.org/x.png">', "picture", id="picture-in-html"),
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
        pytest.param("[a](https://example.org/), [b](x.md#y), [c](mailto:a@example.org)", id="links"),
        pytest.param("<https://example.org/>: javascript: a language", id="words"),
        pytest.param("![a](picture.png)", id="picture-of-ours"),
        pytest.param("one=two on style= in text", id="equal-signs"),
        pytest.param("a <b>bold</b> style = content", id="equal-sign-behind-a-tag"),
    ],
)
def test_what_marks_words_up_is_let_be(markdown: str) -> None:
    assert list(find_active(markdown)) == []


def test_the_line_is_told() -> None:
    assert [lines for lines, _ in find_active("a\n\nb\nc <script>")] == [3]
