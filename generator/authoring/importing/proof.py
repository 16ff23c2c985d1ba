"""Proof that nothing of a file is lost: every word is in the statement or in the report, and in the file's order."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from generator.authoring.importing.nouns import Block, ImportedText, Kind, Repair
from generator.authoring.importing.words import REFERENCE
from generator.model.errors import SourceError

_START = 40
"""Letters of a paragraph that tell it from all others."""


def words(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the words of headings, paragraphs, items and notes in order, with the numbers that the source prints.

    References to notes are not among them, nor are the marks of the notes themselves.
    """
    texts = (f"{block.number if block.kind is not Kind.FOOTNOTE else ''} {block.text}" for block in blocks)
    return tuple(word for text in texts for word in REFERENCE.sub("", text).split())


def fingerprint(words: Iterable[str]) -> str:
    """Return the SHA-256 of words, each in NFC, joined by single spaces."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", word) for word in words).encode()).hexdigest()


def letters(text: str) -> str:
    """Return the letters, digits and signs of money of a text, which no repair may change."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Sc")


def compare(imported: ImportedText, file_words: Sequence[str], paragraphs: Sequence[str]) -> tuple[Repair, ...]:
    """Compare what was imported with the file, read in another way.

    Args:
        imported: what was read.
        file_words: every word of the file, in its order.
        paragraphs: the texts of the file's own paragraphs, where it has such; else nothing.

    Returns:
        The places where order or paragraphs differ, for a person to look at.

    Raises:
        SourceError: a word is in neither the statement nor the report, or there more often than in the file.
    """
    texts = [f"{block.number} {block.text}" for block in imported.blocks]
    ours = [imported.title, imported.dateline, *texts, *(item.text for item in imported.left_out)]
    have, had = Counter(letters("".join(ours))), Counter(letters("".join(file_words)))
    known = {letters(word) for text in ours for word in text.split()}
    lost = had - have
    missing = [word for word in file_words if set(letters(word)) & lost.keys() and letters(word) not in known]
    # Numbers that Word or a browser counts are not in the file; nor are those of notes.
    counted = letters("".join(block.number + "".join(REFERENCE.findall(block.text)) for block in imported.blocks))
    if lost or have - had - Counter(counted):
        message = (
            f"{lost.total()} letters of the file would be lost" if lost else "letters would be added to the file's"
        )
        message += f", so nothing was written; near: {' '.join(missing[:8])}; this is a fault of the import: report it"
        raise SourceError(message, path=Path(imported.name))
    return (*_compare_order(imported.blocks, file_words), *_compare_paragraphs(imported.blocks, paragraphs))


def _compare_order(blocks: Sequence[Block], file_words: Sequence[str]) -> Iterator[Repair]:
    """Find the blocks that stand behind one that the file has later, by the words that occur once."""
    counts = Counter(file_words)
    places = {word: at for at, word in enumerate(file_words) if counts[word] == 1}
    known = [(block, [places[word] for word in block.text.split() if word in places]) for block in blocks]
    firsts = [(min(found), block) for block, found in known if found and block.kind is not Kind.FOOTNOTE]
    for (before, _), (at, block) in pairwise(firsts):
        if at < before:
            message = f'the file has it in another order: "{block.text[:_START]}"'
            yield Repair(place=block.place, message=message, look=True)


def _compare_paragraphs(blocks: Sequence[Block], paragraphs: Sequence[str]) -> Iterator[Repair]:
    """Find the paragraphs of the file that start inside a block."""
    texts = [(block, letters(block.number + block.text)) for block in blocks]
    starts = {text[:_START] for _, text in texts} | {letters(block.text)[:_START] for block in blocks}
    for paragraph in paragraphs:
        start = letters(paragraph)[:_START]
        if len(start) == _START and start not in starts and (found := [b for b, text in texts if text.find(start) > 0]):
            message = f'the file starts a paragraph at "{paragraph.strip()[:_START]}", which is inside one here'
            yield Repair(place=found[0].place, message=message, look=True)
