"""Import files of many looks and count the blocks that are exactly right: `python -m benchmarks.importing [FOLDER]`.

The folder has texts with blank lines between their paragraphs; without one the text is that of this edition. Chromium
and LibreOffice (`soffice`, if it is there) make the files. pdftotext, pypdf and trafilatura are measured beside, where
they are installed: of their blocks only the words count.
"""

from __future__ import annotations

import importlib
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx

from benchmarks.inputs import ROOT
from generator.authoring.importing import prove, read_source
from generator.authoring.importing.nouns import Block, ImportedText, Kind
from generator.authoring.importing.words import ends_sentence, heal
from generator.reading.statement import read_statement
from tests.browser.serving import start_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TITLE, DAY = "Joint Statement of Alba and Borealia", "3 May 2023"
HEADINGS = ("Security of the seas", "Ships, ports and ferries", "Trade between our islands", "Outlook")
ITEMS = (
    "open the northern ports in winter;",
    "keep the lights of all harbours; and",
    "publish the charts of the shallow bays.",
)
NOTES = ("It is kept by the harbour master, who may add to it.", "See the report on ferries, page 12.")
JAPANESE = (
    "日本国、大韓民国及びアメリカ合衆国の首脳は、港湾の安全と航路の自由について協議し、今後も緊密に連携することで一致した。",
    "首脳は、冬季にも北の港を開き、すべての灯台を守り、浅い湾の海図を公表することを確認した。",
)
KOREAN = (
    "세 나라 정상은 항만의 안전과 항로의 자유에 관하여 협의하고 앞으로도 긴밀히 협력하기로 의견을 모았다.",
    "정상들은 겨울에도 북쪽 항구를 열고 모든 등대를 지키며 얕은 만의 해도를 공개하기로 확인하였다.",
)
FONTS = "html{font:10.5pt/1.3 '%s'} p,li{margin:0 0 6pt} h2{font-size:15pt} h3{font-size:12.5pt} sup{font-size:65%%}"
SERIF, SANS, WIDE = FONTS % "Liberation Serif", FONTS % "Liberation Sans", FONTS % "DejaVu Serif"
INDENTED = "p{text-indent:1.5em;margin:0;text-align:justify;hyphens:auto} h1~.d,.n{text-indent:0}"
BOLD = "h2,h3{font-size:1em;font-weight:bold;margin:12pt 0 6pt}"
CAPITALS = "h2,h3{font-size:1em;font-weight:normal;text-align:center} h3{font-style:italic}"
COLUMNS = ".t{columns:2;column-gap:20pt;text-align:justify;hyphens:auto}"
FEET = (
    "<span></span>",
    "<div style='font-size:8pt;width:100%;text-align:center'>- <span class=pageNumber></span> -</div>",
)
HEADS = ("<div style='font-size:8pt;padding-left:2cm'>Joint Statement, advance copy</div>", FEET[1])


@dataclass(frozen=True, slots=True)
class Text:
    """What an import must find."""

    blocks: tuple[Block, ...]
    language: str = "en"


