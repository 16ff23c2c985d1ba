"""Glossary -> SKOS in Turtle: concepts with labels by language, definitions, relations and sources."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from generator.data.identifiers import identify
from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, entry_page, theme_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.linking.edition import Edition
    from generator.model.entry import Entry
    from generator.model.fields import Slug

PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""The type of a date by its length: 2024, 2024-11, 2024-11-15."""

_IRI = "%/:=&?~#+!$,;'@()*[]"
_RELATIVE = "relative-to-this-file:"
"""Stands before a relative address while the file is made: the library takes absolute ones only."""


class _Facts:
    """Facts by subject; one that is added twice counts once."""

    def __init__(self) -> None:
        self._triples: dict[str, Triple] = {}

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Add a fact; the predicate is given by its short name, such as `skos:related`."""
        triple = Triple(subject, _term(predicate), value)
        self._triples[str(triple)] = triple

    def write(self) -> bytes:
        """Write all of them, sorted, so that the same facts always give the same bytes."""
        triples = [self._triples[key] for key in sorted(self._triples)]
        written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        return written.replace(f"<{_RELATIVE}".encode(), b"<")


@cache
def _term(name: str) -> NamedNode:
    prefix, term = name.split(":")
    return NamedNode(PREFIXES[prefix] + term)


def _date(iso: str) -> Literal:
    """Return a day, a month or a year with its type."""
    return Literal(iso, datatype=_term(DATE_TYPES[len(iso)]))


def write_skos(edition: Edition) -> bytes:
    """Write the glossary as one concept scheme."""
    facts = _Facts()
    scheme = _iri(identify(edition, GLOSSARY_PAGE))
    language = edition.statement.language
    title = f"Glossary of the {edition.statement.title}"
    facts.add(scheme, "rdf:type", _term("skos:ConceptScheme"))
    facts.add(scheme, "dct:title", Literal(title, language=language))
    facts.add(scheme, "dct:subject", _iri(identify(edition, STATEMENT_PAGE)))
    concepts = {entry.slug: _iri(identify(edition, entry_page(entry.slug))) for entry in edition.entries}
    related = _named_together(edition)
    for entry in edition.entries:
        concept = concepts[entry.slug]
        facts.add(concept, "rdf:type", _term("skos:Concept"))
        facts.add(concept, "skos:inScheme", scheme)
        facts.add(scheme, "skos:hasTopConcept", concept)
        facts.add(concept, "skos:topConceptOf", scheme)
        _add_labels(facts, concept, entry, language)
        _add_facts(facts, concept, entry, language)
        for other in related[entry.slug]:
            facts.add(concept, "skos:related", concepts[other])
        label = edition.theme(entry).label
        theme = _iri(identify(edition, f"{GLOSSARY_PAGE}#{theme_anchor(entry.theme)}"))
        facts.add(theme, "rdf:type", _term("skos:Collection"))
        facts.add(theme, "skos:prefLabel", Literal(label, language=language))
        facts.add(theme, "skos:member", concept)
    return facts.write()


def _add_labels(facts: _Facts, concept: NamedNode, entry: Entry, language: str) -> None:
    """Add every name: SKOS permits one preferred name per language, and no name in two roles."""
    names = [(language, [entry.name, *(alias.text for alias in entry.aliases)])]
    names += [(code, [name.text for name in others]) for code, others in entry.names.items()]
    preferred: dict[str, Literal] = {}
    for code, texts in names:
        for text in texts:
            label = Literal(text, language=code)
            is_preferred = preferred.setdefault(code.lower(), label) == label
            facts.add(concept, "skos:prefLabel" if is_preferred else "skos:altLabel", label)
    if entry.acronym:
        facts.add(concept, "skos:notation", Literal(entry.acronym))
    for term in entry.search_terms:
        # In whatever language a reader types it.
        facts.add(concept, "skos:hiddenLabel", Literal(term))


def _add_facts(facts: _Facts, concept: NamedNode, entry: Entry, language: str) -> None:
    facts.add(concept, "skos:definition", Literal(entry.definition.text, language=language))
    facts.add(concept, "dc:type", Literal(entry.kind, language=language))
    if entry.since:
        facts.add(concept, "dct:created", _date(entry.since))
    if entry.site:
        facts.add(concept, "rdfs:seeAlso", _iri(entry.site))
    for address in entry.same_as:
        facts.add(concept, "skos:exactMatch", _iri(address))
    for source in entry.sources:
        document = _iri(source.url)
        facts.add(concept, "dct:source", document)
        facts.add(document, "dct:title", Literal(source.title, language=source.language))
        facts.add(document, "dc:publisher", Literal(source.publisher))
        if source.date:
            facts.add(document, "dct:issued", _date(source.date))


def _iri(address: str) -> NamedNode:
    """Return an address with only the characters that an IRI may hold."""
    if "://" not in address:
        address = _RELATIVE + address
    try:
        return NamedNode(address)
    except ValueError:
        pass
    try:
        return NamedNode(quote(address, safe=_IRI))
    except ValueError:
        return NamedNode(quote(address, safe=_IRI.replace("%", "").replace("[", "").replace("]", "")))


def _named_together(edition: Edition) -> Mapping[Slug, set[Slug]]:
    """Return the entries that a sentence of the statement names together; `related` goes both ways."""
    sentences: dict[tuple[int, int], set[Slug]] = defaultdict(set)
    for mention in edition.mentions:
        sentences[mention.paragraph, mention.sentence[0]].add(mention.entry)
    related: dict[Slug, set[Slug]] = defaultdict(set)
    for named in sentences.values():
        for slug in named:
            related[slug] |= named - {slug}
    return related
