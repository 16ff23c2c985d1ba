"""The statement's page; and its own words in the pieces that templates write to the letter."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from markupsafe import Markup

from generator.model import group
from generator.model.addresses import paragraph_anchor
from generator.model.statement import Block, Mention, Run
from generator.pages.context import Anchors, View
from generator.pages.statements import list_kept

Pieces = list[tuple[Mention | None, list[Run]]]  # Mentions, and with None what is between them


class StatementView(View):
    """The whole text, with what each paragraph names beside it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        edition = self.edition
        self.notes = {slug: at for at, slug in enumerate(dict.fromkeys(item.entry for item in edition.mentions), 1)}
        """The numbers of the entries that are named, in the order of the text: the end notes in print."""
        self.named = [edition.by_slug[slug] for slug in self.notes]
        """The entries that are named, in the order of the text."""
        taken = [paragraph_anchor(block.label) for block in self.statement.paragraphs]
        taken += [mention.anchor for mention in edition.mentions]
        self.anchors = Anchors(["cite", "published", "withdrawn", *edition.record.items, *taken])
        """Makes the ids of headings, in the order of the page."""
        lost = [item for item in edition.moved if not item[0].slug]
        lost = [item for item in lost if item[0].address.removeprefix("p-") not in self.statement.numbers]
        self.kept = {to: [item for item, _ in items] for to, items in group(lost, (), lambda found: found[1]).items()}
        """The recorded addresses that lost their place, by where they lead; those that were withdrawn by nothing."""
        self.compared = group(list_kept(edition), (), lambda kept: kept.place.paragraph)
        """What the earlier statements have of each sentence, by paragraph; empty where there is no earlier one."""
        self._first_in = {(item.paragraph, item.entry): item.anchor for item in reversed(edition.mentions)}
        """The anchor of the first mention of each entry in each paragraph."""

    def attributes(self, mention: Mention) -> Markup:
        """Return the attributes of a mention; the first of an entry in a paragraph has the number of its end note."""
        entry = self.edition.by_slug[mention.entry]
        is_first = self._first_in[mention.paragraph, mention.entry] == mention.anchor
        attributes = Markup(' id="{}"').format(mention.anchor)
        attributes += Markup(' data-note="{}"').format(self.notes[mention.entry]) if is_first else ""
        if mention.linked:
            return attributes + self.link(entry, kind="mention")
        return attributes + Markup(' class="mention theme-{}"').format(self.edition.theme(entry).number)

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
