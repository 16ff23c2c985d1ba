"""An entry's page, and the page at an address where an entry was before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from generator.model.addresses import (
    ENTRY_SECTIONS,
    GLOSSARY_PAGE,
    STATEMENT_PAGE,
    entry_page,
    mention_anchor,
    paragraph_anchor,
    source_anchor,
    theme_anchor,
)
from generator.model.entry import STATEMENT_SOURCE
from generator.pages.anchors import Anchors
from generator.pages.citation import cite_entry
from generator.pages.words import write_words
from generator.text.dates import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.linking.prose import Written
    from generator.model.entry import Entry, Source
    from generator.model.fields import CitedText, Slug
    from generator.model.statement import Inclusion, Mention, Statement, Theme
    from generator.pages.citation import Citation
    from generator.pages.context import Context, EntryLink

ALONGSIDE = 100
"""How many entries a page lists as named alongside. Where a paragraph names thousands, all pages would name all."""

_BACK = Markup('<a class="back" href="{}"><mark>{}</mark></a>')


class Cite(NamedTuple):
    """A source's number as a link to it."""

    number: int
    anchor: str


class Label(NamedTuple):
    """A name or a definition with its citations."""

    text: str
    cites: tuple[Cite, ...]


class LanguageNames(NamedTuple):
    """The names of an entry in one language, the preferred one first."""

    code: str
    label: str
    names: tuple[Label, ...]


class Quote(NamedTuple):
    """A sentence of the statement that names the entry."""

    html: Markup
    paragraph: int
    href: str


class InclusionView(NamedTuple):
    """The longer name of another entry that this entry's name is part of."""

    inclusion: Inclusion
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Where the statement names the entry."""

    count: int
    quotes: tuple[Quote, ...]
    paragraphs: str
    picture: Markup
    inclusions: tuple[InclusionView, ...]


class Fact(NamedTuple):
    """A line of the facts at a glance."""

    label: str
    html: Markup


class Later(NamedTuple):
    """A later event."""

    date: str
    html: Markup


class NumberedSource(NamedTuple):
    """A source that can be cited on the page."""

    anchor: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Alongside:
    """The entries that the statement names together with this one."""

    sentence: tuple[EntryLink, ...]
    paragraph: tuple[EntryLink, ...]
    left_out: int
    """How many more share a paragraph with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry's page."""

    entry: Entry
    anchor: str
    """The id of its heading."""
    theme: Theme
    theme_href: str
    glossary_href: str
    also_known_as: tuple[Label, ...]
    names: tuple[LanguageNames, ...]
    nameless: tuple[str, ...]
    """The languages in which other entries have a name and this one has none."""
    definition: Label
    mentions: Mentions
    background: Markup
    facts: tuple[Fact, ...]
    """How it began, who takes part, who leads."""
    status: Markup
    disagreements: tuple[Markup, ...]
    later: tuple[Later, ...]
    alongside: Alongside
    sources: tuple[NumberedSource, ...]
    statement: Statement
    statement_href: str
    statement_anchor: str
    cites_statement: bool
    only_statement: bool
    citation: Citation
    previous: EntryLink | None
    next: EntryLink | None


class MovedView(NamedTuple):
    """A page that only points to where an entry is now."""

    name: str
    href: str


class _Proses:
    """Writes the texts of one entry and notes what they cite."""

    def __init__(self, context: Context, entry: Entry) -> None:
        self._context = context
        self._entry = entry
        self._page = entry_page(entry.slug)
        self._numbers = {source.id: number for number, source in enumerate(entry.sources, 1)}
        self._numbers[STATEMENT_SOURCE] = len(entry.sources) + 1
        self.cited: set[str] = set()

    def write(self, text: str) -> Written:
        written = self._context.writer.write(text, page=self._page, own=self._entry.slug, numbers=self._numbers)
        self.cited.update(written.cited)
        return written

    def label(self, label: CitedText) -> Label:
        self.cited.update(label.citations)
        numbers = sorted({self._numbers[cited] for cited in label.citations if cited in self._numbers})
        return Label(text=label.text, cites=tuple(Cite(number, source_anchor(number)) for number in numbers))

    def names(self) -> tuple[LanguageNames, ...]:
        return tuple(
            LanguageNames(code=code, label=language_name(code), names=tuple(map(self.label, labels)))
            for code, labels in self._entry.names.items()
        )

    def facts(self) -> tuple[Fact, ...]:
        entry = self._entry
        texts = (("Established", entry.established), ("Participants", entry.participants), ("Led by", entry.led_by))
        return tuple(Fact(label, self.write(text).inline) for label, text in texts if text is not None)


