"""The statement's own words -> HTML that shows exactly them, with mentions marked."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup, escape

from generator.model.statement import Block, Mention, Run

_LINK = Markup('<a href="{}">{}</a>')
_NEW = Markup('<span class="new">{}</span>')
_EM = Markup("<em>{}</em>")
_STRONG = Markup("<strong>{}</strong>")
_REFERENCE = Markup("<sup><a{}>{}</a></sup>")


def write_words(
    block: Block,
    mentions: Iterable[Mention],
    mark: Callable[[Mention, Markup], Markup],
    *,
    span: tuple[int, int] | None = None,
    page: str = "",
) -> Markup:
    """Write a block's text to the letter, with mentions marked.

    Args:
        block: one block of the statement.
        mentions: those in the stretch that is written, in order, not overlapping.
        mark: puts an element around a mention's words.
        span: start and end of the stretch; the whole text when it is not given.
        page: the address of the statement's page; empty on that page itself.
    """
    done, end = span or (0, len(block.text))
    parts: list[Markup] = []
    for mention in mentions:
        parts.append(_write(block, done, mention.start, page))
        parts.append(mark(mention, _write(block, mention.start, mention.end, page)))
        done = mention.end
    parts.append(_write(block, done, end, page))
    return Markup("".join(parts))


def write_attributes(attributes: Mapping[str, str]) -> Markup:
    """Write the attributes of an element, each with a space before it."""
    return Markup("".join(f' {name}="{escape(value)}"' for name, value in attributes.items()))


def mark_new(block: Block, spans: Collection[tuple[int, int]]) -> Block:
    """Return a block whose runs are new where the spans say so: code points of its text, in order."""
    edges = sorted({0, len(block.text), *(edge for span in spans for edge in span)})
    starts = {start for span in spans for start in edges if span[0] <= start < span[1]}
    runs: list[Run] = []
    place = 0
    for run in block.runs:
        for start, end in pairwise(edges):
            if text := run.text[max(start - place, 0) : max(end - place, 0)]:
                runs.append(replace(run, text=text, new=start in starts))
        place += len(run.text)
    return replace(block, runs=tuple(runs))


def _write(block: Block, start: int, end: int, page: str) -> Markup:
    parts: list[Markup] = []
    place = 0
    for run in block.runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if text:
            parts.append(_style(run, text, page))
    return Markup("".join(parts))


def _style(run: Run, text: str, page: str) -> Markup:
    html = escape(text)
    href = f"{page}{run.href}" if (run.href or "").startswith("#") else run.href
    if run.anchor:
        attributes = {"href": str(href), "role": "doc-noteref"} | ({} if page else {"id": run.anchor})
        html = _REFERENCE.format(write_attributes(attributes), html)
    elif href:
        html = _LINK.format(href, html)
    if run.new:
        html = _NEW.format(html)
    if run.em:
        html = _EM.format(html)
    if run.strong:
        html = _STRONG.format(html)
    return html
