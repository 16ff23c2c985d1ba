"""The first page."""

from collections import Counter
from functools import cached_property

from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.pages.context import Anchors, View

ROWS = 120
"""A picture of more rows than that nobody takes in, and of thousands it would be megabytes on the first page."""

UNSPACED = {"ja", "zh", "th", "lo", "km", "my"}
"""Languages that write no spaces between words."""

LONG_NAME = 42
"""Characters: a longer name makes place for its acronym."""


class HomeView(View):
    """The first page. Its figures are counted, never typed."""

    template = "home.html.jinja"

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say(
            "The statement of %(date)s, annotated: every initiative it names, explained and sourced.",
            date=self.wording.date(self.statement.date),
        )

    @property
    def anchor(self) -> str:
        """The id of its title."""
        return Anchors(["where"]).make(self.statement.title)

    @property
    def length(self) -> str:
        """How many words the statement has, headings of the source included; characters where no spaces part words."""
        text = " ".join(block.text for block in self.statement.blocks)
        if self.statement.language.split("-")[0] in UNSPACED:
            return self.wording.say_many("%(num)s character", "%(num)s characters", len("".join(text.split())))
        return self.wording.say_many("%(num)s word", "%(num)s words", len(text.split()))

    @property
    def sources(self) -> int:
        """How many documents are cited."""
        return len({source.url for entry in self.edition.entries for source in entry.sources})

    @property
    def themes(self) -> Counter[str]:
        """How many entries each theme has."""
        return Counter(entry.theme for entry in self.edition.entries)

    @cached_property
    def named(self) -> Counter[Slug]:
        """How often the statement names each entry. A counter keeps the order of the text, and so do the rows."""
        return Counter(mention.entry for mention in self.edition.mentions)

    @property
    def where(self) -> list[Entry]:
        """The entries that have a row: the most frequent ones, in the order in which the statement first names them."""
        drawn = {slug for slug, _ in self.named.most_common(ROWS)}
        return [self.edition.by_slug[slug] for slug in self.named if slug in drawn]

    def label(self, entry: Entry) -> str:
        """Return the name of an entry, or its acronym where the name is long."""
        return entry.acronym if entry.acronym and len(entry.name) > LONG_NAME else entry.name
