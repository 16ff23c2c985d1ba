"""A built page that does not show the statement to the letter is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.errors import ExportError
from generator.publishing.verbatim import verify_statement
from tests.samples import make_statement


def page(*paragraphs: str) -> str:
    return "".join(f'<p id="p-{number}">{text}</p>' for number, text in enumerate(paragraphs, 1))


STATEMENT = make_statement("We, the leaders, met.", "We agree & act.", "We go on.")
GOOD = page("We, the leaders, met.", "We agree &amp; act.", "We go on.")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(GOOD, id="as-it-is"),
        pytest.param(GOOD.replace("leaders", '<a href="x">lea<em>der</em>s</a>'), id="with-mark-up"),
        pytest.param(GOOD.replace("the leaders", "the\n  leaders"), id="white-space"),
        pytest.param(f"<p>Note</p><p id='x'>y</p>{GOOD}<p>Note</p>", id="other-paragraphs-around"),
        pytest.param(GOOD.replace("</p>", '</p><a href="#p-1">1</a><!-- note -->'), id="between-paragraphs"),
    ],
)
def test_a_page_that_shows_the_statement_passes(html: str) -> None:
    verify_statement(STATEMENT, html)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        pytest.param(GOOD.replace("the leaders", "leaders"), 'word 2 is "leaders," and must be "the"', id="lost-word"),
        pytest.param(GOOD.replace("go on.", "go in."), 'word 3 is "in." and must be "on."', id="changed-word"),
        pytest.param(GOOD.replace("We go on.", "We go"), "2 words are shown of 3", id="lost-at-the-end"),
        pytest.param(GOOD.replace("met.", "met. So"), "5 words are shown of 4", id="added-at-the-end"),
        pytest.param(GOOD.replace("We, the", "We, all the"), 'word 2 is "all"', id="added-word"),
        pytest.param(GOOD.replace("agree &amp; act", "act &amp; agree"), 'word 2 is "act"', id="moved-word"),
        pytest.param(GOOD.replace("leaders", "Leaders"), '"Leaders,"', id="changed-case"),
        pytest.param(
            GOOD.replace("go on.", "go on. <span>3</span>"), "4 words are shown of 3", id="number-in-paragraph"
        ),
        pytest.param(
            page("We agree &amp; act.", "We, the leaders, met.", "We go on."), "paragraph 1", id="moved-paragraph"
        ),
        pytest.param(
            page("We, the leaders, met.", "We agree &amp; act."), "2 paragraphs, the source has 3", id="lost-paragraph"
        ),
        pytest.param(
            page(*["We, the leaders, met.", "We agree &amp; act.", "We go on.", "X"]),
            "4 paragraphs",
            id="added-paragraph",
        ),
        pytest.param(GOOD.replace('id="p-2"', 'id="p-7"'), "paragraph 2", id="wrong-address"),
        pytest.param(GOOD.replace('id="p-2"', ""), "paragraph 2", id="address-lost"),
        pytest.param(GOOD.replace("We go on.", "We go</p><p>on."), "paragraph 3", id="paragraph-cut-in-two"),
        pytest.param("", "0 paragraphs", id="empty-page"),
    ],
)
def test_a_page_that_shows_something_else_is_refused(html: str, words: str) -> None:
    with pytest.raises(ExportError) as caught:
        verify_statement(STATEMENT, html)
    assert words in caught.value.message
    assert caught.value.path == STATEMENT.path


def test_the_error_names_the_line_in_the_source() -> None:
    with pytest.raises(ExportError, match=r"source/statement\.md:14: paragraph 2"):
        verify_statement(STATEMENT, GOOD.replace("agree", "refuse"))


@given(data=st.data())
def test_any_change_of_one_word_is_noticed(data: st.DataObject) -> None:
    words = ["we", "the", "leaders", "of", "two", "states", "met", "at", "sea"]
    statement = make_statement(" ".join(words))
    place = data.draw(st.integers(0, len(words) - 1))
    change = data.draw(st.sampled_from(["lose", "add", "change", "double"]))
    shown = list(words)
    if change == "lose":
        del shown[place]
    elif change == "add":
        shown.insert(place, "not")
    elif change == "change":
        shown[place] += "x"
    else:
        shown.insert(place, shown[place])
    with pytest.raises(ExportError):
        verify_statement(statement, page(" ".join(shown)))
