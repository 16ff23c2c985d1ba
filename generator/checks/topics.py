"""The index of subjects, and facts about other statements, compared with the statement and the entries."""

import json
from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.linking.pairs import list_sentences
from generator.model.fields import Location
from generator.model.findings import Finding, FindingCode, report
from generator.model.topic import Topic
from generator.text.spelling import search_key


def check_topics(edition: Edition) -> Iterator[Finding]:
    """Find topics that lead nowhere, words that two topics claim, and texts that have changed since."""
    topics = edition.topics
    claimed: dict[tuple[str, str], str] = {}
    names = {topic.name for topic in topics.topics}
    for index, topic in enumerate(topics.topics):
        for says, place, location in _list_dead(edition, topic, names):
            where = "topics", index, *location
            yield report(topics, FindingCode.TOPIC_PLACE, *where, says=says, topic=topic.name, place=place)
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


def _list_dead(edition: Edition, topic: Topic, names: set[str]) -> Iterator[tuple[str, object, Location]]:
    """Yield the places of a topic that are wrong: what the finding says, the place, and where it is written."""
    if not topic.paragraphs and not topic.entries:
        yield "nowhere", "", ("name",)
    for key, says, known in (
        ("paragraphs", "paragraph", edition.statement.numbers),
        ("entries", "entry", edition.by_slug),
        ("see_also", "topic", names - {topic.name}),
    ):
        for index, place in enumerate(getattr(topic, key)):
            if str(place) not in known:
                yield says, place, (key, index)


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
