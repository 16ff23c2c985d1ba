"""A paragraph -> its sentences."""

import re
from itertools import count

import sentencex  # type: ignore[import-untyped]

from generator.model.statement import Block, hash_words

_NUMBER = re.compile(r"^(\W*\d{1,3})[.)．]")
_MARK = re.compile(r"(?<=(?<!!)\[)[^\[\]\s]{1,4}(?=\](?!\())")
"""Of a note. The splitter knows only numbers in brackets behind a full stop."""


def number_sentences(block: Block, language: str) -> dict[int, tuple[int, int]]:
    """Return start and end of each sentence of a paragraph of the statement, by the number in its address."""
    return dict(zip(block.sentences or count(1), split_sentences(block.text, language), strict=False))


def hash_sentences(block: Block, language: str) -> dict[int, str]:
    """Return four digits of the words of each sentence of a paragraph, by its number."""
    return {at: hash_words(block.text[slice(*span)], 4) for at, span in number_sentences(block, language).items()}


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
