"""Edition and the rest of docs/ -> a folder of pages for another builder, such as Zensical; and its site, finished.

Each page is a `.md` file: front matter, and below it the body as HTML, which Python-Markdown leaves as it is.
"""

import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import yaml

from generator.linking.edition import Edition
from generator.model.addresses import Style
from generator.model.errors import GeneratorError
from generator.model.findings import Finding
from generator.model.page import DataFile, Page
from generator.pages.foot import Foot
from generator.publishing import THEME, built_file
from generator.publishing.checking import check_site, list_docs
from generator.publishing.folder import PAGES, check_target, remove_stale, write_file
from generator.publishing.postprocess import Policy
from generator.publishing.search import plan_search, write_search
from generator.publishing.verbatim import verify_site

_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_SHIELDED = re.compile(r"[`~\t]|\{(?=[{%#])")
"""Fences, tabs and the braces of templates, which extensions and plugins look for within HTML, too."""


def export_site(edition: Edition, folder: Path) -> tuple[tuple[Finding, ...], tuple[int, int, int]]:
    """Write what changed into a folder; return what is wrong in the pages, and how many were written, removed, kept."""
    check_target(edition.project, folder, PAGES)
    project = replace(edition.project, addresses=replace(edition.project.addresses, style=Style.SOURCE))
    others = tuple(replace(other, project=project) for other in edition.others)
    edition = replace(edition, project=project, others=others)
    files = {name: path.read_bytes() for name, path in list_docs(edition).items()}
    foot = Foot(edition)

    def take(made: Page | DataFile) -> None:
        files[made.src_uri] = made.content if isinstance(made, DataFile) else _write_page(made, foot)

    findings = check_site(edition, take)
    removed = remove_stale(folder, files)
    write_file(folder, PAGES.mark, "\n".join(sorted(files)).encode())
    written = sum(write_file(folder, name, content) for name, content in sorted(files.items()))
    return findings, (written, removed, len(files) - written)


def _write_page(page: Page, foot: Foot) -> bytes:
    whole = dict(page.meta) | {
        "foot": foot.make(page.meta.get("title", ""), page.src_uri),
        "contents": [heading._asdict() for heading in page.outline.headings],
    }
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    head = yaml.dump(whole, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{head}---\n\n{shield(page.body)}\n".encode()


def shield(body: str) -> str:
    """Return HTML that says the same, and in which Markdown finds nothing of its own."""
    body = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), body)
    lines = (line.strip() for line in body.split("\n"))
    return _SHIELDED.sub(lambda match: f"&#{ord(match[0])};", "\n".join(line for line in lines if line))


def finish_site(edition: Edition, folder: Path, *, protect: bool = True) -> int:
    """Finish a site that another builder has built from exported pages, and return how many it has.

    The statement's words are checked, every page gets the policy, and the search is written; doing it twice changes
    nothing. A builder's server writes a script into pages that the policy would forbid: there, `protect` is False.
    """
    for src_uri in edition.sources:
        name = built_file(edition.project.addresses.built(src_uri))
        if not (folder / name).is_file():
            raise GeneratorError(f"has no {name}", path=folder, hint="build the site from the exported pages first")
    verify_site(edition, folder)
    pages = sorted(folder.rglob("*.html"))
    specs = filter(None, map(find_spec, ("zensical", "material")))
    themes = [Path(spec.origin or "").with_name("templates") for spec in specs]
    policy = Policy(filter(None, (THEME, edition.project.overrides, *themes)))
    for path in pages if protect else ():
        built = html = path.read_text(encoding="utf-8")
        if path.name == "404.html":
            # Other builders render it without the words of the pages' language.
            for english, words in edition.wording.theme.items():
                html = html.replace(f">{english}<", f">{words}<")  # Plural forms stand in none of its elements.
        html = policy.add(html, path)
        if html != built:
            path.write_text(html, encoding="utf-8", newline="\n")
    write_search(plan_search(edition), folder)
    return len(pages)
