"""The pages that set other statements beside the annotated one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from markupsafe import Markup, escape
from rapidfuzz.distance import Indel

from generator.linking.edition import Edition
from generator.linking.pairs import list_sentences
from generator.model import group
from generator.model.comparison import Comparison, Pair
from generator.model.statement import Place
from generator.pages.context import View
from generator.text.wording import mark


class Kept(NamedTuple):
    """A sentence of the annotated statement, with what the earlier statements have of it."""

    place: Place
    text: str
    pair: Pair | None  # The most like it in an earlier statement
    other: Comparison | None
    words: str  # A phrase of it that stands there to the letter
    new: tuple[tuple[int, int], ...]
    """Its words that stand there in no form: code points into the paragraph's text, half-open."""
    newly: tuple[str, ...]  # The same as text, without words such as "the" and "in", which are not worth a note


class StatementsView(View):
    """All statements in order, and what the annotated one has in common with them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        earlier = {slug for other in takewhile(bool, self.context.in_order) if other for slug in other.named}
        here = dict.fromkeys(mention.entry for mention in self.edition.mentions)
        gone = (entry.slug for entry in self.edition.alphabetical if entry.slug in earlier and entry.slug not in here)
        named = [self.edition.by_slug[slug] for slug in (*here, *gone)]
        fates = (mark("New here"), mark("Carried on"), mark("Not named again"))
        self.groups = group(named, fates, lambda entry: fates[entry.slug in earlier if entry.slug in here else 2])
        """The entries that some statement names, by what became of them: those named here in the order of the text."""
        labels = (mark("Word for word"), mark("Reworded"), mark("New"))
        kept = list_kept(self.edition)
        self.sentences = group(kept, labels, lambda item: labels[1 - item.pair.same if item.pair else 2])
        """The sentences of the annotated statement, by whether an earlier statement has them."""


def list_kept(edition: Edition) -> Iterator[Kept]:
    """Yield the sentences of the annotated statement, each with the most like it in an earlier statement."""
    earlier = [other for other in edition.comparisons if other.of.date < edition.statement.date]
    for block in edition.statement.paragraphs if earlier else ():
        for number, span in edition.sentences[block.number].items():
            place = Place(block.label, number)
            pairs = [(other.pair_of[place], other) for other in earlier if place in other.pair_of]
            # Of equals, the earliest.
            pair, other = max(pairs, key=lambda item: (item[0].same, item[0].likeness), default=(None, None))
            words = block.text[slice(*pair.shared[0])] if pair and pair.shared else ""
            new = pair.new if pair else (span,)
            newly = tuple(text for part in new if len(text := block.text[slice(*part)]) > 3)
            yield Kept(place, block.text[slice(*span)], pair, other, words, new, newly)


@dataclass(kw_only=True)
class ChangesView(View):
    """Another statement that is published here, sentence by sentence beside the annotated one."""

    other: Edition

    def __post_init__(self) -> None:
        super().__post_init__()
        self.comparison = next(item for item in self.edition.comparisons if item.page == self.other.page)
        """What both have in common."""
        kept, theirs = {pair.theirs for pair in self.comparison.pairs}, list(list_sentences(self.other.statement))
        self.dropped = [(item.place, item.text) for item in theirs if item.place not in kept]
        """The sentences of the other statement that the annotated one has not."""
        self.rows = list(self._compare({item.place: item.text for item in theirs}))
        """Our sentences in order, each with its pair, and theirs and ours with the words marked that differ."""

    def _compare(self, theirs: Mapping[Place, str]) -> Iterator[tuple[Place, str, Pair | None, Markup, Markup]]:
        for place, _, _, text in list_sentences(self.edition.statement):
            pair = self.comparison.pair_of.get(place)
            yield place, text, pair, *(mark_changes(theirs[pair.theirs], text) if pair else (Markup(), escape(text)))


def mark_changes(before: str, after: str) -> tuple[Markup, Markup]:
    """Return both texts with the words that only one has as `del` and `ins`."""
    old, new = before.split(), after.split()
    parts: tuple[list[Markup], list[Markup]] = ([], [])
    for op in Indel.opcodes(old, new):
        spans = old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]
        for words, kind, side in zip(spans, ("del", "ins"), parts, strict=True):
            if words:
                text = escape(" ".join(words))
                side.append(text if op.tag == "equal" else Markup("<{0}>{1}</{0}>").format(kind, text))
    return Markup(" ").join(parts[0]), Markup(" ").join(parts[1])
