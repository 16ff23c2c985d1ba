"""What all pages are made with, and what most of them show."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

from markdown.extensions.toc import slugify, unique
from markupsafe import Markup, escape

from generator.linking.edition import Edition
from generator.linking.markdown import link_attributes
from generator.linking.prose import ProseWriter
from generator.model.addresses import paragraph_anchor, quote_fragment, sentence_anchor
from generator.model.comparison import Comparison
from generator.model.entry import Entry
from generator.model.statement import Block, BlockKind, Mention, Place, Theme
from generator.pages.citation import Form, cite
from generator.text.wording import Wording, text_direction

MANY = 300  # How many lines are drawn one by one; more are a single path, in which those at one place are one

_LINE = '<line class="{0}" x1="{1:.2%}" x2="{1:.2%}" y1="0" y2="20"/>'
_PATH = Markup(
    '<svg width="100%" height="20" viewBox="0 0 1000 20" preserveAspectRatio="none"><path class="{}" d="{}"/></svg>'
)


class Anchors:
    """Makes the ids of headings that have none of their own, as Python-Markdown's table of contents does."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def make(self, heading: str) -> str:
        """Return an id for the next heading, made of its words."""
        return unique(slugify(heading, "-"), self._taken)


def name_block(block: Block, wording: Wording) -> str:
    """Return what a paragraph or note of the statement is called within a sentence."""
    if block.kind is BlockKind.NOTE:
        return wording.say("note %(label)s", label=block.label.removeprefix("note-"))
    return wording.say("paragraph %(label)s", label=block.label)


@lru_cache
def badge(theme: Theme) -> Markup:
    """Write the letters of a theme for the eye alone: read out before each link, two letters say nothing."""
    title, code = escape(theme.label), escape(theme.code)
    return Markup(f'<span class="code theme-{theme.number}" title="{title}" aria-hidden="true">{code}</span>')


def draw_lines(positions: Collection[float], kind: str) -> Markup:
    """Draw upright lines, from 0, the start, to 1, the end."""
    if len(positions) <= MANY:
        return Markup("".join(_LINE.format(kind, position) for position in positions))
    places = sorted({round(position * 1000) for position in positions})
    return _PATH.format(kind, "".join(f"M{place} 0v20" for place in places))


@dataclass(kw_only=True)
class Context:
    """An edition, and what several of its pages need, worked out once."""

    edition: Edition

    def __post_init__(self) -> None:
        edition, blocks = self.edition, self.edition.statement.paragraphs
        self.writer = ProseWriter(edition)
        """Writes prose of the edition as HTML."""
        order = [None, *edition.alphabetical, None]
        beside = zip(order, order[1:], order[2:], strict=False)
        self.neighbours = {entry.slug: (before, after) for before, entry, after in beside if entry}
        """The entries before and after each one in the alphabet."""
        self.offsets = list(accumulate((len(block.text) for block in blocks), initial=0))
        """Where each paragraph starts in the text of all, in code points; at the end how many there are."""
        self.ticks = draw_lines([start / self.offsets[-1] for start in self.offsets[1:-1]], "tick")
        """A quiet line at the start of each paragraph but the first, which mentions are drawn on."""
        before = [other for other in edition.comparisons if other.of.date <= edition.statement.date]
        self.in_order: list[Comparison | None] = [*before, None, *edition.comparisons[len(before) :]]
        """All statements by date; None stands for the annotated one."""


@dataclass(kw_only=True)
class View:
    """A page as its template sees it: the edition, the way from the page to others, and what only this page shows."""

    context: Context
    page: str  # Relative to docs/
    title: str = ""
    source: Path | None = None  # The file that a maintainer edits to change the page

    def __post_init__(self) -> None:
        self.template = f"{type(self).__name__.removesuffix('View').lower()}.html.jinja"
        """The file of its template, which has the name of the view."""
        self.edition = self.context.edition
        self.statement, self.wording = self.edition.statement, self.edition.wording
        self.href = partial(self.edition.project.addresses.href, page=self.page)
        """Returns the address of a page, a place or a file, as written on this page."""
        self.link = partial(link_attributes, self.edition, page=self.page)
        """Returns the attributes of a link to an entry, with what its preview card shows."""
        self.foreign = self.language_of(self.statement.language)
        """The attributes of what is in the statement's language, where that of the pages is another."""
        self.prose = self.language_of(self.edition.project.language)
        """The same of what editors write, which is in the language of the pages that they asked for."""

    def cite(self, *place: str, entry: Entry | None = None) -> list[Form]:
        """Return how to cite the statement, a place in it, or the entry whose page this is."""
        address, editor = self.edition.project.addresses.permanent(self.page), self.edition.project.editor
        return cite(self.statement, address, editor=editor, place=place, entry=entry)

    def entry_link(self, entry: Entry, text: str) -> Markup:
        """Write a link to an entry, with the letters of its theme."""
        return Markup(f"{badge(self.edition.theme(entry))} <a{self.link(entry)}>{escape(text)}</a>")

    def permanent(self, target: str) -> str:
        """Return the permanent address of a page, or the one written here where the site's is not known."""
        addresses = self.edition.project.addresses
        return addresses.permanent(target) if addresses.site else self.href(target)

    def place(self, mention: Mention) -> str:
        """Return the address of a mention in the statement."""
        return self.href(f"{self.edition.page}#{mention.anchor}")

    def paragraph(self, label: str, sentence: int = 0) -> str:
        """Return the address of a paragraph or note of the statement, or of one of its sentences."""
        anchor = sentence_anchor(label, sentence) if sentence else paragraph_anchor(label)
        return self.href(f"{self.edition.page}#{anchor}")

    def there(self, other: Comparison, place: Place, words: str = "") -> str:
        """Return the address of a sentence of another statement; on somebody else's page, that of its words."""
        if other.page:
            return self.href(f"{other.page}#{place.anchor}")
        return quote_fragment(other.url, words) if words else other.url

    def language_of(self, code: str) -> Markup:
        """Return the attributes of what is in a language: none in that of the pages."""
        if code.partition("-")[0] == self.wording.language:
            return Markup()
        direction = text_direction(code)
        is_same = direction == text_direction(self.wording.language)
        return Markup(f' lang="{escape(code)}"' + ("" if is_same else f' dir="{direction}"'))

    def name(self, number: int) -> str:
        """Return what a paragraph or note of the statement is called within a sentence."""
        return name_block(self.statement.paragraphs[number - 1], self.wording)

    def mentions_of(self, entry: Entry) -> Sequence[Mention]:
        """Return where the statement names an entry."""
        return self.edition.by_entry.get(entry.slug, ())

    def list_paragraphs(self, entry: Entry) -> str:
        """Return in words where the statement names an entry: `paragraphs 3, 5 and 8`; empty when it does not."""
        numbers = sorted({mention.paragraph for mention in self.mentions_of(entry)})
        blocks = [self.statement.paragraphs[number - 1] for number in numbers]
        names = [self.name(block.number) for block in blocks if block.kind is BlockKind.NOTE]
        if labels := [block.label for block in blocks if block.kind is not BlockKind.NOTE]:
            listed = ", ".join(labels) if names else self.wording.list(labels)
            say_many, count = self.wording.say_many, len(labels)
            names.insert(0, say_many("paragraph %(labels)s", "paragraphs %(labels)s", count, labels=listed))
        return self.wording.list(names)

    def positions(self, entry: Entry) -> list[float]:
        """Return where the statement names an entry, from 0 to 1 of the whole text."""
        starts = self.context.offsets
        return [(starts[item.paragraph - 1] + item.start) / starts[-1] for item in self.mentions_of(entry)]
