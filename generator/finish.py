"""Built HTML of any builder -> the page as readers get it: with its pictures, data about it in its head, and a policy.

Doing it twice changes nothing: a builder may leave alone a page that it has built before.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from generator import links
from generator.errors import ExportError
from generator.policy import add_policy
from generator.portable import HOIST, picture_mark
from generator.search import write_search
from generator.statement_text import verify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model import Page, Site

_LINK = re.compile(
    rf'<span {HOIST}(?:="")?(?P<attributes>[^<>]*)><a(?P<link>[^<>]*)>(?P<text>(?:(?!</a>).)*)</a></span>', re.DOTALL
)
_EDGES = re.compile(r"(<(p|h[1-6]|dt|dd)\b[^<>]*>)\n\n(.*?)\n\n(</\2>)", re.DOTALL)
_PICTURE_MARK = re.compile(r'<span data-picture="\d+"></span>')
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>\s*', re.DOTALL)
_CANONICAL = re.compile(r'<link rel="?canonical"? href="?([^"\s>]+)')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD_END = re.compile(r"</head>", re.IGNORECASE)


def finish_page(html: str, page: Page | None, *, protect: bool = True) -> str:
    """Finish one page.

    Args:
        html: as the builder wrote it.
        page: what the page was made of; None for one that is not ours, such as an authored page.
        protect: whether to add the policy.
    """
    html = _LINK.sub(r"<a\g<attributes>\g<link>>\g<text></a>", html)
    html = _EDGES.sub(r"\1\3\4", html)
    if page is not None:
        pictures = {picture_mark(number): picture for number, picture in enumerate(page.pictures, 1)}
        html = _PICTURE_MARK.sub(lambda match: pictures.get(match[0], match[0]), html)
    html = _describe(html, _authored_data(html) if page is None else page.jsonld)
    return add_policy(html) if protect else html


def _authored_data(html: str) -> str:
    """Give the data about a page that is simply an authored file, from what its head says; empty for the 404 page."""
    address, title = _CANONICAL.search(html), _TITLE.search(html)
    if address is None or title is None:
        return ""
    page = {"@type": "WebPage", "@id": address[1], "url": address[1], "name": unescape(title[1].strip())}
    return json.dumps({"@context": "https://schema.org"} | page, ensure_ascii=False, separators=(",", ":"))


def _describe(html: str, jsonld: str) -> str:
    """Put data about the page into its head."""
    if not jsonld:
        return html
    # A script ends at the first "</script", even within a string.
    code = jsonld.replace("<", "\\u003c")
    data = f'<script type="application/ld+json">{code}</script>\n  '
    return _HEAD_END.sub(lambda match: data + match[0], _DATA.sub("", html), count=1)


def finish_site(site: Site, folder: Path) -> int:
    """Finish a site that a builder has built from exported pages, and write its search.

    Args:
        site: what the pages were made of.
        folder: the built site.

    Returns:
        The number of pages.

    Raises:
        ExportError: the folder is no site, or a page of the edition is missing in it.
        VerbatimError: the statement is not shown as it stands in the source.
    """
    finish_pages(site, folder)
    write_search(site, folder)
    return sum(1 for _ in folder.rglob("*.html"))


def finish_pages(site: Site, folder: Path, *, protect: bool = True) -> int:
    """Finish the pages of a site that a builder has built from exported pages.

    Args:
        site: what the pages were made of.
        folder: the built site.
        protect: whether to add the policy.

    Returns:
        The number of pages that were not finished yet.

    Raises:
        ExportError: the folder is no site, or a page of the edition is missing in it.
        VerbatimError: the statement is not shown as it stands in the source.
    """
    pages = _built_pages(site, folder)
    missing = [path for path in pages if not path.is_file()]
    if missing:
        message = f"has no {missing[0].relative_to(folder).as_posix()}; build the site from the exported pages first"
        raise ExportError(message, path=folder)
    changed = 0
    for path in sorted(folder.rglob("*.html")):
        built = path.read_text(encoding="utf-8")
        page = pages.get(path)
        html = finish_page(built, page, protect=protect)
        if page is not None and page.src_uri == links.STATEMENT_PAGE:
            verify(site.statement, html)
        if html != built:
            path.write_text(html, encoding="utf-8", newline="\n")
            changed += 1
    return changed


def _built_pages(site: Site, folder: Path) -> Mapping[Path, Page]:
    return {folder / links.built_folder(page.src_uri) / "index.html": page for page in site.pages}
