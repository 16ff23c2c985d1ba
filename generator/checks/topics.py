"""The index of subjects, and facts about other statements, compared with the statement and the entries."""

import json
from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.linking.pairs import list_sentences
from generator.model.fields import Location
from generator.model.findings import Finding, FindingCode, report
from generator.model.topic import Topic, Topics, fingerprints
from generator.text.spelling import search_key


def check_topics(edition: Edition) -> Iterator[Finding]:
    """Find topics that lead nowhere, words that two topics claim, and texts that have changed since."""
    topics = edition.topics
    claimed: dict[tuple[str, str], str] = {}
    names = {topic.name for topic in topics.topics}
    for index, topic in enumerate(topics.topics):
        for message, location in _list_dead(edition, topic, names):
            yield report(topics, FindingCode.TOPIC_PLACE, message, "correct or remove it", "topics", index, *location)
        for language, word, location in topic.all_words():
            first = claimed.setdefault((language, search_key(word)), topic.name)
            if first != topic.name:
                message = f'"{word}" stands for "{topic.name}" and for "{first}"'
                yield report(
                    topics, FindingCode.TOPIC_WORD, message, "keep it in one topic", "topics", index, *location
                )
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
        yield report(topics, FindingCode.STALE_TOPICS, message, hint, "text")


def check_consulted(edition: Edition) -> Iterator[Finding]:
    """Find facts that were found for another text of ours, and corrections that name no entry or sentence."""
    now = fingerprints(edition.statement)
    places = {sentence.place for sentence in list_sentences(edition.statement)} if edition.consulted else set()
    for facts in edition.consulted:
        hint = "run `generator consult` on the text again"
        if facts.slug in {other.statement.slug for other in edition.others}:
            message = "the statement is published, too, under the same name"
            yield report(facts, FindingCode.STALE_COMPARISON, message, "remove this file")
        if facts.ours != now:
            message = "the annotated statement has changed since its sentences were compared with this one"
            yield report(facts, FindingCode.STALE_COMPARISON, message, hint, "ours")
        named = [("named", index, item.entry) for index, item in enumerate(facts.named)]
        named += [("name_corrections", index, item.entry) for index, item in enumerate(facts.name_corrections)]
        for key, index, slug in named:
            if edition.current.get(slug, slug) not in edition.by_slug:
                message = f'names the entry "{slug}", which does not exist'
                yield report(facts, FindingCode.STALE_COMPARISON, message, hint, key, index)
        for index, pair in enumerate(facts.pair_corrections):
            if pair.ours not in places:
                message = f"corrects {pair.ours.anchor}, and the statement has no such sentence"
                where = "pair_corrections", index
                yield report(facts, FindingCode.STALE_COMPARISON, message, "correct or remove it", *where)
