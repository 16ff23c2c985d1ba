"""The matcher beside others that find names: the same answers, and how much text a second of CPU gets through."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import ahocorasick  # type: ignore[import-not-found]
import ahocorasick_rs

from benchmarks.inputs import ROOT, make_names
from generator.reading.glossary import read_glossary
from generator.reading.statement import read_statement
from generator.text.matcher import Matcher, Pattern
from generator.text.spelling import fold, lower

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Found = list[tuple[int, int, int]]
"""Start, end and number of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """One length of text and one number of names."""

    text: int
    """How many times the statement."""
    names: int
    speed: float
    """Megabytes of text in a second of CPU."""
    build: float
    """Milliseconds for building the matcher."""
    vs_pyahocorasick: float
    cpu_vs_raw: float


def measure_matching(texts: Sequence[int], names: Sequence[int], *, rounds: int) -> list[MatchRow]:
    """Measure every number of names at every length."""
    body = " ".join(block.text for block in read_statement(ROOT / "source" / "statement.md").blocks)
    rows = []
    for count in names:
        patterns = make_patterns(count)
        for times in texts:
            print(f"matching {count:,} names in {times} times the statement", flush=True)
            rows.append(measure(patterns, " ".join([body] * times), times, rounds=max(3, rounds // times)))
    return rows


def make_patterns(count: int) -> list[Pattern]:
    """Return the edition's own names in the statement's language first, then generated ones."""
    statement = read_statement(ROOT / "source" / "statement.md")
    entries = read_glossary(ROOT / "docs" / "glossary", tuple(statement.themes))
    own = {
        lower(fold(name)[0]): Pattern(text=name, exact_case=entry.is_exact_case(name))
        for entry in entries
        for name, _ in entry.all_names
        if name.isascii()
    }
    made = (Pattern(text=name.text, exact_case=False) for name in make_names(count))
    patterns = own | {lower(pattern.text): pattern for pattern in made}
    return list(islice(patterns.values(), count))


def measure(patterns: Sequence[Pattern], text: str, times: int, *, rounds: int) -> MatchRow:
    """Measure all contenders on one text, by turns, and see that they find the same."""
    matcher = Matcher(patterns)
    raw = ahocorasick_rs.BytesAhoCorasick([lower(fold(pattern.text)[0]).encode() for pattern in patterns])
    data = lower(fold(text)[0]).encode()
    rival = pyahocorasick(patterns)
    if [tuple(span) for span in matcher.find(text)] != rival(text):
        raise SystemExit("The matcher and pyahocorasick find different names.")
    spent = interleave(
        {
            "ours": lambda: matcher.find(text),
            "raw": lambda: raw.find_matches_as_indexes(data, overlapping=True),
            "pyahocorasick": lambda: rival(text),
        },
        rounds=rounds,
    )
    built = interleave({"build": lambda: Matcher(patterns).find("")}, rounds=3)
    return MatchRow(
        text=times,
        names=len(patterns),
        speed=len(text) / 1e6 / spent["ours"],
        build=built["build"] * 1000,
        vs_pyahocorasick=spent["pyahocorasick"] / spent["ours"],
        cpu_vs_raw=spent["ours"] / spent["raw"],
    )


def pyahocorasick(patterns: Sequence[Pattern]) -> Callable[[str], Found]:
    """Find names as one would with pyahocorasick: all of them, then whole words only, then leftmost and longest."""
    automaton = ahocorasick.Automaton()
    for number, pattern in enumerate(patterns):
        exact = pattern.text if pattern.exact_case else None
        automaton.add_word(pattern.text.lower(), (number, len(pattern.text), exact))
    automaton.make_automaton()

    def find(text: str) -> Found:
        low = text.lower()
        whole = []
        for last, (number, length, exact) in automaton.iter(low):
            start, end = last - length + 1, last + 1
            if start > 0 and (low[start - 1].isalnum() or low[start - 1] == "_"):
                continue
            if end < len(low) and (low[end].isalnum() or low[end] == "_"):
                continue
            if exact is None or text[start:end] == exact:
                whole.append((start, end, number))
        whole.sort(key=lambda match: (match[0], -match[1]))
        chosen: Found = []
        done = 0
        for match in whole:
            if match[0] >= done:
                chosen.append(match)
                done = match[1]
        return chosen

    return find


def interleave(contenders: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Run each contender in turn, round by round; return the median CPU seconds of each.

    Before each run that counts there is one that does not: the contender before has filled the caches.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            run()
            before = time.process_time()
            run()
            times[name].append(time.process_time() - before)
    return {name: statistics.median(spent) for name, spent in times.items()}
