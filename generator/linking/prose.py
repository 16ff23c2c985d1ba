"""Prose of an edition -> HTML: names linked, citations numbered, languages marked, links resolved."""

import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.extensions.toc import slugify
from markupsafe import Markup

from generator.linking.edition import Edition
from generator.linking.mentions import LinkChooser
from generator.model.addresses import ENTRY_PARTS, entry_page
from generator.model.entry import Entry, OutcomeState, uncited
from generator.model.fields import Slug
from generator.text.html import OWN, close_elements, find_complaints
from generator.text.markdown import PLAIN, PLAIN_IN, EditionExtension, Job, Name
from generator.text.wording import Wording

TOO_DEEP = "elements are nested too deeply to be read"


class Problem(NamedTuple):
    """Something wrong in a piece of prose."""

    message: str
    hint: str
    line: int
    """Lines before it in the prose."""
    is_error: bool
    """True for what must not be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Prose as HTML, and what was found on the way."""

    html: Markup
    """Blocks: paragraphs, lists, tables."""
    cited: tuple[str, ...]
    """Ids of sources, in order."""
    links: tuple[str, ...]
    """Targets of relative links and pictures, relative to docs/."""
    problems: tuple[Problem, ...]

    @property
    def inline(self) -> Markup:
        """The same without the paragraph around it, where there is only one."""
        text = str(self.html)
        if text.startswith("<p>") and text.endswith("</p>") and text.count("</p>") == 1:
            return Markup(text[3:-4])
        return self.html


class EntryNames:
    """Finds the names of an edition's entries, by each entry's link rule, and where relative links lead."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._rules = {entry.slug: entry.link for entry in edition.entries}

    def find(self, text: str, job: Job) -> Sequence[Name]:
        """Return the names to be linked in one block."""
        index = self._edition.names
        chooser = LinkChooser(self._rules, job.counts)
        found = []
        for start, end, pattern in index.matcher.find(text):
            slug = index.slugs[pattern]
            if pattern in index.shared:
                continue
            if chooser.choose(slug) and slug != job.own:
                found.append(Name(start, end, link_attributes(self._edition, self._edition.by_slug[slug], job.page)))
        return found

    def resolve(self, href: str, job: Job) -> str:
        """Return the address of a link to another page or a file, as written on the page; others stay."""
        try:
            parts = urlsplit(unescape(href))
        except ValueError:
            return href
        if parts.scheme or parts.netloc or parts.path.startswith("/") or not (parts.path or parts.fragment):
            return href
        folder = posixpath.dirname(job.page)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else job.page
        target += f"#{parts.fragment}" if parts.fragment else ""
        job.links.append(target)
        way, hash_, anchor = self._edition.project.addresses.href(target, job.page).partition("#")
        return f"{way}?{parts.query}{hash_}{anchor}" if parts.query else way + hash_ + anchor


def link_attributes(edition: Edition, entry: Entry, page: str, *, kind: str = "entry-link") -> dict[str, str]:
    """Return the attributes of a link to an entry: where it leads, and what its preview card shows."""
    theme = edition.theme(entry)
    outcome = describe_outcome(entry, edition.wording)
    return {
        "class": f"{kind} theme-{theme.number}",
        "href": edition.project.addresses.href(entry_page(entry.slug), page),
        "data-name": entry.heading,
        "data-theme": theme.label,
        "title": entry.definition.text,
    } | ({"data-since": outcome} if outcome else {})


def describe_outcome(entry: Entry, wording: Wording) -> str:
    """Return in one line what became of an entry after the statement; empty where nothing was found."""
    outcome = entry.outcome
    if outcome is None or outcome.state is OutcomeState.NOTHING_FOUND:
        return ""
    day = f", {wording.date(outcome.date)}" if outcome.date else ""
    return f"{outcome.state.sign} {wording.say(outcome.state.word).capitalize()}{day}: {uncited(outcome.text)}"


class ProseWriter:
    """Turns the prose of one edition into HTML; that of one page is written once, however often it is asked for."""

    def __init__(self, edition: Edition) -> None:
        """Set up the parser as the site has it, with our extension."""
        project = edition.project
        self._edition = edition
        self._extension = EditionExtension(resolves=True)
        self._extension.use(EntryNames(edition), edition.languages)
        others = [item for item in project.markdown_extensions if not isinstance(item, EditionExtension)]
        self._parser = Markdown(extensions=[*others, self._extension], extension_configs=dict(project.markdown_configs))
        self._is_known = PLAIN_IN.issuperset(others)
        self._page = ""
        self._own_ids: set[str] = set()
        """The ids of that page's parts, if it is an entry's."""
        self._taken: set[str] | None = None
        """The same, and those in its prose."""
        self._written: dict[str, Written] = {}

    def write(
        self, text: str, *, page: str, own: Slug | None = None, numbers: Mapping[str, int] | None = None
    ) -> Written:
        """Write Markdown as HTML for a page, which may be that of an entry, and with the numbers of its sources."""
        if page != self._page:
            # Checks and pages ask for the same prose one after the other; all of it would be a lot to remember.
            self._page = page
            self._written.clear()
            entry = self._edition.by_slug.get(own) if own is not None else None
            self._own_ids = {*ENTRY_PARTS, slugify(entry.heading, "-")} if entry is not None else set()
            self._taken = set(self._own_ids) if entry is not None else None
        if text not in self._written:
            self._written[text] = self._write(text, Job(page=page, own=own, numbers=numbers, taken=self._taken))
        return self._written[text]

    def _write(self, text: str, job: Job) -> Written:
        self._extension.job = job
        self._parser.reset()
        is_plain = self._is_known and PLAIN.fullmatch(text)
        try:
            html = self._extension.convert_plain(text) if is_plain else self._parser.convert(text)
        except RecursionError:
            deep = Problem(TOO_DEEP, "write it flatter", 0, is_error=True)
            return Written(html=Markup(), cited=(), links=(), problems=(deep,))
        html, problems = settle_html(html, text, self._edition.project.classes, job.unread, self._own_ids)
        return Written(html=Markup(html), cited=tuple(job.cited), links=tuple(job.links), problems=problems)


def settle_html(
    html: str, text: str, classes: Collection[str], unread: Iterable[str], taken: Collection[str] = ()
) -> tuple[str, tuple[Problem, ...]]:
    """Judge Markdown by the HTML that it became; return that as it is published, and what is wrong with it.

    Authors may use `classes` besides the usual ones, and not the ids that are `taken` by the page's own parts.
    """
    hint = "see how the site's Markdown writes it"
    problems = [
        Problem(f'"{mark}" is not read as it is meant', hint, lines_before(text, mark), is_error=False)
        for mark in dict.fromkeys(unread)
    ]
    complaints = dict.fromkeys(find_complaints(html, taken, classes))
    problems += [Problem(item.message, item.hint, lines_before(text, item.what), is_error=True) for item in complaints]
    html = html.replace(OWN, "")
    # What is left open must not take in the rest of the page.
    return (close_elements(html) if "<" in text else html), tuple(problems)


def lines_before(text: str, words: str) -> int:
    """Return how many lines stand before the first place of some words; 0 when they are not there so."""
    return text.count("\n", 0, max(text.lower().find(words.lower()), 0))
