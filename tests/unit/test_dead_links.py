"""A link that leads to no page, place or file is found, whatever addresses a builder gives its pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.model.addresses import Addresses, Style
from generator.model.findings import FindingCode
from generator.model.page import Outline, Page
from generator.publishing.checking import LinkCheck
from tests.samples import make_edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.findings import Finding
    from generator.reading.project import Project

FILES = ("about.md", "assets/map.svg", "data/glossary.json")
SITE = "https://example.org/x/"


def make_page(src_uri: str, *hrefs: str, anchors: tuple[str, ...] = ()) -> Page:
    outline = Outline(hrefs=hrefs, anchors=frozenset(anchors))
    return Page(src_uri=src_uri, body="", outline=outline)


def find(style: Style, *pages: Page) -> list[str]:
    edition = make_edition("Nothing.")
    project = replace(edition.project, addresses=Addresses(site=SITE, style=style))
    return [str(finding) for finding in check(project, pages)]


def check(project: Project, pages: Iterable[Page]) -> tuple[Finding, ...]:
    links = LinkCheck(project)
    for page in pages:
        links.add(page)
    return links.find_dead(FILES)


TARGETS = [
    *("index.md", "statement.md", "statement.md#p-1", "glossary/index.md", "glossary/msp.md#source-1"),
    *("glossary/un.md", "about.md", "about.md#anything", "assets/map.svg", "data/glossary.json"),
]
OTHERS = ["https://example.com/", "//example.com/", "mailto:a@example.org", "/x/y/", f"{SITE}statement/#p-1"]


@pytest.mark.parametrize("style", [Style.FOLDERS, Style.FILES, Style.SOURCE])
@pytest.mark.parametrize("page", ["index.md", "statement.md", "glossary/index.md", "glossary/msp.md"])
def test_every_address_that_is_written_leads_somewhere(style: Style, page: str) -> None:
    addresses = Addresses(site=SITE, style=style)
    anchors = {"statement.md": ("p-1",), "glossary/msp.md": ("source-1",)}
    names = ["index.md", "statement.md", "glossary/index.md", "glossary/msp.md", "glossary/un.md"]
    hrefs = [*(addresses.href(target, page) for target in TARGETS), *(addresses.permanent(item) for item in TARGETS)]
    others = OTHERS if style is not Style.FILES else OTHERS[:-1]
    pages = [make_page(name, *(hrefs if name == page else ()), anchors=anchors.get(name, ())) for name in names]
    pages.append(make_page("more.md", *others))
    assert find(style, *pages) == []


@pytest.mark.parametrize(
    ("href", "what"),
    [
        ("../../nowhere/", 'leads to "nowhere/", where there is no page or file'),
        ("../un/", 'leads to "glossary/un/", where'),
        ("../../data/glossary.csv", 'leads to "data/glossary.csv", where'),
        ("../../../index.html", 'leads to "../index.html", where'),
        ("../../statement/#p-9", 'leads to "statement/#p-9", and that page has no such place'),
        ("#source-2", 'leads to "glossary/msp/#source-2", and'),
        (f"{SITE}nowhere/", 'leads to "nowhere/", where'),
    ],
)
def test_a_dead_link_is_found(href: str, what: str) -> None:
    statement, entry = make_page("statement.md", anchors=("p-1",)), make_page("glossary/msp.md", href)
    (found,) = find(Style.FOLDERS, entry, statement)
    assert found.startswith("docs/glossary/msp.md:1: a link ")
    assert what in found


def test_a_dead_target_is_reported_once_at_the_file_that_a_maintainer_edits() -> None:
    first = replace(make_page("statement.md", "../x/", "../x/"), source=Path("source/statement.md"))
    edition = make_edition("Nothing.")
    (found,) = check(edition.project, [first, make_page("glossary/msp.md", "../../x/")])
    assert (found.path, found.code) == (Path("source/statement.md"), FindingCode.DEAD_LINK)
