"""Edition and the rest of docs/ -> a folder of finished pages for another builder, such as Zensical.

Each page is a `.md` file: front matter, and below it the body as HTML, which Python-Markdown leaves as it is.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.linking.edition import Edition
from generator.model.addresses import Style
from generator.model.findings import Finding
from generator.model.page import DataFile, Page
from generator.pages import Foot
from generator.publishing.card import make_card
from generator.publishing.checking import check_site, list_docs
from generator.publishing.folder import PAGES, check_target, remove_stale, write_file

_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_SHIELDED = re.compile(r"[`~\t]|\{(?=[{%#])")
"""Fences, tabs and the braces of templates, which extensions and plugins look for within HTML, too."""

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Exported(NamedTuple):
    """What an export did, by numbers of files, and what is wrong in the pages: no builder checks finished ones."""

    written: int
    removed: int
    unchanged: int
    findings: tuple[Finding, ...]


def export_site(edition: Edition, folder: Path) -> Exported:
    """Write the pages, the data and the rest of docs/ into a folder: only what changed; nothing stale stays."""
    check_target(edition.project, folder, PAGES)
    project = replace(edition.project, addresses=replace(edition.project.addresses, style=Style.SOURCE))
    others = tuple(replace(other, project=project) for other in edition.others)
    edition = replace(edition, project=project, others=others)
    files = {name: path.read_bytes() for name, path in list_docs(edition).items()}
    files |= {item.src_uri: item.content for item in make_card(edition)}
    foot = Foot(edition)

    def take(made: Page | DataFile) -> None:
        files[made.src_uri] = made.content if isinstance(made, DataFile) else _write_page(made, foot)

    findings = check_site(edition, take)
    removed = remove_stale(folder, files)
    written = sum(write_file(folder, name, content) for name, content in sorted(files.items()))
    write_file(folder, PAGES.mark, b"{}\n")
    return Exported(written, removed, len(files) - written, findings)


def _write_page(page: Page, foot: Foot) -> bytes:
    whole = page.meta | {
        "foot": foot.make(page.meta.get("title", page.title), page.src_uri),
        "contents": [heading._asdict() for heading in page.outline.headings],
    }
    head = yaml.dump(whole, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{head}---\n\n{shield(page.body)}\n".encode()


def shield(body: str) -> str:
    """Return HTML that says the same, and in which Markdown finds nothing of its own."""
    body = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), body)
    lines = (line.strip() for line in body.split("\n"))
    return _SHIELDED.sub(lambda match: f"&#{ord(match[0])};", "\n".join(line for line in lines if line))
