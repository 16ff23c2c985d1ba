"""Proof that nothing of a file is lost: every word is in the statement or in the report, and in the file's order."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import REFERENCE
from generator.model.errors import GeneratorError

# Letters of a paragraph that tell it from all others.
_START = 40


def _letters(text: str) -> str:
    # Letters, digits and signs of money, which no repair may change.
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Sc")


def _all_letters(texts: Iterable[str]) -> str:
    # Word writes the sign of an inner list as a lone "o".
    return _letters("".join(word for text in texts for word in text.split() if word != "o"))


def compare(imported: ImportedText, file_words: Sequence[str], paragraphs: Sequence[str]) -> tuple[Flag, ...]:
    """Compare what was imported with the words of the file and its own paragraphs, where it has such; see `prove`."""
    texts = [f"{block.number} {block.text}" for block in imported.blocks]
    ours = [imported.title, imported.dateline, *texts, *(item.text for item in imported.left_out)]
    have, had = Counter(_all_letters(ours)), Counter(_all_letters(file_words))
    # Numbers that Word or a browser counts are not in the file; nor are those of notes.
    counted = _letters("".join(block.number + "".join(REFERENCE.findall(block.text)) for block in imported.blocks))
    lost, added = had - have, have - had - Counter(counted)
    if lost or added:
        known = {_letters(word) for text in ours for word in text.split()}
        near = [word for word in file_words if set(_letters(word)) & lost.keys() and _letters(word) not in known]
        what = f"{lost.total()} letters of the file would be lost" if lost else "letters would be added to the file's"
        message = f"{what}, so nothing was written; near: {' '.join(near[:8])}"
        raise GeneratorError(message, path=Path(imported.name), hint="this is a fault of the import: report it")
    return (*_compare_order(imported.blocks, file_words), *_compare_paragraphs(imported.blocks, paragraphs))


def _compare_order(blocks: Sequence[Block], file_words: Sequence[str]) -> Iterator[Flag]:
    """Find the blocks that stand behind one that the file has later, by the words that occur once."""
    counts = Counter(file_words)
    places = {word: at for at, word in enumerate(file_words) if counts[word] == 1}
    known = [(block, [places[word] for word in block.text.split() if word in places]) for block in blocks]
    firsts = [(min(found), block) for block, found in known if found and block.kind is not Kind.FOOTNOTE]
    for (before, _), (at, block) in pairwise(firsts):
        if at < before:
            yield Flag(block.place, f'the file has it in another order: "{block.text[:_START]}"')


def _compare_paragraphs(blocks: Sequence[Block], paragraphs: Sequence[str]) -> Iterator[Flag]:
    """Find the paragraphs of the file that start inside a block."""
    texts = [(block, _letters(block.number + block.text)) for block in blocks]
    starts = {text[:_START] for _, text in texts} | {_letters(block.text)[:_START] for block in blocks}
    for start in (_letters(paragraph)[:_START] for paragraph in paragraphs):
        block = next((block for block, text in texts if len(start) == _START and text.find(start) > 0), None)
        if block and start not in starts:
            yield Flag(block.place, f'the file starts a paragraph inside one here, at "{start}"')
