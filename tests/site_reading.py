"""Reads a built site as a browser would: the ids, links, loads and text of every page."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "video": "src",
    "audio": "src",
}
"""What makes a browser ask for a file, and the attribute that says which."""


@dataclass
class HtmlPage:
    """One built page."""

    path: str
    """POSIX path relative to the site."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[tuple[str, str]] = field(default_factory=list)
    """(tag, address); links that load nothing, such as canonical ones, are not among them."""
    styles: str = ""
    scripts: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    """The text of every element with an id."""
    meta: dict[str, str] = field(default_factory=dict)
    """What the head says, by name, property or http-equiv."""


class _Reader(HTMLParser):
    def __init__(self, page: HtmlPage) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, values = self._page, dict(attrs)
        anchor = values.get("id")
        if anchor is not None:
            page.ids.append(anchor)
            page.texts[anchor] = ""
        if tag == "a" and values.get("href") is not None:
            page.links.append(values["href"] or "")
        if tag == "meta":
            name = values.get("name") or values.get("property") or values.get("http-equiv") or ""
            page.meta[name.lower()] = values.get("content") or ""
        address = values.get(LOADS.get(tag, ""))
        if address is not None and values.get("rel") not in {"canonical", "prev", "next", "edit"}:
            page.loads.append((tag, address))
        page.styles += values.get("style") or ""
        if tag not in VOID:
            # What is data to a browser is not run.
            data = tag == "script" and "json" in (values.get("type") or "")
            self._open.append(("json" if data else tag, anchor))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] in {tag, "json" if tag == "script" else tag}:
                break

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self._page.styles += data
        if self._open and self._open[-1][0] == "script":
            self._page.scripts += data
        for _, anchor in self._open:
            if anchor is not None:
                self._page.texts[anchor] += data


def read_site(folder: Path) -> dict[str, HtmlPage]:
    """Read every page of a built site; a page that has not changed is read once."""
    paths = sorted(folder.rglob("*.html"))
    pages = (_read(folder, path, path.stat().st_mtime_ns) for path in paths)
    return {page.path: page for page in pages}


@cache
def _read(folder: Path, path: Path, changed: int) -> HtmlPage:  # noqa: ARG001
    page = HtmlPage(path=path.relative_to(folder).as_posix())
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return page


def target(page: HtmlPage, href: str, base: str) -> tuple[str, str] | None:
    """Return the file and the anchor that an address on a page leads to, or None when it leads off the site.

    Args:
        page: the page that it stands on.
        href: the address as written.
        base: the path that the site is published under, such as `/minimal/`.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        # The page for missing addresses may be shown anywhere, so its links start from the root.
        path = path.removeprefix(base) if path.startswith(base) else f"outside{path}"
    elif path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) + "/" * path.endswith("/")
        path = path.removeprefix("./")
        path = "" if path == "." else path
    else:
        path = page.path
    if path.endswith("/") or not path:
        path += "index.html"
    return path, unquote(parts.fragment)


def dead_links(folder: Path, base: str) -> list[str]:
    """Return every link of a site to a file or an anchor that is not there, as `page: address`."""
    pages = read_site(folder)
    dead = []
    for page in pages.values():
        for href in [*page.links, *(address for _, address in page.loads)]:
            found = target(page, href, base)
            if found is None:
                continue
            path, anchor = found
            if (folder / path).is_dir():
                path = f"{path}/index.html"
            known = path in pages and (not anchor or anchor in pages[path].ids)
            if not known and not (not anchor and (folder / path).is_file()):
                dead.append(f"{page.path}: {href}")
    return dead


def shown_text(html: str) -> str:
    """Return the text of a page's article that a reader sees, without what is shown as code."""
    article = LexborHTMLParser(html).css_first("article")
    if article is None:
        return ""
    for node in article.css("code, pre, script, style, .arithmatex, [hidden]"):
        node.decompose()
    return article.text(separator="\n")
