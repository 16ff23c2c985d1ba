"""The statement's file is read to the last word: line ends and marks are not words, everything else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.errors import GeneratorError
from generator.model.statement import BlockKind, Run, Statement
from generator.reading.statement import Reading, read_statement

FRONT = """\
---
title: A Statement
date: 2020-02-03
parties: [Alba]
language: en
themes:
  trade: Trade
  transport: Transport
---
"""
BODY_LINE = FRONT.count("\n") + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "statement.md"


def read(path: Path, body: str, *, front: str = FRONT) -> Statement:
    path.write_text(front + body, encoding="utf-8", newline="")
    return read_statement(path)


def texts(statement: Statement) -> list[str]:
    return [block.text for block in statement.paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("One.\n\nTwo.\n", ["One.", "Two."], id="blank-line-ends-a-paragraph"),
        pytest.param("One\ntwo.\n", ["One two."], id="line-break-is-a-space"),
        pytest.param("One\\\ntwo  \nthree.\n", ["One two three."], id="hard-break-is-a-space"),
        pytest.param("One\u2028two.\n", ["One\u2028two."], id="line-separator-stays"),
        pytest.param("- One\n- Two\n", ["One", "Two"], id="bullets"),
        pytest.param("* One\n\n    still one item\n", ["One", "still one item"], id="bullet-of-two-paragraphs"),
        pytest.param("1. One\n2. Two\n", ["1. One", "2. Two"], id="numbers-are-words"),
        pytest.param("7) Seven\n", ["7) Seven"], id="number-with-a-parenthesis"),
        pytest.param("1984 was\n", ["1984 was"], id="year-is-no-number-of-a-list"),
        pytest.param("1. **Security.** We *met*\n", ["1. Security. We met"], id="number-before-marks"),
        pytest.param("1. 1990. The year was good.\n", ["1. 1990. The year was good."], id="number-before-a-year"),
        pytest.param("6. 7. November\n", ["6. 7. November"], id="number-before-a-date"),
        pytest.param("3. [The leaders](https://x.org) met\n", ["3. The leaders met"], id="number-before-a-link"),
        pytest.param("4. \\[brackets]\n", ["4. [brackets]"], id="number-before-brackets"),
        pytest.param("1. a\n\n    b\n2. c\n", ["1. a", "b", "2. c"], id="number-of-two-paragraphs"),
        pytest.param("1. a\n    - b\n2. c\n\n- d\n", ["1. a", "b", "2. c", "d"], id="numbers-around-bullets"),
        pytest.param("- 1. a\n", ["1. a"], id="number-in-a-bullet"),
        pytest.param("A *b* **c** _d_ e\n", ["A b c d e"], id="emphasis-marks-are-no-words"),
        pytest.param("    One\n    two\n", ["One two"], id="indented-text-is-a-paragraph"),
        pytest.param("**   One** two\n", ["**   One** two"], id="white-space-in-marks"),
        pytest.param("2 * 3 * 4 and snake_case_x\n", ["2 * 3 * 4 and snake_case_x"], id="lone-marks-are-words"),
        pytest.param("A [b](https://example.org/x) c\n", ["A b c"], id="link"),
        pytest.param("A <b>c</b> d\n", ["A <b>c</b> d"], id="html-is-text"),
        pytest.param("<div>\nA\n</div>\n", ["<div> A </div>"], id="html-block-is-text"),
        pytest.param("<!-- A -->\n", ["<!-- A -->"], id="comment-is-text"),
        pytest.param("A &amp; B &copy;\n", ["A & B \u00a9"], id="entities"),
        pytest.param("A & B < C\n", ["A & B < C"], id="ampersand-and-less-than"),
        pytest.param("\\# One \\* two\n", ["# One * two"], id="backslashes-escape"),
        pytest.param("> One\n", ["One"], id="quoted"),
        pytest.param("> 50 of us\n> met\n\n> 1. We\n", ["50 of us met", "1. We"], id="numbers-quoted"),
        pytest.param("\\> 50, 5\\*3\\*2, <a@b.org>\n", ["> 50, 5*3*2, a@b.org"], id="signs-are-words"),
        pytest.param("\u6211*\u5011*\u5728\n", ["\u6211\u5011\u5728"], id="emphasis-without-spaces"),
        pytest.param("a | b\n\n- | c\n", ["a | b", "| c"], id="bars-are-words"),
        pytest.param("One[^1]\n", ["One[^1]"], id="no-such-note"),
        pytest.param("One[^a].\n\n[^a]: Of *a*.\n\nTwo.\n", ["One[a].", "Two.", "[a] Of a."], id="notes-come-last"),
        pytest.param("One[^1].\n\n[^1]:\n", ["One[1].", "[1]"], id="empty-note"),
        pytest.param("One[^A].\n\n[^a]: Of *a*.\n", ["One[A].", "[a] Of a."], id="note-in-another-case"),
        pytest.param("1.\n2. b\n", ["1.", "2. b"], id="number-without-text"),
        pytest.param("One.\n\n[^2]: No one refers.\n", ["One.", "[2] No one refers."], id="note-without-reference"),
        pytest.param("One\ttwo\n", ["One two"], id="tab"),
        pytest.param("One two   \n", ["One two"], id="space-at-the-end"),
        pytest.param("“One” – two’s\u00a0three\n", ["“One” – two’s\u00a0three"], id="typography-stays"),
        pytest.param("Cafe\u0301\n", ["Cafe\u0301"], id="decomposed-letters-stay"),
    ],
)
def test_paragraphs(path: Path, body: str, expected: list[str]) -> None:
    assert texts(read(path, body)) == expected


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="bom"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(lambda data: data.replace(b"\n", b"\r"), id="cr"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), id="bom-and-crlf"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no-line-end-at-the-end"),
        pytest.param(lambda data: data + b"\n\n \n", id="blank-lines-at-the-end"),
    ],
)
def test_how_the_file_was_saved_does_not_matter(path: Path, change: object) -> None:
    body = "One\ntwo.\n\n# Heading\n\n- Three.\n"
    plain = read(path, body)
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    statement = read_statement(path)
    assert (statement.title, statement.blocks) == (plain.title, plain.blocks)


def test_headings_and_rules_are_shown_and_not_numbered(path: Path) -> None:
    statement = read(path, "One.\n\n#### Part\n\n---\n\nTwo.\n")
    assert [(block.kind, block.number, block.text) for block in statement.blocks] == [
        (BlockKind.PARAGRAPH, 1, "One."),
        (BlockKind.HEADING, 0, "Part"),
        (BlockKind.RULE, 0, ""),
        (BlockKind.PARAGRAPH, 2, "Two."),
    ]
    assert statement.blocks[1].level == 4


NOTED = """\
We met.

