"""The right page first: every name of every entry, as people type it; then paragraphs, then other pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serve
from tests.projects import build_here, copy_minimal
from tests.search_questions import ask, read_questions, search

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page, Route

    from generator import Edition
    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser


def hits(page: Page) -> Locator:
    """Find the results that are shown."""
    return page.locator("[data-search-hit]:visible")


def box(page: Page) -> Locator:
    """Find the field that is typed into."""
    return page.get_by_role("searchbox", name="Search names, words and questions")


def panel(page: Page) -> Locator:
    """Find what the search shows below the field."""
    return page.locator(".find-panel")


def status(page: Page) -> Locator:
    """Find what the search says, to a screen reader too."""
    return panel(page).get_by_role("status")


def type_query(page: Page, query: str) -> None:
    """Type a query and wait for its results."""
    box(page).fill(query)
    expect(panel(page)).to_have_attribute("data-shown", query)


def entry_address(slug: str) -> re.Pattern[str]:
    """Give what matches the address of an entry's page."""
    return re.compile(rf"/annotated/glossary/{slug}/$")


# Names


MEANT = {
    "UN": "un",
    "OpenRAN": "open-ran",
    "bio5": "bio-5",
    "US": "us",
    "U.N.": "un",
    "north korea": "dprk",
    "law of the sea": "unclos",
    "Bio-5": "bio-5",
    "Open RAN": "open-ran",
    "U.S.": "us",
    "AI": "ai",
    "minerals partnership": "msp",
    "camp david": "camp-david-summit",
    "TSCF": "tscf",
    "MSMT": "msmt",
    "CRN": "crisis-response-network",
    "QDG": "quantum-development-group",
    "DTPN": "dtpn",
}
"""What people type, and the entry that they mean."""


@pytest.mark.parametrize("part", range(2))
def test_every_name_of_every_entry_gives_its_page_first(
    new_page: NewPage, site: Served, edition: Edition, part: int
) -> None:
    expected = {
        query: [f"{site.address}glossary/{entry.slug}/"]
        for at, entry in enumerate(edition.entries)
        if at % 2 == part
        for name, _ in entry.all_names
        # That case counts for nothing is seen as well with a quarter of them.
        for query in (name, name.lower())[: 1 + (at % 4 == 0)]
    }
    assert expected
    page = new_page()
    page.goto("")
    found = search(page, list(expected))
    assert {query: hits[:1] for query, hits in zip(expected, found, strict=True)} == expected


def test_what_people_type_gives_the_page_that_they_mean_first(page: Page) -> None:
    page.goto("")
    for number, (query, slug) in enumerate(MEANT.items()):
        box(page).fill("")
        if number < 3:
            box(page).press_sequentially(query)
        else:
            box(page).fill(query)
        expect(panel(page)).to_have_attribute("data-shown", query)
        expect(hits(page).first, query).to_have_attribute("href", entry_address(slug))


def test_a_slip_offers_what_was_meant(page: Page) -> None:
    page.goto("")
    for slip, meant, slug in (
        ("RSIE", "RISE", "rise"),
        ("Mineral Securty Partnership", "Minerals Security Partnership", "msp"),
        ("Freedom Egde", "Freedom Edge", "freedom-edge"),
    ):
        type_query(page, slip)
        expect(status(page)).to_contain_text(f"Did you mean {meant}")
        expect(hits(page).first).to_have_attribute("href", entry_address(slug))
        page.get_by_role("button", name=meant, exact=True).click()
        expect(box(page)).to_have_value(meant)
        expect(panel(page)).to_have_attribute("data-shown", meant)
        expect(hits(page).first).to_have_attribute("href", entry_address(slug))


# Questions


def test_questions_are_answered(page: Page) -> None:
    page.goto("")
    answers = ask(page, read_questions())
    wrong = [(answer.question["query"], answer.hits[:3]) for answer in answers if not answer.is_right]
    assert len(wrong) <= len(answers) - 56, wrong
    assert [answer.question["query"] for answer in answers if answer.is_empty] == []


