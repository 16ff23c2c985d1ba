"""A page edited under `mkdocs serve`: from save to the page that a browser gets, beside plain MkDocs."""

from __future__ import annotations

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

from benchmarks.inputs import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.projects import Project

_PATIENCE = 900.0
"""Seconds after which a server that does not answer is given up."""
_PAGE = "glossary/msp"
_OURS = re.compile(r"(?<=^definition: ).*(?:\n .*)*", re.MULTILINE)
_PLAIN = re.compile(r"(?<=data-pagefind-weight=\"4\" markdown=\"1\">\n\n).*")
"""The same entry's definition in its front matter and on its plain page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One size of edition."""

    entries: int
    seconds: float
    """From save to page."""
    plain: float
    """The same with plain MkDocs."""
    vs_plain: float


def measure_edits(project: Project, *, rounds: int) -> EditRow:
    """Edit the definition of an entry several times, with the generator and with plain MkDocs, by turns."""
    print(f"editing one of {project.entries} entries", flush=True)
    pairs = []
    # The plain server starts last, and is edited first: meanwhile ours writes its search index, which nobody waits for.
    with _serve(project.ours) as ours, _serve(project.plain) as plain:
        for number in range(rounds):
            words = f"Edited for the {number + 1}. time."
            left = _edit(project.folder / "pages" / f"{_PAGE}.md", _PLAIN, words, f"{plain}{_PAGE}/")
            right = _edit(project.folder / "docs" / f"{_PAGE}.md", _OURS, f"{words} [^s1]", f"{ours}{_PAGE}/")
            pairs.append((right, left))
    return EditRow(
        entries=project.entries,
        seconds=statistics.median(ours for ours, _ in pairs),
        plain=statistics.median(plain for _, plain in pairs),
        vs_plain=statistics.median(ours / plain for ours, plain in pairs),
    )


def _edit(path: Path, old: re.Pattern[str], new: str, page: str) -> float:
    """Change a file; return the seconds until its page shows the new words."""
    edited, found = old.subn(new, path.read_text(encoding="utf-8"), count=1)
    if not found:
        raise SystemExit(f"{path} has no definition.")
    before = time.monotonic()
    path.write_text(edited, encoding="utf-8", newline="\n")
    _wait_for(page, new.removesuffix(" [^s1]"))
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
def _serve(config: Path) -> Iterator[str]:
    """Serve a project on a free port; yield its address when it is built."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload", "--config-file", str(config)]
    with subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"],
        cwd=config.parent,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, "</html>")
            yield address
        finally:
            server.terminate()
