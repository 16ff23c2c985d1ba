"""source/statement.md -> Statement."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, zip_longest
from pathlib import Path
from typing import Any

import pyromark

from generator.model.addresses import paragraph_anchor
from generator.model.errors import GeneratorError
from generator.model.fields import Origin, find_hidden
from generator.model.statement import Block, BlockKind, Run, Statement, collapse
from generator.reading.frontmatter import check, read_document
from generator.reading.record import NOTHING, Record, keep_labels
from generator.reading.second import read_again

# Without tables: their marks are text like any other.
_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_FOOTNOTES)
_LEAVES = {"Paragraph", "Heading", "CodeBlock", "HtmlBlock"}
_STYLES = {"Emphasis", "Strong", "Link", "Image"}
_MARKER = re.compile(r"\d{1,9}[.)]")
_SAFE_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ ]*<?(?P<address>[^\s>]+)>?", re.MULTILINE)
"""Of the address of links that are written `[words][name]`; a title behind it would not be shown."""
_TABLE = re.compile(r"^(?=[-: ]*\|)(?=[|: ]*-)[-|: ]+$", re.MULTILINE)  # The line below a table's head
_UNNUMBERED = {"Rule": BlockKind.RULE, "Heading": BlockKind.HEADING}
_WORD = re.compile(r"[^\W_]")
_IN_WORD = re.compile(r"(?<=[^\W_])\*+(?=[^\W_])", re.ASCII)
"""Signs of multiplication that Markdown takes for emphasis. Languages without spaces have it within what this finds."""
_SIGN = re.compile(
    r"^ *>.*(?:\n *>.*)+|^ *(?:(?:[-*]|\d{1,9}[.)]) +)*(?P<sign>\+ +|> *)(?=[*_$\u20ac\xa3\xa5~]*\d)(?!\d{1,9}[.)] )",
    re.MULTILINE,
)
"""A plus or "more than" before a number, which Markdown takes for a list or a quotation; and longer quotations."""
_NUMBER = re.compile(r"\(?(\d{1,3})[.)．、](?!\d)")
_SUBNUMBER = re.compile(r"\(?[a-zA-Z]{1,4}[.)] ")


@dataclass(slots=True, kw_only=True)
class VisibleBlock:
    """A paragraph, heading or dividing line with its text."""

    kind: str  # The parser's name of it: Paragraph, Heading, CodeBlock, HtmlBlock, Rule
    start: int
    level: int = 0  # Of a heading, or how many lists a paragraph stands in
    markers: list[str] = field(default_factory=list)
    """The numbers of lists' items as the source writes them, or a note's mark; on a first block."""
    note: str = ""  # The name of the note that it is part of
    pieces: list[tuple[Run, str]] = field(default_factory=list)
    """Its text, and for each piece the name of the note that it refers to."""


@dataclass(slots=True)
class Reading:
    """The visible text of Markdown with Unix line ends. Offsets are code points into it, half-open."""

    markdown: str
    blocks: list[VisibleBlock] = field(default_factory=list)  # All in the order of the source; HTML in it is text
    spans: list[tuple[int, int]] = field(default_factory=list)
    """What of the source is shown, with the addresses of links, which are not text."""
    referred: set[str] = field(default_factory=set)  # The addresses that the source gives elsewhere, `[words][name]`
    lost: list[tuple[int, str]] = field(default_factory=list)
    """Where a link leads to no address of the web, and to which."""
    current: VisibleBlock | None = None
    styles: list[tuple[Run, int]] = field(default_factory=lambda: [(Run(text=""), 0)])
    """What the emphasis, links and pictures that are open make of text, and where the link ends."""
    markers: list[tuple[str, int]] = field(default_factory=list)
    """Those of items that have no text yet, with their places."""
    lists: list[bool] = field(default_factory=list)  # The lists that are open: whether each is ordered
    note: str = ""
    outer: list[tuple[str, list[bool], list[tuple[str, int]]]] = field(default_factory=list)
    """What was open around the notes that are open."""

    def __post_init__(self) -> None:
        for name, detail, start, end in _events(self.markdown):
            if name == "Start":
                self._start(*_part(detail), start, end)
            elif name == "End":
                self._end(_part(detail)[0])
            else:
                self._add(name, detail, start, end)

    def _start(self, name: str, detail: Any, start: int, end: int) -> None:
        run, link_end = self.styles[-1]
        if name in _LEAVES:
            self._open_block(name, start, int(detail["level"][1:]) if name == "Heading" else len(self.lists))
        elif name == "Link":
            address, last = detail["dest_url"], self.markdown[end - 1]
            if last == ")" and detail["title"]:
                # A title would not be shown; it ends in a quotation mark.
                end -= len(detail["title"]) + 2
            is_safe = _SAFE_LINK.match(address) is not None
            if last == "]":
                self.referred.add(address)
            # Where nothing can be linked, the brackets are words.
            if last != ">" and not is_safe:
                self.lost.append((start, address))
            self.styles.append((replace(run, href=address if is_safe else None, linkable=False), end))
        elif name in _STYLES:
            em, strong, linkable = run.em or name == "Emphasis", run.strong or name == "Strong", run.linkable
            styled = replace(run, em=em, strong=strong, linkable=linkable and name != "Image")
            self.styles.append((styled, link_end))
        else:
            self.current = None
        if name == "List":
            self.lists.append(detail is not None)
        elif name == "Item" and self.lists[-1] and (marker := _MARKER.match(self.markdown, start)):
            self.markers.append((marker[0], start))
        elif name == "FootnoteDefinition":
            self.outer.append((self.note, self.lists, self.markers))
            self.note, self.lists, self.markers = detail, [], [(f"[{detail}]", start)]

    def _end(self, name: str) -> None:
        if name in _STYLES:
            self.styles.pop()
            return
        if name == "List":
            self.lists.pop()
        elif name in {"Item", "FootnoteDefinition"} and self.markers:
            # An item without text still has its number.
            self._open_block("Paragraph", self.markers[0][1], len(self.lists))
        if name == "FootnoteDefinition":
            self.note, self.lists, self.markers = self.outer.pop()
        self.current = None

    def _open_block(self, kind: str, start: int, level: int) -> VisibleBlock:
        markers = [marker for marker, _ in self.markers]
        self.spans += [(place, place + len(marker)) for marker, place in self.markers]
        self.current = VisibleBlock(kind=kind, start=start, level=level, markers=markers, note=self.note)
        self.markers = []
        self.blocks.append(self.current)
        return self.current

    def _add(self, name: str, detail: Any, start: int, end: int) -> None:
        if name == "Rule":
            self.blocks.append(VisibleBlock(kind="Rule", start=start))
            self.current = None
            return
        # Text right inside a list item: a tight list has no paragraphs.
        block = self.current or self._open_block("Paragraph", start, len(self.lists))
        run, link_end = self.styles[-1]
        note = detail if name == "FootnoteReference" else ""
        text = " " if name in {"SoftBreak", "HardBreak"} else f"[{note}]" if note else detail.replace("\n", " ")
        linkable = run.linkable and name in {"Text", "SoftBreak", "HardBreak"} and not block.kind.endswith("Block")
        self.spans.append((start, max(end, link_end)))
        block.pieces.append((replace(run, text=text, linkable=linkable), note))


def _events(markdown: str) -> Iterator[tuple[str, Any, int, int]]:
    """Yield the parser's events with code points for offsets; the parser counts bytes of UTF-8."""
    places = list(accumulate((byte & 0xC0 != 0x80 for byte in markdown.encode()), initial=0))
    for event, span in _PARSER.events_with_range(markdown):
        yield *_part(event), places[span["start"]], places[span["end"]]


