"""Citations, read by the libraries that reference managers are made with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from generator.pages.citation import Form, cite
from tests.samples import make_entry, make_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

ADDRESS = "https://example.org/annotated/statement/"
STATEMENT = make_statement("We met.", parties=["Alba", "Bria", "Cadia"])


def text_of(forms: Sequence[Form], label: str) -> str:
    return next(form.text for form in forms if form.label == label)


def read_bibtex(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks
    (item,) = library.entries
    return {"ENTRYTYPE": item.entry_type, "ID": item.key} | {field.key: field.value for field in item.fields}


def write_harvard(text: str) -> str:
    """Return what a citation processor makes of CSL-JSON in a style of its own."""
    items = json.loads(text)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatters.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    return str(bibliography.bibliography()[0])


@pytest.mark.parametrize(
    ("place", "anchor", "words"),
    [
        pytest.param((), "", "", id="all"),
        pytest.param(("8",), "#p-8", "para. 8", id="paragraph"),
        pytest.param(("8", "3"), "#p-8-s3", "para. 8, sentence 3", id="sentence"),
    ],
)
def test_a_statement_is_cited_alike_in_all_forms(place: tuple[str, ...], anchor: str, words: str) -> None:
    forms = cite(STATEMENT, ADDRESS, editor="A. Body", place=place)
    bibtex = read_bibtex(text_of(forms, "BibTeX"))
    (ris,) = rispy.loads(text_of(forms, "RIS"))
    assert bibtex["title"] == f"{{{STATEMENT.title}}}"
    assert bibtex["author"].split(" and ") == [f"{{{party}}}" for party in STATEMENT.parties]
    assert (bibtex["date"], bibtex["year"], bibtex["editor"]) == ("2020-02-03", "2020", "{A. Body}")
    assert (ris["title"], ris["authors"], ris["year"]) == (STATEMENT.title, list(STATEMENT.parties), "2020")
    assert (ris["secondary_authors"], ris.get("section", "")) == (["A. Body"], words)
    assert bibtex["note"].removeprefix("Annotated edition").removeprefix(", ") == words
    assert bibtex["url"] == ADDRESS + anchor
    assert ris["urls"] == [ADDRESS + anchor]
    (item,) = json.loads(text_of(forms, "CSL-JSON"))
    assert (item["id"], ris["id"], item.get("section", "")) == (bibtex["ID"], bibtex["ID"], words)
    assert "Alba, Bria and Cadia (2020) “A Statement”. Edited by A. Body." in write_harvard(text_of(forms, "CSL-JSON"))
    for form in forms:
        assert ADDRESS + anchor in form.text
        assert "A. Body" in form.text


@pytest.mark.parametrize(
    ("label", "statement", "entry"),
    [
        pytest.param(
            "Chicago",
            "Alba, Bria, and Cadia. “A Statement.” February 3, 2020. Annotated edition, edited by A. Body, para. 8, sentence 3. URL",
            "“Tide Pact (TP).” In “A Statement,” annotated edition, edited by A. Body. Last checked March 4, 2021. URL",
            id="chicago",
        ),
        pytest.param(
            "APA",
            "Alba, Bria, & Cadia. (2020, February 3). A Statement (Annotated ed.; A. Body, Ed.), para. 8, sentence 3. URL",
            "Tide Pact (TP). (2021, March 4). In A Statement (Annotated ed.; A. Body, Ed.). Retrieved [date of access], from URL",
            id="apa",
        ),
        pytest.param(
            "Japanese legal",
            "Alba・Bria・Cadia「A Statement」（2020年2月3日）注釈版（A. Body編）第8段落第3文、URL（最終閲覧日：［閲覧日］）",
            "「Tide Pact (TP)」『A Statement』注釈版（A. Body編）（2021年3月4日確認）、URL（最終閲覧日：［閲覧日］）",
            id="japanese",
        ),
        pytest.param(
            "Korean legal",
            "Alba·Bria·Cadia, “A Statement”, 2020. 2. 3., 주석판(A. Body 편), 제8단락 제3문, URL (최종방문 [방문일])",
            "“Tide Pact (TP)”, 『A Statement』, 주석판(A. Body 편), 2021. 3. 4. 확인, URL (최종방문 [방문일])",
            id="korean",
        ),
    ],
)
def test_each_style_has_its_own_words(label: str, statement: str, entry: str) -> None:
    cited = cite(STATEMENT, ADDRESS, editor="A. Body", place=("8", "3"))
    assert text_of(cited, label) == statement.replace("URL", f"{ADDRESS}#p-8-s3")
    tide = make_entry("tide", name="Tide Pact", acronym="TP", checked="2021-03-04")
    assert text_of(cite(STATEMENT, ADDRESS, editor="A. Body", entry=tide), label) == entry.replace("URL", ADDRESS)


def test_what_nobody_says_is_left_out() -> None:
    one = make_statement("We met.", parties=["Alba", "Bria"])
    forms = cite(one, ADDRESS) + cite(one, ADDRESS, entry=make_entry("tide", name="Tide"))
    assert [form.text for form in forms if "edited by" in form.text or "Ed." in form.text or "編" in form.text] == []
    assert text_of(forms, "APA").startswith("Alba & Bria. (2020")
    assert (
        text_of(forms[7:], "Chicago")
        == f"“Tide.” In “A Statement,” annotated edition. Accessed [date of access]. {ADDRESS}"
    )
    assert text_of(forms[7:], "APA").startswith("Tide. (n.d.). In ")
    assert [form.accessed in form.text for form in forms] == [True] * 14
    assert [form.label for form in forms if not form.accessed][:5] == ["Chicago", "APA", "BibTeX", "RIS", "CSL-JSON"]
    assert [form.label for form in forms[7:] if not form.accessed] == ["BibTeX", "RIS", "CSL-JSON"]


@pytest.mark.parametrize("name", ["Tides & Ports", "100% {sure}", "a_b #1 ~^\\", "Hafen “Süd” 港"])
def test_a_name_with_signs_of_bibtex_leaves_it_readable(name: str) -> None:
    forms = cite(STATEMENT, ADDRESS, entry=make_entry("tide", name=name))
    bibtex = read_bibtex(text_of(forms, "BibTeX"))
    assert (bibtex["ENTRYTYPE"], bibtex["ID"]) == ("incollection", "a-statement-2020-02-03-tide")
    assert bibtex["url"] == ADDRESS
    (ris,) = rispy.loads(text_of(forms, "RIS"))
    assert ris["title"] == name
    assert name in write_harvard(text_of(forms, "CSL-JSON"))
