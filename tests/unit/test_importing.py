"""A file becomes the statement that it is: whole, in order, with what had to be mended or left out in a report."""

import contextlib
import io
import random
import re
import sys
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pyromark
import pytest
from click.testing import CliRunner, _NamedTextIOWrapper
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from generator.authoring.importing import escape, overrule, prove, read_source, report, write_statement
from generator.authoring.importing.blocks import make_blocks
from generator.authoring.importing.head import find_date
from generator.authoring.importing.nouns import Block, ImportedText, Kind, Line
from generator.authoring.importing.words import Vocabulary
from generator.checks.project import check_statement
from generator.cli import main
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode
from generator.reading.frontmatter import read_document
from generator.reading.statement import read_statement
from tests.samples import PROJECT, ROOT

TITLE = "Joint Statement of Alba and Borealia"
LONG = (
    "We welcome the work that our ministers have done this year. They met four times and agreed on a plan for the "
    "coming years"
)
"""Running text, long enough not to be a heading, without its full stop."""
HEAD = f"{TITLE}\n\nMay 3, 2023\n\n"
SENTENCES = (
    "We met in the harbour town to look at the year that lies behind us.",
    "The tides were high, and the ferries that link our islands sailed on every day of the winter.",
    "Our ministers of trade will meet in spring, and report on the markets for salt, wool and herring.",
)


def paragraph(seed: int, count: int = 4) -> str:
    return " ".join(random.Random(seed).choices(SENTENCES, k=count))


def shown(imported: ImportedText) -> list[str]:
    """Give each block with a sign for what it is."""
    signs = {Kind.PARAGRAPH: "", Kind.ITEM: "- ", Kind.HEADING: "#", Kind.RULE: "* * *", Kind.FOOTNOTE: "^"}
    texts = []
    for block in imported.blocks:
        sign = signs[block.kind] * (block.level if block.kind in {Kind.ITEM, Kind.HEADING} else 1)
        texts.append(f"{sign}{' ' * (block.kind is Kind.HEADING)}{block.number}{' ' * bool(block.number)}{block.text}")
    return texts


def read(data: bytes | str, name: str = "text.txt") -> ImportedText:
    raw = data.encode() if isinstance(data, str) else data
    imported = read_source(raw, name=name)
    prove(imported, raw)
    return imported


