"""Glossary -> SKOS in Turtle: concepts with labels by language, definitions, relations and sources."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from urllib.parse import quote

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from generator.data.common import fill, identify, list_replaced
from generator.linking.edition import Edition
from generator.linking.markdown import describe_outcome
from generator.model.entry import Entry
from generator.model.fields import Slug

_IRI = "/:=&?~#+!$,;'@()*"
_NEAR = 12
"""How many names before it, and behind it, in a sentence an entry is related to: not all those of a long list."""
_RELATIVE = "relative-to-this-file:"
"""Stands before a relative address while the file is made: the library takes absolute ones only."""


def write_skos(edition: Edition) -> bytes:
    """Write the glossary as one concept scheme: sorted, so that the same facts always give the same bytes."""
    facts = fill(
        "glossary.ttl.jinja",
        edition,
        title=edition.wording.say("Glossary of the %(title)s", title=edition.statement.title),
        iri=_iri,
        page=cache(lambda target: f"<{_iri(identify(edition, target))}>"),
        replaced=[(_iri(old), _iri(new)) for old, new in list_replaced(edition) if new and "#" not in old],
        names_of=lambda entry: _list_names(entry, edition.statement.language),
        related=_named_together(edition),
        describe_outcome=describe_outcome,
    )
    read = parse(facts, RdfFormat.TURTLE)
    # One a line: a fact that is stated twice counts once.
    lines = (serialize(read, format=RdfFormat.N_TRIPLES) or b"").splitlines()
    found = parse(b"\n".join(sorted(set(lines))), RdfFormat.N_TRIPLES, lenient=True)
    written = serialize(found, format=RdfFormat.TURTLE, prefixes=read.prefixes) or b""
    return written.replace(f"<{_RELATIVE}".encode(), b"<")


def _list_names(entry: Entry, language: str) -> Mapping[str, list[str]]:
    """Return every name by the code of its language, in small letters; the preferred one is the first."""
    found = defaultdict(list, {language.lower(): [entry.name, *(alias.text for alias in entry.aliases)]})
    for code, names in entry.names.items():
        found[code.lower()] += (name.text for name in names)
    return found


def _iri(address: str) -> str:
    """Return an address with only the characters that an IRI may hold."""
    if "://" not in address:
        address = _RELATIVE + address
    # As it is if it can be; else without the signs that may stand only in some places, such as a lone percent sign.
    with suppress(ValueError):
        return NamedNode(address).value
    with suppress(ValueError):
        return NamedNode(quote(address, safe=_IRI + "%[]")).value
    before, hash_, after = address.partition("#")
    return quote(before, safe=_IRI) + hash_ + quote(after, safe=_IRI.replace("#", ""))


def _named_together(edition: Edition) -> Mapping[Slug, set[Slug]]:
    """Return the entries that a sentence names together, in a long one near each other; `related` goes both ways."""
    sentences: dict[tuple[int, int], dict[Slug, None]] = defaultdict(dict)
    for mention in edition.mentions:
        sentences[mention.paragraph, mention.sentence[0]][mention.entry] = None
    related: dict[Slug, set[Slug]] = defaultdict(set)
    for named in map(tuple, sentences.values()):
        for at, slug in enumerate(named):
            for other in named[at + 1 : at + 1 + _NEAR]:
                related[slug].add(other)
                related[other].add(slug)
    return related
