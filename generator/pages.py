"""Statement, entries and mentions -> one view a template -> pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from generator import links
from generator.glossary import citations
from generator.model import STATEMENT_SOURCE, BlockKind, Page
from generator.prose import number_citations
from generator.statement_text import count_words, mark_quote, write_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Entry, Inclusion, Mention, Prose, Slug, Source, Statement, Theme
    from generator.prose import ProseLinker
    from generator.render import Renderer

LANGUAGES = {"ja": "Japanese", "ko": "Korean"}
"""The languages that every entry should have a name in, and what we call them."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that pages are made of. What several pages need is worked out once, here."""

    statement: Statement
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    inclusions: tuple[Inclusion, ...]
    linker: ProseLinker

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
    def by_paragraph(self) -> Mapping[int, list[Mention]]:
        """The mentions in each paragraph, in order."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.paragraph].append(mention)
        return found

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
    theme: Theme
    kind: str
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block of the statement as Markdown, with what stands around it."""

    kind: str
    number: int
    level: int
    markdown: str
    section: str
    named: tuple[EntryLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """The statement's page."""

    statement: Statement
    blocks: tuple[BlockView, ...]
    entry_count: int
    mention_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of the statement that names the entry."""

    markdown: str
    paragraph: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """A name with its citations as Markdown."""

    text: str
    language: str
    citations: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterView:
    """A later event."""

    date: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionView:
    """The longer name of another entry that this entry's name stands in."""

    exact: str
    name: str
    href: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry's page."""

    entry: Entry
    theme_href: str
    also_known_as: tuple[NameView, ...]
    names: tuple[tuple[str, tuple[NameView, ...]], ...]
    """(what we call the language, its names)"""
    definition: str
    quotes: tuple[Quote, ...]
    mention_count: int
    inclusions: tuple[InclusionView, ...]
    background: str
    established: str
    participants: str
    led_by: str
    disagreements: tuple[str, ...]
    later: tuple[LaterView, ...]
    same_sentence: tuple[EntryLink, ...]
    same_paragraph: tuple[EntryLink, ...]
    sources: tuple[Source, ...]
    statement: Statement
    cites_statement: bool
    only_statement: bool
    previous: EntryLink | None
    next: EntryLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The list of entries."""

    letters: tuple[tuple[str, tuple[EntryLink, ...]], ...]
    themes: tuple[tuple[Theme, tuple[EntryLink, ...]], ...]
    entry_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymView:
    """One acronym."""

    acronym: str
    expansion: str
    href: str
    place: str
    """Where it first stands, as Markdown, or empty."""
    defined: bool
    """Whether the statement itself says what it stands for."""
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymsView:
    """The list of acronyms."""

    acronyms: tuple[AcronymView, ...]
    defined_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The first page."""

    statement: Statement
    words: int
    paragraphs: int
    entries: int
    mentions: int
    sources: int
    themes: tuple[tuple[Theme, int], ...]
    most_named: tuple[EntryLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A page that only points to where an entry is now."""

    name: str
    href: str
    address: str


def make_pages(material: Material, renderer: Renderer) -> Iterable[Page]:
    """Make every page of the site that is not simply an authored file."""
    yield _page(renderer, "home.md.jinja", links.HOME_PAGE, _home(material))
    yield _page(renderer, "statement.md.jinja", links.STATEMENT_PAGE, _statement(material))
    yield _page(renderer, "glossary.md.jinja", links.GLOSSARY_PAGE, _glossary(material))
    yield _page(renderer, "acronyms.md.jinja", links.ACRONYMS_PAGE, _acronyms(material))
    order = material.alphabetical
    neighbours = {left.slug: right for left, right in pairwise(order)}
    before = {right.slug: left for left, right in pairwise(order)}
    for entry in material.entries:
        view = _entry(material, entry, before.get(entry.slug), neighbours.get(entry.slug))
        page = _page(renderer, "entry.md.jinja", links.entry_page(entry.slug), view)
        yield Page(src_uri=page.src_uri, markdown=page.markdown, authored=entry.path)
        for former in entry.former_slugs:
            moved = MovedView(name=entry.name, href=f"{entry.slug}.md", address=f"../{entry.slug}/")
            yield _page(renderer, "moved.md.jinja", links.entry_page(former), moved)


def _page(renderer: Renderer, template: str, src_uri: str, view: object) -> Page:
    return Page(src_uri=src_uri, markdown=renderer.render(template, view), authored=None)


def _entry_link(material: Material, entry: Entry, page: str) -> EntryLink:
    return EntryLink(
        name=entry.name,
        acronym=entry.acronym or "",
        href=links.relative(links.entry_page(entry.slug), page),
        definition=entry.definition.text,
        theme=entry.theme,
        kind=entry.kind,
        mentions=len(material.by_entry.get(entry.slug, ())),
    )


def _statement(material: Material) -> StatementView:
    sections = {section.before: section.heading for section in material.statement.sections}
    definitions = {entry.slug: entry for entry in material.entries}
    blocks = []
    for block in material.statement.blocks:
        mentions = material.by_paragraph.get(block.number, []) if block.number else []
        named = dict.fromkeys(mention.entry for mention in mentions)
        blocks.append(
            BlockView(
                kind=block.kind.value,
                number=block.number,
                level=block.level,
                markdown="" if block.kind is BlockKind.RULE else write_block(block, mentions, definitions),
                section=sections.get(block.number, "") if block.number else "",
                named=tuple(
                    _entry_link(material, material.by_slug[slug], links.STATEMENT_PAGE) for slug in named
                ),
            )
        )
    return StatementView(
        statement=material.statement,
        blocks=tuple(blocks),
        entry_count=len(material.by_entry),
        mention_count=len(material.mentions),
    )


def _entry(material: Material, entry: Entry, previous: Entry | None, following: Entry | None) -> EntryView:
    page = links.entry_page(entry.slug)
    numbers = {source.id: number for number, source in enumerate(entry.sources, 1)}
    numbers[STATEMENT_SOURCE] = len(entry.sources) + 1
    cited = {cited for cited, _ in citations(entry)}

    def prose(text: Prose | None) -> str:
        if text is None:
            return ""
        return number_citations(material.linker.link(text.markdown, page=page, own=entry.slug), numbers)

    def cites(ids: Sequence[str]) -> str:
        return number_citations("".join(f"[^{cited}]" for cited in ids), numbers)

    mentions = material.by_entry.get(entry.slug, [])
    sentence, paragraph = _named_alongside(material, entry.slug)
    return EntryView(
        entry=entry,
        theme_href=links.relative(f"{links.GLOSSARY_PAGE}#theme-{entry.theme.id}", page),
        also_known_as=tuple(
            NameView(text=label.text, language="", citations=cites(label.citations)) for label in entry.aliases
        ),
        names=tuple(
            (
                LANGUAGES.get(language, language),
                tuple(
                    NameView(text=label.text, language=language, citations=cites(label.citations))
                    for label in labels
                ),
            )
            for language, labels in entry.names
        ),
        definition=links.escape(entry.definition.text) + cites(entry.definition.citations),
        quotes=_quotes(material, mentions, page),
        mention_count=len(mentions),
        inclusions=_inclusions(material, entry.slug, page),
        background=prose(entry.background),
        established=prose(entry.established),
        participants=prose(entry.participants),
        led_by=prose(entry.led_by),
        disagreements=tuple(prose(text) for text in entry.disagreements),
        later=tuple(LaterView(date=event.date, markdown=prose(event.text)) for event in entry.later),
        same_sentence=tuple(_entry_link(material, material.by_slug[slug], page) for slug in sentence),
        same_paragraph=tuple(_entry_link(material, material.by_slug[slug], page) for slug in paragraph),
        sources=entry.sources,
        statement=material.statement,
        cites_statement=STATEMENT_SOURCE in cited,
        only_statement=cited <= {STATEMENT_SOURCE},
        previous=_entry_link(material, previous, page) if previous else None,
        next=_entry_link(material, following, page) if following else None,
    )


def _quotes(material: Material, mentions: Sequence[Mention], page: str) -> tuple[Quote, ...]:
    by_sentence: dict[tuple[int, tuple[int, int]], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.paragraph, mention.sentence].append(mention)
    paragraphs = material.statement.paragraphs
    return tuple(
        Quote(
            markdown=mark_quote(paragraphs[number - 1], sentence, named, page),
            paragraph=number,
            href=links.relative(f"{links.STATEMENT_PAGE}#{links.paragraph_anchor(number)}", page),
        )
        for (number, sentence), named in by_sentence.items()
    )


def _inclusions(material: Material, slug: Slug, page: str) -> tuple[InclusionView, ...]:
    return tuple(
        InclusionView(
            exact=item.exact,
            name=item.within.exact,
            href=links.relative(f"{links.STATEMENT_PAGE}#{item.within.anchor}", page),
            paragraph=item.within.paragraph,
        )
        for item in material.inclusions
        if item.entry == slug
    )


def _named_alongside(material: Material, slug: Slug) -> tuple[list[Slug], list[Slug]]:
    """Give the entries that share a sentence with this one, then those that share only a paragraph."""
    sentence: Counter[Slug] = Counter()
    paragraph: Counter[Slug] = Counter()
    for own in material.by_entry.get(slug, []):
        for other in material.by_paragraph[own.paragraph]:
            if other.entry != slug:
                shared = sentence if other.sentence == own.sentence else paragraph
                shared[other.entry] += 1
    near = sorted(sentence, key=lambda other: (-sentence[other], other))
    far = sorted(set(paragraph) - set(sentence), key=lambda other: (-paragraph[other], other))
    return near, far


def _glossary(material: Material) -> GlossaryView:
    letters: dict[str, list[EntryLink]] = defaultdict(list)
    themes: dict[str, list[EntryLink]] = defaultdict(list)
    for entry in material.alphabetical:
        item = _entry_link(material, entry, links.GLOSSARY_PAGE)
        letters[entry.name[0].upper()].append(item)
        themes[entry.theme.id].append(item)
    return GlossaryView(
        letters=tuple((letter, tuple(items)) for letter, items in letters.items()),
        themes=tuple(
            (theme, tuple(themes[theme.id])) for theme in material.statement.themes if theme.id in themes
        ),
        entry_count=len(material.entries),
    )


def _acronyms(material: Material) -> AcronymsView:
    rows = []
    for entry in material.entries:
        names = [entry.acronym, entry.name, *(label.text for label in entry.aliases)]
        for acronym in dict.fromkeys(name for name in names if name and is_acronym(name, entry)):
            rows.append(_acronym(material, entry, acronym))
    rows.sort(key=lambda row: (row.acronym.casefold(), row.href))
    return AcronymsView(acronyms=tuple(rows), defined_count=sum(row.defined for row in rows))


def is_acronym(name: str, entry: Entry) -> bool:
    """Tell whether a name is an acronym: the entry says so, or it is one word all in capitals."""
    return name == entry.acronym or (" " not in name and name.isupper())


def _acronym(material: Material, entry: Entry, acronym: str) -> AcronymView:
    mentions = material.by_entry.get(entry.slug, [])
    defined = [mention for mention in mentions if f"({acronym})" in mention.exact]
    used = [mention for mention in mentions if mention.exact == acronym or mention in defined]
    inside = [item.within for item in material.inclusions if item.entry == entry.slug and item.exact == acronym]
    place = ""
    if used or inside:
        first = (used or inside)[0]
        target = f"{links.STATEMENT_PAGE}#{first.anchor}"
        place = links.link(f"paragraph {first.paragraph}", target, page=links.ACRONYMS_PAGE)
        if not used:
            place = f"{place}, inside “{links.escape(first.exact)}”"
    return AcronymView(
        acronym=acronym,
        expansion="" if acronym == entry.name else entry.name,
        href=links.relative(links.entry_page(entry.slug), links.ACRONYMS_PAGE),
        place=place,
        defined=bool(defined),
        used=bool(used or inside),
    )


def _home(material: Material) -> HomeView:
    counts = Counter(entry.theme for entry in material.entries)
    named = sorted(material.entries, key=lambda entry: (-len(material.by_entry.get(entry.slug, ())), entry.slug))
    return HomeView(
        statement=material.statement,
        words=count_words(material.statement),
        paragraphs=len(material.statement.paragraphs),
        entries=len(material.entries),
        mentions=len(material.mentions),
        sources=len({source.url for entry in material.entries for source in entry.sources}),
        themes=tuple((theme, counts[theme]) for theme in material.statement.themes if counts[theme]),
        most_named=tuple(_entry_link(material, entry, links.HOME_PAGE) for entry in named[:6]),
    )
