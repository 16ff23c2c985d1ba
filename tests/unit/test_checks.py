"""Each finding: what raises it, and what does not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import check_drafts, check_entries, check_links, check_names, check_unlisted, check_use
from generator.config import NavItem, Project
from generator.glossary import index_names
from generator.mentions import find_mentions
from generator.model import Entry, Finding, FindingCode, Label, Page, Site, Source, Statement
from generator.reviewed import Reviewed, ReviewedName
from generator.schema import NO_DEFINITION
from generator.source import read_statement
from tests.samples import ROOT, make_entry, make_statement

NOTHING = Reviewed(path=Path("source/reviewed.yml"))


def named(statement: Statement, *entries: Entry, reviewed: Reviewed = NOTHING) -> list[tuple[str, str]]:
    return [(item.code, item.name) for item in check_names(statement, entries, reviewed)]


def used(statement: Statement, *entries: Entry) -> list[tuple[str, str]]:
    index, _ = index_names(entries)
    mentions, inclusions = find_mentions(statement, entries, index)
    return [(item.code, item.name) for item in check_use(statement, entries, mentions, inclusions)]


def reviewing(*names: str) -> Reviewed:
    items = tuple(ReviewedName(name=name, reason="Known.", line=line) for line, name in enumerate(names, 2))
    return replace(NOTHING, names=items)


def test_a_name_without_an_entry_is_told_at_its_first_place() -> None:
    statement = make_statement("We met.", "The Tide Forum (TF) grew; the TF pays.")
    (finding,) = check_names(statement, (), NOTHING)
    assert (finding.code, finding.name, finding.line) == ("undocumented-name", "Tide Forum (TF)", 14)
    assert "source/reviewed.yml" in finding.hint


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("The Tide Forum (TF) grew.", make_entry("tf", name="Tide Forum", acronym="TF"), id="both"),
        pytest.param("The 2020 Tide Forum grew.", make_entry("tf", name="Tide Forum"), id="a-year-in-front"),
        pytest.param("The trilateral Tide Forum grew.", make_entry("tf", name="Tide Forum"), id="small-word-in-front"),
        pytest.param("The TF-led Tide Forum grew.", make_entry("tf", name="Tide Forum", acronym="TF"), id="compound"),
        pytest.param("The Tide\u00a0Forum grew.", make_entry("tf", name="Tide Forum"), id="other-space"),
        pytest.param("The North Tide Forum’s fund grew.", make_entry("tf", name="North Tide Forum"), id="possessive"),
    ],
)
def test_a_name_with_an_entry_is_no_finding(text: str, entry: Entry) -> None:
    assert named(make_statement(text), entry) == []


def test_an_entry_for_a_part_of_a_name_does_not_document_it() -> None:
    statement = make_statement("The ASEAN Tide Consensus and ASEAN grew.")
    assert named(statement, make_entry("asean", name="ASEAN")) == [("undocumented-name", "ASEAN Tide Consensus")]


def test_parts_of_two_entries_do_not_document_a_name() -> None:
    entries = (make_entry("a", name="Harbour Tide"), make_entry("b", name="Rescue Forum"))
    statement = make_statement("The Harbour Tide Rescue Forum grew.")
    assert named(statement, *entries) == [("undocumented-name", "Harbour Tide Rescue Forum")]


def test_a_form_that_no_entry_has_is_named_by_itself() -> None:
    entry = make_entry("hyf", name="Global Harbour Youth Summit")
    statement = make_statement("The Global Harbour Youth Summit met. The Youth Summit goes on.")
    assert named(statement, entry) == [("undocumented-name", "Youth Summit")]


@pytest.mark.parametrize("name", ["Tide Forum", "TF", "tide forum", "Tide Forum (TF)"])
def test_a_reviewed_name_is_no_finding(name: str) -> None:
    statement = make_statement("The Tide Forum (TF) grew.")
    assert named(statement, reviewed=reviewing(name)) == []


def test_a_stale_line_of_the_reviewed_list_is_a_finding() -> None:
    statement = make_statement("The Tide Forum (TF) grew.")
    entry = make_entry("tf", name="Tide Forum", acronym="TF")
    findings = list(check_names(statement, (entry,), reviewing("Tide Forum", "Shore Pact")))
    assert [(item.code, item.line) for item in findings] == [("stale-review", 2), ("stale-review", 3)]
    assert "has an entry now" in findings[0].message
    assert "not found in the statement" in findings[1].message


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Open-Harbour Forum", "Open Harbour Forum"),
        ("Tide Defence Programme", "Tide Defense Program"),
        ("Shore Islands Forum", "Shore Island Forum"),
        ("Tide Organisation", "Tide Organization"),
    ],
)
def test_another_spelling_than_the_entrys_is_told(written: str, name: str) -> None:
    found = named(make_statement(f"The {written} grew."), make_entry("x", name=name))
    assert found == [("two-spellings", written)]


def test_two_spellings_in_the_statement_itself_are_told() -> None:
    entries = (make_entry("a", name="Shore Islands Forum"), make_entry("b", name="Shore Island Forum"))
    statement = make_statement("The Shore Islands Forum met.", "The Shore Island Forum met.")
    assert named(statement, *entries) == [("two-spellings", "Shore Island Forum")]
    assert named(make_statement("The Shore Islands Forum met. The Shore Islands Forum met."), entries[0]) == []


def test_an_acronym_before_its_definition_is_told() -> None:
    entry = make_entry("tf", name="Tide Forum", acronym="TF")
    early = make_statement("The TF grew.", "The Tide Forum (TF) met.")
    assert named(early, entry) == [("acronym-before-definition", "TF")]
    assert named(make_statement("The Tide Forum (TF) met.", "The TF grew."), entry) == []


def test_an_alias_that_no_text_uses_is_told_unless_it_is_cited() -> None:
    statement = make_statement("The Tide Forum grew.")
    entry = make_entry("tf", name="Tide Forum", aliases=("Forum of Tides", "Tide Talks"), background="Tide Talks.")
    assert used(statement, entry) == [("unused-alias", "Forum of Tides")]
    cited = replace(entry, aliases=(Label(text="Forum of Tides", citations=("s1",), line=5),))
    assert used(statement, cited) == []


def test_an_alias_inside_its_own_longer_name_is_used() -> None:
    entry = make_entry("ys", name="Harbour Youth Summit", aliases=("Youth Summit",))
    assert used(make_statement("The Harbour Youth Summit met."), entry) == []


def test_an_alias_only_inside_names_of_others_is_shadowed() -> None:
    inner = make_entry("ran", name="Radio Network", aliases=("RAN",))
    outer = make_entry("open", name="Open RAN")
    assert used(make_statement("Open RAN and a Radio Network."), inner, outer) == [("shadowed-alias", "RAN")]
    assert used(make_statement("Open RAN, a Radio Network and RAN."), inner, outer) == []


def test_an_entry_that_the_statement_never_names_is_told() -> None:
    statement = make_statement("Open RAN grew.")
    named_inside = make_entry("ran", name="RAN")
    absent = make_entry("tf", name="Tide Forum")
    assert used(statement, make_entry("open", name="Open RAN"), named_inside, absent) == [
        ("unmentioned-entry", "Tide Forum")
    ]


def test_an_entry_that_only_a_heading_names_is_named(tmp_path: Path) -> None:
    path = tmp_path / "statement.md"
    front = "title: T\ndate: 2024-11-15\nlanguage: en\nparties: [A]\nthemes: {ports: Ports}"
    path.write_text(f"---\n{front}\n---\n\n# The Tide Forum\n\nWe met.\n", encoding="utf-8")
    assert used(read_statement(path), make_entry("tf", name="Tide Forum")) == []


def codes(*entries: Entry) -> list[str]:
    return [item.code for item in check_entries(make_statement("We met."), entries)]


def test_a_definition_is_there_and_no_longer_than_cards_show() -> None:
    assert codes(make_entry("a", name="Aa", definition="x" * 160)) == []
    assert codes(make_entry("a", name="Aa", definition="x" * 161)) == ["long-definition"]
    none = replace(make_entry("a", name="Aa"), definition=Label(text=NO_DEFINITION, citations=(), line=1))
    assert codes(none) == ["no-definition"]
    assert codes(replace(none, draft=True)) == []


def test_only_drafts_are_drafts() -> None:
    entry = make_entry("a", name="Aa")
    (finding,) = check_drafts((entry, replace(entry, draft=True, draft_line=2)))
    assert (finding.code, finding.line, finding.name) == ("draft", 2, "Aa")


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("https://2021-2025.state.gov/x/", True),
        ("https://xn--bcher-kva.example/", True),
        ("https://bücher.example/", True),
        ("https://en.wikipedia.org/wiki/Tide_(sea)", True),
        ("https://web.archive.org/web/2024/https://example.org/", True),
        ("https://example.org/go?to=https://example.com", True),
        ("https://example", False),
        ("http://localhost:8000/a", False),
        ("https://example.org/page.", False),
        ("https://example.org/page)", False),
        ("https://example.orghttps://example.org/", False),
        ("https://example.org/ahttps://example.org/", False),
        ("https://someone@example.org/", False),
        ("https://[::1/", False),
    ],
)
def test_an_address_of_a_source_can_be_right(url: str, *, good: bool) -> None:
    source = Source(id="s1", title="T", publisher="P", url=url, url_line=9)
    entry = make_entry("a", name="Aa", sources=(source,))
    found = [(item.code, item.line) for item in check_links(make_statement("We met."), (entry,))]
    assert found == ([] if good else [("source-link", 9)])


def unlisted(docs: Path, *nav: str) -> list[Finding]:
    site = Site(
        statement=make_statement("We met."),
        entries=(),
        mentions=(),
        pages=tuple(
            Page(src_uri=uri, content=b"", authored=None) for uri in ("index.md", "glossary/index.md", "timeline.md")
        ),
        findings=(),
    )
    items = tuple(NavItem(src_uri=uri, line=line) for line, uri in enumerate(nav, 10))
    project = Project(
        path=Path("mkdocs.yml"),
        docs=docs,
        statement=Path("s.md"),
        glossary=docs / "glossary",
        templates=None,
        address="",
        nav=items,
    )
    return list(check_unlisted(project, site))


def test_a_page_that_the_nav_leaves_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "history.md").write_text("# History\n", encoding="utf-8")
    (finding,) = unlisted(tmp_path, "index.md", "glossary/index.md")
    assert (finding.code, finding.line) == ("not-in-nav", 10)
    assert "history.md" in finding.message
    assert unlisted(tmp_path, "index.md", "glossary/index.md", "history.md") == []
    assert unlisted(tmp_path) == []


DOCUMENT = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")


def test_every_finding_is_documented_once_and_nothing_else_is() -> None:
    assert sorted(re.findall(r"^### `([\w-]+)`$", DOCUMENT, re.MULTILINE)) == sorted(code.value for code in FindingCode)


@pytest.mark.parametrize("code", [code.value for code in FindingCode])
def test_a_finding_is_documented_with_an_example_and_how_to_mend_it(code: str) -> None:
    section = DOCUMENT.split(f"### `{code}`\n")[1].split("\n#")[0]
    assert re.search(rf"^[\w/.-]+:\d+: .+; .+ \[{code}\]$|^[\w/.-]+:\d+: .+\? \[{code}\]$", section, re.MULTILINE)
    assert "\nMend it: " in section
