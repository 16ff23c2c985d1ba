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
    statement = edition.statement
    named = dict.fromkeys(mention.entry for mention in edition.mentions)
    return _write(
        {
            "@type": "CreativeWork",
            "@id": edition.permanent(links.STATEMENT_PAGE),
            "url": edition.permanent(links.STATEMENT_PAGE),
            "name": statement.title,
            "datePublished": statement.date,
            "inLanguage": statement.language,
            "author": [{"@type": "Organization", "name": party} for party in statement.parties],
            "isPartOf": _site(edition),
            "citation": [source.url for source in statement.published],
            "mentions": [_term(edition, edition.by_slug[slug]) for slug in named],
        }
    )


def describe_entry(edition: Edition, entry: Entry) -> str:
    """Describe an entry as a term of the glossary."""
    names = [label.text for label in entry.aliases]
    names += [label.text for _, labels in entry.names for label in labels]
    term = _term(edition, entry) | {
        "url": edition.permanent(links.entry_page(entry.slug)),
        "description": entry.definition.text,
        "inDefinedTermSet": _glossary(edition),
    }
    if names:
        term["alternateName"] = list(dict.fromkeys(names))
    if entry.site:
        term["sameAs"] = entry.site
    return _write(term)


def describe_glossary(edition: Edition) -> str:
    """Describe the glossary as a set of terms."""
    return _write(
        _glossary(edition)
        | {
            "url": edition.permanent(links.GLOSSARY_PAGE),
            "about": {"@id": edition.permanent(links.STATEMENT_PAGE)},
            "hasDefinedTerm": [_term(edition, entry) for entry in edition.alphabetical],
        }
    )


def describe_home(edition: Edition) -> str:
    """Describe the site."""
    return _write(
        _site(edition)
        | {
            "url": edition.permanent(links.HOME_PAGE),
            "name": edition.statement.title,
            "about": {"@id": edition.permanent(links.STATEMENT_PAGE)},
        }
    )


def describe_page(edition: Edition, src_uri: str, name: str) -> str:
    """Describe a page that is about no one thing."""
    address = edition.permanent(src_uri)
    return _write({"@type": "WebPage", "@id": address, "url": address, "name": name, "isPartOf": _site(edition)})


def describe_data(edition: Edition, files: tuple[tuple[str, str], ...]) -> str:
    """Describe the data set and its files.

    Args:
        edition: what the data is about.
        files: the path of each file, relative to docs/, and its media type.
    """
    address = edition.permanent(links.DATA_PAGE)
    return _write(
        {
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": f"{edition.statement.title}: glossary and mentions as data",
            "description": f"The {len(edition.entries)} entries of the glossary and the "
            f"{len(edition.mentions)} places where the statement names them.",
            "isPartOf": _site(edition),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": edition.address + path, "encodingFormat": media}
                for path, media in files
            ],
        }
    )


def _site(edition: Edition) -> dict[str, Any]:
    return {"@type": "WebSite", "@id": edition.permanent(links.HOME_PAGE)}


def _glossary(edition: Edition) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet",
        "@id": edition.permanent(links.GLOSSARY_PAGE),
        "name": f"Glossary of the {edition.statement.title}",
    }


def _term(edition: Edition, entry: Entry) -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "@id": edition.permanent(links.entry_page(entry.slug)), "name": entry.name}
    return term | ({"termCode": entry.acronym} if entry.acronym else {})


def _write(data: dict[str, Any]) -> str:
    return json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":"))
