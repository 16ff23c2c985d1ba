"""The statement's Markdown -> its visible text, piece by piece, each with its place in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, NamedTuple

import pyromark

from generator.model.statement import Run

# Without tables: their marks are text like any other.
_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_FOOTNOTES)
_LEAVES = {"Paragraph", "Heading", "CodeBlock", "HtmlBlock"}
_STYLES = {"Emphasis", "Strong", "Link", "Image"}
_MARKER = re.compile(r"\d{1,9}[.)]")


class Piece(NamedTuple):
    """A stretch of visible text in one style, and where it stands in the source."""

    run: Run
    start: int
    end: int
    """Code points into the Markdown, half-open."""
    link_end: int
    """Where the link around it ends, with its address; 0 where there is none."""
    note: str = ""
    """The name of the note that it refers to."""


@dataclass(slots=True, kw_only=True)
class VisibleBlock:
    """A paragraph, heading or dividing line with its text."""

    kind: str
    """The parser's name of it: Paragraph, Heading, CodeBlock, HtmlBlock, Rule."""
    start: int
    level: int = 0
    """Of a heading, or how many lists a paragraph stands in."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    """The numbers of lists' items as the source writes them, or a note's mark, with their places; on a first block."""
    note: str = ""
    """The name of the note that it is part of."""
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """The state of one walk over the parser's events."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)
    current: VisibleBlock | None = None
    styles: list[tuple[Run, int]] = field(default_factory=lambda: [(Run(text=""), 0)])
    """What the emphasis, links and pictures that are open make of text, and where the link ends."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    """Those of items that have no text yet."""
    lists: list[bool] = field(default_factory=list)
    """The lists that are open: whether each is ordered."""
    note: str = ""
    outer: list[tuple[str, list[bool], list[tuple[str, int]]]] = field(default_factory=list)
    """What was open around the notes that are open."""

    def start(self, name: str, detail: Any, start: int, end: int) -> None:
        run, link_end = self.styles[-1]
        if name == "List":
            self.lists.append(detail is not None)
            self.current = None
        elif name == "Item":
            if self.lists[-1] and (marker := _MARKER.match(self.markdown, start)):
                self.markers.append((marker[0], start))
            self.current = None
        elif name == "FootnoteDefinition":
            self.outer.append((self.note, self.lists, self.markers))
            self.note, self.lists, self.markers = detail, [], [(f"[{detail}]", start)]
            self.current = None
        elif name in _LEAVES:
            self.open_block(name, start, int(detail["level"][1:]) if name == "Heading" else len(self.lists))
        elif name == "Emphasis":
            self.styles.append((replace(run, em=True), link_end))
        elif name == "Strong":
            self.styles.append((replace(run, strong=True), link_end))
        elif name == "Link":
            if self.markdown[end - 1] == ")" and detail["title"]:
                # A title would not be shown; it ends in a quotation mark.
                end -= len(detail["title"]) + 2
            self.styles.append((replace(run, href=detail["dest_url"], linkable=False), end))
        elif name == "Image":
            self.styles.append((replace(run, linkable=False), link_end))

    def end(self, name: str) -> None:
        if name in _STYLES:
            self.styles.pop()
            return
        if name == "List":
            self.lists.pop()
        elif name in {"Item", "FootnoteDefinition"} and self.markers:
            # An item without text still has its number.
            self.open_block("Paragraph", self.markers[0][1], len(self.lists))
        if name == "FootnoteDefinition":
            self.note, self.lists, self.markers = self.outer.pop()
        self.current = None

    def open_block(self, kind: str, start: int, level: int) -> VisibleBlock:
        self.current = VisibleBlock(kind=kind, start=start, level=level, markers=self.markers, note=self.note)
        self.markers = []
        self.blocks.append(self.current)
        return self.current

    def add(self, text: str, start: int, end: int, *, linkable: bool = True, note: str = "") -> None:
        # Text right inside a list item: a tight list has no paragraphs.
        block = self.current or self.open_block("Paragraph", start, len(self.lists))
        run, link_end = self.styles[-1]
        linkable = linkable and run.linkable and block.kind not in {"CodeBlock", "HtmlBlock"}
        block.pieces.append(Piece(replace(run, text=text, linkable=linkable), start, end, link_end, note))


def read_blocks(markdown: str) -> list[VisibleBlock]:
    """Read the visible text of Markdown with Unix line ends, all in the order of the source; HTML in it is text."""
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
        elif name == "FootnoteReference":
            reader.add(f"[{payload}]", start, end, linkable=False, note=payload)
        elif name == "Rule":
            reader.blocks.append(VisibleBlock(kind="Rule", start=start))
            reader.current = None
    return reader.blocks


def _events(markdown: str) -> Iterator[tuple[str, Any, int, int]]:
    """Yield the parser's events with code points for offsets; the parser counts bytes of UTF-8."""
    places = list(accumulate((byte & 0xC0 != 0x80 for byte in markdown.encode()), initial=0))
    for event, span in _PARSER.events_with_range(markdown):
        name, payload = (event, None) if isinstance(event, str) else next(iter(event.items()))
        yield name, payload, places[span["start"]], places[span["end"]]
