"""The nav in mkdocs.yml, compared with the pages. MkDocs fails at a nav entry without a page; Zensical does not."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.model.findings import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.linking.edition import Edition


def check_nav(edition: Edition) -> Iterator[Finding]:
    """Find nav entries without a page, and authored pages without a nav entry.

    Entries are in the glossary's list. A generated page may be left out: a site that has no use for the timeline
    need not show it.
    """
    project = edition.project
    if not project.nav:
        return  # MkDocs then makes the nav itself, of all pages.
    authored, made = set(project.authored()), set(edition.sources)
    for item in project.nav:
        if item.src_uri not in authored | made:
            near = difflib.get_close_matches(item.src_uri, sorted(authored | made), n=1)
            yield Finding(
                code=FindingCode.NAV_WITHOUT_PAGE,
                path=project.path,
                line=item.line,
                message=f'nav lists "{item.src_uri}", and there is no such page',
                hint=f'did you mean "{near[0]}"?' if near else "write the page or remove the line",
            )
    known = {*made, *project.hidden, *project.unlisted, *(item.src_uri for item in project.nav)}
    for src_uri in sorted(authored - known):
        yield Finding(
            code=FindingCode.NOT_IN_NAV,
            path=project.path,
            line=min(item.line for item in project.nav),
            message=f"the page {src_uri} is in no nav entry",
            hint=f'add "- Title: {src_uri}" under nav, or "/{src_uri}" under not_in_nav',
        )
