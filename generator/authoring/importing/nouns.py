"""The nouns of an import: lines of a file, blocks of a text, what was left out, and the places to look at."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "note"
    RULE = "dividing line"


class Flag(NamedTuple):
    """Something that a person must look at, and its place, such as "line 12" or "page 3"."""

    place: str
    message: str


class LeftOut(NamedTuple):
    """Words of the file that are not part of its text."""

    text: str
    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the text, in reading order; footnotes come last."""

    kind: Kind
    text: str = ""
    """Without the number or sign that it starts with. A footnote's reference in it is written `[^3]`."""
    level: int = 0
    """Of a heading or an item; 1 is the outermost."""
    number: str = ""
    """As the source prints it, "13." or "(a)"; of a footnote, its mark."""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedText:
    """What was read from a file. What the file does not say is empty; parties are what the maintainer says."""

    name: str = ""
    blocks: tuple[Block, ...]
    title: str = ""
    dateline: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()
    language: str = ""
    left_out: tuple[LeftOut, ...] = ()
    flags: tuple[Flag, ...] = ()
    mended: tuple[tuple[str, int], ...] = ()
    """What was mended, and how often."""
    typeset: bool = True
    """The file shows what its headings are; else only their words do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a stretch or a single character of one; y, its baseline, grows downwards from the top of the page."""

    text: str
    x: float
    end: float
    y: float
    size: float
    first: float = 0.0
    """The width of the first word."""
    place: str = ""
    style: str = ""
    """Letters: b for bold, i for italic."""
    clear: bool = True
    """The gap before it is wider than those between words, or it is the first of its line."""
    sign: bool = False
    """The sign of a list that is drawn, not written, stands before it."""
    column: int = 0
    """Counted through the whole file."""
    left: float = 0.0
    right: float = 0.0
    note: bool = False
    """Stands at the foot of a page, in smaller type."""


@dataclass(slots=True, kw_only=True)
class Page:
    """What stands on one page of a PDF."""

    place: str
    width: float
    height: float
    stretches: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines that are drawn: x, end, y."""
    dots: list[tuple[float, float]] = field(default_factory=list)
    """Signs of lists that are drawn: x, y of the middle."""
    turned: str = ""
    """Text that does not run from left to right, such as a watermark."""
    unreadable: int = 0
    """Characters of which the file does not say what they are."""
