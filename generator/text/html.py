"""HTML, read as a browser reads it: headings, anchors and links of a page, and what must not stand in prose."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from sys import intern
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import read_words
from generator.model.page import Heading, Outline

OWN = "\x01"
"""Stands before the class of a link that we made, until what people wrote is judged."""

_PERMITTED = {key: words.split() for key, words in read_words(__package__, "prose_html.yml").items()}
_ELEMENTS, _ATTRIBUTES = frozenset(_PERMITTED["elements"]), frozenset(_PERMITTED["attributes"])
"""What may stand in prose as HTML, and what it may say of itself."""

_NAMED = frozenset({"a", "details", "input"})
"""What may have a name; that of a picture hides parts of `document` from scripts."""

_CLASSES = re.compile("|".join(_PERMITTED["classes"]))
_OF_CODE = re.compile(r"[a-z]{1,2}\d?")  # The classes of Pygments' marks within code

_RESERVED = re.compile(r"__(?!tabbed_|codelineno|code_)|p-\d|m-.+-\d|(source|cite)-\d|find-(input|theme)|preview-card")
"""How the ids of the theme, and of places that people cite, begin."""

_ID = re.compile(r'<[^<>]*?\sid="([^"]+)"')
_OWN_LINK = re.compile(f'<a class="{OWN}[^>]*>')
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers pass over some of these wherever they stand in an address, and nobody writes them.
_PASSED_OVER = re.compile(r"[\x00-\x20]")
_OF_TABLES = re.compile(r"<(?:caption|col|t[bdfhr])", re.IGNORECASE)
_ADVICE = "remove it, or show it as `code`"
_PERMIT = "remove it, or list it under classes of the plugin in mkdocs.yml"


class Complaint(NamedTuple):
    """Something that must not stand in prose: an element, attribute or address."""

    message: str
    hint: str
    what: str  # As it stands in the source


def read_body(html: str) -> LexborNode:
    """Return the body of a page as a browser builds it."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def read_outline(html: str) -> Outline:
    """Read headings, anchors and links of a piece of a page."""
    body = read_body(html)
    # The pages of thousands of entries have the same ids.
    anchors = frozenset(intern(node.id or "") for node in body.css("[id]"))
    links = body.css("a[href], img[src]")
    hrefs = tuple(node.attributes.get("href") or node.attributes.get("src") or "" for node in links)
    for hidden in body.css(":is(h2, h3, h4) [aria-hidden]") if "aria-hidden" in html else ():
        hidden.decompose()
    headings = tuple(
        Heading(level=int((node.tag or "h2")[1]), id=node.attributes["id"] or "", text=" ".join(node.text().split()))
        for node in body.css("h2[id], h3[id], h4[id]")
    )
    return Outline(headings=headings, anchors=anchors, hrefs=hrefs)


def find_complaints(html: str, taken: Collection[str] = (), classes: Collection[str] = ()) -> Iterator[Complaint]:
    """Find what would run, load or send something in a reader's browser, or lies outside what prose may hold.

    That is all but the usual classes and those that are given, and ids that the page has already or has twice.
    """
    for anchor, times in Counter(_ID.findall(html)).items():
        if times > 1:
            yield Complaint(f'the id "{anchor}" is there twice', "choose another", anchor)
    if html.rfind("<!--") > html.rfind("-->"):
        yield Complaint("a comment is never closed, and hides what follows", "close it with -->", "<!--")
    html = _OWN_LINK.sub("<a>", html)
    # A browser drops the parts of a table where there is none: they are looked for within one, too.
    for around in ("", "<table><tr><td>") if _OF_TABLES.search(html) else ("",):
        body = read_body(around + html)
        # The attributes of a second <html> go to the first.
        for node in (body.parent, *body.traverse()):
            if node is not None and node.is_element_node and node.tag != "-undef":
                yield from _complain(node, taken, classes)


def _complain(node: LexborNode, taken: Collection[str], classes: Collection[str]) -> Iterator[Complaint]:
    if node.tag not in _ELEMENTS and node.tag not in {"html", "body"}:
        yield Complaint(f"the element <{node.tag}> may not stand in prose", _ADVICE, f"<{node.tag}")
    for name, given in node.attributes.items():
        value = given or ""
        if not (name.lower() in _ATTRIBUTES or name.startswith("aria-") or (name == "name" and node.tag in _NAMED)):
            yield Complaint(f'the attribute "{name}" may not stand in prose', _ADVICE, name)
        elif name in {"href", "src", "cite"}:
            yield from _complain_of_address(value, loads=name == "src")
        elif name in {"id", "for"} and (_RESERVED.match(value) or value in taken):
            yield Complaint(f'the id "{value}" is one of the page\'s own', "choose another", value)
        elif name == "class":
            for word in value.split():
                if not (_CLASSES.fullmatch(word) or word in classes or (_OF_CODE.fullmatch(word) and _is_code(node))):
                    yield Complaint(f'the class "{word}" is none that prose may have', _PERMIT, word)
        elif name == "type" and node.tag == "input" and value not in {"checkbox", "radio"}:
            yield Complaint(f"an input of the type {value} may not stand in prose", _ADVICE, value)


def _is_code(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and (parent.tag in {"code", "pre"} or _is_code(parent))


def _complain_of_address(address: str, *, loads: bool) -> Iterator[Complaint]:
    plain = _PASSED_OVER.sub("", address).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
        yield Complaint(f'a link may not begin with "{scheme[1].lower()}:"', _ADVICE, scheme[1])
    elif loads and (scheme or plain.startswith("//")):
        yield Complaint("a picture may not come from another site", "put it under docs/", address)
    try:
        urlsplit(address)
    except ValueError:
        yield Complaint(f'"{address}" is no address', "correct it", address)
