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
    """The innermost mark around it, by the place where it opens: two pieces with the same nest can share a link."""
    em: bool = False
    strong: bool = False
    href: str | None = None
    link_end: int = 0
    """Where the link ends, with its address, that `href` is of."""
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
        # Behind the last ">" each "<" would be followed to the end.
        for match in _TAG.finditer(html, 0, html.rfind(">") + 1)
        if not match["alone"] and match["name"].lower() not in _VOID
    ]


class _Mark(NamedTuple):
    """Emphasis, a link or a picture that is open, and what those around it bring."""

    place: int
    em: bool
    strong: bool
    href: str | None
    link_end: int
    linkable: bool


_NO_MARK = _Mark(place=-1, em=False, strong=False, href=None, link_end=0, linkable=True)


@dataclass(slots=True)
class _Reader:
    """The state of one walk over the parser's events."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)
    current: VisibleBlock | None = None
    nest: list[_Mark] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    """The elements of HTML that are open in the block: their names, and how many pieces stand before them."""
    named: dict[str, list[int]] = field(default_factory=dict)
    """By an element's name, where in `tags` it stands."""
    held: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """By the number of a block, the pieces that an element of HTML holds, half-open."""
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
        self.tags, self.named = [], {}
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
        mark = self.nest[-1]
        return Piece(
            text=text,
            start=start,
            end=end,
            nest=(mark.place,),
            em=mark.em,
            strong=mark.strong,
            href=mark.href,
            link_end=mark.link_end,
            linkable=linkable and mark.linkable,
        )

    def html(self, text: str, start: int, end: int) -> None:
        self.add(text, start, end, linkable=False)
        assert self.current is not None
        count = len(self.current.pieces)
        for tag in find_tags(text):
            if tag.opens:
                self.named.setdefault(tag.name, []).append(len(self.tags))
                self.tags.append((tag.name, count))
            elif opened := self.named.get(tag.name):
                # Only an element that is closed holds something; "<continues>" in a sentence does not.
                at = opened[-1]
                self.held.setdefault(len(self.blocks) - 1, []).append((self.tags[at][1], count))
                for name, _ in self.tags[at:]:
                    self.named[name].pop()
                del self.tags[at:]

    def hold(self) -> None:
        """Let no name be looked for in what elements of HTML hold; once for all, as they may be nested deeply."""
        for number, spans in self.held.items():
            pieces, done = self.blocks[number].pieces, 0
            for first, end in sorted(spans):
                for at in range(max(first, done), end):
                    pieces[at] = pieces[at]._replace(linkable=False)
                done = max(done, end)


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
    reader.hold()
    return reader.blocks


def to_html(markdown: str) -> str:
    """Render Markdown as CommonMark has it."""
    return _PARSER.html(markdown)


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
        around = reader.nest[-1] if reader.nest else _NO_MARK
        reader.nest.append(
            _Mark(
                place=start,
                em=around.em or name == "Emphasis",
                strong=around.strong or name == "Strong",
                href=around.href if href is None else href,
                link_end=around.link_end if href is None else end,
                linkable=around.linkable and name not in {"Link", "Image"},
            )
        )


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
