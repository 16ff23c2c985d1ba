"""Prose of an edition -> HTML: names linked, citations numbered, languages marked, links resolved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions.toc import slugify
from markupsafe import Markup

from generator.linking.edition import Edition
from generator.linking.markdown import PLAIN, PLAIN_IN, EditionExtension, Job
from generator.model.addresses import ENTRY_PARTS
from generator.model.fields import Slug
from generator.text.html import OWN, find_complaints, read_body

TOO_DEEP = "elements are nested too deeply to be read"


class Problem(NamedTuple):
    """Something wrong in a piece of prose."""

    message: str
    hint: str
    line: int  # Lines before it in the prose
    is_error: bool  # True for what must not be published


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Prose as HTML, and what was found on the way."""

    html: Markup  # Blocks: paragraphs, lists, tables
    cited: tuple[str, ...]
    links: tuple[str, ...]  # Targets of relative links and pictures, relative to docs/
    problems: tuple[Problem, ...]

    @property
    def inline(self) -> Markup:
        """The same without the paragraph around it, where there is only one."""
        text = str(self.html)
        is_one = text.startswith("<p>") and text.find("</p>") == len(text) - 4
        return Markup(text[3:-4]) if is_one else self.html


class ProseWriter:
    """Turns the prose of one edition into HTML; that of one page is written once, however often it is asked for."""

    def __init__(self, edition: Edition) -> None:
        """Set up the parser as the site has it, with our extension."""
        project = edition.project
        self._edition = edition
        self._extension = EditionExtension(resolves=True)
        self._extension.use(edition)
        others = [item for item in project.markdown_extensions if not isinstance(item, EditionExtension)]
        self._parser = Markdown(extensions=[*others, self._extension], extension_configs=dict(project.markdown_configs))
        self._is_known = PLAIN_IN.issuperset(others)
        self._page = ""
        self._own_ids: set[str] = set()  # The ids of that page's parts, if it is an entry's
        self._taken: set[str] | None = None  # The same, and those in its prose
        self._written: dict[str, Written] = {}

    def write(self, text: str, page: str, own: Slug | None = None, numbers: Mapping[str, int] | None = None) -> Written:
        """Write Markdown as HTML for a page, which may be that of an entry, and with the numbers of its sources."""
        if page != self._page:
            # Checks and pages ask for the same prose one after the other; all of it would be a lot to remember.
            self._page = page
            self._written.clear()
            entry = self._edition.by_slug.get(own) if own is not None else None
            self._own_ids = {*ENTRY_PARTS, slugify(entry.heading, "-")} if entry is not None else set()
            self._taken = {*self._own_ids} if entry is not None else None
        if text not in self._written:
            self._written[text] = self._write(text, Job(page=page, own=own, numbers=numbers, taken=self._taken))
        return self._written[text]

    def _write(self, text: str, job: Job) -> Written:
        self._extension.job = job
        is_plain = self._is_known and PLAIN.fullmatch(text)
        try:
            html = self._extension.convert_plain(text, job) if is_plain else self._parser.reset().convert(text)
        except Exception as exc:
            # Whatever an extension of the project's raises.
            is_deep, what = isinstance(exc, RecursionError), f"an extension of Markdown fails: {exc}"
            hint = "write it flatter" if is_deep else "correct what it reads, or its setting"
            failed = Problem(TOO_DEEP if is_deep else what, hint, 0, is_error=True)
            return Written(html=Markup(), cited=(), links=(), problems=(failed,))
        html, problems = settle_html(html, text, self._edition.project.classes, job.unread, self._own_ids)
        return Written(html=Markup(html), cited=tuple(job.cited), links=tuple(job.links), problems=problems)


def settle_html(
    html: str, text: str, classes: Collection[str], unread: Iterable[str], taken: Collection[str] = ()
) -> tuple[str, tuple[Problem, ...]]:
    """Judge Markdown by the HTML that it became; return that as it is published, and what is wrong with it.

    Authors may use `classes` besides the usual ones, and not the ids that are `taken` by the page's own parts.
    """
    said, hint = '"{}" is not read as it is meant', "see how the site's Markdown writes it"
    marks = dict.fromkeys(unread)
    problems = [Problem(said.format(mark), hint, lines_before(text, mark), is_error=False) for mark in marks]
    # Text of paragraphs alone becomes no other elements than ours.
    complaints = dict.fromkeys(() if PLAIN.fullmatch(text) else find_complaints(html, taken, classes))
    problems += [Problem(item.message, item.hint, lines_before(text, item.what), is_error=True) for item in complaints]
    html = html.replace(OWN, "")
    # What is left open must not take in the rest of the page.
    return (read_body(html).inner_html or "" if "<" in text else html), tuple(problems)


def lines_before(text: str, words: str) -> int:
    """Return how many lines stand before the first place of some words; 0 when they are not there so."""
    return text.count("\n", 0, max(text.lower().find(words.lower()), 0))
