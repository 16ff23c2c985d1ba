"""The annotated text and what its front matter says about it."""

import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import Field, PrivateAttr, StrictInt

from generator.model.addresses import sentence_anchor
from generator.model.fields import FullDate, Id, Language, Noun, Reference, ShortText, Slug, SourceKind, Text, part


def collapse(text: str) -> str:
    """Return a text as a browser sets it: white space of mark-up is one space, and none stands at either end."""
    return re.sub(r"[ \t\n\f\r]+", " ", text).strip()


def hash_words(text: str, digits: int = 6) -> str:
    """Return digits that change when the words of a text do."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:digits]


class BlockKind(Enum):
    """What a block of the statement is."""

    PARAGRAPH = "paragraph"  # A numbered paragraph
    ITEM = "item"  # A numbered paragraph that stands in a bulleted list
    HEADING = "heading"  # A heading of the source itself: shown, not numbered, never linked
    RULE = "rule"  # A dividing line
    NOTE = "note"  # A paragraph of a note; notes come last


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a block's text in one style. A block's text is its runs' texts, joined."""

    text: str
    em: bool = False
    strong: bool = False
    href: str | None = None  # Of a link of the source itself, or from and to its notes
    anchor: str = ""  # Of a reference to a note: the place that the note leads back to
    linkable: bool = True  # False in the source's own links, in code and in HTML: no mention is looked for there
    new: bool = False  # Whether no earlier statement has these words in a sentence like theirs


class Shown(NamedTuple):
    """What a page must show of one block, by a second reading of the source."""

    kind: BlockKind
    level: int  # As a block's; 0 but for headings and items
    text: str  # With single spaces
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the statement, in reading order."""

    kind: BlockKind
    runs: tuple[Run, ...]
    line: int
    number: int = 0  # From 1 for paragraphs, items and, at the end, paragraphs of notes; 0 for the others
    own: str = ""
    """Its label where that is not its number: the source's number, `13-2` for the next without one, or `note-1`."""
    numbered: bool = True
    """The source does not give it another number than its label, and not none beside numbered ones."""
    kept: str = ""  # The label that it was published with, where that is another
    formers: tuple[str, ...] = ()  # Labels of other paragraphs that were published and stand in it now
    sentences: tuple[int, ...] = ()  # The numbers that its sentences keep, where these are not 1, 2, 3
    level: int = 0  # Of a heading (1 to 6) or of an item (1 is the outermost)

    @property
    def text(self) -> str:
        """The visible text. Offsets of mentions count its code points."""
        return "".join(run.text for run in self.runs)

    @property
    def label(self) -> str:
        """What it is called, and what its address ends in."""
        return self.kept or self.own or str(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One of the statement's themes, declared in its front matter."""

    id: str
    label: str
    number: int  # From 1, in the order of declaration: decides the colour
    code: str  # Two letters, unique: says in print what the colour says on screen


@part
class Section:
    """An editorial heading: the editors', not the source's."""

    before: StrictInt | Text = Field(description="Number of the paragraph that it stands before.")
    heading: Text


@part
class Signatory:
    """Somebody whose statement it is."""

    name: ShortText
    office: ShortText = Field(description="As of the day of the statement: Prime Minister of Japan.")


@part
class Published(Reference):
    """A place where the statement was published, or is reported."""

    note: Text = Field("", description="What a reader finds there.")

    @property
    def is_official(self) -> bool:
        """Whether those who issued the text published it there, or an archive of theirs."""
        return self.kind in (SourceKind.PRIMARY, SourceKind.ARCHIVE)


class Statement(Noun):
    """The annotated text: the front matter of source/statement.md, and the blocks below it.

    Made by `Statement.model_validate(keys, context=(origin, blocks, shown))`.
    """

    title: Text
    date: FullDate
    parties: tuple[Text, ...] = Field(min_length=1)
    language: Language = Field(description="BCP 47 code of the text's language.")
    dateline: Text = Field("", description="The line under the title, as the source prints it.")
    place: Text = Field("", description="Where it was issued: Lima, Peru.")
    occasion: Text = Field("", description="On what occasion it was issued.")
    signatories: tuple[Signatory, ...] = Field((), description="Who issued it, with the offices held then.")
    rights: Text = Field("", description="Who owns the text, and what may be done with it.")
    published: tuple[Published, ...] = Field((), description="Where the official text was published.")
    themes: dict[Id, Text] = Field(min_length=1, description="Theme id: label, in the order of the legend.")
    fingerprint: str = Field("", pattern=r"^(\d+-[0-9a-f-]+)?$", description="Of the words that were imported.")
    accepted: str = Field("", description="Of words that differ from the source's on purpose, as `check` says it.")
    sections: tuple[Section, ...] = Field((), description="Editorial headings, not the source's.")

    _blocks: tuple[Block, ...] = PrivateAttr()
    _shown: tuple[Shown, ...] = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Keep the place that the statement was read from, and its text."""
        origin, self._blocks, self._shown = context
        super().model_post_init(origin)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its text, in reading order."""
        return self._blocks

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What its page must show, in reading order."""
        return self._shown

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks with a number: number N is at index N - 1. Those of notes come last."""
        return tuple(block for block in self.blocks if block.number)

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Those of its paragraphs."""
        return tuple(hash_words(block.text) for block in self.paragraphs)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of all labels."""
        return {block.label: block.number for block in self.paragraphs}

    @cached_property
    def legend(self) -> dict[str, Theme]:
        """Its themes by id, in the order of declaration."""
        found: dict[str, Theme] = {}
        for number, (theme_id, label) in enumerate(self.themes.items(), 1):
            # The article of Arabic tells nothing apart.
            letters = re.sub(r"\W|^ال(?=\w{2})", "", label) or theme_id
            codes = [letters[0].upper() + letter.lower() for letter in letters[1:]]
            taken = {theme.code for theme in found.values()}
            code = next((code for code in codes if code not in taken), str(number))
            found[theme_id] = Theme(id=theme_id, label=label, number=number, code=code)
        return found


class Place(NamedTuple):
    """A sentence of a statement, by the label of its paragraph and its number in there, from 1."""

    paragraph: str
    sentence: int

    @property
    def anchor(self) -> str:
        """Its anchor on a page that shows the statement; also how files write it: `p-8-s3`."""
        return sentence_anchor(*self)

    @classmethod
    def parse(cls, written: object) -> "Place":
        """Return the place that a file names by its anchor, or raise a ValueError."""
        if isinstance(written, cls):
            return written
        found = re.fullmatch(r"p-(.+)-s(\d+)", str(written))
        if not found:
            raise ValueError("must be the place of a sentence, such as p-8-s3")
        return cls(found[1], int(found[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a statement names an entry; offsets are code points into the paragraph's text, half-open."""

    entry: Slug
    anchor: str
    paragraph: int
    start: int
    end: int
    exact: str
    sentence: tuple[int, int]
    place: Place
    linked: bool


class Inclusion(NamedTuple):
    """A name that stands inside a longer name of another entry, as RAN does in Open RAN. It is no mention."""

    entry: Slug
    exact: str
    within: Mention
