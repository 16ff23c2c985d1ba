"""Pages -> findings about their links that lead nowhere. No builder checks the links of finished HTML."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.model.addresses import Style
from generator.model.findings import Finding, FindingCode
from generator.text.html import read_outline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from generator.linking.edition import Edition
    from generator.model.addresses import Addresses
    from generator.model.page import Page

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
        anchors[addresses.built(page.src_uri)] = page.anchors
        path = page.source or edition.project.docs / page.src_uri
        for href in dict.fromkeys(read_outline(page.body).hrefs):
            target = _resolve(href, page.src_uri, addresses)
            if target is not None:
                linked.setdefault(target, path)
    known = {addresses.built(name) for name in files}
    findings = []
    for (address, anchor), path in linked.items():
        if address not in anchors and address not in known:
            message = f'a link leads to "{address}", where there is no page or file'
        elif anchor and address in anchors and anchor not in anchors[address]:
            message = f'a link leads to "{address}#{anchor}", and that page has no such place'
        else:
            continue
        hint = "correct the link"
        findings.append(Finding(path=path, line=1, code=FindingCode.DEAD_LINK, message=message, hint=hint))
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _resolve(href: str, page: str, addresses: Addresses) -> _Target | None:
    """Return what an address on a page leads to; None for other sites."""
    if addresses.site and href.startswith(addresses.site):
        href, folder = href.removeprefix(addresses.site), ""
    else:
        folder = posixpath.dirname(page if addresses.style is Style.SOURCE else addresses.built(page))
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    anchor = unquote(parts.fragment)
    if href.startswith("#"):
        return addresses.built(page), anchor
    # A name after the last slash keeps the slash, which normpath drops.
    address = posixpath.normpath(posixpath.join(folder, unquote(parts.path) + "-"))
    return address.removesuffix("-"), anchor
