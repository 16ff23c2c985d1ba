"""The statement's words reach the page to the letter, whatever signs of HTML they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.model.statement import Block, Mention, Run
from generator.pages.renderer import Renderer
from generator.pages.statement import cut_words
from generator.text.html import read_body
from generator.text.wording import read_wording
from tests.samples import make_block, make_mention

STYLES = [
    {},
    {"em": True},
    {"strong": True},
    {"em": True, "strong": True},
    {"href": "https://example.org/?a=1&b=(2)", "linkable": False},
]
TEXT = st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Z\u00a0\u2019日", min_size=1, max_size=12)


MARK = Markup('<a class="mention" id="{}">{}</a>')


def write(block: Block, mentions: list[Mention], start: int = 0, end: int | None = None) -> str:
    """Write a block as a template does, with its mentions marked."""
    words = Renderer(None, read_wording("en"))._environment.get_template("macros.html.jinja").module.words  # type: ignore[attr-defined]
    pieces = cut_words(block, mentions, start, len(block.text) if end is None else end)
    return "".join(MARK.format(item.anchor, words(runs)) if item else words(runs) for item, runs in pieces)


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
    body = read_body(f"<p>{write(block, mentions)}</p>")
    assert body.text() == block.text
    assert [node.text() for node in body.css(".mention")] == [mention.exact for mention in mentions]
    assert [node.attributes["href"] for node in body.css("a[href]")] == [run.href for run in runs if run.href]


@given(text=TEXT, data=st.data())
def test_a_sentence_is_shown_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = write(make_block(text), [make_mention("a", text, start, end)], start, end)
    assert read_body(words).text() == text[start:end]


def test_a_mention_may_cross_a_change_of_style() -> None:
    runs = (Run(text="the "), Run(text="Harbour", em=True), Run(text=" Forum"))
    mention = make_mention("a", "the Harbour Forum", 4, 17)
    assert write(make_block(runs), [mention]) == ('the <a class="mention" id="m-a-1"><em>Harbour</em> Forum</a>')
