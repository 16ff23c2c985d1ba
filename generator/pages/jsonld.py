"""A page -> schema.org data about it, for search engines and other machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.model.addresses import DATA_PAGE, GLOSSARY_PAGE, HOME_PAGE, STATEMENT_PAGE, entry_page
from generator.pages.data import OFFERS

if TYPE_CHECKING:
    from generator.linking.edition import Edition
    from generator.model.entry import Entry


def describe_statement(edition: Edition) -> str:
    """Describe the statement and what it mentions."""
    statement, page = edition.statement, STATEMENT_PAGE
    named = dict.fromkeys(mention.entry for mention in edition.mentions)
    return _write(
        {
            "@type": "CreativeWork",
            **_own(edition, page),
            "name": statement.title,
            "datePublished": statement.date,
            "inLanguage": statement.language,
            "author": [{"@type": "Organization", "name": party} for party in statement.parties],
            "isPartOf": _site(edition, page),
            "citation": [source.url for source in statement.published],
            "mentions": [_term(edition, edition.by_slug[slug], page) for slug in named],
        }
    )


def describe_entry(edition: Edition, entry: Entry) -> str:
    """Describe an entry as a term of the glossary."""
    page = entry_page(entry.slug)
    names = [alias.text for alias in entry.aliases]
    names += [name.text for labels in entry.names.values() for name in labels]
    term = _term(edition, entry, page) | {
        **_own(edition, page),
        "description": entry.definition.text,
        "inDefinedTermSet": _glossary(edition, page),
    }
    if names:
        term["alternateName"] = list(dict.fromkeys(names))
    if entry.site:
        term["sameAs"] = entry.site
    return _write(term)


def describe_glossary(edition: Edition) -> str:
    """Describe the glossary as a set of terms."""
    page = GLOSSARY_PAGE
    return _write(
        _glossary(edition, page)
        | {
            **_own(edition, page),
            "about": {"@id": _address(edition, STATEMENT_PAGE, page)},
            "hasDefinedTerm": [_term(edition, entry, page) for entry in edition.alphabetical],
        }
    )


def describe_home(edition: Edition) -> str:
    """Describe the site."""
    page = HOME_PAGE
    return _write(
        _site(edition, page)
        | {
            **_own(edition, page),
            "name": edition.statement.title,
            "about": {"@id": _address(edition, STATEMENT_PAGE, page)},
        }
    )


def describe_data(edition: Edition) -> str:
    """Describe the data set and its files."""
    page = DATA_PAGE
    return _write(
        {
            "@type": "Dataset",
            **_own(edition, page),
            "name": f"{edition.statement.title}: glossary and mentions as data",
            "description": f"The {len(edition.entries)} entries of the glossary and the "
            f"{len(edition.mentions)} places where the statement names them.",
            "isPartOf": _site(edition, page),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": _address(edition, offer.src_uri, page),
                    "encodingFormat": offer.media,
                }
                for offer in OFFERS
            ],
        }
    )


def _address(edition: Edition, target: str, page: str) -> str:
    """Return the permanent address; relative to the page that it is written on when the site's is not known."""
    addresses = edition.project.addresses
    return addresses.permanent(target) if addresses.site else addresses.href(target, page)


def _own(edition: Edition, page: str) -> dict[str, str]:
    """Return what a page says of its own address."""
    address = _address(edition, page, page)
    return {"@id": address, "url": address}


def _site(edition: Edition, page: str) -> dict[str, Any]:
    return {"@type": "WebSite", "@id": _address(edition, HOME_PAGE, page)}


def _glossary(edition: Edition, page: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet",
        "@id": _address(edition, GLOSSARY_PAGE, page),
        "name": f"Glossary of the {edition.statement.title}",
    }


def _term(edition: Edition, entry: Entry, page: str) -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "@id": _address(edition, entry_page(entry.slug), page), "name": entry.name}
    return term | ({"termCode": entry.acronym} if entry.acronym else {})


def _write(data: dict[str, Any]) -> str:
    return json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":"))
