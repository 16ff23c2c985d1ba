"""The page of what became of everything after the statement."""

from functools import cached_property

from markupsafe import Markup

from generator.model.entry import Entry, LaterEvent, OutcomeState, Source, cited_ids, uncited
from generator.pages.context import View
from generator.text.wording import mark


class SinceView(View):
    """A row for each entry of which something is known, or was looked for, by state; and the same names by theme."""

    template = "since.html.jinja"
    title = mark("Since the statement")
    hide = ("navigation",)

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return self.wording.say(
            "What became of the %(num)s initiatives and bodies followed after the statement, with sources.",
            num=len(self.rows),
        )

    @cached_property
    def rows(self) -> list[Entry]:
        """The entries that are followed, in alphabetical order."""
        return [entry for entry in self.edition.alphabetical if entry.outcome or entry.later]

    @cached_property
    def by_state(self) -> dict[OutcomeState | None, list[Entry]]:
        """The rows of each state; at the end those of things that go on in any case, such as a country."""
        found: dict[OutcomeState | None, list[Entry]] = {state: [] for state in (*OutcomeState, None)}
        for entry in self.rows:
            found[entry.outcome.state if entry.outcome else None].append(entry)
        return {state: entries for state, entries in found.items() if entries}

    @property
    def by_theme(self) -> dict[str, list[Entry]]:
        """The rows of each theme, in the order of the legend."""
        found = {theme: [entry for entry in self.rows if entry.theme == theme] for theme in self.statement.legend}
        return {theme: entries for theme, entries in found.items() if entries}

    def events(self, entry: Entry) -> list[LaterEvent]:
        """Return the later events but for that of the outcome, in the order of their days."""
        known = entry.outcome.date if entry.outcome else ""
        return sorted((event for event in entry.later if event.date != known), key=lambda event: event.date)

    def write(self, entry: Entry, text: str) -> Markup:
        """Write a sentence about an entry, without citations."""
        return self.context.writer.write(uncited(text), page=self.page, own=entry.slug).inline

    def sources(self, entry: Entry, text: str) -> list[Source]:
        """Return the documents that a sentence about an entry cites."""
        cited = cited_ids(text)
        return [source for source in entry.sources if source.id in cited]
