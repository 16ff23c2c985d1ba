"""Statement + names -> mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from generator.linking.names import NameIndex
from generator.model.addresses import mention_anchor
from generator.model.entry import Entry, LinkRule
from generator.model.fields import Slug
from generator.model.statement import Block, Inclusion, Mention, Place, Statement
from generator.text.matcher import GAP, Span
from generator.text.sentences import number_sentences
from generator.text.spelling import match_key

_start, _end = itemgetter(0), itemgetter(1)

_DECIDED = -1
"""Stands for the pattern of words whose meaning is decided."""

Settled = Mapping[int, Mapping[tuple[int, int], Slug | None]]
"""By the number of a paragraph: start and end of words, and the entry that they mean."""


def find_mentions(
    statement: Statement, entries: Sequence[Entry], names: NameIndex, settled: Settled = MappingProxyType({})
) -> tuple[tuple[Mention, ...], tuple[Inclusion, ...], frozenset[str]]:
    """Find every mention of every entry in the statement's paragraphs, in the order of the text, not overlapping.

    Returned, too, are names that stand inside a longer one, and keys of those of several entries that stay undecided.
    """
    by_slug = {entry.slug: entry for entry in entries}
    counts: dict[Slug, int] = {}
    mentions: list[Mention] = []
    inclusions: list[Inclusion] = []
    meant: dict[int, Slug] = {}
    undecided: set[str] = set()
    for paragraph in statement.paragraphs:
        text = paragraph.text
        sentences = number_sentences(paragraph, statement.language)
        numbers, spans = [*sentences], [*sentences.values()]
        searchable = searchable_text(paragraph)
        named: set[Slug] = set()
        here: list[Mention] = []
        decided = settled.get(paragraph.number, {})
        for span in _replace(names.matcher.find(searchable), decided):
            if span.pattern in names.shared and span.pattern not in meant:
                undecided.add(match_key(names.shared[span.pattern], exact_case=False))
                continue
            is_decided = span.pattern == _DECIDED
            slug = decided[span[:2]] if is_decided else meant.get(span.pattern, names.slugs[span.pattern])
            if slug is None:
                continue
            if span.pattern in names.defines:
                meant[names.defines[span.pattern]] = slug
            linked = is_linked(by_slug[slug], counts, named)
            # A name may hold what looks like the end of a sentence; then the sentences it touches are one.
            first = bisect_right(spans, span.start, key=_end)
            last = bisect_left(spans, span.end, lo=first + 1, key=_start) - 1
            here.append(
                Mention(
                    statement=statement.slug,
                    entry=slug,
                    ordinal=counts[slug],
                    anchor=mention_anchor(slug, counts[slug]),
                    paragraph=paragraph.number,
                    start=span.start,
                    end=span.end,
                    exact=text[span.start : span.end],
                    sentence=(spans[first][0], spans[last][1]),
                    place=Place(paragraph.label, numbers[first]),
                    linked=linked,
                )
            )
        mentions += here
        inclusions += _find_inclusions(text, names.matcher.find(searchable, overlapping=True), here, names)
    return tuple(mentions), tuple(inclusions), frozenset(undecided)


def _replace(spans: Sequence[Span], decided: Mapping[tuple[int, int], Slug | None]) -> Sequence[Span]:
    """Put words whose meaning is decided in the place of names that stand there."""
    if not decided:
        return spans
    kept = [span for span in spans if not any(span.start < end and start < span.end for start, end in decided)]
    return sorted([*kept, *(Span(*place, _DECIDED) for place in decided)])


def is_linked(entry: Entry, counts: dict[Slug, int], here: set[Slug]) -> bool:
    """Count the next mention of an entry, in all and here, and return whether it becomes a link."""
    counts[entry.slug] = counts.get(entry.slug, 0) + 1
    is_first_here = entry.slug not in here
    here.add(entry.slug)
    return entry.link is LinkRule.EVERY or (counts[entry.slug] == 1 if entry.link is LinkRule.FIRST else is_first_here)


def searchable_text(block: Block) -> str:
    """Return the block's text with the stretches blanked out in which no mention may be found."""
    return "".join(run.text if run.linkable else GAP * len(run.text) for run in block.runs)


def _find_inclusions(
    text: str, spans: Sequence[Span], mentions: Sequence[Mention], names: NameIndex
) -> list[Inclusion]:
    found = []
    for mention in mentions:
        inside: dict[Slug, str] = {}
        first = bisect_left(spans, mention.start, key=_start)
        for start, end, pattern in spans[first : bisect_left(spans, mention.end, lo=first, key=_start)]:
            slug = names.slugs[pattern]
            is_within = end <= mention.end and end - start < len(mention.exact)
            if pattern not in names.shared and slug != mention.entry and is_within:
                inside.setdefault(slug, text[start:end])
        found += [Inclusion(entry=slug, exact=exact, within=mention) for slug, exact in inside.items()]
    return found
