"""The index of subjects, compared with the statement and the entries."""

import json
from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.model.fields import Location
from generator.model.findings import Finding, FindingCode
from generator.model.topic import Topic, Topics, fingerprints
from generator.text.spelling import search_key


def check_topics(edition: Edition) -> Iterator[Finding]:
    """Find topics that lead nowhere, words that two topics claim, and texts that have changed since."""
    topics = edition.topics
    claimed: dict[tuple[str, str], str] = {}
    names = {topic.name for topic in topics.topics}
    for index, topic in enumerate(topics.topics):
        for message, location in _list_dead(edition, topic, names):
            yield _find(topics, FindingCode.TOPIC_PLACE, message, "correct or remove it", index, *location)
        for language, word, location in topic.all_words():
            first = claimed.setdefault((language, search_key(word)), topic.name)
            if first != topic.name:
                message = f'"{word}" stands for "{topic.name}" and for "{first}"'
                yield _find(topics, FindingCode.TOPIC_WORD, message, "keep it in one topic", index, *location)
    if topics.topics:
        yield from _check_text(edition, topics)


def _list_dead(edition: Edition, topic: Topic, names: set[str]) -> Iterator[tuple[str, Location]]:
    """Yield what is wrong with the places of a topic."""
    if not topic.paragraphs and not topic.entries:
        yield f'the topic "{topic.name}" leads nowhere', ("name",)
    for index, label in enumerate(topic.paragraphs):
        if str(label) not in edition.statement.numbers:
            yield f'"{topic.name}" leads to paragraph {label}, which does not exist', ("paragraphs", index)
    for index, slug in enumerate(topic.entries):
        if slug not in edition.by_slug:
            yield f'"{topic.name}" leads to the entry "{slug}", which does not exist', ("entries", index)
    for index, name in enumerate(topic.see_also):
        if name not in names - {topic.name}:
            yield f'"{topic.name}" refers to "{name}", which is no other topic', ("see_also", index)


def _check_text(edition: Edition, topics: Topics) -> Iterator[Finding]:
    now = fingerprints(edition.statement)
    changed = [number for number, mark in enumerate(now, 1) if topics.text[number - 1 : number] != (mark,)]
    if changed or len(topics.text) > len(now):
        places = ", ".join(map(str, changed)) or "gone"
        message = f"the text has changed since the topics were made: paragraphs {places}"
        # In quotes: to YAML, some of them are numbers.
        hint = f"check their topics, then write text: {json.dumps(now)}"
        yield _find(topics, FindingCode.STALE_TOPICS, message, hint, "text")


def _find(topics: Topics, code: FindingCode, message: str, hint: str, *location: str | int) -> Finding:
    place = location if code is FindingCode.STALE_TOPICS else ("topics", *location)
    return Finding(code=code, path=topics.path, line=topics.line(*place), message=message, hint=hint)
