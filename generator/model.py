"""The nouns that every other room speaks in. Standard library only, nothing here reads or writes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from pathlib import Path

Slug = NewType("Slug", str)
"""The name of an entry's file without `.md`, and its place in the address: `/glossary/<slug>/`."""

STATEMENT_SOURCE = "statement"
"""The source id that cites the annotated statement itself. No entry may list a source of that name."""


class LinkRule(Enum):
    """How often an entry's mentions become links. Every mention counts for backlinks, linked or not."""

    EVERY = "every"
    """At every mention."""
    FIRST_IN_PARAGRAPH = "first-in-paragraph"
    """At the first mention in each paragraph."""
    FIRST = "first"
    """At the first mention in the text."""


class BlockKind(Enum):
    """What a block of the statement is."""

    PARAGRAPH = "paragraph"
    """A numbered paragraph."""
    ITEM = "item"
    """A numbered paragraph that stands in a bulleted list."""
    HEADING = "heading"
    """A heading of the source itself: shown, not numbered, never linked."""
    RULE = "rule"
    """A dividing line."""


class FindingCode(Enum):
    """What can be wrong with a project that still builds."""

    ALIAS_CLASH = "alias-clash"
    """Two entries claim one name, so neither is linked there."""
    UNCITED = "uncited"
    """A fact stands without a citation."""
    UNUSED_SOURCE = "unused-source"
    """A source is listed and never cited."""
    LATER_NOT_LATER = "later-not-later"
    """An event under `later` is not after the statement's date."""
    NAV_WITHOUT_PAGE = "nav-without-page"
    """mkdocs.yml lists a page that does not exist."""
    PLACEHOLDER = "placeholder"
    """An import could not tell the statement's title, date or parties, and nobody has filled them in."""
    UNDOCUMENTED_NAME = "undocumented-name"
    """The statement names something that has no entry and is not on the reviewed list."""
    TWO_SPELLINGS = "two-spellings"
    """One name is spelt in two ways, and only one of them leads to its entry."""
    UNUSED_ALIAS = "unused-alias"
    """An alias stands nowhere, and no source is cited for it."""
    SHADOWED_ALIAS = "shadowed-alias"
    """An alias stands in the statement only inside longer names of other entries, so it is never linked."""
    EARLY_ACRONYM = "acronym-before-definition"
    """The statement uses an acronym before it says what it stands for."""
    UNMENTIONED_ENTRY = "unmentioned-entry"
    """The statement never names an entry."""
    NO_DEFINITION = "no-definition"
    """An entry does not say what the thing is."""
    LONG_DEFINITION = "long-definition"
    """A definition is longer than what preview cards and search show."""
    SOURCE_LINK = "source-link"
    """The address of a source cannot be right."""
    DRAFT = "draft"
    """An entry is still a draft; only `check --release` minds."""
    NOT_IN_NAV = "not-in-nav"
    """A page stands in no nav entry, so readers find it only by search."""
    UNUSABLE_INPUT = "unusable-input"
    """An input cannot be used, so nothing else was looked at."""
    STALE_REVIEW = "stale-review"
    """A line of the reviewed list has nothing to stand for any more."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """Something wrong that does not stop the build, with its place and what to do."""

    path: Path
    line: int
    code: str
    """The value of a `FindingCode`."""
    message: str
    hint: str
    name: str = ""
    """The name it is about, where there is one."""

    def __str__(self) -> str:
        """Show as one line, `path:line: message; hint [code]`."""
        return f"{self.path.as_posix()}:{self.line}: {self.message}; {self.hint} [{self.code}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One of the statement's themes, declared in its front matter."""

    id: str
    label: str
    number: int
    """From 1, in the order of declaration: decides the colour."""
    code: str
    """Two letters, unique: says in print what the colour says on screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a block's text in one style. A block's text is its runs' texts, joined."""

    text: str
    em: bool = False
    strong: bool = False
    href: str | None = None
    """Where a link of the source itself leads."""
    linkable: bool = True
    """False in the source's own links, in code and in HTML: no mention is looked for there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the statement, in reading order."""

    kind: BlockKind
    runs: tuple[Run, ...]
    line: int
    """1-based, in the statement's file."""
    number: int = 0
    """From 1 for paragraphs and items, 0 for the others."""
    level: int = 0
    """Of a heading (1 to 6) or of an item (1 is the outermost)."""

    @property
    def text(self) -> str:
        """The visible text. Offsets of mentions count its code points."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An editorial heading: ours, not the source's."""

    before: int
    """The number of the paragraph that it stands before."""
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that is cited, or where the statement stands."""

    id: str
    title: str
    publisher: str
    url: str
    date: str = ""
    """ISO year, month or day, or empty."""
    language: str = "en"
    note: str = ""
    line: int = 1
    url_line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The annotated text and what its front matter says about it."""

    path: Path
    title: str
    dateline: str
    """The line under the title as the source prints it; may be empty."""
    date: str
    """ISO day."""
    parties: tuple[str, ...]
    language: str
    published: tuple[Source, ...]
    themes: tuple[Theme, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The numbered blocks: paragraph N is at index N - 1."""
        return tuple(block for block in self.blocks if block.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name with the ids of the sources that give it."""

    text: str
    citations: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown of ours with `[^id]` citations in it."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterEvent:
    """Something that happened after the statement."""

    date: str
    """ISO year, month or day."""
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One glossary entry as its author wrote it."""

    slug: Slug
    path: Path
    name: str
    name_line: int
    acronym: str | None
    acronym_line: int
    aliases: tuple[Label, ...]
    names: tuple[tuple[str, tuple[Label, ...]], ...]
    """Names in other languages: (language code, names), the preferred name first."""
    kind: str
    theme: Theme
    link: LinkRule
    definition: Label
    since: str
    """ISO year, month or day for the timeline, or empty."""
    established: Prose | None
    participants: Prose | None
    led_by: Prose | None
    status: Prose
    site: str
    disagreements: tuple[Prose, ...]
    later: tuple[LaterEvent, ...]
    not_found: tuple[str, ...]
    former_slugs: tuple[Label, ...]
    search_terms: tuple[str, ...]
    sources: tuple[Source, ...]
    background: Prose
    draft: bool = False
    """Whether a machine wrote it and nobody has finished it."""
    draft_line: int = 1
    site_line: int = 1

    @property
    def heading(self) -> str:
        """The preferred name, with the acronym where there is one."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def preview(self) -> str:
        """What a link to the entry says on hover: heading, definition, theme, with spaced en dashes between."""
        return f"{self.heading} \u2013 {self.definition.text} \u2013 {self.theme.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the statement names an entry."""

    entry: Slug
    ordinal: int
    """From 1: the k-th mention of this entry in the statement."""
    paragraph: int
    start: int
    """Code points into the paragraph's text, half-open with `end`."""
    end: int
    exact: str
    """The words as they stand."""
    sentence: tuple[int, int]
    """Start and end of the sentence, in the same offsets."""
    linked: bool

    @property
    def anchor(self) -> str:
        """The permanent address of the mention on the statement's page."""
        return f"m-{self.entry}-{self.ordinal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """A name that stands inside a longer name of another entry, as RAN does in Open RAN. It is no mention."""

    entry: Slug
    exact: str
    within: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as plain Markdown."""

    src_uri: str
    """POSIX path relative to docs/."""
    content: bytes
    """Markdown in UTF-8: as text, a page with one typographic quotation mark in it takes twice the memory."""
    authored: Path | None
    """The file a maintainer edits to change this page, or None."""
    pictures: tuple[str, ...] = ()
    """SVG for the marks in the Markdown, in their order; they are put into the built page."""
    jsonld: str = ""
    """schema.org data for the head of the built page, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of data that is published with the pages."""

    src_uri: str
    """POSIX path relative to docs/ and to the built site."""
    content: bytes
    """Text in UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that the adapters need: the pages, and what was found on the way."""

    statement: Statement
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    inclusions: tuple[Inclusion, ...] = ()
    address: str = ""
    """Where the site is published, ending in a slash; empty when it is not known."""
