"""The nav in mkdocs.yml and the pages -> findings. MkDocs fails at a nav entry without a page; Zensical does not."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from generator.config import Project
    from generator.model import Site


def check_nav(project: Project, site: Site) -> tuple[Finding, ...]:
    """Find entries of the nav that have no page."""
    pages = {page.src_uri for page in site.pages}
    pages |= {path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md")}
    findings = []
    for item in project.nav:
        if item.src_uri not in pages:
            near = difflib.get_close_matches(item.src_uri, sorted(pages), n=1)
            findings.append(
                Finding(
                    path=project.path,
                    line=item.line,
                    code=FindingCode.NAV_WITHOUT_PAGE.value,
                    message=f'nav lists "{item.src_uri}", and there is no such page',
                    hint=f'did you mean "{near[0]}"?' if near else "write the page or remove the line",
                )
            )
    return tuple(findings)
