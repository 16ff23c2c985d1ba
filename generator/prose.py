"""Prose of ours -> the same prose with its names linked and its citations numbered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.doubt import Doubts
from generator.glossary import CITATION
from generator.markup import find_tags, read_blocks
from generator.mentions import LINKABLE_GAP, LinkChooser

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from generator.glossary import NameIndex
    from generator.markup import Piece, VisibleBlock
    from generator.model import Entry, Slug

# Text to our parser, but no place for a link: addresses, attribute lists, links with a space in their address, the
# title lines of admonitions and tabs, definitions of abbreviations and link targets, and headings as MkDocs's own
# parser knows them, without a space.
_NOT_WORDS = re.compile(
    r"\w+://\S+|\S+@\S+\.\w+|\{[^{}\n]*\}|\[\^[\w-]+\]"
    r"|\[[^\]\n]*\]\([^)\n]*\)"
    r"|^[ ]*(?:!!!|\?\?\?\+?|===).*$|^[ ]{0,3}#.*$|^\*?\[[^\]\n]*\]:.*$",
    re.MULTILINE,
)

_CITATIONS = re.compile(rf"(?:\s*{CITATION.pattern})+")
_BRACE = re.compile(r"(?P<attributes>(?<=[*_)\]`>])\{[^{}\n]*\}|\{:[^{}\n]*\}[ ]*$)|(?<!\\)[{}]", re.MULTILINE)

_KOREAN = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_HAN = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EAST_ASIAN = re.compile(
    rf"(?P<ko>[{_KOREAN}]+(?:[ \u00b7][{_KOREAN}]+)*)|[{_HAN}]+(?:[\u300c-\u300f\u3001\u3002]*[{_HAN}]+)*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseLinker:
    """Links names in prose to their entries. One serves all pages."""

    index: NameIndex
    entries: Mapping[Slug, Entry]

    def link(self, markdown: str, *, page: str, own: Slug | None = None) -> str:
        """Link every name of an entry, by the entry's own link rule, and change nothing else.

        Args:
            markdown: as authored. Links, code, headings, raw HTML and image texts in it are left alone.
            page: the page that the prose is for.
            own: the entry whose page it is: an entry does not link to itself.
        """
        counts: Counter[Slug] = Counter()
        rules = {slug: entry.link for slug, entry in self.entries.items()}
        parts: list[str] = []
        done = 0
        raw = _RawHtml()
        blocks = read_blocks(markdown)
        doubts = Doubts(markdown, blocks)
        for block in blocks:
            if raw.holds(block) or block.kind in {"Heading", "CodeBlock", "HtmlBlock"} or doubts.touch(block):
                continue
            chooser = LinkChooser(rules, Counter(counts))
            for start, end, slug in self._spans(block, markdown):
                if doubts.forbid(start, end, block):
                    continue
                counts[slug] += 1
                if not chooser.choose(slug) or slug == own or start < done:
                    continue
                target = self.entries[slug]
                parts.append(markdown[done:start])
                parts.append(
                    links.link(
                        markdown[start:end],
                        links.entry_page(slug),
                        page=page,
                        title=target.preview,
                        classes=("entry-link", f"theme-{target.theme.number}"),
                    )
                )
                done = end
        return "".join([*parts, markdown[done:]])

    def _spans(self, block: VisibleBlock, markdown: str) -> list[tuple[int, int, Slug]]:
        text, origin = _visible(block, markdown)
        found = []
        for span in self.index.matcher.find(text):
            first, last = origin[span.start], origin[span.end - 1]
            if first is None or last is None or first[1].nest != last[1].nest:
                continue
            start, end = first[0], last[0] + 1
            inner = [place for place in origin[span.start : span.end] if place is not None]
            if any(piece.nest != first[1].nest for _, piece in inner) or len(inner) != span.end - span.start:
                continue
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


def _visible(block: VisibleBlock, markdown: str) -> tuple[str, list[tuple[int, Piece] | None]]:
    """Give the block's text and, for each character, its place in the Markdown; None where it has none."""
    text: list[str] = []
    origin: list[tuple[int, Piece] | None] = []
    blocked = bytearray(block.end - block.start)
    for match in _NOT_WORDS.finditer(markdown[block.start : block.end]):
        blocked[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for piece in block.pieces:
        usable = piece.linkable and piece.literal
        for offset, char in enumerate(piece.text):
            place = piece.start + offset
            if usable and not blocked[place - block.start]:
                text.append(char)
                origin.append((place, piece))
            else:
                text.append(LINKABLE_GAP if not piece.linkable or usable else char)
                origin.append(None)
    return "".join(text), origin


def number_citations(markdown: str, numbers: Mapping[str, int]) -> str:
    """Turn each `[^id]` into a link to the numbered source on the same page.

    Citations that stand together are put in the order of their numbers; the space before them goes, so that they
    stay on the line of the word that they belong to.
    """
    if "[^" not in markdown:
        return markdown

    def replace(match: re.Match[str]) -> str:
        return "".join(map(cite, sorted({numbers[cited] for cited in CITATION.findall(match[0])})))

    return _sub_in_text(_CITATIONS, replace, _escape_braces(markdown))


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

    return _sub_in_text(_EAST_ASIAN, replace, markdown)


def _sub_in_text(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], markdown: str) -> str:
    """Replace what a pattern finds, but not in code, links and HTML."""
    kept = bytearray(len(markdown))
    for piece in (piece for block in read_blocks(markdown) for piece in block.pieces):
        if not piece.linkable:
            kept[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
    return pattern.sub(lambda match: match[0] if kept[match.end() - 1] else replace(match), markdown)


def _escape_braces(markdown: str) -> str:
    """Escape the braces of the text: MkDocs's parser would take them for the end of a citation's attributes."""
    if "{" not in markdown and "}" not in markdown:
        return markdown
    parts: list[str] = []
    done = 0
    for piece in (piece for block in read_blocks(markdown) for piece in block.pieces):
        if piece.linkable and piece.literal:
            for match in _BRACE.finditer(markdown, piece.start, piece.end):
                if match["attributes"] is None:
                    parts += [markdown[done : match.start()], "\\"]
                    done = match.start()
    return "".join([*parts, markdown[done:]])


def cite(number: int) -> str:
    """Write one citation."""
    return f"[\\[{number}\\]](#{links.source_anchor(number)}){{ .citation }}"