def make_text(paragraphs: list[str], language: str = "en", **parts: bool) -> Text:
    """Add headings, numbers, points of a list and notes to paragraphs."""
    blocks: list[Block] = []
    for at, text in enumerate(paragraphs):
        if parts.get("headings") and at % 3 == 0:
            blocks.append(Block(kind=Kind.HEADING, text=HEADINGS[at // 3 % 4], level=1 + at // 3 % 2))
        noted = f"{text}[^{at // 2}]" if parts.get("notes") and at in {2, 4} else text
        blocks.append(Block(kind=Kind.PARAGRAPH, text=noted, number=f"{at + 1}." if parts.get("numbers") else ""))
        if parts.get("items") and at % 4 == 2:
            blocks += [Block(kind=Kind.ITEM, text=item, level=1) for item in ITEMS]
    notes = [Block(kind=Kind.FOOTNOTE, text=text, number=str(at)) for at, text in enumerate(NOTES, 1)]
    return Text((*blocks, *(notes if parts.get("notes") else ())), language)


def to_html(text: Text, style: str = "", *, footnotes: bool = False) -> str:
    """Write a page; `footnotes` as LibreOffice marks them, else linked notes at the end."""
    parts, notes = [f"<h1>{TITLE}</h1><p class=d>{DAY}</p><div class=t>"], []
    for block in text.blocks:
        link = r'<a class="sdfootnoteanc" name="sdfootnote\1anc" href="#sdfootnote\1sym"><sup>\1</sup></a>'
        words = re.sub(
            r"\[\^(\d)\]", link if footnotes else r'<sup><a href="#n\1" id="r\1">\1</a></sup>', escape(block.text)
        )
        if block.kind is Kind.HEADING:
            parts.append(f"<h{block.level + 1}>{words}</h{block.level + 1}>")
        elif block.kind is Kind.ITEM:
            parts.append(f"<ul><li>{words}</li></ul>")
        elif block.kind is Kind.PARAGRAPH:
            parts.append(f"<p>{block.number} {words}</p>".replace("<p> ", "<p>"))
        elif footnotes:
            name = f"sdfootnote{block.number}"
            back = f'<a class="sdfootnotesym" name="{name}sym" href="#{name}anc">{block.number}</a>'
            notes.append(f'<div id="{name}"><p class="sdfootnote">{back} {words}</p></div>')
        else:
            notes.append(f'<p class=n id="n{block.number}">{block.number} {words}</p>')
    body = "".join(parts).replace("</ul><ul>", "") + "</div>" + "".join(notes)
    head = f'<!doctype html><html lang="{text.language}"><meta charset=utf-8><title>{TITLE}</title>'
    return f"{head}<style>{style}</style>{body}"


def to_site(text: Text) -> str:
    """Write a page as a ministry's site has it, with all that is not the article."""
    head, body = to_html(text).split("<h1>", 1)
    before = """<a href="#c">Skip to content</a><div class="cookie-notice"><p>We use cookies.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<div id="c"><div class="breadcrumb"><a href="/">Home</a> / <a href="/n">News</a></div><h1>"""
    after = """<div class="share"><a href="/f">Share</a><a href="/p">Print</a></div></div>
<aside><h2>Related</h2><ul><li><a href="/r">Minister visits a port</a></li></ul></aside>
<footer><p>All rights reserved.</p></footer>"""
    return head + before + body + after


def to_docx(text: Text, *, styled: bool) -> bytes:
    """Write a Word file, with styles and numbers that Word counts, or with bold headings and typed numbers."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading(TITLE, 0)
    document.add_paragraph(DAY)
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    for block in text.blocks:
        if block.kind is Kind.HEADING and styled:
            document.add_heading(block.text, block.level)
        elif block.kind is Kind.HEADING:
            document.add_paragraph().add_run(block.text).bold = True
        elif block.kind is Kind.ITEM:
            document.add_paragraph(block.text, style="List Bullet")
        elif block.number and styled:
            document.add_paragraph(block.text, style="List Number")
        else:
            document.add_paragraph(f"{block.number} {block.text}".strip())
    document.save(out)
    return out.getvalue()


def print_pdf(browser: Browser, page: str, paper: str = "A4", furniture: tuple[str, str] = FEET) -> bytes:
    """Print a page as Chromium does."""
    tab = browser.new_page()
    tab.set_content(page)
    margin: Any = dict.fromkeys(("top", "bottom", "left", "right"), "2.2cm")
    head, foot = furniture
    made = tab.pdf(format=paper, margin=margin, display_header_footer=True, header_template=head, footer_template=foot)
    tab.close()
    return made


def convert(data: bytes | str, suffix: str, target: str) -> bytes:
    """Convert a file with LibreOffice."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work, f"text.{suffix}")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        filters = ["--infilter=HTML (StarWriter)"] if suffix == "html" else []
        options = ["--headless", f"-env:UserInstallation=file://{work}/profile", *filters, "--convert-to", target]
        subprocess.run(["soffice", *options, "--outdir", work, str(path)], capture_output=True, check=True)
        return path.with_suffix(f".{target.partition(':')[0]}").read_bytes()


def make_files(browser: Browser, paragraphs: list[str]) -> Iterator[tuple[str, Text, str, bytes]]:
    """Yield the files: kind, what they hold, name, bytes."""
    plain, headed = make_text(paragraphs), make_text(paragraphs, headings=True)
    numbered = make_text(paragraphs, headings=True, numbers=True, items=True)
    noted = make_text(paragraphs, headings=True, notes=True)
    full = make_text(paragraphs, headings=True, numbers=True, items=True, notes=True)
    flat = replace(
        numbered, blocks=tuple(replace(b, level=1) if b.kind is Kind.HEADING else b for b in numbered.blocks)
    )
    for name, text, style, paper, furniture in (
        ("serif", plain, SERIF, "A4", FEET), ("letter", headed, WIDE, "Letter", HEADS),
        ("indented", headed, SERIF + INDENTED, "A4", FEET), ("bold", flat, SANS + BOLD, "A4", HEADS),
        ("capitals", headed, SERIF + CAPITALS, "Letter", FEET), ("numbered", numbered, SANS, "A4", HEADS),
        ("notes", noted, SERIF + ".n{font-size:8.5pt}", "Letter", HEADS), ("all", full, WIDE + INDENTED, "A5", HEADS),
    ):  # fmt: skip
        yield "PDF, one column", text, f"{name}.pdf", print_pdf(browser, to_html(text, style), paper, furniture)
    for name, text, style, paper in (
        ("two", headed, SERIF + COLUMNS, "A4"), ("two-numbered", numbered, SERIF + COLUMNS, "Letter"),
        ("two-indented", headed, SANS + COLUMNS + INDENTED, "A4"), ("two-bold", flat, SERIF + COLUMNS + BOLD, "A4"),
    ):  # fmt: skip
        yield "PDF, two columns", text, f"{name}.pdf", print_pdf(browser, to_html(text, style), paper, HEADS)
    for language, sentences, font in (("ja", JAPANESE, "Noto Serif CJK JP"), ("ko", KOREAN, "NanumBarunGothic")):
        space = "" if language == "ja" else " "
        text = make_text(
            [space.join([f"{at}: ", *sentences * (1 + at % 3)]) for at in range(30, 42)], language, numbers=True
        )
        yield "PDF, Japanese and Korean", text, f"{language}.pdf", print_pdf(browser, to_html(text, FONTS % font))
        columns = print_pdf(browser, to_html(text, FONTS % font + COLUMNS))
        yield "PDF, Japanese and Korean", text, f"{language}-two.pdf", columns
    for name, text in (("site", full), ("site-plain", plain)):
        yield "Web page", text, f"{name}.html", to_site(text).encode()
    yield "Word", numbered, "styled.docx", to_docx(numbered, styled=True)
    yield "Word", flat, "typed.docx", to_docx(flat, styled=False)
    if shutil.which("soffice"):
        written = convert(to_html(full, SERIF, footnotes=True), "html", "docx:MS Word 2007 XML")
        yield "Word", full, "footnotes.docx", written
        yield "PDF with footnotes", full, "footnotes.pdf", convert(written, "docx", "pdf")
        yield "PDF, one column", flat, "word.pdf", convert(to_docx(flat, styled=False), "docx", "pdf")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\[\^(\d)\]", r"\1", text).split())


def count_right(imported: ImportedText, text: Text) -> int:
    """Count the blocks whose words, kind, level and number are right and in order."""
    want = [(block.kind, block.level, block.number, _plain(block.text)) for block in text.blocks]
    got = [(block.kind, block.level, block.number, _plain(block.text)) for block in imported.blocks]
    return sum(size for _, _, size in SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks())


def count_joins(imported: ImportedText, text: Text) -> int:
    """Count the blocks that another one runs into, without a flag that quotes the place."""
    told = " ".join(flag.message for flag in imported.flags)
    starts = [_plain(block.text)[:60] for block in text.blocks if len(block.text) > 60]
    inside = [start for start in starts for block in imported.blocks if _plain(block.text).find(start) > 0]
    return sum(start[:12] not in told for start in inside)


def read_with_others(name: str, data: bytes) -> dict[str, list[str]]:
    """Return the blocks that other tools make of a file: what blank lines part, or else each line."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work, name)
        path.write_bytes(data)
        found: dict[str, str] = {}
        if name.endswith("pdf") and shutil.which("pdftotext"):
            run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
            found["pdftotext"] = run.stdout
        if name.endswith("pdf") and (pypdf := _load("pypdf")):
            found["pypdf"] = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        if name.endswith("html") and (trafilatura := _load("trafilatura")):
            found["trafilatura"] = (trafilatura.extract(data.decode()) or "").replace("\n", "\n\n")
    return {tool: re.split(r"\n\s*\n", text) for tool, text in found.items()}


def _load(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def main(folder: str = "") -> None:
    """Print a row for each file, then the shares by kind."""
    own = [block.text for block in read_statement(ROOT / "source" / "statement.md").paragraphs]
    read = [path.read_text(encoding="utf-8").split("\n\n") for path in sorted(Path(folder).glob("*.txt"))]
    texts = read if folder else [own]
    totals: dict[str, dict[str, tuple[int, int]]] = {}
    with start_browser() as browser:
        for paragraphs in texts:
            clean = [" ".join(heal(text, Counter()).split()) for text in paragraphs]
            # Headings and lines between are made anew.
            clean = [text for text in clean if len(text) > 60 and ends_sentence(text)]
            for kind, text, name, data in make_files(browser, clean):
                row = totals.setdefault(kind, {})
                imported = read_source(data, name=name)
                prove(imported, data)
                counts = {"generator": count_right(imported, text)}
                want = {re.sub(r"\W", "", f"{block.number}{_plain(block.text)}") for block in text.blocks}
                for tool, blocks in read_with_others(name, data).items():
                    counts[tool] = len(want & {re.sub(r"\W", "", block) for block in blocks})
                joins, size = count_joins(imported, text), len(text.blocks)
                print(f"{name:18} {size:4} blocks, {joins} joined unflagged; right: {counts}")
                for tool, count in counts.items():
                    old = row.get(tool, (0, 0))
                    row[tool] = (old[0] + count, old[1] + size)
    for kind, row in totals.items():
        print(f"{kind:26}", ", ".join(f"{tool} {count / of:.3f}" for tool, (count, of) in row.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
