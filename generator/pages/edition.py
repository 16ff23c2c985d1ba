"""What all pages are made of, and the link to an entry that most of them show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from generator import links
from generator.pictures import Mark, strip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Block, Entry, Inclusion, Mention, Slug, Statement, Theme
    from generator.prose import ProseLinker


@dataclass(frozen=True, kw_only=True)
class Edition:
    """All that pages are made of. What several pages need is worked out once, here."""

    statement: Statement
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    inclusions: tuple[Inclusion, ...]
    linker: ProseLinker
    address: str
    """Where the site is published, ending in a slash; empty when it is not known."""

    def permanent(self, page: str) -> str:
        """Give the permanent address of a page."""
        return self.address + links.address(page, links.HOME_PAGE).removeprefix("./" if self.address else "")

    @cached_property
    def by_slug(self) -> Mapping[Slug, Entry]:
        """The entries by slug."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def by_entry(self) -> Mapping[Slug, list[Mention]]:
        """The mentions of each entry, in order."""
        found: dict[Slug, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.entry].append(mention)
        return found

    @cached_property
    def inclusions_of(self) -> Mapping[Slug, list[Inclusion]]:
        """The longer names that the names of each entry stand in, in order."""
        found: dict[Slug, list[Inclusion]] = defaultdict(list)
        for item in self.inclusions:
            found[item.entry].append(item)
        return found

    @cached_property
    def by_paragraph(self) -> Mapping[int, list[Mention]]:
        """The mentions in each paragraph, in order."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.paragraph].append(mention)
        return found

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The numbered blocks of the statement."""
        return self.statement.paragraphs

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """Where each paragraph starts, from 0 to 1 of the whole text."""
        lengths = [len(block.text) for block in self.statement.paragraphs]
        return tuple(before / self.length for before in accumulate(lengths[:-1], initial=0))

    @cached_property
    def length(self) -> int:
        """The code points of all paragraphs."""
        return sum(len(block.text) for block in self.statement.paragraphs)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages in which some entry has a name, sorted."""
        return tuple(sorted({code for entry in self.entries for code, _ in entry.names}))

    @cached_property
    def alphabetical(self) -> tuple[Entry, ...]:
        """The entries as a reader looks them up."""
        return tuple(sorted(self.entries, key=lambda entry: (entry.name.casefold(), entry.slug)))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """A link to an entry."""

    name: str
    acronym: str
    href: str
    definition: str
    preview: str
    theme: Theme
    kind: str
    mentions: int


def link_to(edition: Edition, entry: Entry, page: str) -> EntryLink:
    """Make the link to an entry from a page."""
    return EntryLink(
        name=entry.name,
        acronym=entry.acronym or "",
        href=links.relative(links.entry_page(entry.slug), page),
        definition=entry.definition.text,
        preview=entry.preview,
        theme=entry.theme,
        kind=entry.kind,
        mentions=len(edition.by_entry.get(entry.slug, ())),
    )


def draw_mentions(edition: Edition, entry: Entry, page: str) -> str:
    """Draw where in the statement an entry is named; empty when it is not."""
    mentions = edition.by_entry.get(entry.slug, [])
    if not mentions:
        return ""
    marks = [
        Mark(
            position=edition.starts[mention.paragraph - 1] + mention.start / edition.length,
            href=links.address(f"{links.STATEMENT_PAGE}#{mention.anchor}", page),
            label=f"{mention.exact}, paragraph {mention.paragraph}",
        )
        for mention in mentions
    ]
    return strip(marks, edition.starts[1:], label=f"Where the statement names {entry.heading}")


def list_paragraphs(edition: Edition, entry: Entry) -> str:
    """Say in words where an entry is named: `paragraphs 3, 5 and 8`."""
    numbers = sorted({mention.paragraph for mention in edition.by_entry.get(entry.slug, [])})
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
