"""Citations, read by the libraries that reference managers are made with."""

from __future__ import annotations

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string

from generator.pages.citation import cite_entry, cite_statement
from tests.samples import make_entry, make_statement

ADDRESS = "https://example.org/annotated/statement/"
STATEMENT = make_statement("We met.")


def read_bibtex(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks
    (item,) = library.entries
    return {"ENTRYTYPE": item.entry_type} | {field.key: field.value for field in item.fields}


def test_a_statement_is_cited_alike_in_all_forms() -> None:
    citation = cite_statement(STATEMENT, ADDRESS)
    bibtex = read_bibtex(citation.bibtex)
    (ris,) = rispy.loads(citation.ris)
    assert bibtex["title"] == f"{{{STATEMENT.title}}}"
    assert bibtex["author"].split(" and ") == [f"{{{party}}}" for party in STATEMENT.parties]
    assert (bibtex["date"], bibtex["year"]) == (STATEMENT.date, STATEMENT.date[:4])
    assert (ris["title"], ris["authors"], ris["year"]) == (STATEMENT.title, list(STATEMENT.parties), STATEMENT.date[:4])
    assert bibtex["url"] == ADDRESS
    assert ris["urls"] == [ADDRESS]
    assert citation.plain.endswith(f" {ADDRESS}")
    assert STATEMENT.title in citation.plain


@pytest.mark.parametrize("name", ["Tides & Ports", "100% {sure}", "a_b #1 ~^\\", "Hafen “Süd” 港"])
def test_a_name_with_signs_of_bibtex_leaves_it_readable(name: str) -> None:
    citation = cite_entry(make_entry("tide", name=name), STATEMENT, ADDRESS)
    bibtex = read_bibtex(citation.bibtex)
    assert bibtex["ENTRYTYPE"] == "incollection"
    assert bibtex["url"] == ADDRESS
    (ris,) = rispy.loads(citation.ris)
    assert ris["title"] == name
