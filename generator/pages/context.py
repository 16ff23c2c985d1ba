"""What all pages are made with, and the link to an entry that most of them show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import ClassVar, NamedTuple

from markupsafe import Markup

from generator.linking.edition import Edition
from generator.linking.prose import ProseWriter, link_attributes
from generator.model.addresses import STATEMENT_PAGE, mention_anchor
from generator.model.entry import Entry
from generator.model.fields import Slug
from generator.model.statement import Mention, Statement, Theme
from generator.pages.pictures import Mark, draw_ground, draw_strip


class EntryLink(NamedTuple):
    """A link to an entry."""

    entry: Entry
    theme: Theme
    attributes: Mapping[str, str]
    """Those of the link, with what its preview card shows."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """An edition and the writer of its prose. What several pages need is worked out once, here."""

    edition: Edition
    writer: ProseWriter

    def href(self, target: str, page: str) -> str:
        """Return the address of a page or file, as written on a page."""
        return self.edition.project.addresses.href(target, page)

    def link_to(self, entry: Entry, page: str) -> EntryLink:
        """Return the link to an entry from a page."""
        return EntryLink(entry, self.edition.theme(entry), link_attributes(self.edition, entry, page))

    def draw_mentions(self, entry: Entry, page: str) -> Markup:
        """Draw the places in the statement that name an entry."""
        marks = [
            Mark(
                position=self._starts[mention.paragraph - 1] + mention.start / self._length,
                href=self.href(f"{STATEMENT_PAGE}#{mention_anchor(entry.slug, mention.ordinal)}", page),
                label=f"{mention.exact}, paragraph {mention.paragraph}",
            )
            for mention in self.edition.by_entry.get(entry.slug, ())
        ]
        return draw_strip(marks, self._ground, label=f"Where the statement names {entry.heading}")

    def list_paragraphs(self, entry: Entry) -> str:
        """Return in words where the statement names an entry: `paragraphs 3, 5 and 8`; empty when it does not."""
        numbers = sorted({mention.paragraph for mention in self.edition.by_entry.get(entry.slug, ())})
        if len(numbers) < 2:
            return "".join(f"paragraph {number}" for number in numbers)
        return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"

    @cached_property
    def neighbours(self) -> dict[Slug, tuple[Entry | None, Entry | None]]:
        """The entries before and after each one in the alphabet."""
        order = [None, *self.edition.alphabetical, None]
        beside = zip(order, order[1:], order[2:], strict=False)
        return {entry.slug: (before, after) for before, entry, after in beside if entry}

    @cached_property
    def _length(self) -> int:
        """The code points of all paragraphs."""
        return sum(len(block.text) for block in self.edition.statement.paragraphs)

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        """Where each paragraph starts, from 0 to 1 of the whole text."""
        lengths = [len(block.text) for block in self.edition.statement.paragraphs]
        return tuple(before / self._length for before in accumulate(lengths[:-1], initial=0))

    @cached_property
    def _ground(self) -> Markup:
        return draw_ground(self._starts[1:])


@dataclass(frozen=True, kw_only=True)
class View:
    """A page as its template sees it: the edition, and the way from the page to others."""

    template: ClassVar[str]
    title: ClassVar[str] = ""
    """Empty where the page's title is that of what it shows."""
    hide: ClassVar[tuple[str, ...]] = ("navigation", "toc")
    """What the theme leaves out beside it."""

    context: Context
    page: str
    """Relative to docs/."""

    @property
    def description(self) -> str:
        """What search engines show of it."""
        return ""

    @property
    def edition(self) -> Edition:
        """What the pages show."""
        return self.context.edition

    @property
    def statement(self) -> Statement:
        """The statement that the edition annotates."""
        return self.edition.statement

    def href(self, target: str) -> str:
        """Return the address of a page, a place or a file, as written on this page."""
        return self.context.href(target, self.page)

    def permanent(self, target: str) -> str:
        """Return the permanent address; as written on this page when the site's is not known."""
        addresses = self.edition.project.addresses
        return addresses.permanent(target) if addresses.site else self.href(target)

    def link_to(self, entry: Entry) -> EntryLink:
        """Return the link to an entry."""
        return self.context.link_to(entry, self.page)

    def place(self, mention: Mention) -> str:
        """Return the address of a mention in the statement."""
        return self.href(f"{STATEMENT_PAGE}#{mention_anchor(mention.entry, mention.ordinal)}")

    def mentions_of(self, entry: Entry) -> Sequence[Mention]:
        """Return where the statement names an entry."""
        return self.edition.by_entry.get(entry.slug, ())
