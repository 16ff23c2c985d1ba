"""Pages -> findings about their links that lead nowhere. No builder checks the links of finished HTML."""

import posixpath
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from generator.model.addresses import Style
from generator.model.findings import Finding, FindingCode
from generator.model.page import Page
from generator.reading.project import Project

_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|/")  # How an address begins that is not relative.
_Target = tuple[str, str]
"""An address relative to the root of the site, as in `Addresses.built`, and an anchor or nothing."""


class LinkCheck:
    """Takes pages one after the other, and keeps nothing of them but where their links lead."""

    def __init__(self, project: Project) -> None:
        self._docs, self._addresses = project.docs, project.addresses
        self._anchors: dict[str, frozenset[str]] = {}
        self.reported: Collection[Path] = ()
        """The files whose dead links are reported with their lines, or silenced."""
        self._linked: dict[_Target, Path] = {}
        """Each target, with the file of the first page that links to it."""

    def add(self, page: Page) -> None:
        """Take a page."""
        address, path = self._addresses.built(page.src_uri), page.source or self._docs / page.src_uri
        self._anchors[address] = page.outline.anchors
        folder = posixpath.dirname(page.src_uri if self._addresses.style is Style.SOURCE else address)
        for href in dict.fromkeys(page.outline.hrefs):
            if href.startswith("#"):
                if (anchor := unquote(href[1:])) not in page.outline.anchors:
                    self._linked.setdefault((address, anchor), path)
            elif (target := _resolve(*_climb(href, folder), self._addresses.site)) is not None:
                self._linked.setdefault(target, path)

    def find_dead(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """Find each target of links that does not exist, once all pages were added.

        What else the site holds, relative to docs/, is in `files`: pages that were not added, whose anchors are not
        known here, pictures, data.
        """
        known = {self._addresses.built(name) for name in files}
        found = []
        for (address, anchor), path in self._linked.items():
            message = ""
            if address not in self._anchors and address not in known:
                message = f'a link leads to "{address}", where there is no page or file'
            elif anchor and anchor not in self._anchors.get(address, {anchor}):
                message = f'a link leads to "{address}#{anchor}", and that page has no such place'
            if message and path not in self.reported:
                hint = "correct the link"
                found.append(Finding(path=path, line=1, code=FindingCode.DEAD_LINK, message=message, hint=hint))
        return tuple(sorted(found, key=lambda finding: finding.order))


def _climb(href: str, folder: str) -> tuple[str, str]:
    """Return an address as written in the folder that its `../` lead to: there, many pages write the same."""
    while folder and href.startswith("../"):
        href, folder = href[3:], folder.rpartition("/")[0]
    return href, folder


@lru_cache(maxsize=16384)
def _resolve(href: str, folder: str, site: str) -> _Target | None:
    """Return what an address on a page in a folder of the built site leads to; None for other sites."""
    if site and href.startswith(site):
        href, folder = href.removeprefix(site), ""
    if _ELSEWHERE.match(href):
        return None
    path, _, anchor = href.partition("#")
    # A name after the last slash keeps the slash, which normpath drops.
    address = posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0]) + "-"))
    return address.removesuffix("-"), unquote(anchor)
