"""The first page, and those that list things: glossary, acronyms, subjects, outcomes, dates and data."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from generator.linking.edition import Acronym
from generator.model.addresses import theme_anchor
from generator.model.entry import Entry, OutcomeState, uncited
from generator.model.fields import Slug
from generator.model.topic import Topic
from generator.pages.context import Anchors, View
from generator.pages.pictures import draw_lines
from generator.text.spelling import search_key

Key = TypeVar("Key")
Item = TypeVar("Item")

ROWS = 120
"""A picture of more rows than that nobody takes in, and of thousands it would be megabytes on the first page."""


def group(items: Iterable[Item], order: Iterable[Key], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return items by a key: keys that an order names stand in it, others as they come; none without items."""
    found: dict[Key, list[Item]] = {name: [] for name in order}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: members for name, members in found.items() if members}


class HomeView(View):
    """The first page. Its figures are counted, never typed."""

    @property
    def length(self) -> str:
        """How many words the statement has, headings of the source included; characters where no spaces part words."""
        text = " ".join(block.text for block in self.statement.blocks)
        # Languages that write no spaces between words.
        if self.statement.language.split("-")[0] in {"ja", "zh", "th", "lo", "km", "my"}:
            return self.wording.say_many("%(num)s character", "%(num)s characters", len("".join(text.split())))
        return self.wording.say_many("%(num)s word", "%(num)s words", len(text.split()))

    @property
    def sources(self) -> int:
        """How many documents are cited."""
        return len({source.url for entry in self.edition.entries for source in entry.sources})

    @cached_property
    def named(self) -> Counter[Slug]:
        """How often the statement names each entry. A counter keeps the order of the text, and so do the rows."""
        return Counter(mention.entry for mention in self.edition.mentions)

    @property
    def where(self) -> list[Entry]:
        """The entries that have a row: the most frequent ones, in the order in which the statement first names them."""
        drawn = {slug for slug, _ in self.named.most_common(ROWS)}
        return [self.edition.by_slug[slug] for slug in self.named if slug in drawn]


class GlossaryView(View):
    """The list of entries, by letter and by theme."""

    @property
    def letters(self) -> list[tuple[str, str, list[Entry]]]:
        """The letters that names begin with, each with its id and its entries."""
        found = group(self.edition.alphabetical, (), lambda entry: entry.name[0].upper())
        anchors = Anchors(["glossary", "a-to-z", "by-theme", *map(theme_anchor, self.statement.legend)])
        return [(letter, anchors.make(letter), entries) for letter, entries in found.items()]


class AcronymsView(View):
    """Every acronym that is a name of an entry, whether the text uses it or not."""

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms, as a reader looks them up."""
        return self.edition.acronyms


class TopicsView(View):
    """The topics in the order of a book's index."""

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics, sorted as a reader looks them up."""
        return sorted(self.edition.topics.topics, key=lambda topic: (search_key(topic.name), topic.name))

    @cached_property
    def places(self) -> dict[str, str]:
        """The id of each topic, by its name."""
        anchors = Anchors(["index"])
        return {topic.name: anchors.make(topic.name) for topic in self.topics}

    @cached_property
    def letters(self) -> list[tuple[str, str, list[Topic]]]:
        """The letters that topics begin with, each with its id and its topics."""
        found = group(self.topics, (), lambda topic: topic.name[0].upper())
        anchors = Anchors(["index", *self.places.values()])
        return [(letter, anchors.make(f"letter {letter}"), topics) for letter, topics in found.items()]


class SinceView(View):
    """A row for each entry of which something is known, or was looked for, by state; and the same names by theme."""

    @cached_property
    def rows(self) -> list[Entry]:
        """The entries that are followed, in alphabetical order."""
        return [entry for entry in self.edition.alphabetical if entry.outcome or entry.later]

    @property
    def unfollowed(self) -> int:
        """How many finished entries the page leaves out: their state is nothing that sources report."""
        return sum(not (entry.outcome or entry.later or entry.draft) for entry in self.edition.entries)

    @cached_property
    def by_state(self) -> dict[OutcomeState | None, list[Entry]]:
        """The rows of each state; at the end those of things that go on in any case, such as a country."""
        return group(self.rows, (*OutcomeState, None), lambda entry: entry.outcome.state if entry.outcome else None)

    def write(self, entry: Entry, text: str) -> Markup:
        """Write a sentence about an entry, without citations."""
        return self.context.writer.write(uncited(text), page=self.page, own=entry.slug).inline


class TimelineView(View):
    """The entries that have a date, in its order, and those that have none."""

    @cached_property
    def dated(self) -> list[Entry]:
        """Those that are drawn: others began so long before the statement that they would press these together."""
        oldest = str(int(self.statement.date[:4]) - 20)
        return [entry for entry in self.by_date if entry.since >= oldest]

    @cached_property
    def by_date(self) -> list[Entry]:
        """The entries that have a date."""
        return sorted((item for item in self.edition.entries if item.since), key=lambda item: (item.since, item.slug))

    @cached_property
    def end(self) -> str:
        """The day on which the line of years ends: that of the last check, or what is later."""
        ends = [entry.outcome.date for entry in self.dated if entry.outcome]
        return max(self.edition.checked, self.statement.date, *(entry.since for entry in self.dated), *ends)

    @cached_property
    def years(self) -> range:
        """The years of the line."""
        return range(int(min([self.statement.date, *(entry.since for entry in self.dated)])[:4]), int(self.end[:4]) + 1)

    def place_of(self, iso: str) -> float:
        """Return the place on the line, 0 to 1, of an ISO day, month or year, the last two at their start."""
        start, day, end = (date.fromisoformat(f"{day}-01-01"[:10]) for day in (str(self.years[0]), iso, self.end))
        return (day - start).days / ((end - start).days or 1)

    @cached_property
    def ground(self) -> Markup:
        """The start of each year, and the day of the statement."""
        ticks = draw_lines([self.place_of(str(year)) for year in self.years], "tick")
        return ticks + draw_lines([self.place_of(self.statement.date)], "here")

    @property
    def states(self) -> list[OutcomeState]:
        """What became of them: the signs that need a word."""
        found = {entry.outcome.state for entry in self.by_date if entry.outcome}
        return [state for state in OutcomeState if state in found]


class DataView(View):
    """The files of data, with what they mean."""
