"""The statement is read in full, its names lead to their pages and back, on any screen, with and without script."""

from __future__ import annotations

import gzip
import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_frame import KINDS
from tests.samples import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Response

    from tests.browser.conftest import NewPage
    from tests.browser.serving import Served

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400 %."""

MOST_BYTES = 120_000
"""What the statement's page may weigh, compressed, before anybody searches."""

IS_SEEN = """element => {
    const box = element.getClientRects()[0];
    const header = document.querySelector('.md-header').getBoundingClientRect();
    const line = parseFloat(getComputedStyle(element).lineHeight);
    const top = document.elementFromPoint(box.left + 5, box.top + Math.min(box.height, line) / 2);
    return box.top >= header.bottom && box.top + line <= innerHeight && element.contains(top);
}"""
"""Tells whether an element's first line is in view, below the header and covered by nothing."""

STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => element && element !== document.documentElement && (
        ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX)
        || scrolls(element.parentElement));
    const found = [...document.querySelectorAll('.edition *, .md-header *')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && box.right > width + 1 && !scrolls(element.parentElement);
    });
    const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width;
    return wide > 0 || found.length
        ? `${wide} px too wide: ${found.slice(0, 3).map(item => item.outerHTML.slice(0, 120)).join(' | ')}`
        : '';
}"""
"""Tells what is wider than the window; a table in a box that scrolls by itself is not."""


LOAD_IN_PIECES = """async () => {
    const text = await (await fetch('./')).text();
    const pieces = text.match(
        /<script[^]*?<\\/script>|[^]*?(?:<\\/(?:p|li|h\\d|ul|div|details|nav|header|form)>|(?=<script)|$)/g);
    const shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => {
        const moved = entry.sources.map(source => (source.node?.outerHTML || source.node?.data || '').slice(0, 120));
        return `${entry.value.toFixed(6)}: ${moved.join(' | ')}`;
    }))).observe({ type: 'layout-shift' });
    const show = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    document.open();
    let shown = 0;
    for (const piece of pieces) {
        document.write(piece);
        // Scripts wait for the style sheets, and what follows for the scripts.
        while (/<body/.test(piece) && !document.body) {
            await new Promise(done => setTimeout(done, 10));
        }
        // What comes below the window can't be seen to move; a script may still move what is in it.
        if (document.body && (document.documentElement.scrollHeight < 2 * innerHeight || /<script/.test(piece))) {
            await show();
            shown += 1;
        }
    }
    document.close();
    // Shifts are told after the frame in which they happen.
    await new Promise(done => setTimeout(done, 500));
    await show();
    return [shown, shifts];
}"""
"""Loads the page of this folder as on a slow line: each paragraph, item and script is shown before the next one comes.

Gives how often it was shown, and what then moved by itself. The pieces end where a line of text does: that words move to
the next line while a sentence comes in is the browser's doing. How a page comes in from a server on the same machine is
chance: the browser shows it in one piece nearly always, and cut anywhere at times.
"""


def source_paragraphs() -> list[str]:
    """Read the paragraphs of the source, without the project's own reader."""
    text = (ROOT / "source" / "statement.md").read_text(encoding="utf-8")
    _, _, body = text.split("---\n", 2)
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", body) if block.strip()]


def background(locator: Locator) -> str:
    """Give an element's own background colour."""
    colour: str = locator.evaluate("element => getComputedStyle(element).backgroundColor")
    return colour


def expect_seen(locator: Locator) -> None:
    """Wait until an element is in view, below the header."""
    expect(locator).to_be_in_viewport()
    handle = locator.element_handle()
    locator.page.wait_for_function(IS_SEEN, arg=handle)


# The words


def test_paragraphs_show_the_words_of_the_source_and_no_others(page: Page) -> None:
    page.goto("statement/")
    shown = page.locator("p[id^='p-']").evaluate_all("items => items.map(item => [item.id, item.textContent])")
    assert shown == [[f"p-{number}", text] for number, text in enumerate(source_paragraphs(), start=1)]


# From a mention to its page and back


@pytest.mark.parametrize("anchor", ["m-msp-2", "m-open-ran-1"])
def test_a_mention_leads_to_its_page_and_its_quote_leads_back(page: Page, anchor: str) -> None:
    slug = anchor[2:].rpartition("-")[0]
    page.goto("statement/")
    mention = page.locator(f"#{anchor}")
    plain = background(mention)
    mention.click()
    expect(page).to_have_url(re.compile(rf"/annotated/glossary/{slug}/$"))
    page.locator("#in-the-statement").wait_for()
    page.locator(f"a.back[href='../../statement/#{anchor}']").click()
    expect(page).to_have_url(re.compile(rf"/annotated/statement/#{anchor}$"))
    expect_seen(mention)
    page.mouse.move(0, 0)
    expect(mention).not_to_have_css("background-color", plain)


