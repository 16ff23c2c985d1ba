"""What editors wrote beside the texts, compared with them: aliases, entries, the index, and facts of others."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter

from generator.checks.names import match_names
from generator.linking.edition import Edition
from generator.linking.mentions import searchable_text
from generator.linking.pairs import list_sentences
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import BlockKind
from generator.text.spelling import match_key, search_key


def check_use(edition: Edition) -> Iterator[Finding]:
    """Find aliases and entries that the texts do not use."""
    yield from _find_useless_aliases(edition)
    named = {*edition.by_entry, *edition.inclusions_of}
    # A heading is never linked, and yet the statement names what is in it.
    owned = [(entry, name) for entry in edition.entries if entry.slug not in named for name, _ in entry.all_names]
    matcher = match_names(owned)
    blocks = [block for statement in edition.statements for block in statement.blocks]
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    named |= {owned[span.pattern][0].slug for text in headings for span in matcher.find(text, overlapping=True)}
    for entry in edition.entries:
        if entry.slug not in named:
            yield report(entry, FindingCode.UNMENTIONED_ENTRY, "name", name=entry.name, heading=entry.heading)


def _find_useless_aliases(edition: Edition) -> Iterator[Finding]:
    aliases = [(entry, number, label) for entry in edition.entries for number, label in enumerate(entry.aliases)]
    matcher = match_names((entry, label.text) for entry, _, label in aliases)
    texts = [entry.definition.text for entry in edition.entries]
    texts += [prose.text for entry in edition.entries for prose in entry.prose()]
    # Text with empty lines in it takes far longer to fold.
    parts = (part for text in texts for part in text.split("\n\n"))
    in_prose = {span.pattern for part in parts for span in matcher.find(part, overlapping=True)}
    # Whether an alias that a statement uses stands outside the names of other entries.
    is_free: dict[int, bool] = defaultdict(bool)
    for statement in edition.statements:
        for block in statement.blocks:
            here = edition.by_paragraph.get(block.number, ()) if statement is edition.statement else ()
            for span in matcher.find(searchable_text(block), overlapping=True):
                at = bisect_right(here, span.start, key=attrgetter("start")) - 1
                is_inside = at >= 0 and span.end <= here[at].end
                is_free[span.pattern] |= not is_inside or here[at].entry == aliases[span.pattern][0].slug
    clashing = {match_key(name, exact_case=False) for name in edition.names.shared.values()}
    for pattern, (entry, number, label) in enumerate(aliases):
        if match_key(label.text, exact_case=False) in clashing:
            continue
        if pattern not in is_free and pattern not in in_prose and not label.citations:
            yield report(entry, FindingCode.UNUSED_ALIAS, "aliases", number, name=label.text)
        elif not is_free.get(pattern, True):
            yield report(entry, FindingCode.SHADOWED_ALIAS, "aliases", number, name=label.text)


def check_topics(edition: Edition) -> Iterator[Finding]:
    """Find topics that lead nowhere, words that two topics claim, and texts that have changed since."""
    topics = edition.topics
    claimed: dict[tuple[str, str], str] = {}
    names = {topic.name for topic in topics.topics}
    for index, topic in enumerate(topics.topics):
        here = topics, FindingCode.TOPIC_PLACE, "topics", index
        if not topic.paragraphs and not topic.entries:
            yield report(*here, "name", says="nowhere", topic=topic.name)
        for key, says, known in (
            ("paragraphs", "paragraph", edition.statement.numbers),
            ("entries", "entry", edition.by_slug),
            ("see_also", "topic", names - {topic.name}),
        ):
            for at, place in enumerate(getattr(topic, key)):
                if str(place) not in known:
                    yield report(*here, key, at, says=says, topic=topic.name, place=place)
        for language, word, location in topic.all_words():
            first = claimed.setdefault((language, search_key(word)), topic.name)
            if first != topic.name:
                where = "topics", index, *location
                yield report(topics, FindingCode.TOPIC_WORD, *where, word=word, topic=topic.name, other=first)
    now = edition.statement.fingerprints if topics.topics else topics.text
    changed = [number for number, mark in enumerate(now, 1) if topics.text[number - 1 : number] != (mark,)]
    if changed or len(topics.text) > len(now):
        places = ", ".join(map(str, changed)) or "gone"
        # In quotes: to YAML, some of them are numbers.
        yield report(topics, FindingCode.STALE_TOPICS, "text", places=places, text=json.dumps(now))


def check_consulted(edition: Edition) -> Iterator[Finding]:
    """Find facts that were found for another text of ours, and corrections that name no entry or sentence."""
    now, code = edition.statement.fingerprints, FindingCode.STALE_COMPARISON
    places = {sentence.place for sentence in list_sentences(edition.statement)} if edition.consulted else set()
    for facts in edition.consulted:
        if facts.slug in {other.statement.slug for other in edition.others}:
            yield report(facts, code, says="name")
        if facts.ours != now:
            yield report(facts, code, "ours", says="ours")
        for key in ("named", "name_corrections"):
            for index, item in enumerate(getattr(facts, key)):
                if edition.current.get(item.entry, item.entry) not in edition.by_slug:
                    yield report(facts, code, key, index, says="entry", slug=item.entry)
        for index, pair in enumerate(facts.pair_corrections):
            if pair.ours not in places:
                yield report(facts, code, "pair_corrections", index, says="place", place=pair.ours.anchor)
