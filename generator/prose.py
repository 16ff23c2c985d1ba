"""Prose of ours -> the same prose with its names linked and its citations numbered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator import links
from generator.glossary import CITATION
from generator.markup import find_tags, read_blocks
from generator.mentions import LINKABLE_GAP, LinkChooser
from generator.rendered import Rendered, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from generator.glossary import NameIndex
    from generator.markup import Piece, VisibleBlock
    from generator.model import Entry, LinkRule, Slug

# Text to our parser, but no place for a link: addresses, attribute lists, links with a space in their address, the
# title lines of admonitions and tabs, definitions of abbreviations and link targets, and headings as MkDocs's own
# parser knows them, without a space.
_MARKS = (
    r"\{[^{}\n]*\}|\[\^[\w-]+\]"
    r"|\[[^\]\n]*\]\([^)\n]*\)"
    r"|^[ ]*(?:!!!|\?\?\?\+?|===).*$|^[ ]{0,3}#.*$|^\*?\[[^\]\n]*\]:.*$"
)
_NOT_WORDS = re.compile(rf"\w+://\S+|\S+@\S+\.\w+|{_MARKS}", re.MULTILINE)
_NOT_WORDS_WITHOUT_ADDRESSES = re.compile(_MARKS, re.MULTILINE)
"""The same for text without `://` and `@`, in which it is found ten times as fast."""

_CITATIONS = re.compile(rf"{CITATION.pattern}(?:\s*{CITATION.pattern})*")
_BRACE = re.compile(r"(?P<attributes>(?<=[*_)\]`>])\{[^{}\n]*\}|\{:[^{}\n]*\}[ ]*$)|(?<!\\)[{}]", re.MULTILINE)

_KOREAN = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_HAN = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EAST_ASIAN = re.compile(
    rf"(?P<ko>[{_KOREAN}]+(?:[ \u00b7][{_KOREAN}]+)*)|[{_HAN}]+(?:[\u300c-\u300f\u3001\u3002]*[{_HAN}]+)*"
)

# All that can hold a citation which is none: code, HTML and links.
_MAY_HIDE = re.compile(r"[`<]|\]\(|\]\[|^(?:    |\t|~~~)|^ {0,3}\[[^\]^]*\]:", re.MULTILINE)


_MOST_TRIES = 64
"""How often prose is rendered to find the names in it whose links would change something else."""


class _Found(NamedTuple):
    """A name in prose."""

    block: int
    """The number of the block it stands in."""
    start: int
    end: int
    """Code points into the Markdown, half-open."""
    slug: Slug


class _Stretch(NamedTuple):
    """Text of a block that stands as it is in the Markdown, or that has no place there."""

    at: int
    """Where it starts in the block's text."""
    place: int
    """Where it starts in the Markdown; -1 where it does not stand there so."""
    nest: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProseLinker:
    """Links names in prose to their entries. One serves all pages."""

    index: NameIndex
    entries: Mapping[Slug, Entry]

    @cached_property
    def _rules(self) -> Mapping[Slug, LinkRule]:
        return {slug: entry.link for slug, entry in self.entries.items()}

    def link(
        self, markdown: str, *, page: str, own: Slug | None = None, numbers: Mapping[str, int] | None = None
    ) -> str:
        """Link every name of an entry, by the entry's own link rule; number citations; change nothing else.

        Args:
            markdown: as authored. Links, code, headings, raw HTML and image texts in it are left alone.
            page: the page that the prose is for.
            own: the entry whose page it is: an entry does not link to itself.
            numbers: of the sources on the page, by their ids. None leaves citations as they are.
        """
        blocks = read_blocks(markdown)
        raw = _RawHtml()
        prose = [block for block in blocks if not raw.holds(block)]
        edits = self._link_names(markdown, prose, page, own)
        if numbers is not None:
            edits += [*_escape_braces(markdown, prose), *_number_citations(markdown, blocks, prose, numbers)]
        return _apply(markdown, edits)

    def _link_names(
        self, markdown: str, blocks: Sequence[VisibleBlock], page: str, own: Slug | None
    ) -> list[tuple[int, int, str]]:
        """Give the links of as many names as change nothing else; where parsers differ, MkDocs's own is asked."""
        found = self._find_names(markdown, blocks)
        if not found or is_plain(markdown):
            return self._write_links(markdown, found, page, own)
        rendered = Rendered(markdown)
        kept: list[_Found] = []
        edits: list[tuple[int, int, str]] = []
        open_: list[list[_Found]] = [found]
        for _ in range(_MOST_TRIES):
            if not open_:
                break
            some = open_.pop()
            tried = self._write_links(markdown, [*kept, *some], page, own)
            if rendered.is_same(_apply(markdown, tried), links=len(tried)):
                kept, edits = [*kept, *some], tried
            elif len(some) > 1:
                half = len(some) // 2
                open_ += [some[half:], some[:half]]
        return edits

    def _find_names(self, markdown: str, blocks: Sequence[VisibleBlock]) -> list[_Found]:
        return [
            _Found(number, start, end, slug)
            for number, block in enumerate(blocks)
            if block.kind != "Heading"
            for start, end, slug in self._spans(block, markdown)
        ]

    def _write_links(
        self, markdown: str, found: Iterable[_Found], page: str, own: Slug | None
    ) -> list[tuple[int, int, str]]:
        counts: Counter[Slug] = Counter()
        edits: list[tuple[int, int, str]] = []
        done = 0
        for _, names in groupby(found, key=attrgetter("block")):
            chooser = LinkChooser(self._rules, Counter(counts))
            for _, start, end, slug in names:
                counts[slug] += 1
                if not chooser.choose(slug) or slug == own or start < done:
                    continue
                target = self.entries[slug]
                written = links.link(
                    markdown[start:end],
                    links.entry_page(slug),
                    page=page,
                    title=target.preview,
                    classes=("entry-link", f"theme-{target.theme.number}"),
                )
                edits.append((start, end, written))
                done = end
        return edits

    def _spans(self, block: VisibleBlock, markdown: str) -> list[tuple[int, int, Slug]]:
        text, stretches = _visible(block, markdown)
        starts = [stretch.at for stretch in stretches]
        found = []
        for span in self.index.matcher.find(text):
            first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end) - 1
            over = [stretch for stretch in stretches[first : last + 1] if stretch.place >= 0]
            if len(over) <= last - first or any(stretch.nest != over[0].nest for stretch in over):
                continue
            start = over[0].place + span.start - over[0].at
            end = over[-1].place + span.end - over[-1].at
            found.append((start, end, self.index.slugs[span.pattern]))
        return found


