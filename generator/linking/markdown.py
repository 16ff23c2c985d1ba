"""Our one Python-Markdown extension: names become links, citations become numbers, languages are marked.

It works on the parsed tree, in the pass that makes the HTML, so what is linked and checked is what is shown.
"""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX
from markupsafe import Markup

from generator.linking.edition import Edition
from generator.linking.mentions import is_linked
from generator.model.addresses import entry_page
from generator.model.entry import Entry, OutcomeState, uncited
from generator.model.fields import CITATION, Slug
from generator.text.html import OWN
from generator.text.matcher import GAP
from generator.text.spelling import HAN_AND_KANA, KOREAN
from generator.text.wording import Wording

_NO_TEXT = {"code", "pre", "script", "style", "kbd", "samp"}
"""What is shown as it is written: no citation and no language is looked for there."""
_NO_NAMES = _NO_TEXT | {"a", "button", "label", "summary", "svg", "math", "h1", "h2", "h3", "h4", "h5", "h6"}

_STASHED = re.compile(f"{STX}(?:wzxhzdk:(?P<number>\\d+)|[^{ETX}]*){ETX}")
"""Python-Markdown's mark for inline HTML, which it puts back later, or for an escaped character."""
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_UNSEEN = re.compile(r"<(pre|code|kbd|samp|script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
"""What a reader does not see of HTML, or sees as code."""
_ADDRESS = re.compile(r"(?<!\w)\w+://\S+|(?<!\S)[^\s@]+@\S+")
_CITATIONS = re.compile(r"\[\^[\w-]+\](?:\s*\[\^[\w-]+\])*")
_EAST_ASIAN = re.compile(
    rf"(?P<ko>[{KOREAN}]+(?:[ \u00b7][{KOREAN}]+)*)|[{HAN_AND_KANA}]+(?:[\u300c-\u300f\u3001\u3002]*[{HAN_AND_KANA}]+)*"
)
_UNREAD = re.compile(
    r"""
      \[\^[\w-]+\]
    | \{:?[ ]*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}
    | !\[[^\[\]\n]*\]\([^()\n]*\)
    | ^[ ]*(?:!!!|\?\?\?)[ ]\w+
    """,
    re.MULTILINE | re.VERBOSE,
)
"""Mark-up that Markdown did not read, and that readers would see."""
_SUSPECT = re.compile(r"[{!?]|\[\^")
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')

PLAIN = re.compile(
    r"""
    (?!\n) (?: (?:\A|\n\n) (?!\d+\.) (?=[\w"'($])
        (?: [^\x00-\x1f!#&*<>@[\\\]^_`{|}~]++ | (?<!\ )\n(?=[\w"'($[]) | (?:\[\^[a-z\d-]+\])++(?![:(]) )++ (?<!\s)
    )+
    """,
    re.VERBOSE,
)
"""Paragraphs without any sign of Markdown's but citations."""

PLAIN_IN = frozenset(
    """
    admonition attr_list def_list fenced_code md_in_html pymdownx.details pymdownx.highlight pymdownx.superfences
    tables toc
    """.split()  # noqa: SIM905 - a dozen names read best as text
)
"""Extensions that find no sign of theirs in such paragraphs, either."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One conversion: what it is for, and what was found on the way."""

    page: str
    own: Slug | None = None  # The entry whose page it is, to which nothing there links
    numbers: Mapping[str, int] | None = None  # Of the sources on the page by their ids; None where nothing can be cited
    counts: dict[Slug, int] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # Targets of relative links and pictures, relative to docs/
    unread: list[str] = field(default_factory=list)
    taken: set[str] | None = None  # The ids that the page has already; None where the text is a page by itself


Part = str | Element
_Make = Callable[[str, str, Sequence[Part]], Part]
"""Makes an element: its tag, its attributes as HTML, and what it holds."""


class EditionExtension(Extension):
    """Links names in the prose of one edition. Set `job` before each conversion."""

    def __init__(self, *, resolves: bool) -> None:
        """Do nothing until there are an edition and a job; resolve relative addresses where the builder does not."""
        super().__init__()
        self.resolves = resolves
        self.job: Job | None = None

    def use(self, edition: Edition) -> None:
        """Set the edition whose names are linked, and whose languages are marked."""
        self.edition = edition
        self.languages = frozenset(code for entry in edition.entries for code in entry.names)
        # What Chinese characters without kana are taken for.
        self.han = next((code for code in ("ja", "zh") if code in self.languages), "")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Annotate after `toc` and `attr_list`, before escaped characters are put back."""
        self._annotate = _Annotate(md, self)
        md.treeprocessors.register(self._annotate, "edition", 1)

    def find_names(self, text: str, job: Job) -> list[tuple[int, int, Markup]]:
        """Return where names stand in a paragraph, cell or item, in order, with the attributes of their links."""
        index, here = self.edition.names, set[Slug]()
        found = []
        for start, end, pattern in index.matcher.find(text):
            entry = self.edition.by_slug[index.slugs[pattern]]
            if pattern not in index.shared and is_linked(entry, job.counts, here) and entry.slug != job.own:
                found.append((start, end, link_attributes(self.edition, entry, job.page)))
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
        way, hash_, anchor = self.edition.project.addresses.href(target, job.page).partition("#")
        return f"{way}?{parts.query}{hash_}{anchor}" if parts.query else way + hash_ + anchor

    def convert_plain(self, text: str, job: Job) -> str:
        """Return what Python-Markdown makes of text that is `PLAIN`, without most of its work."""
        return "\n".join(f"<p>{self._annotate.write_plain(part, job)}</p>" for part in text.split("\n\n"))


def link_attributes(edition: Edition, entry: Entry, page: str, *, kind: str = "entry-link") -> Markup:
    """Return the attributes of a link to an entry as HTML: where it leads, and what its preview card shows."""
    href = edition.project.addresses.href(entry_page(entry.slug), page)
    attributes = edition.links.get((entry.slug, href, kind))
    if attributes is None:
        theme, outcome = edition.theme(entry), describe_outcome(entry, edition.wording)
        since = Markup(' data-since="{}"').format(outcome) if outcome else ""
        # In the order that Python-Markdown has.
        attributes = Markup(' class="{} theme-{}" data-name="{}"{} data-theme="{}" href="{}" title="{}"').format(
            kind, theme.number, entry.heading, since, theme.label, href, entry.definition.text
        )
        edition.links[entry.slug, href, kind] = attributes
    return attributes


def describe_outcome(entry: Entry, wording: Wording) -> str:
    """Return in one line what became of an entry after the statement; empty where nothing was found."""
    outcome = entry.outcome
    if outcome is None or outcome.state is OutcomeState.NOTHING_FOUND:
        return ""
    day = f", {wording.date(outcome.date)}" if outcome.date else ""
    return f"{outcome.state.sign} {wording.say(outcome.state.word).capitalize()}{day}: {uncited(outcome.text)}"


class _Slot(NamedTuple):
    """A piece of text in the tree: what stands in an element before, between or after its children."""

    parent: Element
    at: int  # How many children stand before it
    text: str
    start: int  # Where it starts in the text of its block
    cites: bool


@dataclass(slots=True)
class _Block:
    """A paragraph, cell or item: its pieces, and its text, in which what holds no names is blanked out."""

    slots: list[_Slot] = field(default_factory=list)
    text: str = ""
    raw: list[str] = field(default_factory=list)  # The elements of inline HTML that are open and hold no names


class _Annotate(Treeprocessor):
    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        job = self._extension.job
        if job is None:
            for element in root.iter():
                _align(element)
            return
        blocks = [_Block()]
        self._walk(root, blocks, job, names=True, cites=True)
        found = (self._annotate(block, job, _make_element) for block in blocks if block.slots)
        edits = list(chain.from_iterable(found))
        # From the end, so that places before stay what they are.
        for slot, parts in reversed(edits):
            _put(slot.parent, slot.at, parts)
        for raw in self.md.htmlStash.rawHtmlBlocks:
            if isinstance(raw, str):
                _note_unread(_UNSEEN.sub("", raw), job)
        # Without footnotes, what is written as one is the address of links that are never made, and is not shown.
        job.unread += [f"[{name}]:" for name in self.md.references if name.startswith("^")]

    def write_plain(self, text: str, job: Job) -> str:
        """Return a paragraph that needs no parser as HTML."""
        slot = _Slot(Element("p"), 0, text, 0, cites=True)
        _, parts = next(self._annotate(_Block([slot], self._searchable(text, [])), job, _write_element), (slot, [text]))
        return "".join(cast("list[str]", parts))

    def _walk(self, element: Element, blocks: list[_Block], job: Job, *, names: bool, cites: bool) -> None:
        """Gather the text below an element, block by block, and mend the attributes of elements on the way."""
        if element.attrib:
            self._mend_attributes(element, job)
        kind = element.get("class", "")
        if element.tag in _NO_TEXT or kind == "arithmatex":
            blocks[-1].text += GAP
            return
        names = names and element.tag not in _NO_NAMES and "admonition-title" not in kind
        cites = cites and element.tag != "a"
        text = element.text
        for at, child in enumerate((*element, None)):
            block = blocks[-1]
            if text:
                if not text.isspace():
                    block.slots.append(_Slot(element, at, text, len(block.text), cites))
                block.text += self._searchable(text, block.raw) if names else GAP * len(text)
            if child is None:
                return
            is_block = self.md.is_block_level(child.tag)
            if is_block:
                blocks.append(_Block())
            elif child.tag in {"br", "img"}:
                block.text += GAP
            self._walk(child, blocks, job, names=names, cites=cites)
            if is_block:
                blocks.append(_Block())
            text = child.tail

    def _mend_attributes(self, element: Element, job: Job) -> None:
        if job.taken is not None and (anchor := element.get("id")):
            element.set("id", unique(anchor, job.taken))
        _align(element)
        if self._extension.resolves:
            for name in ("href", "src"):
                if address := element.get(name):
                    address = _ESCAPED.sub(lambda match: chr(int(match[1])), address)
                    # An address of mail is written in entities.
                    if STX not in address:
                        element.set(name, self._extension.resolve(address, job))

    def _searchable(self, text: str, raw: list[str]) -> str:
        """Return text with addresses, inline HTML, and what links and code of inline HTML hold, blanked out."""
        plain = self._without_html(text, raw) if raw or STX in text else text
        if "://" in plain or "@" in plain:
            plain = _ADDRESS.sub(_blank, plain)
        return _CITATIONS.sub(_blank, plain) if "[^" in plain else plain

    def _without_html(self, text: str, raw: list[str]) -> str:
        parts: list[str] = []
        done = 0
        for match in _STASHED.finditer(text):
            parts += [GAP * (match.start() - done) if raw else text[done : match.start()], _blank(match)]
            done = match.end()
            stashed = self.md.htmlStash.rawHtmlBlocks[int(match["number"])] if match["number"] else ""
            tag = _RAW_TAG.match(stashed) if isinstance(stashed, str) else None
            if tag and tag[2].lower() in _NO_NAMES:
                if not tag[1]:
                    raw.append(tag[2])
                elif raw:
                    raw.pop()
        return "".join([*parts, GAP * (len(text) - done) if raw else text[done:]])

    def _annotate(self, block: _Block, job: Job, make: _Make) -> Iterator[tuple[_Slot, list[Part]]]:
        """Yield each piece of text that changes, with its names linked, citations numbered and languages marked."""
        names = self._extension.find_names(block.text, job) if block.text.strip(f"{GAP} ") else ()
        for slot in block.slots:
            first = bisect_left(names, slot.start, key=itemgetter(0))
            last = bisect_left(names, slot.start + len(slot.text), lo=first, key=itemgetter(0))
            parts: list[Part] = []
            done = 0
            for at, to, attributes in names[first:last]:
                start, end = at - slot.start, to - slot.start
                if end > len(slot.text):
                    continue  # It goes on in another element: a link cannot.
                parts += self._cite(slot.text[done:start], slot, job, make)
                parts.append(make("a", attributes, self._mark(slot.text[start:end], job, make)))
                done = end
            parts += self._cite(slot.text[done:], slot, job, make)
            if len(parts) > 1:
                yield slot, parts

    def _cite(self, text: str, slot: _Slot, job: Job, make: _Make) -> list[Part]:
        parts: list[Part] = []
        done = 0
        if job.numbers is not None and slot.cites and "[^" in text:
            for match in _CITATIONS.finditer(text):
                ids = CITATION.findall(match[0])
                job.cited += ids
                parts += self._mark(text[done : match.start()].rstrip(), job, make)
                for number in sorted({job.numbers[cited] for cited in ids if cited in job.numbers}):
                    parts.append(make("a", f' class="citation" href="#source-{number}"', [f"[{number}]"]))
                done = match.end()
        return parts + self._mark(text[done:], job, make)

    def _mark(self, text: str, job: Job, make: _Make) -> list[Part]:
        """Mark words in East Asian scripts with their language, by which fonts and voices are chosen."""
        _note_unread(text, job)
        if text.isascii() or not self._extension.languages:
            return [text]
        parts: list[Part] = []
        done = 0
        for match in _EAST_ASIAN.finditer(text):
            code = "ko" if match["ko"] else self._extension.han
            if code in self._extension.languages:
                parts += [text[done : match.start()], make("span", f' lang="{code}"', [match[0]])]
                done = match.end()
        return [*parts, text[done:]]


def _make_element(tag: str, attributes: str, parts: Sequence[Part]) -> Element:
    element = Element(tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)})
    if tag == "a":
        element.set("class", OWN + element.attrib["class"])
    _put(element, 0, parts)
    return element


def _write_element(tag: str, attributes: str, parts: Sequence[Part]) -> str:
    return f"<{tag}{attributes}>{''.join(cast('Sequence[str]', parts))}</{tag}>"


def _align(element: Element) -> None:
    """Align a cell by its own attribute: the policy of the pages forbids styles in attributes."""
    if (style := element.get("style", "")).startswith("text-align:"):
        element.set("align", style.removeprefix("text-align:").strip(" ;"))
        del element.attrib["style"]


def _blank(match: re.Match[str]) -> str:
    return GAP * len(match[0])


def _note_unread(text: str, job: Job) -> None:
    if _SUSPECT.search(text):
        job.unread += [match[0].strip() for match in _UNREAD.finditer(text)]


def _put(parent: Element, at: int, parts: Sequence[Part]) -> None:
    """Put text and elements in the place of the text that stands behind the first `at` children."""
    last = parent[at - 1] if at else None
    if last is None:
        parent.text = ""
    else:
        last.tail = ""
    for part in parts:
        if isinstance(part, Element):
            parent.insert(at, part)
            at, last = at + 1, part
        elif last is None:
            parent.text = (parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part
