"""Notes and numbers of an imported text: notes come last and fit their references, and what does not fit is flagged."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import NOTE, REFERENCE, ends_sentence

_BACK = re.compile(r"\s*[↩↵↑]\ufe0e?$")


def settle_notes(found: ImportedText) -> ImportedText:
    """Put notes last, write a raised number without a note as it was, and flag numbers and notes that do not fit."""
    blocks = _mark_endnotes(found.blocks)
    rest = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    while rest and rest[-1].kind is Kind.RULE:
        rest.pop()
    notes, seen, doubts = [], Counter[str](), [*_find_doubts(rest)]
    for block in (block for block in blocks if block.kind is Kind.FOOTNOTE):
        mark = _name(block.number, seen)
        notes.append(replace(block, number=mark, text=_BACK.sub("", block.text)))
        if mark != block.number:
            doubts.append((block, f"note {block.number} is there twice; this one was named {mark}"))
    known, used = {note.number for note in notes}, Counter[str]()

    def refer(match: re.Match[str]) -> str:
        mark = _name(match[1], used)
        mark = mark if mark in known else match[1]
        used[mark] += mark != match[1]
        return f"[^{mark}]" if mark in known else mark

    text = [replace(block, text=REFERENCE.sub(refer, block.text)) for block in rest]
    lone = [(block, mark) for block in rest for mark in REFERENCE.findall(block.text) if mark not in known]
    doubts += [(block, f"a raised {mark} has no note; it was written as text") for block, mark in lone]
    doubts += [(note, f"nothing in the text refers to note {note.number}") for note in notes if not used[note.number]]
    flags = [Flag(block.place, message) for block, message in doubts]
    return replace(found, blocks=(*text, *notes), flags=(*found.flags, *flags))


def _name(mark: str, seen: Counter[str]) -> str:
    """Return the name of the next note, or reference, with a mark: 3, then 3b and so on."""
    seen[mark] += 1
    return mark + ascii_lowercase[seen[mark] - 1 : seen[mark]].lstrip("a")


def _mark_endnotes(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make notes of the last paragraphs, where each starts with a mark and the text has references to just these."""
    used = {mark for block in blocks for mark in REFERENCE.findall(block.text)}
    last = [block for block in blocks[len(blocks) - len(used) :] if block.kind is Kind.PARAGRAPH]
    found = [match for block in last if (match := NOTE.match(f"{block.number} {block.text}".lstrip()))]
    notes = [
        Block(kind=Kind.FOOTNOTE, number=match[match.lastindex or 0], text=match.string[match.end() :])
        for match in found
    ]
    return [*blocks[: -len(used)], *notes] if used and {note.number for note in notes} == used else blocks


def _find_doubts(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Find numbers of paragraphs that are skipped, and paragraphs without an end."""
    numbers = [(int(block.number[:-1]), block) for block in blocks if re.fullmatch(r"\d+[.)]", block.number)]
    for (left, _), (right, block) in pairwise(numbers):
        if right not in {left + 1, 1}:
            yield block, f"paragraph {right} follows paragraph {left}"
    for block, after in pairwise(blocks):
        plain = block.kind is after.kind is Kind.PARAGRAPH and not after.number
        if plain and len(block.text) > 120 and not ends_sentence(block.text) and block.text[-1] != ",":
            yield block, f'no full stop after "{block.text[-30:]}"; if "{after.text[:30]}" goes on with it, join them'
