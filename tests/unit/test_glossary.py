"""Entries are read from their files, and their names become patterns that clash with no other entry's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.linking.mentions import index_names
from generator.model.entry import Entry, LinkRule
from generator.model.errors import GeneratorError
from generator.model.fields import CITATION
from generator.model.findings import FindingCode
from generator.reading.glossary import read_glossary
from tests.samples import THEMES, make_entry, make_index

FRONT = """\
name: Harbour Forum
kind: forum
theme: trade
definition: A meeting. [^s1]
status: Active.
sources:
  - {id: s1, title: T, publisher: P, url: https://example.org/1}
  - {id: s2, title: T, publisher: P, url: https://example.org/2}
"""


def read(folder: Path, **entries: str) -> tuple[Entry, ...]:
    """Write entries, underscores in a slug for hyphens, and read them."""
    for slug, text in entries.items():
        (folder / f"{slug.replace('_', '-')}.md").write_text(text, encoding="utf-8", newline="")
    return read_glossary(folder, tuple(THEMES))


def written(extra: str = "", body: str = "Prose. [^s1]\n", **changes: str) -> str:
    front = FRONT
    for key, value in changes.items():
        front = "".join(f"{key}: {value}\n" if line.startswith(f"{key}:") else line for line in front.splitlines(True))
    return f"---\n{front}{extra}---\n\n{body}"


def fault(folder: Path, **entries: str) -> GeneratorError:
    with pytest.raises(GeneratorError) as caught:
        read(folder, **entries)
    return caught.value


def test_entries_come_sorted_by_slug(tmp_path: Path) -> None:
    entries = read(tmp_path, b=written(name="B b"), a_c=written(name="A c"), a=written(name="A a"))
    assert [entry.slug for entry in entries] == ["a", "a-c", "b"]


def test_only_markdown_files_are_entries(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    assert len(read(tmp_path, a=written())) == 1


def test_a_full_entry(tmp_path: Path) -> None:
    extra = (
        "acronym: HF\naliases: [Forum of Harbours]\nnames: {ja: ['港 [^s1][^s2]']}\nlink: first\nsince: 1999\n"
        "established: In 1999. [^s1]\nlater: [{date: 2021-01, text: Moved. [^s2]}]\nformer_slugs: [port-forum]\n"
    )
    (entry,) = read(tmp_path, harbour_forum=written(extra.replace("text: Moved. [^s2]", "text: 'Moved. [^s2]'")))
    assert (entry.heading, entry.link, entry.theme, entry.since) == (
        "Harbour Forum (HF)",
        LinkRule.FIRST,
        "trade",
        "1999",
    )
    assert (entry.definition.text, entry.definition.citations) == ("A meeting.", ("s1",))
    assert [(name.text, name.citations) for name in entry.names["ja"]] == [("港", ("s1", "s2"))]
    assert entry.background == "Prose. [^s1]"
    assert [(name, entry.line(*place)) for name, place in entry.all_names] == [
        ("Harbour Forum", 2),
        ("HF", 10),
        ("Forum of Harbours", 11),
        ("港", 12),
    ]
    assert entry.all_names[:3] == entry.own_names


def test_prose_knows_its_lines(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, a=written(body="\n\nOne. [^s1]\n\nTwo\nlines. [^s2]\n\n\n\nThree.\n"))
    first = FRONT.count("\n") + 6
    assert [(item.key, item.line) for item in entry.prose()] == [("status", 6), ("background", first)]
    assert [(item.text, item.line) for item in entry.claims()] == [
        ("Active.", 6),
        ("One. [^s1]", first),
        ("Two\nlines. [^s2]", first + 2),
        ("Three.", first + 7),
    ]


@pytest.mark.parametrize("slug", ["Upper", "under_score", "spa ce", "dot.dot", "-a", "a-", "a--b", "index", "é"])
def test_a_file_name_that_cannot_be_an_address(tmp_path: Path, slug: str) -> None:
    (tmp_path / f"{slug}.md").write_text(written(), encoding="utf-8")
    with pytest.raises(GeneratorError, match="cannot be an address"):
        read_glossary(tmp_path, ("trade",))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="no such folder"):
        read_glossary(tmp_path / "none", ("trade",))


def test_an_edition_begins_without_entries(tmp_path: Path) -> None:
    assert read_glossary(tmp_path, ("trade",)) == ()


@pytest.mark.posix
def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text(written(), encoding="utf-8")
    (tmp_path / "a.md").symlink_to(tmp_path / "real.txt")
    with pytest.raises(GeneratorError, match="symbolic link"):
        read_glossary(tmp_path, ("trade",))


def test_all_faults_of_all_files_are_reported(tmp_path: Path) -> None:
    for name, text in (("a", "theme: trad"), ("b", "exact: [X]\naliases: [x]\ntheme: trade"), ("c", "theme: trade")):
        (tmp_path / f"{name}.md").write_text(
            f"---\nname: {name} b\nkind: k\nstatus: s\n{text}\n---\n", encoding="utf-8"
        )
    with pytest.raises(GeneratorError) as caught:
        read_glossary(tmp_path, ("trade",))
    said = [line.rpartition("/")[2][:6] for line in str(caught.value).split("\n")]
    assert said == ["a.md:5", "b.md:6", "b.md:5", "3 faul"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param(written(theme="trad"), 4, 'did you mean "trade"?', id="theme-nearly-right"),
        pytest.param(written(theme="zzz"), 4, "choose one of: trade, safety", id="theme-unknown"),
        pytest.param(written("link: often\n"), 10, "every, first-in-paragraph, first", id="link-rule-unknown"),
        pytest.param(written("acronym: H\n"), 10, "fewer than 2 letters", id="acronym-of-one-letter"),
        pytest.param(written("exact: [Harbor]\n"), 10, '"Harbor" is none of its names', id="case-of-no-name"),
        pytest.param(written("aliases: [x]\n"), 10, "fewer than 2 letters", id="alias-of-one-letter"),
        pytest.param(written("aliases: ['- a -']\n"), 10, "fewer than 2 letters", id="one-letter-with-marks"),
        pytest.param(written("aliases: ['[^s1]']\n"), 10, "but for its citations", id="alias-of-only-a-citation"),
        pytest.param(written("aliases: [One Two, one  two]\n"), 10, "given twice", id="alias-twice"),
        pytest.param(
            written("aliases: [Women's Day, Women’s Day]\n"), 10, "given twice", id="alias-twice-but-for-typography"
        ),
        pytest.param(written("aliases:\n  - One Two\n  - harbour forum\n"), 12, "see line 2", id="alias-is-the-name"),
        pytest.param(written("aliases: [HF]\nacronym: HF\n"), 10, "given twice", id="alias-is-the-acronym"),
        pytest.param(
            written().replace("id: s2", "id: s1"), 9, 'the source id "s1" is given twice', id="source-id-twice"
        ),
        pytest.param(
            written().replace("id: s2", "id: statement"), 9, "stands for the statement itself", id="source-id-reserved"
        ),
    ],
)
def test_an_entry_that_cannot_be_used(tmp_path: Path, text: str, line: int, words: str) -> None:
    error = fault(tmp_path, a=text)
    assert words in f"{error.message}; {error.hint}"
    assert (error.path.name, error.line) == ("a.md", line)


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        pytest.param("former_slugs: [b]\n", "", "a.md", id="slug-of-another-entry"),
        pytest.param("former_slugs: [x]\n", "former_slugs: [x]\n", "b.md", id="two-claim-one"),
        pytest.param("former_slugs: [a]\n", "", "a.md", id="its-own"),
        pytest.param("former_slugs: [x, x]\n", "", "a.md", id="twice-in-one"),
        pytest.param("former_slugs: [index]\n", "", "a.md", id="the-glossarys-own-page"),
    ],
)
def test_a_former_slug_that_is_taken(tmp_path: Path, first: str, second: str, at: str) -> None:
    error = fault(tmp_path, a=written(first), b=written(second, name="Other Forum"))
    assert "slug" in error.message
    assert (error.path.name, error.line) == (at, 10)


@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("HF", True),
        ("RISE", True),
        ("U.S.", True),
        ("UN-SC", True),
        ("Rise", False),
        ("OPEN RAN", False),
        ("Open RAN", False),
        ("日本", False),
    ],
)
def test_a_word_in_capitals_matches_its_case(name: str, *, exact: bool) -> None:
    assert make_entry("a", name="Name of it").is_exact_case(name) is exact


def test_the_acronym_matches_its_case_whatever_it_looks_like() -> None:
    assert make_entry("a", name="Name of it", acronym="eGov").is_exact_case("eGov")


def test_a_name_claimed_twice_is_found_at_both_places_and_linked_to_neither() -> None:
    one = make_entry("one", name="First Forum", aliases=["Sea Pact"])
    two = make_entry("two", name="Second Forum", aliases=["sea  pact"])
    index, findings = index_names((one, two))
    assert [(finding.path.name, finding.line, finding.code) for finding in findings] == [
        ("one.md", 5, FindingCode.ALIAS_CLASH),
        ("two.md", 5, FindingCode.ALIAS_CLASH),
    ]
    assert "docs/glossary/two.md:5" in findings[0].message
    assert "docs/glossary/one.md:5" in findings[1].message
    text = "Sea Pact, First Forum, Second Forum"
    found = index.matcher.find(text)
    assert [index.slugs[span.pattern] for span in found if span.pattern not in index.shared] == ["one", "two"]


def test_three_claims_name_the_other_two_each() -> None:
    entries = tuple(make_entry(slug, name=f"{slug} Forum", aliases=["Sea Pact"]) for slug in ("aa", "bb", "cc"))
    _, findings = index_names(entries)
    assert len(findings) == 3
    assert all(finding.message.count("docs/glossary/") == 2 for finding in findings)


def test_of_many_claims_some_are_listed_and_the_others_counted() -> None:
    _, findings = index_names(tuple(make_entry(f"e-{number}", name="Harbour") for number in range(8)))
    assert len(findings) == 8
    assert all(finding.message.count(".md:") == 5 and " and 2 more, so" in finding.message for finding in findings)


def test_an_acronym_and_a_name_that_differ_in_case_clash() -> None:
    # Which of the two is meant by RISE at the start of a line in capitals, nobody can tell.
    _, findings = index_names((make_entry("a", name="Aa Aa", acronym="RISE"), make_entry("b", name="Rise")))
    assert len(findings) == 2


def test_two_entries_with_one_acronym_clash_in_their_definitions_only_where_the_names_do() -> None:
    one = make_entry("one", name="Sea Pact", acronym="SP")
    two = make_entry("two", name="Sun Pact", acronym="SP")
    index, findings = index_names((one, two))
    assert len(findings) == 2
    text = "Sea Pact (SP), Sun Pact (SP), SP"
    assert [text[span.start : span.end] for span in index.matcher.find(text)] == [
        "Sea Pact (SP)",
        "Sun Pact (SP)",
        "SP",
    ]
    assert list(index.shared.values()) == ["SP"]


def test_names_in_other_languages_are_found_too() -> None:
    index = make_index(make_entry("rok", name="Republic of Korea", names={"ko": ["대한민국"]}))
    assert len(index.matcher.find("the 대한민국")) == 1


@pytest.mark.parametrize(
    ("markdown", "ids"),
    [("a [^s1]", ["s1"]), ("[^s1][^s-2] [^s_3]", ["s1", "s-2", "s_3"]), ("[s1] ^s1 [^s 1]", [])],
)
def test_citations_are_read_from_prose(markdown: str, ids: list[str]) -> None:
    assert CITATION.findall(markdown) == ids
