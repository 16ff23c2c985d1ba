"""Blocks -> the same with what a page's end had cut in two made whole again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.importing.joining import join
from generator.importing.pieces import Chunk, Kind, Repair
from generator.importing.sentences import (
    NOTE,
    ends_sentence,
    goes_on,
    has_sentence,
    is_dangling,
    starts_inside_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.joining import Vocabulary

_FEWEST_WORDS = 6
"""Words of a block that can have been cut; what is shorter may be a heading."""
_FEWEST_TORN = 8
_FEWEST_WHOLE = 25
"""Words from which on a text without a full stop is no heading: where a page ends, and elsewhere."""
_NOTES = 8
"""Footnotes that may stand at the foot of one page."""


def heal_pages(
    chunks: Sequence[Chunk], removed: frozenset[int], notes: frozenset[int], words: Vocabulary
) -> tuple[list[Chunk], list[Repair]]:
    """Join what goes on behind the end of a page, a page number or a footnote.

    Args:
        chunks: the blocks in the order of the input.
        removed: lines that were left out, such as page numbers: where one stood, a page ended.
        notes: lines where a footnote is known to start.
        words: for the hyphen of a word that was cut.

    Returns:
        The blocks, footnotes that stood within a sentence behind it, and what was done.
    """
    healed: list[Chunk] = []
    repairs: list[Repair] = []
    rest = list(chunks)
    while rest:
        chunk = rest.pop(0)
        while (after := _find_rest(chunk, rest, removed, notes)) is not None:
            passed, other = rest[:after], rest[after]
            rest = rest[after + 1 :]
            text, hyphen = join(chunk.text, other.text, words)
            message = (
                f'joined the text to line {other.line}, past a break: "{_tail(chunk.text)}" + "{_head(other.text)}"'
            )
            repairs.append(Repair(line=chunk.last_line, message=message))
            if hyphen:
                repairs.append(Repair(line=chunk.last_line, message=hyphen))
            repairs += [
                Repair(
                    line=note.line,
                    message=f"moved the footnote behind the paragraph that it stood in: {_head(note.text)}",
                )
                for note in passed
            ]
            chunk = replace(chunk, text=text, fragments=(*chunk.fragments, *other.fragments), cut=other.cut)
            rest = [*passed, *rest]
        healed.append(chunk)
        if look := _doubt(chunk, rest):
            repairs.append(look)
    return healed, repairs


def _find_rest(chunk: Chunk, rest: Sequence[Chunk], removed: frozenset[int], notes: frozenset[int]) -> int | None:
    """Give the index of the block that goes on with this one, past footnotes; None when there is none."""
    if chunk.kind in {Kind.RULE, Kind.HEADING} or chunk.line in notes:
        return None
    for index, other in enumerate(rest[: _NOTES + 1]):
        known = other.line in notes and not ends_sentence(chunk.text)
        if known or _is_note(other, chunk, removed):
            continue
        return index if _goes_on(chunk, other, removed) else None
    return None


def _is_note(note: Chunk, chunk: Chunk, removed: frozenset[int]) -> bool:
    """Whether a block looks like a footnote that stands within the text: its mark is in there, or a page ends."""
    match = NOTE.match(note.text)
    if match is None or note.kind is not Kind.PARAGRAPH or ends_sentence(chunk.text):
        return False
    if _mark_in(match, chunk) or not match["b"]:
        return True
    # "on" | "15 November" is no footnote.
    return _is_torn(chunk, note, removed) and not is_dangling(chunk.text)


def _goes_on(chunk: Chunk, other: Chunk, removed: frozenset[int]) -> bool:
    if other.kind is not Kind.PARAGRAPH or other.numbered:
        return False
    torn = _is_torn(chunk, other, removed)
    small = starts_inside_sentence(other.text)
    count = len(chunk.text.split())
    if count < _FEWEST_WORDS and not small and not is_dangling(chunk.text):
        return False
    listed = chunk.numbered and not has_sentence(chunk.text) and not (torn and count >= _FEWEST_TORN)
    if chunk.kind is Kind.BULLET or listed:
        # Items often have no full stop; only a cut within a phrase shows that one goes on.
        certain = small or is_dangling(chunk.text)
        return certain and goes_on(chunk.text, other.text, torn=torn)
    if (
        not small
        and not is_dangling(chunk.text)
        and (_looks_whole(chunk.text, torn=torn) or not has_sentence(other.text))
    ):
        return False
    return goes_on(chunk.text, other.text, torn=torn)


def _is_torn(chunk: Chunk, other: Chunk, removed: frozenset[int]) -> bool:
    return chunk.cut or any(number in removed for number in range(chunk.last_line, other.line))


def _looks_whole(text: str, *, torn: bool) -> bool:
    """Whether a text without a full stop is a heading or a line of its own rather than the start of a paragraph."""
    return not has_sentence(text) and len(text.split()) < (_FEWEST_TORN if torn else _FEWEST_WHOLE)


def _mark_in(match: re.Match[str], chunk: Chunk) -> bool:
    mark = next(group for group in match.groups() if group)
    pattern = rf"\[{mark}\]" if match["a"] else rf"(?<=[^\W\d]|[.,;)\"\u201d]){re.escape(mark)}(?!\d)"
    return bool(re.search(pattern, chunk.text))


def _doubt(chunk: Chunk, rest: Sequence[Chunk]) -> Repair | None:
    """Ask to look at a long paragraph that ends in the middle of a sentence and was joined to nothing."""
    if not rest or chunk.kind is not Kind.PARAGRAPH or rest[0].kind is not Kind.PARAGRAPH or rest[0].numbered:
        return None
    if ends_sentence(chunk.text) or not has_sentence(chunk.text) or chunk.text.endswith(","):
        return None
    message = f'no full stop after "{_tail(chunk.text)}"; if line {rest[0].line} goes on with it, join them'
    return Repair(line=chunk.last_line, message=message, look=True)


def _tail(text: str) -> str:
    return " ".join(text.split(" ")[-3:])[-40:]


def _head(text: str) -> str:
    return " ".join(text.split(" ")[:3])[:40]
