"""Our one Python-Markdown extension: names become links, citations become numbers, languages are marked.

It works on the parsed tree, in the pass that makes the HTML, so what is linked and checked is what is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.text.spelling import HAN_AND_KANA, KOREAN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from markdown import Markdown

GAP = "\ufffc"
"""Stands for a character in which no name may be found; it is no part of any word or name."""

_NO_NAMES = {
    *("a", "code", "pre", "kbd", "samp", "button", "summary", "script", "style", "svg", "math"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
_NO_TEXT = {"code", "pre", "script", "style", "kbd", "samp"}
"""What is shown as it is written: no citation and no language is looked for there."""

_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")
"""Python-Markdown's mark for inline HTML, which it puts back later, or for an escaped character."""
_STASH_NUMBER = re.compile(f"{STX}wzxhzdk:(\\d+){ETX}")
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ADDRESS = re.compile(r"\w+://\S+|\S+@\S+\.\w+")
_CITATIONS = re.compile(r"\s*(?:\[\^[\w-]+\]\s*)*\[\^[\w-]+\]")
_CITATION = re.compile(r"\[\^([\w-]+)\]")
_EAST_ASIAN = re.compile(
    rf"(?P<ko>[{KOREAN}]+(?:[ \u00b7][{KOREAN}]+)*)|[{HAN_AND_KANA}]+(?:[\u300c-\u300f\u3001\u3002]*[{HAN_AND_KANA}]+)*"
)
_UNREAD = re.compile(
    r"\[\^[\w-]+\]|\{:?[ ]*[.#][\w-][^{}\n]*\}|!\[[^\]\n]*\]\([^)\n]*\)|^[ ]*(?:!!!|\?\?\?) \w", re.MULTILINE
)
"""Mark-up that Markdown did not read, and that readers would see."""


class Name(NamedTuple):
    """A name in a text, and what its link says."""

    start: int
    end: int
    attributes: Mapping[str, str]


class Names(Protocol):
    """What finds names. One text is one paragraph, cell or item."""

    def find(self, text: str, job: Job) -> Sequence[Name]:
        """Return the names to be linked, in order, not overlapping."""

    def resolve(self, href: str, job: Job) -> str:
        """Return the address that a relative link or picture has on the page."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One conversion: what it is for, and what was found on the way."""

    page: str
    """The page that the text is for, relative to docs/."""
    own: str | None = None
    """The entry whose page it is: an entry does not link to itself."""
    numbers: Mapping[str, int] | None = None
    """The numbers of the sources on the page by their ids; None where nothing can be cited."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each entry was named so far."""
    cited: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Targets of relative links and pictures, relative to docs/."""
    unread: list[str] = field(default_factory=list)


class EditionExtension(Extension):
    """Links names in the prose of one edition. Set `job` before each conversion."""

    def __init__(self, names: Names, languages: Collection[str], *, resolves: bool) -> None:
        """Prepare the extension.

        Args:
            names: finds names and resolves addresses.
            languages: the codes of languages that are marked.
            resolves: whether relative addresses are resolved; False where the builder does it.
        """
        super().__init__()
        self.names = names
        self.languages = frozenset(languages)
        self.han = next((code for code in ("ja", "zh") if code in self.languages), "")
        """What Chinese characters without kana are taken for."""
        self.resolves = resolves
        self.job: Job | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processor: after `toc` and `attr_list`, before escaped characters are put back."""
        md.treeprocessors.register(_Annotate(md, self), "edition", 1)


class _Slot(NamedTuple):
    """A piece of text in the tree: the text of an element, or what follows one in its parent."""

    parent: Element
    after: Element | None
    text: str
    start: int
    """Where it starts in the text of its block."""
    literal: bool
    """Whether it is code, in which nothing is replaced."""


