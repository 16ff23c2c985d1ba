"""A page's Markdown with attribute lists and pictures -> Markdown that reads well wherever Markdown is shown.

Templates say `{: .lead }` and `{ .mention #m-msp-1 }`, which GitHub and most viewers show to the reader as they stand,
and hold pictures as SVG, of which GitHub leaves the captions. Here attributes move into HTML tags around what they
belong to, and pictures out of the page. `generator.finish` undoes both in the built HTML.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOIST = "data-of-link"
"""Marks a `<span>` whose attributes belong to the one link in it: Markdown itself has no place for them."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_FENCE = re.compile(r"^(```+|~~~+)")
_BLOCK_LIST = re.compile(r"\n\{:\s*(?P<attributes>[^{}\n]+?)\s*\}\Z")
_NO_PARAGRAPH = re.compile(r"[-*+] |>|\||\d+[.)] ")
_HEADING = re.compile(r"(?P<marks>#{1,6}) (?P<text>.+?)\s*\{:?\s*(?P<attributes>[^{}\n]+?)\s*\}")
_LINK_END = re.compile(
    r"\]\((?P<target>[^()\s\"]*(?:\s+\"[^\"]*\")?)\)\{:?\s*(?P<attributes>[^{}\n]+?)\s*\}", re.DOTALL
)
_LINK_END_OR_CODE = re.compile(
    rf"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|{_LINK_END.pattern}", re.DOTALL
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"#(?P<id>[^\s=]+)|\.(?P<class>[^\s=]+)|(?P<name>[^\s=]+)=(?:\"(?P<value>[^\"]*)\"|(?P<bare>\S+))"
)
_DEFINITION = re.compile(r"^:   ", re.MULTILINE)
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9 ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """A page as Markdown for every reader, and the pictures that stand at its marks."""

    markdown: str
    pictures: tuple[str, ...]
    """SVG; the N-th stands at `picture_mark(N)`, counted from 1."""


def picture_mark(number: int) -> str:
    """Give what stands in a page for its N-th picture."""
    return f'<span data-picture="{number}"></span>'


def make_portable(markdown: str) -> Portable:
    """Move attribute lists into HTML tags, and pictures out of the page.

    Args:
        markdown: a page as its template wrote it, with or without front matter.
    """
    pictures: list[str] = []

    def take(match: re.Match[str]) -> str:
        pictures.append(match[0])
        return picture_mark(len(pictures))

    front = _FRONT_MATTER.match(markdown)
    head = front[0] if front else ""
    body = _PICTURE.sub(take, markdown[len(head) :])
    blocks = _split(body)
    anchors = Counter(_slug(_text_of_heading(block)) for block in blocks if block.startswith("#"))
    blocks = _list_definitions([_rewrite(block, anchors) for block in blocks])
    return Portable(markdown=f"{head}\n".lstrip("\n") + "\n\n".join(blocks) + "\n", pictures=tuple(pictures))


def _split(body: str) -> list[str]:
    """Split at blank lines, but never within fenced code."""
    blocks: list[list[str]] = [[]]
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and line.startswith(fence) else fence or mark[1]
        if line or fence:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def _rewrite(block: str, anchors: Counter[str]) -> str:
    if block.startswith(("```", "~~~", "    ")) or "<pre" in block:
        return block
    block = _wrap_links(block)
    heading = _HEADING.fullmatch(block)
    if heading:
        slug = _slug(heading["text"])
        # The second heading of a name would get another anchor.
        if heading["attributes"] == f"#{slug}" and anchors[slug] == 1:
            return f"{heading['marks']} {heading['text']}"
        return _tag(f"h{len(heading['marks'])}", heading["attributes"], heading["text"])
    # Of a list, a table or a quotation the attributes are not a paragraph's.
    own = None if _NO_PARAGRAPH.match(block) else _BLOCK_LIST.search(block)
    return _tag("p", own["attributes"], block[: own.start()]) if own else block


def _text_of_heading(block: str) -> str:
    heading = _HEADING.fullmatch(block)
    return heading["text"] if heading else block.strip("# ")


def _slug(text: str) -> str:
    """Give the anchor that every builder, and GitHub, gives a heading of plain words; empty for other headings."""
    return text.lower().replace(" ", "-") if _PLAIN_WORDS.fullmatch(text) else ""


def _tag(name: str, attributes: str, content: str) -> str:
    # The blank lines are what makes other readers of Markdown see Markdown within the tag.
    return f'<{name}{_write(attributes)} markdown="1">\n\n{content}\n\n</{name}>'


@cache
def _write(attributes: str) -> str:
    """Write an attribute list as HTML attributes."""
    classes: list[str] = []
    others: list[str] = []
    for match in _ATTRIBUTE.finditer(attributes):
        if match["class"]:
            classes.append(match["class"])
        else:
            name, value = ("id", match["id"]) if match["id"] else (match["name"], match["value"] or match["bare"] or "")
            others.append(f' {name}="{html.escape(html.unescape(value))}"')
    joined = f' class="{" ".join(classes)}"' if classes else ""
    return joined + "".join(others)


def _wrap_links(block: str) -> str:
    """Put a tag around each link that has an attribute list."""
    if "](" not in block:
        return block
    parts: list[str] = []
    done = 0
    for match in (_LINK_END_OR_CODE if "`" in block else _LINK_END).finditer(block):
        if match["target"] is None:
            continue
        start = _link_start(block, done, match.start())
        if start is None:
            continue
        text = block[start : match.start()]
        parts += [
            block[done:start],
            f"<span {HOIST}{_write(match['attributes'])}>{text}]({match['target']})</span>",
        ]
        done = match.end()
    return "".join(parts) + block[done:]


def _link_start(block: str, first: int, end: int) -> int | None:
    """Find the bracket that opens the link whose text ends at `end`."""
    opened: list[int] = []
    for match in _BRACKET.finditer(block, first, end):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _list_definitions(blocks: Sequence[str]) -> list[str]:
    """Write definition lists as HTML: to other readers of Markdown they are paragraphs with a stray colon."""
    result: list[str] = []
    waiting: list[str] = []
    for block, following in zip(blocks, [*blocks[1:], ""], strict=True):
        # A definition of several paragraphs stays as it is.
        if _is_definition(block, inside=bool(waiting)) and not following.startswith("    "):
            waiting.append(_define(block))
            continue
        if waiting:
            result.append(_close(waiting))
            waiting = []
        result.append(block)
    return [*result, _close(waiting)] if waiting else result


def _is_definition(block: str, *, inside: bool) -> bool:
    if block.startswith(("<", "#", "-", "|", ">")) and not block.startswith("<span"):
        return False
    if block.startswith(":   "):
        return inside
    return bool(_DEFINITION.search(block))


def _define(block: str) -> str:
    term, *definitions = _DEFINITION.split(block)
    parts = [_tag("dt", "", line) for line in term.split("\n") if line]
    parts += [_tag("dd", "", text.strip()) for text in definitions]
    return "\n".join(parts)


def _close(parts: Sequence[str]) -> str:
    return '<dl markdown="1">\n' + "\n".join(parts) + "\n</dl>"
