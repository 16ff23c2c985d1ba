"""Statement + names -> mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

import sentencex  # type: ignore[import-untyped]

from generator.matcher import choose_longest
from generator.model import Inclusion, LinkRule, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.glossary import NameIndex
    from generator.matcher import Span
    from generator.model import Block, Entry, Slug, Statement

LINKABLE_GAP = "\ufffc"
"""Stands for a character in which no name may be found; it is no part of any word or name."""

_TO_SPACE = re.compile(r"[-\s]")
_start, _end = itemgetter(0), itemgetter(1)


def find_mentions(
    statement: Statement, entries: Sequence[Entry], index: NameIndex
) -> tuple[tuple[Mention, ...], tuple[Inclusion, ...]]:
    """Find every mention of every entry in the statement's paragraphs.

    Returns:
        The mentions in the order of the text, not overlapping; and the names that stand inside a longer one.
    """
    rules = {entry.slug: entry.link for entry in entries}
    counts: Counter[Slug] = Counter()
    mentions: list[Mention] = []
    inclusions: list[Inclusion] = []
    for paragraph in statement.paragraphs:
        text = paragraph.text
        sentences = split_sentences(text, statement.language)
        spans = index.matcher.find_all(searchable_text(paragraph))
        chosen = choose_longest(spans)
        linked = LinkChooser(rules, Counter(counts))
        here: list[Mention] = []
        for span in chosen:
            slug = index.slugs[span.pattern]
            counts[slug] += 1
            here.append(
                Mention(
                    entry=slug,
                    ordinal=counts[slug],
                    paragraph=paragraph.number,
                    start=span.start,
                    end=span.end,
                    exact=text[span.start : span.end],
                    sentence=_enclosing(sentences, span),
                    linked=linked.choose(slug),
                )
            )
        mentions += here
        inclusions += _inclusions(text, spans, here, index)
    return tuple(mentions), tuple(inclusions)


class LinkChooser:
    """Decides, mention by mention within one paragraph, which become links."""

    def __init__(self, rules: Mapping[Slug, LinkRule], before: Counter[Slug]) -> None:
        """Start a paragraph.

        Args:
            rules: the rule of each entry.
            before: how often each entry was named before this paragraph.
        """
        self._rules = rules
        self._before = before
        self._here: Counter[Slug] = Counter()

    def choose(self, slug: Slug) -> bool:
        """Tell whether the next mention of an entry becomes a link."""
        self._here[slug] += 1
        rule = self._rules[slug]
        if rule is LinkRule.FIRST:
            return self._here[slug] + self._before[slug] == 1
        return rule is LinkRule.EVERY or self._here[slug] == 1


def searchable_text(block: Block) -> str:
    """Give the block's text with the stretches blanked out in which no mention may be found."""
    return "".join(run.text if run.linkable else LINKABLE_GAP * len(run.text) for run in block.runs)


def split_sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Split a paragraph into sentences.

    Returns:
        Start and end of each, without the space between them.
    """
    # The splitter takes the dots of "ROK-U.S." for full stops, but not those of "ROK U.S."; and it ends the program
    # at a non-breaking space before a full stop (sentencex 1.0.32).
    found = sentencex.get_sentence_boundaries(language, _TO_SPACE.sub(" ", text))
    spans = []
    for item in found:
        start, end = item["start_index"], item["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return tuple(spans)


def _enclosing(sentences: Sequence[tuple[int, int]], span: Span) -> tuple[int, int]:
    # A name may hold what looks like the end of a sentence; then the sentences it touches are one.
    first = bisect_right(sentences, span.start, key=_end)
    last = bisect_left(sentences, span.end, key=_start) - 1
    return (sentences[first][0], sentences[last][1]) if first <= last else (span.start, span.end)


def _inclusions(text: str, spans: Sequence[Span], mentions: Sequence[Mention], index: NameIndex) -> list[Inclusion]:
    found = []
    for mention in mentions:
        inside: dict[Slug, str] = {}
        for at in range(bisect_left(spans, mention.start, key=_start), len(spans)):
            span = spans[at]
            if span.start >= mention.end:
                break
            slug = index.slugs[span.pattern]
            if slug != mention.entry and span.end <= mention.end:
                inside.setdefault(slug, text[span.start : span.end])
        found += [Inclusion(entry=slug, exact=exact, within=mention) for slug, exact in inside.items()]
    return found
