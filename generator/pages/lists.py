"""The first page, and those that list things: glossary, acronyms, subjects, outcomes, dates and data."""

from collections import Counter
from datetime import date

from markupsafe import Markup

from generator.model import group
from generator.model.addresses import theme_anchor
from generator.model.entry import Entry, OutcomeState, uncited
from generator.pages.context import Anchors, View, draw_lines
from generator.text.spelling import search_key

ROWS = 120  # A picture of more rows than that nobody takes in, and of thousands it would be megabytes on the first page


class HomeView(View):
    """The first page. Its figures are counted, never typed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        words = " ".join(block.text for block in self.statement.blocks).split()
        self.length = self.wording.say_many("%(num)s word", "%(num)s words", len(words))
        # Languages that write no spaces between words.
        if self.statement.language.split("-")[0] in {"ja", "zh", "th", "lo", "km", "my"}:
            self.length = self.wording.say_many("%(num)s character", "%(num)s characters", len("".join(words)))
        """How many words the statement has, headings of the source included; characters where no spaces part words."""
        self.sources = len({source.url for entry in self.edition.entries for source in entry.sources})
        """How many documents are cited."""
        self.named = Counter(mention.entry for mention in self.edition.mentions)
        """How often the statement names each entry. A counter keeps the order of the text, and so do the rows."""
        drawn = {slug for slug, _ in self.named.most_common(ROWS)}
        self.where = [self.edition.by_slug[slug] for slug in self.named if slug in drawn]
        """The entries that have a row: the most frequent ones, in the order in which the statement first names them."""


class GlossaryView(View):
    """The list of entries, by letter and by theme."""

    def __post_init__(self) -> None:
        super().__post_init__()
        found = group(self.edition.alphabetical, (), lambda entry: entry.name[0].upper())
        anchors = Anchors(["glossary", "a-to-z", "by-theme", *map(theme_anchor, self.statement.legend)])
        self.letters = [(letter, anchors.make(letter), entries) for letter, entries in found.items()]
        """The letters that names begin with, each with its id and its entries."""


class AcronymsView(View):
    """Every acronym that is a name of an entry, whether the text uses it or not."""


class TopicsView(View):
    """The topics in the order of a book's index."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.topics = sorted(self.edition.topics.topics, key=lambda topic: (search_key(topic.name), topic.name))
        anchors = Anchors(["index"])
        self.places = {topic.name: anchors.make(topic.name) for topic in self.topics}
        """The id of each topic, by its name."""
        found = group(self.topics, (), lambda topic: topic.name[0].upper())
        self.letters = [(letter, anchors.make(f"letter {letter}"), topics) for letter, topics in found.items()]
        """The letters that topics begin with, each with its id and its topics."""


class SinceView(View):
    """A row for each entry of which something is known, or was looked for, by state; and the same names by theme."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.rows = [entry for entry in self.edition.alphabetical if entry.outcome or entry.later]
        """The entries that are followed, in alphabetical order."""
        finished = [entry for entry in self.edition.entries if not entry.draft]
        self.unfollowed = sum(not (entry.outcome or entry.later) for entry in finished)
        """How many finished entries the page leaves out: their state is nothing that sources report."""
        states: tuple[OutcomeState | None, ...] = (*OutcomeState, None)
        self.by_state = group(self.rows, states, lambda entry: entry.outcome.state if entry.outcome else None)
        """The rows of each state; at the end those of things that go on in any case, such as a country."""

    def write(self, entry: Entry, text: str) -> Markup:
        """Write a sentence about an entry, without citations."""
        return self.context.writer.write(uncited(text), page=self.page, own=entry.slug).inline


class TimelineView(View):
    """The entries that have a date, in its order, and those that have none."""

    def __post_init__(self) -> None:
        super().__post_init__()
        start = self.statement.date
        dated = (entry for entry in self.edition.entries if entry.since)
        self.by_date = sorted(dated, key=lambda entry: (entry.since, entry.slug))  # The entries that have a date
        self.dated = [entry for entry in self.by_date if entry.since >= str(int(start[:4]) - 20)]
        """Those that are drawn: others began so long before the statement that they would press these together."""
        since, ends = [entry.since for entry in self.dated], [item.outcome.date for item in self.dated if item.outcome]
        self.end = max(self.edition.checked, start, *since, *ends)
        """The day on which the line of years ends: that of the last check, or what is later."""
        self.years = range(int(min([start, *since])[:4]), int(self.end[:4]) + 1)  # The years of the line
        ticks = draw_lines([self.place_of(str(year)) for year in self.years], "tick")
        self.ground = ticks + draw_lines([self.place_of(start)], "here")
        """The start of each year, and the day of the statement."""
        found = {entry.outcome.state for entry in self.by_date if entry.outcome}
        self.states = [state for state in OutcomeState if state in found]
        """What became of them: the signs that need a word."""

    def place_of(self, iso: str) -> float:
        """Return the place on the line, 0 to 1, of an ISO day, month or year, the last two at their start."""
        start, day, end = (date.fromisoformat(f"{day:0>4}-01-01"[:10]) for day in (str(self.years[0]), iso, self.end))
        return (day - start).days / ((end - start).days or 1)


class DataView(View):
    """The files of data, with what they mean."""
