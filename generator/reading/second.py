"""The statement's file, read a second time by code that the first reading does not use: what a page must show.

Nothing but types is shared with `statement.py`: neither the parser of Markdown nor how a file is taken
apart. So a mistake of either is a difference between both, and stops the build.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model.statement import BlockKind, Shown, collapse

_FENCE = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]+)\]:(.*(?:\n(?! {0,3}\[\^[^\]\s]+\]:).*\S.*|\n(?:[ \t]*\n)+(?: {4}|\t).*)*)", re.MULTILINE
)
"""A note: its lines, and those behind blank ones that are indented."""
_LEAVES = {"inline", "code_block", "fence", "html_block", "list_item_close"}
"""What ends the wait of an item's number for its text; an item without text still has its number."""


def read_again(path: Path) -> tuple[Shown, ...]:
    """Read what the text of a statement shows: a file that the first reading could use."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    *head, body = _FENCE.split(text, maxsplit=2)
    return tuple(read_shown(body, sum(part.count("\n") for part in head) + 1))


def read_shown(markdown: str, first: int = 1) -> Iterator[Shown]:
    """Yield the blocks that a reader sees of Markdown whose first line is the given one, notes last; HTML is text."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    # Addresses are not looked at: what stands for itself is shown as it is written.
    vars(parser).update(validateLink=lambda _: True, normalizeLink=str, normalizeLinkText=str)
    notes = list(_NOTE.finditer(markdown))
    names = "|".join(re.escape(note[1]) for note in notes)
    references = re.compile(rf"(?<!\\)\[\^({names})\]", re.IGNORECASE)
    text = _NOTE.sub(lambda note: "\n" * note[0].count("\n"), markdown) if notes else markdown
    texts = [(text, first, "")]
    texts += [(note[2], first + markdown.count("\n", 0, note.start()), f"[{note[1]}] ") for note in notes]
    for text, line, mark in texts:
        plain = re.sub(r"^(?: {4}|\t)", "", text, flags=re.MULTILINE) if mark else text
        yield from _read(parser.parse(references.sub(r"\[\1\]", plain) if notes else plain), line, mark)


def _read(tokens: Sequence[Token], first: int, markers: str) -> Iterator[Shown]:
    """Yield the blocks of a text; the first has markers before it if the text is a note."""
    is_note, depth, heading, line = bool(markers), 0, 0, first
    for token in tokens:
        line = first + token.map[0] if token.map else line
        kind, text = token.type, token.content
        if kind.endswith(("_list_open", "_list_close")):
            depth += token.nesting
        elif kind.startswith("heading_"):
            heading = int(token.tag[1:]) if token.nesting == 1 else 0
        elif kind == "list_item_open" and token.info:
            # The number that starts an item is a word of the source.
            markers += f"{token.info}{token.markup} "
        elif kind == "inline":
            text = "".join(" " if part.type.endswith("break") else part.content for part in token.children or ())
        if text.strip() or (markers and kind in _LEAVES):
            block = (BlockKind.ITEM, depth) if depth and not markers else (BlockKind.PARAGRAPH, 0)
            what, level = (BlockKind.NOTE, 0) if is_note else (BlockKind.HEADING, heading) if heading else block
            yield Shown(what, level, collapse(markers + text), line)
            markers = ""
        elif kind == "hr":
            yield Shown(BlockKind.NOTE if is_note else BlockKind.RULE, 0, "", line)
    if markers:
        yield Shown(BlockKind.NOTE, 0, collapse(markers), line)
