"""Statement + names -> mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

from generator.linking.names import NameIndex
from generator.model.addresses import mention_anchor
from generator.model.entry import Entry, LinkRule
from generator.model.fields import Slug
from generator.model.statement import Block, Inclusion, Mention, Statement
from generator.text.markdown import GAP
from generator.text.matcher import Span
from generator.text.sentences import split_sentences

_start, _end = itemgetter(0), itemgetter(1)


def find_mentions(
    statement: Statement, entries: Sequence[Entry], names: NameIndex
) -> tuple[tuple[Mention, ...], tuple[Inclusion, ...]]:
    """Find every mention of every entry in the statement's paragraphs.

    Returns:
        The mentions in the order of the text, not overlapping; and the names that stand inside a longer one.
    """
    rules = {entry.slug: entry.link for entry in entries}
    counts: dict[Slug, int] = {}
    mentions: list[Mention] = []
    inclusions: list[Inclusion] = []
    meant: dict[int, Slug] = {}
    for paragraph in statement.paragraphs:
        text = paragraph.text
        sentences = split_sentences(text, statement.language)
        searchable = searchable_text(paragraph)
        chooser = LinkChooser(rules, counts)
        here: list[Mention] = []
        for span in names.matcher.find(searchable):
            if span.pattern in names.shared and span.pattern not in meant:
                continue
            slug = meant.get(span.pattern, names.slugs[span.pattern])
            if span.pattern in names.defines:
                meant[names.defines[span.pattern]] = slug
            linked = chooser.choose(slug)
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
                    sentence=_enclosing(sentences, span),
                    linked=linked,
                )
            )
        mentions += here
        inclusions += _find_inclusions(text, names.matcher.find(searchable, overlapping=True), here, names)
    return tuple(mentions), tuple(inclusions)


def find_undecided(statement: Statement, names: NameIndex, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the shared acronyms that stand somewhere with no definition before them."""
    if not names.shared:
        return frozenset()
    known = {(mention.paragraph, mention.start) for mention in mentions}
    return frozenset(
        names.shared[span.pattern]
        for paragraph in statement.paragraphs
        for span in names.matcher.find(searchable_text(paragraph))
        if span.pattern in names.shared and (paragraph.number, span.start) not in known
    )


class LinkChooser:
    """Decides, mention by mention within one paragraph, which become links."""

    def __init__(self, rules: Mapping[Slug, LinkRule], counts: dict[Slug, int]) -> None:
        """Start a paragraph; `counts` says how often each entry was named so far, and goes on being kept."""
        self._rules = rules
        self._counts = counts
        self._here: set[Slug] = set()

    def choose(self, slug: Slug) -> bool:
        """Count the next mention of an entry, and return whether it becomes a link."""
        self._counts[slug] = self._counts.get(slug, 0) + 1
        is_first_here = slug not in self._here
        self._here.add(slug)
        rule = self._rules[slug]
        return rule is LinkRule.EVERY or (self._counts[slug] == 1 if rule is LinkRule.FIRST else is_first_here)


def searchable_text(block: Block) -> str:
    """Return the block's text with the stretches blanked out in which no mention may be found."""
    return "".join(run.text if run.linkable else GAP * len(run.text) for run in block.runs)


def _enclosing(sentences: Sequence[tuple[int, int]], span: Span) -> tuple[int, int]:
    # A name may hold what looks like the end of a sentence; then the sentences it touches are one.
    first = bisect_right(sentences, span.start, key=_end)
    last = bisect_left(sentences, span.end, key=_start) - 1
    return (sentences[first][0], sentences[last][1]) if first <= last else (span.start, span.end)


def _find_inclusions(
    text: str, spans: Sequence[Span], mentions: Sequence[Mention], names: NameIndex
) -> list[Inclusion]:
    found = []
    for mention in mentions:
        inside: dict[Slug, str] = {}
        first = bisect_left(spans, mention.start, key=_start)
        for start, end, pattern in spans[first : bisect_left(spans, mention.end, lo=first, key=_start)]:
            slug = names.slugs[pattern]
            if pattern not in names.shared and slug != mention.entry and end <= mention.end:
                inside.setdefault(slug, text[start:end])
        found += [Inclusion(entry=slug, exact=exact, within=mention) for slug, exact in inside.items()]
    return found
