"""Edition -> what a build reports, or fails at. Every page is made, and nothing is written.

No builder checks the links of finished HTML: they are checked here.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from generator.checks import check_prose, find_faults, report_problems, silence
from generator.data import PATHS, make_data
from generator.linking.edition import Edition
from generator.linking.mentions import index_names
from generator.linking.prose import ProseWriter
from generator.model.addresses import ATOM_FEED, CARD, JSON_FEED, Style, entry_page
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode
from generator.model.page import DataFile, Page
from generator.pages.maker import PageMaker
from generator.publishing import THEME, built_file
from generator.publishing.card import make_card
from generator.publishing.search import FOLDER, plan_search
from generator.publishing.verbatim import verify_statement
from generator.reading.frontmatter import read_text
from generator.reading.project import Project, read_page
from generator.text.html import read_body, read_outline

_DEAD = {FindingCode.DEAD_LINK, FindingCode.TOPIC_PLACE}  # What is found in the files that people write, with its line

_RUNS = re.compile(
    r"<(?:\w+:)?script\b|[\s\"'/]on[a-z]{3,}\s*=|j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|<!entity|<\?xml-stylesheet",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|/")  # How an address begins that is not relative.
_Target = tuple[str, str]
"""An address relative to the root of the site, as in `Addresses.built`, and an anchor or nothing."""


class LinkCheck:
    """Takes pages one after the other, and keeps nothing of them but where their links lead."""

    def __init__(self, project: Project) -> None:
        self._docs, self._addresses = project.docs, project.addresses
        self._anchors: dict[str, frozenset[str]] = {}
        self.reported: Collection[Path] = ()  # The files whose dead links are reported with their lines, or silenced
        self._linked: dict[_Target, Path] = {}  # Each target, with the file of the first page that links to it

    def add(self, page: Page) -> None:
        """Take a page."""
        address, path = self._addresses.built(page.src_uri), page.source or self._docs / page.src_uri
        self._anchors[address] = page.outline.anchors
        folder = posixpath.dirname(page.src_uri if self._addresses.style is Style.SOURCE else address)
        for href in dict.fromkeys(page.outline.hrefs):
            if href.startswith("#"):
                if (anchor := unquote(href[1:])) not in page.outline.anchors:
                    self._linked.setdefault((address, anchor), path)
            elif (target := _resolve(*_climb(href, folder), self._addresses.site)) is not None:
                self._linked.setdefault(target, path)

    def find_dead(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """Find each target of links that does not exist, once all pages were added.

        What else the site holds, relative to docs/, is in `files`: pages that were not added, whose anchors are not
        known here, pictures, data.
        """
        known = {self._addresses.built(name) for name in files}
        found = []
        for (address, anchor), path in self._linked.items():
            message = ""
            if address not in self._anchors and address not in known:
                message = f'a link leads to "{address}", where there is no page or file'
            elif anchor and anchor not in self._anchors.get(address, {anchor}):
                message = f'a link leads to "{address}#{anchor}", and that page has no such place'
            if message and path not in self.reported:
                hint = "correct the link"
                found.append(Finding(path=path, line=1, code=FindingCode.DEAD_LINK, message=message, hint=hint))
        return tuple(sorted(found, key=lambda finding: finding.order))


def _climb(href: str, folder: str) -> tuple[str, str]:
    """Return an address as written in the folder that its `../` lead to: there, many pages write the same."""
    while folder and href.startswith("../"):
        href, folder = href[3:], folder.rpartition("/")[0]
    return href, folder


@lru_cache(maxsize=16384)
def _resolve(href: str, folder: str, site: str) -> _Target | None:
    """Return what an address on a page in a folder of the built site leads to; None for other sites."""
    if site and href.startswith(site):
        href, folder = href.removeprefix(site), ""
    if _ELSEWHERE.match(href):
        return None
    path, _, anchor = href.partition("#")
    # A name after the last slash keeps the slash, which normpath drops.
    address = posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0]) + "-"))
    return address.removesuffix("-"), unquote(anchor)


def check_pages(edition: Edition, links: LinkCheck, take: Callable[[Page], None]) -> tuple[Finding, ...]:
    """Make the pages of an edition one after the other, and find what is wrong with them, or raise a GeneratorError.

    `links` takes their links: where these lead shows when all pages of the site are known.
    """
    docs, project = list_docs(edition), edition.project
    pages = [src_uri for src_uri in (*edition.sources, *docs) if src_uri.endswith(".md")]
    written = {built_file(project.addresses.built(src_uri)) for src_uri in pages}
    written |= {*PATHS, "404.html", "sitemap.xml", "sitemap.xml.gz"}
    for name, path in docs.items():
        if name in written or name.startswith(f"{FOLDER}/"):
            raise GeneratorError("would be overwritten by a file of the site", path=path, hint="rename it")
        # What a browser opens as a page, and builders publish as it is: without the policy of pages.
        is_opened = path.suffix.lower() in {".html", ".htm", ".xhtml", ".xht", ".svg", ".xml"}
        if is_opened and (runs := _RUNS.search(text := unescape(read_text(path)))):
            message, line = f'holds a script: "{runs[0].strip()}"', text.count("\n", 0, runs.end()) + 1
            hint = "put it into a template of custom_dir, or remove it"
            raise GeneratorError(message, path=path, line=line, hint=hint)
    maker = PageMaker(edition)
    made = {CARD, *PATHS} if project.addresses.site else {*PATHS} - {ATOM_FEED, JSON_FEED}
    beside = {*made, *_list_assets(project)}
    found = find_faults(edition)
    entries = {entry_page(entry.slug): entry for entry in edition.entries}
    for page in maker.make_all():
        if statement := edition.shown.get(page.src_uri):
            verify_statement(statement, page.body)
        links.add(page)
        take(page)
        if entry := entries.get(page.src_uri):
            found += check_prose(edition, entry, maker.context.writer, beside)
    links.reported = {finding.path for finding in found if finding.code in _DEAD}
    return silence(edition, found)


def check_site(edition: Edition, take: Callable[[Page | DataFile], None] = lambda _: None) -> tuple[Finding, ...]:
    """Make all pages, authored ones too, then all data; find what a build would report, or raise a GeneratorError."""
    links = LinkCheck(edition.project)
    found = [*check_pages(edition, links, take)]
    docs = list_docs(edition)
    writer, unlinked = ProseWriter(edition), ProseWriter(replace(edition, names=index_names(())[0]))
    # As MkDocs makes them with the plugin.
    for src_uri in (name for name in docs if name.endswith(".md")):
        text, meta, line = read_page(docs[src_uri])
        is_linked = edition.project.annotate_pages and meta.get("annotate", True)
        written = (writer if is_linked else unlinked).write(text, page=src_uri)
        heading = read_body(written.html).css_first("h1")
        title = heading.text().strip() if heading is not None else ""
        page = Page(
            src_uri=src_uri,
            body=written.html,
            source=docs[src_uri],
            outline=read_outline(written.html),
            meta=({"title": title} if title else {}) | meta,
        )
        links.add(page)
        take(page)
        found += report_problems(written.problems, docs[src_uri], line)
    files = [*docs, *_list_assets(edition.project)]
    for item in (*make_card(edition), *make_data(edition)):
        files.append(item.src_uri)
        take(item)
    plan_search(edition)
    return (*found, *links.find_dead(files))


def list_docs(edition: Edition) -> dict[str, Path]:
    """List what stands in docs/, is published and is not replaced by a page of the edition."""
    project = edition.project
    replaced = {*edition.sources, *project.hidden}
    return {name: project.docs / name for name in edition.files if name not in replaced}


def _list_assets(project: Project) -> list[str]:
    """List what the theme has beside its templates; a project's own may stand in `custom_dir`."""
    files = [(path, folder) for folder in filter(None, (THEME, project.overrides)) for path in folder.rglob("*.*")]
    return [path.relative_to(folder).as_posix() for path, folder in files if path.suffix != ".html"]
