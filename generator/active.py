"""Prose of ours -> what in it would run, load or send something in a reader's browser."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from generator.doubt import Doubts
from generator.markup import find_addresses, read_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

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

_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
# A tag, or a list of attributes as Markdown has it; neither need be closed.
_MARK_UP = re.compile(r"<[a-zA-Z/](?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'])*|\{[^}\n]*")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'<>/=])([^\s\"'<>/=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]*)|\"[^\"]*\"|'[^']*'")
_ADDRESS = re.compile(r"(?:https?|mailto):|[^@]+@", re.IGNORECASE)
# Wherever it stands in a tag: who reads quotation marks otherwise than we do might take it for an attribute.
_HANDLER = re.compile(
    r"[\s\"'/{](on[^\s\"'<>/=]+|style|src(?:doc|set)|(?:form)?action|background|poster|ping)\s*=", re.IGNORECASE
)
# Browsers pass over white space and control characters before a scheme and within it.
_TARGET = re.compile(
    r"(?:\]\(|\]:|(?:href|src|cite)\s*=)[\x00-\x20\"'<]*(?P<scheme>[a-z][a-z0-9+.\-\x00-\x20]*):", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto"}
_ELSEWHERE = r"(?:h\s*t\s*t\s*p\s*s?\s*:|[\\/]\s*[\\/])"
"""How an address on another site begins; browsers take a backslash for a slash."""
_SOURCE = re.compile(rf"\bsrc\s*=[\s\"']*{_ELSEWHERE}", re.IGNORECASE)
_LINK = re.compile(rf"\]\s*\(\s*<?\s*{_ELSEWHERE}", re.IGNORECASE)
_LONGEST_WORDS = 1000
"""Characters that are looked back for where the words of a link begin."""
_ENTITY = re.compile(r"&(?:#\w+|\w+);?")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
# Behind HTML that begins a line all may be HTML.
_HTML = re.compile(r"^[^\w\n`]*<[a-zA-Z/!?]", re.MULTILINE)
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ ]*(?P<language>[\w+-]*)[ ]*")
# What may hold paragraphs and code of its own.
_CONTAINER = re.compile(r"[ ]{4}|[ ]*(?:\t|[-*+:>]|\d+[.)]|!!!|\?\?\?|===|\[\^)")
_NO_LINE_END = re.compile(r"[^\n]")
_PASSED_OVER = re.compile(r"[\x00-\x20]")

_NO_LINK, _NO_PICTURE = (
    'a link may not begin with "{}:"',
    "a picture may not come from another site; put it under docs/",
)


def find_active(markdown: str) -> Iterable[tuple[int, str]]:
    """Find what prose must not hold, with the number of lines before it.

    Code is shown and not run, so it is passed over where all parsers agree that it is code. HTML that only marks words
    up is let be. What is refused here would not run on a published page either: the page's policy forbids it.
    """
    if any(_scan(markdown)):
        yield from _scan(_without_code(markdown))
    if "![" in markdown or "&" in markdown:
        yield from _scan_addresses(markdown)


def _scan(text: str) -> Iterable[tuple[int, str]]:
    for match in _TAG.finditer(text):
        if match[1].lower() not in _ELEMENTS and not _ADDRESS.match(match[1]):
            yield _line(text, match.start()), f"the element <{match[1]}> may not stand in prose"
    for mark_up in _MARK_UP.finditer(text):
        for match in _HANDLER.finditer(text, mark_up.start(), mark_up.end()):
            yield _line(text, match.start(1)), f'the attribute "{match[1]}" may not stand in prose'
        if mark_up[0][0] == "<":
            for match in _ATTRIBUTE.finditer(text, mark_up.start(), mark_up.end()):
                if match[1] and match[1].lower() not in _ATTRIBUTES and not match[1].lower().startswith("aria-"):
                    yield _line(text, match.start()), f'the attribute "{match[1]}" may not stand in prose'
    # As a browser reads addresses; no line end goes. Markdown takes a backslash away that HTML leaves.
    plain = _ENTITY.sub(_decode, text)
    yield from _scan_plain(plain)
    if "\\" in plain:
        yield from _scan_plain(_ESCAPE.sub("", plain))


def _scan_plain(text: str) -> Iterable[tuple[int, str]]:
    for match in _TARGET.finditer(text):
        scheme = _PASSED_OVER.sub("", match["scheme"]).lower()
        if scheme not in _SCHEMES:
            yield _line(text, match.start()), _NO_LINK.format(scheme)
    for match in _SOURCE.finditer(text):
        yield _line(text, match.start()), _NO_PICTURE
    for match in _LINK.finditer(text):
        if _is_picture(text, match.start()):
            yield _line(text, match.start()), _NO_PICTURE


def _scan_addresses(markdown: str) -> Iterable[tuple[int, str]]:
    """Look at addresses as our parser reads them, which knows those that are given elsewhere."""
    for is_picture, place, address in find_addresses(markdown):
        plain = _PASSED_OVER.sub("", address).replace("\\", "/")
        scheme = _SCHEME.match(plain)
        if scheme and scheme[1].lower() not in _SCHEMES:
            yield _line(markdown, place), _NO_LINK.format(scheme[1].lower())
        elif is_picture and (scheme or plain.startswith("//")):
            yield _line(markdown, place), _NO_PICTURE


def _is_picture(text: str, end: int) -> bool:
    """Tell whether an exclamation mark stands before the bracket that is closed at a place."""
    depth = 0
    for at in range(end, max(end - _LONGEST_WORDS, 0), -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if not depth:
            return text[at - 1] == "!"
    return False


def _decode(entity: re.Match[str]) -> str:
    return re.sub(r"[\x00-\x1f]", "", unescape(entity[0]))


def _without_code(markdown: str) -> str:
    """Put spaces in the place of what is code to every parser."""
    parts: list[str] = []
    done = 0
    blocks = read_blocks(markdown)
    doubts, fences = Doubts(markdown, blocks), set(_find_plain_fences(markdown))
    indent = len(markdown) - len(markdown.lstrip(" "))
    for block in blocks:
        # Of indented blocks only the first of all is plain: behind a list, it may be a paragraph of the list.
        first = block.start <= indent and markdown[block.start] not in "`~"
        plain = block.kind == "CodeBlock" and (first or block.start in fences)
        for piece in block.pieces:
            raw = markdown[piece.start : piece.end]
            inline = raw.startswith("`") and raw.endswith("`") and "\n" not in raw and not doubts.touch(block)
            if not plain and not inline:
                continue
            if _HTML.search(markdown, done, piece.start):
                return "".join([*parts, markdown[done:]])
            parts += [markdown[done : piece.start], _NO_LINE_END.sub(" ", raw)]
            done = piece.end
    return "".join([*parts, markdown[done:]])


def _find_plain_fences(markdown: str) -> Iterable[int]:
    """Give where each block of fenced code starts that is one to every parser."""
    opened: tuple[int, str] | None = None
    place = 0
    for line in markdown.split("\n"):
        fence = _FENCE.fullmatch(line)
        if opened and fence and fence["mark"] == opened[1] and not fence["language"]:
            yield opened[0]
            opened = None
        elif fence and not opened:
            opened = place, fence["mark"]
        elif "```" in line or "~~~" in line or (not opened and _CONTAINER.match(line)):
            return
        place += len(line) + 1


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place)
