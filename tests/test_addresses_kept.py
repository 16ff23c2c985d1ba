"""What was published keeps its address, or a finding tells where it would lead: twelve edits and more, as a table."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from generator.checks.addresses import check_addresses, check_new_addresses, write_record
from generator.data import make_data
from generator.linking.edition import Edition, read_edition
from generator.model.errors import GeneratorError
from generator.pages.maker import PageMaker
from generator.reading.record import _number, read_record
from tests.projects import copy_minimal, invoke
from tests.projects import replace as replace_in
from tests.samples import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """---
title: A Communique
date: 2020-02-03
parties: [Alba]
language: en
themes: {trade: Trade}
sections: [{before: 1, heading: Opening}]
---
"""
PARAGRAPHS = (
    "The leaders met the Harbour Council (HC) in spring, and they thanked the HC for its patience.",
    "They welcome the North Star exercise of the year. The HC will hold it again.",
    "They support the Open Sea Compact. It holds for all harbours. It holds for all ships.",
    "The crew of North Star reported to the HC and to the Sea Office.",
)
NAMES = {
    "harbour-council": "name: Harbour Council\nacronym: HC",
    "north-star": "name: North Star",
    "open-sea-compact": "name: Open Sea Compact",
    "sea-office": "name: Sea Office",
}
Files = dict[str, str]


def files_of(paragraphs: tuple[str, ...] = PARAGRAPHS, *, head: str = HEAD, **names: str | None) -> Files:
    """Return the files of the project; names by slug, with underscores, replace its own or leave one out."""
    entries = NAMES | {slug.replace("_", "-"): name for slug, name in names.items()}
    return {"source/statement.md": head + "\n" + "\n\n".join(paragraphs) + "\n"} | {
        f"docs/glossary/{slug}.md": f"---\n{name}\nkind: body\ntheme: trade\nstatus: Active.\n---\n"
        for slug, name in entries.items()
        if name
    }


def read(folder: Path, files: Files) -> Edition:
    """Write the files in the place of those that are there, but for the record, and read them."""
    for path in [*folder.glob("docs/glossary/*.md"), *folder.glob("source/*.md")]:
        path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    places = {name: folder / getattr(PROJECT, name) for name in ("path", "docs", "statement", "glossary")}
    return read_edition(replace(PROJECT, **places))


def accept(edition: Edition) -> str:
    written = write_record(edition)
    edition.record.path.write_text(written, encoding="utf-8")
    return written


def told(edition: Edition) -> list[str]:
    """Return what the findings say in short: `#m-hc-2 > #m-port-1`, `#p-3 >` of what is gone, `new p-5`."""
    found = []
    for finding in (*check_addresses(edition), *check_new_addresses(edition)):
        if finding.code.value == "new-address":
            found.append(finding.message.replace("not recorded yet:", "new"))
        else:
            now = re.search(r" is in (#\S+) now", finding.message)
            short = re.sub(r", (?=#)", " ", finding.message).split(",")[0]
            sentences = re.match(r"#p-[\w-]+-s.*?(?: is new| would lead)", short)
            found.append(sentences[0] if sentences else f"{short} > {now[1] if now else ''}".strip())
    return found


def shown(edition: Edition) -> dict[str, str]:
    """Return what a reader who follows an address sees: the text of that place, or of the paragraph that it is put at."""
    pages = {page.src_uri: LexborHTMLParser(page.body) for page in PageMaker(edition).make_all()}
    found = {uri.removesuffix(".md"): page.text() for uri, page in pages.items() if uri.startswith("glossary/")}
    for node in pages["statement.md"].css("[id]"):
        address = str(node.attributes["id"])
        assert address not in found, f"{address} is there twice"
        is_put = node.attributes.get("class") == "kept"
        found[address] = (node.parent.parent.css_first("p[id]") if is_put else node).text()  # type: ignore[union-attr]
    return found


def renamed(paragraphs: tuple[str, ...] = PARAGRAPHS) -> Files:
    name = "name: Harbour Council\nacronym: HC\nformer_slugs: [harbour-council]"
    return files_of(paragraphs, harbour_council=None, port_council=name)


ONE, TWO, THREE, FOUR = PARAGRAPHS
TWICE = "So they said, and then the HC agreed to sail at dawn. " * 2 + "All sailed."
NOON, DUSK = "At noon the HC and the crew agreed to meet again.", "At dusk the HC and the crew agreed to sail at once."
JAPANESE = (*PARAGRAPHS, "日米会談以後"), {"ally": "name: 日米", "later": "name: 以後"}
LESS = files_of(sea_office=None)
LOST = (ONE, TWO.replace("The HC", "They"), THREE, FOUR)
RENAMED = renamed()
UNRENAMED = files_of(harbour_council="name: Harbour Council\nacronym: HC\nformer_slugs: [port-council]")
EDITS: dict[str, tuple[list[Files], list[str], dict[str, str]]] = {
    # What is done, one after the other, all but the last accepted; what is told of the last; what old addresses show.
    "alias-added": (
        [files_of(harbour_council="name: Harbour Council\nacronym: HC\naliases: [The leaders]")],
        ["new m-harbour-council-5"],
        {"m-harbour-council-5": "The leaders", "m-harbour-council-1": "Harbour Council (HC)"},
    ),
    "longer-alias-added": (
        [files_of(north_star="name: North Star\naliases: [crew of North Star]")],
        [],
        {"m-north-star-2": "crew of North Star"},
    ),
    "entry-with-a-longer-name": (
        [files_of(north_star_exercise="name: North Star exercise")],
        ["#m-north-star-1 > #m-north-star-exercise-1", "new glossary/north-star-exercise, m-north-star-exercise-1"],
        {"m-north-star-1": "North Star exercise", "m-north-star-2": "North Star"},
    ),
    "renamed": (
        [RENAMED],
        ["new glossary/port-council"],
        {"m-harbour-council-3": "HC", "glossary/harbour-council": "This page has moved"},
    ),
    "renamed-and-named-once-more": (
        [
            RENAMED,
            renamed((ONE, TWO, THREE, "The HC, then. " + FOUR)),
        ],
        ["#p-4-s2 is new", "new m-port-council-5"],
        {"m-port-council-5": "HC", "m-harbour-council-4": "HC"},
    ),
    "renamed-and-one-lost-and-another-new": (
        [RENAMED, renamed(LOST), renamed((*LOST, "The HC sailed."))],
        ["new p-5, m-port-council-5"],
        {"m-port-council-5": "HC", "m-harbour-council-4": "HC"},
    ),
    "renamed-and-back": ([RENAMED, UNRENAMED], [], {"m-harbour-council-1": "Harbour Council (HC)"}),
    "renamed-without-a-word": (
        [files_of(sea_office=None, bureau="name: Sea Office")],
        ["/glossary/sea-office/ >", "#m-sea-office-1 > #m-bureau-1", "new glossary/bureau, m-bureau-1"],
        {"m-sea-office-1": "Sea Office", "glossary/sea-office": "See Sea Office."},
    ),
    "renamed-where-its-name-is-all": (
        [
            files_of((*PARAGRAPHS, "Sea Office.")),
            files_of((*PARAGRAPHS, "Sea Office."), sea_office=None, bureau="name: Sea Office"),
        ],
        [
            *("/glossary/sea-office/ >", "#m-sea-office-1 > #m-bureau-1", "#m-sea-office-2 > #m-bureau-2"),
            "new glossary/bureau, m-bureau-1, m-bureau-2",
        ],
        {"m-sea-office-2": "Sea Office"},
    ),
    "entry-merged": (
        [files_of(sea_office=None, north_star="name: North Star\naliases: [Sea Office]\nformer_slugs: [sea-office]")],
        [],
        {"m-sea-office-1": "Sea Office", "glossary/sea-office": "It is now at North Star"},
    ),
    "only-entry-of-a-paragraph-deleted": (
        [files_of(open_sea_compact=None)],
        ["/glossary/open-sea-compact/ >", "#m-open-sea-compact-1 > #p-3"],
        {"m-open-sea-compact-1": THREE},
    ),
    "entry-deleted-between-others": (
        [files_of(JAPANESE[0], talks="name: 会談", **JAPANESE[1]), files_of(JAPANESE[0], **JAPANESE[1])],
        ["/glossary/talks/ >", "#m-talks-1 > #p-5"],
        {"m-talks-1": "日米会談以後", "m-ally-1": "日米", "m-later-1": "以後"},
    ),
    "words-that-stand-there-twice": (
        [files_of((*PARAGRAPHS, TWICE)), files_of((*PARAGRAPHS, TWICE.replace("All", "They")))],
        [],
        {"m-harbour-council-5": "HC", "m-harbour-council-6": "HC"},
    ),
    "entry-deleted": (
        [LESS],
        ["/glossary/sea-office/ >", "#m-sea-office-1 > #p-4"],
        {"m-sea-office-1": FOUR, "glossary/sea-office": "See the glossary"},
    ),
    "entry-deleted-and-restored": ([LESS, files_of()], [], {"m-sea-office-1": "Sea Office"}),
    "split": (
        [files_of((ONE, TWO, THREE[:34], THREE[35:], FOUR))],
        ["#p-3-s2 #p-3-s3 would lead", "new p-3-2"],
        {"p-3": THREE[:34], "p-3-2": THREE[35:], "p-4": FOUR, "m-sea-office-1": "Sea Office"},
    ),
    "joined": (
        [files_of((ONE, f"{TWO} {THREE}", FOUR))],
        ["#p-3 > #p-2", "#p-2-s3 #p-2-s4 #p-2-s5 is new"],
        {"p-3": f"{TWO} {THREE}", "p-4": FOUR, "m-open-sea-compact-1": "Open Sea Compact"},
    ),
    "moved": (
        [files_of((FOUR, ONE, TWO, THREE), head=HEAD.replace("before: 1", "before: 4"))],
        [],
        {"p-4": FOUR, "p-1": ONE, "m-north-star-1": "North Star", "m-north-star-2": "North Star"},
    ),
    "paragraph-deleted": (
        [files_of((ONE, TWO, FOUR))],
        ["#p-3 >", "#m-open-sea-compact-1 >"],
        {"p-3": "Paragraph 3", "m-open-sea-compact-1": "“Open Sea Compact”", "p-4": FOUR},
    ),
    "another-text": (
        [files_of((ONE, TWO, "No ship came that year.", FOUR))],
        ["#p-3 >", "#m-open-sea-compact-1 >", "new p-2-2"],
        {"p-2-2": "No ship came that year.", "p-3": "Paragraph 3"},
    ),
    "one-of-two-alike-deleted": (
        [files_of((*PARAGRAPHS, NOON, DUSK)), files_of((*PARAGRAPHS, DUSK))],
        ["#p-5 >", "#m-harbour-council-5 >"],
        {"p-6": DUSK, "m-harbour-council-6": "HC", "m-harbour-council-5": "“HC”"},
    ),
    "paragraph-inserted": (
        [files_of((ONE, "A new one names the HC.", TWO, THREE, FOUR))],
        ["new p-1-2, m-harbour-council-5"],
        {"p-1-2": "A new one names the HC.", "p-2": TWO, "m-harbour-council-3": "HC"},
    ),
    "paragraph-inserted-before-all": (
        [files_of(("A new one.", *PARAGRAPHS))],
        ["new p-0-2"],
        {"p-0-2": "A new one.", "p-1": ONE},
    ),
    "paragraph-inserted-behind-a-heading": (
        [files_of((ONE, "## Words", "A new one.", TWO, THREE, FOUR))],
        ["new p-1-2"],
        {"p-1-2": "A new one.", "p-2": TWO},
    ),
    "copy-in-the-place-of-another": (
        [files_of((ONE, FOUR, THREE, FOUR))],
        [
            *("#p-2 >", "#m-harbour-council-3 >", "#m-north-star-1 >"),
            "new p-1-2, m-north-star-3, m-harbour-council-5 and 1 more",
        ],
        {"p-4": FOUR, "p-1-2": FOUR, "p-2": "Paragraph 2"},
    ),
    "paragraph-appended": (
        [files_of((*PARAGRAPHS, "The HC closed."))],
        ["new p-5, m-harbour-council-5"],
        {"p-5": "The HC closed."},
    ),
    "word-corrected": (
        [files_of((ONE.replace("leaders met", "ministers met"), TWO.replace("exercise", "drill"), THREE, FOUR))],
        [],
        {
            "p-1": ONE.replace("leaders", "ministers"),
            "m-north-star-1": "North Star",
            "m-harbour-council-1": "Harbour Council (HC)",
        },
    ),
    "opening-turned-round": (
        [
            files_of((*PARAGRAPHS, "Today in Port Alba, on the coast, at the Yearly Meeting of Ships, all agreed.")),
            files_of((*PARAGRAPHS, "At the Yearly Meeting of Ships in Port Alba, on the coast today, all agreed.")),
        ],
        [],
        {"p-5": "At the Yearly Meeting"},
    ),
    "sentence-split": (
        [files_of((ONE, TWO, THREE.replace("harbours. It", "harbours. Yes. It"), FOUR))],
        ["#p-3-s4 is new"],
        {"p-3-s2": "It holds for all harbours.", "p-3-s3": "It holds for all ships.", "p-3-s4": "Yes."},
    ),
    "sentences-changed-twice": (
        [
            files_of((ONE, TWO, THREE.replace("harbours. It", "harbours. Yes. It"), FOUR)),
            files_of((ONE, TWO, "They do. " + THREE.replace("all harbours. It", "each. Yes. So it is. It"), FOUR)),
        ],
        ["#p-3-s5 #p-3-s6 is new"],
        {
            "p-3-s1": "They support",
            "p-3-s2": "It holds for each.",
            "p-3-s3": "for all ships",
            "p-3-s4": "Yes.",
            "p-3-s5": "They do.",
            "p-3-s6": "So it is.",
        },
    ),
    "sentence-deleted": (
        [files_of((ONE, TWO, THREE.replace("It holds for all harbours. ", ""), FOUR))],
        ["#p-3-s2 would lead"],
        {"p-3-s3": "It holds for all ships."},
    ),
    "sentence-deleted-and-another-added": (
        [
            files_of((ONE, TWO, THREE.replace(" It holds for all ships.", ""), FOUR)),
            files_of((ONE, TWO, THREE.replace("for all ships", "long"), FOUR)),
        ],
        ["#p-3-s4 is new"],
        {"p-3-s2": "It holds for all harbours.", "p-3-s4": "It holds long."},
    ),
    "sentences-exchanged-between-paragraphs": (
        [
            files_of(
                (
                    ONE,
                    TWO.replace("The HC will hold it again.", "It holds for all ships."),
                    THREE.replace("It holds for all ships.", "The HC will hold it again."),
                    FOUR,
                )
            )
        ],
        ["#m-harbour-council-3 >", "#p-2-s2 would lead", "#p-3-s3 would lead", "new m-harbour-council-5"],
        {"p-2-s2": "It holds for all ships.", "p-3-s3": "The HC will hold it again."},
    ),
    "another-opening": (
        [files_of((ONE, TWO, THREE.replace("They support", "Trade is free, which is owed to"), FOUR))],
        [],
        {"p-3": "Trade is free", "p-3-s2": "It holds for all harbours.", "m-open-sea-compact-1": "Open Sea Compact"},
    ),
    "another-opening-and-another-place": (
        [files_of((THREE.replace("They support the", "Trade is free. So is the"), ONE, TWO, FOUR))],
        ["#p-3-s4 is new"],
        {"p-3": "Trade is free", "p-3-s2": "It holds for all harbours.", "p-3-s3": "ships"},
    ),
    "numbers-of-the-source-come-in": (
        [files_of((f"3. {ONE}", f"4. {TWO}", THREE, f"5. {FOUR}"), head=HEAD.replace("before: 1", "before: 3"))],
        ["#p-1 > #p-3", "#p-2 > #p-4", "#p-3 > #p-4-2", "#p-4 > #p-5", "new p-4-2, p-5"],
        {"p-1": f"3. {ONE}", "p-3": f"3. {ONE}", "p-4-2": THREE, "m-sea-office-1": "Sea Office"},
    ),
    "heading-in-another-language": ([files_of(head=HEAD.replace("Opening", "Ouverture"))], [], {"p-1": ONE}),
}


@pytest.mark.parametrize(("edits", "tells", "shows"), EDITS.values(), ids=EDITS)
def test_an_edit_keeps_every_address_or_is_told(
    edits: list[Files], tells: list[str], shows: dict[str, str], tmp_path: Path
) -> None:
    edition = read(tmp_path, files_of())
    assert told(edition) == [], "without a record nothing is told"
    published = shown(edition)
    accept(edition)
    for files in edits:
        edition = read(tmp_path, files)
        tellings = told(edition)
        accept(edition)
        edition = read(tmp_path, files)
    assert tellings == tells
    now = shown(edition)
    for address, words in shows.items():
        assert words in now[address]
    lost = published.keys() - now.keys() - {"opening"}
    assert {re.sub(r"-s\d$", "", address) for address in lost} <= now.keys(), (
        "an old link would lead to the top of the page"
    )
    assert told(edition) == [], "what was accepted is told no more"
    assert accept(edition) == accept(read(tmp_path, files)), "accepting twice changes nothing"


def test_the_first_sentence_of_a_paragraph_whose_were_not_recorded_is_one() -> None:
    assert _number({}, ["0a1b", "2c3d"]) == (1, 2)


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD of a branch that has a name of many letters",
        'p-1: ["a0a0a0", "1-0a0a", "We met.", "p-2", "p-3"]',
        'p-1: ["a0a0a0", "1-0a0a"]',
        'p-1: ["a0a0a0", "one", "We met."]',
        "version: two",
    ],
)
def test_a_line_that_is_no_address_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "addresses.yml"
    path.write_text(f"version: 2\n# x\n\n{line}\n", encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        read_record(tmp_path / "statement.md")
    assert (caught.value.message, caught.value.line) == (f'"{line[:40]}" is no recorded address', 4)
    assert (caught.value.path, caught.value.hint) == (
        path,
        "after a merge, keep the lines of both sides without its marks; else restore the file",
    )


def test_a_record_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "addresses.yml"
    path.write_text("version: 2\n", encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        read_record(tmp_path / "statement.md")
    assert (caught.value.message, caught.value.path) == ("records no address", path)
    hint = "restore it; or delete it, and record the addresses of now: generator addresses --accept"
    assert caught.value.hint == hint


def test_the_record_is_yaml_and_sorted_and_merges_by_union(tmp_path: Path) -> None:
    edition = read(tmp_path, files_of())
    written = accept(edition)
    lines = written.splitlines()
    data = yaml.safe_load(written)
    assert data["version"] == 1
    assert data["m-harbour-council-2"] == ["p-1", "g, and they thanked the ", "HC", " for its patience."]
    assert [line.split(":")[0] for line in lines[1:4]] == ["version", "glossary/harbour-council", "glossary/north-star"]
    edition.record.path.write_text("\n".join([*lines[:1], "version: 7", *lines[1:], *lines[5:]]), encoding="utf-8")
    assert read_record(tmp_path / "source" / "statement.md").version == 7
    again = read(tmp_path, files_of())
    assert again.moved == ()
    # The page says whose the numbers are.
    assert not any(block.own for block in again.statement.blocks)


def test_data_say_what_took_the_place_of_an_identifier(tmp_path: Path) -> None:
    accept(read(tmp_path, files_of()))
    files = {name: text for name, text in RENAMED.items() if "sea-office" not in name}
    accept(read(tmp_path, files))
    data = {item.src_uri: item.content.decode() for item in make_data(read(tmp_path, files))}
    glossary = json.loads(data["data/glossary.json"])
    assert glossary["version"] == 2
    assert glossary["replaced"] == {
        "../glossary/harbour-council/": "../glossary/port-council/",
        "../glossary/sea-office/": "",
        "../statement/#m-sea-office-1": "../statement/#p-4",
    }
    assert "<../glossary/harbour-council/> dct:isReplacedBy <../glossary/port-council/>" in data["data/glossary.ttl"]
    assert 'owl:versionInfo "2"' in data["data/glossary.ttl"]


def test_the_command_compares_and_records(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    fresh = invoke(project, "addresses")
    assert (fresh.exit_code, fresh.stdout.split(";")[0]) == (0, "no address is recorded yet")
    assert invoke(project, "addresses", "--accept").stdout == "wrote source/addresses.yml\n"
    replace_in(project / "docs" / "glossary" / "north-star.md", "name: North Star", "name: South Star")
    compared = invoke(project, "addresses")
    assert (compared.exit_code, compared.stdout.count("[moved-address]")) == (1, 3)
    assert invoke(project, "addresses", "--accept").exit_code == 0
    assert "lead where they did" in invoke(project, "addresses").stdout
    replace_in(project / "mkdocs.yml", "\ntheme:", "use_directory_urls: false\n\ntheme:")
    assert "as files and no longer as folders" in invoke(project, "addresses").stdout
    assert invoke(project, "addresses", "--accept").exit_code == 0
    assert "lead where they did" in invoke(project, "addresses").stdout
    (project / "texts").mkdir()
    (project / "source" / "statement.md").rename(project / "texts" / "statement.md")
    replace_in(project / "mkdocs.yml", "  - generator", "  - generator: {statement: texts/statement.md}")
    assert "source/addresses.yml:1: is the record" in invoke(project, "addresses").stdout
