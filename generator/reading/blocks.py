"""The statement's Markdown -> its visible text, piece by piece, each with its place in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyromark

# Without tables and footnotes: their marks are text like any other.
_PARSER = pyromark.Markdown()
_LEAVES = {"Paragraph", "Heading", "CodeBlock", "HtmlBlock"}
_STYLES = {"Emphasis", "Strong", "Link", "Image"}
_MARKER = re.compile(r"\d{1,9}[.)]")


class Piece(NamedTuple):
    """A stretch of visible text in one style, as it stands in the source."""

    text: str
    start: int
    end: int
    """Code points into the Markdown, half-open."""
    em: bool = False
    strong: bool = False
    href: str | None = None
    link_end: int = 0
    """Where the link ends, with its address, that `href` is of."""
    linkable: bool = True


@dataclass(slots=True, kw_only=True)
class VisibleBlock:
    """A paragraph, heading or dividing line with its text."""

    kind: str
    """The parser's name of it: Paragraph, Heading, CodeBlock, HtmlBlock, Rule."""
    start: int
    level: int = 0
    """Of a heading, or how many lists a paragraph stands in."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    """The numbers of ordered lists' items as the source writes them, with their places; on an item's first block."""
    in_list: bool = False
    pieces: list[Piece] = field(default_factory=list)


class _Style(NamedTuple):
    """What emphasis, links and pictures that are open make of text."""

    em: bool = False
    strong: bool = False
    href: str | None = None
    link_end: int = 0
    linkable: bool = True


@dataclass(slots=True)
class _Reader:
    """The state of one walk over the parser's events."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)
    current: VisibleBlock | None = None
    styles: list[_Style] = field(default_factory=lambda: [_Style()])
    markers: list[tuple[str, int]] = field(default_factory=list)
    """Those of items that have no text yet."""
    lists: list[bool] = field(default_factory=list)
    """The lists that are open: whether each is ordered."""

    def start(self, name: str, detail: Any, start: int, end: int) -> None:
        if name == "List":
            self.lists.append(detail is not None)
            self.current = None
        elif name == "Item":
            if self.lists[-1] and (marker := _MARKER.match(self.markdown, start)):
                self.markers.append((marker[0], start))
            self.current = None
        elif name in _LEAVES:
            level = int(str(detail["level"]).lstrip("H")) if name == "Heading" else len(self.lists)
            self.open_block(name, start, level)
        elif name in _STYLES:
            self.styles.append(self._open_style(name, detail, end))

    def _open_style(self, name: str, detail: Any, end: int) -> _Style:
        around = self.styles[-1]
        if name == "Emphasis":
            return around._replace(em=True)
        if name == "Strong":
            return around._replace(strong=True)
        if name == "Link":
            return around._replace(href=detail["dest_url"], link_end=end, linkable=False)
        return around._replace(linkable=False)

    def end(self, name: str) -> None:
        if name in _STYLES:
            self.styles.pop()
            return
        if name == "List":
            self.lists.pop()
        elif name == "Item" and self.markers:
            # An item without text still has its number.
            self.open_block("Paragraph", self.markers[0][1], len(self.lists))
        self.current = None

    def open_block(self, kind: str, start: int, level: int) -> None:
        self.current = VisibleBlock(kind=kind, start=start, level=level, markers=self.markers, in_list=bool(self.lists))
        self.markers = []
        self.blocks.append(self.current)

    def add(self, text: str, start: int, end: int, *, linkable: bool = True) -> None:
        if self.current is None:
            # Text right inside a list item: a tight list has no paragraphs.
            self.open_block("Paragraph", start, len(self.lists))
        assert self.current is not None
        style = self.styles[-1]
        linkable = linkable and style.linkable and self.current.kind not in {"CodeBlock", "HtmlBlock"}
        piece = Piece(text, start, end, style.em, style.strong, style.href, style.link_end, linkable)
        self.current.pieces.append(piece)


def read_blocks(markdown: str) -> list[VisibleBlock]:
    """Read the visible text of Markdown with Unix line ends; HTML in it is text.

    Returns:
        The blocks in reading order; their pieces lie in the source in ascending order.
    """
    reader = _Reader(markdown)
    for name, payload, start, end in _events(markdown):
        if name == "Start":
            kind, detail = (payload, None) if isinstance(payload, str) else next(iter(payload.items()))
            reader.start(kind, detail, start, end)
        elif name == "End":
            reader.end(payload if isinstance(payload, str) else next(iter(payload)))
        elif name == "Text":
            reader.add(payload, start, end)
        elif name in {"SoftBreak", "HardBreak"}:
            reader.add(" ", start, end)
        elif name in {"Code", "Html", "InlineHtml"}:
            reader.add(payload, start, end, linkable=False)
        elif name == "Rule":
            reader.blocks.append(VisibleBlock(kind="Rule", start=start))
            reader.current = None
    return reader.blocks


def _events(markdown: str) -> Iterator[tuple[str, Any, int, int]]:
    """Yield the parser's events with code points for offsets; the parser counts bytes of UTF-8."""
    found = list(_PARSER.events_with_range(markdown))
    places: dict[int, int] | None = None
    if not markdown.isascii():
        data = markdown.encode()
        places, last, count = {}, 0, 0
        for offset in sorted({edge for _, span in found for edge in (span["start"], span["end"])}):
            count += len(data[last:offset].decode())
            places[offset], last = count, offset
    for event, span in found:
        start, end = span["start"], span["end"]
        if places is not None:
            start, end = places[start], places[end]
        name, payload = (event, None) if isinstance(event, str) else next(iter(event.items()))
        yield name, payload, start, end
