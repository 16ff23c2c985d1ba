"""A paragraph is written so that the page shows its text to the letter, and a page that does not is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import VerbatimError
from generator.model import Run, Slug, Statement
from generator.statement_text import count_words, mark_quote, verify, write_block
from tests.samples import SAFETY, make_block, make_entry, make_mention, make_statement, render, visible_text

FORUM = make_entry("forum", name="Harbour Forum", definition='A "meeting" | of <all>', theme=SAFETY)
ENTRIES = {Slug("forum"): FORUM}


def page(*paragraphs: str) -> str:
    return "".join(f'<p id="p-{number}">{text}</p>' for number, text in enumerate(paragraphs, 1))


def test_a_linked_mention_is_a_link_with_definition_theme_and_address() -> None:
    text = "The Harbour Forum met."
    html = render(write_block(make_block(text), [make_mention("forum", text, 4, 17)], ENTRIES))
    title = "Harbour Forum \u2013 A &#34;meeting&#34; &#124; of &#60;all&#62; \u2013 Safety"
    assert (
        f'<a class="mention theme-2" href="glossary/forum.md" id="m-forum-1" title="{title}">Harbour Forum</a>' in html
    )


def test_a_mention_that_is_not_linked_keeps_its_address() -> None:
    text = "The Harbour Forum met."
    html = render(write_block(make_block(text), [make_mention("forum", text, 4, 17, linked=False, ordinal=3)], ENTRIES))
    assert '<span class="mention theme-2" id="m-forum-3">Harbour Forum</span>' in html


@pytest.mark.parametrize("linked", [True, False])
def test_the_first_mention_in_a_block_carries_the_number_of_its_end_note(*, linked: bool) -> None:
    text = "HF and HF."
    mentions = [make_mention("forum", text, start, start + 2, ordinal=start + 1, linked=linked) for start in (0, 7)]
    html = render(write_block(make_block(text), mentions, ENTRIES, notes={Slug("forum"): 4}))
    assert ['data-note="4"' in tag for tag in re.findall(r"<(?:a|span) [^>]*>", html)] == [True, False]
    assert visible_text(html) == text


def test_a_mention_may_cross_a_change_of_style() -> None:
    runs = (Run(text="the "), Run(text="Harbour", em=True), Run(text=" Forum"))
    text = "the Harbour Forum"
    html = render(write_block(make_block(runs), [make_mention("forum", text, 4, 17)], ENTRIES))
    assert "><em>Harbour</em> Forum</a>" in html


def test_a_link_of_the_source_stays() -> None:
    html = render(write_block(make_block((Run(text="a (b)", href="https://example.org/(x)"),)), [], ENTRIES))
    assert '<a href="https://example.org/%28x%29">a (b)</a>' in html


STYLES = [
    {},
    {"em": True},
    {"strong": True},
    {"em": True, "strong": True},
    {"href": "https://example.org/", "linkable": False},
]
TEXT = st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Z\u00a0\u2019日", min_size=1, max_size=12)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[Run, ...], list[tuple[int, int, bool]]]:
    """Draw the runs of a block and the places of its mentions, as the reader and the matcher would give them."""
    runs = [
        Run(text=text, **style)  # type: ignore[arg-type]
        for text, style in draw(st.lists(st.tuples(TEXT, st.sampled_from(STYLES)), min_size=1, max_size=4))
    ]
    text = "".join(run.text for run in runs)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b, draw(st.booleans())) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    linkable = "".join("1" * len(run.text) if run.linkable else "0" * len(run.text) for run in runs)
    named = [span for span in spans if "0" not in linkable[span[0] : span[1]] and text[span[0] : span[1]].strip()]
    return tuple(runs), named


@given(drawn=blocks())
@example(drawn=((Run(text="Hail!Harbour"),), [(5, 12, True)]))
@example(drawn=((Run(text="a\\Harbour"),), [(2, 9, True)]))
@example(drawn=((Run(text="]: a", href="https://example.org/", linkable=False),), []))
@example(drawn=((Run(text="]: Harbour"),), [(0, 10, True)]))
@example(drawn=((Run(text="1. Harbour"),), [(3, 10, False)]))
def test_a_paragraph_is_shown_to_the_letter(drawn: tuple[tuple[Run, ...], list[tuple[int, int, bool]]]) -> None:
    runs, spans = drawn
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    mentions = [
        make_mention("forum", text, start, end, ordinal=number, linked=linked)
        for number, (start, end, linked) in enumerate(spans, 1)
    ]
    markdown = write_block(make_block(runs), mentions, ENTRIES)
    html = render(f'<div class="passage" markdown="1">\n\n{markdown}\n{{: #p-1 }}\n\n</div>')
    verify(make_statement(runs), html)
    assert html.count('class="mention') == len(mentions)
    assert [f'id="{mention.anchor}"' in html for mention in mentions] == [True] * len(mentions)


@given(text=TEXT.filter(lambda text: bool(text.strip())), data=st.data())
def test_a_quotation_is_shown_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = make_mention("forum", text, start, end)
    markdown = mark_quote(make_block(text), (0, len(text)), [mention], "glossary/forum.md")
    html = render(markdown)
    assert " ".join(visible_text(html).split()) == " ".join(text.split())
    assert 'href="../statement.md#m-forum-1"' in html


def test_a_quotation_marks_every_mention_and_leads_back_to_each() -> None:
    text = "Skip. HF and HF met. Skip."
    mentions = [make_mention("forum", text, 6, 8), make_mention("forum", text, 13, 15, ordinal=2)]
    markdown = mark_quote(make_block(text), (6, 20), mentions, "glossary/forum.md")
    assert markdown == (
        "[<mark>HF</mark>](../statement.md#m-forum-1){ .back } and "
        "[<mark>HF</mark>](../statement.md#m-forum-2){ .back } met."
    )


def test_words_are_counted() -> None:
    assert count_words(make_statement("One two.", "Three-and four\u00a0five")) == 5


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
    verify(STATEMENT, html)


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
    with pytest.raises(VerbatimError) as caught:
        verify(STATEMENT, html)
    assert words in caught.value.message
    assert caught.value.path == STATEMENT.path


def test_the_error_names_the_line_in_the_source() -> None:
    with pytest.raises(VerbatimError, match=r"source/statement\.md:14: paragraph 2"):
        verify(STATEMENT, GOOD.replace("agree", "refuse"))


@given(data=st.data())
def test_any_change_of_one_word_is_noticed(data: st.DataObject) -> None:
    words = ["we", "the", "leaders", "of", "two", "states", "met", "at", "sea"]
    statement: Statement = make_statement(" ".join(words))
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
    with pytest.raises(VerbatimError):
        verify(statement, page(" ".join(shown)))
