"""A copied text becomes the statement that it was copied from: repaired, reported, and with every word of it."""

from __future__ import annotations

import random
import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.errors import SourceError
from generator.importing import Imported, Wanted, read_import, write_import
from generator.importing.dates import find_date
from generator.importing.pieces import Chunk, Fragment, Kind, Line
from generator.importing.proof import letters, prove_lines, prove_statement
from generator.model import BlockKind, Statement
from generator.source import read_statement
from tests.samples import ROOT

STATEMENT = ROOT / "source" / "statement.md"
NONE = Path("no", "such", "statement.md")

LONG = (
    "We welcome the work that our ministers have done this year. They met four times and agreed on a plan for the "
    "coming years"
)
"""Running text, long enough not to be a heading, without its full stop."""


def heal(folder: Path, text: str, wanted: Wanted | None = None) -> tuple[Imported, Statement]:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8", newline="")
    imported = read_import(path)
    written = folder / "statement.md"
    written.write_text(write_import(imported, wanted or Wanted(), NONE), encoding="utf-8", newline="\n")
    return imported, read_statement(written)


def shown(statement: Statement) -> list[str]:
    """Give each block with a sign for what it is."""
    signs = {BlockKind.PARAGRAPH: "", BlockKind.ITEM: "- ", BlockKind.HEADING: "# ", BlockKind.RULE: "* * *"}
    return [
        signs[block.kind] * max(1, block.level * (block.kind is not BlockKind.PARAGRAPH)) + block.text
        for block in statement.blocks
    ]


