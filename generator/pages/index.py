"""The index of subjects."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.model.addresses import STATEMENT_PAGE, paragraph_anchor
from generator.model.fields import Slug
from generator.model.topic import Topic
from generator.pages.anchors import Anchors
from generator.pages.context import EntryLink, View
from generator.text.dates import language_name
from generator.text.spelling import search_key


class TopicRow(NamedTuple):
    """A topic with its links."""

    topic: Topic
    anchor: str
    names: list[tuple[str, str]]
    """The usual word in each other language, with the language's code."""
    paragraphs: list[tuple[int, str]]
    """Numbers with addresses."""
    entries: list[EntryLink]
    see_also: list[tuple[str, str]]
    """Names with anchors."""


class TopicLetter(NamedTuple):
    """The topics whose names begin with one letter."""

    letter: str
    anchor: str
    rows: list[TopicRow]


@dataclass(frozen=True, kw_only=True)
class IndexView(View):
    """The topics in the order of a book's index."""

    template = "topics.html.jinja"
    title = "Index"
    hide = ("navigation", "toc")

    @property
    def description(self) -> str:
        """What search engines show of it."""
        count = len(self.edition.topics.topics)
        return f"{count} subjects of the statement, each with the paragraphs and entries that treat it."

    @property
    def languages(self) -> list[str]:
        """The languages in which topics have names."""
        codes = dict.fromkeys(code for topic in self._topics for code in topic.names)
        return [language_name(code) for code in codes]

    @cached_property
    def _topics(self) -> list[Topic]:
        return sorted(self.edition.topics.topics, key=lambda topic: (search_key(topic.name), topic.name))

    @cached_property
    def letters(self) -> list[TopicLetter]:
        """The letters that topics begin with."""
        anchors = Anchors(["index"])
        places = {topic.name: anchors.make(topic.name) for topic in self._topics}
        letters: dict[str, list[TopicRow]] = defaultdict(list)
        for topic in self._topics:
            row = TopicRow(
                topic=topic,
                anchor=places[topic.name],
                names=[(code, words[0]) for code, words in topic.names.items() if words],
                paragraphs=[
                    (number, self.href(f"{STATEMENT_PAGE}#{paragraph_anchor(number)}")) for number in topic.paragraphs
                ],
                entries=[
                    self.link_to(self.edition.by_slug[slug])
                    for slug in map(Slug, topic.entries)
                    if slug in self.edition.by_slug
                ],
                see_also=[(name, places[name]) for name in topic.see_also if name in places],
            )
            letters[topic.name[0].upper()].append(row)
        return [TopicLetter(letter, anchors.make(f"letter {letter}"), rows) for letter, rows in letters.items()]
