"""The glossary's list and the list of acronyms."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from generator.linking.acronyms import Acronym, list_acronyms
from generator.model.addresses import theme_anchor
from generator.model.entry import Entry
from generator.pages.anchors import Anchors
from generator.pages.context import View


@dataclass(frozen=True, kw_only=True)
class GlossaryView(View):
    """The list of entries, by letter and by theme."""

    template = "glossary.html.jinja"
    title = "Glossary"
    hide = ("navigation",)

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return f"All {len(self.edition.entries)} initiatives, bodies and terms, from A to Z and by theme."

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


@dataclass(frozen=True, kw_only=True)
class AcronymsView(View):
    """Every acronym that is a name of an entry, whether the text uses it or not."""

    template = "acronyms.html.jinja"
    title = "Acronyms"

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return f"Every acronym with its meaning and first use: {len(self.acronyms)} in all."

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms, as a reader looks them up."""
        return list_acronyms(self.edition)
