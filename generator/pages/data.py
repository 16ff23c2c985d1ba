"""The page that explains and offers the data."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from markupsafe import Markup

from generator.pages.context import View


class Offer(NamedTuple):
    """A downloadable file."""

    name: str
    """In the folder data/ of the built site."""
    media: str
    what: Markup
    """One sentence."""


@dataclass(frozen=True, kw_only=True)
class DataView(View):
    """The page about the data."""

    template = "data.html.jinja"
    title = "Data"
    hide = ("navigation",)

    offers: ClassVar = (
        Offer(
            "glossary.json",
            "application/json",
            Markup("Every entry with its names, facts, sources and mentions, and what the statement is."),
        ),
        Offer(
            "glossary.schema.json",
            "application/schema+json",
            Markup("The JSON Schema of <code>glossary.json</code>: what each key means."),
        ),
        Offer(
            "glossary.ttl",
            "text/turtle",
            Markup(
                "The glossary as a SKOS concept scheme: names by language, acronyms, definitions, relations, sources."
            ),
        ),
        Offer(
            "shapes.ttl",
            "text/turtle",
            Markup("The SHACL shapes that <code>glossary.ttl</code> is checked with at each change."),
        ),
        Offer(
            "annotations.jsonld",
            "application/ld+json",
            Markup("Every mention as a W3C Web Annotation on the published paragraph."),
        ),
        Offer("mentions.csv", "text/csv", Markup("Every mention as a row, with its place in the paragraph’s text.")),
        Offer("acronyms.csv", "text/csv", Markup("Every acronym with its meaning and first use.")),
        Offer(
            "topics.json", "application/json", Markup("The index of topics, with words for each in several languages.")
        ),
    )

    @property
    def description(self) -> str:
        """What search engines show of it."""
        entries, mentions = len(self.edition.entries), len(self.edition.mentions)
        return f"The {entries} entries and {mentions} mentions as files that other programs can read."
