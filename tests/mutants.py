"""What `make mutants` needs: tests in an order that soon notices a change, and how many changes were noticed."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

WANTED = 0.9


class SoonNoticed:
    """Runs first what has noticed other changes of the function, then of its module, then the tests in the same files.

    mutmut gives the quickest first.
    """

    def __init__(self, mutant: str) -> None:
        """Take the name of the mutant; the working directory is `mutants`."""
        # Else pytest looks twice through all that was imported: most of the time of a mutant.
        gc.freeze()
        module, _, name = mutant.rpartition("__mutmut_")[0].rpartition(".")
        self.module = Path("noticed", module).absolute()
        self.function = self.module / f"{name}.txt"

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort by how often each has noticed something."""
        noticed = {path: path.read_text(encoding="utf-8").splitlines() for path in self.module.glob("*.txt")}
        here, near = Counter(noticed.get(self.function)), Counter(chain.from_iterable(noticed.values()))
        files = Counter(name.partition("::")[0] for name in near.elements())
        items.sort(
            key=lambda item: (here[item.nodeid], near[item.nodeid], files[item.nodeid.partition("::")[0]]), reverse=True
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test that fails."""
        if report.failed:
            self.module.mkdir(parents=True, exist_ok=True)
            with self.function.open("a", encoding="utf-8") as file:
                file.write(f"{report.nodeid}\n")

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Call a mutant suspicious whose tests are not found: mutmut takes that for one that was noticed."""
        if exitstatus == pytest.ExitCode.USAGE_ERROR:
            session.exitstatus = 35


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
