"""HTML, read as a browser reads it: headings, anchors and links of a page, and what must not stand in prose."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.page import Heading, Outline

_ELEMENTS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub
    summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - sixty names read best as text
)
"""What may stand in prose as HTML: words and their structure."""

_ATTRIBUTES = frozenset(
    """
    align alt checked cite class colspan datetime dir disabled for headers height href hreflang id lang loading name
    open rel reversed role rowspan scope span src start target title translate type value width
    """.split()  # noqa: SIM905
)
"""What an element may say of itself there; `aria-` and `data-` besides."""

_HARMLESS = re.compile(
    rf"""
    [^<]*(?:
        </? (?:{"|".join(sorted(_ELEMENTS))})
        (?:[ ](?:class|id|lang|title|data-[a-z]+)="[^"<]*" | [ ]href="(?:https?://)?[^"<:&]*")*
        [ ]?/? > [^<]*
    )*
    """,
    re.VERBOSE,
)
"""What needs no parser to show that nothing is wrong: it holds most prose, as Python-Markdown writes it."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers pass over some of these wherever they stand in an address, and nobody writes them.
_PASSED_OVER = re.compile(r"[\x00-\x20]")
_OF_TABLES = re.compile(r"<(?:caption|col|t[bdfhr])", re.IGNORECASE)
_ADVICE = "remove it, or show it as `code`"


class Complaint(NamedTuple):
    """Something that must not stand in prose: an element, attribute or address."""

    message: str
    hint: str
    what: str
    """As it stands in the source."""


def read_body(html: str) -> LexborNode:
    """Return the body of a page as a browser builds it."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def read_outline(html: str) -> Outline:
    """Read headings, anchors and links of a piece of a page."""
    body = read_body(html)
    anchors = frozenset(node.attributes["id"] or "" for node in body.css("[id]"))
    hrefs = tuple(node.attributes["href"] or "" for node in body.css("a[href]"))
    for hidden in body.css(":is(h2, h3, h4) [aria-hidden]"):
        hidden.decompose()
    headings = tuple(
        Heading(level=int((node.tag or "h2")[1]), id=node.attributes["id"] or "", text=" ".join(node.text().split()))
        for node in body.css("h2[id], h3[id], h4[id]")
    )
    return Outline(headings=headings, anchors=anchors, hrefs=hrefs)


def close_elements(html: str) -> str:
    """Return HTML in which every element is closed: nothing of it takes in the rest of a page."""
    return read_body(html).inner_html or ""


def find_complaints(html: str) -> Iterator[Complaint]:
    """Find what would run, load or send something in a reader's browser, or lies outside what prose may hold."""
    if _HARMLESS.fullmatch(html):
        return
    # A browser drops the parts of a table where there is none: they are looked for within one, too.
    for around in ("", "<table><tr><td>") if _OF_TABLES.search(html) else ("",):
        for node in read_body(around + html).traverse():
            yield from _complain(node)


def _complain(node: LexborNode) -> Iterator[Complaint]:
    if not node.is_element_node or node.tag == "-undef":
        return
    if node.tag not in _ELEMENTS and node.tag != "body":
        yield Complaint(f"the element <{node.tag}> may not stand in prose", _ADVICE, f"<{node.tag}")
    for name, value in node.attributes.items():
        if name not in _ATTRIBUTES and not name.startswith(("aria-", "data-")):
            yield Complaint(f'the attribute "{name}" may not stand in prose', _ADVICE, name)
        elif name in {"href", "src", "cite"}:
            yield from _complain_of_address(value or "", loads=name == "src")


def _complain_of_address(address: str, *, loads: bool) -> Iterator[Complaint]:
    plain = _PASSED_OVER.sub("", address).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
        yield Complaint(f'a link may not begin with "{scheme[1].lower()}:"', _ADVICE, scheme[1])
    elif loads and (scheme or plain.startswith("//")):
        yield Complaint("a picture may not come from another site", "put it under docs/", address)
