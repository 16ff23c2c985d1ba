"""Front matter becomes checked data, and every fault is one line that names its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.model.entry import Entry
from generator.model.errors import GeneratorError
from generator.reading.frontmatter import check, read_document, read_text

GOOD = """\
---
name: Harbour Forum
kind: forum
theme: trade
definition: A meeting.
status: Active.
---
Body.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "entry.md"


def fault(path: Path, text: str) -> tuple[int, str]:
    """Read a file that cannot be used, and return the line and what is said first."""
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(GeneratorError) as caught:
        check(*read_document(path), Entry)
    first, *rest = str(caught.value).split("\n")
    assert len(rest) == (len(caught.value.faults) if len(caught.value.faults) > 1 else 0)
    place, _, said = first.partition(f":{caught.value.line}: ")
    assert place == path.as_posix()
    return caught.value.line, said


def read(path: Path, text: str) -> Entry:
    path.write_text(text, encoding="utf-8", newline="")
    return check(*read_document(path), Entry)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbfa\n", "a\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"", ""),
    ],
    ids=["plain", "bom", "crlf", "cr", "empty"],
)
def test_text_is_read_without_bom_and_with_unix_line_ends(path: Path, data: bytes, expected: str) -> None:
    path.write_bytes(data)
    assert read_text(path) == expected


def test_what_is_not_utf8_is_refused_at_its_line(path: Path) -> None:
    path.write_bytes("one\ntwo\ncaf\u00e9\n".encode("latin-1"))
    with pytest.raises(GeneratorError, match=r"not UTF-8 \(byte 12\)") as caught:
        read_text(path)
    assert caught.value.line == 3


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_cannot_be_read_is_refused(path: Path, kind: str) -> None:
    if kind == "folder":
        path.mkdir()
    with pytest.raises(GeneratorError) as caught:
        read_text(path)
    assert caught.value.path == path


