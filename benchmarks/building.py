"""A whole build beside plain MkDocs with the same pages: CPU, memory, and how both grow.

As a command, `python -m benchmarks.building CONFIG SITE`, it builds once and prints the cost.
"""

from __future__ import annotations

import json
import logging
import re
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.inputs import ENVIRONMENT, ROOT

if TYPE_CHECKING:
    from benchmarks.projects import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The cost of one build."""

    cpu: float
    """Seconds of the whole process, without those of the search's index."""
    index: float
    """Seconds for the search's index, Pagefind's own process included."""
    memory: int
    """Peak resident memory of the process in bytes, Pagefind's own process left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRow:
    """One size of edition."""

    entries: int
    cpu: float
    """Seconds, without those of the search's index."""
    cpu_vs_plain: float
    index: float
    memory_vs_plain: float


def measure_builds(project: Project, *, rounds: int) -> BuildRow:
    """Build a project in both ways, by turns."""
    pairs = []
    for _ in range(rounds):
        plain = measure_build(project.plain, project.folder / "site-plain")
        pairs.append((measure_build(project.ours, project.site), plain))
    return BuildRow(
        entries=project.entries,
        cpu=statistics.median(ours.cpu for ours, _ in pairs),
        cpu_vs_plain=statistics.median(ours.cpu / plain.cpu for ours, plain in pairs),
        index=statistics.median(ours.index for ours, _ in pairs),
        memory_vs_plain=statistics.median(ours.memory / plain.memory for ours, plain in pairs),
    )


def measure_build(config: Path, site: Path) -> Cost:
    """Build a site in a process of its own, so that nothing else is counted."""
    print(f"building {config.parent.name} entries: {config.stem}", flush=True)
    command = [sys.executable, "-m", "benchmarks.building", str(config.resolve()), str(site.resolve())]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The build of {config.name} failed:\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def build_once(config_file: str, site_dir: str) -> Cost:
    """Build in this process, and time the search's index apart."""
    config = load_config(config_file, site_dir=site_dir)
    index = 0.0
    if "generator" in config.plugins:
        import generator.plugin as adapter  # noqa: PLC0415 - a plain build must not pay for our imports

        write_search = adapter.write_search  # type: ignore[attr-defined]

        def timed(*args: Any) -> None:
            nonlocal index
            before = _cpu()
            write_search(*args)
            index += _cpu() - before

        adapter.write_search = timed  # type: ignore[attr-defined, assignment]
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return Cost(cpu=_cpu() - index, index=index, memory=_peak())


def _cpu() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.is_file():
        # On Linux, getrusage counts the process that started this one, too.
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[1]) * 1024  # type: ignore[index]
    # macOS counts bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    cost = build_once(*sys.argv[1:])
    print(json.dumps({"cpu": cost.cpu, "index": cost.index, "memory": cost.memory}))
