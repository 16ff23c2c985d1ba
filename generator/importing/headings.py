"""Blocks -> the same with headings known as headings."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.importing.dates import find_date
from generator.importing.pieces import Chunk, Kind
from generator.importing.sentences import ends_sentence, has_sentence, is_dangling, starts_inside_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 18
_MOST_CHARACTERS = 140
_MOST_IN_A_ROW = 3
"""Headings that can follow each other without text between; more short lines are a list of names or the like."""
_ROMAN = re.compile(r"(?:PART |Part |CHAPTER |Chapter |SECTION |Section )?[IVXLC]+\b[.):\u2013\u2014 ]")
_PART = re.compile(r"(?:PART|Part|CHAPTER|Chapter|ANNEX|Annex|SECTION|Section) [A-Z0-9]+\b")
_DIGIT = re.compile(r"\d+[.)] ")
_LETTER = re.compile(r"[A-Z][.)] ")
_NOTE = re.compile(r"\[\d|[\u00b9\u00b2\u00b3*\u2020]")
_ADDRESS = re.compile(r"https?://|www\.|@|\(AP\)")


def find_headings(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Mark the blocks that are headings of the source, with their levels.

    A heading is a short line without a full stop that stands alone and is followed by text.
    """
    marked = list(chunks)
    run = 0
    for index in range(len(marked) - 1, -1, -1):
        chunk = marked[index]
        after = marked[index + 1] if index + 1 < len(marked) else None
        before = marked[index - 1] if index else None
        if run < _MOST_IN_A_ROW and _may_be_heading(chunk) and _stands_before_text(after) and _follows_end(before):
            marked[index] = replace(chunk, kind=Kind.HEADING)
            run += 1
        else:
            run = 0
    return _level(_drop_lists(marked))


def _may_be_heading(chunk: Chunk) -> bool:
    text = chunk.text
    if chunk.kind is not Kind.PARAGRAPH or (not chunk.alone and not _is_capitals(text) and len(chunk.fragments) > 1):
        return False
    if len(text) > _MOST_CHARACTERS or len(text.split()) > _MOST_WORDS:
        return False
    if not re.search(r"[^\W\d_]{2}", text) or starts_inside_sentence(text) or _NOTE.match(text):
        return False
    if (
        (ends_sentence(text) and not text.endswith("?"))
        or text.endswith(",")
        or is_dangling(text)
        or has_sentence(text)
    ):
        return False
    return not _ADDRESS.search(text) and not (find_date(text) and len(text.split()) < 9)


def _stands_before_text(after: Chunk | None) -> bool:
    if after is None or after.kind is Kind.RULE:
        return False
    if after.kind in {Kind.HEADING, Kind.BULLET} or after.numbered:
        return True
    return has_sentence(after.text) or len(after.text.split()) > _MOST_WORDS or after.text.endswith((":", ";"))


def _follows_end(before: Chunk | None) -> bool:
    """Whether the block before can end here: after a cut sentence stands its rest, not a heading."""
    return before is None or not (is_dangling(before.text) and len(before.text.split()) > _MOST_WORDS)


def _drop_lists(chunks: list[Chunk]) -> list[Chunk]:
    """Take back headings that start with a plain number where such numbers count paragraphs or items of a list."""
    numbered = [chunk for chunk in chunks if chunk.numbered and _DIGIT.match(chunk.text)]
    in_a_row = any(left.numbered and right.numbered for left, right in pairwise(chunks))
    if not in_a_row and all(chunk.kind is Kind.HEADING for chunk in numbered):
        return chunks
    return [replace(chunk, kind=Kind.PARAGRAPH) if chunk in numbered else chunk for chunk in chunks]


def _level(chunks: list[Chunk]) -> list[Chunk]:
    """Give headings levels by their look: parts and capitals above others, letters below numbers."""
    looks = sorted({_look(chunk.text) for chunk in chunks if chunk.kind is Kind.HEADING})
    return [
        replace(chunk, level=min(1 + looks.index(_look(chunk.text)), 3)) if chunk.kind is Kind.HEADING else chunk
        for chunk in chunks
    ]


def _look(text: str) -> int:
    if _PART.match(text):
        return 0
    if _ROMAN.match(text):
        return 1
    if _is_capitals(text):
        return 2
    return 4 if _LETTER.match(text) else 3


def _is_capitals(text: str) -> bool:
    return text.upper() == text and re.search(r"[A-Z]{2}", text) is not None