def test_the_body_follows_the_front_matter(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    _, origin = read_document(path)
    assert (origin.body, origin.body_line) == ("Body.\n", 8)


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it(path: Path) -> None:
    path.write_text("---\nsources:\n  - id: a\n    title: b\n---\n", encoding="utf-8")
    _, origin = read_document(path)
    assert origin.line("sources", 0, "title") == 4
    assert origin.line("sources", 0, "url") == 3
    assert origin.line("sources", 7) == 2
    assert origin.line("nowhere") == 1
    assert origin.line() == 1


def test_places_outlast_a_change_of_the_file(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    _, origin = read_document(path)
    path.write_text("---\nname: [\n---\n", encoding="utf-8")
    assert origin.line("kind") == 3


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "is empty", id="empty-file"),
        pytest.param(" \n\n", 1, "is empty", id="blank-file"),
        pytest.param("Body.\n", 1, "no front matter", id="no-front-matter"),
        pytest.param("\n---\nname: a\n---\n", 1, "no front matter", id="line-before-front-matter"),
        pytest.param("---\nname: a\n", 1, "no end", id="front-matter-without-end"),
        pytest.param("--- \nname: a\nkin: |\n  ---x\n ---\n---\t\nb\n---\n", 5, "broken", id="dashes-that-end-nothing"),
        pytest.param("---\t\nname: a\nkin: b\n---\t\n---\n", 3, 'unknown key "kin"', id="dashes-before-a-tab"),
        pytest.param("---\n---\n", 1, 'missing key "name"', id="empty-front-matter"),
        pytest.param("---\n- a\n---\n", 2, "must be keys with values", id="a-list"),
        pytest.param("---\nabc\n---\n", 2, "must be keys with values", id="a-text"),
        pytest.param("---\nname: a\nkind: [b\n---\n", 4, "broken YAML", id="bracket-left-open"),
        pytest.param("---\nname: a: b\n---\n", 2, "broken YAML", id="colon-in-a-value"),
        pytest.param("---\nsites: [{title: A: b}]\n---\n", 2, "put the whole text in quotes", id="colon-in-brackets"),
        pytest.param('---\nsites: [{title: "A" b}]\n---\n', 2, "put the whole text in quotes", id="quote-in-brackets"),
        pytest.param("---\nname: a\n\tkind: b\n---\n", 3, "broken YAML", id="tab"),
        pytest.param("---\nname: \x01\n---\n", 2, "U+0001", id="control-character"),
        pytest.param("---\nname: a\u0085kind: [\n---\n", 2, "U+0085", id="line-end-that-no-editor-knows"),
        pytest.param(f"---\nname: a\n---\n\n{'a' * 50_001}", 5, "more than 50000", id="line-without-end"),
        pytest.param("---\nname: a\n---\n" + "aa\n" * 20_000, 16670, "blank lines", id="paragraph-without-end"),
        pytest.param("---\nname: a\u2028kind: [\n---\n", 2, "U+2028", id="line-separator"),
        pytest.param("---\nname: a\nsince: !!int abc\n---\n", 3, "broken YAML", id="number-that-is-none"),
        *(
            pytest.param(f"---\nname: a\nstatus: {value}\n---\n", 3, said, id=value[:16])
            for value, said in {
                "!!int abc": "'abc' is no int",
                "!!bool Active": "'Active' is no bool",
                '!!int ""': "'' is no int",
                '!!int "-"': "'-' is no int",
                '!!float ""': "'' is no float",
                f"!!float 1{':1' * 200}": "is no float",
                "!!timestamp foo": "'foo' is no timestamp",
            }.items()
        ),
        pytest.param(f"---\nname: a\nsince: {'9' * 5000}\n---\n", 3, "broken YAML", id="number-without-end"),
        pytest.param("---\nname: a\nsites: " + "[" * 999 + "]" * 999 + "\n---\n", 3, "open brackets", id="nested"),
        pytest.param("---\nname: a\nsites: " + "{a: " * 5000 + "\n---\n", 3, "nesting", id="nested-keys"),
        pytest.param("---\nname: a\n<<: {kind: b}\n---\n", 3, "unknown key", id="merge-key"),
        *(
            pytest.param(f"---\nname: a\n---\n\nb{written}\n", 5, f"U+{code}", id=ascii(written))
            for written, code in {
                "\x07": "0007",
                "\u202e": "202E",
                "\ufeff": "FEFF",
                "\u200b": "200B",
                "\u034f": "034F",
                "\u1160": "1160",
                "\u3164": "3164",
                "\uffff": "FFFF",
                "\U000e0041": "E0041",
                "&#x202E;": "202E",
                "&#8238;": "202E",
                "&rlm;": "200F",
                "&ZeroWidthSpace;": "200B",
                "<b title='&#x2066'>c</b>": "2066",
            }.items()
        ),
        pytest.param("---\nname: !!python/object:os.system a\n---\n", 2, "broken YAML", id="tag"),
        pytest.param("---\nname: a\nsince: 2024-13-45\n---\n", 3, "2024-13-45", id="month-13"),
        pytest.param("---\nname: &a b\nkind: *a\n---\n", 3, "aliases", id="alias"),
        pytest.param("---\nname: a\nkind: b\nname: c\n---\n", 4, '"name" is given twice', id="duplicate-key"),
        pytest.param("---\n? [a, b]\n: c\n---\n", 2, "a key must be text", id="key-that-is-a-list"),
        pytest.param("---\n{}: c\n---\n", 2, "a key must be text", id="key-that-is-a-mapping"),
        pytest.param("---\n1: c\n---\n", 2, 'unknown key "1"', id="key-that-is-a-number"),
        pytest.param("---\nname: a\n---\nb: c\n---\n", 1, "missing key", id="a-second-line-of-dashes-is-body"),
    ],
)
def test_front_matter_that_cannot_be_read(path: Path, text: str, line: int, words: str) -> None:
    got_line, message = fault(path, text)
    assert words in message
    assert got_line == line


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        pytest.param("acronm: HF", 7, 'unknown key "acronm"; did you mean "acronym"?', id="unknown-key"),
        pytest.param("zzz: 1", 7, 'unknown key "zzz"; known keys: name, acronym', id="nothing-like-it"),
        pytest.param("name2: b", 7, 'did you mean "name"?', id="nearly-a-key"),
        pytest.param("acronym: 12", 7, '"acronym" must be text; put it in quotes', id="number-for-text"),
        pytest.param("acronym: no", 7, '"acronym" must be text', id="yaml-boolean-for-text"),
        pytest.param("acronym: ''", 7, '"acronym" is empty', id="empty-text"),
        pytest.param("acronym: [a]", 7, '"acronym" must be text', id="list-for-text"),
        pytest.param("aliases: one", 7, '"aliases" must be a list', id="text-for-list"),
        pytest.param("aliases:\n  - one\n  - 2", 9, '"aliases.2" must be text', id="place-in-a-list"),
        pytest.param("aliases:\n  -\n", 8, '"aliases.1" must be text', id="empty-item"),
        pytest.param("names: [a]", 7, '"names" must be a mapping', id="list-for-mapping"),
        pytest.param("names:\n  ja: a", 8, '"names.ja" must be a list', id="text-for-names"),
        pytest.param(
            "sources:\n  - id: s1\n    titel: t\n    publisher: p\n    url: https://example.org",
            9,
            'unknown key "sources.1.titel"; did you mean "title"?',
            id="misspelt-key-in-a-list",
        ),
        pytest.param(
            "names:\n  ko:\n    - txt: a", 9, 'did you mean "text"?', id="misspelt-key-in-a-list-of-a-mapping"
        ),
        pytest.param(
            "sources:\n  - title: 'A\nkind: B'\n    idd: s1",
            10,
            'unknown key "sources.1.idd"',
            id="text-that-goes-on-at-the-start",
        ),
        pytest.param("knid: forum", 7, 'did you mean "kind"?', id="unknown-key-like-a-known-one"),
        pytest.param("sources:\n  - id: s1", 8, 'missing key "sources.1.title"', id="missing-in-a-list"),
        pytest.param("sources: [a]", 7, '"sources.1" must be a mapping', id="text-for-mapping"),
        pytest.param("later:\n  - {date: x, text: t}", 8, '"later.1.date" must be a date', id="no-date"),
        pytest.param("later:\n  - {date: '2024-02-30', text: t}", 8, "no date of the calendar", id="30-february"),
        pytest.param("later:\n  - {date: '2024-13', text: t}", 8, "no date of the calendar", id="month-13"),
        pytest.param("site: ftp://example.org", 7, "starts with https://", id="not-a-web-address"),
        pytest.param("site: javascript:alert(1)", 7, "starts with https://", id="script-for-address"),
        pytest.param("site: https://", 7, "starts with https://", id="address-without-host"),
        pytest.param("former_slugs: [A b]", 7, "lower-case letters", id="bad-former-slug"),
        pytest.param('acronym: "a\\u0007b"', 7, "control character", id="control-character"),
        pytest.param('acronym: "a\\uFFFEb"', 7, "U+FFFE", id="what-xml-forbids"),
        pytest.param('acronym: "a\\u202eb"', 7, "control character", id="direction-override"),
        pytest.param(f"acronym: {'A' * 501}", 7, "a name has at most 500", id="name-without-end"),
        pytest.param(f"led_by: {'a' * 10_001}", 7, "at most 10000", id="value-without-end"),
        pytest.param('acronym: "a\\u200fb"', 7, "control character", id="direction-mark"),
        pytest.param('acronym: "a\\x9bb"', 7, "control character", id="terminal-code"),
        pytest.param('"a\\e[2Jb": c', 7, '"a\\u001b[2Jb"', id="what-a-terminal-would-obey-is-written-out"),
    ],
)
def test_a_key_that_cannot_be_used(path: Path, line: str, number: int, words: str) -> None:
    text = GOOD.replace("status: Active.\n", f"status: Active.\n{line}\n")
    got, message = fault(path, text)
    assert words in message
    assert got == number


