"""The nouns of an import: lines of a file, blocks of a text, what was left out and done. Imports nothing of ours."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a block is. A number or sign that it starts with is not in its text. The values are for messages."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"
    RULE = "rule"


class Place(NamedTuple):
    """Where something stands in the file, "line 12" or "page 3"."""

    unit: str = ""
    number: int = 0

    def __str__(self) -> str:
        return f"{self.unit} {self.number}" if self.number else ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change that was made, or a place that a person must look at."""

    place: Place = NOWHERE
    message: str
    look: bool = False
    """A person has to decide."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.number else ""
        return f"{where}{'please look: ' if self.look else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words of the file that are not part of its text."""

    text: str
    reason: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the text, in reading order; footnotes come last."""

    kind: Kind
    text: str = ""
    """A footnote's reference in it is written `[^3]`."""
    level: int = 0
    """Of a heading or an item; 1 is the outermost."""
    number: str = ""
    """As the source prints it, "13." or "(a)"; of a footnote, its mark."""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedText:
    """What was read from a file. What the file does not tell is empty."""

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    dateline: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()
    language: str = ""
    left_out: tuple[LeftOut, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def flags(self) -> tuple[Repair, ...]:
        """The places that a person must look at."""
        return tuple(repair for repair in self.repairs if repair.look)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of a line, or all of it; y grows downwards. In a text file a character is 6 wide and a line 12 high."""

    text: str
    x: float
    end: float
    y: float
    size: float
    first: float
    """The width of the first word."""
    style: str = ""
    """Letters: b for bold, i for italic, u for underlined."""
    place: Place = NOWHERE
    sign: bool = False
    """The sign of a list that is drawn, not written, stands before it."""
    column: int = 0
    """Counts the columns that are read one after the other, through the whole file."""
    left: float = 0.0
    right: float = 0.0
    note: bool = False
    """Stands at the foot of a page, in smaller type."""


@dataclass(slots=True, kw_only=True)
class Page:
    """What stands on one page; of a page of copied text the height is not known, and 0."""

    number: int
    width: float
    height: float
    stretches: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines that are drawn: x, end, y."""
    dots: list[tuple[float, float]] = field(default_factory=list)
    """Signs of lists that are drawn: x, y of the middle."""
    turned: str = ""
    """Text that does not run from left to right, such as a watermark."""
    words: list[str] = field(default_factory=list)
    """All that the library itself reads on the page, in the file's order."""
    unreadable: int = 0
    """Characters of which the file does not say what they are."""
