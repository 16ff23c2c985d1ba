"""What entries are called, compared with the texts: aliases that no text uses, entries that nothing names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.linking.mentions import searchable_text
from generator.model.findings import Finding, FindingCode
from generator.model.statement import BlockKind
from generator.text.matcher import Matcher, Pattern
from generator.text.spelling import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.linking.edition import Edition
    from generator.model.entry import Entry
    from generator.model.fields import Slug
    from generator.model.statement import Mention
    from generator.text.matcher import Span


class _Alias(NamedTuple):
    entry: Entry
    text: str
    line: int
    cited: bool


def check_use(edition: Edition) -> Iterator[Finding]:
    """Find aliases and entries that the texts do not use."""
    yield from _unmentioned(edition)
    yield from _aliases(edition)


def _unmentioned(edition: Edition) -> Iterator[Finding]:
    named = {mention.entry for mention in edition.mentions} | {item.entry for item in edition.inclusions}
    named |= _named_in_headings(edition, [entry for entry in edition.entries if entry.slug not in named])
    for entry in edition.entries:
        if entry.slug not in named:
            yield Finding(
                code=FindingCode.UNMENTIONED_ENTRY,
                path=entry.path,
                line=entry.line("name"),
                message=f'the statement never names "{entry.heading}"',
                hint="add the statement's words for it to its aliases, or suppress this finding if it belongs here",
                name=entry.name,
            )


def _named_in_headings(edition: Edition, entries: Sequence[Entry]) -> set[Slug]:
    """Return the entries that a heading names: it is never linked, and yet the statement names them."""
    owned = [(entry, name) for entry in entries for name, _ in entry.all_names]
    matcher = _match(owned)
    blocks = [block for statement in edition.statements for block in statement.blocks]
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    return {owned[span.pattern][0].slug for text in headings for span in matcher.find_all(text)}


def _match(owned: Iterable[tuple[Entry, str]]) -> Matcher:
    return Matcher(Pattern(text=name, exact_case=entry.is_exact_case(name)) for entry, name in owned)


def _aliases(edition: Edition) -> Iterator[Finding]:
    aliases = [
        _Alias(entry, alias.text, entry.line("aliases", index), bool(alias.citations))
        for entry in edition.entries
        for index, alias in enumerate(entry.aliases)
    ]
    matcher = _match((alias.entry, alias.text) for alias in aliases)
    in_prose = {span.pattern for text in _proses(edition) for span in matcher.find_all(text)}
    own_places = _places(edition, aliases, matcher)
    claims = Counter(key for entry in edition.entries for key in {_key(name) for name, _ in entry.all_names})
    for number, alias in enumerate(aliases):
        if claims[_key(alias.text)] > 1:
            continue  # A clash, which is a finding of its own.
        if number not in own_places and number not in in_prose and not alias.cited:
            yield _unused(alias)
        elif number in own_places and not any(own_places[number]):
            yield _shadowed(alias)


def _key(name: str) -> str:
    return match_key(name, exact_case=False)


def _proses(edition: Edition) -> Iterator[str]:
    for entry in edition.entries:
        yield entry.definition.text
        for prose in entry.prose():
            # Text with empty lines in it takes far longer to fold.
            yield from prose.text.split("\n\n")


def _places(edition: Edition, aliases: Sequence[_Alias], matcher: Matcher) -> dict[int, list[bool]]:
    """Return for each alias that stands in a statement, place by place, whether no other entry's name holds it."""
    mentions: dict[tuple[Slug, int], list[Mention]] = defaultdict(list)
    for mention in edition.mentions:
        mentions[mention.statement, mention.paragraph].append(mention)
    places: dict[int, list[bool]] = defaultdict(list)
    for statement in edition.statements:
        for block in statement.blocks:
            for span in matcher.find_all(searchable_text(block)):
                outer = _mention_around(span, mentions.get((statement.slug, block.number), ()))
                places[span.pattern].append(outer is None or outer.entry == aliases[span.pattern].entry.slug)
    return places


def _mention_around(span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that a span lies in; mentions do not overlap, and come in the order of the text."""
    at = bisect_right(mentions, span.start, key=attrgetter("start")) - 1
    return mentions[at] if at >= 0 and span.end <= mentions[at].end else None


def _unused(alias: _Alias) -> Finding:
    return Finding(
        code=FindingCode.UNUSED_ALIAS,
        path=alias.entry.path,
        line=alias.line,
        message=f'the alias "{alias.text}" stands in no text, and no source is cited for it',
        hint="cite the source that uses it, move it to search_terms, or remove it",
        name=alias.text,
    )


def _shadowed(alias: _Alias) -> Finding:
    return Finding(
        code=FindingCode.SHADOWED_ALIAS,
        path=alias.entry.path,
        line=alias.line,
        message=f'the alias "{alias.text}" stands only inside longer names of other entries, so it is never linked',
        hint="remove it, or write it longer, as the statement does",
        name=alias.text,
    )