@pytest.mark.parametrize("key", ["name", "kind", "theme"])
def test_a_required_key_that_is_missing(path: Path, key: str) -> None:
    lines = [line for line in GOOD.split("\n") if not line.startswith(f"{key}:")]
    assert fault(path, "\n".join(lines))[1] == f'missing key "{key}"; add it'


@pytest.mark.parametrize("key", ["name", "kind", "theme", "definition", "status"])
def test_a_required_key_that_is_misspelt_is_unknown_and_not_missing(path: Path, key: str) -> None:
    misspelt = f"{key}x"
    line, message = fault(path, GOOD.replace(f"{key}:", f"{misspelt}:"))
    assert message == f'unknown key "{misspelt}"; did you mean "{key}"?'
    assert GOOD.split("\n")[line - 1].startswith(f"{key}:")


def test_all_faults_of_a_file_are_reported_one_a_line(path: Path) -> None:
    text = GOOD.replace("kind: forum", "kind: 1").replace("theme: trade", "thme: 2").replace("name:", "# name:")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        check(*read_document(path), Entry)
    assert str(caught.value).replace(f"{path.as_posix()}:", "").split("\n") == [
        '3: "kind" must be text; put it in quotes',
        '4: unknown key "thme"; did you mean "theme"?',
        '1: missing key "name"; add it',
        "3 faults in 1 file",
    ]


