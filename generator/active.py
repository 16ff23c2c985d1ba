"""Prose of ours -> what in it would run, load or send something in a reader's browser.

Each parser that may build the page makes HTML of the prose, and what a browser reads there is looked at: so code is
code, and nothing hides in mark-up that parsers read otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from html import escape
from typing import TYPE_CHECKING

from generator import markup
from generator.rendered import ON_A_PAGE, list_definitions, read_html, to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from selectolax.lexbor import LexborNode

_ELEMENTS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - sixty names read best as text
)
"""What may stand in prose as HTML: words and their structure."""

_ATTRIBUTES = frozenset(
    """
    align alt cite class colspan datetime dir headers height href hreflang id lang loading markdown name open rel
    reversed role rowspan scope span src start target title translate type value width
    """.split()  # noqa: SIM905
)
"""What an element may say of itself there."""

_ADDRESSES = ("href", "src", "cite")
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers pass over these wherever they stand in an address; that is more than they do, and nobody writes them.
_PASSED_OVER = re.compile(r"[\x00-\x20]")
# A column of a table, as Markdown aligns it.
_ALIGNED = re.compile(r"text-align: ?(?:left|right|center);?")

_MARKS = re.compile(r"[<{`~]|\][(:]")
"""Without any of these there is no HTML, no attribute, no address and no code."""

_ADVICE = "; remove it, or show it as `code`"

_MORE = ("admonition", "pymdownx.details")
"""What users may well add to mkdocs.yml: what is indented under its marks is then no longer code."""

_END = "\"'>-->?>]]> end"
"""What would close a tag, a comment and all else that is left open; otherwise it is a paragraph of its own."""


def find_active(markdown: str) -> Iterable[tuple[int, str]]:
    """Find what prose must not hold, with the number of lines before it. HTML that only marks words up is let be."""
    if not _MARKS.search(markdown):
        return
    lines = markdown.split("\n")
    complaints = _complaints(markdown)

    def complains(message: str) -> Callable[[int], bool]:
        return lambda count: message in _complaints("\n".join(lines[:count]))

    for message in complaints:
        yield _first(complains(message), len(lines)) - 1, message
    if not complaints and not _is_whole(markdown):
        # Nor is it without the lines before.
        count = _first(lambda count: not _is_whole("\n".join(lines[-count:])), len(lines))
        yield (
            len(lines) - count,
            f"HTML or code has no end or no beginning here, and would take in more of the page{_ADVICE}",
        )


def _first(holds: Callable[[int], bool], most: int) -> int:
    """Give the least number of lines for which something holds, as it does for most of them."""
    return bisect_left(range(1, most), True, key=holds) + 1


def _render(markdown: str, *, end: str = "") -> tuple[str, ...]:
    text = ON_A_PAGE.format(f"{markdown}\n\n{end}")
    return to_html(text), to_html(text, *_MORE), markup.to_html(text)


def _is_whole(markdown: str) -> bool:
    """Tell whether the page goes on behind the prose as if it were not there."""
    for html in _render(markdown, end=_END):
        around = _elements(read_html(html))
        if [node.tag for node in around] != ["div"]:
            return False
        inside = _elements(around[0])
        if not inside or inside[-1].tag != "p" or inside[-1].inner_html != escape(_END, quote=False):
            return False
    return True


def _elements(node: LexborNode) -> list[LexborNode]:
    return [inner for inner in node.iter() if inner.is_element_node]


def _complaints(markdown: str) -> list[str]:
    """Say what is wrong, each thing once."""
    # A browser passes over the parts of a table where there is none.
    pages = [f"{before}{html}" for html in _render(markdown) for before in ("", "<table><tr><td>")]
    found = [message for page in pages for node in read_html(page).traverse() for message in _complaints_of(node)]
    if "]:" in markdown:
        found += [message for address in list_definitions(markdown) for message in _complaints_of_address(address)]
    return list(dict.fromkeys(found))


def _complaints_of(node: LexborNode) -> Iterable[str]:
    # HTML may give attributes to the page's own body.
    if node.is_element_node and node.tag not in _ELEMENTS and node.tag != "body":
        yield f"the element <{node.tag}> may not stand in prose{_ADVICE}"
    for name, value in node.attributes.items():
        if name == "style" and _ALIGNED.fullmatch(value or ""):
            continue
        if name not in _ATTRIBUTES and not name.startswith("aria-"):
            yield f'the attribute "{name}" may not stand in prose{_ADVICE}'
        elif name in _ADDRESSES:
            yield from _complaints_of_address(value or "", loads=name == "src")


def _complaints_of_address(address: str, *, loads: bool = False) -> Iterable[str]:
    plain = _PASSED_OVER.sub("", address).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in _SCHEMES:
        yield f'a link may not begin with "{scheme[1].lower()}:"{_ADVICE}'
    elif loads and (scheme or plain.startswith("//")):
        yield "a picture may not come from another site; put it under docs/"
