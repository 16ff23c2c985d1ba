"""Edition and the rest of docs/ -> a folder of finished pages for another builder, such as Zensical.

Each page is a `.md` file: front matter, and below it the body as HTML, which Python-Markdown leaves as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from generator.data import make_data
from generator.linking.prose import ProseWriter
from generator.model.addresses import Style
from generator.model.errors import ExportError
from generator.pages import make_pages
from generator.pages.renderer import Renderer
from generator.publishing.folder import Exported, check_target, is_published, update_folder
from generator.reading.frontmatter import read_text
from generator.text.html import read_body, read_outline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.model.page import Page
    from generator.reading.project import Project

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
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
        ExportError: the folder is not to be written into, or holds what no export wrote.
        TemplateError: a template cannot be used.
    """
    check_target(edition, folder, what="pages", instead="build/pages")
    addresses = replace(edition.project.addresses, style=Style.SOURCE)
    edition = replace(edition, project=replace(edition.project, addresses=addresses))
    writer = ProseWriter(edition)
    files = {
        page.src_uri: _write_page(page.body, _front_matter(page))
        for page in make_pages(edition, writer, Renderer(edition.project.templates))
    }
    files |= {item.src_uri: item.content for item in make_data(edition)}
    return update_folder(folder, _read_docs(edition.project, writer, files) | files)


def _front_matter(page: Page) -> dict[str, Any]:
    contents = [heading._asdict() for heading in page.headings]
    return {
        "title": page.title,
        "description": page.description,
        "hide": list(page.hide),
        "jsonld": page.jsonld,
        "redirect_to": page.redirect_to,
        "contents": contents,
    }


def _write_page(body: str, meta: Mapping[str, Any]) -> bytes:
    kept = {key: value for key, value in meta.items() if value}
    head = yaml.dump(kept, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{head}---\n\n{_shield(body)}\n".encode()


def _shield(body: str) -> str:
    """Return HTML that says the same, and in which Markdown finds nothing of its own."""
    body = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), body)
    lines = (line.strip() for line in body.split("\n"))
    return _SHIELDED.sub(lambda match: f"&#{ord(match[0])};", "\n".join(line for line in lines if line))


def _read_docs(project: Project, writer: ProseWriter, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Read what stands in docs/ and is not replaced: authored pages as finished ones, all else as it is."""
    replaced = {*made, *project.hidden}
    # Builders make one page of a folder's README.md and index.md.
    replaced |= {str(PurePosixPath(name).with_name("README.md")) for name in made if name.endswith("index.md")}
    files = {}
    for path in sorted(project.docs.rglob("*")):
        name = path.relative_to(project.docs).as_posix()
        if path.is_file() and name not in replaced and is_published(name):
            files[name] = _write_authored(path, name, writer) if name.endswith(".md") else path.read_bytes()
    return files


def _write_authored(path: Path, src_uri: str, writer: ProseWriter) -> bytes:
    meta, text = _split(read_text(path, ExportError))
    body = writer.write(text, page=src_uri).html
    heading = read_body(body).css_first("h1")
    title = {"title": heading.text().strip()} if heading is not None else {}
    contents = [heading._asdict() for heading in read_outline(body).headings]
    return _write_page(body, title | meta | {"contents": contents})


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Split an authored page into its front matter and its text; what is no mapping in YAML is text."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    try:
        meta = yaml.safe_load(found[1])
    except yaml.YAMLError:
        return {}, text
    return (meta, text[found.end() :]) if isinstance(meta, dict) else ({}, text)
