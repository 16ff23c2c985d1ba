"""A paragraph -> its sentences."""

import re

import sentencex  # type: ignore[import-untyped]

_TO_SPACE = re.compile(r"[-\s]")


def split_sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Split a paragraph into sentences.

    Returns:
        Start and end of each, without the space between them.
    """
    # The splitter takes the dots of "ROK-U.S." for full stops, but not those of "ROK U.S."; and it ends the program
    # at a non-breaking space before a full stop (sentencex 1.0.32).
    found = sentencex.get_sentence_boundaries(language, _TO_SPACE.sub(" ", text))
    spans = []
    for item in found:
        start, end = item["start_index"], item["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return tuple(spans)
