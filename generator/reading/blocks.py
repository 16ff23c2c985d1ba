"""The statement's Markdown -> its visible text, piece by piece, and what of the source that accounts for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

import pyromark

from generator.model.statement import Run

# Without tables: their marks are text like any other.
_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_FOOTNOTES)
_LEAVES = {"Paragraph", "Heading", "CodeBlock", "HtmlBlock"}
_NO_NAMES = {"CodeBlock", "HtmlBlock"}
_STYLES = {"Emphasis", "Strong", "Link", "Image"}
_MARKER = re.compile(r"\d{1,9}[.)]")
_SAFE_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class VisibleBlock:
    """A paragraph, heading or dividing line with its text."""

    kind: str
    """The parser's name of it: Paragraph, Heading, CodeBlock, HtmlBlock, Rule."""
    start: int
    level: int = 0
    """Of a heading, or how many lists a paragraph stands in."""
    markers: list[str] = field(default_factory=list)
    """The numbers of lists' items as the source writes them, or a note's mark; on a first block."""
    note: str = ""
    """The name of the note that it is part of."""
    pieces: list[tuple[Run, str]] = field(default_factory=list)
    """Its text, and for each piece the name of the note that it refers to."""


@dataclass(slots=True)
class Reading:
    """The visible text of Markdown with Unix line ends. Offsets are code points into it, half-open."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)
    """All in the order of the source; HTML in it is text."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """What of the source is shown, with the addresses of links, which are not text."""
    referred: set[str] = field(default_factory=set)
    """The addresses that the source gives elsewhere, `[words][name]`."""
    lost: list[tuple[int, str]] = field(default_factory=list)
    """Where a link leads to no address of the web, and to which."""
    current: VisibleBlock | None = None
    styles: list[tuple[Run, int]] = field(default_factory=lambda: [(Run(text=""), 0)])
    """What the emphasis, links and pictures that are open make of text, and where the link ends."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    """Those of items that have no text yet, with their places."""
    lists: list[bool] = field(default_factory=list)
    """The lists that are open: whether each is ordered."""
    note: str = ""
    outer: list[tuple[str, list[bool], list[tuple[str, int]]]] = field(default_factory=list)
    """What was open around the notes that are open."""

    def __post_init__(self) -> None:
        for name, detail, start, end in _events(self.markdown):
            if name == "Start":
                self._start(*_part(detail), start, end)
            elif name == "End":
                self._end(_part(detail)[0])
            else:
                self._add(name, detail, start, end)

    def _start(self, name: str, detail: Any, start: int, end: int) -> None:
        run, link_end = self.styles[-1]
        if name in _LEAVES:
            self._open_block(name, start, int(detail["level"][1:]) if name == "Heading" else len(self.lists))
        elif name == "Link":
            address, last = detail["dest_url"], self.markdown[end - 1]
            if last == ")" and detail["title"]:
                # A title would not be shown; it ends in a quotation mark.
                end -= len(detail["title"]) + 2
            is_safe = _SAFE_LINK.match(address) is not None
            if last == "]":
                self.referred.add(address)
            # Where nothing can be linked, the brackets are words.
            if last != ">" and not is_safe:
                self.lost.append((start, address))
            self.styles.append((replace(run, href=address if is_safe else None, linkable=False), end))
        elif name in _STYLES:
            em, strong, linkable = run.em or name == "Emphasis", run.strong or name == "Strong", run.linkable
            styled = replace(run, em=em, strong=strong, linkable=linkable and name != "Image")
            self.styles.append((styled, link_end))
        else:
            self.current = None
        if name == "List":
            self.lists.append(detail is not None)
        elif name == "Item" and self.lists[-1] and (marker := _MARKER.match(self.markdown, start)):
            self.markers.append((marker[0], start))
        elif name == "FootnoteDefinition":
            self.outer.append((self.note, self.lists, self.markers))
            self.note, self.lists, self.markers = detail, [], [(f"[{detail}]", start)]

    def _end(self, name: str) -> None:
        if name in _STYLES:
            self.styles.pop()
            return
        if name == "List":
            self.lists.pop()
        elif name in {"Item", "FootnoteDefinition"} and self.markers:
            # An item without text still has its number.
            self._open_block("Paragraph", self.markers[0][1], len(self.lists))
        if name == "FootnoteDefinition":
            self.note, self.lists, self.markers = self.outer.pop()
        self.current = None

    def _open_block(self, kind: str, start: int, level: int) -> VisibleBlock:
        markers = [marker for marker, _ in self.markers]
        self.spans += [(place, place + len(marker)) for marker, place in self.markers]
        self.current = VisibleBlock(kind=kind, start=start, level=level, markers=markers, note=self.note)
        self.markers = []
        self.blocks.append(self.current)
        return self.current

    def _add(self, name: str, detail: Any, start: int, end: int) -> None:
        if name == "Rule":
            self.blocks.append(VisibleBlock(kind="Rule", start=start))
            self.current = None
            return
        # Text right inside a list item: a tight list has no paragraphs.
        block = self.current or self._open_block("Paragraph", start, len(self.lists))
        run, link_end = self.styles[-1]
        note = detail if name == "FootnoteReference" else ""
        text = " " if name in {"SoftBreak", "HardBreak"} else f"[{note}]" if note else detail.replace("\n", " ")
        linkable = run.linkable and name in {"Text", "SoftBreak", "HardBreak"} and block.kind not in _NO_NAMES
        self.spans.append((start, max(end, link_end)))
        block.pieces.append((replace(run, text=text, linkable=linkable), note))


def _events(markdown: str) -> Iterator[tuple[str, Any, int, int]]:
    """Yield the parser's events with code points for offsets; the parser counts bytes of UTF-8."""
    places = list(accumulate((byte & 0xC0 != 0x80 for byte in markdown.encode()), initial=0))
    for event, span in _PARSER.events_with_range(markdown):
        yield *_part(event), places[span["start"]], places[span["end"]]


def _part(event: Any) -> tuple[str, Any]:
    return (event, None) if isinstance(event, str) else next(iter(event.items()))