FOUND = {
    "paragraph 8": "p:8",
    "Para. 8": "p:8",
    "p8": "p:8",
    "\u00b68": "p:8",
    "第8段落": "p:8",
    "8항": "p:8",
    "15 November 2024": "page:statement",
    "November 15, 2024": "page:statement",
    "2024-11-15": "page:statement",
    "2024年11月15日": "page:statement",
    "2024년 11월 15일": "page:statement",
    "joint statement": "page:statement",
    "共同声明": "page:statement",
    "공동성명": "page:statement",
    "timeline": "page:timeline",
    "abbreviations": "page:acronyms",
    "download": "page:data",
    "색인": "page:topics",
    "ＭＳＰ": "entry:msp",
    "理事会": "entry:unsc",
    "이사회": "entry:unsc",
    "사무국은": "entry:trilateral-secretariat",
    "secratariat": "entry:trilateral-secretariat",
    "openran": "entry:open-ran",
    "semi conductors": "p:9",
    "UNCLOS とは": "entry:unclos",
}
"""Places, dates, parts of names, characters of another width, words with particles, slips: what each gives first."""


def test_places_and_parts_of_names_are_found(page: Page) -> None:
    page.goto("")
    answers = ask(page, [{"query": query, "answers": [place], "need": "first"} for query, place in FOUND.items()])
    assert {answer.question["query"]: answer.hits[:1] for answer in answers} == {
        query: (place,) for query, place in FOUND.items()
    }


def test_what_is_not_treated_is_said_with_the_nearest_topics(page: Page) -> None:
    page.goto("")
    type_query(page, "Iran nuclear deal")
    expect(status(page)).to_contain_text("Nothing found for \u201cIran nuclear deal\u201d.")
    expect(hits(page)).to_have_count(0)
    status(page).get_by_role("button").first.click()
    expect(box(page)).to_have_value(re.compile("nuclear"))
    expect(hits(page).first).to_be_visible()


def test_an_unknown_word_beside_a_known_one_is_named(page: Page) -> None:
    page.goto("")
    type_query(page, "zzyzx minerals")
    expect(status(page)).to_contain_text("No page has \u201czzyzx\u201d.")
    expect(hits(page).first).to_be_visible()


def test_all_results_can_be_seen(page: Page) -> None:
    page.goto("")
    type_query(page, "security")
    expect(hits(page)).to_have_count(10)
    total = int(re.sub(r"\D", "", status(page).inner_text()))
    page.get_by_role("button", name=f"Show all {total} results").click()
    expect(hits(page)).to_have_count(total)
    expect(hits(page).nth(10)).to_be_focused()


def test_pages_for_maintainers_are_no_results(page: Page) -> None:
    page.goto("")
    for query in ("pytest", "mkdocs", "plugin", "benchmarks"):
        type_query(page, query)
        expect(hits(page), query).to_have_count(0)


JAPANESE = """\
---
title: 共同声明
date: 2020-02-03
parties: [アルバ]
language: ja
themes: {trade: 貿易}
---

港湾フォーラムは東京で会合した。

我々は海洋の平和と安定を支持し、違法漁業に反対する。
"""
PORT_FORUM = """\
---
name: 港湾フォーラム
kind: 会議
theme: trade
definition: 港湾について話し合う会議。 [^statement]
status: 活動中。 [^statement]
checked: 2026-11-28
---

この会議は物流の問題を扱い、毎年開催される。[^statement]
"""


