"""Prose of ours -> what in it would run, load or send something in a reader's browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.markup import read_blocks

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

_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
# A tag, or a list of attributes as Markdown has it; neither need be closed.
_MARK_UP = re.compile(r"<[a-zA-Z/](?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'])*|\{[^}\n]*")
_ADDRESS = re.compile(r"(?:https?|mailto):|[^@]+@", re.IGNORECASE)
_HANDLER = re.compile(r"[\s\"'/{](on[a-z]+|style|srcdoc|formaction)\s*=", re.IGNORECASE)
# Browsers pass over white space and control characters within the name of a scheme.
_TARGET = re.compile(
    r"(?:\]\(|\]:|(?:href|src|action|cite|data)\s*=)[\s\"'<]*(?P<scheme>[a-z][^:/?#()\"'<>]*):", re.IGNORECASE
)
_SCHEMES = {"http", "https", "mailto"}
_IMAGE = re.compile(r"!\[[^\]]*\]\s*\(\s*<?\s*(?:https?:)?//|\bsrc\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\w+|colon|tab|newline);?", re.IGNORECASE)


def find_active(markdown: str) -> Iterable[tuple[int, str]]:
    """Find what prose must not hold, with the number of lines before it.

    Code is shown and not run, so it is passed over. HTML that only marks words up is let be.
    """
    if "<" not in markdown and ":" not in markdown and "=" not in markdown:
        return
    text = _without_code(markdown)
    for match in _TAG.finditer(text):
        if match[1].lower() not in _ELEMENTS and not _ADDRESS.match(match[1]):
            yield _at(text, match), f"the element <{match[1]}> may not stand in prose"
    for mark_up in _MARK_UP.finditer(text):
        for match in _HANDLER.finditer(text, mark_up.start(), mark_up.end()):
            yield _at(text, match), f'the attribute "{match[1]}" may not stand in prose'
    for match in _TARGET.finditer(_ENTITY.sub(lambda found: "x" * len(found[0]), text)):
        scheme = re.sub(r"[\s\x00-\x1f]", "", match["scheme"]).lower()
        if scheme not in _SCHEMES:
            yield _at(text, match), f'a link may not begin with "{scheme}:"'
    for match in _IMAGE.finditer(text):
        yield _at(text, match), "a picture may not come from another site; put it under docs/"


def _without_code(markdown: str) -> str:
    parts: list[str] = []
    done = 0
    for block in read_blocks(markdown):
        for piece in block.pieces:
            raw = markdown[piece.start : piece.end]
            if block.kind == "CodeBlock" or (raw.startswith("`") and raw.endswith("`")):
                parts += [markdown[done : piece.start], re.sub(r"[^\n]", " ", raw)]
                done = piece.end
    return "".join([*parts, markdown[done:]])


def _at(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start())
