"""The nouns of an import: what a line, a piece of it, a block and a repair are. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Repair:
    """One change that was made, or a place to look at, in words for the maintainer."""

    line: int
    """Of the input, 1-based."""
    message: str
    look: bool = False
    """Nothing was changed here: a person has to decide."""

    def __str__(self) -> str:
        """Show as one line, `line 12: joined ...`."""
        return f"line {self.line}: {'please look: ' if self.look else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the input, its characters healed already."""

    number: int
    """1-based, as an editor counts."""
    text: str
    """Without white space at its ends."""
    indent: int = 0
    new_page: bool = False
    """A form feed stands before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A line, or a part of one, wherever it went. The fragments of a line, in order, have all its letters."""

    line: int
    column: int
    text: str


class Kind(Enum):
    """What a block is. The values are for messages."""

    PARAGRAPH = "paragraph"
    """Running text; a number that it starts with is text."""
    BULLET = "bullet"
    """An item of a list; its mark is gone from the text."""
    HEADING = "heading"
    """A heading of the source's own."""
    RULE = "rule"
    """A dividing line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A block of the text in the making."""

    kind: Kind
    fragments: tuple[Fragment, ...]
    """In the order in which they are read."""
    text: str
    """The fragments joined; the joints may have lost a hyphen or gained a space."""
    level: int = 1
    """Of a heading, or of a bullet: 1 is the outermost."""
    numbered: bool = False
    """Starts with a number or letter of its own, as "12." or "(a)"."""
    alone: bool = False
    """Blank lines or the ends of the text stand around it, or each line of the text is a paragraph."""
    cut: bool = False
    """A page ends behind it: what follows may go on with it."""

    @property
    def line(self) -> int:
        """The line of the input that it starts on."""
        return self.fragments[0].line

    @property
    def last_line(self) -> int:
        """The line of the input that it ends on."""
        return self.fragments[-1].line
