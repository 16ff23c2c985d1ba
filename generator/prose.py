"""Prose of ours -> the same prose with its names linked and its citations numbered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import links
from generator.glossary import CITATION
from generator.markup import find_tags, read_blocks
from generator.mentions import LINKABLE_GAP, LinkChooser

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

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

# What our parser takes for text, and MkDocs's own, which is more lenient, may take for HTML, code, a link or a heading.
_DOUBTFUL = re.compile(r"<[a-zA-Z/!?]|`|\][(\[:]|[\x02\x03]|\n[=-]+[ ]*(?:\n|$)")
_DOUBT = "\x02"
# An asterisk or underscore that our parser does not take for emphasis, though it could be.
_LONE_MARK = re.compile(r"(?<!\s)\*|\*(?!\s)|__")
_CHUNK = re.compile(r"(?:.*\S.*\n?)+")
_FENCE = re.compile(r"^(?P<indent>[ \t>*+-]*)(?P<mark>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_LANGUAGE = re.compile(r"[ ]*[\w+-]*[ ]*")

_CITATIONS = re.compile(rf"(?:\s*{CITATION.pattern})+")


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
        doubtful = _doubtful_stretches(markdown, blocks)
        for block in blocks:
            if raw.holds(block) or block.kind in {"Heading", "CodeBlock", "HtmlBlock"}:
                continue
            if any(block.start < end and start < block.end for start, end in doubtful):
                continue
            chooser = LinkChooser(rules, Counter(counts))
            for start, end, slug in self._spans(block, markdown):
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
            if _may_be_linked(markdown, start, end):
                found.append((start, end, self.index.slugs[span.pattern]))
        return found


def _may_be_linked(markdown: str, start: int, end: int) -> bool:
    # After a backslash or an exclamation mark, or between brackets, a link would be something else.
    around = markdown[max(start - 1, 0) : start] + markdown[end : end + 1]
    if set("[]\\<") & set(markdown[start:end]) or set("\\!]{") & set(around):
        return False
    before, after = markdown[:start].rpartition("\n\n")[2], markdown[end:].partition("\n\n")[0]
    # Which underscores of a paragraph belong together hangs on whether a word stands beside them.
    if "_" in around and "_" in before.rstrip("_") + after.lstrip("_"):
        return False
    # MkDocs's parser takes all up to the last brace of a line for the link's attributes, and moves what follows; and a
    # tab becomes as many spaces as its column asks for, two of which at the end of a line would break it.
    return not set("}\t") & set(after.partition("\n")[0])


def _doubtful_stretches(markdown: str, blocks: Sequence[VisibleBlock]) -> list[tuple[int, int]]:
    """Give the stretches, each from one blank line to the next, that two parsers of Markdown may read differently."""
    bare: list[str] = []
    done = 0
    for piece in (piece for block in blocks for piece in block.pieces):
        if piece.linkable and _LONE_MARK.search(piece.text):
            bare += [markdown[done : piece.start], _DOUBT * (piece.end - max(done, piece.start))]
        elif not piece.linkable:
            bare += [markdown[done : piece.start], LINKABLE_GAP * (piece.end - max(done, piece.start))]
        else:
            continue
        done = max(done, piece.end)
    # A citation is no link, but with a parenthesis behind it, it might be read as one.
    text = CITATION.sub(lambda match: LINKABLE_GAP * (len(match[0]) - 1) + "]", "".join([*bare, markdown[done:]]))
    stretches = [match.span() for match in _CHUNK.finditer(text) if _DOUBTFUL.search(match[0])]
    return [*stretches, (_end_of_plain_fences(markdown), len(markdown))]


def _end_of_plain_fences(markdown: str) -> int:
    """Give the place from which on it is not plain which lines are fenced code."""
    opened: re.Match[str] | None = None
    for line in _FENCE.finditer(markdown):
        if opened is None:
            if not _LANGUAGE.fullmatch(line["rest"]):
                return line.start()
            opened = line
        elif line["mark"] == opened["mark"]:
            if line["indent"] != opened["indent"] or line["rest"].strip():
                return opened.start()
            opened = None
    return opened.start() if opened else len(markdown)


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
    blocked = [
        (match.start() + block.start, match.end() + block.start)
        for match in _NOT_WORDS.finditer(markdown[block.start : block.end])
    ]
    for piece in block.pieces:
        usable = piece.linkable and piece.literal
        for offset, char in enumerate(piece.text):
            place = piece.start + offset
            if usable and not any(start <= place < end for start, end in blocked):
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

    def replace(match: re.Match[str]) -> str:
        return "".join(map(cite, sorted({numbers[cited] for cited in CITATION.findall(match[0])})))

    return _sub_in_text(_CITATIONS, replace, markdown)


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
    kept = [(piece.start, piece.end) for block in read_blocks(markdown) for piece in block.pieces if not piece.linkable]
    return pattern.sub(
        lambda match: match[0] if any(start <= match.end() - 1 < end for start, end in kept) else replace(match),
        markdown,
    )


def cite(number: int) -> str:
    """Write one citation."""
    return f"[\\[{number}\\]](#{links.source_anchor(number)}){{ .citation }}"