class _RawHtml:
    """Follows HTML that opens in one block and closes in another: to MkDocs's parser all between is HTML."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def holds(self, block: VisibleBlock) -> bool:
        """Take the next block in; tell whether it lies inside HTML that an earlier one opened."""
        inside = bool(self._open)
        if block.kind == "HtmlBlock":
            for tag in find_tags("".join(piece.text for piece in block.pieces)):
                # With the attribute `markdown` the parser reads on in what is inside.
                if tag.opens and "markdown" not in tag.attributes:
                    self._open.append(tag.name)
                elif not tag.opens and tag.name in self._open:
                    while self._open.pop() != tag.name:
                        pass
        return inside


def _visible(block: VisibleBlock, markdown: str) -> tuple[str, list[_Stretch]]:
    """Give the block's text, and where in the Markdown each stretch of it stands."""
    parts: list[str] = []
    stretches: list[_Stretch] = []
    length = 0

    def add(text: str, place: int, piece: Piece) -> None:
        nonlocal length
        if text:
            parts.append(text)
            stretches.append(_Stretch(length, place, piece.nest))
            length += len(text)

    source = markdown[block.start : block.end]
    marks = _NOT_WORDS if "://" in source or "@" in source else _NOT_WORDS_WITHOUT_ADDRESSES
    blocked = [(match.start() + block.start, match.end() + block.start) for match in marks.finditer(source)]
    for piece in block.pieces:
        if not piece.linkable:
            add(LINKABLE_GAP * len(piece.text), -1, piece)
            continue
        if not piece.literal:
            add(piece.text, -1, piece)
            continue
        done = piece.start
        for start, end in blocked:
            if start < piece.end and end > done:
                first, last = max(start, done), min(end, piece.end)
                add(piece.text[done - piece.start : first - piece.start], done, piece)
                add(LINKABLE_GAP * (last - first), -1, piece)
                done = last
        add(piece.text[done - piece.start :], done, piece)
    return "".join(parts), stretches


