"""The statement's page; and its own words in the pieces that templates write to the letter."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, pairwise

from generator.linking.markdown import link_attributes
from generator.model.addresses import paragraph_anchor
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.statement import Block, Mention, Run
from generator.pages.context import Anchors, View
from generator.pages.statements import Kept, list_kept
from generator.reading.record import Recorded

Pieces = list[tuple[Mention | None, list[Run]]]
"""Mentions, and with None what is between them."""


class StatementView(View):
    """The whole text, with what each paragraph names beside it."""

    @cached_property
    def notes(self) -> dict[Slug, int]:
        """The numbers of the entries that are named, in the order of the text: the end notes in print."""
        return {slug: at for at, slug in enumerate(dict.fromkeys(item.entry for item in self.edition.mentions), 1)}

    @property
    def named(self) -> list[Entry]:
        """The entries that are named, in the order of the text."""
        return [self.edition.by_slug[slug] for slug in self.notes]

    @cached_property
    def anchors(self) -> Anchors:
        """Makes the ids of headings, in the order of the page."""
        taken = [paragraph_anchor(block.label) for block in self.statement.paragraphs]
        taken += [mention.anchor for mention in self.edition.mentions]
        return Anchors(["cite", "published", "withdrawn", *self.edition.record.items, *taken])

    @cached_property
    def kept(self) -> Mapping[str, Sequence[Recorded]]:
        """The recorded addresses that lost their place, by where they lead; those that were withdrawn by nothing."""
        found: dict[str, list[Recorded]] = defaultdict(list)
        for item, now in self.edition.moved:
            if not item.slug and item.address.removeprefix("p-") not in self.statement.numbers:
                found[now].append(item)
        return found

    @cached_property
    def compared(self) -> dict[str, list[Kept]]:
        """What the earlier statements have of each sentence, by paragraph; empty where there is no earlier one."""
        found: dict[str, list[Kept]] = {}
        for kept in list_kept(self.edition):
            found.setdefault(kept.place.paragraph, []).append(kept)
        return found

    @cached_property
    def first_in(self) -> dict[tuple[int, Slug], str]:
        """The anchor of the first mention of each entry in each paragraph."""
        return {(item.paragraph, item.entry): item.anchor for item in reversed(self.edition.mentions)}

    def attributes(self, mention: Mention) -> dict[str, str | None]:
        """Return the attributes of a mention; the first of an entry in a paragraph has the number of its end note."""
        entry = self.edition.by_slug[mention.entry]
        is_first = self.first_in[mention.paragraph, mention.entry] == mention.anchor
        attributes = {"id": mention.anchor, "data-note": str(self.notes[mention.entry]) if is_first else None}
        if mention.linked:
            return attributes | link_attributes(self.edition, entry, self.page, kind="mention")
        return attributes | {"class": f"mention theme-{self.edition.theme(entry).number}"}

    def cut(self, block: Block) -> Iterator[tuple[int, Pieces]]:
        """Yield the sentences of a block by their numbers, and what is between them with none, in pieces."""
        if new := [span for kept in self.compared.get(block.label, ()) for span in kept.new]:
            block = mark_new(block, new)
        mentions = self.edition.by_paragraph.get(block.number, ())
        starts = [mention.start for mention in mentions]
        done, first = 0, 0
        for number, span in self.edition.sentences.get(block.number, {}).items():
            start, last = max(span[0], done), bisect_left(starts, span[1])
            # A name that holds what looks like the end of a sentence stays whole.
            end = max(start, span[1], *(mention.end for mention in mentions[last - 1 : last]))
            yield 0, cut_words(block, (), done, start)
            yield number, cut_words(block, mentions[first:last], start, end)
            done, first = end, last
        yield 0, cut_words(block, (), done, len(block.text))


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
