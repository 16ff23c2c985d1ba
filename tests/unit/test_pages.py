"""Pages of small editions: what each shows, whatever its texts hold, and never more rows than somebody can take in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from generator.model.addresses import Addresses, Style
from generator.model.statement import Block, BlockKind, Run, Statement
from generator.pages.entry import ALONGSIDE
from generator.pages.lists import ROWS
from generator.pages.maker import PageMaker
from generator.text.html import read_body
from tests.samples import PROJECT, make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

    from generator.linking.edition import Edition
    from generator.model.entry import Entry
    from generator.model.page import Page

HOSTILE = "</script><b>&amp; \"x\" 'y' {{ z }} `w` *v*"
SOURCE = {"id": "s1", "title": "A report", "publisher": "A ministry", "url": "https://example.org/a?b=1&c=(2)"}


def make_page(edition: Edition, src_uri: str) -> Page:
    return next(page for page in PageMaker(edition).make_all() if page.src_uri == src_uri)


def body_of(statement: Statement | str, entries: Sequence[Entry], src_uri: str) -> LexborNode:
    return read_body(make_page(make_edition(statement, entries), src_uri).body)


def texts(body: LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in body.css(selector)]


def make_forums(count: int) -> tuple[str, list[Entry]]:
    """Make a text that names each of so many entries once, and the last one twice."""
    entries = [make_entry(f"e{n}", name=f"Forum {n}") for n in range(count)]
    return ", ".join([*(entry.name for entry in entries), entries[-1].name]), entries


def make_full() -> Edition:
    """Make an edition whose entry has something of everything, all of it hostile."""
    full = make_entry(
        "full",
        name=HOSTILE,
        acronym="FU",
        aliases=["FULL [^s1]"],
        names={"ja": ["全 [^s1][^statement]"]},
        definition=f"{HOSTILE} [^s1]",
        established=f"In 1999. {HOSTILE} [^s1]",
        led_by="Alba.",
        until="2021-06",
        checked="2021-07-01",
        outcome={"state": "held-again", "text": "It met. [^s1][^statement]", "date": "2021-05"},
        disagreements=["One says so. [^s1]"],
        later=[{"date": "2021-05", "text": "It moved. [^s1]"}],
        not_found=[HOSTILE],
        corrections=[{"date": "2021-07-01", "text": HOSTILE}],
        former_slugs=["fuller"],
        since="1999",
        site="https://example.org/?a=1&b=2",
        sources=[
            SOURCE | {"title": HOSTILE, "language": "ja", "date": "2019-12", "kind": "copy", "via": "example.org"}
        ],
        background="It is FULL.",
    )
    draft = make_entry("draft", name="Draft Pact", draft=True)
    outcome = {"state": "nothing-found", "text": "Nobody speaks of it."}
    inside = make_entry("inside", name="Pact Only", aliases=["Draft"], checked="2020-03-02", outcome=outcome)
    statement = make_statement(
        f"The FU and the Draft Pact. {HOSTILE}",
        title=HOSTILE,
        dateline=HOSTILE,
        sections=[{"before": 1, "heading": HOSTILE}],
        published=[{"title": HOSTILE, "publisher": HOSTILE, "url": "https://example.org/", "language": "ja"}],
    )
    return make_edition(statement, [full, draft, inside])


@pytest.mark.parametrize("style", Style)
def test_every_page_can_be_made_and_shows_hostile_text_as_it_is(style: Style) -> None:
    edition = make_full()
    edition = replace(edition, project=replace(edition.project, addresses=Addresses(style=style)))
    pages = list(PageMaker(edition).make_all())
    assert {page.src_uri for page in pages} == set(edition.sources)
    assert len(pages) == 7 + len(edition.entries) + 1
    for page in pages:
        body = read_body(page.body)
        assert len(body.css("h1[id]")) == 1
        assert page.body.startswith("<div ")
        assert not body.css("script")
        # No element of ours is a <b>: there is one only where the prose of an entry is written with one.
        assert {node.parent.tag for node in body.css("b") if node.parent} <= {"dd", "li"}
        ids = [node.attributes["id"] for node in body.css("[id]")]
        assert len(ids) == len(set(ids))
        if "jsonld" in page.meta:
            json.loads(page.meta["jsonld"])
    entry = read_body(next(page.body for page in pages if page.src_uri == "glossary/full.md"))
    hostile = " ".join(HOSTILE.split())
    glossary = next(page for page in pages if page.src_uri == "glossary/index.md")
    assert json.loads(glossary.meta["jsonld"])["name"] == f"Glossary of the {edition.statement.title}"
    assert texts(entry, "h1") == [f"{hostile} (FU)"]
    assert texts(entry, ".definition") == [f"{hostile}[1]"]
    assert texts(entry, ".entry-sources a")[0] == hostile


def test_a_source_is_cited_by_its_number_and_the_statement_comes_last() -> None:
    body = read_body(make_page(make_full(), "glossary/full.md").body)
    names = {node.text(): node for node in body.css("dd")}
    assert [link.attributes["href"] for link in names["全[1][2]"].css("a.citation")] == ["#source-1", "#source-2"]
    assert [node.attributes["id"] for node in body.css(".entry-sources li span[id]")] == ["source-1", "source-2"]


def test_every_citation_has_its_own_id_and_its_source_leads_back_to_it() -> None:
    body = read_body(make_page(make_full(), "glossary/full.md").body)
    cites = [str(node.attributes["id"]) for node in body.css("a.citation")]
    assert [anchor for anchor in cites if "-1-" in anchor] == [f"cite-1-{at}" for at in range(1, 9)]
    assert [anchor for anchor in cites if "-2-" in anchor] == [f"cite-2-{at}" for at in range(1, 5)]
    backs = [str(link.attributes["href"]) for link in body.css(".cited-at a")]
    assert sorted(backs) == sorted(f"#{anchor}" for anchor in cites)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("draft", "Nobody has finished or checked this entry yet."),
        ("inside", "No other source is cited. Everything on this page comes from the statement’s own words."),
        ("inside", "It appears only as part of another name: Draft in Draft Pact, paragraph 1"),
        ("full", "2 mentions, paragraph 1."),
        ("full", "May 2021. It moved."),
        ("full", "Held again, May 2021. It met. [1] [2]"),
        ("full", "Alba. (announced until June 2021)"),
        ("full", "Facts checked on 1 July 2021"),
        ("full", "A ministry, December 2019. Copy via example.org. Cited: 1 2 3 4"),
        ("inside", "Nothing found, looked for on 2 March 2020. Nobody speaks of it."),
    ],
)
def test_an_entry_says(slug: str, words: str) -> None:
    body = read_body(make_page(make_full(), f"glossary/{slug}.md").body)
    assert words in " ".join(body.text(separator=" ").split()).replace(" .", ".").replace(" ,", ",")


def test_no_page_says_what_its_entry_does_not() -> None:
    entries = [
        make_entry("a", name="Forum", status=None),
        make_entry("b", name="Pact", names={"ja": ["協定 [^statement]"]}),
    ]
    for page in ("glossary/a.md", "timeline.md"):
        words = body_of("Forum.", entries, page).text()
        assert [word for word in ("found", "looked", "Status", "None") if word in words] == [], page


def test_an_entry_that_the_statement_does_not_name_says_so() -> None:
    body = body_of("Nothing.", [make_entry("a", name="Forum")], "glossary/a.md")
    assert texts(body, "#in-the-statement + p") == ["Not named in the statement; included as context."]


def test_a_quotation_marks_every_mention_and_leads_back_to_each() -> None:
    body = body_of("Skip it. HF and HF met. Skip it.", [make_entry("a", name="Forum", acronym="HF")], "glossary/a.md")
    assert texts(body, ".quotation blockquote") == ["HF and HF met."]
    hrefs = [link.attributes["href"] for link in body.css("a.back")]
    assert hrefs == ["../../statement/#m-a-1", "../../statement/#m-a-2"]


def test_a_former_address_sends_readers_on() -> None:
    page = make_page(make_full(), "glossary/fuller.md")
    assert page.meta["redirect_to"] == "../full/"
    assert [link.attributes["href"] for link in read_body(page.body).css("a")] == ["../full/"]


def test_mentions_are_links_with_what_their_cards_show_or_plain_words() -> None:
    entry = make_entry("a", name="Forum", acronym="HF", link="first", theme="safety")
    body = body_of("The HF and the HF.", [entry], "statement.md")
    first, second = body.css(".mention")
    assert (first.tag, second.tag) == ("a", "span")
    assert {key: first.attributes[key] for key in ("class", "data-name", "data-theme", "title")} == {
        "class": "mention theme-2",
        "data-name": "Forum (HF)",
        "data-theme": "Safety",
        "title": "Something that is defined.",
    }
    assert [node.attributes["id"] for node in (first, second)] == ["m-a-1", "m-a-2"]
    assert [node.attributes.get("data-note") for node in (first, second)] == ["1", None]


def test_headings_have_the_ids_that_markdown_gives_them() -> None:
    statement = make_statement("One.", "Two.", sections=[{"before": 1, "heading": "Published"}])
    heading = Block(kind=BlockKind.HEADING, runs=(Run(text="A Statement"),), line=3, level=1)
    item = Block(kind=BlockKind.ITEM, runs=(Run(text="Deep."),), line=4, number=3, level=3)
    rule = Block(kind=BlockKind.RULE, runs=(), line=5)
    blocks = (*statement.blocks, heading, item, rule)
    statement = Statement.model_validate(
        statement.model_dump(exclude_defaults=True), context=(statement._origin, blocks, ())
    )
    body = body_of(statement, [], "statement.md")
    assert [node.attributes["id"] for node in body.css("h1, h2")] == ["a-statement", "published_1", "a-statement_1"]
    assert [node.attributes["id"] for node in body.css(".item.level-3 p[id]")] == ["p-3"]
    assert len(body.css("hr")) == 1


def test_the_glossary_lists_every_entry_by_letter_and_by_theme() -> None:
    entries = [make_entry("a", name="Harbour", theme="safety"), make_entry("b", name="港湾"), make_entry("c", name="a")]
    page = make_page(make_edition("Harbour.", entries), "glossary/index.md")
    assert [(item.level, item.id, item.text) for item in page.outline.headings] == [
        (2, "a-to-z", "A to Z"),
        (3, "a", "A"),
        (3, "h", "H"),
        (3, "_1", "港"),
        (2, "by-theme", "By theme"),
        (3, "theme-trade", "Trade"),
        (3, "theme-safety", "Safety"),
    ]
    assert texts(read_body(page.body), "dt") == [
        *("Tr a not named itself", "Sa Harbour 1 mention", "Tr 港湾 not named itself"),
        *("Tr a not named itself", "Tr 港湾 not named itself", "Sa Harbour 1 mention"),
    ]


def test_the_timeline_has_dates_in_order_and_names_those_without() -> None:
    renamed = {"state": "renamed", "text": "Now the Alba Pact.", "date": "2020-07-01"}
    nothing = {"state": "nothing-found", "text": "Nothing."}
    entries = [
        make_entry("a", name="Forum a", since="2019-05", outcome=renamed, checked="2020-12-31"),
        make_entry("b", name="Forum b", since="2019", outcome=nothing),
        make_entry("c", name="Forum c", since="1999-12-31"),
        make_entry("d", name="Forum d"),
        make_entry("e", name="Forum e", since="2020"),
    ]
    body = body_of("Nothing.", entries, "timeline.md")
    assert texts(body, ".chart .row-date") == ["2019", "May 2019", "2020"]
    # Days of the 730 from the first of January 2019 to the last check.
    assert [node.attributes["cx"] for node in body.css("circle")] == ["0.00%", "16.44%", "50.00%"]
    assert [node.attributes["x1"] for node in body.css(".axis .here")] == ["54.52%"]
    assert [node.attributes["x2"] for node in body.css(".reach")] == ["74.93%"]
    signs = [(node.attributes["x"], node.text()) for node in body.css(".sign")]
    assert signs == [("100%", "?"), ("74.93%", "≈")]
    assert texts(body, ".row-outcome") == ["? Nothing found", "≈ Renamed, 1 July 2020"]
    labels = [node.attributes["aria-label"] for node in body.css(".strip")]
    assert labels == ["Forum b: 2019; nothing found", "Forum a: May 2019; renamed, 1 July 2020", "Forum e: 2020"]
    assert texts(body, ".early li") == ["31 December 1999 Tr Forum c"]
    assert texts(body, "#undated ~ ul a") == ["Forum d"]


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("page", ["acronyms.md", "timeline.md", "glossary/index.md"])
def test_a_page_without_anything_to_list_says_so(page: str, *, empty: bool) -> None:
    entries = [] if empty else [make_entry("a", name="Forum", acronym="HF", since="2019")]
    body = body_of("Nothing.", entries, page)
    assert any(text.startswith(("No entry has", "There is no entry")) for text in texts(body, "p")) == empty


def test_every_name_has_a_row_in_the_order_of_the_text() -> None:
    body = body_of(*make_forums(3), "index.md")
    assert texts(body, ".chart .entry-link") == ["Forum 0", "Forum 1", "Forum 2"]
    assert "One row for everything the statement names" in texts(body, ".voice-note")[0]


def test_of_very_many_names_the_most_frequent_are_drawn_and_the_page_says_so() -> None:
    body = body_of(*make_forums(ROWS + 5), "index.md")
    assert texts(body, ".chart .entry-link") == [*(f"Forum {n}" for n in range(ROWS - 1)), f"Forum {ROWS + 4}"]
    words = f"each of the {ROWS} names that the statement has most often, of {ROWS + 5} in all"
    assert words in texts(body, ".voice-note")[0]


@pytest.mark.parametrize(("count", "listed", "said"), [(ALONGSIDE + 5, ALONGSIDE, "And 4 more"), (3, 2, "")])
def test_an_entry_lists_the_names_beside_it_up_to_a_bound(count: int, listed: int, said: str) -> None:
    body = body_of(*make_forums(count), "glossary/e0.md")
    links = texts(body, "#named-alongside ~ ul a")
    assert len(links) == listed
    assert links[0] == f"Forum {count - 1}"
    assert [text for text in texts(body, "#named-alongside ~ p") if "more" in text] == (
        [f"{said}, in paragraph 1 of the statement."] if said else []
    )


@pytest.mark.parametrize(
    ("site", "expected"), [("https://example.org/x/", "https://example.org/x/glossary/a/"), ("", "./")]
)
def test_an_entry_is_described_by_its_permanent_address(site: str, expected: str) -> None:
    project = replace(PROJECT, addresses=Addresses(site=site))
    edition = make_edition("Nothing.", [make_entry("a", name="Forum")], project=project)
    assert json.loads(make_page(edition, "glossary/a.md").meta["jsonld"])["@id"] == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, None),
        ({"site": "https://example.org/"}, ["https://example.org/"]),
        (
            {"site": "https://a.example/", "same_as": ["https://b.example/Q1"]},
            ["https://a.example/", "https://b.example/Q1"],
        ),
    ],
    ids=["nowhere", "site", "elsewhere-too"],
)
def test_an_entry_is_the_same_as_its_site_and_what_others_call_it(keys: dict[str, object], expected: object) -> None:
    edition = make_edition("Nothing.", [make_entry("a", name="Forum", background="", **keys)])
    assert json.loads(make_page(edition, "glossary/a.md").meta["jsonld"]).get("sameAs") == expected


def test_words_are_counted() -> None:
    body = body_of(make_statement("One two.", "Three-and four\u00a0five"), [], "index.md")
    assert texts(body, ".way span")[0].startswith("5 words in 2 paragraphs")
    assert texts(body_of("A.", [make_entry("a", name="A", sources=[SOURCE])], "index.md"), ".way span")[1] == (
        "1 entry, from 1 source"
    )


def test_each_sentence_has_an_address_and_no_name_is_cut() -> None:
    text = "We met. The One. Two Forum met in Alba! It  ended.  "
    statement = make_statement(text, "Alba rests.")
    page = body_of(
        statement, [make_entry("forum", name="One. Two Forum"), make_entry("x", name="Alba")], "statement.md"
    )
    spans = {node.attributes["id"]: node.text() for node in page.css("p[id] > span[id]")}
    assert spans == {
        "p-1-s1": "We met.",
        "p-1-s2": "The One. Two Forum",
        "p-1-s3": " met in Alba!",
        "p-1-s4": "It  ended.",
        "p-2-s1": "Alba rests.",
    }
    assert page.css("#p-1")[0].text() == text
    assert [node.parent.attributes["id"] for node in page.css("a.mention") if node.parent] == [
        "p-1-s2",
        "p-1-s3",
        "p-2-s1",
    ]


def test_what_became_of_an_entry_stands_in_one_vocabulary_with_its_sources() -> None:
    more: dict[str, Any] = {
        "sources": [SOURCE, SOURCE | {"id": "s2", "publisher": "A paper", "date": "2021-05-02"}],
        "checked": "2021-07-01",
    }
    named = {"state": "renamed", "text": "Now the Alba Pact, [^s2] in force. [^s1]", "date": "2021-05-01"}
    entries = [
        make_entry(
            "pact", name="Pact", since="2019", outcome=named, later=[{"date": "2022", "text": "It met. [^s2]"}], **more
        ),
        make_entry(
            "forum", name="Forum", since="2020-02-03", outcome={"state": "nothing-found", "text": "None."}, **more
        ),
        make_entry("land", name="Land", later=[{"date": "2021-06", "text": "The Forum met. [^s1]"}], **more),
        make_entry("word", name="Word", theme="safety"),
    ]
    edition = make_edition("The Pact.", entries)
    page = read_body(make_page(edition, "since.md").body)
    assert texts(page, "h2") == ["≈ Renamed", "? Nothing found", "Other events", "By theme"]
    assert texts(page, ".rows > li") == [
        "Tr Pact began earlier: 2019; checked on 1 July 2021 ≈ Renamed, 1 May 2021. Now the Alba Pact, in force."
        " A ministry; A paper, 2 May 2021. 1 more event 2022. It met. A paper, 2 May 2021.",
        "Tr Forum new in the statement; checked on 1 July 2021 ? Nothing found. None.",
        "Tr Land no date of its start found; checked on 1 July 2021 June 2021. The Forum met. A ministry.",
    ]
    assert texts(page, ".by-theme") == ["Forum ? nothing found Land other events Pact ≈ renamed"]
    entry = read_body(make_page(edition, "glossary/pact.md").body)
    assert texts(entry, ".entry-head .changed") == ["≈ Renamed, 1 May 2021. Now the Alba Pact,[2] in force.[1]"]
    assert "≈ Renamed, 1 May 2021" in texts(entry, ".at-a-glance dd")
    line = "≈ Renamed, 1 May 2021: Now the Alba Pact, in force."
    assert read_body(make_page(edition, "statement.md").body).css("a.mention")[0].attributes["data-since"] == line
    forum = read_body(make_page(edition, "glossary/forum.md").body)
    assert texts(forum, ".changed") == []
    assert "? Nothing found, looked for on 1 July 2021" in texts(forum, ".at-a-glance dd")
    assert "since.md" not in make_edition("The Pact.", entries[3:]).sources


def test_the_head_of_the_statement_says_who_issued_it_and_official_copies_come_first() -> None:
    published = [
        {"title": "Reported", "publisher": "A paper", "kind": "press", "url": "https://example.org/a"},
        {"title": "Text", "publisher": "The ministry", "kind": "archive", "url": "https://example.org/b"},
    ]
    signatories = [{"name": "A. B.", "office": "Prime Minister of X"}]
    statement = make_statement(
        "A forum, and a forum.", published=published, place="Lima", occasion="a summit", signatories=signatories
    )
    body = body_of(statement, [make_entry("forum", name="Forum", link="first")], "statement.md")
    assert texts(body, ".issued dd") == [
        "Lima, 3 February 2020, a summit",
        "A. B., Prime Minister of X",
        "The ministry (archived); all copies and reports",
    ]
    assert [text.split(",")[0] for text in texts(body, ".published li")] == ["Text", "Reported"]
    assert (
        "2 mentions of 1 initiatives, bodies and terms are marked; 1 of the mentions are links."
        in texts(body, ".note p")[0]
    )
    bare = body_of("A forum.", [], "statement.md")
    assert bare.css_first(".issued") is None


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        ("index.md", ["Home"]),
        ("timeline.md", ["Home", "Timeline"]),
        ("glossary/a.md", ["Home", "Glossary", "Forum"]),
    ],
)
def test_the_data_of_a_page_has_its_breadcrumbs_and_its_license(page: str, trail: list[str]) -> None:
    project = replace(PROJECT, addresses=Addresses(site="https://example.org/"), license_url="https://example.org/mit")
    data = json.loads(
        make_page(make_edition("A forum.", [make_entry("a", name="Forum")], project=project), page).meta["jsonld"]
    )
    about = data.get("mainEntityOfPage", data)
    items = about["breadcrumb"]["itemListElement"]
    assert [item["name"] for item in items] == trail
    assert items[-1]["item"] == data["url"]
    assert about["license"] == "https://example.org/mit"