def _part(event: Any) -> tuple[str, Any]:
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def read_statement(path: Path, record: Record = NOTHING) -> Statement:
    """Read the statement: front matter, then its text in Markdown, in which raw HTML is text.

    Paragraphs keep their published labels. Words that would not be shown raise a GeneratorError, as all faults do.
    """
    keys, origin = read_document(path)
    blocks = keep_labels(_label(tuple(_read_text(origin))), record, str(keys.get("language")))
    shown = read_again(path)
    for block, other in zip_longest(blocks, shown):
        if block is None or other is None or (block.kind, block.level, collapse(block.text)) != other[:3]:
            texts = [f'"{item.text[:40]}"' if item and item.text else "nothing" for item in (block, other)]
            message = f"Markdown may be read in two ways here: {' or '.join(texts)}"
            hint = "put a backslash before signs that are words, and blank lines around what belongs together"
            raise GeneratorError(message, path=path, line=(block or other).line, hint=hint)
    statement = check(keys, origin, Statement, (origin, blocks, shown))
    if not statement.paragraphs:
        hint = "put it below the front matter"
        raise GeneratorError("the statement has no text", path=path, line=origin.body_line, hint=hint)
    last = 0
    for index, section in enumerate(statement.sections):
        number = statement.numbers.get(str(section.before), 0)
        if number <= last:
            message = f"the heading before paragraph {section.before} is out of order"
            hint = "sort the sections"
            if not number:
                message = f"there is no paragraph {section.before}"
                hint = f"the last one is {statement.paragraphs[-1].label}"
            raise statement.fail(message, "sections", index, "before", hint=hint)
        last = number
    return statement