CASES = {
    "a-line-a-paragraph": ("One is here.\nTwo is here.\n", ["One is here.", "Two is here."]),
    "lines-of-a-paragraph": (f"{LONG[:90]}\n{LONG[90:]}.\n\nWe met in the\nhall.", [f"{LONG[:90]} {LONG[90:]}.".replace("  ", " "), "We met in the hall."]),
    "page-break-before-a-name": (f"{LONG} of\n\nAPEC in 2025. It ends.", [f"{LONG} of APEC in 2025. It ends."]),
    "page-number": (f"{LONG} to\n\n- 3 -\n\nbe made. It ends.", [f"{LONG} to be made. It ends."]),
    "preamble": ("RECALLING the Charter,\n\nREAFFIRMING the Compact,\n\nDO AGREE as follows.", ["RECALLING the Charter,", "REAFFIRMING the Compact,", "DO AGREE as follows."]),
    "hyphens-at-line-ends": ("We want the coop-\neration of our long-\nterm partners, Indo-\nPacific, ROK-\nled group.", ["We want the cooperation of our long-term partners, Indo-Pacific, ROK-led group."]),
    "hyphens-that-only-a-line-end-put-there": ("We want the ex-\nport of all-\nies to grow, and coop-\neration with them.", ["We want the export of allies to grow, and cooperation with them."]),
    "space-at-a-hyphen": ("The Indo- Pacific, the Indo -Pacific - ours.", ["The Indo-Pacific, the Indo-Pacific - ours."]),
    "suspended-hyphen": ("The lower- and middle-income states.", ["The lower- and middle-income states."]),
    "characters": ("The \ufb01rst\u00a0e\ufb00ort  of the Pre\u00adsident, Indo\u00adPacific, A\u200bb, Cafe\u0301.", ["The first effort of the President, Indo-Pacific, Ab, Caf\u00e9."]),
    "letter-spaced-words": ("P o r t s\n\nWe sail. We fish.", ["# Ports", "We sail. We fish."]),
    "bullets": ("We agree:\n\u2022 to sail.\n\u2022\nto fish.\n\nWe part.", ["We agree:", "- to sail.", "- to fish.", "We part."]),
    "signs-that-can-be-words": ("We agree:\n- to sail;\n- to fish:\no by day;\no by night.\n\nWe part.", ["We agree:", "- to sail;", "- to fish:", "- - by day;", "- - by night.", "We part."]),
    "numbers": ("13. We sail.\n14. We fish.\n(a) at sea;\n(b) inland.", ["13. We sail.", "14. We fish.", "(a) at sea;", "(b) inland."]),
    "heading": (f"It ends.\n\nClimate and energy\n\n{LONG}.", ["It ends.", "# Climate and energy", f"{LONG}."]),
    "dividing-line": ("It ends.\n\n***\n\nWe sail.", ["It ends.", "* * *", "We sail."]),
    "japanese-joins-without-a-space": ("日本と韓国の首脳は会談し、\n\n協力する。", ["日本と韓国の首脳は会談し、協力する。"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_copied_text_is_healed(text: str, expected: list[str]) -> None:
    imported = read(HEAD + text)
    assert (imported.title, imported.dateline, imported.date) == (TITLE, "May 3, 2023", "2023-05-03")
    assert shown(imported) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{LONG} of\n\nAPEC in 2025. It ends.", "line 7: please look: joined past a gap"),
        ("We help all UN-\nCLOS and the\nships of all.", "line 6: please look: kept the hyphen between lines"),
        ("The \ufb01rst.", "mended: ligatures (1)"),
        ("One.\n\n7\n\nTwo.", 'line 7: please look: "7" stands alone'),
        (f"{LONG} to\n\n- 7 -\n\nbe. We part.", 'line 7: left out (page number): "- 7 -"'),
        (f"{LONG}\n\nWe also met.", "line 5: please look: no full stop after"),
        ("12. We sail.\n\n14. We fish.", "line 7: please look: paragraph 14 follows paragraph 12"),
        ("One.    Two.\nThree.\tFour.\nFive.     Six.\n", "please look: wide gaps within lines"),
    ],
)
def test_what_was_done_or_is_in_doubt_is_reported(text: str, message: str) -> None:
    told = [*report(read(HEAD + text))]
    assert any(line.startswith(message) for line in told), told


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        (f"{TITLE} November 15, 2024\n\nWe met. We part.", TITLE, "2024-11-15"),
        ("MAY 3, 2023\n\nJoint Vision\n\nWe met. We part.", "Joint Vision", "2023-05-03"),
        ("Joint Statement (3 May 2023)\n\nWe met. We part.", "Joint Statement (3 May 2023)", "2023-05-03"),
        ("Joint Statement\n\nWe met. We part.\n\nLima, 3 May 2023", "Joint Statement", "2023-05-03"),
        ("Preamble\n\nWe met. We part.", "", ""),
        ("We met. We part.", "", ""),
    ],
)
def test_title_and_date_are_told_only_where_they_are_known(text: str, title: str, date: str) -> None:
    imported = read(text)
    assert (imported.title, imported.date) == (title, date)
    assert any("no title found" in flag.message for flag in imported.flags) == text.startswith("Preamble")


DATES = {
    "19-21 May 2023": "2023-05-21", "May 19\u201321, 2023": "2023-05-21", "Lima, le 15 novembre 2024": "2024-11-15",
    "2023\u5e745\u670821\u65e5": "2023-05-21", "令和６年１１月１５日": "2024-11-15", "31 February 2023": "", "May 2023": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "iso"), DATES.items())
def test_dates(text: str, iso: str) -> None:
    assert (find_date(text) or ("",))[0] == iso


LANGUAGES = {
    "en": "We met in the hall of the ministry and agreed on the plan.",
    "fr": "Nous avons tenu la r\u00e9union dans la salle du minist\u00e8re et pour les ministres.",
    "ja": "三か国の首脳は会談し、協力を確認した。",
    "ko": "세 나라 정상은 회담하고 협력을 확인하였다.",
    "": "Qvxz brtl mnop.",
}


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items())
def test_the_language_is_told_by_script_or_words(language: str, text: str) -> None:
    assert read(text).language == language


