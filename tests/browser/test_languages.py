"""Statements in other languages than English: imported, built strictly, searched and read; and no English among French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serve
from tests.catalogues import list_texts, read_catalogue
from tests.languages import SAMPLES
from tests.projects import build_here, copy_minimal, invoke, replace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

ADDRESS = "https://example.org/annotated/"
WORDS = {
    # The language of the pages, the field of the search, a paragraph, a date, what the card offers.
    "ja": ("ja", "名称・語・質問で検索", "第2段落", "2031年5月20日", "項目を開く"),
    "ko": ("ko", "이름, 단어, 질문으로 검색", "2번 단락", "2031년 5월 20일", "항목 열기"),
    "ar": ("en", "Search names, words and questions", "Paragraph 2", "20 May 2031", "Open the entry"),
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_statement_in_another_language_is_imported_built_searched_and_read(
    language: str, tmp_path: Path, new_page: NewPage
) -> None:
    sample, (pages, search, paragraph, day, card) = SAMPLES[language], WORDS[language]
    project = sample.make(tmp_path / "project")
    checked = invoke(project, "check")
    assert checked.exit_code == 0
    assert "names without an entry are not looked for" in checked.output
    assert ("the pages have them in English" in checked.output) == (language == "ar")
    assert build_here(project, tmp_path / "site") == []
    with serve(tmp_path / "site", ADDRESS) as served:
        page = new_page(base_url=served.address, allowed="request to another host|404")
        page.goto("")
        expect(page.locator("html")).to_have_attribute("lang", pages)
        expect(page.locator(".edition .dateline")).to_contain_text(day)
        page.goto("statement/")
        words = page.locator("#p-2")
        assert words.evaluate("element => element.closest('[lang]').lang") == language
        direction = "rtl" if language == "ar" else "ltr"
        assert words.evaluate("element => getComputedStyle(element).direction") == direction
        expect(page.get_by_role("button", name=paragraph, exact=True)).to_be_visible()
        assert page.locator("[data-statement] a.mention").all_text_contents() == [
            sample.council,
            sample.fund,
            sample.council,
        ]
        page.locator("#m-council-2").focus()
        page.locator("#m-council-2").hover()
        page.mouse.move(1, 1)
        page.locator("#m-council-2").hover()
        expect(page.locator("#preview-card").get_by_role("link")).to_have_text(card)
        box = page.get_by_role("searchbox", name=search)
        box.fill(sample.fund)
        expect(page.locator("[data-search-hit]").first).to_have_attribute("href", re.compile(r"/glossary/fund/$"))
        page.locator("[data-search-hit]").first.click()
        expect(page.locator("h1")).to_have_text(sample.fund)
        expect(
            page.get_by_role("link", name=re.compile(paragraph.replace("2", "1"), re.IGNORECASE)).first
        ).to_be_visible()


def test_no_word_of_a_french_interface_is_english(tmp_path: Path, new_page: NewPage) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "mkdocs.yml", "  font: false", "  font: false\n  language: fr")
    (project / "mkdocs.yml").write_text(
        re.sub(r"nav:\n(  - .*\n)+", "", (project / "mkdocs.yml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert build_here(project, tmp_path / "site") == []
    english = []
    for message in read_catalogue("fr"):
        # An element ends a stretch of text.
        said, french = (
            {part.strip() for text in list_texts(value) for part in re.split(r"<[^>]*>", text)}
            for value in (message.id, message.string)
        )
        for stretch in said - french:
            words = re.split(r"%\(\w+\)s|\{\d\}", stretch)
            if sum(map(str.isalpha, "".join(words))) > 3:
                english.append(".+".join(map(re.escape, words)))
    assert len(english) > 250
    pattern = re.compile("|".join(english), re.IGNORECASE)
    with serve(tmp_path / "site", ADDRESS) as served:
        page = new_page(base_url=served.address, allowed="request to another host|404")
        for name in (
            "",
            "statement/",
            "glossary/",
            "glossary/harbour-forum/",
            "acronyms/",
            "timeline/",
            "data/",
            "none/",
        ):
            page.goto(name)
            texts = page.evaluate("""() => {
              const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const found = [];
              while (words.nextNode())
                if (!words.currentNode.parentElement.closest("script, pre, code, [lang=en]")) found.push(words.currentNode.data.trim());
              const labels = [...document.querySelectorAll("[aria-label], [placeholder]")];
              return [...found, ...labels.flatMap((item) => [item.ariaLabel, item.placeholder])].filter(Boolean);
            }""")
            assert texts
            assert [text for text in texts if pattern.fullmatch(text)] == [], name
