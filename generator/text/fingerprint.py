"""A fingerprint of a text's words, which shows later near which words some were lost or added."""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.model.statement import hash_words

_DIGITS = 3
_EVERY = 8
"""Words in a stretch that has digits of its own, on average."""


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
    """Cut where the words themselves say so, so that a change moves no cut but its own."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or int(hash_words(" ".join(words[at - 1 : at + 1]), 4), 16) % _EVERY == 0:
            yield start, at
            start = at
