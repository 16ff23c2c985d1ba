"""Edition -> what a build reports, or fails at. Every page is made, and nothing is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePosixPath

from generator.checks import check_prose, find_faults, report_problems, silence
from generator.data import make_data
from generator.linking.edition import Edition
from generator.linking.mentions import index_names
from generator.linking.prose import ProseWriter
from generator.model.addresses import entry_page
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode
from generator.model.page import DataFile, Page
from generator.pages import PageMaker
from generator.publishing.folder import is_published
from generator.publishing.links import LinkCheck
from generator.publishing.search import plan_search
from generator.publishing.verbatim import verify_statement
from generator.reading.frontmatter import read_text
from generator.reading.project import read_page
from generator.text.html import read_body, read_outline

_DEAD = {FindingCode.DEAD_LINK, FindingCode.TOPIC_PLACE}
"""What is found in the files that people write, with its line."""

_RUNS = re.compile(
    r"<(?:\w+:)?script\b|[\s\"'/]on[a-z]{3,}\s*=|j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|<!entity|<\?xml-stylesheet",
    re.IGNORECASE,
)


def check_pages(edition: Edition, links: LinkCheck, take: Callable[[Page], None]) -> tuple[Finding, ...]:
    """Make the pages of an edition one after the other, and find what is wrong with them, or raise a GeneratorError.

    `links` takes their links: where these lead shows when all pages of the site are known.
    """
    for path in list_docs(edition).values():
        # What a browser opens as a page, and builders publish as it is: without the policy of pages.
        is_opened = path.suffix.lower() in {".html", ".htm", ".xhtml", ".xht", ".svg", ".xml"}
        if is_opened and (runs := _RUNS.search(text := unescape(read_text(path)))):
            message, line = f'holds a script: "{runs[0].strip()}"', text.count("\n", 0, runs.end()) + 1
            raise GeneratorError(
                message, path=path, line=line, hint="put it into a template of custom_dir, or remove it"
            )
    maker = PageMaker(edition)
    found = find_faults(edition)
    entries = {entry_page(entry.slug): entry for entry in edition.entries}
    for page in maker.make_all():
        if statement := edition.shown.get(page.src_uri):
            verify_statement(statement, page.body)
        links.add(page)
        take(page)
        if entry := entries.get(page.src_uri):
            found += check_prose(edition, entry, maker.context.writer)
    links.reported = {finding.path for finding in found if finding.code in _DEAD}
    return silence(edition, found)


def check_site(edition: Edition, take: Callable[[Page | DataFile], None] = lambda _: None) -> tuple[Finding, ...]:
    """Make all pages, authored ones too, then all data; find what a build would report, or raise a GeneratorError."""
    links = LinkCheck(edition.project)
    found = [*check_pages(edition, links, take)]
    docs = list_docs(edition)
    for page, findings in _make_authored(edition, docs):
        links.add(page)
        take(page)
        found += findings
    files = [*docs]
    for item in make_data(edition):
        files.append(item.src_uri)
        take(item)
    plan_search(edition)
    return (*found, *links.find_dead(files))


def list_docs(edition: Edition) -> dict[str, Path]:
    """List what stands in docs/, is published and is not replaced by a page of the edition."""
    project = edition.project
    replaced = {*edition.sources, *project.hidden}
    # Builders make one page of a folder's README.md and index.md.
    replaced |= {str(PurePosixPath(name).with_name("README.md")) for name in replaced if name.endswith("index.md")}
    kept = (name for name in project.files() if name not in replaced and is_published(name))
    return {name: project.docs / name for name in kept}


def _make_authored(edition: Edition, docs: Mapping[str, Path]) -> Iterator[tuple[Page, Iterator[Finding]]]:
    """Yield the authored pages among some files, as MkDocs makes them with the plugin, and what is wrong in each."""
    writer = ProseWriter(edition)
    unlinked = ProseWriter(replace(edition, names=index_names(())[0]))
    for src_uri, path in docs.items():
        if src_uri.endswith(".md"):
            text, meta, line = read_page(path)
            is_linked = edition.project.annotate_pages and meta.get("annotate", True)
            written = (writer if is_linked else unlinked).write(text, page=src_uri)
            heading = read_body(written.html).css_first("h1")
            page = Page(
                src_uri=src_uri,
                title=heading.text().strip() if heading is not None else "",
                description="",
                body=written.html,
                source=path,
                outline=read_outline(written.html),
                front_matter=meta,
            )
            yield page, report_problems(written.problems, path, line)
