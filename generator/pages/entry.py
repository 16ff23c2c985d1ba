"""An entry's page, and the page that stands where an entry stood before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.citation import Citation, cite_entry
from generator.glossary import citations
from generator.locales import language_name
from generator.model import STATEMENT_SOURCE
from generator.pages.edition import EntryLink, draw_mentions, link_to, list_paragraphs
from generator.prose import cite_sources, mark_languages
from generator.statement_text import mark_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Entry, Mention, Prose, Slug, Source, Statement
    from generator.pages.edition import Edition


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
    nameless: tuple[str, ...]
    """The languages in which other entries have a name and this one has none."""
    definition: str
    quotes: tuple[Quote, ...]
    mention_count: int
    picture: str
    paragraphs: str
    inclusions: tuple[InclusionView, ...]
    background: str
    established: str
    participants: str
    led_by: str
    status: str
    disagreements: tuple[str, ...]
    later: tuple[LaterView, ...]
    same_sentence: tuple[EntryLink, ...]
    same_paragraph: tuple[EntryLink, ...]
    left_out: int
    """How many more share a paragraph with it."""
    sources: tuple[Source, ...]
    statement: Statement
    cites_statement: bool
    only_statement: bool
    citation: Citation
    previous: EntryLink | None
    next: EntryLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A page that only points to where an entry is now."""

    name: str
    href: str
    address: str


ALONGSIDE = 100
"""How many entries a page lists as named alongside. Where a paragraph names thousands, all pages would name all."""


def view_entry(edition: Edition, entry: Entry, previous: Entry | None, following: Entry | None) -> EntryView:
    """View an entry, with the entries before and after it in the alphabet."""
    page = links.entry_page(entry.slug)
    numbers = {source.id: number for number, source in enumerate(entry.sources, 1)}
    numbers[STATEMENT_SOURCE] = len(entry.sources) + 1
    cited = {cited for cited, _ in citations(entry)}

    def prose(text: Prose | None) -> str:
        if text is None:
            return ""
        markdown = mark_languages(text.markdown, edition.languages)
        return edition.linker.link(markdown, page=page, own=entry.slug, numbers=numbers)

    def cites(ids: Sequence[str]) -> str:
        return cite_sources(ids, numbers)

    mentions = edition.by_entry.get(entry.slug, [])
    sentence, paragraph = _named_alongside(edition, entry.slug)
    left_out = max(0, len(sentence) + len(paragraph) - ALONGSIDE)
    sentence = sentence[:ALONGSIDE]
    paragraph = paragraph[: ALONGSIDE - len(sentence)]
    return EntryView(
        entry=entry,
        theme_href=links.relative(f"{links.GLOSSARY_PAGE}#theme-{entry.theme.id}", page),
        also_known_as=tuple(
            NameView(text=label.text, language="", citations=cites(label.citations)) for label in entry.aliases
        ),
        names=tuple(
            (
                language_name(language),
                tuple(
                    NameView(text=label.text, language=language, citations=cites(label.citations)) for label in labels
                ),
            )
            for language, labels in entry.names
        ),
        # Nobody has looked for the names of a draft.
        nameless=tuple(
            language_name(code) for code in edition.languages if code not in dict(entry.names) and not entry.draft
        ),
        definition=links.escape(entry.definition.text) + cites(entry.definition.citations),
        quotes=_quotes(edition, mentions, page),
        mention_count=len(mentions),
        picture=draw_mentions(edition, entry, page),
        paragraphs=list_paragraphs(edition, entry),
        inclusions=_inclusions(edition, entry.slug, page),
        background=prose(entry.background),
        established=prose(entry.established),
        participants=prose(entry.participants),
        led_by=prose(entry.led_by),
        status=prose(entry.status),
        disagreements=tuple(prose(text) for text in entry.disagreements),
        later=tuple(LaterView(date=event.date, markdown=prose(event.text)) for event in entry.later),
        same_sentence=tuple(link_to(edition, edition.by_slug[slug], page) for slug in sentence),
        same_paragraph=tuple(link_to(edition, edition.by_slug[slug], page) for slug in paragraph),
        left_out=left_out,
        sources=entry.sources,
        statement=edition.statement,
        cites_statement=STATEMENT_SOURCE in cited,
        only_statement=cited <= {STATEMENT_SOURCE},
        citation=cite_entry(entry, edition.statement, edition.permanent(page)),
        previous=link_to(edition, previous, page) if previous else None,
        next=link_to(edition, following, page) if following else None,
    )


def _quotes(edition: Edition, mentions: Sequence[Mention], page: str) -> tuple[Quote, ...]:
    by_sentence: dict[tuple[int, tuple[int, int]], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.paragraph, mention.sentence].append(mention)
    paragraphs = edition.paragraphs
    return tuple(
        Quote(
            markdown=mark_quote(paragraphs[number - 1], sentence, named, page),
            paragraph=number,
            href=links.relative(f"{links.STATEMENT_PAGE}#{links.paragraph_anchor(number)}", page),
        )
        for (number, sentence), named in by_sentence.items()
    )


def _inclusions(edition: Edition, slug: Slug, page: str) -> tuple[InclusionView, ...]:
    return tuple(
        InclusionView(
            exact=item.exact,
            name=item.within.exact,
            href=links.relative(f"{links.STATEMENT_PAGE}#{item.within.anchor}", page),
            paragraph=item.within.paragraph,
        )
        for item in edition.inclusions_of.get(slug, ())
    )


def _named_alongside(edition: Edition, slug: Slug) -> tuple[list[Slug], list[Slug]]:
    """Give the entries that share a sentence with this one, then those that share only a paragraph."""
    sentence: Counter[Slug] = Counter()
    paragraph: Counter[Slug] = Counter()
    for own in edition.by_entry.get(slug, []):
        for other in edition.by_paragraph[own.paragraph]:
            if other.entry != slug:
                shared = sentence if other.sentence == own.sentence else paragraph
                shared[other.entry] += 1
    near = sorted(sentence, key=lambda other: (-sentence[other], other))
    far = sorted(set(paragraph) - set(sentence), key=lambda other: (-paragraph[other], other))
    return near, far
