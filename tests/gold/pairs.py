"""Measure how well sentences of two statements are paired, against pairs read by hand.

Example: python -m tests.gold.pairs FOLDER

FOLDER holds the texts, `<slug>.txt` each; the statement is that of this edition. tests/cases/pairs.csv has the places of the pairs that
a careful reader puts side by side (`same` or `reworded`), and of those on which readers may differ (`either`), which count
neither way. What editors corrected is left out.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from generator.authoring import importing
from generator.linking.pairs import list_sentences, pair_sentences
from generator.model.statement import Place
from generator.reading.statement import read_statement

GOLD = Path(__file__).parents[1] / "cases" / "pairs.csv"


def measure(folder: Path) -> tuple[float, float, float]:
    """Return precision and recall of the pairs, and the share of the sentences without a pair that were given none."""
    wanted: dict[str, dict[Place, dict[Place, str]]] = defaultdict(lambda: defaultdict(dict))
    with GOLD.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            wanted[row["text"]][Place.parse(row["ours"])][Place.parse(row["theirs"])] = row["verdict"]
    ours = read_statement(Path("source/statement.md"))
    sentences = len(list(list_sentences(ours)))
    right = wrong = total = single = false = 0
    for slug, gold in wanted.items():
        imported = importing.read_source((folder / f"{slug}.txt").read_bytes(), name=f"{slug}.txt", language="en")
        imported = importing.overrule(imported, date="2023-08-18", parties=ours.parties)
        total += sum(set(verdicts.values()) != {"either"} for verdicts in gold.values())
        single += sentences - len(gold)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".md") as file:
            file.write(importing.write_statement(imported))
            file.flush()
            theirs = read_statement(Path(file.name))
        for pair in pair_sentences(ours, theirs, {}):
            verdict = gold.get(pair.ours, {}).get(pair.theirs)
            right += verdict in {"same", "reworded"}
            wrong += verdict is None
            false += pair.ours not in gold
    return right / (right + wrong), right / total, 1 - false / single


if __name__ == "__main__":
    precision, recall, quiet = measure(Path(sys.argv[1]))
    print(f"precision {precision:.3f}, recall {recall:.3f}; no pair for {quiet:.1%} of the sentences that have none")
