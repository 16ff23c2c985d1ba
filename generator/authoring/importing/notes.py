"""Notes and numbers of an imported text: notes come last and fit their references, and what does not fit is flagged."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import NOTE, REFERENCE, ends_sentence

_BACK = re.compile(r"\s*[↩↵↑]\ufe0e?$")


def settle_notes(found: ImportedText) -> ImportedText:
    """Put notes last, write a raised number without a note as it was, and flag numbers and notes that do not fit."""
    blocks = _mark_endnotes(found.blocks)
    rest = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    notes, seen, doubts = [], Counter[str](), [*_find_gaps(rest), *_find_open_ends(rest)]
    for block in (block for block in blocks if block.kind is Kind.FOOTNOTE):
        seen[block.number] += 1
        mark = _name(block.number, seen[block.number])
        notes.append(replace(block, number=mark, text=_BACK.sub("", block.text)))
        if mark != block.number:
            doubts.append((block, f"note {block.number} is there twice; this one was named {mark}"))
    known, used = {note.number for note in notes}, Counter[str]()

    def refer(match: re.Match[str]) -> str:
        used[match[1]] += 1
        mark = _name(match[1], used[match[1]])
        mark = mark if mark in known else match[1]
        used[mark] += mark != match[1]
        return f"[^{mark}]" if mark in known else mark

    text = [replace(block, text=REFERENCE.sub(refer, block.text)) for block in rest]
    lone = [(block, mark) for block in rest for mark in REFERENCE.findall(block.text) if mark not in known]
    doubts += [(block, f"a raised {mark} has no note; it was written as text") for block, mark in lone]
    doubts += [(note, f"nothing in the text refers to note {note.number}") for note in notes if not used[note.number]]
    flags = [Flag(block.place, message) for block, message in doubts]
    return replace(found, blocks=(*text, *notes), flags=(*found.flags, *flags))


def _name(mark: str, count: int) -> str:
    """Return the name of the k-th note, or reference, with a mark."""
    times, letter = divmod(count - 1, 26)
    return f"{mark}{chr(ord('a') + letter) * (times + 1)}" if count > 1 else mark


def _mark_endnotes(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make notes of the last paragraphs, where each starts with a mark and the text has references to just these."""
    used = {mark for block in blocks for mark in REFERENCE.findall(block.text)}
    start = len(blocks) - len(used)
    found = [NOTE.match(f"{block.number} {block.text}".lstrip()) for block in blocks[start:]]
    marks = [next(filter(None, match.groups())) for match in found if match]
    if not used or {*marks} != used or any(block.kind is not Kind.PARAGRAPH for block in blocks[start:]):
        return blocks
    texts = [match.string[match.end() :] for match in found if match]
    notes = [Block(kind=Kind.FOOTNOTE, number=mark, text=text) for mark, text in zip(marks, texts, strict=True)]
    return [*blocks[: start - (blocks[start - 1].kind is Kind.RULE)], *notes]


def _find_gaps(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    numbers = [(int(block.number[:-1]), block) for block in blocks if re.fullmatch(r"\d+[.)]", block.number)]
    for (left, _), (right, block) in pairwise(numbers):
        if right not in {left + 1, 1}:
            yield block, f"paragraph {right} follows paragraph {left}"


def _find_open_ends(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    for block, after in pairwise(blocks):
        plain = block.kind is after.kind is Kind.PARAGRAPH and not after.number
        if plain and len(block.text) > 120 and not ends_sentence(block.text) and block.text[-1] != ",":
            yield block, f'no full stop after "{block.text[-30:]}"; if "{after.text[:30]}" goes on with it, join them'
