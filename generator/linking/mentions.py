"""Entries -> their names; statement + names -> mentions; source/mentions.yml: what some words mean in one paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from types import MappingProxyType

from pydantic import Field, StrictInt

from generator.model.addresses import mention_anchor
from generator.model.entry import Entry, LinkRule
from generator.model.fields import Location, Noun, ShortText, Slug, SlugText, Text, part
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Block, Inclusion, Mention, Place, Statement
from generator.reading.frontmatter import suggest
from generator.text.matcher import GAP, Matcher, Pattern, Span
from generator.text.sentences import number_sentences
from generator.text.spelling import match_key

_start, _end = itemgetter(0), itemgetter(1)

Settled = Mapping[int, Mapping[tuple[int, int], Slug | None]]
"""By the number of a paragraph: start and end of words, and the entry that they mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The names of all entries, ready to be found in a text."""

    matcher: Matcher
    slugs: tuple[Slug, ...]  # The entry of each of the matcher's patterns
    shared: Mapping[int, str]
    """The patterns that are a name of several entries, with it: the text before or a decision says which is meant."""
    defines: Mapping[int, int]
    """The patterns "Name (ACRONYM)" that say which entry a shared acronym, by its pattern, means from there on."""


def index_names(entries: Sequence[Entry]) -> tuple[NameIndex, tuple[Finding, ...]]:
    """Make the matcher for all names of all entries.

    A name that two entries claim is linked to neither, and is a finding at both places, unless a decision says which is
    meant, or, of an acronym, a definition in the text.
    """
    claims: dict[str, dict[Slug, tuple[Entry, str, Location]]] = {}
    for entry in entries:
        for name, location in entry.all_names:
            claims.setdefault(match_key(name), {}).setdefault(entry.slug, (entry, name, location))
    clashing = {key for key, claim in claims.items() if len(claim) > 1}
    acronyms = {key for key in clashing if all(name == entry.acronym for entry, name, _ in claims[key].values())}
    named: list[tuple[Pattern, Slug]] = []
    shared: dict[str, int] = {}
    defines: dict[int, str] = {}
    for entry in entries:
        for name, _ in entry.all_names:
            key = match_key(name)
            if key in clashing:
                if name not in shared:
                    shared[name] = len(named)
                    named.append((Pattern(text=name, exact_case=key in acronyms), entry.slug))
                continue
            for number, pattern in enumerate(_spellings(entry, name)):
                if number and match_key(entry.acronym or "") in acronyms:
                    defines[len(named)] = entry.acronym or ""
                named.append((pattern, entry.slug))
    findings = []
    for claim in (claims[key] for key in sorted(clashing)):
        for slug, (entry, name, location) in claim.items():
            # Of many entries that claim one name each would list all others.
            others = islice((other for by, other in claim.items() if by != slug), 5)
            places = ", ".join(f"{other.path.as_posix()}:{other.line(*at)}" for other, _, at in others)
            places += f" and {len(claim) - 6} more" * (len(claim) > 6)
            findings.append(report(entry, FindingCode.ALIAS_CLASH, *location, name=name, places=places))
    index = NameIndex(
        matcher=Matcher(pattern for pattern, _ in named),
        slugs=tuple(slug for _, slug in named),
        shared={at: name for name, at in shared.items()},
        defines={at: shared[acronym] for at, acronym in defines.items()},
    )
    return index, tuple(findings)


def _spellings(entry: Entry, name: str) -> Iterator[Pattern]:
    yield Pattern(text=name, exact_case=entry.is_exact_case(name))
    if entry.acronym and name != entry.acronym:
        # A definition, "Name (ACRONYM)", is one mention; some texts put the acronym in quotation marks.
        yield Pattern(text=f"{name} ({entry.acronym})", exact_case=False)
        yield Pattern(text=f'{name} ("{entry.acronym}")', exact_case=False)


def find_mentions(
    statement: Statement, entries: Sequence[Entry], names: NameIndex, settled: Settled = MappingProxyType({})
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Find every mention of every entry in the statement's paragraphs, in the order of the text, not overlapping.

    Returned, too, are the keys of names of several entries that stay undecided.
    """
    by_slug = {entry.slug: entry for entry in entries}
    counts: dict[Slug, int] = {}
    mentions: list[Mention] = []
    meant: dict[int, Slug] = {}
    undecided: set[str] = set()
    for paragraph in statement.paragraphs:
        text = paragraph.text
        sentences = number_sentences(paragraph, statement.language)
        numbers, spans = [*sentences], [*sentences.values()]
        named: set[Slug] = set()
        decided = settled.get(paragraph.number, {})
        found = names.matcher.find(searchable_text(paragraph))
        kept = [span for span in found if not any(span.start < end and start < span.end for start, end in decided)]
        # Words whose meaning is decided take the place of names that stand there; they are of no pattern.
        for span in sorted([*kept, *(Span(*place, -1) for place in decided)]):
            if span.pattern in names.shared and span.pattern not in meant:
                undecided.add(match_key(names.shared[span.pattern]))
                continue
            slug = decided[span[:2]] if span.pattern < 0 else meant.get(span.pattern, names.slugs[span.pattern])
            if slug is None:
                continue
            if span.pattern in names.defines:
                meant[names.defines[span.pattern]] = slug
            linked = is_linked(by_slug[slug], counts, named)
            # A name may hold what looks like the end of a sentence; then the sentences it touches are one.
            first = bisect_right(spans, span.start, key=_end)
            last = bisect_left(spans, span.end, lo=first + 1, key=_start) - 1
            mentions.append(
                Mention(
                    entry=slug,
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
    return tuple(mentions), frozenset(undecided)


def is_linked(entry: Entry, counts: dict[Slug, int], here: set[Slug]) -> bool:
    """Count the next mention of an entry, in all and here, and return whether it becomes a link."""
    counts[entry.slug] = counts.get(entry.slug, 0) + 1
    is_first_here = entry.slug not in here
    here.add(entry.slug)
    return entry.link is LinkRule.EVERY or (counts[entry.slug] == 1 if entry.link is LinkRule.FIRST else is_first_here)


def searchable_text(block: Block) -> str:
    """Return the block's text with the stretches blanked out in which no mention may be found."""
    return "".join(run.text if run.linkable else GAP * len(run.text) for run in block.runs)


def find_inclusions(statement: Statement, mentions: Iterable[Mention], names: NameIndex) -> Iterator[Inclusion]:
    """Yield the names that stand inside the longer ones that are mentions, in their order."""
    for number, here in groupby(mentions, attrgetter("paragraph")):
        spans = names.matcher.find(searchable_text(statement.paragraphs[number - 1]), overlapping=True)
        for mention in here:
            inside: dict[Slug, str] = {}
            first = bisect_left(spans, mention.start, key=_start)
            for start, end, pattern in spans[first : bisect_left(spans, mention.end, lo=first, key=_start)]:
                slug = names.slugs[pattern]
                is_within = end <= mention.end and end - start < len(mention.exact)
                if pattern not in names.shared and slug != mention.entry and is_within:
                    inside.setdefault(slug, mention.exact[start - mention.start : end - mention.start])
            yield from (Inclusion(slug, exact, mention) for slug, exact in inside.items())


@part
class Decision:
    """What some words mean in one paragraph."""

    paragraph: StrictInt | ShortText = Field(description="Its number.")
    words: ShortText = Field(description="As they stand there.")
    nth: StrictInt = Field(0, ge=0, description="Which of them, from 1, when not all are meant.")
    entry: SlugText | None = Field(None, description="The slug of the entry; without it they mean none.")
    reason: Text = Field(description="Why.")


class Decisions(Noun):
    """All that was decided: source/mentions.yml."""

    mentions: tuple[Decision, ...] = Field((), description="In any order.")


def place_decisions(
    decisions: Decisions, statement: Statement, slugs: Mapping[str, Slug | None], names: NameIndex
) -> tuple[Settled, tuple[Finding, ...]]:
    """Return the places that are decided, and the decisions that settle nothing.

    `slugs` are those of all entries, None for what no page shows.
    """
    settled: dict[int, dict[tuple[int, int], Slug | None]] = {}
    findings = []
    for index, item in enumerate(decisions.mentions):
        where = decisions, FindingCode.MENTION_PLACE, "mentions", index
        number = statement.numbers.get(str(item.paragraph), 0)
        places = tuple(_find_words(item, searchable_text(statement.paragraphs[number - 1]), names)) if number else ()
        if item.entry and item.entry not in slugs:
            hint = suggest(item.entry, sorted(slugs), "known entries")
            findings.append(report(*where, says="entry", entry=item.entry, hint=hint))
        elif not number:
            last = statement.paragraphs[-1].label
            findings.append(report(*where, says="paragraph", paragraph=item.paragraph, last=last))
        elif not places:
            findings.append(report(*where, says="words", paragraph=item.paragraph, words=item.words))
        else:
            settled.setdefault(number, {}).update(dict.fromkeys(places, slugs.get(item.entry or "")))
    return settled, tuple(findings)


def _find_words(item: Decision, text: str, names: NameIndex) -> Iterator[tuple[int, int]]:
    """Yield where the words stand, but not within longer names."""
    found = Matcher([Pattern(text=item.words, exact_case=True)]).find(text)
    others = names.matcher.find(text)
    for start, end, _ in found[item.nth - 1 : item.nth] if item.nth else found:
        if not any(left <= start and end <= right and right - left > end - start for left, right, _ in others):
            yield start, end
