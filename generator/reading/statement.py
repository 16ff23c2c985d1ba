"""source/statement.md -> Statement."""

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from generator.model.errors import GeneratorError
from generator.model.fields import Origin, find_hidden
from generator.model.statement import Block, BlockKind, Run, Shown, Statement
from generator.reading.blocks import VisibleBlock, read_blocks
from generator.reading.frontmatter import check, read_document
from generator.reading.numbering import Notes, label_blocks
from generator.reading.record import NOTHING, Record, keep_labels
from generator.reading.second import read_again

_SAFE_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ ]*<?(?P<address>[^\s>]+)>?", re.MULTILINE)
"""Of the address of links that are written `[words][name]`; a title behind it would not be shown."""
_TABLE = re.compile(r"^(?=[-: ]*\|)(?=[|: ]*-)[-|: ]+$", re.MULTILINE)
"""The line below a table's head."""
_UNNUMBERED = {"Rule": BlockKind.RULE, "Heading": BlockKind.HEADING}
_WORD = re.compile(r"[^\W_]")
_IN_WORD = re.compile(r"(?<=[^\W_])\*+(?=[^\W_])", re.ASCII)
"""Signs of multiplication that Markdown takes for emphasis. Languages without spaces have it within what this finds."""
_SIGN = re.compile(
    r"^ *>.*(?:\n *>.*)+|^ *(?:(?:[-*]|\d{1,9}[.)]) +)*(?P<sign>\+ +|> *)(?=[*_$\u20ac\xa3\xa5~]*\d)(?!\d{1,9}[.)] )",
    re.MULTILINE,
)
"""A plus or "more than" before a number, which Markdown takes for a list or a quotation; and longer quotations."""


def read_statement(path: Path, record: Record = NOTHING) -> Statement:
    """Read the statement: front matter, then its text in Markdown, in which raw HTML is text.

    Paragraphs keep their published labels. Words that would not be shown raise a GeneratorError, as all faults do.
    """
    keys, origin = read_document(path)
    blocks = keep_labels(_read_text(origin), record, str(keys.get("language")))
    shown = read_again(path)
    _refuse_doubt(path, blocks, shown)
    statement = check(keys, origin, Statement, (origin, blocks, shown))
    if not statement.paragraphs:
        hint = "put it below the front matter"
        raise GeneratorError("the statement has no text", path=path, line=origin.body_line, hint=hint)
    _check_sections(statement)
    return statement


def _refuse_doubt(path: Path, blocks: tuple[Block, ...], shown: tuple[Shown, ...]) -> None:
    """Raise where another reading of the file shows other words, or shows them as something else."""
    for block, other in zip_longest(blocks, shown):
        if block is None or other is None or block.shown[:3] != other[:3]:
            texts = [f'"{item.text[:40]}"' if item and item.text else "nothing" for item in (block, other)]
            message = f"Markdown may be read in two ways here: {' or '.join(texts)}"
            hint = "put a backslash before signs that are words, and blank lines around what belongs together"
            raise GeneratorError(message, path=path, line=(block or other).line, hint=hint)


def _check_sections(statement: Statement) -> None:
    last, ends = 0, statement.paragraphs[-1].label
    for index, section in enumerate(statement.sections):
        number = statement.numbers.get(str(section.before), 0)
        if not number:
            message = f"there is no paragraph {section.before}"
            raise statement.fail(message, "sections", index, "before", hint=f"the last one is {ends}")
        if number <= last:
            message = f"the heading before paragraph {section.before} is out of order"
            raise statement.fail(message, "sections", index, "before", hint="sort the sections")
        last = number