CASES = [
    pytest.param("One is here.\nTwo is here.\n", ["One is here.", "Two is here."], id="a-line-a-paragraph"),
    pytest.param(
        f"{LONG} of\n\nAPEC in 2025. It ends.", [f"{LONG} of APEC in 2025. It ends."], id="page-break-before-a-name"
    ),
    pytest.param(
        f"{LONG}, including\n\nports. It ends.", [f"{LONG}, including ports. It ends."], id="page-break-before-a-word"
    ),
    pytest.param(
        f"{LONG} to\n\n3\n\nbe made. It ends.", [f"{LONG} to be made. It ends."], id="page-number-in-a-sentence"
    ),
    pytest.param(f"{LONG} to\n- 3 -\n\fbe made. It ends.", [f"{LONG} to be made. It ends."], id="form-feed"),
    pytest.param(
        f"{LONG} to coop-\n\n4\n\nerate on it. It ends.",
        [f"{LONG} to cooperate on it. It ends."],
        id="word-cut-by-a-page",
    ),
    pytest.param(
        f"{LONG} to[1]\n\n[1] See Annex A.\n\nPage 4 of 9\n\nbe made. It ends.",
        [f"{LONG} to[1] be made. It ends.", "[1] See Annex A."],
        id="footnote-in-a-sentence",
    ),
    pytest.param("We met.[1]\n\nWe left.\n\n[1] See A.", ["We met.[1]", "We left.", "[1] See A."], id="footnote-stays"),
    pytest.param(f"{LONG}\n\nWe also met.", [LONG, "We also met."], id="no-full-stop-is-not-always-a-cut"),
    pytest.param(
        f"{LONG} of the Tide Forum\n\nPage 1 of 2\n\n(TF);\n\nIt ends.",
        [f"{LONG} of the Tide Forum (TF);", "It ends."],
        id="page-break-before-an-acronym",
    ),
    pytest.param(
        "Under the Compact, we convened the ministerial-level Alba-Borealia\n\n- 3 -\n\nClean Tide Dialogue. It ends.",
        ["Under the Compact, we convened the ministerial-level Alba-Borealia Clean Tide Dialogue. It ends."],
        id="page-break-soon-after-a-start",
    ),
    pytest.param(
        f"We met1 at G20 again.\n{LONG} to2\n1 See Annex A.\n2 See Annex C.\n- 4 -\n\fbe made. It ends.",
        [
            "We met1 at G20 again.",
            f"{LONG} to2 be made. It ends.",
            "1 See Annex A.",
            "2 See Annex C.",
        ],
        id="footnotes-right-below-the-text",
    ),
    pytest.param(
        "We met at G20 again.\n20 Tides were high.\nWe left it.",
        ["We met at G20 again.", "20 Tides were high.", "We left it."],
        id="number-that-is-no-footnote",
    ),
    pytest.param(
        f"{LONG} to\n\nPage 1 of 2\n\nTIDES OF THE LEADERS\n\nbe made. It ends.",
        [f"{LONG} to be made. It ends."],
        id="running-head-of-two-pages",
    ),
    pytest.param(
        "REEFS\n\no We met there. It ends.", ["# REEFS", "- We met there. It ends."], id="one-o-before-a-capital"
    ),
    pytest.param(
        "It is in the U.S.\n\nand in Japan.", ["It is in the U.S. and in Japan."], id="abbreviation-at-a-break"
    ),
    pytest.param("We agree to:\n\nsail;\n\nfish.", ["We agree to:", "sail;", "fish."], id="list-without-signs"),
    pytest.param(
        "RECALLING the Charter,\n\nREAFFIRMING the Compact,\n\nDO AGREE as follows.",
        ["RECALLING the Charter,", "REAFFIRMING the Compact,", "DO AGREE as follows."],
        id="preamble",
    ),
    pytest.param(
        "We want the coop-\neration of our long-\nterm partners, Indo-\nPacific, ROK-\nled group.",
        ["We want the cooperation of our long-term partners, Indo-Pacific, ROK-led group."],
        id="hyphens-at-line-ends",
    ),
    pytest.param(
        "We help lower-\nand middle-income states, two-\nto ten-year plans, people-\nto-people ties, U.S.-\nROK pact.",
        ["We help lower- and middle-income states, two- to ten-year plans, people-to-people ties, U.S.-ROK pact."],
        id="hyphens-that-stay",
    ),
    pytest.param(
        "A multilateral re-entry. We plan the re-\nentry of all ships and all mon-\nitoring teams that we have.",
        ["A multilateral re-entry. We plan the re-entry of all ships and all monitoring teams that we have."],
        id="the-text-itself-decides-a-hyphen",
    ),
    pytest.param(
        "The Indo- Pacific, the Indo -Pacific - ours.",
        ["The Indo-Pacific, the Indo-Pacific - ours."],
        id="space-at-a-hyphen",
    ),
    pytest.param(
        "For micro-, low- and middle- income states.", ["For micro-, low- and middle-income states."], id="suspended"
    ),
    pytest.param(
        "The Agreement\u2014\nwith Japan and\nwith us\u2014holds.",
        ["The Agreement\u2014with Japan and with us\u2014holds."],
        id="dash",
    ),
    pytest.param(
        "The \ufb01rst e\ufb00ort, \ufb02exible o\ufb03ce.", ["The first effort, flexible office."], id="ligatures"
    ),
    pytest.param("The\u00a0ROK\u202fand  us\tall.", ["The ROK and us all."], id="spaces"),
    pytest.param(
        "Pre\u00adsident, Indo\u00adPacific, coop\u00ad\neration is near.",
        ["President, Indo-Pacific, cooperation is near."],
        id="soft-hyphens",
    ),
    pytest.param("A\u200b b\ufeff c\u202e d.", ["A b c d."], id="invisible"),
    pytest.param("Cafe\u0301 Communique\u0301.", ["Caf\u00e9 Communiqu\u00e9."], id="accents-apart"),
    pytest.param(
        "We agree:\n\u2022 to sail;\n\u2022 to fish.\n\nWe part.",
        ["We agree:", "- to sail;", "- to fish.", "We part."],
        id="bullets",
    ),
    pytest.param(
        "We agree:\n\u2022\nto sail;\n\u2022\nto fish.",
        ["We agree:", "- to sail;", "- to fish."],
        id="bullet-in-its-own-line",
    ),
    pytest.param(
        "We agree:\n\n\u2022\n\nto sail.\n\n\u2022\n", ["We agree:", "- to sail."], id="bullet-parted-from-its-text"
    ),
    pytest.param(
        "We agree:\n\u2022 to sail, with\no ships\no boats\n\u2022 to fish.",
        ["We agree:", "- to sail, with", "- - ships", "- - boats", "- to fish."],
        id="bullets-within-bullets",
    ),
    pytest.param(
        "The three words that we agreed on - two\n- three - are used here and in all the\nother places.",
        ["The three words that we agreed on - two - three - are used here and in all the other places."],
        id="dash-is-no-bullet",
    ),
    pytest.param(
        "1. We sail.\n2. We fish.\n(a) at sea;\n(b) inland.",
        ["1. We sail.", "2. We fish.", "(a) at sea;", "(b) inland."],
        id="numbers",
    ),
    pytest.param(
        "It was in\n2020. That year\nwas good for us.",
        ["It was in 2020. That year was good for us."],
        id="year-is-no-number",
    ),
    pytest.param(
        "It ends.\n\nI. SEA AND AIR\n\nWe sail.", ["It ends.", "# I. SEA AND AIR", "We sail."], id="heading-in-capitals"
    ),
    pytest.param(
        "It ends.\n\nClimate and energy\n\nWe sail.", ["It ends.", "# Climate and energy", "We sail."], id="heading"
    ),
    pytest.param(
        "It ends.\nCLIMATE AND\nENERGY\nWe sail to the\nnorth of the sea.",
        ["It ends.", "# CLIMATE AND ENERGY", "We sail to the north of the sea."],
        id="heading-of-two-lines",
    ),
    pytest.param(
        "It ends.\n\nAlba Borealis\n\nCora Dora",
        ["It ends.", "Alba Borealis", "Cora Dora"],
        id="names-at-the-end-are-no-headings",
    ),
    pytest.param(
        "1. We sail to the sea.\n\n2. Promote the Compact\n\nTrade\n\n3. We fish.",
        ["1. We sail to the sea.", "2. Promote the Compact", "# Trade", "3. We fish."],
        id="numbered-paragraph-without-full-stop-is-no-heading",
    ),
    pytest.param(
        "The co-operation-led group met. It is the co-\noperation-led group of all the states in the region.",
        ["The co-operation-led group met. It is the co-operation-led group of all the states in the region."],
        id="a-compound-of-the-text-keeps-its-hyphen",
    ),
    pytest.param("It ends.\n\n***\n\nWe sail.", ["It ends.", "* * *", "We sail."], id="dividing-line"),
    pytest.param(
        "# 1 *of* [this](x) <b> & `c` ends.", ["# 1 *of* [this](x) <b> & `c` ends."], id="what-markdown-would-eat"
    ),
    pytest.param("It ends.\n\n#Sea #\n\nWe sail.", ["It ends.", "# #Sea #", "We sail."], id="heading-with-marks"),
    pytest.param("[1]: https://example.org is cited.", ["[1]: https://example.org is cited."], id="link-definition"),
    pytest.param(
        "+ One ends.\n\n> Two ends.\n\n    Three ends.",
        ["+ One ends.", "> Two ends.", "Three ends."],
        id="signs-at-the-start",
    ),
    pytest.param(
        "\u65e5\u672c\u3068\u97d3\u56fd\u306f\n\u5354\u529b\u3059\u308b\u3002",
        ["\u65e5\u672c\u3068\u97d3\u56fd\u306f\u5354\u529b\u3059\u308b\u3002"],
        id="japanese-lines-join-without-a-space",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_healed(tmp_path: Path, text: str, expected: list[str]) -> None:
    # The title keeps the first line from being taken for it.
    _, statement = heal(tmp_path, f"Joint Statement of Alba and Borealia\n\nMay 3, 2023\n\n{text}")
    assert (statement.title, statement.date) == ("Joint Statement of Alba and Borealia", "2023-05-03")
    assert shown(statement) == expected


def test_a_long_heading_is_one_where_no_blank_lines_are(tmp_path: Path) -> None:
    heading = "Promoting Tide Technology and Harbours"
    parts = ("Joint Statement", "May 3, 2023", f"{LONG} of it.", heading, f"{LONG} of all.")
    _, statement = heal(tmp_path, "\n".join(textwrap.fill(part, 60) for part in parts))
    assert shown(statement) == [f"{LONG} of it.", f"# {heading}", f"{LONG} of all."]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param(
            f"{LONG} of\n\nAPEC in 2025. It ends.", 1, "joined the text to line 3, past a break", id="page-break"
        ),
        pytest.param(
            "We help the\ncoop-\neration of all.", 2, 'took out the hyphen of "coop-" + "eration"', id="hyphen"
        ),
        pytest.param("We help the\nROK-\nled group of all.", 2, 'kept the hyphen of "ROK-" + "led"', id="hyphen-kept"),
        pytest.param("One.\n\nWe met in\nthe hall.", 3, "joined the line to the next, down to line 4", id="wrapped"),
        pytest.param("One.\nThe \ufb01rst.", 2, "mended 1 ligature, written as letters", id="ligature"),
        pytest.param("One.\nThe\u00a0a\u00a0b.", 2, "mended 2 non-breaking or other special spaces", id="space"),
        pytest.param("One.\nPre\u00adsident.", 2, "mended 1 soft hyphen", id="soft-hyphen"),
        pytest.param("One.\nTwo  three.", 2, "mended 1 double space", id="double-space"),
        pytest.param("One.\nIndo- Pacific.", 2, "mended 1 space at a hyphen", id="space-at-a-hyphen"),
        pytest.param(f"{LONG} to\n\n3\n\nbe made. It ends.", 3, 'left out a page number: "3"', id="page-number"),
        pytest.param("One.\n\n7\n\nTwo.", 3, 'please look: "7" stands alone', id="lone-number"),
        pytest.param("One,two.\n\nThree.", 1, 'please look: "One,two" may lack a space', id="glued-at-a-sign"),
        pytest.param(
            "It is humanityand all.", 1, 'please look: "humanityand" may be two words: "humanity and"', id="glued"
        ),
        pytest.param(
            f"{LONG}\n\nWe also met.", 1, 'please look: no full stop after "the coming years"', id="no-full-stop"
        ),
    ],
)
def test_each_repair_is_reported_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    imported, _ = heal(tmp_path, text)
    assert any(str(repair).startswith(f"line {line}: {words}") for repair in imported.repairs), imported.repairs


