"""Fit the weights of generator/candidates/weights.yml on gold lists, and print them.

Example: python -m tests.gold.fit FOLDER

FOLDER holds the texts, `<gold list>.txt` each; the golden cases count as texts, too. Logistic regression with a small penalty on the weights, by plain
gradient descent; names on which readers differ are left out. Same texts, same weights.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from generator.candidates import features_of, group_occurrences
from tests.gold.measure import GOLD, exact_key, read_gold, read_passages

if TYPE_CHECKING:
    from generator.candidates.occurrences import Occurrence

CASES = GOLD.parent / "cases" / "names.yml"
_PENALTY = 0.0005
_STEPS = 3000
_RATE = 2.0


def read_samples(folder: Path) -> list[tuple[dict[str, float], bool]]:
    """Return the features of what is found in each text, and whether a reader marks it."""
    samples = []
    for path in sorted(folder.glob("*.txt")):
        gold = read_gold(GOLD / f"{path.stem}.csv")
        right = {key for item in gold if not item.doubtful for key in item.keys}
        doubtful = {key for item in gold if item.doubtful for key in item.keys} - right
        groups, casing = group_occurrences(read_passages(path.read_text(encoding="utf-8-sig")))
        for items in groups:
            key = exact_key(_name(items))
            if key not in doubtful:
                samples.append((features_of(items, casing), key in right))
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")).values():
        groups, casing = group_occurrences(read_passages(case["text"]))
        right = {exact_key(name.partition(" (")[0]) for name in case["names"]}
        samples += [(features_of(items, casing), exact_key(_name(items)) in right) for items in groups]
    return samples


def _name(items: list[Occurrence]) -> str:
    named = next((item for item in items if item.defines), None)
    return (named or next((item for item in items if item.name), items[0])).form


def fit(samples: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights under which the samples are most likely."""
    weights = dict.fromkeys(sorted({name for features, _ in samples for name in features}), 0.0)
    for _ in range(_STEPS):
        slope = {name: _PENALTY * weight * (name != "bias") for name, weight in weights.items()}
        for features, right in samples:
            sure = 1 / (1 + math.exp(-sum(weights[name] * value for name, value in features.items())))
            for name, value in features.items():
                slope[name] += (sure - right) * value / len(samples)
        for name in weights:
            weights[name] -= _RATE * slope[name]
    return {name: round(weight, 1) for name, weight in weights.items()}


def main() -> None:
    """Print the weights."""
    samples = read_samples(Path(sys.argv[1]))
    print(f"{len(samples)} samples, {sum(right for _, right in samples)} of them names")
    for name, weight in fit(samples).items():
        print(f'    "{name}": {weight},')


if __name__ == "__main__":
    main()
