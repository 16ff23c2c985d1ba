"""What the paragraphs and notes of a statement are called: by the source's own numbers, where it has them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.model.addresses import paragraph_anchor
from generator.model.statement import Block, BlockKind
from generator.reading.blocks import VisibleBlock

_NUMBER = re.compile(r"\(?(\d{1,3})[.)．、](?!\d)")
_SUBNUMBER = re.compile(r"\(?[a-zA-Z]{1,4}[.)] ")
_LEAST = 1 / 3
"""Share of the paragraphs that have numbers where the source counts them, and not the points of a list among them."""


def label_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Number the paragraphs, items and notes, and give them the labels of their addresses.

    A source's own number counts as long as numbers rise. What has none is called after the paragraph before it: `13-2`.
    """
    plain = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH and not _SUBNUMBER.match(block.text)]
    owned = sum(bool(_NUMBER.match(text)) for text in plain)
    is_counted = owned > 1 and owned >= _LEAST * len(plain)
    made: list[Block] = []
    number = last = after = 0
    for block in blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.RULE}:
            made.append(block)
            continue
        number += 1
        found = _NUMBER.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        own = int(found[1]) if found else 0
        if block.kind is BlockKind.NOTE:
            made.append(replace(block, number=number, numbered=False))
        elif not is_counted:
            made.append(replace(block, number=number, numbered=own in {0, number}))
        elif own > last:
            last, after = own, 1
            made.append(replace(block, number=number, own=str(own)))
        else:
            after += 1
            made.append(replace(block, number=number, own=f"{last}-{after}", numbered=False))
    return tuple(made)


class Notes:
    """The labels of a statement's notes, and the links to them and back, for one walk through its blocks."""

    def __init__(self, visible: Sequence[VisibleBlock]) -> None:
        """Name the notes."""
        self._labels: dict[str, str] = {}
        self._used = {piece.note.casefold() for item in visible for piece in item.pieces if not piece.run.href}
        self._counts = Counter[str]()
        self.double: VisibleBlock | None = None
        """The second of two notes of one name."""
        for item in (item for item in visible if item.note and item.markers):
            # "*" cannot be part of an address.
            key = item.note if re.fullmatch(r"[a-zA-Z0-9]+", item.note) else f"sign-{len(self._labels) + 1}"
            if item.note.casefold() in self._labels:
                self.double = item
            self._labels[item.note.casefold()] = f"note-{key}"

    def label(self, item: VisibleBlock) -> str:
        """Return the label of the next block: `note-1`, then `note-1-2`; empty outside notes."""
        if not item.note:
            return ""
        label = self._labels[item.note.casefold()]
        self._counts[label] += 1
        return label if self._counts[label] == 1 else f"{label}-{self._counts[label]}"

    def refer(self, note: str) -> tuple[str, str]:
        """Return the link of the next reference to a note, and its anchor."""
        anchor = paragraph_anchor(self._labels[note.casefold()])
        self._counts[anchor] += 1
        count = self._counts[anchor]
        return f"#{anchor}", f"{anchor}-ref{f'-{count}' * (count > 1)}"

    def lead_back(self, item: VisibleBlock) -> str | None:
        """Return the link from a note to the first reference to it, if there is one."""
        note = item.note.casefold()
        return f"#{paragraph_anchor(self._labels[note])}-ref" if note in self._used and note else None