def test_what_the_maintainer_says_overrules_and_loses_nothing() -> None:
    imported = overrule(read(f"{HEAD}We met."), title="Our Title", date="3 May 2024", parties=("Alba",))
    assert (imported.title, imported.date, imported.parties) == ("Our Title", "2024-05-03", ("Alba",))
    assert shown(imported) == [f"# {TITLE}", "We met."]
    with pytest.raises(GeneratorError, match='"soon" is no date'):
        overrule(imported, date="soon")


STATEMENT = ROOT / "source" / "statement.md"
BODY = [block.text for block in read_statement(STATEMENT).paragraphs]


def test_the_text_of_this_edition_cut_as_its_copy_was_is_healed_to_the_letter() -> None:
    title = read_statement(STATEMENT).title
    text = "\n\n".join([f"{title} November 15, 2024", *BODY]).replace("hosting of APEC", "hosting of\n\nAPEC")
    written = write_statement(read(text.replace("including ports", "including\n\nports")))
    assert written.split("\n---\n", 1)[1] == STATEMENT.read_text(encoding="utf-8").split("\n---\n", 1)[1]


SHORT = ("We met at noon.", "We sail.", "We fish.")
FAULTS = {
    "a-head-that-is-the-title": (
        f"{TITLE}\n\n3 May 2023\n\n{LONG}, and the sec-\n- 2 -\n{TITLE}\nretary agrees with all of them on this one.\n\nWe part.\n- 3 -\n{TITLE}\n\nWe sail.",
        [f"{LONG}, and the secretary agrees with all of them on this one.", "We part.", "We sail."], "head or foot of the page",
    ),
    "columns-side-by-side": ("".join(f"We sail in May.      They fish in June, {n}.\n" for n in range(9)), None, "columns or a table"),
    "short-lines-before-long-ones": (
        HEAD + "\n".join(SHORT) + f"\n\n{LONG[:43]}\n{LONG[44:]}.\n\n{LONG[:43]}\n{LONG[44:]}.",
        [*SHORT, *[f"{LONG}."] * 2], "",
    ),
    "a-letter-is-no-roman-numeral": (f"{HEAD}A. Trade\n\n{LONG}.\n\nB. Ships\n\n{LONG}.\n\nC. Ports\n\n{LONG}.", [
        "# A. Trade", f"{LONG}.", "# B. Ships", f"{LONG}.", "# C. Ports", f"{LONG}."], "taken for a heading",
    ),
    "halves-of-words": (
        f"{HEAD}We want the ex-\nport of all-\nies under UN-\nCLOS to grow.", ["We want the export of allies under UN-CLOS to grow."], "UN-",
    ),
    "a-skip-link-is-no-title": (f"Skip to content\n\n{HEAD}We met. We part.", ["Skip to content", "We met. We part."], ""),
    "japanese": ("港の共同声明\n\n2023年5月3日\n\n日本と韓国の首脳は会談\nし、協力する。\n\n船を出す。", ["日本と韓国の首脳は会談し、協力する。", "船を出す。"], ""),
    "a-french-date": ("Déclaration conjointe\n\nLima, le 3 mai 2023\n\nNous avons la mer et les ports. Nous partons.", ["Nous avons la mer et les ports. Nous partons."], ""),
    "a-part-is-no-title": (f"Preamble\n\n3 May 2023\n\n{LONG}.", ["Preamble", f"{LONG}."], "no title found"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "told"), FAULTS.values(), ids=FAULTS)
def test_faults_of_old_are_mended_or_told(text: str, expected: list[str] | None, told: str) -> None:
    imported = read(text)
    assert expected is None or shown(imported) == expected
    assert told in " ".join(report(imported))
    assert imported.title in {TITLE, "港の共同声明", "Déclaration conjointe", ""}
    assert expected is None or imported.date == "2023-05-03"


# Files that hold structure.

