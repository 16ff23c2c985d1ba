"""The page that explains and offers the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links

if TYPE_CHECKING:
    from generator.pages.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file of data that readers may load down."""

    name: str
    media: str
    what: str
    """One sentence, as Markdown."""

    @property
    def src_uri(self) -> str:
        """The file's path, relative to docs/ and to the built site."""
        return f"data/{self.name}"


OFFERS = (
    Offer(
        name="glossary.json",
        media="application/json",
        what="Every entry with its names, facts, sources and mentions, and what the statement is.",
    ),
    Offer(
        name="glossary.schema.json",
        media="application/schema+json",
        what="The JSON Schema of `glossary.json`: what each key means.",
    ),
    Offer(
        name="glossary.ttl",
        media="text/turtle",
        what="The glossary as a SKOS concept scheme: names by language, acronyms, definitions, relations, sources.",
    ),
    Offer(
        name="shapes.ttl",
        media="text/turtle",
        what="The SHACL shapes that `glossary.ttl` is checked with at each change.",
    ),
    Offer(
        name="annotations.jsonld",
        media="application/ld+json",
        what="Every mention as a W3C Web Annotation on the published paragraph.",
    ),
    Offer(
        name="mentions.csv",
        media="text/csv",
        what="Every mention as a row, with its place in the paragraph’s text.",
    ),
    Offer(
        name="acronyms.csv",
        media="text/csv",
        what="Every acronym with what it stands for and where it first stands.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The page about the data."""

    offers: tuple[Offer, ...]
    entries: int
    mentions: int
    address: str
    """Where the site is published; empty when it is not known."""
    is_local: bool
    """Whether only this machine knows that address."""
    entry_address: str
    """The address of one entry, as an example; empty when there is none yet."""
    paragraph_address: str


def view_data(edition: Edition) -> DataView:
    """View what there is to load down."""
    return DataView(
        offers=OFFERS,
        entries=len(edition.entries),
        mentions=len(edition.mentions),
        address=edition.address,
        is_local=links.is_local(edition.address),
        entry_address=next((edition.permanent(links.entry_page(item.slug)) for item in edition.alphabetical), ""),
        paragraph_address=f"{edition.permanent(links.STATEMENT_PAGE)}#{links.paragraph_anchor(1)}",
    )
