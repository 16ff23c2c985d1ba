"""A paragraph -> its sentences."""

import re

import sentencex  # type: ignore[import-untyped]

_NUMBER = re.compile(r"^(\W*\d{1,3})[.)．]")
_MARK = re.compile(r"(?<=(?<!!)\[)[^\[\]\s]{1,4}(?=\](?!\())")
"""Of a note. The splitter knows only numbers in brackets behind a full stop."""


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
