"""The pages that list things: the glossary, the acronyms, the index of subjects, the timeline and the data."""

from collections import defaultdict
from functools import cached_property

from markupsafe import Markup

from generator.linking.acronyms import Acronym, list_acronyms
from generator.model.addresses import theme_anchor
from generator.model.entry import Entry, OutcomeState
from generator.model.fields import Slug
from generator.model.topic import Topic
from generator.pages.context import Anchors, EntryLink, View
from generator.pages.pictures import TimeScale
from generator.text.spelling import search_key
from generator.text.wording import mark

YEARS = 20
"""How many years before the statement the timeline may begin."""


class GlossaryView(View):
    """The list of entries, by letter and by theme."""

    template = "glossary.html.jinja"
    title = mark("Glossary")
    hide = ("navigation",)

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say(
            "All %(num)s initiatives, bodies and terms, from A to Z and by theme.", num=len(self.edition.entries)
        )

    @cached_property
    def themes(self) -> dict[str, list[Entry]]:
        """The entries of each theme that has any, in the order of the legend."""
        found: dict[str, list[Entry]] = {theme: [] for theme in self.statement.legend}
        for entry in self.edition.alphabetical:
            found[entry.theme].append(entry)
        return {theme: entries for theme, entries in found.items() if entries}

    @property
    def letters(self) -> list[tuple[str, str, list[Entry]]]:
        """The letters that names begin with, each with its id and its entries."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.edition.alphabetical:
            found[entry.name[0].upper()].append(entry)
        anchors = Anchors(["glossary", "a-to-z", "by-theme", *map(theme_anchor, self.themes)])
        return [(letter, anchors.make(letter), entries) for letter, entries in found.items()]


class AcronymsView(View):
    """Every acronym that is a name of an entry, whether the text uses it or not."""

    template = "acronyms.html.jinja"
    title = mark("Acronyms")

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say("Every acronym with its meaning and first use: %(num)s in all.", num=len(self.acronyms))

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms, as a reader looks them up."""
        return list_acronyms(self.edition)


class IndexView(View):
    """The topics in the order of a book's index."""

    template = "topics.html.jinja"
    title = mark("Index")

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say_many(
            "%(num)s subject of the statement, with the paragraphs and entries that treat it.",
            "%(num)s subjects of the statement, each with the paragraphs and entries that treat it.",
            len(self._topics),
        )

    @property
    def languages(self) -> str:
        """The languages in which topics have names."""
        codes = dict.fromkeys(code for topic in self._topics for code in topic.names)
        return self.wording.list(map(self.wording.language_name, codes))

    @cached_property
    def _topics(self) -> list[Topic]:
        return sorted(self.edition.topics.topics, key=lambda topic: (search_key(topic.name), topic.name))

    @cached_property
    def places(self) -> dict[str, str]:
        """The id of each topic, by its name."""
        anchors = Anchors(["index"])
        return {topic.name: anchors.make(topic.name) for topic in self._topics}

    @cached_property
    def letters(self) -> list[tuple[str, str, list[Topic]]]:
        """The letters that topics begin with, each with its id and its topics."""
        found: dict[str, list[Topic]] = defaultdict(list)
        for topic in self._topics:
            found[topic.name[0].upper()].append(topic)
        anchors = Anchors(["index", *self.places.values()])
        return [(letter, anchors.make(f"letter {letter}"), topics) for letter, topics in found.items()]

    def entries_of(self, topic: Topic) -> list[EntryLink]:
        """Return the links to the entries that treat a topic."""
        entries = self.edition.by_slug
        return [self.link_to(entries[slug]) for slug in map(Slug, topic.entries) if slug in entries]


class TimelineView(View):
    """The entries that have a date, in its order, and those that have none."""

    template = "timeline.html.jinja"
    title = mark("Timeline")

    @property
    def description(self) -> str:
        """What search engines show of it."""
        number = len(self.dated) + len(self.early)
        return self.wording.say("When the %(num)s dated initiatives and bodies began, and what followed.", num=number)

    @cached_property
    def early(self) -> list[Entry]:
        """The entries that began so long before the statement that they would press the others together."""
        return [entry for entry in self._by_date if entry.since < self._oldest]

    @cached_property
    def dated(self) -> list[Entry]:
        """Those that began later."""
        return [entry for entry in self._by_date if entry.since >= self._oldest]

    @property
    def _by_date(self) -> list[Entry]:
        return sorted(
            (entry for entry in self.edition.entries if entry.since), key=lambda item: (item.since, item.slug)
        )

    @property
    def _oldest(self) -> str:
        return str(int(self.statement.date[:4]) - YEARS)

    @cached_property
    def scale(self) -> TimeScale:
        """What the dates are drawn on: from the first of them to the day of the last check."""
        day = self.statement.date
        days = [day, *(entry.since for entry in self.dated)]
        ends = [entry.outcome.date for entry in self.dated if entry.outcome]
        return TimeScale(first=int(min(days)[:4]), day=day, end=max(self.edition.checked, *days, *ends))

    @property
    def states(self) -> list[OutcomeState]:
        """What became of them: the signs that need a word."""
        found = {entry.outcome.state for entry in self._by_date if entry.outcome}
        return [state for state in OutcomeState if state in found]

    def draw(self, entry: Entry) -> Markup:
        """Draw when an entry began, and what became of it."""
        outcome = entry.outcome
        say, date = self.wording.say, self.wording.date
        label = f"{entry.name}: {date(entry.since)}"
        if outcome is None:
            return self.scale.draw_row(entry.since, "", "", label=label)
        followed = ", ".join(filter(None, (say(outcome.state.word), outcome.date and date(outcome.date))))
        return self.scale.draw_row(entry.since, outcome.date, outcome.state.sign, label=f"{label}; {followed}")


class DataView(View):
    """The files of data, with what they mean."""

    template = "data.html.jinja"
    title = mark("Data")
    hide = ("navigation",)

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say(
            "The %(entries)s entries and %(mentions)s mentions as files that other programs can read.",
            entries=len(self.edition.entries),
            mentions=len(self.edition.mentions),
        )
