"""A paragraph -> its sentences; a text -> a fingerprint of its words, which shows later where some are lost or new."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count

import sentencex  # type: ignore[import-untyped]

from generator.model.statement import Block, hash_words

_DIGITS = 3
_NUMBER = re.compile(r"^(\W*\d{1,3})[.)．]")
_MARK = re.compile(r"(?<=(?<!!)\[)[^\[\]\s]{1,4}(?=\](?!\())")
"""Of a note. The splitter knows only numbers in brackets behind a full stop."""
_UNSPACED = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def number_sentences(block: Block, language: str) -> dict[int, tuple[int, int]]:
    """Return start and end of each sentence of a paragraph of the statement, by the number in its address."""
    return dict(zip(block.sentences or count(1), split_sentences(block.text, language), strict=False))


def hash_sentences(block: Block, language: str) -> dict[int, str]:
    """Return four digits of the words of each sentence of a paragraph, by its number."""
    return {at: hash_words(block.text[slice(*span)], 4) for at, span in number_sentences(block, language).items()}


def split_sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a paragraph, without the space between them."""
    plain = _MARK.sub(lambda mark: "1" * len(mark[0]), _NUMBER.sub(r"\1,", text))
    # The splitter takes the dots of "ROK-U.S." for full stops, but not those of "ROK U.S."; and it ends the program
    # at a non-breaking space before a full stop (sentencex 1.0.32).
    found = sentencex.get_sentence_boundaries(language, re.sub(r"[-\s]", " ", plain))
    spans = (_UNSPACED.search(text, item["start_index"], item["end_index"]) for item in found)
    return tuple(span.span() for span in spans if span)


def list_words(text: str) -> list[str]:
    """Return the letters and digits of each word: marks and hyphens may be corrected."""
    words = ("".join(filter(str.isalnum, word)) for word in unicodedata.normalize("NFC", text).split())
    return [word for word in words if word]


def make_fingerprint(words: Sequence[str]) -> str:
    """Return the number of words, eight digits for all of them, and some for each stretch of them."""
    stretches = (hash_words(" ".join(words[start:end]), _DIGITS) for start, end in _cut(words))
    return f"{len(words)}-{hash_words(' '.join(words), 8)}-{''.join(stretches)}"


def find_changes(fingerprint: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text that are not in the one of a fingerprint; where words are gone, an empty one."""
    was = fingerprint.rpartition("-")[2]
    old = [was[at : at + _DIGITS] for at in range(0, len(was), _DIGITS)]
    places = [*_cut(words), (len(words), len(words))]
    new = [hash_words(" ".join(words[start:end]), _DIGITS) for start, end in places[:-1]]
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(places[a][0], places[b][0]) for how, _, _, a, b in changes if how != "equal"]


def _cut(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut after eight words on average, where they say so themselves: so a change moves no cut but its own."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or int(hash_words(" ".join(words[at - 1 : at + 1]), 4), 16) % 8 == 0:
            yield start, at
            start = at
