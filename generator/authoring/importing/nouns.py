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
    text: str = ""  # Without the number or sign that it starts with. A footnote's reference in it is written `[^3]`
    level: int = 0  # Of a heading or an item; 1 is the outermost. 0 is a heading that only its words show
    number: str = ""  # As the source prints it, "13." or "(a)"; of a footnote, its mark
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
    mended: tuple[tuple[str, int], ...] = ()  # What was mended, and how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a stretch or a single character of one; y, its baseline, grows downwards from the top of the page.

    `first` is the width of its first word; `style` has b for bold and i for italic; `column` is counted through the
    whole file, `side` says which of how many columns of a page it is, `left` and `right` are its edges; `note` stands
    at the foot of a page.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    first: float = 0.0
    place: str = ""
    style: str = ""
    column: int = 0
    side: tuple[int, int] = (0, 0)
    left: float = 0.0
    right: float = 0.0
    note: bool = False


@dataclass(slots=True, kw_only=True)
class Page:
    """A page of a PDF: rows of stretches, lines drawn across (x, end, y), text that is turned, what has no text."""

    place: str
    width: float
    height: float
    rows: list[list[Line]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    turned: str = ""
    unreadable: int = 0
