"""The statement's own words -> the pieces that a template writes to the letter: mentions, and what is between them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from generator.model.statement import Block, Mention, Run

Pieces = list[tuple[Mention | None, list[Run]]]


def cut_words(block: Block, mentions: Iterable[Mention], start: int, end: int) -> Pieces:
    """Cut a stretch of a block's text at mentions, which stand in it in order and do not overlap."""
    pieces: Pieces = []
    for mention in mentions:
        pieces += [(None, list(_cut(block, start, mention.start)))]
        pieces += [(mention, list(_cut(block, mention.start, mention.end)))]
        start = mention.end
    return [*pieces, (None, list(_cut(block, start, end)))]


def mark_new(block: Block, spans: Collection[tuple[int, int]]) -> Block:
    """Return a block whose runs are new where the spans say so: code points of its text, in order."""
    edges = sorted({0, len(block.text), *chain(*spans)})
    runs = (
        replace(run, new=any(first <= start < last for first, last in spans))
        for start, end in pairwise(edges)
        for run in _cut(block, start, end)
    )
    return replace(block, runs=tuple(runs))


def _cut(block: Block, start: int, end: int) -> Iterator[Run]:
    place = 0
    for run in block.runs:
        if text := run.text[max(start - place, 0) : max(end - place, 0)]:
            yield replace(run, text=text)
        place += len(run.text)