def test_a_japanese_edition_is_searched_as_well_as_an_english_one(new_page: NewPage, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path / "project")
    for path in (project / "docs" / "glossary").iterdir():
        path.unlink()
    (project / "docs" / "glossary" / "port-forum.md").write_text(PORT_FORUM, encoding="utf-8")
    (project / "source" / "statement.md").write_text(JAPANESE, encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nextra_css: [assets/edition.css]\nextra_javascript: [assets/edition.js]\n")
    expected = {
        "港湾": ["entry:port-forum", "p:1"],
        "東京": ["p:1"],
        "平和と安定": ["p:2"],
        "漁業": ["p:2"],
        "物流の問題は何ですか": ["entry:port-forum"],
        "第2段落": ["p:2"],
        "竹島": [],
    }
    assert build_here(project, tmp_path / "site") == []
    with serve(tmp_path / "site") as site:
        page = new_page(base_url=site.address, allowed="another host")
        page.goto("")
        answers = ask(page, [{"query": query, "answers": hits} for query, hits in expected.items()])
        # What is still on its way must not meet a server that is gone.
        page.close()
    assert {answer.question["query"]: list(answer.hits) for answer in answers} == expected


# Results


def test_all_three_kinds_of_page_are_found(page: Page) -> None:
    page.goto("")
    type_query(page, "supply chain timeline")
    kinds = [
        "entry" if "/glossary/" in address else "paragraph" if "#p-" in address else "page"
        for address in hits(page).evaluate_all("items => items.map(item => item.href)")
    ]
    assert set(kinds) == {"entry", "paragraph", "page"}


def test_a_result_says_what_it_is(page: Page, edition: Edition) -> None:
    entry = next(entry for entry in edition.entries if entry.slug == "msp")
    page.goto("")
    type_query(page, "MSP")
    hit = hits(page).first
    for text in (
        entry.name,
        "(MSP)",
        entry.kind,
        edition.theme(entry).label,
        entry.definition.text,
        "≈ Renamed, 4 February 2026: ",
    ):
        expect(hit).to_contain_text(text)


def test_a_result_that_was_found_by_a_word_shows_the_word(page: Page) -> None:
    page.goto("")
    type_query(page, "Marrakech")
    expect(hits(page).first.locator("mark")).to_contain_text("Marrakech")


def test_a_paragraph_that_is_found_opens_with_the_words_marked(page: Page) -> None:
    page.goto("")
    type_query(page, "early warning")
    page.locator("[data-search-hit][href*='#p-8']").click()
    expect(page).to_have_url(re.compile(r"/statement/\?mark=early(%20|\+)warning#p-8$"))
    marked = page.evaluate(
        """() => [...(CSS.highlights.get('found') ?? [])].map(range =>
            [range.startContainer.parentElement.closest('p').id, range.toString()])"""
    )
    assert ["p-8", "early"] in marked
    assert ["p-8", "warning"] in marked
    in_view = page.evaluate(
        """() => [...CSS.highlights.get('found')].map(range => range.getBoundingClientRect()).some(
            box => box.top >= document.querySelector('.md-header').getBoundingClientRect().bottom
                && box.bottom <= innerHeight)"""
    )
    assert in_view, "the words are marked, and out of view"


def test_the_theme_narrows_the_results(page: Page, edition: Edition) -> None:
    page.goto("")
    type_query(page, "trilateral")
    expect(hits(page).first).to_be_visible()
    theme = page.get_by_label("Theme")
    used = {edition.theme(entry).label for entry in edition.entries}
    options = theme.locator("option").all_inner_texts()
    assert options[0] == "All themes"
    assert set(options[1:]) == used

    slugs = [entry.slug for entry in edition.entries if edition.theme(entry).label == "Security"]
    named = {mention.paragraph for mention in edition.mentions if mention.entry in slugs}
    pattern = re.compile(
        rf"/glossary/(?:{'|'.join(slugs)})/$|/statement/\?mark=trilateral#p-(?:{'|'.join(map(str, named))})$"
    )
    before = hits(page).evaluate_all("items => items.map(item => item.href)")
    others = [address for address in before if not pattern.search(address)]
    theme.select_option("Security")
    # Results are drawn anew, all at once, when they are found.
    expect(page.locator(f"[data-search-hit][href='{others[0]}']")).to_have_count(0)
    expect(hits(page)).not_to_have_count(0)
    addresses = hits(page).evaluate_all("items => items.map(item => item.href)")
    assert [address for address in addresses if not pattern.search(address)] == []


def test_no_result_says_what_to_try(page: Page) -> None:
    page.goto("")
    type_query(page, "xqzvyw")
    expect(status(page)).to_contain_text("Nothing found for “xqzvyw”")
    expect(hits(page)).to_have_count(0)
    expect(status(page)).to_contain_text("Try another word")
    status(page).get_by_role("link", name="glossary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")


def test_any_text_can_be_searched_for(page: Page) -> None:
    page.goto("")
    for query in ("<img src=x onerror=alert(1)>", "…", "(", "\\", "a" * 300, "%E0%A4%A", "constructor", "__proto__"):
        type_query(page, query)
        expect(page.locator(".find-panel img"), query).to_have_count(0)
        expect(status(page), query).not_to_have_text("")


def test_the_number_of_results_is_said(page: Page) -> None:
    page.goto("")
    type_query(page, "Freedom Edge")
    expect(status(page)).to_have_text(re.compile(r"\d+ results?"))


# The address


def test_a_query_in_the_address_opens_the_search(page: Page) -> None:
    page.goto("glossary/?q=RISE")
    expect(box(page)).to_have_value("RISE")
    expect(hits(page).first).to_have_attribute("href", entry_address("rise"))
    type_query(page, "Freedom Edge")
    expect(page).to_have_url(re.compile(r"/glossary/\?q=Freedom(\+|%20)Edge$"))


def test_the_way_back_leads_to_the_results(page: Page) -> None:
    page.goto("")
    type_query(page, "supply chain")
    hits(page).nth(1).click()
    page.wait_for_url(re.compile(r"/(glossary|statement)/"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=supply(\+|%20)chain$"))
    expect(box(page)).to_have_value("supply chain")
    expect(hits(page).nth(1)).to_be_visible()


def test_closing_takes_the_query_from_the_address(page: Page, site: Served) -> None:
    page.goto("statement/#p-3")
    type_query(page, "RISE")
    expect(page).to_have_url(f"{site.address}statement/?q=RISE#p-3")
    box(page).press("Escape")
    expect(page).to_have_url(f"{site.address}statement/#p-3")


# Keys


def test_a_key_opens_the_search_unless_it_is_switched_off(page: Page) -> None:
    page.goto("statement/")
    for key in ("s", "f"):
        page.keyboard.press(key)
        expect(box(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    expect(panel(page)).to_be_visible()
    page.keyboard.type("/s")
    expect(box(page)).to_have_value("/s")
    page.get_by_label("The key / opens the search").uncheck()
    page.goto("glossary/")
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()


def test_arrows_step_through_the_results_and_enter_opens_one(page: Page) -> None:
    page.goto("")
    type_query(page, "trilateral")
    expect(hits(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    address = hits(page).first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)


def test_names_are_shown_while_the_words_of_all_pages_are_still_on_their_way(page: Page, edition: Edition) -> None:
    held: list[Route] = []
    page.route("**/find/pagefind.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto("")
    box(page).fill("RISE")
    rise = next(entry for entry in edition.entries if entry.slug == "rise")
    expect(hits(page).first).to_contain_text(rise.name)
    expect(status(page)).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_be_focused()
    place = hits(page).first.bounding_box()
    for route in held:
        route.continue_()
    expect(panel(page)).to_have_attribute("data-shown", "RISE")
    expect(hits(page).first).to_be_focused()
    assert hits(page).first.bounding_box() == place
    expect(hits(page).first).to_contain_text(rise.name)


def test_results_stay_as_they_are_while_arrows_step_in_and_out(page: Page) -> None:
    page.goto("")
    type_query(page, "trilateral")
    hits(page).nth(2).evaluate("hit => hit.dataset.same = ''")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
        expect(hits(page).first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(box(page)).to_be_focused()
    expect(hits(page).nth(2)).to_have_attribute("data-same", "")


def test_enter_opens_the_first_result(page: Page) -> None:
    page.goto("")
    type_query(page, "RISE")
    page.keyboard.press("Enter")
    expect(page).to_have_url(entry_address("rise"))


def test_enter_opens_the_result_of_what_stands_in_the_box_however_fast_it_was_typed(page: Page) -> None:
    page.goto("")
    type_query(page, "MSP")
    box(page).fill("RISE")
    page.keyboard.press("Enter")
    expect(page).to_have_url(entry_address("rise"))


def test_escape_goes_back_to_the_box_then_closes(page: Page) -> None:
    page.goto("")
    type_query(page, "RISE")
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()


def test_the_panel_closes_when_the_focus_leaves_it(page: Page) -> None:
    page.goto("statement/")
    type_query(page, "xqzvyw")
    page.get_by_label("Theme").focus()
    expect(panel(page)).to_be_visible()
    page.locator("#m-msp-1").focus()
    expect(panel(page)).to_be_hidden()


def test_the_search_can_be_used_on_a_phone(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto("timeline/")
    box(page).tap()
    type_query(page, "RISE")
    hits(page).first.tap()
    expect(page).to_have_url(entry_address("rise"))
