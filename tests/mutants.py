"""Says how many mutants of `make mutants` were killed, and fails when fewer than 90 in a hundred were."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

WANTED = 0.9


def main() -> int:
    """Print the figures and give the exit code."""
    subprocess.run([sys.executable, "-m", "mutmut", "export-cicd-stats"], check=True, stdout=subprocess.DEVNULL)
    stats = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    killed = stats["killed"] + stats["timeout"]
    tried = killed + sum(stats[key] for key in ("survived", "no_tests", "suspicious", "segfault"))
    share = killed / tried
    print(f"{killed} of {tried} mutants were noticed, {share:.1%}; {stats['timeout']} of them never ended")
    print("Those that were not: .venv/bin/mutmut results; .venv/bin/mutmut show NAME. tests/mutants.md says why.")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
