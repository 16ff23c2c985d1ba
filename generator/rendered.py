"""Prose of ours -> the HTML that the builders' parser makes of it, as a browser reads it.

Only what is more than plain sentences is rendered here: to know what is in it, or that it stayed as it was.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

EXTENSIONS = (
    *("toc", "tables", "fenced_code", "attr_list", "def_list", "md_in_html"),
    *("pymdownx.highlight", "pymdownx.superfences"),
)
"""Those that MkDocs adds, and those in the mkdocs.yml of a new project."""

CONFIGURATION = {"pymdownx.highlight": {"use_pygments": False}, "toc": {"permalink": False}}

# Anything but sentences, line by line; Markdown knows no mark that does without it. A number is the first of a list
# only at the start of a paragraph, or if it is 1.
_UNUSUAL = re.compile(
    r"[^\w ,.;:()'\"/%$€£§?&+\-–—…‘’“”«»、。「」『』（）・\n]|_|&(?=#|\w+;)|^(?:[ +:\-]|1[.)])|(?<![^\n]\n)^\d+[.)]",
    re.MULTILINE,
)
_CITATION = re.compile(r"\[\^[a-zA-Z0-9-]+\](?![(:{]|\[(?!\^))")
_IN_A_LANGUAGE = re.compile(r'<span lang="[a-z]+">([^<>\n]*)</span>')
_NO_PLACES = ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style")
_MISPLACED = ", ".join(f"{name} a.entry-link" for name in _NO_PLACES)

ON_A_PAGE = '<div markdown="1">\n\n{}\n\n</div>'
"""What stands around prose there."""


def is_plain(markdown: str) -> bool:
    """Tell whether prose is nothing but sentences, citations and marked languages, which every parser reads alike."""
    return not _UNUSUAL.search(_IN_A_LANGUAGE.sub(r"\1", _CITATION.sub("x", markdown)))


@cache
def _parser(*more: str) -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, *more], extension_configs=CONFIGURATION)


def to_html(markdown: str, *more: str) -> str:
    """Render Markdown as MkDocs and Zensical do, with further extensions where these are named."""
    return _parser(*more).reset().convert(markdown)


def list_definitions(markdown: str) -> list[str]:
    """Give the addresses that `[name]: address` defines; all prose of a page may use them."""
    to_html(markdown)
    return [address for address, _ in _parser().references.values()]


def read_html(html: str) -> LexborNode:
    """Give the body of a page as a browser builds it."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


class Rendered:
    """Prose before its names are linked, to compare with what it is afterwards: alone, and within a page's HTML."""

    def __init__(self, markdown: str) -> None:
        """Render prose."""
        self._html = {around: read_html(to_html(around.format(markdown))).html for around in ("{}", ON_A_PAGE)}

    def is_same(self, linked: str, *, links: int) -> bool:
        """Tell whether a browser shows the same, but for so many links of the class `entry-link` in running text."""
        return all(html == _without_links(to_html(around.format(linked)), links) for around, html in self._html.items())


def _without_links(html: str, links: int) -> str | None:
    """Take the links out; None if they are not as many, or stand where no link may."""
    body = read_html(html)
    found = body.css("a.entry-link")
    if len(found) != links or body.css_first(_MISPLACED) is not None:
        return None
    for link in found:
        link.unwrap()
    return body.html
