"""Random documents: what the statement's reader accepts is what another parser shows of them, to the letter."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.documents import compare, make_document
from tests.samples import ROOT

ENOUGH = 1 / 4
"""The share of documents that must have been compared, and not refused."""


def main() -> None:
    """Compare documents until the time is over; the first that differs is kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    options = parser.parse_args()
    chance, seen = random.Random(options.seed), Counter[str]()
    path = Path(tempfile.mkdtemp()) / "statement.md"
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        markdown = make_document(chance.choice, lambda most: chance.randint(0, most))
        try:
            seen[compare(markdown, path)] += 1
        except AssertionError:
            found = ROOT / "build" / "fuzz" / "parsers.md"
            found.parent.mkdir(parents=True, exist_ok=True)
            found.write_text(markdown, encoding="utf-8", newline="")
            print(f"seed {options.seed}, document {seen.total() + 1}: {found}")
            raise
    assert seen["same"] > ENOUGH * seen.total(), seen
    print(f"Done {seen.total()} documents, seed {options.seed}: {dict(seen)}")


if __name__ == "__main__":
    main()
