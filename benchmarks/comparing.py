"""How long it takes to pair the sentences of a statement with those of fifty others, and in how much memory."""

from __future__ import annotations

import random
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.inputs import ROOT, SEED, read_body
from generator.linking.pairs import pair_sentences
from generator.reading.statement import read_statement

STATEMENTS, WORDS = 50, 120_000
_HEAD = "---\ntitle: S\ndate: 2020-01-01\nparties: [Japan]\nlanguage: en\nthemes: {general: General}\n---\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One run over all of them."""

    statements: int
    words: int
    """In all of them together."""
    pairs: int
    seconds: float
    memory: float
    """The most that the process has held so far, in MB."""


def measure_pairs() -> PairRow:
    """Pair the edition's statement with others that are made of its own words, in another order."""
    chance = random.Random(SEED)
    sentences = [sentence.split() for sentence in read_body().replace("\n", " ").split(". ")]
    ours = read_statement(ROOT / "source" / "statement.md")
    pairs, words, seconds = 0, 0, 0.0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "other.md"
        for _ in range(STATEMENTS):
            text: list[str] = []
            while sum(map(len, map(str.split, text))) < WORDS / STATEMENTS:
                sentence = list(chance.choice(sentences))
                if chance.random() < 0.8:
                    chance.shuffle(sentence)
                text.append(" ".join(sentence) + ".")
            path.write_text(_HEAD + "\n\n".join(text) + "\n", encoding="utf-8")
            started = time.perf_counter()
            pairs += len(pair_sentences(ours, read_statement(path), {}))
            seconds += time.perf_counter() - started
            words += sum(len(paragraph.split()) for paragraph in text)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return PairRow(statements=STATEMENTS, words=words, pairs=pairs, seconds=seconds, memory=memory)