TRUTH = (
    Block(kind=Kind.HEADING, text="Seas", level=1),
    Block(kind=Kind.PARAGRAPH, number="1.", text=paragraph(1)),
    Block(kind=Kind.PARAGRAPH, number="2.", text=f"{paragraph(2)} The list is open.[^1] {paragraph(3)}"),
    Block(kind=Kind.HEADING, text="Ships and ports", level=2),
    *(Block(kind=Kind.PARAGRAPH, number=f"{n}.", text=paragraph(n, 6)) for n in range(3, 8)),
    Block(kind=Kind.ITEM, text="The first port is that of the largest island.", level=1),
    Block(kind=Kind.ITEM, text="It has two lighthouses.", level=2),
    Block(kind=Kind.ITEM, text="The second is open in summer only.", level=1),
    Block(kind=Kind.HEADING, text="Winds", level=1),
    *(Block(kind=Kind.PARAGRAPH, number=f"{n}.", text=paragraph(n, 5)) for n in range(8, 14)),
)
NOTE = Block(kind=Kind.FOOTNOTE, number="1", text="It is kept by the harbour master, who may add to it.")


def same(imported: ImportedText, truth: Sequence[Block]) -> None:
    assert (imported.title, imported.dateline, imported.date) == (TITLE, "3 May 2023", "2023-05-03")
    got = [(block.kind, block.level, block.number, block.text) for block in imported.blocks]
    assert got == [(block.kind, block.level, block.number, block.text) for block in truth]


def make_pdf(*, columns: int = 1, paper: tuple[float, float] = A4, size: float = 10, **style: Any) -> bytes:
    out = io.BytesIO()
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=size, leading=size * 1.25, **style)
    flow = [
        Paragraph(TITLE, ParagraphStyle("title", parent=body, fontSize=size * 1.8, leading=size * 2.2, spaceAfter=8))
    ]
    flow.append(Paragraph("3 May 2023", ParagraphStyle("date", parent=body, firstLineIndent=0, spaceAfter=10)))
    for block in TRUTH:
        text = block.text.replace("[^1]", f'<super size="{size * 0.6}">1</super>')
        look = ParagraphStyle("look", parent=body)
        if block.kind is Kind.HEADING:
            look.fontName, look.fontSize = "Times-Bold", size * (1.5 - block.level * 0.15)
            look.firstLineIndent, look.spaceBefore, look.spaceAfter, look.alignment = 0, 12, 4, 0
        elif block.kind is Kind.ITEM:
            look.firstLineIndent, look.leftIndent, look.bulletIndent = 0, 14 * block.level, 14 * block.level - 10
        bullet = "\u2022" if block.kind is Kind.ITEM else None
        flow.append(Paragraph(f"{block.number} {text}".strip(), look, bulletText=bullet))

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(2 * cm, paper[1] - 1 * cm, f"{TITLE} (3 May 2023)")
        canvas.drawCentredString(paper[0] / 2, 1 * cm, f"- {document.page} -")
        if document.page == 1:
            canvas.line(2 * cm, 2.8 * cm, 6 * cm, 2.8 * cm)
            canvas.drawString(2 * cm, 2.45 * cm, f"1 {NOTE.text}")

    width = (paper[0] - 4 * cm - (columns - 1) * 18) / columns
    frames = [Frame(2 * cm + at * (width + 18), 3 * cm, width, paper[1] - 5 * cm, 0, 0, 0, 0) for at in range(columns)]
    document = BaseDocTemplate(out, pagesize=paper)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build(flow)
    return out.getvalue()


PDFS: dict[str, dict[str, Any]] = {
    "ragged": {"spaceAfter": 6},
    "indented": {"firstLineIndent": 16, "alignment": TA_JUSTIFY},
    "a5": {"spaceAfter": 8, "size": 12, "paper": A5},
    "narrow-indented": {"firstLineIndent": 16, "alignment": TA_JUSTIFY, "paper": A5, "size": 14},
    "two-columns": {"spaceAfter": 6, "columns": 2},
    "two-columns-indented": {"firstLineIndent": 16, "columns": 2, "alignment": TA_JUSTIFY, "size": 11},
    "two-columns-justified": {"spaceAfter": 6, "columns": 2, "alignment": TA_JUSTIFY, "size": 9},
}


@pytest.mark.parametrize("how", PDFS.values(), ids=PDFS)
def test_a_pdf_is_read_by_its_type_and_places(how: dict[str, Any]) -> None:
    imported = read(make_pdf(**how), "a.pdf")
    same(imported, [*TRUTH, NOTE])
    assert {item.reason for item in imported.left_out} == {"head or foot of the page", "page number"}
    assert all(flag.place.startswith("page") for flag in imported.flags)


