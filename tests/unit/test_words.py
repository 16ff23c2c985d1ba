"""The statement's words reach the page to the letter, whatever signs of HTML they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.model.statement import Mention, Run
from generator.pages.words import write_attributes, write_words
from generator.text.html import read_body
from tests.samples import make_block, make_mention

STYLES = [
    {},
    {"em": True},
    {"strong": True},
    {"em": True, "strong": True},
    {"href": "https://example.org/?a=1&b=(2)", "linkable": False},
]
TEXT = st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Z\u00a0\u2019日", min_size=1, max_size=12)


def mark(mention: Mention, words: Markup) -> Markup:
    return Markup('<a class="mention" id="m-{}">{}</a>').format(mention.ordinal, words)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[Run, ...], list[tuple[int, int]]]:
    """Draw the runs of a block and the places of its mentions, none of which overlap."""
    runs = [
        Run(text=text, **style)  # type: ignore[arg-type]
        for text, style in draw(st.lists(st.tuples(TEXT, st.sampled_from(STYLES)), min_size=1, max_size=4))
    ]
    text = "".join(run.text for run in runs)
    linkable = "".join("1" * len(run.text) if run.linkable else "0" * len(run.text) for run in runs)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = zip(edges[::2], edges[1::2], strict=False)
    return tuple(runs), [(start, end) for start, end in spans if "0" not in linkable[start:end]]


@given(drawn=blocks())
def test_a_paragraph_is_shown_to_the_letter(drawn: tuple[tuple[Run, ...], list[tuple[int, int]]]) -> None:
    runs, spans = drawn
    block = make_block(runs)
    mentions = [make_mention("a", block.text, start, end, ordinal=at) for at, (start, end) in enumerate(spans)]
    body = read_body(f"<p>{write_words(block, mentions, mark)}</p>")
    assert body.text() == block.text
    assert [node.text() for node in body.css(".mention")] == [mention.exact for mention in mentions]
    assert [node.attributes["href"] for node in body.css("a[href]")] == [run.href for run in runs if run.href]


@given(text=TEXT, data=st.data())
def test_a_sentence_is_shown_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = write_words(make_block(text), [make_mention("a", text, start, end)], mark, span=(start, end))
    assert read_body(words).text() == text[start:end]


def test_a_mention_may_cross_a_change_of_style() -> None:
    runs = (Run(text="the "), Run(text="Harbour", em=True), Run(text=" Forum"))
    mention = make_mention("a", "the Harbour Forum", 4, 17)
    assert write_words(make_block(runs), [mention], mark) == (
        'the <a class="mention" id="m-1"><em>Harbour</em> Forum</a>'
    )


def test_attributes_hold_any_text() -> None:
    text = "\"A\" & 'b' <c>"
    node = read_body(f"<p{write_attributes({'title': text, 'id': 'p-1'})}>x</p>").css_first("p")
    assert node is not None
    assert node.attributes == {"title": text, "id": "p-1"}