def _read_text(origin: Origin) -> Iterator[Block]:
    """Yield the blocks, not yet numbered; notes come last, wherever they stand in the file."""
    body = origin.body.expandtabs(4)
    breaks = [match.start() for match in re.finditer("\n", body)]

    def fail(offset: int, message: str, hint: str) -> GeneratorError:
        line = origin.body_line + bisect_left(breaks, offset)
        return GeneratorError(message, path=origin.path, line=line, hint=hint)

    if table := _TABLE.search(body):
        hint = "write its rows as a list or as paragraphs"
        raise fail(table.start(), "a table cannot be shown word for word", hint)
    reading = Reading(body)
    _refuse_lost_words(reading, fail)
    used = {note.casefold() for item in reading.blocks for run, note in item.pieces if not run.href}
    labels: dict[str, str] = {}
    for item in (item for item in reading.blocks if item.note and item.markers):
        # "*" cannot be part of an address.
        key = item.note if re.fullmatch(r"[a-zA-Z0-9]+", item.note) else f"sign-{len(labels) + 1}"
        if item.note.casefold() in labels:
            raise fail(item.start, f"note {item.note} is there twice", "give one of them another name")
        labels[item.note.casefold()] = f"note-{key}"
    counts = Counter[str]()
    for item in sorted(reading.blocks, key=lambda item: bool(item.note)):
        runs = _read_runs(item, labels, used, counts)
        if not runs and item.kind != "Rule":
            continue
        if hidden := find_hidden("".join(run.text for run in runs))[0]:
            raise fail(item.start, f"holds {hidden}", "remove it")
        line = origin.body_line + bisect_left(breaks, item.start)
        listed = BlockKind.ITEM if item.level and not item.markers else BlockKind.PARAGRAPH
        kind = BlockKind.NOTE if item.note else _UNNUMBERED.get(item.kind, listed)
        label = labels.get(item.note.casefold(), "")
        counts[label] += 1
        # The second paragraph of a note is `note-1-2`.
        own = f"{label}-{counts[label]}" if label and counts[label] > 1 else label
        level = item.level if kind in {BlockKind.ITEM, BlockKind.HEADING} else 0
        yield Block(kind=kind, runs=runs, line=line, level=level, own=own)


def _read_runs(item: VisibleBlock, labels: dict[str, str], used: set[str], counts: Counter[str]) -> tuple[Run, ...]:
    # A number that starts a line is a word of the source ("1. We reaffirm"), so it stays text.
    runs = [Run(text=f"{marker} ", linkable=False) for marker in item.markers]
    if runs and item.note and item.note.casefold() in used:
        back = f"#{paragraph_anchor(labels[item.note.casefold()])}-ref"
        runs[0:1] = [replace(runs[0], text=runs[0].text[:-1], href=back), replace(runs[0], text=" ")]
    for piece, note in item.pieces:
        run = piece
        if note and not run.href:
            anchor = paragraph_anchor(labels[note.casefold()])
            counts[anchor] += 1
            place = f"{anchor}-ref" + f"-{counts[anchor]}" * (counts[anchor] > 1)
            run = replace(run, href=f"#{anchor}", anchor=place)
        if runs and replace(runs[-1], text=run.text) == run:
            run = replace(run, text=runs.pop().text + run.text)
        runs.append(run)
    # White space at either end is not shown.
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and not strip(runs[end].text):
            del runs[end]
        if runs:
            runs[end] = replace(runs[end], text=strip(runs[end].text))
    return tuple(runs)


def _refuse_lost_words(reading: Reading, fail: Callable[[int, str, str], GeneratorError]) -> None:
    """Raise when the parser took a word of the source for mark-up, as it does with link definitions."""
    for start, address in reading.lost:
        message = f'a link to "{address}", which is no address of the web, would not be shown'
        raise fail(start, message, "put a backslash before its brackets, or correct the address")
    body = reading.markdown
    spans = [match.span() for match in _DEFINITION.finditer(body) if match["address"] in reading.referred]
    shown = bytearray(len(body))
    for start, end in reading.spans + spans:
        shown[start:end] = b"\x01" * (end - start)
    places = [(match.start(), "") for match in _WORD.finditer(body)]
    places += [(match.start(), "*") for match in _IN_WORD.finditer(body)]
    places += [(match.start("sign"), match["sign"][0]) for match in _SIGN.finditer(body) if match["sign"]]
    for place, sign in places:
        if not shown[place]:
            words = body[place:].split("\n", maxsplit=1)[0][:40]
            what = f'the "{sign}" of "{words}"' if sign else f'"{words}"'
            hint = f"write \\{sign} if it is a word, or leave it out" if sign else "put a backslash before it"
            raise fail(place, f"{what} would not be shown: Markdown takes it for mark-up", hint)


def _label(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Number the paragraphs, items and notes, and give them the labels of their addresses.

    A source's own number counts as long as numbers rise. What has none is called after the paragraph before it: `13-2`.
    """
    plain = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH and not _SUBNUMBER.match(block.text)]
    owned = sum(bool(_NUMBER.match(text)) for text in plain)
    # Where fewer have numbers, the source counts not its paragraphs but the points of a list among them.
    is_counted = owned > 1 and 3 * owned >= len(plain)
    made: list[Block] = []
    number = last = after = 0
    for block in blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.RULE}:
            made.append(block)
            continue
        number += 1
        found = _NUMBER.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        own = int(found[1]) if found else 0
        label, numbered = block.own, block.kind is not BlockKind.NOTE and own in {0, number}
        if is_counted and own > last:
            last, after, label, numbered = own, 1, str(own), True
        elif is_counted and block.kind is not BlockKind.NOTE:
            after += 1
            label, numbered = f"{last}-{after}", False
        made.append(replace(block, number=number, own=label, numbered=numbered))
    return tuple(made)
