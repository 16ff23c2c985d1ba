"""The edition's own statement and glossary: every name found where a careful reader found it, and nothing else."""

from __future__ import annotations

import csv
import difflib
import io
import re
from pathlib import Path

import pytest

from generator import Edition, read_edition
from generator.checks import check_edition
from generator.model.addresses import entry_page
from generator.pages.maker import PageMaker
from tests.samples import ROOT

STATEMENT = Path("source/statement.md")
GLOSSARY = Path("docs/glossary")
GOLDEN = ROOT / "tests" / "golden" / "statement-mentions.csv"
PARAGRAPHS = 12


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(ROOT / "mkdocs.yml")


def table(rows: list[tuple[int, str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["paragraph", "entry", "exact"])
    writer.writerows(rows)
    return out.getvalue()


def source_paragraphs() -> list[str]:
    """Read the paragraphs from the file with nothing but string methods."""
    body = (ROOT / STATEMENT).read_text(encoding="utf-8-sig").split("\n---\n", 1)[1]
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip()]


def test_mentions_are_those_that_a_reader_found(edition: Edition, *, golden: bool) -> None:
    found = table([(mention.paragraph, mention.entry, mention.exact) for mention in edition.mentions])
    if golden:
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    expected = GOLDEN.read_text(encoding="utf-8")
    changes = difflib.unified_diff(expected.splitlines(), found.splitlines(), "a reader", "the generator", lineterm="")
    assert found == expected, "\n" + "\n".join(changes)


def test_the_statement_has_its_paragraphs(edition: Edition) -> None:
    assert len(edition.statement.paragraphs) == PARAGRAPHS


def test_paragraphs_are_the_lines_of_the_source(edition: Edition) -> None:
    assert [" ".join(block.text.split()) for block in edition.statement.paragraphs] == source_paragraphs()


def test_every_paragraph_knows_its_line_in_the_source(edition: Edition) -> None:
    lines = (ROOT / STATEMENT).read_text(encoding="utf-8").split("\n")
    for block in edition.statement.paragraphs:
        assert " ".join(lines[block.line - 1].split()).startswith(" ".join(block.text.split())[:40])


def test_there_are_no_findings(edition: Edition) -> None:
    assert [str(finding) for finding in check_edition(edition)] == []


def test_every_entry_has_its_page(edition: Edition) -> None:
    files = {path.stem for path in (ROOT / GLOSSARY).glob("*.md")}
    pages = [page.src_uri for page in PageMaker(edition).make_all()]
    assert {entry.slug for entry in edition.entries} == files
    assert {entry_page(slug) for slug in files} <= set(pages)
    assert len(pages) == len(set(pages))


def test_every_mention_is_of_an_entry_and_lies_in_its_paragraph(edition: Edition) -> None:
    slugs = {entry.slug for entry in edition.entries}
    for mention in edition.mentions:
        text = edition.statement.paragraphs[mention.paragraph - 1].text
        assert mention.entry in slugs
        assert text[mention.start : mention.end] == mention.exact
        assert mention.sentence[0] <= mention.start < mention.end <= mention.sentence[1]


def test_every_sentence_that_an_entry_quotes_is_a_whole_one(edition: Edition) -> None:
    for mention in edition.mentions:
        text = edition.statement.paragraphs[mention.paragraph - 1].text
        start, end = mention.sentence
        assert text[end - 1] == "."
        assert start == 0 or text[start - 2 : start] == ". "
        assert text[start].isupper()


def test_headings_of_sections_are_no_words_of_the_text(edition: Edition) -> None:
    assert edition.statement.sections
    for section in edition.statement.sections:
        assert section.heading not in source_paragraphs()
