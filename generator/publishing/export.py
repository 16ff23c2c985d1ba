"""Edition and the rest of docs/ -> a folder of finished pages for another builder, such as Zensical.

Each page is a `.md` file: front matter, and below it the body as HTML, which Python-Markdown leaves as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generator.checks import report_problems
from generator.data import make_data
from generator.linking.edition import Edition
from generator.linking.names import index_names
from generator.linking.prose import ProseWriter
from generator.model.addresses import Style
from generator.model.findings import Finding
from generator.model.page import Page
from generator.pages import Foot, PageMaker
from generator.publishing.folder import PAGES, Exported, check_target, is_published, update_folder
from generator.publishing.links import LinkCheck
from generator.publishing.verbatim import verify_statement
from generator.reading.project import read_page
from generator.text.html import read_body, read_outline

_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_SHIELDED = re.compile(r"[`~\t]|\{(?=[{%#])")
"""Fences, tabs and the braces of templates, which extensions and plugins look for within HTML, too."""

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def export_site(edition: Edition, folder: Path) -> Exported:
    """Write the pages, the data and the rest of docs/ into a folder: only what changed; nothing stale stays.

    Args:
        edition: what the pages are made of.
        folder: where to write. What it holds must come from an earlier export.

    Raises:
        GeneratorError: the folder is not to be written into, or holds what no export wrote.
        GeneratorError: the statement is not shown as it stands in the source.
        GeneratorError: a template cannot be used.
    """
    check_target(edition.project, folder, PAGES)
    addresses = replace(edition.project.addresses, style=Style.SOURCE)
    edition = replace(edition, project=replace(edition.project, addresses=addresses))
    docs = list_docs(edition)
    pages = [(page, page.meta) for page in PageMaker(edition).make_all()]
    found: list[Finding] = []
    for page, meta, findings in make_authored(edition, docs):
        pages.append((page, meta))
        found += findings
    files = {name: path.read_bytes() for name, path in docs.items()}
    files |= {item.src_uri: item.content for item in make_data(edition)}
    links = LinkCheck(edition.project)
    foot = Foot(edition)
    for page, meta in pages:
        if statement := edition.shown.get(page.src_uri):
            verify_statement(statement, page.body)
        title = str(meta.get("title") or page.title)
        files[page.src_uri] = _write_page(page, {**meta, "foot": foot.make(title, page.src_uri)})
        links.add(page)
    return replace(update_folder(folder, files), findings=(*found, *links.find_dead(files)))


def list_docs(edition: Edition) -> dict[str, Path]:
    """List what stands in docs/, is published and is not replaced by a page of the edition."""
    project = edition.project
    replaced = {*edition.sources, *project.hidden}
    # Builders make one page of a folder's README.md and index.md.
    replaced |= {str(PurePosixPath(name).with_name("README.md")) for name in replaced if name.endswith("index.md")}
    kept = (name for name in project.files() if name not in replaced and is_published(name))
    return {name: project.docs / name for name in kept}


def make_authored(
    edition: Edition, docs: Mapping[str, Path]
) -> Iterator[tuple[Page, dict[str, Any], tuple[Finding, ...]]]:
    """Yield the authored pages among some files, with names linked, as MkDocs makes them with the plugin.

    Returns:
        Each with its front matter, and what is wrong in it.

    Raises:
        GeneratorError: one cannot be read, or holds what must not be published.
    """
    writer = ProseWriter(edition)
    unlinked = ProseWriter(replace(edition, names=index_names(())[0]))
    for src_uri, path in docs.items():
        if not src_uri.endswith(".md"):
            continue
        text, meta, line = read_page(path)
        is_linked = edition.project.annotate_pages and meta.get("annotate", True)
        written = (writer if is_linked else unlinked).write(text, page=src_uri)
        body, findings = written.html, report_problems(written.problems, path, line)
        heading = read_body(body).css_first("h1")
        title = heading.text().strip() if heading is not None else ""
        page = Page(src_uri=src_uri, title=title, description="", body=body, source=path, outline=read_outline(body))
        yield page, page.meta | meta, tuple(findings)


def _write_page(page: Page, meta: Mapping[str, Any]) -> bytes:
    whole = {**meta, "contents": [heading._asdict() for heading in page.outline.headings]}
    head = yaml.dump(whole, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{head}---\n\n{shield(page.body)}\n".encode()


def shield(body: str) -> str:
    """Return HTML that says the same, and in which Markdown finds nothing of its own."""
    body = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), body)
    lines = (line.strip() for line in body.split("\n"))
    return _SHIELDED.sub(lambda match: f"&#{ord(match[0])};", "\n".join(line for line in lines if line))
