"""The data says what the glossary says: read back, checked against its schema, its shapes and SKOS's own conditions."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import jsonschema  # type: ignore[import-untyped]
import pyoxigraph
import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from generator.data import make_data
from generator.data.skos import _iri
from generator.linking.edition import read_edition
from generator.model.addresses import DATA_PAGE, Addresses, Style
from generator.model.entry import Entry
from generator.model.fields import _LANGUAGE, Language, Origin, Url
from generator.pages.maker import PageMaker
from generator.reading.project import read_project
from tests.samples import ROOT, make_edition, make_entry

if TYPE_CHECKING:
    from generator.linking.edition import Edition

ADDRESS = "https://example.org/edition/"


@cache
def edition(site: str = ADDRESS, style: Style = Style.FOLDERS, folder: Path = ROOT) -> Edition:
    """Return an edition, the real one if no other is named, as published at an address."""
    project = read_project(folder / "mkdocs.yml")
    return read_edition(replace(project, addresses=Addresses(site=site, style=style)))


def files(edition: Edition) -> dict[str, str]:
    """Return its files of data, by name."""
    return {Path(item.src_uri).name: item.content.decode() for item in make_data(edition)}


@cache
def data() -> dict[str, str]:
    """Return the files of data of the real edition, by name."""
    return files(edition())


def rows(name: str) -> list[dict[str, str]]:
    """Read a table."""
    return list(csv.DictReader(io.StringIO(data()[name])))


def graph() -> Graph:
    """Read the SKOS file."""
    return Graph().parse(data=data()["glossary.ttl"], format="turtle")


# glossary.json.


def as_written(value: Any) -> Any:
    """Leave out the keys that are empty, as an author does."""
    if isinstance(value, list):
        return [as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items() if item not in ("", None)}
    return value


def read_entry(item: dict[str, Any]) -> Entry:
    """Read what glossary.json says of an entry as if it were front matter, with the background below it."""
    keys = {key: value for key, value in item.items() if key not in {"id", "slug", "mentions", "background"}}
    origin = Origin(path=Path(f"{item['slug']}.md"), body=item["background"])
    return Entry.model_validate(as_written(keys), context=origin)


def test_reading_the_json_back_gives_the_same_glossary() -> None:
    read = json.loads(data()["glossary.json"])
    themes = {theme["id"]: theme["label"] for theme in read["themes"]}
    assert list(themes.items()) == list(edition().statement.themes.items())
    assert len(read["entries"]) == len(edition().entries)
    for item, entry in zip(read["entries"], edition().entries, strict=True):
        assert read_entry(item).model_dump() == entry.model_dump(), entry.slug


def test_the_json_holds_what_became_of_an_entry_and_what_its_sources_are() -> None:
    entries = {item["slug"]: item for item in json.loads(data()["glossary.json"])["entries"]}
    partnership, nations = entries["msp"], entries["un"]
    assert (partnership["checked"], partnership["until"]) == ("2026-11-28", "2026-06")
    assert (partnership["outcome"]["state"], partnership["outcome"]["date"]) == ("renamed", "2026-02-04")
    assert (partnership["sources"][1]["kind"], partnership["sources"][1]["via"]) == ("press", "koreaherald.com")
    assert nations["same_as"] == ["https://www.wikidata.org/entity/Q1065"]
    assert nations["outcome"] is None


def test_the_json_holds_the_statement_and_every_mention() -> None:
    read = json.loads(data()["glossary.json"])
    paragraphs = {item["number"]: item for item in read["statement"]["paragraphs"]}
    assert [item["text"] for item in paragraphs.values()] == [block.text for block in edition().statement.paragraphs]
    found = []
    for entry in read["entries"]:
        assert entry["id"] == f"{ADDRESS}glossary/{entry['slug']}/"
        for ordinal, mention in enumerate(entry["mentions"], 1):
            assert mention["id"] == f"{ADDRESS}statement/#m-{entry['slug']}-{ordinal}"
            text = paragraphs[mention["paragraph"]]["text"]
            assert text[mention["start"] : mention["end"]] == mention["exact"]
            sentence = paragraphs[mention["paragraph"]]["sentences"][mention["sentence"] - 1]
            assert sentence["id"] == f"{ADDRESS}statement/#p-{mention['paragraph']}-s{mention['sentence']}"
            assert sentence["start"] <= mention["start"] < mention["end"] <= sentence["end"]
            found.append((mention["paragraph"], mention["start"], entry["slug"]))
    assert sorted(found) == [(mention.paragraph, mention.start, mention.entry) for mention in edition().mentions]


def test_the_json_fits_its_published_schema() -> None:
    schema = json.loads(data()["glossary.schema.json"])
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    read = json.loads(data()["glossary.json"])
    assert list(validator.iter_errors(read)) == []
    read["entries"][0]["colour"] = "red"
    read["entries"][1]["mentions"] = "many"
    del read["entries"][2]["since"], read["statement"]["published"][0]["note"]
    assert len(list(validator.iter_errors(read))) == 4


def test_the_json_names_its_schema() -> None:
    assert json.loads(data()["glossary.json"])["$schema"] == f"{ADDRESS}data/glossary.schema.json"


# Tables.


def test_every_mention_is_a_row_that_finds_its_words() -> None:
    found = rows("mentions.csv")
    assert list(found[0]) == ["statement", "paragraph", "sentence", "start", "end", "exact", "entry"]
    texts = [block.text for block in edition().statement.paragraphs]
    for row in found:
        assert texts[int(row["paragraph"]) - 1][int(row["start"]) : int(row["end"])] == row["exact"]
        assert row["statement"] == f"{ADDRESS}statement/"
    expected = [(str(mention.paragraph), mention.exact, mention.entry) for mention in edition().mentions]
    assert [(row["paragraph"], row["exact"], row["entry"]) for row in found] == expected


def test_sentences_are_counted_from_one_in_each_paragraph() -> None:
    by_paragraph = defaultdict(list)
    for row in rows("mentions.csv"):
        by_paragraph[row["paragraph"]].append(int(row["sentence"]))
    assert all(numbers == sorted(numbers) and numbers[0] >= 1 for numbers in by_paragraph.values())
    # "We applaud our expanding ... Freedom Edge"; "Our trilateral defense engagements ... Chiefs of Defense".
    found = {(row["paragraph"], row["entry"]): row["sentence"] for row in reversed(rows("mentions.csv"))}
    assert (found["3", "freedom-edge"], found["3", "chiefs-of-defense"]) == ("1", "2")
    assert found["2", "trilateral-secretariat"] == "2"


def test_no_cell_is_a_formula_and_the_json_has_the_words() -> None:
    names = ("=1+1", "+4A", "-BB", "@CC", "A|B")
    entry = make_entry("a", name="Alba", aliases=names)
    found = files(make_edition(", ".join(names), [entry]))
    cells = [row["acronym"] for row in csv.DictReader(io.StringIO(found["acronyms.csv"]))]
    assert cells == ["'+4A", "'-BB", "'@CC", "A|B"]
    assert {alias["text"] for alias in json.loads(found["glossary.json"])["entries"][0]["aliases"]} == set(names)


ODD = st.lists(st.sampled_from([*"a#%[]{}|^`\\é港:@?.&'(", "%zz", "//"]), min_size=1).map("".join)


@given(ODD, st.from_regex(_LANGUAGE, fullmatch=True))
def test_every_address_and_language_that_is_accepted_can_be_data(odd: str, language: str) -> None:
    with suppress(ValidationError):
        assert pyoxigraph.NamedNode(_iri(TypeAdapter(Url).validate_python(f"https://{odd}"))).value
    assert pyoxigraph.Literal("a", language=TypeAdapter(Language).validate_python(language)).language


def test_acronyms_say_what_they_stand_for_and_whether_the_statement_does() -> None:
    found = {row["acronym"]: row for row in rows("acronyms.csv")}
    assert found["MSP"] == {
        "acronym": "MSP",
        "expansion": "Minerals Security Partnership",
        "entry": "msp",
        "defined": "yes",
        "paragraph": "8",
    }
    assert (found["UN"]["defined"], found["UN"]["paragraph"]) == ("no", "4")
    assert found["QDG"]["paragraph"] == ""
    acronyms = {entry.acronym for entry in edition().entries if entry.acronym}
    assert acronyms <= set(found)


# SKOS.


def test_reading_the_skos_back_gives_the_same_names_and_facts() -> None:
    read = graph()
    language = edition().statement.language
    assert len(set(read.subjects(RDF.type, SKOS.Concept))) == len(edition().entries)
    for entry in edition().entries:
        concept = URIRef(f"{ADDRESS}glossary/{entry.slug}/")
        preferred = {Literal(entry.name, lang=language)}
        preferred |= {Literal(names[0].text, lang=code) for code, names in entry.names.items()}
        others = {Literal(name.text, lang=language) for name in entry.aliases}
        others |= {Literal(name.text, lang=code) for code, names in entry.names.items() for name in names}
        assert set(read.objects(concept, SKOS.prefLabel)) == preferred
        assert set(read.objects(concept, SKOS.altLabel)) == others - preferred
        acronym = {Literal(entry.acronym)} if entry.acronym else set()
        assert set(read.objects(concept, SKOS.notation)) == acronym
        assert set(read.objects(concept, SKOS.hiddenLabel)) == {Literal(term) for term in entry.search_terms}
        assert set(read.objects(concept, SKOS.exactMatch)) == {URIRef(address) for address in entry.same_as}
        assert set(read.objects(concept, SKOS.definition)) == {Literal(entry.definition.text, lang=language)}
        assert len(set(read.objects(concept, DCTERMS.source))) == len({source.url for source in entry.sources})
        every_name = {str(item) for item in read.objects(concept, SKOS.prefLabel | SKOS.altLabel | SKOS.notation)}
        assert every_name == {name for name, _ in entry.all_names}


def test_names_in_english_japanese_and_korean_carry_their_language() -> None:
    labels = graph().objects(URIRef(f"{ADDRESS}glossary/freedom-edge/"), SKOS.prefLabel)
    assert {item.language for item in labels if isinstance(item, Literal)} == {"en", "ja", "ko"}


def test_what_a_sentence_names_together_is_related() -> None:
    read = graph()
    edge, framework, rise = (URIRef(f"{ADDRESS}glossary/{slug}/") for slug in ("freedom-edge", "tscf", "rise"))
    assert (edge, SKOS.related, framework) in read
    assert (framework, SKOS.related, edge) in read
    assert (edge, SKOS.related, rise) not in read


@cache
def shapes() -> Graph:
    return Graph().parse(data=data()["shapes.ttl"], format="turtle")


def check_shapes(read: Graph) -> tuple[bool, str]:
    conforms, _, text = pyshacl.validate(read, shacl_graph=shapes())
    return bool(conforms), str(text)


def test_the_skos_keeps_to_its_shapes() -> None:
    conforms, text = check_shapes(graph())
    assert conforms, text


CONCEPT = URIRef(f"{ADDRESS}glossary/harbour-forum/")


def small() -> Graph:
    """The SKOS of the smallest edition: SHACL takes its time."""
    written = files(edition(folder=ROOT / "tests" / "sites" / "minimal"))["glossary.ttl"]
    return Graph().parse(data=written, format="turtle")


@pytest.mark.parametrize(
    ("condition", "triple"),
    [
        ("S9: a concept is no scheme", (CONCEPT, RDF.type, SKOS.ConceptScheme)),
        ("S13: no label in two roles", (CONCEPT, SKOS.altLabel, Literal("Harbour Forum", lang="en"))),
        ("S14: one preferred label a language", (CONCEPT, SKOS.prefLabel, Literal("Harbour club", lang="en"))),
        ("nothing is related to itself", (CONCEPT, SKOS.related, CONCEPT)),
        ("S27: related is not broader", (CONCEPT, SKOS.broader, URIRef(f"{ADDRESS}glossary/north-star/"))),
        ("S37: a concept is no collection", (CONCEPT, RDF.type, SKOS.Collection)),
        ("S37: a scheme is no collection", (URIRef(f"{ADDRESS}glossary/"), RDF.type, SKOS.Collection)),
        ("a label has a language", (CONCEPT, SKOS.altLabel, Literal("The harbour thing"))),
        ("one notation", (CONCEPT, SKOS.notation, Literal("HFF"))),
        ("an exact match is an address", (CONCEPT, SKOS.exactMatch, Literal("Q1065"))),
        ("a source has a title", (CONCEPT, DCTERMS.source, URIRef("https://example.org/untitled"))),
        ("one scheme", (CONCEPT, SKOS.inScheme, URIRef("https://example.org/other"))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_shapes_refuse_what_skos_forbids(condition: str, triple: tuple[URIRef, URIRef, URIRef | Literal]) -> None:
    read = small()
    assert check_shapes(read)[0]
    read.add(triple)
    conforms, _ = check_shapes(read)
    assert not conforms, condition


@pytest.mark.parametrize(
    ("condition", "triples"),
    [
        ("S27: not over two steps either", [("harbour-forum", SKOS.broader, "x"), ("north-star", SKOS.narrower, "x")]),
        ("S27: nor the other way", [("north-star", SKOS.broader, "x"), ("x", SKOS.broader, "harbour-forum")]),
        (
            "S46: no exact match that is broader",
            [("harbour-forum", kind, "x") for kind in (SKOS.exactMatch, SKOS.broadMatch)],
        ),
        ("S46: nor related", [("harbour-forum", kind, "x") for kind in (SKOS.exactMatch, SKOS.relatedMatch)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_shapes_refuse_what_only_two_facts_make_wrong(
    condition: str, triples: list[tuple[str, URIRef, str]]
) -> None:
    read = small()
    for number, (subject, predicate, object_) in enumerate(triples):
        assert number == 0 or check_shapes(read)[0], condition
        read.add((URIRef(f"{ADDRESS}glossary/{subject}/"), predicate, URIRef(f"{ADDRESS}glossary/{object_}/")))
    assert not check_shapes(read)[0], condition


def test_the_shapes_miss_what_is_lost() -> None:
    read = small()
    # S23: what is related is related both ways.
    one_way = (CONCEPT, SKOS.related, URIRef(f"{ADDRESS}glossary/north-star/"))
    assert one_way in read
    for lost in (
        one_way,
        (CONCEPT, SKOS.prefLabel, None),
        (CONCEPT, SKOS.definition, None),
        (CONCEPT, SKOS.inScheme, None),
    ):
        short = Graph()
        short += read
        short.remove(lost)
        assert not check_shapes(short)[0], lost


def test_skos_holds_by_sets_what_shapes_leave_to_reasoning() -> None:
    """S13, S14 and S27 over the whole graph, written again without SHACL."""
    read = graph()
    roles = [set(read.subject_objects(role)) for role in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
    assert not roles[0] & roles[1]
    assert not roles[1] & roles[2]
    assert not roles[0] & roles[2]
    seen = [(subject, item.language) for subject, item in roles[0] if isinstance(item, Literal)]
    assert len(seen) == len(set(seen))
    related = set(read.subject_objects(SKOS.related))
    assert related == {(right, left) for left, right in related}
    assert all(left != right for left, right in related)


# Annotations.


def test_every_mention_is_an_annotation_on_its_paragraph() -> None:
    read = json.loads(data()["annotations.jsonld"])
    assert read["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert read["partOf"]["total"] == len(read["items"]) == len(edition().mentions)
    for item, mention in zip(read["items"], edition().mentions, strict=True):
        assert (item["type"], item["motivation"]) == ("Annotation", "linking")
        assert item["body"] == f"{ADDRESS}glossary/{mention.entry}/"
        assert item["target"]["source"] == f"{ADDRESS}statement/#p-{mention.paragraph}"
        quote, position = item["target"]["selector"]
        text = edition().statement.paragraphs[mention.paragraph - 1].text
        assert text[position["start"] : position["end"]] == quote["exact"] == mention.exact
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert len({item["id"] for item in read["items"]}) == len(read["items"])


# All of it.


def test_the_data_page_offers_every_file() -> None:
    page = next(page for page in PageMaker(edition()).make_all() if page.src_uri == DATA_PAGE)
    offered = {item["contentUrl"] for item in json.loads(page.meta["jsonld"])["distribution"]}
    assert offered == {f"{ADDRESS}data/{name}" for name in data() if not name.startswith("feed.")}


def test_both_feeds_hold_what_happened_and_what_was_corrected() -> None:
    atom = feedparser.parse(data()["feed.xml"].encode())
    assert not atom.bozo
    assert (atom.version, atom.feed.id, atom.feed.link) == ("atom10", f"{ADDRESS}data/feed.xml", f"{ADDRESS}since/")
    items = json.loads(data()["feed.json"])["items"]
    assert [(item.id, item.link, item.title, item.updated, item.content[0].value) for item in atom.entries] == [
        (item["id"], item["url"], item["title"], item["date_published"], item["content_text"]) for item in items
    ]
    assert [item.updated for item in atom.entries] == sorted((item.updated for item in atom.entries), reverse=True)
    assert len({item["id"] for item in items}) == len(items)
    by_id = {item["id"]: item for item in items}
    renamed = by_id[f"{ADDRESS}glossary/msp/#since-2026-02-04-1"]
    assert (renamed["url"], renamed["title"]) == (
        f"{ADDRESS}glossary/msp/#since",
        "Minerals Security Partnership (MSP), 4 February 2026",
    )
    assert "[^" not in data()["feed.json"]
    assert by_id[f"{ADDRESS}glossary/asean/#corrections-2026-11-28-1"]["title"].startswith("Correction: ")
    counted = sum(len(entry.later) + len(entry.corrections) for entry in edition().entries)
    alone = [
        entry.slug
        for entry in edition().entries
        if entry.outcome and entry.outcome.date and entry.outcome.date not in {event.date for event in entry.later}
    ]
    assert len(items) == counted + len(alone)


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert files(replace(edition())) == data()


def test_without_a_known_address_identifiers_are_relative_and_there_is_no_feed() -> None:
    assert [name for name in files(edition("")) if name.startswith("feed")] == []
    read = files(edition(site=""))
    assert json.loads(read["glossary.json"])["id"] == "../glossary/"
    assert json.loads(read["annotations.jsonld"])["items"][0]["body"] == "../glossary/japan/"
    # Whoever reads the file knows where it came from, and so what the addresses are.
    found = Graph().parse(data=read["glossary.ttl"], format="turtle", publicID=f"{ADDRESS}data/glossary.ttl")
    assert (URIRef(f"{ADDRESS}glossary/msp/"), RDF.type, SKOS.Concept) in found


def test_identifiers_are_the_addresses_of_pages_that_are_files() -> None:
    read = files(edition(style=Style.FILES))
    glossary = json.loads(read["glossary.json"])
    assert glossary["id"] == f"{ADDRESS}glossary/index.html"
    assert glossary["statement"]["paragraphs"][0]["id"] == f"{ADDRESS}statement.html#p-1"
    assert f"<{ADDRESS}glossary/msp.html>" in read["glossary.ttl"]
    assert read["mentions.csv"].splitlines()[1].startswith(f"{ADDRESS}statement.html,")
