"""The visible text of Markdown comes in pieces that know their place and their style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import Piece, find_tags, read_blocks, to_html


def pieces(markdown: str) -> list[Piece]:
    """Give the pieces of all blocks."""
    return [piece for block in read_blocks(markdown) for piece in block.pieces]


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("text", ["Paragraph"]),
        ("one\n\ntwo", ["Paragraph", "Paragraph"]),
        ("# one\n\ntwo", ["Heading", "Paragraph"]),
        ("one\n===\n\ntwo", ["Heading", "Paragraph"]),
        ("- one\n- two", ["Paragraph", "Paragraph"]),
        ("- one\n\n- two", ["Paragraph", "Paragraph"]),
        ("```\ncode\n```", ["CodeBlock"]),
        ("    code", ["CodeBlock"]),
        ("<div>\nraw\n</div>", ["HtmlBlock"]),
        ("one\n\n---\n\ntwo", ["Paragraph", "Rule", "Paragraph"]),
        ("| a | b |\n| - | - |\n| c | d |", ["TableCell"] * 4),
        ("> quoted", ["Paragraph"]),
        ("- ***\n  text", ["Rule", "Paragraph"]),
        ("- ```\n  code\n  ```\n  text", ["CodeBlock", "Paragraph"]),
        ("[x]: https://example.org", []),
        ("", []),
    ],
)
def test_blocks(markdown: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_blocks(markdown)] == kinds


def test_marks_give_the_style_of_what_is_inside_them() -> None:
    em, strong = pieces("*a***b**")[0], pieces("**b**")[0]
    assert (em.text, em.em, em.strong) == ("a", True, False)
    assert (strong.text, strong.em, strong.strong) == ("b", False, True)


@pytest.mark.parametrize(
    ("markdown", "linkable"),
    [
        pytest.param("a [b](c.md) d", {"a ": True, "b": False, " d": True}, id="link"),
        pytest.param("a <https://b.org> d", {"a ": True, "https://b.org": False, " d": True}, id="autolink"),
        pytest.param("a `b` d", {"a ": True, "b": False, " d": True}, id="code"),
        pytest.param("a ![b](c.png) d", {"a ": True, "b": False, " d": True}, id="image"),
        pytest.param("a <em>b</em> d", {"a ": True, "b": False, " d": True}, id="html"),
        pytest.param(
            "a <i>b <b>c</b> d</i> e", {"a ": True, "b ": False, "c": False, " d": False, " e": True}, id="nested"
        ),
        pytest.param(
            "<i>a <b>b</i> c</b> d", {"a ": False, "b": False, " c": True, " d": True}, id="closed-out-of-order"
        ),
        pytest.param("<b>a <b>b</b> c</b> d", {"a ": False, "b": False, " c": False, " d": True}, id="one-in-itself"),
        pytest.param("a <br> b<br/>c", {"a ": True, " b": True, "c": True}, id="void-tags-hold-nothing"),
        pytest.param("a <x> b", {"a ": True, " b": True}, id="tag-that-is-never-closed-holds-nothing"),
        pytest.param("a </x> b", {"a ": True, " b": True}, id="tag-that-was-never-opened"),
        pytest.param("```\nb\n```", {"b\n": False}, id="code-block"),
    ],
)
def test_what_may_hold_a_link(markdown: str, linkable: dict[str, bool]) -> None:
    found = {piece.text: piece.linkable for piece in pieces(markdown) if not piece.text.startswith("<")}
    assert found == linkable


def test_html_is_no_text_that_may_hold_a_link() -> None:
    assert [piece.linkable for piece in pieces('a <b title="c">d</b>')] == [True, False, False, False]


def test_a_piece_knows_where_it_stands() -> None:
    markdown = "日本 *\U0001f30a wave* & `code`"
    for piece in pieces(markdown):
        if piece.literal:
            assert markdown[piece.start : piece.end] == piece.text


def test_pieces_within_the_same_marks_share_a_nest() -> None:
    first, second, third = pieces("*a\nb* c")[0], pieces("*a\nb* c")[2], pieces("*a\nb* c")[-1]
    assert first.nest == second.nest != third.nest


def test_neighbouring_emphases_do_not_share_a_nest() -> None:
    left, right = (piece for piece in pieces("*a* *b*") if piece.em)
    assert left.nest != right.nest


def test_a_link_gives_its_address() -> None:
    assert [piece.href for piece in pieces("[a *b*](c.md)")] == ["c.md", "c.md"]


def test_a_link_tells_where_it_ends() -> None:
    markdown = "é *[a **b**](c.md) d* [e][f] g\n\n[f]: h.md"
    ends = {piece.text: markdown[: piece.link_end][-2:] for piece in pieces(markdown) if piece.href}
    assert ends == {"a ": "d)", "b": "d)", "e": "f]"}
    assert {piece.link_end for piece in pieces(markdown) if not piece.href} == {0}


def test_an_entity_is_text_without_a_place_of_its_own() -> None:
    entity = next(piece for piece in pieces("a &copy; b") if piece.text == "\u00a9")
    assert not entity.literal


def test_the_number_of_a_list_item_stays_as_written() -> None:
    assert [(block.marker, block.in_list) for block in read_blocks("3. a\n4) b\n\n- c")] == [
        ("3.", True),
        ("4)", True),
        ("", True),
    ]


def test_only_the_first_block_of_a_list_item_has_its_number() -> None:
    assert [block.marker for block in read_blocks("1. a\n\n   b")] == ["1.", ""]


def test_the_level_of_a_heading_and_of_an_item() -> None:
    assert [block.level for block in read_blocks("### a\n\n- b\n    - c\n")] == [3, 1, 2]


def test_plain_markdown_has_no_tables_and_no_footnotes() -> None:
    text = "".join(piece.text for block in read_blocks("| a |\n| - |\n\n[^1]", plain=True) for piece in block.pieces)
    assert text == "| a | | - |[^1]"


@given(markdown=st.text("ab*_`[]()<>!#>-1.\n |\\&;日\U0001f30a", max_size=60))
def test_pieces_ascend_and_literal_ones_are_slices(markdown: str) -> None:
    for plain in (False, True):
        last = 0
        for block in read_blocks(markdown, plain=plain):
            for piece in block.pieces:
                assert last <= piece.start <= piece.end <= len(markdown)
                last = piece.start
                if piece.literal and "\n" not in markdown[piece.start : piece.end]:
                    assert markdown[piece.start : piece.end] == piece.text


def test_a_footnote_is_text_that_is_not_linked() -> None:
    blocks = read_blocks("A[^n] b\n\n[^n]: Note *c*.\n")
    pieces = [(piece.text, piece.start, piece.end, piece.linkable) for piece in blocks[0].pieces]
    assert pieces == [("A", 0, 1, True), ("[^n]", 1, 5, False), (" b", 5, 7, True)]
    assert ["".join(piece.text for piece in block.pieces) for block in blocks] == ["A[^n] b", "Note c."]


def test_a_number_belongs_to_its_list_though_another_stood_in_it() -> None:
    blocks = read_blocks("1. a\n   - b\n2. c\n\n- d\n", plain=True)
    assert [block.marker for block in blocks] == ["1.", "", "2.", ""]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<DIV>", [("div", True)]),
        ("</Div>", [("div", False)]),
        ("<br><BR><img src=x>", []),
        ("<b/>", []),
        ('<a href="x">y</a>', [("a", True), ("a", False)]),
    ],
)
def test_tags_that_open_or_close_something(html: str, expected: list[tuple[str, bool]]) -> None:
    assert [(tag.name, tag.opens) for tag in find_tags(html)] == expected


def test_html_has_the_tables_and_notes_that_the_pieces_know() -> None:
    html = to_html("| *a* |\n| - |\n| b[^n] |\n\n[^n]: c")
    assert "<th><em>a</em></th>" in html
    assert "footnote" in html
