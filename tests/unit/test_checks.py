"""Each finding: what raises it, and what does not. A bad project for each code is in test_findings.py."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.checks import check_edition, check_project
from generator.model.addresses import Addresses, Style
from generator.model.entry import Entry
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode, Format, from_error, write_findings
from tests.samples import PROJECT, ROOT, make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.model.findings import Finding, FindingCode, Format, from_error, write_findings
    from generator.model.statement import Statement
    from generator.reading.project import Project

SOURCE = {"id": "s1", "title": "T", "publisher": "P", "url": "https://example.org/", "kind": "primary"}


def check(statement: Statement | str, *entries: Entry, reviewed: object = None) -> list[Finding]:
    return list(check_edition(make_edition(statement, entries, reviewed=reviewed)))


def found(statement: Statement | str, *entries: Entry, reviewed: object = None) -> list[tuple[str, str]]:
    return [(item.code.value, item.name) for item in check(statement, *entries, reviewed=reviewed)]


def reviewing(*names: str) -> object:
    return {"names": [{"name": name, "reason": "Known."} for name in names]}


def test_a_name_without_an_entry_is_reported_at_its_first_place() -> None:
    (finding,) = check(make_statement("We met.", "The Tide Forum (TF) grew; the TF pays."))
    assert (finding.code, finding.name, finding.line) == (FindingCode.UNDOCUMENTED_NAME, "Tide Forum (TF)", 14)
    assert "source/reviewed.yml" in finding.hint


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        pytest.param("The Tide Forum (TF) grew.", "Tide Forum", "TF", id="both"),
        pytest.param("The 2020 Tide Forum grew.", "Tide Forum", None, id="a-year-in-front"),
        pytest.param("The trilateral Tide Forum grew.", "Tide Forum", None, id="small-word-in-front"),
        pytest.param("The TF-led Tide Forum grew.", "Tide Forum", "TF", id="compound"),
        pytest.param("The Tide\u00a0Forum grew.", "Tide Forum", None, id="other-space"),
        pytest.param("The North Tide Forum’s fund grew.", "North Tide Forum", None, id="possessive"),
    ],
)
def test_a_name_with_an_entry_is_no_finding(text: str, name: str, acronym: str | None) -> None:
    assert found(text, make_entry("x", name=name, acronym=acronym)) == []


@pytest.mark.parametrize(
    ("text", "names", "missing"),
    [
        ("The ASEAN Tide Consensus and ASEAN grew.", ("ASEAN",), "ASEAN Tide Consensus"),
        ("The Harbour Tide Rescue Forum grew.", ("Harbour Tide", "Rescue Forum"), "Harbour Tide Rescue Forum"),
        (
            "The Global Harbour Youth Summit met. The Youth Summit goes on.",
            ("Global Harbour Youth Summit",),
            "Youth Summit",
        ),
    ],
    ids=["part-of-a-name", "parts-of-two-entries", "a-form-that-no-entry-has"],
)
def test_an_entry_documents_whole_names_only(text: str, names: tuple[str, ...], missing: str) -> None:
    entries = [make_entry(f"e{number}", name=name) for number, name in enumerate(names)]
    assert found(text, *entries) == [("undocumented-name", missing)]


@pytest.mark.parametrize("name", ["Tide Forum", "TF", "tide forum", "Tide Forum (TF)"])
def test_a_reviewed_name_is_no_finding(name: str) -> None:
    assert found("The Tide Forum (TF) grew.", reviewed=reviewing(name)) == []


def test_an_outdated_item_of_the_reviewed_list_is_a_finding() -> None:
    entry = make_entry("tf", name="Tide Forum", acronym="TF")
    findings = check("The Tide Forum (TF) grew.", entry, reviewed=reviewing("Tide Forum", "Shore Pact"))
    assert {(item.code.value, item.name, item.message.partition('" ')[2]) for item in findings} == {
        ("stale-review", "Tide Forum", "has an entry now"),
        ("stale-review", "Shore Pact", "is not found in the statement"),
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Open-Harbour Forum", "Open Harbour Forum"),
        ("Tide Defence Programme", "Tide Defense Program"),
        ("Shore Islands Forum", "Shore Island Forum"),
        ("Tide Organisation", "Tide Organization"),
    ],
)
def test_another_spelling_than_the_entrys_is_reported(written: str, name: str) -> None:
    assert ("two-spellings", written) in found(f"The {written} grew.", make_entry("x", name=name))


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("We need critical minerals. Critical minerals grew.", "Critical mineral", "critical minerals"),
        ("A critical mineral grew.", "Critical Minerals", "critical mineral"),
        ("The strategies differ.", "Strategy", "strategies"),
        ("A policy differs.", "Policies", "policy"),
        ("The TSUs rise.", "TSU", "TSUs"),
        ("The tsus rise.", "TSU", ""),
        ("We need critical mineral supply.", "Critical minerals supply", ""),
        ("We need critical mineralss.", "Critical mineral", ""),
    ],
)
def test_a_name_in_the_other_number_is_reported_once_with_the_alias_to_add(text: str, name: str, words: str) -> None:
    (entry, other) = make_entry("x", name=name), make_entry("y", name="Nothing")
    findings = [item for item in check(text, entry, other) if item.code is FindingCode.TWO_SPELLINGS]
    assert [item.name for item in findings] == [words] * bool(words)
    assert all(item.hint == f'add "{words}" to the entry\'s aliases' for item in findings)
    with_alias = make_entry("x", name=name, aliases=[words or "None"])
    assert [item for item in check(text, with_alias) if item.code is FindingCode.TWO_SPELLINGS] == []


def test_two_spellings_in_the_statement_itself_are_reported() -> None:
    entries = (make_entry("a", name="Shore Islands Forum"), make_entry("b", name="Shore Island Forum"))
    statement = make_statement("The Shore Islands Forum met.", "The Shore Island Forum met.")
    assert found(statement, *entries) == [("two-spellings", "Shore Island Forum")]
    assert found("The Shore Islands Forum met. The Shore Islands Forum met.", entries[0]) == []


def test_an_acronym_before_its_definition_is_reported() -> None:
    entry = make_entry("tf", name="Tide Forum", acronym="TF")
    early = make_statement("The TF grew.", "The Tide Forum (TF) met.")
    assert found(early, entry) == [("acronym-before-definition", "TF")]
    assert found(make_statement("The Tide Forum (TF) met.", "The TF grew."), entry) == []


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        (["Forum of Tides"], [("unused-alias", "Forum of Tides")]),
        (["Forum of Tides [^statement]"], []),
        (["Tide Talks"], []),
    ],
    ids=["in-no-text", "cited", "in-prose"],
)
def test_an_alias_that_no_text_uses_is_reported_unless_it_is_cited(
    aliases: list[str], expected: list[tuple[str, str]]
) -> None:
    entry = make_entry("tf", name="Tide Forum", aliases=aliases, background="Tide Talks. [^statement]")
    assert found("The Tide Forum grew.", entry) == expected


@pytest.mark.parametrize(
    ("text", "entries", "expected"),
    [
        ("The Harbour Youth Summit met.", [("Harbour Youth Summit", ["Youth Summit"])], []),
        ("Open RAN and a Radio Network.", [("Radio Network", ["RAN"]), ("Open RAN", [])], ["RAN"]),
        ("Open RAN, a Radio Network and RAN.", [("Radio Network", ["RAN"]), ("Open RAN", [])], []),
    ],
    ids=["inside-its-own-name", "only-inside-names-of-others", "alone-too"],
)
def test_an_alias_that_is_never_linked_is_reported(
    text: str, entries: list[tuple[str, list[str]]], expected: list[str]
) -> None:
    made = [make_entry(f"e{at}", name=name, aliases=aliases) for at, (name, aliases) in enumerate(entries)]
    assert [name for code, name in found(text, *made) if code == "shadowed-alias"] == expected


def test_an_entry_that_the_statement_never_names_is_reported() -> None:
    inside, absent = make_entry("ran", name="RAN"), make_entry("tf", name="Tide Forum")
    assert found("Open RAN grew.", make_entry("open", name="Open RAN"), inside, absent) == [
        ("unmentioned-entry", "Tide Forum")
    ]


@pytest.mark.parametrize(
    ("keys", "background", "expected"),
    [
        ({}, "", []),
        ({"definition": "x" * 160 + " [^statement]"}, "", []),
        ({"definition": "x" * 161 + " [^statement]"}, "", ["long-definition"]),
        ({"definition": "To be written."}, "", ["no-definition"]),
        ({"definition": "To be written.", "draft": True}, "", []),
        ({"definition": "To be written [^statement]"}, "", ["no-definition"]),
        ({"established": "to be written [^statement]"}, "", ["placeholder"]),
        ({"kind": "TBD"}, "It met. [^statement] TBD [^statement]", ["placeholder", "placeholder"]),
        ({}, "It met. [^statement]\n\n- **To be written**\n- It met. [^statement]", ["placeholder"]),
        ({"status": "A pact is to be written. [^statement] To be written by all, it is long. [^statement]"}, "", []),
        ({"status": None}, "", []),
        ({"definition": "A pact."}, "", ["uncited"]),
        ({"status": "In force."}, "", ["uncited"]),
        ({"names": {"ja": ["潮"]}}, "", ["uncited"]),
        ({}, "It grew. [^statement]\n\nIt met.", ["uncited"]),
        ({"later": [{"date": "2020-02", "text": "It met. [^statement]"}]}, "", []),
        ({"later": [{"date": "2020-01", "text": "It met. [^statement]"}]}, "", ["later-not-later"]),
        ({"later": [{"date": "2020-02-03", "text": "It met. [^statement]"}]}, "", ["later-not-later"]),
        ({"sources": [SOURCE]}, "", ["unused-source"]),
        ({"sources": [SOURCE]}, "As in `[^s1]`. [^statement]", ["unused-source"]),
        ({"sources": [SOURCE]}, "It met. [^s1]", []),
        ({}, "See [it](x.md#top). [^statement]", []),
        ({}, "See [it](../glossary/old.md). [^statement]", []),
        ({}, "See [it](y.md). [^statement]", ["dead-link"]),
        ({}, "![It](y.png) is here. [^statement]", ["dead-link"]),
        ({}, "[A site](https://example.org/y.md) and [mail](mailto:a@b.c). [^statement]", []),
        ({}, "It { .wide } met. [^statement]", ["unread-markup"]),
    ],
)
def test_what_an_entry_says_is_checked(keys: dict[str, object], background: str, expected: list[str]) -> None:
    entry = make_entry("x", name="Tide Forum", background=background, **{"former_slugs": ["old"]} | keys)
    assert [code for code, _ in found("The Tide Forum met.", entry)] == expected


@pytest.mark.parametrize(
    ("keys", "background", "line", "message"),
    [
        ({"definition": "A pact. [^s9]"}, "", 8, 'the source "s9" is cited but not listed'),
        ({"status": "Active. [^s9]"}, "", 9, 'the source "s9" is cited but not listed'),
        ({}, "It met. [^statement]\n\nIt grew. [^s9]", 22, 'the source "s9" is cited but not listed'),
        ({}, "It met.\n<script>x</script> [^statement]", 21, "the element <script> may not stand in prose"),
        ({}, "It met.\n\nSee [it](javascript:x). [^statement]", 22, 'a link may not begin with "javascript:"'),
    ],
)
def test_what_must_not_be_published_is_an_error(
    keys: dict[str, object], background: str, line: int, message: str
) -> None:
    entry = make_entry("x", name="Tide Forum", background=background, **keys)
    with pytest.raises(GeneratorError, match=re.escape(message)) as caught:
        check("The Tide Forum met.", entry)
    assert caught.value.line == line
    assert caught.value.hint


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("https://2021-2025.state.gov/x/", True),
        ("https://xn--bcher-kva.example/", True),
        ("https://bücher.example/", True),
        ("https://example.org/wiki/Tide_(sea)", True),
        ("https://web.archive.org/web/2024/https://example.org/", True),
        ("https://example.org/go?to=https://example.com", True),
        ("https://example", False),
        ("http://localhost:8000/a", False),
        ("https://example.org/page.", False),
        ("https://example.org/page)", False),
        ("https://example.orghttps://example.org/", False),
        ("https://example.org/ahttps://example.org/", False),
        ("https://someone@example.org/", False),
    ],
)
def test_an_address_is_checked_by_its_form(url: str, *, good: bool) -> None:
    entry = make_entry("x", name="Tide Forum", sources=[SOURCE | {"url": url}], background="It met. [^s1]", site=url)
    published = make_statement(
        "The Tide Forum met.", published=[{"title": "T", "publisher": "P", "url": url, "kind": "primary"}]
    )
    assert [code for code, _ in found(published, entry)] == ([] if good else ["source-link"] * 3)


PRESS = SOURCE | {"kind": "press"}


@pytest.mark.parametrize(
    ("source", "weak", "expected"),
    [
        (PRESS | {"kind": None}, (), ["source-kind"]),
        (PRESS | {"via": "example.org"}, (), []),
        (PRESS | {"via": "example.org", "url": "https://www.example.org/"}, (), []),
        (PRESS | {"via": "ample.org"}, (), ["source-via"]),
        (PRESS | {"kind": "copy"}, (), ["source-via"]),
        (PRESS | {"kind": "copy", "via": "example.org"}, (), []),
        (PRESS | {"url": "https://ja.wikipedia.org/wiki/Tide"}, (), ["weak-source"]),
        (PRESS | {"url": "https://notwikipedia.org/"}, (), []),
        (PRESS | {"url": "https://a.example.org/"}, ("example.org",), ["weak-source"]),
        (PRESS | {"url": "https://a.example.org/"}, ("EXAMPLE.org",), ["weak-source"]),
        (PRESS | {"url": "https://example.org/"}, ("a.example.org",), []),
    ],
    ids=[
        "no-kind",
        "via",
        "via-www",
        "via-another",
        "copy",
        "copy-via",
        "wiki",
        "not-wiki",
        "own-list",
        "capitals",
        "not-below",
    ],
)
def test_sources_are_checked_in_entries_and_in_the_statement(
    source: dict[str, object], weak: tuple[str, ...], expected: list[str]
) -> None:
    source = {key: value for key, value in source.items() if value}
    entry = make_entry("x", name="Tide Forum", sources=[source], background="It met. [^s1]")
    place = {key: value for key, value in source.items() if key != "id"}
    statement = make_statement("The Tide Forum met.", published=[place])
    edition = make_edition(statement, [entry], project=replace(PROJECT, weak_hosts=weak))
    assert [item.code.value for item in check_edition(edition)] == expected * 2


@pytest.mark.parametrize(
    ("keys", "since", "expected"),
    [
        ({"checked": "2026-05-01"}, "2026", []),
        ({"checked": "2026-05-01"}, "2026-05-01", []),
        ({"checked": "2026-05-01"}, "2026-05-02", ["stale-facts"]),
        ({"checked": "2025-12-31"}, "2026", ["stale-facts"]),
        ({}, "2026", ["stale-facts"]),
        ({"draft": True}, "2026", []),
        ({}, "", []),
        ({"until": "2026-06", "checked": "2026-06-30"}, "", []),
        ({"until": "2026-06", "checked": "2026-07-01"}, "", ["term-over"]),
        ({"until": "2026-06", "checked": "2026-07-01", "not_found": ["Who leads it now."]}, "", []),
        (
            {"until": "2026-06", "checked": "2026-07-01", "later": [{"date": "2026-06-09", "text": "A. [^statement]"}]},
            "",
            [],
        ),
        (
            {"until": "2026-06", "checked": "2026-07-01", "later": [{"date": "2026-05", "text": "A. [^statement]"}]},
            "",
            ["term-over"],
        ),
        ({"outcome": {"state": "ended", "text": "It ended. [^statement]"}}, "", ["undated-outcome"]),
        ({"outcome": {"state": "ended", "text": "It ended. [^statement]", "date": "2026"}}, "", []),
        ({"outcome": {"state": "continued", "text": "It goes on."}}, "", ["uncited"]),
        ({"outcome": {"state": "nothing-found", "text": "Nobody speaks of it."}}, "", []),
        ({"status": "A. [^a] [^b][^c]", "sources": [SOURCE | {"id": at} for at in "abc"]}, "", []),
        (
            {"status": "A. [^a] [^b][^c] [^d]", "sources": [SOURCE | {"id": at} for at in "abcd"]},
            "",
            ["many-citations"],
        ),
        (
            {"definition": "A. [^a][^b][^c][^d]", "sources": [SOURCE | {"id": at} for at in "abcd"]},
            "",
            ["many-citations"],
        ),
    ],
    ids=str,
)
def test_what_ages_and_what_became_of_it_is_checked(keys: dict[str, object], since: str, expected: list[str]) -> None:
    project = replace(PROJECT, checked_since=since)
    edition = make_edition(
        "The Tide Forum met.", [make_entry("x", name="Tide Forum", background="", **keys)], project=project
    )
    assert [item.code.value for item in check_edition(edition)] == expected


def test_what_an_import_left_open_is_reported() -> None:
    statement = make_statement("We met.", title="To be filled in", date="1900-01-01", parties=["To be filled in"])
    assert [item.code for item in check(statement)] == [FindingCode.PLACEHOLDER] * 3


def test_drafts_are_reported_for_a_release_only() -> None:
    edition = make_edition("We met.", [make_entry("a", name="Aa"), make_entry("b", name="Bb", draft=True)])
    assert [(item.code, item.name) for item in check_project(edition, release=True)] == [(FindingCode.DRAFT, "Bb")]
    assert check_project(edition, release=False) == ()


def with_nav(docs: Path, *nav: str) -> Edition:
    lines = {uri: line for line, uri in enumerate(nav, 10)}
    return make_edition("We met.", project=replace(PROJECT, docs=docs, nav=lines))


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ((), []),
        (("index.md", "history.md"), []),
        (("index.md", "glossary/index.md"), [(FindingCode.NOT_IN_NAV, 10)]),
        (("history.md", "statment.md"), [(FindingCode.NAV_WITHOUT_PAGE, 11)]),
    ],
    ids=["no-nav", "listed", "left-out", "misspelt"],
)
def test_the_nav_is_compared_with_the_pages(
    nav: tuple[str, ...], expected: list[tuple[FindingCode, int]], tmp_path: Path
) -> None:
    (tmp_path / "history.md").write_text("# History\n", encoding="utf-8")
    findings = check_project(with_nav(tmp_path, *nav), release=False)
    assert [(item.code, item.line) for item in findings] == expected
    assert all("statement.md" in item.hint for item in findings if item.code is FindingCode.NAV_WITHOUT_PAGE)


@pytest.mark.parametrize("style", [Style.FOLDERS, Style.FILES])
@pytest.mark.parametrize("name", ["README.md", "index.markdown", "timeline.md", "glossary/x.md"])
def test_an_authored_page_in_the_place_of_a_generated_one_is_refused(name: str, style: Style, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / name).write_text("# Mine\n", encoding="utf-8")
    project = replace(PROJECT, docs=tmp_path, addresses=Addresses(style=style))
    with pytest.raises(GeneratorError, match="would be overwritten") as caught:
        check_edition(make_edition("We met.", [make_entry("x", name="Xx")], project=project))
    assert caught.value.path == tmp_path / name


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (replace(PROJECT, theme="mkdocs"), "material"),
        (replace(PROJECT, features=("navigation.tabs", "navigation.instant.prefetch")), "instant.prefetch"),
        (replace(PROJECT, plugins=("generator", "i18n")), "extra.alternate"),
        (replace(PROJECT, hidden=("timeline.md",)), "timeline.md"),
    ],
    ids=["theme", "instant", "i18n", "hidden"],
)
def test_a_setting_under_which_pages_break_is_refused(project: Project, words: str) -> None:
    with pytest.raises(GeneratorError, match=re.escape(words)):
        check_edition(make_edition("We met.", project=project))


def test_an_error_without_a_hint_is_a_finding_with_one() -> None:
    error = GeneratorError("is broken", path=PROJECT.glossary, line=3)
    assert write_findings(from_error(error), Format.TEXT) == (
        "docs/glossary:3: is broken; fix this first; later checks were skipped [unusable-input]"
    )


DOCUMENT = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")


def test_every_finding_is_documented_once_and_nothing_else_is() -> None:
    assert sorted(re.findall(r"^### `([\w-]+)`$", DOCUMENT, re.MULTILINE)) == sorted(code.value for code in FindingCode)
