"""The page that explains and offers the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from generator.model.addresses import DATA_PAGE, STATEMENT_PAGE, entry_page, paragraph_anchor

if TYPE_CHECKING:
    from generator.pages.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A downloadable file."""

    name: str
    media: str
    what: Markup
    """One sentence."""

    @property
    def src_uri(self) -> str:
        """The file's path, relative to docs/ and to the built site."""
        return f"data/{self.name}"


OFFERS = (
    Offer(
        name="glossary.json",
        media="application/json",
        what=Markup("Every entry with its names, facts, sources and mentions, and what the statement is."),
    ),
    Offer(
        name="glossary.schema.json",
        media="application/schema+json",
        what=Markup("The JSON Schema of <code>glossary.json</code>: what each key means."),
    ),
    Offer(
        name="glossary.ttl",
        media="text/turtle",
        what=Markup(
            "The glossary as a SKOS concept scheme: names by language, acronyms, definitions, relations, sources."
        ),
    ),
    Offer(
        name="shapes.ttl",
        media="text/turtle",
        what=Markup("The SHACL shapes that <code>glossary.ttl</code> is checked with at each change."),
    ),
    Offer(
        name="annotations.jsonld",
        media="application/ld+json",
        what=Markup("Every mention as a W3C Web Annotation on the published paragraph."),
    ),
    Offer(
        name="mentions.csv",
        media="text/csv",
        what=Markup("Every mention as a row, with its place in the paragraph’s text."),
    ),
    Offer(
        name="acronyms.csv",
        media="text/csv",
        what=Markup("Every acronym with its meaning and first use."),
    ),
)


class OfferRow(NamedTuple):
    """A row of the table of files."""

    name: str
    href: str
    what: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The page about the data."""

    description: str
    offers: tuple[OfferRow, ...]
    entries: int
    mentions: int
    address: str
    """Where the site is published; empty when it is not known."""
    is_local: bool
    """Whether only this machine knows that address."""
    entry_address: str
    """The address of one entry, as an example; empty when there is none yet."""
    paragraph_address: str


def view_data(context: Context) -> DataView:
    """View what there is to download."""
    edition = context.edition
    addresses = edition.project.addresses
    entries, mentions = len(edition.entries), len(edition.mentions)
    return DataView(
        description=f"The {entries} entries and {mentions} mentions as files that other programs can read.",
        offers=tuple(OfferRow(offer.name, context.href(offer.src_uri, DATA_PAGE), offer.what) for offer in OFFERS),
        entries=entries,
        mentions=mentions,
        address=addresses.site,
        is_local=addresses.is_local,
        entry_address=next((addresses.permanent(entry_page(entry.slug)) for entry in edition.alphabetical), ""),
        paragraph_address=addresses.permanent(f"{STATEMENT_PAGE}#{paragraph_anchor(1)}"),
    )
