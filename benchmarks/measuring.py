"""What is run -> what it cost: CPU time, which other work on the machine disturbs least, and memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.inputs import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build cost."""

    cpu: float
    """Seconds of the whole process, without what the search's index took."""
    index: float
    """Seconds that the search's index took, Pagefind's own process included."""
    memory: int
    """Peak resident memory of the process in bytes, Pagefind's own process left out."""


def interleave(contenders: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Run each contender in turn, round by round; give the median CPU seconds of each.

    Before each time that counts it runs once that does not: the one before has filled the caches with what is its own.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            run()
            before = time.process_time()
            run()
            times[name].append(time.process_time() - before)
    return {name: statistics.median(spent) for name, spent in times.items()}


def measure_build(config: Path, site: Path) -> Cost:
    """Build a site in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.build_once", str(config.resolve()), str(site.resolve())],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1731628800"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"The build of {config.name} failed:\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def say(text: str) -> None:
    """Show how far the run is."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)
