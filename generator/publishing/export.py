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
from generator.linking.names import index_names
from generator.linking.prose import ProseWriter
from generator.model.addresses import Style
from generator.model.errors import ExportError
from generator.pages import PageMaker, Renderer
from generator.publishing.folder import Exported, check_target, is_published, update_folder
from generator.reading.frontmatter import read_text
from generator.text.html import read_body, read_outline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.model.page import Heading

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
    maker = PageMaker(edition, ProseWriter(edition), Renderer(edition.project.templates))
    files = {page.src_uri: _write_page(page.body, page.meta, page.headings) for page in maker.make_all()}
    files |= {item.src_uri: item.content for item in make_data(edition)}
    return update_folder(folder, _read_docs(edition, files) | files)


def _write_page(body: str, meta: Mapping[str, Any], headings: Iterable[Heading]) -> bytes:
    contents = [heading._asdict() for heading in headings]
    head = yaml.dump(
        {**meta, "contents": contents}, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    return f"---\n{head}---\n\n{_shield(body)}\n".encode()


def _shield(body: str) -> str:
    """Return HTML that says the same, and in which Markdown finds nothing of its own."""
    body = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), body)
    lines = (line.strip() for line in body.split("\n"))
    return _SHIELDED.sub(lambda match: f"&#{ord(match[0])};", "\n".join(line for line in lines if line))


def _read_docs(edition: Edition, made: Collection[str]) -> dict[str, bytes]:
    """Read what stands in docs/ and is not replaced: authored pages as finished ones, all else as it is."""
    project = edition.project
    replaced = {*made, *project.hidden}
    # Builders make one page of a folder's README.md and index.md.
    replaced |= {str(PurePosixPath(name).with_name("README.md")) for name in made if name.endswith("index.md")}
    writer = ProseWriter(edition)
    unlinked = ProseWriter(replace(edition, names=index_names(())[0]))
    files = {}
    for path in sorted(project.docs.rglob("*")):
        name = path.relative_to(project.docs).as_posix()
        if not path.is_file() or name in replaced or not is_published(name):
            continue
        if not name.endswith(".md"):
            files[name] = path.read_bytes()
            continue
        meta, text = _split(read_text(path, ExportError))
        is_linked = project.annotate_pages and meta.get("annotate", True)
        body = (writer if is_linked else unlinked).write(text, page=name).html
        files[name] = _write_page(body, _find_title(body) | meta, read_outline(body).headings)
    return files


def _find_title(body: str) -> dict[str, str]:
    heading = read_body(body).css_first("h1")
    return {"title": heading.text().strip()} if heading is not None else {}


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
