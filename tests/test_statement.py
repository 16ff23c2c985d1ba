"""The edition's own statement and glossary: every name found where a careful reader found it, and nothing else."""

from __future__ import annotations

import csv
import difflib
import io
import re
from pathlib import Path

import pytest

from generator.model import Site
from generator.site import build_site
from tests.samples import ROOT

STATEMENT = Path("source/statement.md")
GLOSSARY = Path("docs/glossary")
GOLDEN = ROOT / "tests" / "golden" / "statement-mentions.csv"
PARAGRAPHS = 12


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site(ROOT / STATEMENT, ROOT / GLOSSARY)


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


def test_mentions_are_those_that_a_reader_found(site: Site, *, golden: bool) -> None:
    found = table([(mention.paragraph, mention.entry, mention.exact) for mention in site.mentions])
    if golden:
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    expected = GOLDEN.read_text(encoding="utf-8")
    changes = difflib.unified_diff(expected.splitlines(), found.splitlines(), "a reader", "the generator", lineterm="")
    assert found == expected, "\n" + "\n".join(changes)


def test_the_statement_has_its_paragraphs(site: Site) -> None:
    assert len(site.statement.paragraphs) == PARAGRAPHS


def test_paragraphs_are_the_lines_of_the_source(site: Site) -> None:
    assert [" ".join(block.text.split()) for block in site.statement.paragraphs] == source_paragraphs()


def test_every_paragraph_knows_its_line_in_the_source(site: Site) -> None:
    lines = (ROOT / STATEMENT).read_text(encoding="utf-8").split("\n")
    for block in site.statement.paragraphs:
        assert " ".join(lines[block.line - 1].split()).startswith(" ".join(block.text.split())[:40])


def test_there_is_nothing_to_mend(site: Site) -> None:
    assert [str(finding) for finding in site.findings] == []


def test_every_entry_has_its_page(site: Site) -> None:
    files = {path.stem for path in (ROOT / GLOSSARY).glob("*.md")}
    pages = {page.src_uri for page in site.pages}
    assert {entry.slug for entry in site.entries} == files
    assert {f"glossary/{slug}.md" for slug in files} <= pages
    assert len(pages) == len(site.pages)


def test_every_mention_is_of_an_entry_and_lies_in_its_paragraph(site: Site) -> None:
    slugs = {entry.slug for entry in site.entries}
    for mention in site.mentions:
        text = site.statement.paragraphs[mention.paragraph - 1].text
        assert mention.entry in slugs
        assert text[mention.start : mention.end] == mention.exact
        assert mention.sentence[0] <= mention.start < mention.end <= mention.sentence[1]


def test_every_sentence_that_an_entry_quotes_is_a_whole_one(site: Site) -> None:
    for mention in site.mentions:
        text = site.statement.paragraphs[mention.paragraph - 1].text
        start, end = mention.sentence
        assert text[end - 1] == "."
        assert start == 0 or text[start - 2 : start] == ". "
        assert text[start].isupper()


def test_sections_are_ours_and_none_of_the_text(site: Site) -> None:
    assert site.statement.sections
    for section in site.statement.sections:
        assert section.heading not in source_paragraphs()


def test_every_acronym_is_told_as_the_statements_or_as_ours(site: Site) -> None:
    page = next(page for page in site.pages if page.src_uri == "acronyms.md")
    text = " ".join(source_paragraphs())
    for entry in site.entries:
        if entry.acronym:
            row = next(line for line in page.content.decode().split("\n") if line.startswith(f"| [{entry.acronym}]("))
            defined = f"({entry.acronym})" in text
            assert ('class="ours"' in row) is not defined


def test_names_in_an_entrys_prose_lead_to_their_entries(site: Site) -> None:
    pages = {page.src_uri: page.content.decode() for page in site.pages}
    for slug, other in (("msp", "rok"), ("crisis-response-network", "us"), ("unsc", "un")):
        prose = pages[f"glossary/{slug}.md"].partition("At a glance")[0].partition("Background")[2]
        prose = prose.partition("Named alongside")[0]
        assert re.search(rf"entry-link[^\n]*\]\({other}\.md", prose), (slug, other)