def test_a_text_without_damage_needs_no_repair(tmp_path: Path) -> None:
    imported, _ = heal(tmp_path, "Joint Statement\n\nWe met in May.\n\nWe left in June, and for good.\n")
    assert imported.repairs == ()


@pytest.mark.parametrize(
    ("first_lines", "title", "dateline", "date"),
    [
        ("Joint Statement of Alba November 15, 2024\n", "Joint Statement of Alba", "November 15, 2024", "2024-11-15"),
        ("A Communique\nWashington, 3rd of May 2023\n", "A Communique", "Washington, 3rd of May 2023", "2023-05-03"),
        ("MAY 3, 2023\n\nJoint Vision\n", "Joint Vision", "MAY 3, 2023", "2023-05-03"),
        (
            "Joint Statement of the Leaders\nof Alba and Borealia\n\n2023-05-03\n",
            "Joint Statement of the Leaders of Alba and Borealia",
            "2023-05-03",
            "2023-05-03",
        ),
        ("Joint Statement (3 May 2023)\n", "Joint Statement (3 May 2023)", "", "2023-05-03"),
        ("", "To be filled in", "", "1900-01-01"),
    ],
)
def test_title_and_date_are_read_from_the_first_lines(
    tmp_path: Path, first_lines: str, title: str, dateline: str, date: str
) -> None:
    _, statement = heal(tmp_path, f"{first_lines}\nWe met in the hall and agreed. We part.\n")
    assert (statement.title, statement.dateline, statement.date) == (title, dateline, date)
    assert shown(statement) == ["We met in the hall and agreed. We part."]