13. We sail.[^1]

- to the isles

14. We fish.[^*] We sail.[^1]

(a) at sea

1. in bays

[^1]: One.

    More of it.
[^*]: Star.
"""
LABELS = {
    "One.\n\nTwo.\n\nThree.\n\nFour.\n\n1. Five.\n": "1 2 3 4 (5)",
    "1. One.\n\n2. Two.\n": "1 2",
    # The source counts its paragraphs where at least two, and a third of all, have numbers.
    "3. One.\n\nTwo.\n": "(1) 2",
    "3. One.\n\n4. Two.\n": "3 4",
    "3. One.\n\n4. Two.\n\n" + "Three.\n\n" * 4: "3 4 (4-2) (4-3) (4-4) (4-5)",
    "3. One.\n\n4. Two.\n\n" + "Three.\n\n" * 5: "(1) (2) 3 4 5 6 7",
    NOTED: "(0-1) 13 (13-2) 14 (14-2) (14-3) (note-1) (note-1-2) (note-sign-2)",
}


@pytest.mark.parametrize(("body", "labels"), LABELS.items())
def test_paragraphs_are_called_as_the_source_calls_them(path: Path, body: str, labels: str) -> None:
    blocks = read(path, body).paragraphs
    assert " ".join(block.label if block.numbered else f"({block.label})" for block in blocks) == labels


def test_notes_and_references_lead_to_each_other(path: Path) -> None:
    runs = [run for block in read(path, NOTED).blocks for run in block.runs if run.href]
    assert [(run.text, run.href, run.anchor) for run in runs] == [
        ("[1]", "#p-note-1", "p-note-1-ref"),
        ("[*]", "#p-note-sign-2", "p-note-sign-2-ref"),
        ("[1]", "#p-note-1", "p-note-1-ref-2"),
        ("[1]", "#p-note-1-ref", ""),
        ("[*]", "#p-note-sign-2-ref", ""),
    ]
    with pytest.raises(GeneratorError, match=":13: note A is there twice; give one of them another name"):
        read(path, "One.[^a]\n\n[^a]: A.\n[^A]: B.\n")


def test_bullets_are_items_at_their_level(path: Path) -> None:
    blocks = read(path, "- One\n    - Two\n        - Three\n    - Two\n\nNone\n").paragraphs
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.ITEM, 1),
        (BlockKind.ITEM, 2),
        (BlockKind.ITEM, 3),
        (BlockKind.ITEM, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_numbered_paragraph_is_a_paragraph_and_its_number_holds_no_name(path: Path) -> None:
    block = read(path, "4. **We** reaffirm\n").paragraphs[0]
    assert block.kind is BlockKind.PARAGRAPH
    assert block.runs == (Run(text="4. ", linkable=False), Run(text="We", strong=True), Run(text=" reaffirm"))


def test_every_block_knows_its_line(path: Path) -> None:
    statement = read(path, "\nOne\ntwo.\n\n# Part\n\nThree.\n")
    assert [block.line for block in statement.blocks] == [BODY_LINE + 1, BODY_LINE + 4, BODY_LINE + 6]


@pytest.mark.parametrize(
    ("body", "runs"),
    [
        ("A *b* c", (Run(text="A "), Run(text="b", em=True), Run(text=" c"))),
        ("A **b**", (Run(text="A "), Run(text="b", strong=True))),
        ("***a***", (Run(text="a", em=True, strong=True),)),
        ("`a` b", (Run(text="a", linkable=False), Run(text=" b"))),
        ("[a](https://example.org)", (Run(text="a", href="https://example.org", linkable=False),)),
        ("<a@b.org>", (Run(text="a@b.org", linkable=False),)),
        ("A\nb", (Run(text="A b"),)),
        (
            "A <b>B</b>",
            (Run(text="A "), Run(text="<b>", linkable=False), Run(text="B"), Run(text="</b>", linkable=False)),
        ),
    ],
    ids=["em", "strong", "both", "code", "link", "address-of-mail-is-text", "one-style-is-one-run", "html"],
)
def test_runs(path: Path, body: str, runs: tuple[Run, ...]) -> None:
    assert read(path, body).paragraphs[0].runs == runs


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        pytest.param("One.\n\n[two]: https://example.org\n", 2, "two", id="link-definition"),
        pytest.param("[a]: /b\n", 0, "a]: /b", id="only-a-link-definition"),
        pytest.param("One.\n\n```lost\nTwo.\n```\n", 2, "lost", id="info-string"),
        pytest.param("[a][b].\n\n[lost]: /c\n\n[b]: https://d.org\n", 2, "lost", id="before-an-address"),
        pytest.param("<https://d.org> a.\n\n[lost]: /c\n\n<https://d.org>\n", 2, "lost", id="between-two-links"),
        pytest.param("[b].\n\n[b]: https://d.org 'lost words'\n", 2, "lost", id="title-of-a-definition"),
        pytest.param("One ![a](lost.png).", 0, "lost", id="picture"),
        pytest.param('One.\n\n[a](https://d.org "lost words").', 2, "lost words", id="title-of-a-link"),
        pytest.param("One.\n\nTo [12](3).", 2, "3", id="power"),
        pytest.param("We see [the Harbour](HF).", 0, "HF", id="acronym"),
        pytest.param("See [a](#b)[c]().", 0, '""', id="brackets-behind-a-link"),
        pytest.param("[a][b].\n\n[b]: c\n", 0, '"c"', id="address-of-a-definition"),
        pytest.param("[a](javascript:b)", 0, "javascript", id="script"),
        pytest.param("One 5*3*2.", 0, "*3*2", id="product"),
        pytest.param("x**y**z", 0, "**y", id="product-of-letters"),
        pytest.param("One.\n\n> 50 percent", 2, "> 50", id="more-than"),
        pytest.param("One.\n\n- >$50", 2, ">$50", id="more-than-in-an-item"),
        pytest.param("+ 5 degrees", 0, "+ 5", id="plus"),
    ],
)
def test_a_word_that_markdown_would_swallow_is_refused(path: Path, body: str, line: int, words: str) -> None:
    with pytest.raises(GeneratorError, match=r"would not be shown|has no text") as caught:
        read(path, body)
    assert caught.value.line == BODY_LINE + line
    assert words in caught.value.message


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://d.org/?b&amp;c) e",
        "[a *b*](https://d.org/(c)) e",
        "[a][b] e\n\n[b]: https://d.org/\n",
        "[b] e\n\n[b]: <https://d.org/>\n",
    ],
    ids=["entity", "parentheses", "elsewhere", "elsewhere-in-brackets"],
)
def test_the_address_of_a_link_is_no_word(path: Path, body: str) -> None:
    assert (read(path, body).paragraphs[0].runs[0].href or "").startswith("https://d.org")


@pytest.mark.parametrize(
    "written",
    ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "&#x202E;", "&#7;"],
)
def test_control_characters_are_refused(path: Path, written: str) -> None:
    with pytest.raises(GeneratorError, match=r"U\+") as caught:
        read(path, f"One.\n\nTwo{written}.\n")
    assert caught.value.line == BODY_LINE + 2


@pytest.mark.parametrize(
    ("table", "line"),
    [("| a | b |\n| --- | --- |\n| c | d |", 3), ("a | b\n-|-\nc | d", 3), ("One\n\n|a|\n|:-:|", 5)],
    ids=["bars-around", "bars-between", "one-column"],
)
def test_tables_are_refused(path: Path, table: str, line: int) -> None:
    with pytest.raises(GeneratorError, match="table") as caught:
        read(path, f"One.\n\n{table}\n")
    assert caught.value.line == BODY_LINE + line


@pytest.mark.parametrize("body", ["", "\n\n", "   \n", "---\n", "# Only a heading\n", "-\n"])
def test_a_statement_without_text_is_refused(path: Path, body: str) -> None:
    with pytest.raises(GeneratorError, match=r": the statement has no text; put it below the front matter$"):
        read(path, body)


def test_front_matter_becomes_the_statements_data(path: Path) -> None:
    front = FRONT.replace(
        "language: en\n",
        "language: en\ndateline: February 3\npublished:\n"
        "  - {title: T, publisher: P, url: https://example.org, note: N}\n",
    )
    statement = read(path, "One.\n", front=front)
    assert (statement.title, statement.date, statement.parties) == ("A Statement", "2020-02-03", ("Alba",))
    assert statement.dateline == "February 3"
    assert [(source.url, source.note) for source in statement.published] == [("https://example.org", "N")]


def test_themes_get_two_letters_each_and_none_twice(path: Path) -> None:
    themes = read(path, "One.\n").legend
    assert [(theme.id, theme.number, theme.code) for theme in themes.values()] == [
        ("trade", 1, "Tr"),
        ("transport", 2, "Ta"),
    ]


def test_themes_are_told_apart_in_any_script(path: Path) -> None:
    labels = ("安全保障", "安全協力", "경제", "경제협력", "الأمن", "الاقتصاد", "Безопасность")
    themes = "".join(f"  t{number}: {label}\n" for number, label in enumerate(labels))
    front = FRONT.replace("  trade: Trade\n  transport: Transport\n", themes)
    codes = [theme.code for theme in read(path, "One.\n", front=front).legend.values()]
    assert codes == ["安全", "安協", "경제", "경협", "أم", "اق", "Бе"]


@pytest.mark.parametrize("label", ["'?'", "'—'", "A", "日"])
def test_a_theme_may_have_any_label(path: Path, label: str) -> None:
    statement = read(path, "One.\n", front=FRONT.replace("Transport", label))
    codes = [theme.code for theme in statement.legend.values()]
    assert all(codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ("[{before: 0, heading: A}]", "there is no paragraph 0"),
        ("[{before: 4, heading: A}]", "there is no paragraph 4; the last one is 3"),
        *(
            (
                f"[{{before: {number}, heading: A}}, {{before: 1, heading: B}}]",
                "the heading before paragraph 1 is out of order; sort the sections",
            )
            for number in (1, 2)
        ),
    ],
)
def test_sections_stand_before_paragraphs_that_exist_in_order(path: Path, sections: str, message: str) -> None:
    front = FRONT.replace("language: en\n", f"language: en\nsections: {sections}\n")
    with pytest.raises(GeneratorError, match=f":6: {message}") as caught:
        read(path, "One.\n\nTwo.\n\nThree.\n", front=front)
    assert caught.value.line == 6


@given(markdown=st.text("ab*_`[]()<>!#>-1.\n |\\&;日\U0001f30a", max_size=60))
def test_pieces_of_text_lie_in_the_source_in_order(markdown: str) -> None:
    last = 0
    for start, end in Reading(markdown).spans:
        assert last <= start <= end <= len(markdown)
        last = start
