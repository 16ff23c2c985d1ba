"""The one composition: a project's files -> what was read and found in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from markupsafe import Markup

from generator.linking.mentions import (
    Decisions,
    NameIndex,
    find_inclusions,
    find_mentions,
    index_names,
    place_decisions,
)
from generator.linking.pairs import pair_sentences
from generator.model import addresses, group
from generator.model.comparison import Comparison, Consulted, Corrected
from generator.model.entry import Entry, Topics
from generator.model.errors import GeneratorError
from generator.model.fields import Slug
from generator.model.findings import Finding
from generator.model.statement import Inclusion, Mention, Place, Statement, Theme
from generator.reading.frontmatter import read_noun
from generator.reading.glossary import read_glossary
from generator.reading.project import MARKDOWN_SUFFIXES, Project, is_published, list_files
from generator.reading.record import NOTHING, Moved, Record, read_record, settle
from generator.reading.reviewed import Reviewed, read_reviewed
from generator.reading.statement import read_statement
from generator.text.sentences import number_sentences
from generator.text.spelling import match_key
from generator.text.wording import Wording, interface_language, read_wording

Item = TypeVar("Item")

CONSULTED = "consulted"
"""The folder of facts about statements that others publish; stands beside the statement, as all files of editors do."""


class Acronym(NamedTuple):
    """One acronym, used in the text or not."""

    text: str
    expansion: str  # What it stands for; empty when no source seen says so
    entry: Slug
    first: Mention | None  # The first mention that is it, defines it or holds it; None when the text does not use it
    inside: bool  # Whether that mention is of another entry, whose name it is part of
    defined: bool  # Whether the statement itself says what it stands for


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What was read and found. Checks, pages, data and search are functions of it."""

    project: Project  # Its language is that of the pages
    statement: Statement  # The one that the edition annotates
    entries: tuple[Entry, ...]  # Sorted by slug
    mentions: tuple[Mention, ...]  # In the order of the statements and of their texts
    names: NameIndex
    reviewed: Reviewed
    topics: Topics
    findings: tuple[Finding, ...]
    """What was found on the way: names that two entries claim, useless decisions. `check_edition` finds the rest."""
    record: Record = NOTHING
    moved: tuple[Moved, ...] = ()  # Addresses of the record that lost their place
    page: str = addresses.STATEMENT_PAGE  # That of its statement, relative to docs/
    legend: Mapping[str, Theme]
    others: tuple["Edition", ...] = ()  # The same entries with each of the other statements that are published, too
    settled: Mapping[Place, Place | None] = field(default_factory=dict)
    """The pairs of its statement's sentences that an editor has settled."""
    unpublished: tuple[Entry, ...] = ()  # Drafts that no page shows
    consulted: tuple[Consulted, ...] = ()
    links: dict[tuple[Slug, str, str], Markup] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The attributes of links to entries, by address and kind, of those that were asked for so far."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that are published, the annotated one first."""
        return (self.statement, *(other.statement for other in self.others))

    @cached_property
    def by_slug(self) -> Mapping[Slug, Entry]:
        """The entries by slug."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def by_entry(self) -> Mapping[Slug, Sequence[Mention]]:
        """The mentions of each entry that the statement names, in order."""
        return group(self.mentions, (), attrgetter("entry"))

    @cached_property
    def by_paragraph(self) -> Mapping[int, Sequence[Mention]]:
        """The mentions in each paragraph of the statement, in order."""
        return group(self.mentions, (), attrgetter("paragraph"))

    @cached_property
    def sentences(self) -> Mapping[int, Mapping[int, tuple[int, int]]]:
        """Start and end of the sentences of each paragraph of the statement, by their numbers."""
        language = self.statement.language
        return {block.number: number_sentences(block, language) for block in self.statement.paragraphs}

    @cached_property
    def inclusions_of(self) -> Mapping[Slug, Sequence[Inclusion]]:
        """The longer names that the names of each entry stand in, in order."""
        return group(find_inclusions(self.statement, self.mentions, self.names), (), attrgetter("entry"))

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """Every name of an entry that is an acronym or a word all in capitals, as a reader looks them up."""
        found = []
        for entry in self.entries:
            names = [entry.name, *(alias.text for alias in entry.aliases)]
            acronyms = [entry.acronym, *(name for name in names if " " not in name and name.isupper())]
            for text in filter(None, dict.fromkeys(acronyms)):
                mentions = self.by_entry.get(entry.slug, ())
                defined = [mention for mention in mentions if f"({text})" in mention.exact]
                used = [mention for mention in mentions if mention.exact == text or mention in defined]
                inside = [item.within for item in self.inclusions_of.get(entry.slug, ()) if item.exact == text]
                where = next(iter(used or inside), None), bool(inside and not used), bool(defined)
                found.append(Acronym(text, _expand(text, names), entry.slug, *where))
        return tuple(sorted(found, key=lambda item: (item.text.casefold(), item.entry)))

    @cached_property
    def wording(self) -> Wording:
        """The words of the interface."""
        return read_wording(interface_language(self.project.language))

    @property
    def description(self) -> str:
        """What it is, in one sentence."""
        say, date = self.wording.say, self.wording.date(self.statement.date)
        return say("The statement of %(date)s, annotated: every initiative it names, explained and sourced.", date=date)

    @cached_property
    def checked(self) -> str:
        """The last day on which facts were looked at; that of the statement where no entry says so."""
        return max((entry.checked for entry in self.entries if entry.checked), default=self.statement.date)

    @property
    def shown(self) -> dict[str, Statement]:
        """The pages that show a whole statement, relative to docs/, each with the statement."""
        return {of.page: of.statement for of in (self, *self.others)}

    @cached_property
    def current(self) -> Mapping[str, Slug]:
        """The slugs of entries by those that they had before."""
        return {former: entry.slug for entry in self.entries for former in entry.former_slugs}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The other statements, published here or not, each compared with the annotated one, by date."""
        found = [facts.compare(self.current) for facts in self.consulted]
        for other in self.others:
            pairs = pair_sentences(self.statement, other.statement, other.settled)
            found.append(Comparison(of=other.statement, page=other.page, named=other.by_entry, pairs=pairs))
        return tuple(sorted(found, key=lambda item: (item.of.date, item.of.slug)))

    @cached_property
    def alphabetical(self) -> tuple[Entry, ...]:
        """The entries as a reader looks them up."""
        return tuple(sorted(self.entries, key=lambda entry: (entry.name.casefold(), entry.slug)))

    @cached_property
    def sources(self) -> Mapping[str, Path | None]:
        """Every page that is made, relative to docs/, with the file that holds its words, where there is one."""
        pages: dict[str, Path | None] = dict.fromkeys(addresses.LIST_PAGES)
        pages[addresses.STATEMENT_PAGE] = self.statement.path
        if self.topics.topics:
            pages[addresses.TOPICS_PAGE] = self.topics.path
        if any(entry.outcome or entry.later for entry in self.entries):
            pages[addresses.SINCE_PAGE] = None
        if self.others or self.consulted:
            pages[addresses.STATEMENTS_PAGE] = None
        for other in self.others:
            pages |= dict.fromkeys((other.page, addresses.comparison_page(other.statement.slug)), other.statement.path)
        for entry in self.entries:
            pages |= dict.fromkeys(map(addresses.entry_page, (entry.slug, *entry.former_slugs)), entry.path)
        pages |= {f"{item.address}.md": self.record.path for item, _ in self.moved if item.slug}
        return pages

    @cached_property
    def targets(self) -> frozenset[str]:
        """All that a link may lead to, relative to docs/: pages that are made, and the files in docs/."""
        return frozenset([*self.sources, *self.files])

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file in docs/, relative to it, sorted, but those that no builder publishes, such as hidden ones."""
        left_out = {addresses.entry_page(entry.slug) for entry in self.unpublished}
        return tuple(name for name in filter(is_published, list_files(self.project.docs)) if name not in left_out)

    @property
    def authored(self) -> tuple[str, ...]:
        """The Markdown files among them."""
        return tuple(name for name in self.files if name.endswith(MARKDOWN_SUFFIXES))

    def theme(self, entry: Entry) -> Theme:
        """Return the theme of an entry."""
        return self.legend[entry.theme]


def read_edition(project: Project) -> Edition:
    """Read a project and find its mentions, or raise the faults of all its files. Nothing is written."""
    faults: list[GeneratorError] = []

    def read(how: Callable[..., Item], *given: object) -> Item:
        try:
            return how(*given)
        except GeneratorError as exc:
            faults.append(exc)
            return cast("Item", None)  # Nobody sees it: all faults are raised when all files were read.

    path, beside = project.statement, project.statement.parent
    record = read(read_record, path)
    statement = read(read_statement, path, NOTHING if faults else record)
    every = read(read_glossary, project.glossary, getattr(statement, "themes", None))
    reviewed = read(read_reviewed, path)
    decisions = read(read_noun, beside / "mentions.yml", Decisions)
    topics = read(read_noun, beside / "topics.yml", Topics)
    consulted = tuple(read(read_noun, path, Consulted) for path in sorted((beside / CONSULTED).glob("*.yml")))
    more = [
        (read(read_statement, path), read(read_noun, path.with_suffix(".yml"), Corrected))
        for path in sorted((beside / "statements").glob("*.md"))
    ]
    if faults:
        raise GeneratorError.join(faults)
    unpublished = tuple(entry for entry in every if entry.draft and not project.drafts)
    entries = tuple(entry for entry in every if project.drafts or not entry.draft)
    names, findings = index_names(entries)
    slugs: dict[str, Slug | None] = {entry.slug: entry.slug for entry in entries}
    slugs |= dict.fromkeys(entry.slug for entry in unpublished)
    places, misplaced = place_decisions(decisions, statement, slugs, names)
    found, undecided = find_mentions(statement, entries, names, places)
    decided = {names.shared[pattern] for pattern in names.defines.values()}
    decided |= {item.words for item in decisions.mentions}
    known = {match_key(name) for name in decided} - undecided
    mentions, moved = settle(record, statement, entries, found)
    edition = Edition(
        project=replace(project, language=project.language or statement.language),
        statement=statement,
        entries=entries,
        mentions=mentions,
        names=names,
        reviewed=reviewed,
        topics=topics,
        findings=(*misplaced, *(item for item in findings if match_key(item.name) not in known)),
        record=record,
        moved=moved,
        legend=statement.legend,
        unpublished=unpublished,
        consulted=consulted,
    )
    others = tuple(
        replace(
            edition,
            statement=other,
            mentions=find_mentions(other, entries, names)[0],
            page=addresses.statement_page(other.slug),
            settled={item.ours: item.theirs for item in corrected.pair_corrections},
            record=NOTHING,
            moved=(),
        )
        for other, corrected in more
    )
    return replace(edition, others=others)


def _expand(acronym: str, names: list[str]) -> str:
    """Return the name that spells it out, or the one with its letters, or the preferred name."""
    if acronym == names[0]:
        return ""
    spelled = [before for before, found, _ in (name.partition(f" ({acronym})") for name in names) if found]
    letters = [letter for letter in acronym.upper() if letter.isalnum()]
    fitting = [name for name in names if [word[0].upper() for word in re.findall(r"\w+", name)] == letters]
    return [*spelled, *fitting, names[0]][0]