def line(text: str, x: float, y: float, column: int = 0, end: float = 200.0) -> Line:
    edges: dict[str, Any] = {"left": 0.0, "right": 200.0, "size": 10.0, "first": 20.0, "place": "page 1"}
    return Line(text=text, x=x, end=end, y=y, column=column, **edges)


LINES_OF = {
    "a-sentence-ends-with-a-full-line": (
        [("1. We sail over the sea.", 16, 10), ("We fish there.", 0, 22), ("We land and eat, and", 0, 34), ("we rest.", 0, 46),
         ("2. We part.", 16, 58)],
        ["We sail over the sea. We fish there. We land and eat, and we rest.", "We part."],
    ),
    "japanese-goes-on-in-the-next-column": (
        [("港の灯台を守り、船を出し、魚を取り、島に帰り、家で休み、また朝早く海に出て、網を引き、港湾の安全と航路の自由につい", 0, 10), ("て話した。", 220, 10, 1, 260)],
        ["港の灯台を守り、船を出し、魚を取り、島に帰り、家で休み、また朝早く海に出て、網を引き、港湾の安全と航路の自由について話した。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), LINES_OF.values(), ids=LINES_OF)
def test_lines_of_a_paragraph_are_joined(lines: list[tuple[Any, ...]], expected: list[str]) -> None:
    made = [line(*values) for values in lines]
    blocks, _ = make_blocks(made, Vocabulary([item.text for item in made], "en"))
    assert [block.text for block in blocks] == expected


def test_a_word_file_is_read_by_its_styles() -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("3 May 2023")
    document.sections[0].header.paragraphs[0].text = "Advance copy"
    for block in TRUTH:
        text = block.text.replace("[^1]", "")
        if block.kind is Kind.HEADING:
            document.add_heading(text, block.level)
        elif block.kind is Kind.ITEM:
            document.add_paragraph(text, style=f"List Bullet{' 2' * (block.level == 2)}")
        else:
            # Word counts these itself.
            document.add_paragraph(text, style="List Number")
    # It counts a heading, too.
    counted = deepcopy(document.styles["List Number"].element.pPr.numPr)
    document.add_heading("Last", 1)._p.get_or_add_pPr().append(counted)
    out = io.BytesIO()
    document.save(out)
    imported = read(out.getvalue(), "a.docx")
    assert shown(imported)[-1] == "# 14. Last"
    imported = replace(imported, blocks=imported.blocks[:-1])
    same(imported, [replace(block, text=block.text.replace("[^1]", "")) for block in TRUTH])
    assert [item.text for item in imported.left_out] == ["Advance copy"]


def make_page(body: str) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Ministry</title></head><body>
<a href="#main">Skip to content</a><header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies. By going on you agree.</p><button>Accept</button></div>
{body}
<aside><h2>Related</h2><p>Minister visits a port.</p></aside><footer><p>All rights reserved.</p></footer>
<script>var no = "text";</script></body></html>"""


def to_html() -> str:
    parts = [f"<h1>{TITLE}</h1><p class='date'>3 May 2023</p><div class='share'><a href='/x'>Share this</a></div>"]
    for block in TRUTH:
        text = block.text.replace("[^1]", '<sup><a href="#fn1" id="r1">1</a></sup>')
        if block.kind is Kind.HEADING:
            parts.append(f"<h{block.level + 1}>{text}</h{block.level + 1}>")
        elif block.kind is Kind.ITEM:
            parts.append(f"{'<ul>' * block.level}<li>{text}</li>{'</ul>' * block.level}")
        else:
            parts.append(f"<p>{block.number} {text}</p>")
    return "".join(parts) + f'<hr><ol><li id="fn1"><p>{NOTE.text} <a href="#r1">\u21a9</a></p></li></ol>'


@pytest.mark.parametrize("around", ["<main><article>{}</article></main>", "<div><div class='text'>{}</div></div>"])
def test_a_web_page_is_its_article(around: str) -> None:
    imported = read(make_page(around.format(to_html())), "a.html")
    same(imported, [*TRUTH, NOTE])
    left = " ".join(item.text for item in imported.left_out)
    for words_around in ("Skip to content", "Home", "We use cookies", "Share this", "Related", "All rights reserved."):
        assert words_around in left
    assert "no =" not in left


def test_notes_that_share_a_mark_get_names_of_their_own() -> None:
    notes = "".join(f"<p id='n{at}'>1 Note {word}.</p>" for at, word in enumerate(("one", "two")))
    links = [f"<sup><a href='#n{at}'>1</a></sup>" for at in range(2)]
    imported = read(
        f"<html><body><h1>T</h1><p>We sail.{links[0]} We fish.{links[1]}</p>{notes}</body></html>", "a.html"
    )
    assert shown(imported) == ["We sail.[^1] We fish.[^1b]", "^1 Note one.", "^1b Note two."]
    assert "note 1 is there twice; this one was named 1b" in " ".join(report(imported))


def test_plain_notes_at_the_end_are_notes() -> None:
    imported = read("<html><body><h1>T</h1><p>We sail.<sup>1</sup></p><p>1 Far out.</p></body></html>", "a.html")
    assert shown(imported) == ["We sail.[^1]", "^1 Far out."]


def test_markdown_is_read_as_it_is_written() -> None:
    text = f"# {TITLE}\n\n## Seas\n\n13. We sail.[^a]\n\n- to fish\n  - at *sea*\n\n[^a]: A note.\n"
    imported = read(text, "a.md")
    assert imported.title == TITLE
    assert shown(imported) == ["# Seas", "13. We sail.[^1]", "- to fish", "- - at sea", "^1 A note."]


@pytest.mark.parametrize(
    ("data", "name", "words_of_it"),
    [
        ("We met.\n\u5171\u540c\u58f0\u660e".encode("shift-jis"), "a.txt", r":2: neither UTF-8 nor UTF-16"),
        ("We met.".encode("utf-16-le"), "a.txt", ":1: holds NUL"),
        (b" \n", "a.txt", ":1: the file is empty"),
        (b"%PDF-1.7 ...", "a.pdf", ":1: is damaged"),
        (b"PK\x03\x04...", "a.docx", ":1: is damaged"),
        (b"\xd0\xcf\x11\xe0", "a.doc", ":1: is an old Word file"),
        (b"<!DOCTYPE html><html></html>", "a.html", ":1: "),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, data: bytes, name: str, words_of_it: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = CliRunner().invoke(main, ["import", str(path), "--statement", str(tmp_path / "new.md")])
    assert result.exit_code == 2, result.output
    assert f"{name}{words_of_it}" in result.output
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "new.md").exists()


def test_a_pdf_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "generator.authoring.importing.pdf", raising=False)
    monkeypatch.delattr("generator.authoring.importing.pdf", raising=False)
    with pytest.raises(GeneratorError, match=r"needs pypdfium2, .*; pip install 'annotated-statement\[import\]'"):
        read(b"%PDF-1.7 ...", "a.pdf")


# What is written, and the proof.


def test_a_statement_with_notes_reads_back_word_for_word(tmp_path: Path) -> None:
    page = "<h1>T</h1><h2>Seas</h2><p>1. We *sail* far.<sup><a href='#n'>1</a></sup></p><ul><li>to fish<ul><li>at sea</li></ul></li></ul><p>2.</p><p id='n'>1 A note.</p>"
    imported = read(f"<html><body>{page}</body></html>", "a.html")
    path = tmp_path / "statement.md"
    path.write_text(write_statement(imported), encoding="utf-8")
    statement = read_statement(path)
    texts = [block.text for block in statement.blocks]
    assert texts == ["Seas", "1. We *sail* far.[1]", "to fish", "at sea", "2.", "[1] A note."]
    assert [block.level for block in statement.blocks] == [1, 0, 1, 2, 0, 0]
    assert [finding.code for finding in check_statement(statement, PROJECT)] == [FindingCode.PLACEHOLDER] * 2


HINT = "restore them; if all such changes are intended, add "
CHANGES = {
    "spaces-and-breaks": ("We met.\n\nThey", "We met. They", ""),
    "a-hyphen": ("ex-port", "export", ""),
    "a-word-lost": (
        "ex-port herring",
        "export",
        r":17: .*Ships We met They export We met in.*; the text has 1 fewer word",
    ),
    "a-word-added": ("ex-port", "do export", ":17: .*They do export.*; the text has 1 more word than"),
    "a-word-changed": ("ex-port", "import", ":17: .*They import.*; the text has as many words as"),
    "a-heading-lost": ("# Ships\n\n", "", ":13: .*; the text has 1 fewer word than"),
    "the-end-lost": ("\n\nThey left.", "", ":21: .*; the text has 2 fewer words than"),
    "the-title-changed": (f"title: {TITLE}", "title: Ships", ":13: .*We met in the.*; the text has 9 fewer words than"),
}


@pytest.mark.parametrize(("old", "new", "says"), CHANGES.values(), ids=CHANGES)
def test_words_lost_or_added_since_the_import_are_found(tmp_path: Path, old: str, new: str, says: str) -> None:
    long = paragraph(1)
    page = (
        f"# {TITLE}\n\nMay 3, 2023\n\n{long}\n\n## Ships\n\nWe met.\n\nThey ex-port herring.\n\n{long}\n\nThey left.\n"
    )
    text = write_statement(overrule(read(page, "a.md"), parties=("Alba",)))
    assert old in text
    path = tmp_path / "statement.md"

    def find(text: str) -> list[Finding]:
        path.write_text(text, encoding="utf-8")
        return [*check_statement(read_statement(path), PROJECT)]

    assert find(text) == []
    found = find(text.replace(old, new))
    assert len(found) == bool(says)
    if found:
        assert re.search(says, str(found[0]))
        accepted = found[0].hint.removeprefix(HINT).removesuffix(" to the front matter")
        assert find(text.replace(old, new).replace("language:", f"{accepted}\nlanguage:")) == []


@given(
    st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Zo\u2019\u65e5", min_size=1, max_size=30).map(
        lambda text: " ".join(text.split())
    )
)
@settings(max_examples=300)
def test_markdown_shows_exactly_the_text(text: str) -> None:
    html = pyromark.html(f"a\n\n{escape(text)}\n\nb") if text else "<p>a</p>\n<p></p>\n<p>b</p>\n"
    expected = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert html.replace('"', "&quot;") == f"<p>a</p>\n<p>{expected}</p>\n<p>b</p>\n"


LINES = st.lists(
    st.one_of(
        st.text("\\`*_{}[]()<>#+-.!|:;=~^&\"'/ a1.Zo\u00a0\u00ad\u2019\u2022\ufb01\u2014\u65e5\t\f", max_size=30),
        st.sampled_from(["", "3", "- 4 -", "Page 5 of 9", "\u2022 to sail", "[1] See A.", "coop-", "eration", LONG, "***", "1. We"]),
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


@given(lines=LINES)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_added(lines: list[str]) -> None:
    # `read` proves it.
    assert read("\n".join([*lines, "", LONG, "We part."])).blocks


@given(data=st.binary(max_size=200), kind=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]))
@settings(max_examples=200, deadline=None)
def test_no_file_ends_in_a_traceback(data: bytes, kind: bytes) -> None:
    name = "a.md" if data[:1] < b"\x80" else "a.txt"
    with contextlib.suppress(GeneratorError):
        prove(read_source(kind + data, name=name), kind + data)


def test_lost_and_added_words_are_refused_and_another_order_is_said() -> None:
    data = f"{HEAD}First we met in harbours.\n\nThen everybody left them.\n".encode()
    imported = read_source(data, name="a.txt")
    assert prove(imported, data) == ()
    first, then = imported.blocks
    for blocks in ((first,), (first, then, then)):
        with pytest.raises(GeneratorError, match="this is a fault of the import"):
            prove(replace(imported, blocks=blocks), data)
    assert "in another order" in prove(replace(imported, blocks=(then, first)), data)[0].message
    long = f"{HEAD}{LONG}.\n\n{LONG[::-1]}.\n".encode()
    joined = Block(kind=Kind.PARAGRAPH, text=f"{LONG}. {LONG[::-1]}.")
    doubts = prove(replace(read_source(long, name="a.txt"), blocks=(joined,)), long)
    assert "the file starts a paragraph" in doubts[0].message


# The command.


def run(tmp_path: Path, *arguments: str, **how: Any) -> Any:
    path = tmp_path / "text.txt"
    path.write_text(f"{HEAD}{LONG} of\n\nAPEC in 2025. We part.\n", encoding="utf-8")
    return CliRunner().invoke(main, ["import", str(path), "--statement", str(tmp_path / "new.md"), *arguments], **how)


def test_the_command_writes_reports_and_says_what_next(tmp_path: Path) -> None:
    result = run(tmp_path, "--date", "2025-01-02", "--party", "Alba", "--party", "Cora")
    assert result.exit_code == 0, result.output
    assert "line 7: please look: joined past a gap" in result.output
    assert "1 paragraph; all words of" in result.output
    statement = read_statement(tmp_path / "new.md")
    assert (statement.date, statement.parties) == ("2025-01-02", ("Alba", "Cora"))


def test_it_does_not_replace_a_statement_unasked(tmp_path: Path) -> None:
    target = tmp_path / "new.md"
    target.write_text("mine", encoding="utf-8")
    result = run(tmp_path)
    assert (result.exit_code, "replace it with --yes" in result.output) == (2, True)
    assert run(tmp_path, "--dry-run").exit_code == 0
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(tmp_path, "--yes").exit_code == 0
    assert target.read_text(encoding="utf-8") != "mine"


FRONT = """---
title: Our Statement
date: 2025-01-02
place: Port Alba
parties: [Alba]
language: en-GB
published:
- {publisher: Alba, title: Site, url: "https://example.org/a"}
fingerprint: 1-0123abcd-012
accepted: 0123abcd
themes: {sea: The sea}
---
"""


@pytest.mark.parametrize(
    ("text", "words", "front"),
    [
        pytest.param("", (), {"title": "Our Statement", "date": "2025-01-02", "language": "en-GB"}, id="its-own"),
        pytest.param("", ("--title", "T", "--party", "B"), {"title": "T", "parties": ["B"]}, id="options-win"),
        pytest.param("Quite another text of somebody else, on hills.", (), None, id="another-text"),
    ],
)
def test_a_corrected_text_keeps_the_front_matter(
    text: str, words: tuple[str, ...], front: dict[str, Any] | None, tmp_path: Path
) -> None:
    body = f"{LONG} of\n\nAPEC in 2024. We part.\n"
    target, source = tmp_path / "new.md", tmp_path / "text.txt"
    target.write_text(FRONT + (text or body), encoding="utf-8")
    kept, _ = read_document(target)
    source.write_text(f"We met.\n\n{body}".replace("2024", "2025"), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", str(source), "--statement", str(target), "--yes", *words])
    assert done.exit_code == 0, done.output
    keys, origin = read_document(target)
    assert "2025" in origin.body
    if front is None:
        assert (keys["title"], keys.keys() & {"place", "published", "accepted"}) == ("To be filled in", set())
        return
    assert "no title found" not in done.output
    assert "fill in" not in done.output
    assert {key: keys.get(key) for key in kept} == {
        **kept, "accepted": None, "fingerprint": keys["fingerprint"], **front
    }  # fmt: skip
    assert keys["fingerprint"] != kept["fingerprint"]


@pytest.mark.parametrize(("answer", "code"), [("n", 2), ("y", 0)])
def test_on_a_terminal_it_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, code: int) -> None:
    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda _: True)
    (tmp_path / "new.md").write_text("mine", encoding="utf-8")
    assert run(tmp_path, input=f"{answer}\n").exit_code == code
    assert ((tmp_path / "new.md").read_text(encoding="utf-8") == "mine") == (answer == "n")


@pytest.mark.parametrize(
    ("file", "text"), [("-", "is there"), ("https://example.org/a", "save the page"), ("none.txt", "no such file")]
)
def test_standard_input_and_addresses(tmp_path: Path, file: str, text: str) -> None:
    arguments = ["import", file, "--statement", str(tmp_path / "new.md")]
    result = CliRunner().invoke(main, arguments, input=f"{HEAD}We met. We part.")
    assert result.exit_code == (0 if file == "-" else 2), result.output
    assert text in result.output.replace("are there", "is there")
