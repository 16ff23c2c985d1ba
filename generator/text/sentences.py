"""A paragraph -> its sentences."""

import hashlib
import re
from itertools import count

import sentencex  # type: ignore[import-untyped]

from generator.model.statement import Block

_NUMBER = re.compile(r"^(\W*\d{1,3})[.)．]")
_MARK = re.compile(r"(?<=(?<!!)\[)[^\[\]\s]{1,4}(?=\](?!\())")
"""Of a note. The splitter knows only numbers in brackets behind a full stop."""


def number_sentences(block: Block, language: str) -> dict[int, tuple[int, int]]:
    """Return start and end of each sentence of a paragraph of the statement, by the number in its address."""
    return dict(zip(block.sentences or count(1), split_sentences(block.text, language), strict=False))


def hash_sentence(text: str) -> str:
    """Return four digits, which change when its words do."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:4]


def split_sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a paragraph, without the space between them."""
    spans = []
    plain = _MARK.sub(lambda mark: "1" * len(mark[0]), _NUMBER.sub(r"\1,", text))
    # The splitter takes the dots of "ROK-U.S." for full stops, but not those of "ROK U.S."; and it ends the program
    # at a non-breaking space before a full stop (sentencex 1.0.32).
    for item in sentencex.get_sentence_boundaries(language, re.sub(r"[-\s]", " ", plain)):
        start, end = item["start_index"], item["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return tuple(spans)