def _apply(markdown: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Put each text in the place of a stretch; of two that overlap the one that begins first, or else is longer."""
    parts: list[str] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= done:
            parts += [markdown[done:start], text]
            done = end
    return "".join([*parts, markdown[done:]])


def _number_citations(
    markdown: str, blocks: Sequence[VisibleBlock], prose: Sequence[VisibleBlock], numbers: Mapping[str, int]
) -> Iterable[tuple[int, int, str]]:
    """Turn each `[^id]` into a link to the numbered source on the same page.

    Citations that stand together are put in the order of their numbers; the space before them goes, so that they
    stay on the line of the word that they belong to.
    """
    kept = _no_text(markdown, blocks)
    if len(prose) < len(blocks):
        shown = {block.start for block in prose}
        kept += [(block.start, block.end) for block in blocks if block.start not in shown]
    is_kept = _within(kept)
    starts = [block.start for block in blocks]
    for match in _CITATIONS.finditer(markdown):
        if not is_kept(match.end() - 1):
            start = match.start()
            # No further than the block: what stands before it may be the line under a heading.
            first = starts[bisect_right(starts, start) - 1]
            while start > first and markdown[start - 1].isspace():
                start -= 1
            if markdown[markdown.rfind("\n", 0, start) + 1 : start].strip() == ":":
                # In a list of definitions, the space belongs to the mark.
                start = match.start()
            yield start, match.end(), cite_sources(CITATION.findall(match[0]), numbers)


def mark_languages(markdown: str, codes: Collection[str]) -> str:
    """Mark words in East Asian scripts with their language: fonts and voices are chosen by it.

    Args:
        markdown: prose in a language that is written in other scripts.
        codes: the languages that occur. Chinese characters without kana are Japanese where that is among them.
    """
    han = next((code for code in ("ja", "zh") if code in codes), "")

    def replace(match: re.Match[str]) -> str:
        code = "ko" if match["ko"] else han
        return f'<span lang="{code}">{match[0]}</span>' if code in codes else match[0]

    if markdown.isascii():
        return markdown
    is_kept = _within(_no_text(markdown))
    return _EAST_ASIAN.sub(lambda match: match[0] if is_kept(match.end() - 1) else replace(match), markdown)


def _escape_braces(markdown: str, blocks: Sequence[VisibleBlock]) -> Iterable[tuple[int, int, str]]:
    """Escape the braces of the text: MkDocs's parser would take them for the end of a citation's attributes."""
    if "{" not in markdown and "}" not in markdown:
        return
    for piece in (piece for block in blocks for piece in block.pieces):
        if piece.linkable and piece.literal:
            for match in _BRACE.finditer(markdown, piece.start, piece.end):
                if match["attributes"] is None:
                    yield match.start(), match.start(), "\\"


def _no_text(markdown: str, blocks: Sequence[VisibleBlock] | None = None) -> list[tuple[int, int]]:
    """Give where code, links and HTML stand, in which nothing is replaced."""
    if not _MAY_HIDE.search(markdown):
        return []
    blocks = read_blocks(markdown) if blocks is None else blocks
    return [(piece.start, piece.end) for block in blocks for piece in block.pieces if not piece.linkable]


def _within(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Tell of a place whether one of some stretches holds it."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def holds(place: int) -> bool:
        at = bisect_right(starts, place)
        return at > 0 and place < ends[at - 1]

    return holds


def cite(number: int) -> str:
    """Write one citation."""
    return f"[\\[{number}\\]](#{links.source_anchor(number)}){{ .citation }}"


def cite_sources(ids: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Write citations that stand together, in the order of their numbers."""
    return "".join(map(cite, sorted({numbers[cited] for cited in ids})))