def _read_text(origin: Origin) -> tuple[Block, ...]:
    body = origin.body.expandtabs(4)
    if table := _TABLE.search(body):
        hint = "write its rows as a list or as paragraphs"
        raise _fail(origin, body, table.start(), "a table cannot be shown word for word", hint)
    visible = read_blocks(body)
    _refuse_lost_words(origin, body, visible)
    breaks = [match.start() for match in re.finditer("\n", body)]
    blocks: list[Block] = []
    notes = Notes(visible)
    if notes.double:
        message = f"note {notes.double.note} is there twice"
        raise _fail(origin, body, notes.double.start, message, "give one of them another name")
    # Notes come last, wherever they stand in the file.
    for item in sorted(visible, key=lambda item: bool(item.note)):
        runs = _read_runs(item, notes)
        if not runs and item.kind != "Rule":
            continue
        if hidden := find_hidden("".join(run.text for run in runs))[0]:
            raise _fail(origin, body, item.start, f"holds {hidden}", "remove it")
        line = origin.body_line + bisect_left(breaks, item.start)
        listed = BlockKind.ITEM if item.level and not item.markers else BlockKind.PARAGRAPH
        kind = BlockKind.NOTE if item.note else _UNNUMBERED.get(item.kind, listed)
        blocks.append(Block(kind=kind, runs=runs, line=line, level=item.level, own=notes.label(item)))
    return label_blocks(blocks)


def _read_runs(item: VisibleBlock, notes: Notes) -> tuple[Run, ...]:
    # A number that starts a line is a word of the source ("1. We reaffirm"), so it stays text.
    back = notes.lead_back(item)
    runs = [Run(text=f"{marker} ", linkable=False) for marker, _ in item.markers]
    if back and runs:
        runs[0:1] = [replace(runs[0], text=runs[0].text[:-1], href=back), replace(runs[0], text=" ")]
    for piece in item.pieces:
        safe = piece.run.href if _SAFE_LINK.match(piece.run.href or "") else None
        run = replace(piece.run, text=piece.run.text.replace("\n", " "), href=safe)
        if piece.note and not piece.run.href:
            link, anchor = notes.refer(piece.note)
            run = replace(run, href=link, anchor=anchor)
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


def _refuse_lost_words(origin: Origin, body: str, visible: list[VisibleBlock]) -> None:
    """Raise when the parser took a word of the source for mark-up, as it does with link definitions."""
    pieces = [piece for item in visible for piece in item.pieces]
    referred = {piece.run.href for piece in pieces if piece.run.href is not None and body[piece.link_end - 1] == "]"}
    # Where nothing can be linked, the brackets are words.
    links = (piece for piece in pieces if piece.run.href is not None and body[piece.link_end - 1] != ">")
    for piece in links:
        if not _SAFE_LINK.match(piece.run.href or ""):
            message = f'a link to "{piece.run.href}", which is no address of the web, would not be shown'
            raise _fail(
                origin, body, piece.start, message, "put a backslash before its brackets, or correct the address"
            )
    # The address of a link is not text.
    spans = [(piece.start, max(piece.end, piece.link_end)) for piece in pieces]
    spans += [(place, place + len(marker)) for item in visible for marker, place in item.markers]
    spans += [match.span() for match in _DEFINITION.finditer(body) if match["address"] in referred]
    shown = bytearray(len(body))
    for start, end in spans:
        shown[start:end] = b"\x01" * (end - start)
    for match in _WORD.finditer(body):
        if not shown[match.start()]:
            words = body[match.start() :].split("\n", maxsplit=1)[0][:40]
            message = f'"{words}" would not be shown: Markdown takes it for mark-up'
            raise _fail(origin, body, match.start(), message, "put a backslash before it")
    signs = [match.start() for match in _IN_WORD.finditer(body) if not shown[match.start()]]
    signs += [match.start("sign") for match in _SIGN.finditer(body) if match["sign"] and not shown[match.start("sign")]]
    for place in signs:
        words = body[place:].split("\n", maxsplit=1)[0][:40]
        message = f'the "{words[0]}" of "{words}" would not be shown: Markdown takes it for mark-up'
        raise _fail(origin, body, place, message, f"write \\{words[0]} if it is a word, or leave it out")


def _fail(origin: Origin, body: str, offset: int, message: str, hint: str) -> GeneratorError:
    line = origin.body_line + body.count("\n", 0, offset)
    return GeneratorError(message, path=origin.path, line=line, hint=hint)
