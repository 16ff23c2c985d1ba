"""Pages -> findings about their links that lead nowhere. No builder checks the links of finished HTML."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.model.addresses import Style
from generator.model.findings import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.model.page import Page

_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|/")
"""How an address begins that is not relative."""

_Target = tuple[str, str]
"""An address relative to the root of the site, as in `Addresses.built`, and an anchor or nothing."""


def find_dead_links(pages: Iterable[Page], files: Collection[str], edition: Edition) -> tuple[Finding, ...]:
    """Find the links to pages, places on pages and files that do not exist.

    Args:
        pages: each is read once, so that they may be made one after the other.
        files: what else the site holds, as paths relative to docs/: authored pages, pictures, data. The anchors of
            these pages are not known here.
        edition: what the pages were made of.

    Returns:
        One finding per dead target, at the first page that links to it.
    """
    addresses = edition.project.addresses
    anchors: dict[str, frozenset[str]] = {}
    linked: dict[_Target, Path] = {}
    for page in pages:
        address = addresses.built(page.src_uri)
        anchors[address] = page.anchors
        folder = posixpath.dirname(page.src_uri if addresses.style is Style.SOURCE else address)
        path = page.source or edition.project.docs / page.src_uri
        for href in dict.fromkeys(page.hrefs):
            if href.startswith("#"):
                linked.setdefault((address, unquote(href[1:])), path)
            elif (target := _resolve(href, folder, addresses.site)) is not None:
                linked.setdefault(target, path)
    known = {addresses.built(name) for name in files}
    findings = []
    for (address, anchor), path in linked.items():
        if address not in anchors and address not in known:
            message = f'a link leads to "{address}", where there is no page or file'
        elif anchor and anchor not in anchors.get(address, {anchor}):
            message = f'a link leads to "{address}#{anchor}", and that page has no such place'
        else:
            continue
        hint = "correct the link"
        findings.append(Finding(path=path, line=1, code=FindingCode.DEAD_LINK, message=message, hint=hint))
    return tuple(sorted(findings, key=lambda finding: finding.order))


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
