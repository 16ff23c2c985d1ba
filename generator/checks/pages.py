"""Pages and the links between them -> findings, and an error for a link that leads nowhere."""

from __future__ import annotations

import difflib
import posixpath
from typing import TYPE_CHECKING

from generator import links
from generator.errors import GlossaryError
from generator.glossary import facts
from generator.links import entry_page
from generator.markup import read_blocks
from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.config import Project
    from generator.model import Entry, Prose, Site


def check_unlisted(project: Project, site: Site) -> Iterable[Finding]:
    """Find authored pages that a project's nav leaves out. Entries stand in the glossary's list.

    Pages that are generated may be left out: who has no use for the timeline need not show it.
    """
    if not project.nav:
        return  # MkDocs then makes the nav itself, of all pages.
    listed = {item.src_uri for item in project.nav}
    entries = {page.src_uri for page in site.pages if page.authored is not None}
    authored = {path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md")}
    for src_uri in sorted(authored - entries - listed):
        if posixpath.dirname(src_uri) != posixpath.dirname(links.GLOSSARY_PAGE):
            yield Finding(
                code=FindingCode.NOT_IN_NAV.value,
                path=project.path,
                line=min(item.line for item in project.nav),
                message=f"the page {src_uri} stands in no nav entry",
                hint=f'add "- Title: {src_uri}" under nav, or remove the page',
            )


def refuse_dead_links(entries: Iterable[Entry]) -> None:
    """Check that a link from an entry to another entry leads to one.

    Raises:
        GlossaryError: at the first that does not. Links to other pages are left to the site builder.
    """
    entries = tuple(entries)
    slugs = [slug for entry in entries for slug in (entry.slug, *(former.text for former in entry.former_slugs))]
    pages = {entry_page(slug): slug for slug in slugs}
    for entry in entries:
        for _, prose in facts(entry):
            for target, line in _glossary_links(entry, prose):
                if target in pages or target == "glossary/index.md":
                    continue
                slug = posixpath.basename(target).removesuffix(".md")
                near = difflib.get_close_matches(slug, pages.values(), n=1)
                advice = f"did you mean {near[0]}.md?" if near else "write that entry or remove the link"
                message = f'links to "{slug}.md", and there is no such entry; {advice}'
                raise GlossaryError(message, path=entry.path, line=line)


def _glossary_links(entry: Entry, prose: Prose) -> Iterable[tuple[str, int]]:
    if "](" not in prose.markdown:
        return
    for block in read_blocks(prose.markdown):
        for piece in block.pieces:
            path = (piece.href or "").partition("#")[0]
            if path.endswith(".md") and "://" not in path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(entry_page(entry.slug)), path))
                if posixpath.dirname(target) == "glossary":
                    yield target, prose.line + prose.markdown.count("\n", 0, piece.start)
