"""What entries are called and where that stands -> findings: names that no text uses, entries that nothing names."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.glossary import all_names, facts, is_exact_case
from generator.matcher import Matcher, Pattern
from generator.mentions import searchable_text
from generator.model import BlockKind, Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.matcher import Span
    from generator.model import Entry, Inclusion, Label, Mention, Slug, Statement


def check_use(
    statement: Statement, entries: Sequence[Entry], mentions: Sequence[Mention], inclusions: Sequence[Inclusion]
) -> Iterable[Finding]:
    """Find aliases and entries that the texts do not use."""
    yield from _unmentioned(statement, entries, mentions, inclusions)
    yield from _aliases(statement, entries, mentions)


def _unmentioned(
    statement: Statement, entries: Sequence[Entry], mentions: Sequence[Mention], inclusions: Sequence[Inclusion]
) -> Iterable[Finding]:
    named = {mention.entry for mention in mentions} | {item.entry for item in inclusions}
    named |= _in_headings(statement, [entry for entry in entries if entry.slug not in named])
    for entry in entries:
        if entry.slug not in named:
            yield Finding(
                code=FindingCode.UNMENTIONED_ENTRY.value,
                path=entry.path,
                line=entry.name_line,
                message=f'the statement never names "{entry.heading}"',
                hint="add the statement's words for it to its aliases, or silence this if it belongs here",
                name=entry.name,
            )


def _in_headings(statement: Statement, entries: Sequence[Entry]) -> set[Slug]:
    """Give the entries that a heading names: nothing is linked there, and yet the statement names them."""
    owned = [(entry, name) for entry in entries for name, _ in all_names(entry)]
    matcher = Matcher(Pattern(text=name, exact_case=is_exact_case(entry, name)) for entry, name in owned)
    headings = [block.text for block in statement.blocks if block.kind is BlockKind.HEADING]
    return {owned[span.pattern][0].slug for text in headings for span in matcher.find_all(text)}


def _aliases(statement: Statement, entries: Sequence[Entry], mentions: Sequence[Mention]) -> Iterable[Finding]:
    owned = [(entry, label) for entry in entries for label in entry.aliases]
    matcher = Matcher(Pattern(text=label.text, exact_case=is_exact_case(entry, label.text)) for entry, label in owned)
    in_prose = {
        span.pattern
        for entry in entries
        for text in (entry.definition.text, *(prose.markdown for _, prose in facts(entry)))
        for span in matcher.find_all(text)
    }
    by_paragraph: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_paragraph.setdefault(mention.paragraph, []).append(mention)
    places: dict[int, list[bool]] = {}
    for block in statement.blocks:
        for span in matcher.find_all(searchable_text(block)):
            around = _mention_around(span, by_paragraph.get(block.number, ()))
            own = around is None or around.entry == owned[span.pattern][0].slug
            places.setdefault(span.pattern, []).append(own)
    twice = _claimed_twice(entries)
    for number, (entry, label) in enumerate(owned):
        if label.text.lower() in twice:
            continue  # A clash, which is a finding of its own.
        if number not in places and number not in in_prose and not label.citations:
            yield _unused(entry, label)
        elif number in places and not any(places[number]):
            yield _shadowed(entry, label)


def _mention_around(span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Give the mention that a span lies in; mentions do not overlap, and come in the order of the text."""
    at = bisect_right(mentions, span.start, key=attrgetter("start")) - 1
    return mentions[at] if at >= 0 and span.end <= mentions[at].end else None


def _claimed_twice(entries: Sequence[Entry]) -> set[str]:
    claims: dict[str, set[str]] = {}
    for entry in entries:
        for name, _ in all_names(entry):
            claims.setdefault(name.lower(), set()).add(entry.slug)
    return {name for name, slugs in claims.items() if len(slugs) > 1}


def _unused(entry: Entry, label: Label) -> Finding:
    return Finding(
        code=FindingCode.UNUSED_ALIAS.value,
        path=entry.path,
        line=label.line,
        message=f'the alias "{label.text}" stands in no text, and no source is cited for it',
        hint="cite the source that uses it, move it to search_terms, or remove it",
        name=label.text,
    )


def _shadowed(entry: Entry, label: Label) -> Finding:
    return Finding(
        code=FindingCode.SHADOWED_ALIAS.value,
        path=entry.path,
        line=label.line,
        message=f'the alias "{label.text}" stands only inside longer names of other entries, so it is never linked',
        hint="remove it, or write it longer, as the statement does",
        name=label.text,
    )
