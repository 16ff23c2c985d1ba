"""Measure how exactly the generator finds the names of a text, against gold lists read by hand.

Example: python -m tests.gold.measure FOLDER

FOLDER holds the texts, `<gold list>.txt` each; the gold lists stand beside this file, or in the folder of --gold. A row
of a list is a name, other forms that a reader would take as well, and, where careful readers may differ on whether it is
a name, why; such a row counts neither way. What counts is the name that users see: only the case of its letters,
the typography and an article in front may differ. Beside the generator stands an honest baseline (baseline.py).
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

from generator.candidates import LIKELY, Passage, find_candidates
from tests.gold.baseline import find_plainly

GOLD = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldName:
    """A name that a careful reader of the text marks."""

    name: str
    keys: frozenset[str]
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How the names found compare with gold lists."""

    wanted: int
    missed: tuple[str, ...]
    found: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.wanted

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.found if self.found else 0.0


def exact_key(name: str) -> str:
    """Return the same key for names that differ only in case, typography or a leading article."""
    plain = name.replace("’", "'").replace("–", "-").translate(dict.fromkeys(map(ord, '"“”')))
    return " ".join(plain.casefold().split()).removeprefix("the ")


def read_gold(path: Path) -> list[GoldName]:
    """Read a gold list."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            doubtful = bool(row["doubt"])
            forms = [_halves(form) for form in (row["name"], *row["also"].split("|")) if form.strip()]
            # An acronym alone is no exact name where the text says what it stands for.
            acronyms = set() if doubtful else {acronym for _, acronym in forms if acronym}
            keys = frozenset(name for name, _ in forms if name not in acronyms)
            more = frozenset(acronym for _, acronym in forms if acronym) if doubtful else frozenset()
            rows.append(GoldName(name=row["name"], keys=keys | more, doubtful=doubtful))
    return rows


def _halves(form: str) -> tuple[str, str]:
    before, _, rest = form.partition(" (")
    acronym, _, after = rest.partition(")")
    return exact_key(before + after), exact_key(acronym)


def score(gold: list[GoldName], found: list[str]) -> Score:
    """Compare names found with the names wanted."""
    wanted = [item for item in gold if not item.doubtful]
    accepted = {key for item in wanted for key in item.keys}
    doubtful = {key for item in gold if item.doubtful for key in item.keys} - accepted
    counted = {exact_key(name): name for name in found if exact_key(name) not in doubtful}
    return Score(
        wanted=len(wanted),
        missed=tuple(item.name for item in wanted if not item.keys & counted.keys()),
        found=len(counted),
        wrong=tuple(name for key, name in counted.items() if key not in accepted),
    )


def read_passages(text: str) -> list[Passage]:
    """Cut a plain text into passages at line ends."""
    return [Passage(text=line.strip()) for line in text.splitlines() if line.strip()]


def add(scores: list[Score]) -> Score:
    """Add scores of several texts up."""
    return Score(
        wanted=sum(item.wanted for item in scores),
        missed=tuple(name for item in scores for name in item.missed),
        found=sum(item.found for item in scores),
        wrong=tuple(name for item in scores for name in item.wrong),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--least", type=float, default=LIKELY, help="the score from which on a name counts")
    parser.add_argument("--quiet", action="store_true", help="leave out which names are missed and wrong")
    arguments = parser.parse_args()
    print(f"{'text':<32}{'recall':>8}{'precision':>11}{'wanted':>8}{'found':>7}   baseline: recall, precision")
    ours, plain = [], []
    for path in sorted(arguments.folder.glob("*.txt")):
        gold = read_gold(arguments.gold / f"{path.stem}.csv")
        text = path.read_text(encoding="utf-8-sig")
        found = find_candidates(read_passages(text), least=arguments.least)
        ours.append(score(gold, [item.name for item in found]))
        plain.append(score(gold, find_plainly([passage.text for passage in read_passages(text)])))
        show(path.stem, ours[-1], plain[-1])
        if not arguments.quiet:
            scores = {exact_key(item.name): item.score for item in found}
            print(*(f"    missed: {name}" for name in ours[-1].missed), sep="\n")
            print(*(f"    wrong:  {scores[exact_key(name)]:.2f} {name}" for name in ours[-1].wrong), sep="\n")
    show("all", add(ours), add(plain))


def show(title: str, ours: Score, plain: Score) -> None:
    """Print a row of the table."""
    print(
        f"{title:<32}{ours.recall:>8.3f}{ours.precision:>11.3f}{ours.wanted:>8}{ours.found:>7}"
        f"{plain.recall:>13.3f}{plain.precision:>9.3f}"
    )


if __name__ == "__main__":
    main()
