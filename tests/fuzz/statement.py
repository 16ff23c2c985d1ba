"""Fuzzes the statement: any file is refused in one line, or each of its words is shown, in order, with its mentions."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from generator.model.addresses import STATEMENT_PAGE
    from generator.model.errors import GeneratorError
    from generator.pages.maker import PageMaker
    from generator.publishing.verbatim import verify_statement
    from generator.reading.statement import read_statement

from tests.fuzz.harness import ROOT, fuzz
from tests.fuzz.judging import check_refusal
from tests.samples import make_edition, make_entry

ENTRIES = (
    make_entry("rok", name="Republic of Korea", acronym="ROK"),
    make_entry("us", name="United States", acronym="U.S."),
    make_entry("edge", name="Freedom Edge"),
)
HEAD = b"---\ntitle: T\ndate: 2020-02-03\nparties: [A]\nlanguage: en\nthemes: {trade: Trade}\n---\n"
MARKS = ["\n\n", "- ", "1. ", "# ", "***", "> ", "    ", "[", "](", "]: ", "<b>", "</b>", "`", "&amp;", "\\", "\r\n"]
NAMES = ["ROK", "U.S.", "Freedom Edge", "Republic of Korea (ROK)", "---\n", "title: ", "\u00ad", "\u2019", "\u00a0"]
LETTER = re.compile(r"\w")
FILE = Path(tempfile.mkdtemp()) / "statement.md"


def show(data: bytes) -> None:
    """Read a statement and build its paragraphs as the page does."""
    # Half of the inputs are all body: a front matter is rarely hit by chance.
    FILE.write_bytes(data if data.startswith((b"---", b"\xef\xbb\xbf")) else HEAD + data)
    try:
        statement = read_statement(FILE)
    except GeneratorError as error:
        check_refusal(error, FILE)
        return
    edition = make_edition(statement, ENTRIES if "trade" in statement.themes else ())
    html = next(page.body for page in PageMaker(edition).make_all() if page.src_uri == STATEMENT_PAGE)
    verify_statement(statement, html)
    for mention in edition.mentions:
        assert f'id="{mention.anchor}"' in html
    body = FILE.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n---\n", maxsplit=1)[-1]
    if not set("&[\\<_") & set(body):
        # Marks within a word, as in "a*b*", part it here and not there: letters are compared.
        shown = "".join(letter for block in statement.blocks for letter in LETTER.findall(block.text))
        assert shown == "".join(LETTER.findall(body)), "a letter was lost, added or moved"


if __name__ == "__main__":
    ours = ROOT / "source" / "statement.md"
    text = ours.read_bytes()
    paragraphs = text.split(b"\n\n")
    fuzz(
        "statement",
        show,
        seeds=[text, (ROOT / "tests/sites/minimal/source/statement.md").read_bytes(), *paragraphs],
        words=MARKS + NAMES,
    )
