"""source/statement.md -> Statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import SourceError
from generator.frontmatter import check, read_document
from generator.markup import read_blocks
from generator.model import Block, BlockKind, Run, Section, Source, Statement, Theme
from generator.schema import StatementKeys

if TYPE_CHECKING:
    from generator.frontmatter import Document
    from generator.markup import VisibleBlock

_SAFE_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ ]*<?(?P<address>[^\s>]+).*$", re.MULTILINE)
"""Of the address of links that are written `[words][name]`."""
_WORD = re.compile(r"[^\W_]")


def read_statement(path: Path) -> Statement:
    """Read the statement.

    Args:
        path: a Markdown file: front matter, then the text. A blank line ends a paragraph. Raw HTML is text.

    Raises:
        SourceError: the file cannot be used, or some of its words would not be shown.
    """
    document = read_document(path, SourceError)
    keys = check(document, StatementKeys)
    blocks = _read_text(document)
    count = sum(1 for block in blocks if block.number)
    if not count:
        raise SourceError(
            "the statement has no text; put it below the front matter", path=path, line=document.body_line
        )
    return Statement(
        path=path,
        title=keys.title,
        dateline=keys.dateline,
        date=keys.date,
        parties=tuple(keys.parties),
        language=keys.language,
        published=tuple(
            Source(
                id=f"published-{index}",
                title=item.title,
                publisher=item.publisher,
                url=item.url,
                date=item.date,
                language=item.language,
                note=item.note,
                line=document.line("published", index - 1),
                url_line=document.line("published", index - 1, "url"),
            )
            for index, item in enumerate(keys.published, 1)
        ),
        themes=_themes(keys.themes),
        sections=_sections(keys, document, count),
        blocks=blocks,
    )


def _themes(labels: dict[str, str]) -> tuple[Theme, ...]:
    themes: list[Theme] = []
    taken: set[str] = set()
    for number, (theme_id, label) in enumerate(labels.items(), 1):
        letters = re.sub(r"\W", "", label)
        codes = [letters[0].upper() + letter.lower() for letter in letters[1:]]
        code = next((code for code in codes if code not in taken), str(number))
        taken.add(code)
        themes.append(Theme(id=theme_id, label=label, number=number, code=code))
    return tuple(themes)


def _sections(keys: StatementKeys, document: Document, count: int) -> tuple[Section, ...]:
    sections = [Section(before=item.before, heading=item.heading) for item in keys.sections]
    for index, section in enumerate(sections):
        if not 1 <= section.before <= count:
            message = f"there is no paragraph {section.before}; the statement has {count}"
            raise document.fail(message, "sections", index, "before")
        if index and section.before <= sections[index - 1].before:
            message = f"the heading before paragraph {section.before} is out of order; sort the sections"
            raise document.fail(message, "sections", index, "before")
    return tuple(sections)


def _read_text(document: Document) -> tuple[Block, ...]:
    body = document.body.replace("\t", "    ")
    visible = read_blocks(body, plain=True)
    _refuse_lost_words(document, body, visible)
    breaks = [match.start() for match in re.finditer("\n", body)]
    blocks: list[Block] = []
    number = 0
    for item in visible:
        line = document.body_line + bisect_left(breaks, item.start)
        runs = _runs(item)
        if item.kind == "Rule":
            blocks.append(Block(kind=BlockKind.RULE, runs=(), line=line))
        elif not "".join(run.text for run in runs).strip():
            continue
        elif item.kind == "Heading":
            blocks.append(Block(kind=BlockKind.HEADING, runs=runs, line=line, level=item.level))
        else:
            number += 1
            bullet = item.in_list and not item.marker
            kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
            blocks.append(Block(kind=kind, runs=runs, line=line, number=number, level=item.level))
    return tuple(blocks)


def _runs(item: VisibleBlock) -> tuple[Run, ...]:
    # A number that starts a line is a word of the source ("1. We reaffirm"), so it stays text.
    runs = [Run(text=f"{item.marker} ", linkable=False)] if item.marker else []
    for piece in item.pieces:
        text = piece.text.replace("\n", " ")
        href = piece.href if piece.href and _SAFE_LINK.match(piece.href) else None
        run = Run(text=text, em=piece.em, strong=piece.strong, href=href, linkable=piece.linkable)
        if runs and _same_style(runs[-1], run):
            run = Run(text=runs.pop().text + text, em=run.em, strong=run.strong, href=href, linkable=run.linkable)
        runs.append(run)
    return _trim(runs)


def _trim(runs: list[Run]) -> tuple[Run, ...]:
    """Take white space off both ends: written at the start of a line, it would make a block of code."""
    while runs and not runs[0].text.lstrip():
        del runs[0]
    while runs and not runs[-1].text.rstrip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def _same_style(left: Run, right: Run) -> bool:
    return (left.em, left.strong, left.href, left.linkable) == (
        right.em,
        right.strong,
        right.href,
        right.linkable,
    )


def _refuse_lost_words(document: Document, body: str, visible: list[VisibleBlock]) -> None:
    """Raise when the parser took a word of the source for mark-up, as it does with link definitions."""
    shown = bytearray(len(body))
    referred: set[str] = set()
    for item in visible:
        if item.marker:
            _cover(shown, item.start - len(item.marker) - 4, item.start)
        for piece in item.pieces:
            _cover(shown, piece.start, piece.end)
            if piece.href is not None:
                # The address of a link is not text.
                _cover(shown, piece.end, piece.link_end)
                if body[piece.link_end - 1] == "]":
                    referred.add(piece.href)
    for match in _DEFINITION.finditer(body) if referred else ():
        if match["address"] in referred:
            _cover(shown, match.start(), match.end())
    for match in _WORD.finditer(body):
        if not shown[match.start()]:
            line = _line(document, body, match.start())
            words = body[match.start() :].split("\n", maxsplit=1)[0][:40]
            message = f'"{words}" would not be shown: Markdown takes it for mark-up; put a backslash before it'
            raise SourceError(message, path=document.path, line=line)


def _cover(shown: bytearray, start: int, end: int) -> None:
    start = max(start, 0)
    shown[start:end] = b"\x01" * (end - start)


def _line(document: Document, body: str, offset: int) -> int:
    return document.body_line + body.count("\n", 0, offset)
