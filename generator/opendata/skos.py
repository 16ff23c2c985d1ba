"""Glossary -> SKOS in Turtle: concepts with labels by language, definitions, relations and sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, RDF, RDFS, SKOS, XSD

from generator import links
from generator.opendata.identifiers import entry_id, page_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from generator.model import Entry, Site, Slug

DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""The type of a date by its length: 2024, 2024-11, 2024-11-15."""

_IRI = "%/:=&?~#+!$,;'@()*[]"


def write_skos(site: Site) -> str:
    """Write the glossary as one concept scheme.

    Nothing in it is anonymous, so that rdflib's serialiser, which sorts, always gives the same bytes.
    """
    graph = Graph()
    graph.bind("dct", DCTERMS)
    scheme = URIRef(page_id(site, links.GLOSSARY_PAGE))
    language = site.statement.language
    title = f"Glossary of the {site.statement.title}"
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal(title, lang=language)))
    graph.add((scheme, DCTERMS.subject, URIRef(page_id(site, links.STATEMENT_PAGE))))
    related = _named_together(site)
    themes: dict[str, URIRef] = {}
    for entry in site.entries:
        concept = URIRef(entry_id(site, entry.slug))
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((scheme, SKOS.hasTopConcept, concept))
        graph.add((concept, SKOS.topConceptOf, scheme))
        _add_labels(graph, concept, entry, language)
        _add_facts(graph, concept, entry, language)
        for other in related[entry.slug]:
            graph.add((concept, SKOS.related, URIRef(entry_id(site, other))))
        theme = themes.setdefault(entry.theme.id, URIRef(f"{scheme}#theme-{entry.theme.id}"))
        graph.add((theme, RDF.type, SKOS.Collection))
        graph.add((theme, SKOS.prefLabel, Literal(entry.theme.label, lang=language)))
        graph.add((theme, SKOS.member, concept))
    return graph.serialize(format="turtle").strip("\n") + "\n"


def _add_labels(graph: Graph, concept: URIRef, entry: Entry, language: str) -> None:
    """Add every name: SKOS permits one preferred name a language, and no name in two roles."""
    names = [(language, (entry.name, *(label.text for label in entry.aliases)))]
    names += [(code, tuple(label.text for label in labels)) for code, labels in entry.names]
    preferred: dict[str, Node] = {}
    labels: set[Node] = set()
    for code, texts in names:
        for text in texts:
            label = Literal(text, lang=code)
            if preferred.setdefault(code.lower(), label) == label:
                graph.add((concept, SKOS.prefLabel, label))
            elif label not in labels:
                graph.add((concept, SKOS.altLabel, label))
            labels.add(label)
    if entry.acronym:
        graph.add((concept, SKOS.notation, Literal(entry.acronym)))
    for term in entry.search_terms:
        # In whatever language a reader types it.
        graph.add((concept, SKOS.hiddenLabel, Literal(term)))


def _add_facts(graph: Graph, concept: URIRef, entry: Entry, language: str) -> None:
    graph.add((concept, SKOS.definition, Literal(entry.definition.text, lang=language)))
    graph.add((concept, DC.type, Literal(entry.kind, lang=language)))
    if entry.since:
        graph.add((concept, DCTERMS.created, _date(entry.since)))
    if entry.site:
        graph.add((concept, RDFS.seeAlso, _iri(entry.site)))
    for source in entry.sources:
        document = _iri(source.url)
        graph.add((concept, DCTERMS.source, document))
        graph.add((document, DCTERMS.title, Literal(source.title, lang=source.language)))
        graph.add((document, DC.publisher, Literal(source.publisher)))
        if source.date:
            graph.add((document, DCTERMS.issued, _date(source.date)))


def _date(iso: str) -> Literal:
    # Not normalised: rdflib would make a full date of a year.
    return Literal(iso, datatype=DATE_TYPES[len(iso)], normalize=False)


def _iri(url: str) -> URIRef:
    """Write an outside address with only signs that an IRI may hold."""
    return URIRef(quote(url, safe=_IRI) if any(char in url for char in ' <>"{}|\\^`') else url)


def _named_together(site: Site) -> Mapping[Slug, set[Slug]]:
    """Give the entries that one sentence of the statement names together; it goes both ways, as `related` must."""
    sentences: dict[tuple[int, int], set[Slug]] = defaultdict(set)
    for mention in site.mentions:
        sentences[mention.paragraph, mention.sentence[0]].add(mention.entry)
    related: dict[Slug, set[Slug]] = defaultdict(set)
    for named in sentences.values():
        for slug in named:
            related[slug] |= named - {slug}
    return related
