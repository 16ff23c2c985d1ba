"""One entry edited under `mkdocs serve`: from save to the page that a browser gets, beside a clean build."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.inputs import ROOT
from benchmarks.measuring import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.projects import Project

_PATIENCE = 900.0
"""Seconds after which a server that does not answer is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One size of edition."""

    entries: int
    seconds: float
    """From save to the page."""
    clean: float
    """Seconds of a clean build, its search index included."""
    vs_clean: float
    """How many times as fast as that."""


def measure_editing(projects: Sequence[Project], *, rounds: int) -> list[EditRow]:
    """Edit an entry of each project several times while it is served."""
    return [_measure(project, rounds=rounds) for project in projects]


def _measure(project: Project, *, rounds: int) -> EditRow:
    say(f"editing one of {project.entries} entries, {rounds} times")
    clean = []
    with _serve(project.folder) as address:
        spent = []
        for number in range(rounds):
            # By turns, so that both meet the same machine.
            clean.append(_build(project))
            spent.append(_edit(project.folder / "docs" / "glossary" / "msp.md", f"{address}glossary/msp/", number))
    seconds, whole = statistics.median(spent), statistics.median(clean)
    return EditRow(entries=project.entries, seconds=seconds, clean=whole, vs_clean=whole / seconds)


def _build(project: Project) -> float:
    before = time.monotonic()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(project.folder / "site-clean")]
    subprocess.run(command, cwd=project.folder, env=_environment(), capture_output=True, check=True)
    return time.monotonic() - before


def _edit(entry: Path, page: str, number: int) -> float:
    """Change an entry's definition; give the seconds until its page shows the new one."""
    words = f"Edited for the {number + 1}. time"
    text = entry.read_text(encoding="utf-8")
    edited = re.sub(r"^definition: .*$", f"definition: {words}. [^s1]", text, flags=re.MULTILINE)
    before = time.monotonic()
    entry.write_text(edited, encoding="utf-8", newline="\n")
    _wait_for(page, words)
    return time.monotonic() - before


def _wait_for(page: str, words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=_PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise SystemExit(f"{page} never showed: {words}")


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    """Serve a project on a free port; gives its address when it is built."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, "</html>")
            yield address
        finally:
            server.terminate()


def _environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "SITE_URL": "http://127.0.0.1/"}