@pytest.mark.parametrize(
    ("keys", "line", "words"),
    [
        pytest.param('name: "A\nkind: "b"', 2, "a quote is opened here and nowhere closed", id="closed-by-the-next"),
        pytest.param("name: 'A\nkind: it's", 2, "a quote is opened here and nowhere closed", id="closed-in-a-word"),
        pytest.param("kind: b\nname: 'A", 3, "a quote is opened here and nowhere closed", id="never-closed"),
        pytest.param('kind: b\nname: "A" b', 3, "put the whole text in quotes", id="words-behind-a-quote"),
        pytest.param("definition: A group: it meets", 2, "text holds a colon before a space", id="colon"),
        pytest.param("later: [It ended. [^s1]]", 2, "or a bracket is not closed", id="bracket"),
        pytest.param("name: @a", 2, "text begins with @", id="sign"),
    ],
)
def test_broken_yaml_is_told_with_its_likely_line(path: Path, keys: str, line: int, words: str) -> None:
    got, message = fault(path, f"---\n{keys}\n---\n")
    assert (got, words in message) == (line, True), message


def test_a_yaml_bomb_is_refused_before_it_expands(path: Path) -> None:
    layers = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    line, message = fault(path, "---\na0: &a0 [lol]\n" + "\n".join(layers) + "\n---\n")
    assert (line, "aliases" in message) == (3, True)


def test_an_asterisk_in_text_is_no_alias(path: Path) -> None:
    assert read(path, GOOD.replace("A meeting.", "A *meeting*.")).definition.text == "A *meeting*."


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2024-11-15", "2024-11-15"), ("2024-11", "2024-11"), ("2024", "2024"), ("'2024'", "2024")],
)
def test_a_date_may_be_a_day_a_month_or_a_year(path: Path, written: str, expected: str) -> None:
    assert read(path, GOOD.replace("status:", f"since: {written}\nstatus:")).since == expected


@pytest.mark.parametrize("written", ["true", "0", "99999", "[2024]", "15 November 2024", "2024-02-30", "2024-00"])
def test_what_is_no_date_is_refused(path: Path, written: str) -> None:
    assert fault(path, GOOD.replace("status:", f"since: {written}\nstatus:"))[0] == 6


def test_white_space_within_text_is_one_space(path: Path) -> None:
    text = GOOD.replace("A meeting.", ">-\n  A\n\n  long   meeting.")
    assert read(path, text).definition.text == "A long meeting."


def test_the_schema_for_editors_names_every_key() -> None:
    schema: dict[str, Any] = Entry.model_json_schema()
    assert set(schema["properties"]) == set(Entry.model_fields)
    assert schema["additionalProperties"] is False
    assert sorted(schema["required"]) == ["kind", "name", "theme"]