def test_a_date_at_the_end_counts_and_stays(tmp_path: Path) -> None:
    _, statement = heal(tmp_path, "Joint Statement\n\nWe met in May. We part.\n\nLima, 3 May 2023\n")
    assert statement.date == "2023-05-03"
    assert shown(statement)[-1] == "Lima, 3 May 2023"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("19-21 May 2023", "2023-05-21"),
        ("May 19\u201321, 2023", "2023-05-21"),
        ("2023\u5e745\u670821\u65e5", "2023-05-21"),
        ("21.5.2023", "2023-05-21"),
        ("31 February 2023", None),
        ("May 2023", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    found = find_date(text)
    assert (found and found.iso) == iso


def test_parties_come_from_the_title_or_the_first_sentence(tmp_path: Path) -> None:
    _, statement = heal(
        tmp_path, "Joint Statement of Japan, the Republic of Korea, and the United States\n\nWe met. We part.\n"
    )
    assert statement.parties == ("Japan", "Republic of Korea", "United States")
    _, statement = heal(tmp_path, "We, the leaders of Alba and the Isles (IS), met. We part.\n")
    assert statement.parties == ("Alba", "Isles")


def test_what_the_maintainer_says_overrules_and_loses_nothing(tmp_path: Path) -> None:
    wanted = Wanted(title="Our Title", date="3 May 2023", parties=("Alba",), language="fr")
    _, statement = heal(tmp_path, "Joint Statement\n\nWe met. We part.\n", wanted)
    assert (statement.title, statement.date, statement.parties, statement.language) == (
        "Our Title",
        "2023-05-03",
        ("Alba",),
        "fr",
    )
    assert shown(statement) == ["# Joint Statement", "We met. We part."]


def test_running_heads_go_and_the_title_stays(tmp_path: Path) -> None:
    body = "We welcome the work that our ministers have done.\n\n" * 5
    page = f"Joint Communique of Alba\n\n{body}We met in the hall of the ministry. We thank\n\n{{n}}\n\n"
    text = "".join(page.format(n=n) for n in range(1, 5)) + "Joint Communique of Alba\n\nall who helped.\n"
    text = text.replace("We thank\n\n1", "We thank you.\n\n1").replace("We thank\n\n2", "We thank you.\n\n2")
    text = text.replace("We thank\n\n3", "We thank you.\n\n3")
    imported, statement = heal(tmp_path, text)
    assert statement.title == "Joint Communique of Alba"
    assert len(statement.blocks) == 4 * 6
    assert sum("head or foot" in repair.message for repair in imported.repairs) == 4


def test_articles_that_count_up_are_no_running_heads(tmp_path: Path) -> None:
    text = "Treaty of Alba\n\n" + "".join(f"Article {n}\n\n" + "We sail. We fish.\n\n" * 6 for n in range(1, 6))
    _, statement = heal(tmp_path, text)
    assert [block.text for block in statement.blocks if block.kind is BlockKind.HEADING] == [
        f"Article {n}" for n in range(1, 6)
    ]


BODY = [block.text for block in read_statement(STATEMENT).paragraphs]
TITLE = "Joint Statement of Japan, the Republic of Korea, and the United States"
WIDTHS = [60, 72, 80, 95]


def test_the_text_of_this_edition_cut_as_its_copy_was_is_healed_to_the_letter(tmp_path: Path) -> None:
    cut = "\n\n".join([f"{TITLE} November 15, 2024", *BODY]).replace("hosting of APEC", "hosting of\n\nAPEC")
    cut = cut.replace("including ports", "including\n\nports")
    imported, _ = heal(tmp_path, cut)
    written = write_import(imported, Wanted(), STATEMENT)
    authored = STATEMENT.read_text(encoding="utf-8")
    assert written.split("\n---\n", 1)[1] == authored.split("\n---\n", 1)[1]
    assert len(imported.repairs) == 2
    # Entries name its themes, so they stay.
    path = tmp_path / "written.md"
    path.write_text(written, encoding="utf-8")
    assert read_statement(path).themes == read_statement(STATEMENT).themes


def wrap(text: str, width: int) -> list[str]:
    """Set a text to a width as a PDF does: broken at hyphens, and words cut where they do not fit."""
    lines = [""]
    for word in text.split(" "):
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        inside = word.find("-", 1) + 1
        if 0 < inside <= room and inside < len(word):
            lines[-1] += f" {word[:inside]}"
            lines.append(word[inside:])
        elif room > 4 and len(word) > 8 and re.fullmatch("[a-z]+[,.]?", word):
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


def set_pages(paragraphs: list[str], width: int, seed: int) -> str:
    """Set pages of forty lines with heads and numbers, and spoil characters."""
    rng = random.Random(seed)
    lines = [line for paragraph in paragraphs for line in [*wrap(paragraph, width), ""]]
    pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
    text = "".join(
        "\n".join([*page, "", f"- {number} -", "\fJoint Statement, advance copy", ""])
        for number, page in enumerate(pages, 1)
    )
    text = text.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02")
    text = re.sub(" (?=[a-z])", lambda _: "\u00a0" if rng.random() < 0.1 else " ", text)
    text = re.sub("(?<=[a-z]{3})(?=[a-z]{3})", lambda _: "\u00ad" if rng.random() < 0.05 else "", text)
    return text.replace("Indo-Pacific", "Indo- Pacific", 5)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_text_of_this_edition_set_in_pages_is_healed_to_the_letter(tmp_path: Path, width: int) -> None:
    _, statement = heal(tmp_path, set_pages([TITLE, "November 15, 2024", *BODY], width, seed=width))
    assert (statement.title, statement.date) == (TITLE, "2024-11-15")
    assert shown(statement) == BODY


LINES = st.lists(
    st.one_of(
        st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Zo\u00a0\u00ad\u2019\u2022\ufb01\u2014\u65e5\t\f", max_size=30),
        st.sampled_from(
            [
                "",
                "3",
                "- 4 -",
                "Page 5 of 9",
                "\u2022 to sail",
                "[1] See A.",
                "coop-",
                "eration",
                LONG,
                "# A",
                "***",
                "1. We",
                "o boats",
                "---",
            ]
        ),
    ),
    min_size=1,
    max_size=14,
)


@given(lines=LINES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_is_lost_or_added(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join([*lines, "", LONG, "We part."])
    imported, statement = heal(tmp_path, text)
    left_out = "".join(fragment.text for fragment in imported.removed)
    found = imported.head.title + imported.head.dateline + "".join(block.text for block in statement.blocks)
    words = {character: letters(text).count(character) for character in set(letters(text)) if character.isalnum()}
    # A lone "o" before a text is the sign of a list.
    got = {character: letters(found + left_out).count(character) for character in words}
    words.pop("o", None)
    got.pop("o", None)
    assert got == words


def test_a_lost_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    kept = Fragment(line=1, column=0, text="We met.")
    with pytest.raises(SourceError, match=r"text\.txt:2: this line would not be whole"):
        prove_lines(path, ["We met.", "We part."], [kept])
    with pytest.raises(SourceError, match=r"text\.txt:1"):
        prove_lines(path, ["We met."], [kept, kept])
    prove_lines(path, ["We\u00a0met."], [kept])


def test_a_block_that_is_not_shown_is_refused(tmp_path: Path) -> None:
    _, statement = heal(tmp_path, "Joint Statement\n\nWe met. We part.\n")
    chunk = Chunk(kind=Kind.PARAGRAPH, text="We met.", fragments=(Fragment(line=7, column=0, text="We met."),))
    with pytest.raises(SourceError, match=r"text\.txt:7: the paragraph that starts here"):
        prove_statement(tmp_path / "text.txt", [chunk], statement)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Joint Communiqu\u00e9\r\n\r\nWe met. We part.\r\n".encode(encoding))
    assert read_import(path).head.title == "Joint Communiqu\u00e9"


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Joint Communiqu\u00e9\n\nWe met at the \u201cTide Forum\u201d. We part.\n".encode("cp1252"))
    imported = read_import(path)
    assert imported.head.title == "Joint Communiqu\u00e9"
    assert imported.chunks[0].text == "We met at the \u201cTide Forum\u201d. We part."
    assert [(repair.line, repair.look) for repair in imported.repairs] == [(1, True)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(
            "We met.\n\u5171\u540c\u58f0\u660e".encode("shift-jis"), ":2: neither UTF-8 nor UTF-16", id="shift-jis"
        ),
        pytest.param(b"We met with all of them.\n\x9d", ":2: neither UTF-8 nor UTF-16", id="undefined-byte"),
        pytest.param("We met.".encode("utf-16-le"), ":1: holds NUL", id="utf-16-without-a-mark"),
        pytest.param("We met.".encode("utf-32"), ":1: is UTF-32", id="utf-32"),
        pytest.param(b"%PDF-1.7 ...", ":1: is a PDF and no text", id="pdf"),
        pytest.param(b"PK\x03\x04...", ":1: is a Word file", id="docx"),
        pytest.param(b"<!DOCTYPE html><p>We", ":1: is HTML", id="html"),
        pytest.param(b" \n", ":1: the file is empty", id="empty"),
        pytest.param(None, ":1: there is no such file", id="missing"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes | None, words: str) -> None:
    path = tmp_path / "text.txt"
    if data is not None:
        path.write_bytes(data)
    result = CliRunner().invoke(main, ["import", str(path), "--statement", str(tmp_path / "new.md")])
    assert result.exit_code == 2
    assert f"text.txt{words}" in result.output
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "new.md").exists()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(f"Joint Statement\n\n{LONG} of\n\nAPEC in 2025. We part.\n", encoding="utf-8")
    return path


def test_the_command_writes_reports_and_says_what_next(tmp_path: Path, text: Path) -> None:
    target = tmp_path / "source" / "statement.md"
    result = CliRunner().invoke(
        main,
        ["import", str(text), "--statement", str(target), "--date", "2025-01-02", "--party", "Alba", "--party", "Cora"],
    )
    assert result.exit_code == 0, result.output
    assert "line 3: joined the text to line 5" in result.output
    assert "1 paragraph; all 132 letters and signs of text.txt are there; wrote" in result.output
    statement = read_statement(target)
    assert (statement.date, statement.parties) == ("2025-01-02", ("Alba", "Cora"))


def test_it_does_not_replace_a_statement_unasked(tmp_path: Path, text: Path) -> None:
    target = tmp_path / "statement.md"
    target.write_text("mine", encoding="utf-8")
    arguments = ["import", str(text), "--statement", str(target)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "there is a statement already; replace it with --yes" in result.output
    assert CliRunner().invoke(main, [*arguments, "--dry-run"]).exit_code == 0
    assert target.read_text(encoding="utf-8") == "mine"
    assert CliRunner().invoke(main, [*arguments, "--yes"]).exit_code == 0
    assert target.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(("answer", "code"), [("n", 2), ("y", 0)])
def test_on_a_terminal_it_asks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: Path, answer: str, code: int
) -> None:
    monkeypatch.setattr("generator.cli._is_terminal", lambda: True)
    target = tmp_path / "statement.md"
    target.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["import", str(text), "--statement", str(target)], input=f"2025-01-02\nAlba; Cora\n{answer}\n"
    )
    assert result.exit_code == code, result.output
    assert (target.read_text(encoding="utf-8") == "mine") == (answer == "n")


def test_what_nobody_said_is_refused_by_check(tmp_path: Path, text: Path) -> None:
    target = tmp_path / "statement.md"
    result = CliRunner().invoke(main, ["import", str(text), "--statement", str(target)])
    assert "fill in date, parties" in result.output
    (tmp_path / "glossary").mkdir()
    entry = "---\nname: Apec\nkind: forum\ntheme: general\ndefinition: A forum. [^statement]\nstatus: Active.\n---\n"
    (tmp_path / "glossary" / "apec.md").write_text(entry, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--statement", str(target), "--glossary", str(tmp_path / "glossary")])
    assert result.exit_code == 1, result.output
    assert "statement.md:3: the statement's date is not filled in" in result.output
    assert "statement.md:4: the statement's parties are not filled in" in result.output
    assert result.output.count("[placeholder]") == 2


def test_a_wrong_date_is_one_line(tmp_path: Path, text: Path) -> None:
    result = CliRunner().invoke(main, ["import", str(text), "--statement", str(tmp_path / "a.md"), "--date", "soon"])
    assert result.exit_code == 2
    assert '"soon" is no date; write it as 2024-11-15' in result.output


def test_line_numbers_are_those_of_an_editor(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Joint Statement\r\n\r\nOne.\x0b\r\nThe \ufb01rst.\r\n".encode())
    assert [repair.line for repair in read_import(path).repairs if "ligature" in repair.message] == [4]
    assert Line(number=1, text="").indent == 0
