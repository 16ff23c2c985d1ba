"""A page -> schema.org data about it, for search engines and other machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator import links

if TYPE_CHECKING:
    from generator.model import Entry
    from generator.pages.edition import Edition


def describe_statement(edition: Edition) -> str:
    """Describe the statement and what it mentions."""
    statement, page = edition.statement, links.STATEMENT_PAGE
    named = dict.fromkeys(mention.entry for mention in edition.mentions)
    return _write(
        {
            "@type": "CreativeWork",
            "@id": _address(edition, links.STATEMENT_PAGE, page),
            "url": _address(edition, links.STATEMENT_PAGE, page),
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
    page = links.entry_page(entry.slug)
    names = [label.text for label in entry.aliases]
    names += [label.text for _, labels in entry.names for label in labels]
    term = _term(edition, entry, page) | {
        "url": _address(edition, links.entry_page(entry.slug), page),
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
    page = links.GLOSSARY_PAGE
    return _write(
        _glossary(edition, page)
        | {
            "url": _address(edition, links.GLOSSARY_PAGE, page),
            "about": {"@id": _address(edition, links.STATEMENT_PAGE, page)},
            "hasDefinedTerm": [_term(edition, entry, page) for entry in edition.alphabetical],
        }
    )


def describe_home(edition: Edition) -> str:
    """Describe the site."""
    page = links.HOME_PAGE
    return _write(
        _site(edition, page)
        | {
            "url": _address(edition, links.HOME_PAGE, page),
            "name": edition.statement.title,
            "about": {"@id": _address(edition, links.STATEMENT_PAGE, page)},
        }
    )


def describe_page(edition: Edition, page: str, name: str) -> str:
    """Describe a page that is about no one thing."""
    address = _address(edition, page, page)
    return _write({"@type": "WebPage", "@id": address, "url": address, "name": name, "isPartOf": _site(edition, page)})


def describe_data(edition: Edition, files: tuple[tuple[str, str], ...]) -> str:
    """Describe the data set and its files.

    Args:
        edition: what the data is about.
        files: the path of each file, relative to docs/, and its media type.
    """
    page = links.DATA_PAGE
    address = _address(edition, page, page)
    home = _address(edition, links.HOME_PAGE, page)
    return _write(
        {
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": f"{edition.statement.title}: glossary and mentions as data",
            "description": f"The {len(edition.entries)} entries of the glossary and the "
            f"{len(edition.mentions)} places where the statement names them.",
            "isPartOf": _site(edition, page),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": home + path, "encodingFormat": media} for path, media in files
            ],
        }
    )


def _address(edition: Edition, target: str, page: str) -> str:
    """Give the address of a page; relative to the page that it is written on when the site's own is not known."""
    return edition.permanent(target) if edition.address else links.address(target, page)


def _site(edition: Edition, page: str) -> dict[str, Any]:
    return {"@type": "WebSite", "@id": _address(edition, links.HOME_PAGE, page)}


def _glossary(edition: Edition, page: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet",
        "@id": _address(edition, links.GLOSSARY_PAGE, page),
        "name": f"Glossary of the {edition.statement.title}",
    }


def _term(edition: Edition, entry: Entry, page: str) -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "@id": _address(edition, links.entry_page(entry.slug), page), "name": entry.name}
    return term | ({"termCode": entry.acronym} if entry.acronym else {})


def _write(data: dict[str, Any]) -> str:
    return json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":"))
