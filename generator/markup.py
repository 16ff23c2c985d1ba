"""Markdown -> its visible text, piece by piece, each with its place in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)
_PLAIN_PARSER = pyromark.Markdown()

_LEAVES = {"Paragraph", "Heading", "TableCell", "FootnoteDefinition", "CodeBlock", "HtmlBlock"}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^>]*?)(?P<alone>/?)>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Piece(NamedTuple):
    """A stretch of visible text in one style, as it stands in the source."""

    text: str
    start: int
    end: int
    """Code points into the Markdown, half-open."""
    nest: tuple[int, ...] = ()
    """The marks around it, each by the place where it opens: two pieces with the same nest can share a link."""
    em: bool = False
    strong: bool = False
    href: str | None = None
    linkable: bool = True

    @property
    def literal(self) -> bool:
        """Whether each character of the text is one of the source, so that offsets carry over."""
        return len(self.text) == self.end - self.start


@dataclass(slots=True, kw_only=True)
class VisibleBlock:
    """A paragraph, heading, list item or table cell with its text."""

    kind: str
    """The parser's name of it: Paragraph, Heading, Item, TableCell, CodeBlock, HtmlBlock, Rule."""
    start: int
    end: int
    level: int = 0
    """Of a heading, or how many lists a paragraph stands in."""
    marker: str = ""
    """The number of an ordered list's item as the source writes it; given to its first block only."""
    in_list: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An HTML tag that opens or closes an element; those that stand alone are not of interest."""

    name: str
    opens: bool
    attributes: str


def find_tags(html: str) -> list[Tag]:
    """Give the tags of a piece of HTML, in order."""
    return [
        Tag(name=match["name"].lower(), opens=not match["close"], attributes=match["attributes"])
        for match in _TAG.finditer(html)
        if not match["alone"] and match["name"].lower() not in _VOID
    ]


@dataclass(slots=True)
class _Reader:
    """The state of one walk over the parser's events."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)
    current: VisibleBlock | None = None
    nest: list[tuple[str, int, str | None]] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    item_start: int | None = None
    items: int = 0
    ordered: list[bool] = field(default_factory=list)
    heading: int = 0

    def open_block(self, kind: str, start: int, end: int) -> None:
        marker = ""
        if self.item_start is not None:
            if self.ordered[-1]:
                marker = self.markdown[self.item_start : start].strip()
            self.item_start = None
        self.tags = []
        level = self.heading if kind == "Heading" else self.items
        self.current = VisibleBlock(kind=kind, start=start, end=end, level=level, marker=marker, in_list=self.items > 0)
        self.blocks.append(self.current)

    def add(self, text: str, start: int, end: int, *, linkable: bool) -> None:
        if self.current is None:
            # Text right inside a list item: a tight list has no paragraphs.
            self.open_block("Paragraph", start, end)
        assert self.current is not None
        self.current.end = max(self.current.end, end)
        self.current.pieces.append(
            self._style(text, start, end, linkable=linkable)
            if self.nest
            else Piece(text, start, end, linkable=linkable)
        )

    def _style(self, text: str, start: int, end: int, *, linkable: bool) -> Piece:
        names = {name for name, _, _ in self.nest}
        hrefs = [href for _, _, href in self.nest if href is not None]
        return Piece(
            text=text,
            start=start,
            end=end,
            nest=tuple(place for _, place, _ in self.nest),
            em="Emphasis" in names,
            strong="Strong" in names,
            href=hrefs[-1] if hrefs else None,
            linkable=linkable and not names & {"Link", "Image"},
        )

    def html(self, text: str, start: int, end: int) -> None:
        self.add(text, start, end, linkable=False)
        assert self.current is not None
        pieces = self.current.pieces
        for tag in find_tags(text):
            if tag.opens:
                self.tags.append((tag.name, len(pieces)))
                continue
            # Only an element that is closed holds something; "<continues>" in a sentence does not.
            opened = [at for at, (name, _) in enumerate(self.tags) if name == tag.name]
            if opened:
                _, first = self.tags[opened[-1]]
                pieces[first:] = [piece._replace(linkable=False) for piece in pieces[first:]]
                del self.tags[opened[-1] :]


def read_blocks(markdown: str, *, plain: bool = False) -> list[VisibleBlock]:
    """Read the visible text of Markdown.

    Args:
        markdown: any text with Unix line ends.
        plain: without tables and footnotes, whose marks are then text like any other.

    Returns:
        The blocks in reading order; their pieces lie in the source in ascending order.
    """
    reader = _Reader(markdown)
    for name, payload, start, end in _events(markdown, plain=plain):
        if name == "Start":
            _start(reader, payload, start, end)
        elif name == "End":
            _end(reader, payload)
        elif name == "Text":
            code = reader.current is not None and reader.current.kind == "CodeBlock"
            reader.add(payload, start, end, linkable=not code)
        elif name in {"SoftBreak", "HardBreak"}:
            reader.add(" ", start, end, linkable=True)
        elif name == "Code":
            reader.add(payload, start, end, linkable=False)
        elif name in {"Html", "InlineHtml"}:
            reader.html(payload, start, end)
        elif name == "FootnoteReference":
            reader.add(f"[^{payload}]", start, end, linkable=False)
        elif name == "Rule":
            reader.blocks.append(VisibleBlock(kind="Rule", start=start, end=end))
            reader.current = None
    return reader.blocks


def _start(reader: _Reader, payload: Any, start: int, end: int) -> None:
    name = payload if isinstance(payload, str) else next(iter(payload))
    detail: Any = None if isinstance(payload, str) else payload[name]
    if name == "List":
        reader.ordered.append(detail is not None)
        reader.current = None
    elif name == "Item":
        reader.items += 1
        reader.item_start = start
        reader.current = None
    elif name in _LEAVES:
        if name == "Heading":
            reader.heading = int(str(detail["level"]).lstrip("H"))
        if name != "FootnoteDefinition":
            reader.open_block(name, start, end)
    elif name in {"Emphasis", "Strong", "Link", "Image"}:
        href = detail["dest_url"] if name == "Link" else None
        reader.nest.append((name, start, href))


def _end(reader: _Reader, payload: Any) -> None:
    name = payload if isinstance(payload, str) else next(iter(payload))
    if name == "List":
        reader.ordered.pop()
    elif name == "Item":
        reader.items -= 1
        reader.item_start = None
    elif name in {"Emphasis", "Strong", "Link", "Image"}:
        reader.nest.pop()
        return
    reader.current = None


def _events(markdown: str, *, plain: bool) -> Iterator[tuple[str, Any, int, int]]:
    """Give the parser's events with code points for offsets; the parser counts bytes of UTF-8."""
    parser = _PLAIN_PARSER if plain else _PARSER
    found = list(parser.events_with_range(markdown))
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
        if isinstance(event, str):
            yield event, None, start, end
        else:
            name, payload = next(iter(event.items()))
            yield name, payload, start, end