class _Annotate(Treeprocessor):
    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        job = self._extension.job
        if job is None:
            return
        for block, text in self._blocks(root):
            names = self._extension.names.find(text, job) if any(char != GAP for char in text) else ()
            for slot in block:
                end = slot.start + len(slot.text)
                self._fill(slot, [name for name in names if slot.start <= name.start < end], job)
        for element in root.iter():
            self._mend_attributes(element, job)

    def _blocks(self, root: Element) -> Iterator[tuple[list[_Slot], str]]:
        """Yield the pieces of each block with its text, in which what holds no names is blanked out."""
        found: list[tuple[list[_Slot], str]] = []
        slots: list[_Slot] = []
        parts: list[str] = []
        length = 0
        raw: list[str] = []

        def add(parent: Element, after: Element | None, text: str | None, names: bool, literal: bool) -> None:
            nonlocal length
            if text:
                slots.append(_Slot(parent, after, text, length, literal))
                parts.append(self._searchable(text, raw) if names and not literal else GAP * len(text))
                length += len(text)

        def close() -> None:
            nonlocal length
            if slots:
                found.append((slots.copy(), "".join(parts)))
            slots.clear()
            parts.clear()
            raw.clear()
            length = 0

        def walk(element: Element, names: bool, literal: bool) -> None:
            nonlocal length
            names = names and element.tag not in _NO_NAMES and "admonition-title" not in element.get("class", "")
            literal = literal or element.tag in _NO_TEXT
            add(element, None, element.text, names, literal)
            for child in list(element):
                is_block = self.md.is_block_level(child.tag)
                if is_block:
                    close()
                elif child.tag in {"br", "img"}:
                    parts.append(GAP)
                    length += 1
                walk(child, names, literal)
                if is_block:
                    close()
                add(element, child, child.tail, names, literal)

        walk(root, True, False)
        close()
        yield from found

    def _searchable(self, text: str, raw: list[str]) -> str:
        """Return text with addresses, inline HTML, and what links and code of inline HTML hold, blanked out."""
        parts: list[str] = []
        done = 0
        for match in _STASHED.finditer(text):
            parts.append(text[done : match.start()] if not raw else GAP * (match.start() - done))
            parts.append(GAP * len(match[0]))
            done = match.end()
            number = _STASH_NUMBER.fullmatch(match[0])
            stashed = self.md.htmlStash.rawHtmlBlocks[int(number[1])] if number else ""
            tag = _RAW_TAG.match(stashed) if isinstance(stashed, str) else None
            if tag and tag[2].lower() in _NO_NAMES:
                if not tag[1]:
                    raw.append(tag[2].lower())
                elif raw:
                    raw.pop()
        parts.append(text[done:] if not raw else GAP * (len(text) - done))
        plain = "".join(parts)
        if "://" in plain or "@" in plain:
            plain = _ADDRESS.sub(lambda match: GAP * len(match[0]), plain)
        return _CITATION.sub(lambda match: GAP * len(match[0]), plain) if "[^" in plain else plain

    def _fill(self, slot: _Slot, names: list[Name], job: Job) -> None:
        """Put a piece of text back with its names linked, its citations numbered and its languages marked."""
        if slot.literal:
            return
        parts: list[str | Element] = []
        done = 0
        for name in names:
            start, end = name.start - slot.start, name.end - slot.start
            if end > len(slot.text):
                continue  # It goes on in another element: a link cannot.
            parts += self._cite(slot.text[done:start], job)
            link = Element("a", dict(name.attributes))
            _append(link, self._mark(slot.text[start:end]))
            parts.append(link)
            done = end
        parts += self._cite(slot.text[done:], job)
        if len(parts) != 1 or parts[0] != slot.text:
            _replace(slot, parts)

    def _cite(self, text: str, job: Job) -> list[str | Element]:
        if job.numbers is None or "[^" not in text:
            job.unread += [match[0].strip() for match in _UNREAD.finditer(text)]
            return self._mark(text)
        parts: list[str | Element] = []
        done = 0
        for match in _CITATIONS.finditer(text):
            ids = _CITATION.findall(match[0])
            job.cited += ids
            parts += self._cite_none(text[done : match.start()], job)
            for number in sorted({job.numbers[cited] for cited in ids if cited in job.numbers}):
                link = Element("a", {"class": "citation", "href": f"#source-{number}"})
                link.text = f"[{number}]"
                parts.append(link)
            done = match.end()
        return parts + self._cite_none(text[done:], job)

    def _cite_none(self, text: str, job: Job) -> list[str | Element]:
        job.unread += [match[0].strip() for match in _UNREAD.finditer(text)]
        return self._mark(text)

    def _mark(self, text: str) -> list[str | Element]:
        """Mark words in East Asian scripts with their language: fonts and voices are chosen by it."""
        if text.isascii() or not self._extension.languages:
            return [text]
        parts: list[str | Element] = []
        done = 0
        for match in _EAST_ASIAN.finditer(text):
            code = "ko" if match["ko"] else self._extension.han
            if code in self._extension.languages:
                span = Element("span", {"lang": code})
                span.text = match[0]
                parts += [text[done : match.start()], span]
                done = match.end()
        return [*parts, text[done:]]

    def _mend_attributes(self, element: Element, job: Job) -> None:
        if (style := element.get("style", "")).startswith("text-align:"):
            # The policy of the pages forbids styles in attributes; this one has an attribute of its own.
            element.set("align", style.removeprefix("text-align:").strip(" ;"))
            del element.attrib["style"]
        if self._extension.resolves and "entry-link" not in element.get("class", ""):
            for name in ("href", "src"):
                if (address := element.get(name)) is not None:
                    element.set(name, self._extension.names.resolve(address, job))


def _append(element: Element, parts: Sequence[str | Element]) -> None:
    last: Element | None = None
    for part in parts:
        if isinstance(part, Element):
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def _replace(slot: _Slot, parts: Sequence[str | Element]) -> None:
    """Put text and elements in the place of a piece of text."""
    if slot.after is None:
        slot.parent.text = ""
        at, last = 0, None
    else:
        slot.after.tail = ""
        at, last = list(slot.parent).index(slot.after) + 1, slot.after
    for part in parts:
        if isinstance(part, Element):
            slot.parent.insert(at, part)
            at, last = at + 1, part
        elif last is None:
            slot.parent.text = (slot.parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part
