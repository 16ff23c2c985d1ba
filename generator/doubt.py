"""Markdown -> where MkDocs's own parser may read it otherwise than ours, so that no link is put there.

The two differ on what nobody writes on purpose; fuzzing found each of these rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.markup import VisibleBlock

# In text, as our parser sees it: an open tag, a lone backtick, the middle of a link, the line under a heading.
_DOUBTFUL = re.compile(r"<[a-zA-Z/!?]|`|\][(\[:]|[\x02\x03]|\n[=-]+[ ]*(?:\n|$)")
_HALF_ENTITY = re.compile(r"&#(?!\d{1,7};|[xX][\da-fA-F]{1,6};)")
# An asterisk or underscore that our parser does not take for emphasis, though it could be.
_LONE_MARK = re.compile(r"(?<!\s)\*|\*(?!\s)|__")
# A link as both parsers read it, its words seen.
_LINK = re.compile(r"\[\ufffc+\]\([\w./#:%?=&~+-]+\)")
_CITATION = re.compile(r"\[\^[\w-]+\]")
_CHUNK = re.compile(r"(?:.*\S.*\n?)+")
_FENCE = re.compile(r"^(?P<indent>[ \t>*+-]*)(?P<mark>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_LANGUAGE = re.compile(r"[ ]*[\w+-]*[ ]*")
# A list right under text is none to it, and what is indented below it then code.
_LIST_UNDER_TEXT = re.compile(
    r"^[ ]{0,3}(?![-*+][ \t]|\d+[.)][ \t])[^\s].*\n[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE
)
_INDENTED = re.compile(r"[ ]{4}|[ ]{0,3}\t")
# It takes all up to the last brace of a line for the attributes of a link, and moves what follows them; and a tab
# becomes as many spaces as its column asks for, two of which at the end of a line would break it.
_STOP = re.compile(r"[}\t\n]")

_NO_LINE_END = re.compile(r"[^\n]")

_SEEN, _DOUBT = "\ufffc", "\x02"


class Doubts:
    """Where in a text nothing is to be added."""

    def __init__(self, markdown: str, blocks: Sequence[VisibleBlock]) -> None:
        """Look the text through once.

        Args:
            markdown: the text.
            blocks: as our parser reads it.
        """
        self._markdown = markdown
        self._stretches = _find_stretches(markdown, blocks)
        self._stops = [match.start() for match in _STOP.finditer(markdown)]

    def touch(self, block: VisibleBlock) -> bool:
        """Tell whether a block, or what stands with it between two blank lines, may be read otherwise."""
        at = bisect_left(self._stretches, (block.end, 0))
        return at > 0 and self._stretches[at - 1][1] > block.start

    def forbid(self, start: int, end: int, block: VisibleBlock) -> bool:
        """Tell whether the words from start to end of a block would not become a link, or something else with it."""
        text = self._markdown
        # After a backslash or an exclamation mark, or between brackets, a link would be something else.
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if set("[]\\<") & set(text[start:end]) or set("\\!]{") & set(around):
            return True
        if "_" in around and self._pairs_change(start, end, block):
            return True
        at = bisect_left(self._stops, end)
        return at < len(self._stops) and text[self._stops[at]] != "\n"

    def _pairs_change(self, start: int, end: int, block: VisibleBlock) -> bool:
        # Which underscores of a paragraph belong together hangs on whether a word stands beside them.
        text = self._markdown
        while start > block.start and text[start - 1] == "_":
            start -= 1
        while end < block.end and text[end] == "_":
            end += 1
        return "_" in text[block.start : start] + text[end : block.end]


def _find_stretches(markdown: str, blocks: Sequence[VisibleBlock]) -> list[tuple[int, int]]:
    """Give what may be read otherwise, each stretch from one blank line to the next, in order."""
    bare: list[str] = []
    done = 0
    for is_html, piece in ((block.kind == "HtmlBlock", piece) for block in blocks for piece in block.pieces):
        if is_html or (piece.linkable and _LONE_MARK.search(piece.text)):
            hidden = markdown[max(done, piece.start) : piece.end]
            # The line ends stay: a blank line behind it ends what is doubtful.
            bare += [markdown[done : piece.start], _NO_LINE_END.sub(_DOUBT, hidden)]
        elif not piece.linkable:
            bare += [markdown[done : piece.start], _SEEN * (piece.end - max(done, piece.start))]
        else:
            continue
        done = max(done, piece.end)
    text = _LINK.sub(lambda match: _SEEN * len(match[0]), "".join([*bare, markdown[done:]]))
    # A citation is no link, but with a parenthesis behind it, it might be read as one.
    text = _CITATION.sub(lambda match: _SEEN * (len(match[0]) - 1) + "]", text)
    end = min(_end_of_plain_fences(markdown), _start_of_open_html(markdown, blocks))
    # Behind half an entity HTML is read otherwise to the end.
    half = _HALF_ENTITY.search(markdown)
    end = min(end, half.start()) if half else end
    found = []
    below = False
    for chunk in _CHUNK.finditer(text, 0, end):
        below = below and bool(_INDENTED.match(chunk[0]))
        if below or _DOUBTFUL.search(chunk[0]):
            found.append(chunk.span())
        below = below or bool(_LIST_UNDER_TEXT.search(chunk[0]))
    return [*found, (end, len(markdown))]


def _start_of_open_html(markdown: str, blocks: Sequence[VisibleBlock]) -> int:
    """Give the place of the first HTML that ends within a tag: what follows may be attributes of it."""
    for block in blocks:
        html = markdown[block.start : block.end] if block.kind == "HtmlBlock" else ""
        if html.rfind("<") > html.rfind(">"):
            return block.start
    return len(markdown)


def _end_of_plain_fences(markdown: str) -> int:
    """Give the place from which on it is not plain which lines are fenced code."""
    opened: re.Match[str] | None = None
    for line in _FENCE.finditer(markdown):
        if opened is None:
            if not _LANGUAGE.fullmatch(line["rest"]):
                return line.start()
            opened = line
        elif line["mark"] == opened["mark"]:
            if line["indent"] != opened["indent"] or line["rest"].strip():
                return opened.start()
            opened = None
    return opened.start() if opened else len(markdown)