def view_entry(context: Context, entry: Entry) -> EntryView:
    """View an entry."""
    edition = context.edition
    page = entry_page(entry.slug)
    theme = edition.theme(entry)
    proses = _Proses(context, entry)
    # Nobody has looked for the names of a draft.
    missing = () if entry.draft else [code for code in edition.languages if code not in entry.names]
    previous, following = context.neighbours[entry.slug]
    return EntryView(
        entry=entry,
        anchor=Anchors(ENTRY_SECTIONS).make(entry.heading),
        theme=theme,
        theme_href=context.href(f"{GLOSSARY_PAGE}#{theme_anchor(theme.id)}", page),
        glossary_href=context.href(GLOSSARY_PAGE, page),
        also_known_as=tuple(map(proses.label, entry.aliases)),
        names=proses.names(),
        nameless=tuple(language_name(code) for code in missing),
        definition=proses.label(entry.definition),
        mentions=_view_mentions(context, entry, page),
        background=proses.write(entry.background).html if entry.background else Markup(),
        facts=proses.facts(),
        status=proses.write(entry.status).inline,
        disagreements=tuple(proses.write(text).inline for text in entry.disagreements),
        later=tuple(Later(event.date, proses.write(event.text).inline) for event in entry.later),
        alongside=_view_alongside(context, entry, page),
        sources=tuple(NumberedSource(source_anchor(at), source) for at, source in enumerate(entry.sources, 1)),
        statement=edition.statement,
        statement_href=context.href(STATEMENT_PAGE, page),
        statement_anchor=source_anchor(len(entry.sources) + 1),
        # What is cited is known when all above is written.
        cites_statement=STATEMENT_SOURCE in proses.cited,
        only_statement=proses.cited <= {STATEMENT_SOURCE},
        citation=cite_entry(entry, edition.statement, edition.project.addresses.permanent(page)),
        previous=context.link_to(previous, page) if previous else None,
        next=context.link_to(following, page) if following else None,
    )


def view_moved(context: Context, entry: Entry, page: str) -> MovedView:
    """View the page at a former address of an entry."""
    return MovedView(name=entry.name, href=context.href(entry_page(entry.slug), page))


def _view_mentions(context: Context, entry: Entry, page: str) -> Mentions:
    mentions = context.edition.by_entry.get(entry.slug, ())
    return Mentions(
        count=len(mentions),
        quotes=_quote(context, mentions, page),
        paragraphs=context.list_paragraphs(entry),
        picture=context.draw_mentions(entry, page),
        inclusions=tuple(
            InclusionView(item, context.href(_place(item.within), page))
            for item in context.edition.inclusions_of.get(entry.slug, ())
        ),
    )


def _quote(context: Context, mentions: Sequence[Mention], page: str) -> tuple[Quote, ...]:
    def mark(mention: Mention, words: Markup) -> Markup:
        return _BACK.format(context.href(_place(mention), page), words)

    by_sentence: dict[tuple[int, tuple[int, int]], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.paragraph, mention.sentence].append(mention)
    paragraphs = context.edition.statement.paragraphs
    return tuple(
        Quote(
            html=write_words(paragraphs[number - 1], named, mark, span=sentence),
            paragraph=number,
            href=context.href(f"{STATEMENT_PAGE}#{paragraph_anchor(number)}", page),
        )
        for (number, sentence), named in by_sentence.items()
    )


def _place(mention: Mention) -> str:
    return f"{STATEMENT_PAGE}#{mention_anchor(mention.entry, mention.ordinal)}"


def _view_alongside(context: Context, entry: Entry, page: str) -> Alongside:
    edition, slug = context.edition, entry.slug
    sentence: Counter[Slug] = Counter()
    paragraph: Counter[Slug] = Counter()
    for own in edition.by_entry.get(slug, ()):
        for other in edition.by_paragraph[own.paragraph]:
            if other.entry != slug:
                shared = sentence if other.sentence == own.sentence else paragraph
                shared[other.entry] += 1
    near = sorted(sentence, key=lambda other: (-sentence[other], other))
    far = sorted(set(paragraph) - set(sentence), key=lambda other: (-paragraph[other], other))
    listed = (near + far)[:ALONGSIDE]
    found = [context.link_to(edition.by_slug[slug], page) for slug in listed]
    return Alongside(
        sentence=tuple(found[: len(near)]),
        paragraph=tuple(found[len(near) :]),
        left_out=len(near) + len(far) - len(listed),
    )
