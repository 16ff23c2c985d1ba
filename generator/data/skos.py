"""Glossary -> SKOS in Turtle: concepts with labels by language, definitions, relations and sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from generator.data.identifiers import identify, list_replaced
from generator.linking.edition import Edition
from generator.linking.prose import describe_outcome
from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, entry_page, theme_anchor
from generator.model.entry import Entry, Source
from generator.model.fields import Slug

_Value = NamedNode | Literal

PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""The type of a date by its length: 2024, 2024-11, 2024-11-15."""

_IRI = "/:=&?~#+!$,;'@()*"
_NEAR = 12
"""How many names before it, and behind it, in a sentence an entry is related to: not all those of a long list."""
_RELATIVE = "relative-to-this-file:"
"""Stands before a relative address while the file is made: the library takes absolute ones only."""


def write_skos(edition: Edition) -> bytes:
    """Write the glossary as one concept scheme: sorted, so that the same facts always give the same bytes."""
    triples = [Triple(subject, _term(predicate), value) for subject, predicate, value in _list_facts(edition)]
    # A fact that is stated twice counts once.
    found = {str(triple): triple for triple in triples}
    written = serialize([found[key] for key in sorted(found)], format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return written.replace(f"<{_RELATIVE}".encode(), b"<")


def _list_facts(edition: Edition) -> Iterator[tuple[NamedNode, str, _Value]]:
    """Yield subjects, short names of predicates, and values."""
    language = edition.statement.language
    scheme = _iri(identify(edition, GLOSSARY_PAGE))
    yield scheme, "rdf:type", _term("skos:ConceptScheme")
    yield (
        scheme,
        "dct:title",
        Literal(
            edition.wording.say("Glossary of the %(title)s", title=edition.statement.title),
            language=edition.wording.language,
        ),
    )
    yield scheme, "dct:subject", _iri(identify(edition, STATEMENT_PAGE))
    yield scheme, "owl:versionInfo", Literal(str(edition.record.version))
    for old, new in list_replaced(edition):
        if new and "#" not in old:
            yield _iri(old), "dct:isReplacedBy", _iri(new)
    concepts = {entry.slug: _iri(identify(edition, entry_page(entry.slug))) for entry in edition.entries}
    related = _named_together(edition)
    for entry in edition.entries:
        concept = concepts[entry.slug]
        yield concept, "rdf:type", _term("skos:Concept")
        yield concept, "skos:inScheme", scheme
        yield concept, "skos:topConceptOf", scheme
        yield scheme, "skos:hasTopConcept", concept
        for predicate, value in (*_label(entry, language), *_describe(entry, edition)):
            yield concept, predicate, value
        for other in related[entry.slug]:
            yield concept, "skos:related", concepts[other]
        for source in entry.sources:
            yield from _cite(concept, source)
        for text in edition.comparisons:
            if entry.slug in text.named:
                address = identify(edition, text.page) if text.page else text.url
                yield concept, "dct:isReferencedBy", _iri(address)
        theme = _iri(identify(edition, f"{GLOSSARY_PAGE}#{theme_anchor(entry.theme)}"))
        yield theme, "rdf:type", _term("skos:Collection")
        yield theme, "skos:prefLabel", Literal(edition.theme(entry).label, language=language)
        yield theme, "skos:member", concept


def _label(entry: Entry, language: str) -> Iterator[tuple[str, _Value]]:
    """Yield every name: SKOS permits one preferred name per language, and no name in two roles."""
    names = [(language, entry.name), *((language, alias.text) for alias in entry.aliases)]
    names += [(code, name.text) for code, others in entry.names.items() for name in others]
    preferred: dict[str, Literal] = {}
    for code, text in names:
        label = Literal(text, language=code)
        is_preferred = preferred.setdefault(code.lower(), label) == label
        yield "skos:prefLabel" if is_preferred else "skos:altLabel", label
    if entry.acronym:
        yield "skos:notation", Literal(entry.acronym)
    for term in entry.search_terms:
        # In whatever language a reader types it.
        yield "skos:hiddenLabel", Literal(term)


def _describe(entry: Entry, edition: Edition) -> Iterator[tuple[str, _Value]]:
    language = edition.language
    yield "skos:definition", Literal(entry.definition.text, language=language)
    yield "dc:type", Literal(entry.kind, language=language)
    if entry.since:
        yield "dct:created", _date(entry.since)
    if outcome := describe_outcome(entry, edition.wording):
        yield "skos:changeNote", Literal(outcome, language=language)
    if entry.site:
        yield "rdfs:seeAlso", _iri(entry.site)
    for address in entry.same_as:
        yield "skos:exactMatch", _iri(address)


def _cite(concept: NamedNode, source: Source) -> Iterator[tuple[NamedNode, str, _Value]]:
    document = _iri(source.url)
    yield concept, "dct:source", document
    yield document, "dct:title", Literal(source.title, language=source.language)
    yield document, "dc:publisher", Literal(source.publisher)
    if source.date:
        yield document, "dct:issued", _date(source.date)


@cache
def _term(name: str) -> NamedNode:
    prefix, term = name.split(":")
    return NamedNode(PREFIXES[prefix] + term)


def _date(iso: str) -> Literal:
    """Return a day, a month or a year with its type."""
    return Literal(iso, datatype=_term(DATE_TYPES[len(iso)]))


def _iri(address: str) -> NamedNode:
    """Return an address with only the characters that an IRI may hold."""
    if "://" not in address:
        address = _RELATIVE + address
    # As it is if it can be; else without the signs that may stand only in some places, such as a lone percent sign.
    for spelling in (address, quote(address, safe=_IRI + "%[]")):
        with suppress(ValueError):
            return NamedNode(spelling)
    before, hash_, after = address.partition("#")
    return NamedNode(quote(before, safe=_IRI) + hash_ + quote(after, safe=_IRI.replace("#", "")))


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