def test_every_mention_can_be_arrived_at(new_page: NewPage) -> None:
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto("statement/")
    unseen = page.evaluate(
        """async () => {
            const seen = """
        + IS_SEEN
        + """;
            const unseen = [];
            for (const mention of document.querySelectorAll('.mention')) {
                const plain = getComputedStyle(mention).backgroundColor;
                location.hash = mention.id;
                document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                if (!seen(mention)) unseen.push(`${mention.id} is out of view`);
                if (getComputedStyle(mention).backgroundColor === plain) unseen.push(`${mention.id} is not marked`);
            }
            return unseen;
        }"""
    )
    assert unseen == []


def test_the_page_for_a_missing_address_leads_on_from_any_depth(new_page: NewPage) -> None:
    page = new_page(allowed="404", viewport=DESKTOP)
    page.goto("no/such/page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("main").get_by_role("link", name="The statement").click()
    expect(page.locator("#p-1")).to_be_visible()


# Paragraph numbers and the switch


def test_a_paragraph_is_marked_and_in_view_on_arrival(page: Page) -> None:
    page.goto("statement/#p-9")
    expect_seen(page.locator("#p-9"))
    expect(page.locator("#p-9")).not_to_have_css("background-color", background(page.locator("#p-8")))


def test_the_switch_takes_the_annotations_away_and_remembers(page: Page) -> None:
    page.goto("statement/")
    switch = page.get_by_role("switch", name="Annotations")
    mention = page.locator("a.mention").first
    ours = page.locator(":is(.named, .editorial, .voice, .legends):visible")
    contents = page.locator(".md-sidebar--secondary .contents a").first
    expect(switch).to_be_checked()
    expect(mention).to_have_css("text-decoration-line", "underline")
    expect(ours).not_to_have_count(0)
    words = page.locator("#p-3").text_content()

    switch.press("Space")
    for _ in range(2):
        expect(switch).not_to_be_checked()
        expect(mention).to_have_css("text-decoration-line", "none")
        expect(ours).to_have_count(0)
        assert page.locator("#p-3").text_content() == words
        contents.click()
        expect_seen(page.locator("#p-1"))
        page.reload()

    switch.click()
    page.reload()
    expect(switch).to_be_checked()
    expect(mention).to_have_css("text-decoration-line", "underline")


def test_what_is_new_stands_below_a_paragraph_or_beside_it(page: Page) -> None:
    page.goto("statement/")
    page.get_by_role("switch", name="What is new").click()
    for width in (360, 820, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        text, notes = page.locator("#p-8").bounding_box(), page.locator("#p-8 + .earlier").bounding_box()
        assert text
        assert notes
        assert notes["width"] > 150
        if width < 1000:
            assert (notes["x"], notes["width"]) == (text["x"], text["width"])
        else:
            assert notes["x"] >= text["x"] + text["width"]


# Without script


def test_all_but_search_can_be_read_and_followed_without_script(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport=DESKTOP)
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="Read the statement").click()
    expect(page.locator("#p-1")).to_have_text(source_paragraphs()[0])
    for number in range(1, len(source_paragraphs()) + 1):
        expect(page.locator(f"#p-{number}")).to_be_visible()
    expect(page.locator("#p-8 ~ .named li").first).to_be_visible()
    page.locator("#m-msp-1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minerals Security Partnership")
    expect(page.locator(".definition")).to_be_visible()
    page.locator("a.back").first.click()
    expect(page.locator("#m-msp-1")).to_be_in_viewport()
    page.goto("glossary/msp/")
    page.locator(".breadcrumbs").get_by_role("link", name="Glossary").click()
    page.get_by_role("main").get_by_role("link", name="Freedom Edge").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Freedom Edge")


def test_the_pages_can_be_reached_without_script_on_a_phone(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("timeline/")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")


# Any screen


def test_no_page_scrolls_sideways_at_400_percent(new_page: NewPage) -> None:
    page = new_page(viewport=ZOOMED)
    for place in KINDS:
        page.goto(place)
        assert page.evaluate(STICKING_OUT) == "", place
    page.goto("?q=Minerals Security Partnership")
    page.locator("[data-search-hit]").first.wait_for()
    assert page.evaluate(STICKING_OUT) == ""


@pytest.mark.parametrize("place", ["", "statement/"])
def test_nothing_moves_for_whoever_asks_for_no_motion(new_page: NewPage, place: str) -> None:
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto(place)
    page.get_by_role("searchbox").fill("RISE")
    page.locator("[data-search-hit]").first.wait_for()
    moving = page.evaluate(
        """() => {
            const found = document.getAnimations().map(item => `runs: ${item.effect?.target?.className}`);
            for (const element of document.querySelectorAll('*')) {
                for (const part of [null, '::before', '::after']) {
                    const style = getComputedStyle(element, part);
                    if (part && style.content === 'none') continue;
                    const long = style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
                    if ((long && style.transitionProperty !== 'none') || style.animationName !== 'none')
                        found.push(`${element.tagName}.${element.getAttribute('class')}${part ?? ''}`);
                    if (style.scrollBehavior === 'smooth') found.push(`${element.tagName} scrolls smoothly`);
                }
            }
            return [...new Set(found)];
        }"""
    )
    assert moving == []


@pytest.mark.parametrize(
    ("screen", "annotations"), [(DESKTOP, "on"), (PHONE, "on"), (PHONE, "off")], ids=["desktop", "phone", "clean"]
)
def test_nothing_shifts_while_the_statement_loads(new_page: NewPage, screen: dict[str, int], annotations: str) -> None:
    page = new_page(viewport=screen)
    page.route("**/statement/empty", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    page.goto("statement/empty")
    page.evaluate("choice => localStorage.setItem('annotations', choice)", annotations)
    shown, shifts = page.evaluate(LOAD_IN_PIECES)
    expect(page.locator(".passage")).to_have_count(len(source_paragraphs()))
    assert shown > 50
    assert shifts == []


# What is loaded


def test_the_statement_is_light_and_the_search_is_loaded_only_when_asked_for(new_page: NewPage) -> None:
    page = new_page(alone=True, viewport=DESKTOP)
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto("statement/")
    page.wait_for_load_state("networkidle")
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    assert not [url for url in weights if "/find/" in url]
    assert sum(weights.values()) <= MOST_BYTES, weights

    with page.expect_response(lambda answer: "/find/" in answer.url):
        page.get_by_role("searchbox").focus()


# From disk


def test_from_disk_links_lead_to_files(new_page: NewPage, site: Served) -> None:
    page = new_page(viewport=DESKTOP)
    page.goto((site.folder / "index.html").as_uri())
    links = chain.from_iterable(
        page.locator(kind).evaluate_all(
            "items => items.map(item => new URL(item.getAttribute('href'), document.baseURI).href)"
        )
        for kind in ("a[href]", "svg a")
    )
    folders = [link for link in links if link.startswith("file:") and link.partition("#")[0].endswith("/")]
    assert folders == []
    page.get_by_role("main").get_by_role("link", name="Read the statement").click()
    expect(page).to_have_url((site.folder / "statement" / "index.html").as_uri())
    page.locator("#m-msp-1").click()
    expect(page).to_have_url((site.folder / "glossary" / "msp" / "index.html").as_uri())
    page.locator("a.back").first.click()
    expect(page).to_have_url((site.folder / "statement" / "index.html").as_uri() + "#m-msp-1")
    expect_seen(page.locator("#m-msp-1"))


def test_from_disk_the_search_says_that_it_needs_a_server(new_page: NewPage, site: Served) -> None:
    page = new_page(viewport=DESKTOP)
    page.goto((site.folder / "statement" / "index.html").as_uri())
    page.get_by_role("searchbox").click()
    expect(page.locator(".find-status")).to_contain_text("Search needs a web server")


def test_old_addresses_lead_on(page: Page) -> None:
    moved = '<p data-moved=""><a href="../msp/">MSP</a></p><script src="../../assets/edition.js"></script>'
    page.route("**/glossary/former/", lambda route: route.fulfill(body=moved, content_type="text/html"))
    page.goto("glossary/former/#sources")
    page.wait_for_url("**/glossary/msp/#sources")
    page.goto("statement/#p-8-s99")
    page.wait_for_url("**/statement/#p-8")


def test_what_is_new_is_marked_while_it_is_switched_on(page: Page) -> None:
    page.goto("statement/")
    passage = page.locator(".passage", has=page.locator("#p-6"))
    notes, words = passage.locator(".earlier"), passage.locator(".new").first
    switch = page.get_by_role("switch", name="What is new")
    expect(notes).to_be_hidden()
    expect(words).not_to_have_role("insertion")
    switch.click()
    expect(notes).to_contain_text("reworded since")
    expect(words).to_have_role("insertion")
    expect(notes.get_by_role("link", name=re.compile("August")).first).to_have_attribute(
        "href", re.compile("#:~:text=")
    )
    switch.click()
    expect(notes).to_be_hidden()
