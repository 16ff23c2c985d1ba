"""The proof that an import lost nothing: each line's letters are looked for in what was written."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.errors import SourceError
from generator.importing.pieces import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.importing.head import Head
    from generator.importing.pieces import Chunk, Fragment
    from generator.model import Statement

# Hyphens come and go where lines end, and marks of lists are written as Markdown's. All else must be there.
_FREE = re.compile(
    r"[\s\u00ad\u2010\u2011\u2022\u25cf\u25aa\u25ab\u25e6\u2023\u2043\u25a0\u25a1\u25cb\u25b6\u25ba\u27a2\u2713\u2714\u00b7\uf020-\uf0ff-]"
)


def letters(text: str) -> str:
    """Give what must survive: letters, digits and punctuation, without spaces, hyphens and invisible characters."""
    plain = unicodedata.normalize("NFKC", _FREE.sub("", text))
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"})


def prove_lines(path: Path, lines: Sequence[str], fragments: Iterable[Fragment]) -> None:
    """Check that every line of the input went somewhere, whole.

    Args:
        path: of the input, for the message.
        lines: the input as it was read, before anything was healed.
        fragments: of all blocks, of the front matter, and of the lines that were left out.

    Raises:
        SourceError: at the first line of which a character is missing or doubled.
    """
    went: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in fragments:
        went[fragment.line].append(fragment)
    for number, line in enumerate(lines, 1):
        parts = sorted(went.get(number, []), key=lambda fragment: fragment.column)
        if letters(line) != letters("".join(part.text for part in parts)):
            message = (
                "this line would not be whole in the statement, so nothing was written; this is a fault of the "
                "import: report it, and give the line a paragraph of its own meanwhile"
            )
            raise SourceError(message, path=path, line=number)


def prove_head(path: Path, head: Head, statement: Statement) -> None:
    """Check that the front matter has all of the lines that became title and dateline.

    Raises:
        SourceError: it has not.
    """
    taken = letters("".join(fragment.text for fragment in head.fragments))
    written = letters(statement.title * bool(head.title)), letters(statement.dateline)
    if sorted(taken) != sorted("".join(written)):
        line = head.fragments[0].line if head.fragments else 1
        raise SourceError("title and date would not be whole, so nothing was written", path=path, line=line)


def prove_statement(path: Path, chunks: Sequence[Chunk], statement: Statement) -> None:
    """Check that the written statement, read as a build reads it, shows every block's letters in order.

    Raises:
        SourceError: at the line of the input of the first block that differs.
    """
    blocks = statement.blocks
    for index, chunk in enumerate(chunks):
        shown = letters(blocks[index].text) if index < len(blocks) else ""
        lost = shown != ("" if chunk.kind is Kind.RULE else _unmarked(chunk))
        if lost or index >= len(blocks):
            message = (
                f"the {chunk.kind.value} that starts here would not be shown as it stands, so nothing was written; "
                "this is a fault of the import: report it"
            )
            raise SourceError(message, path=path, line=chunk.line)
    if len(blocks) > len(chunks):
        message = f"{len(blocks)} blocks would be shown of {len(chunks)}; this is a fault of the import: report it"
        raise SourceError(message, path=path, line=1)


def _unmarked(chunk: Chunk) -> str:
    """Give the letters of a block's lines, without the sign of a list that the first of them starts with."""
    whole = letters("".join(fragment.text for fragment in chunk.fragments))
    if chunk.kind is Kind.BULLET:
        first = chunk.fragments[0].text
        return letters(chunk.text) if whole.endswith(letters(chunk.text)) and first[:1] in "*\u2013\u2014+o" else whole
    return whole
