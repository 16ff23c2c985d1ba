"""`generator serve` as a maintainer runs it: a fault is told in the terminal and in place of the page, until it is fixed."""

from __future__ import annotations

import html
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.projects import OBEDIENT, build_here, copy_minimal, hashes, invoke
from tests.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.posix

PATIENCE = 30
"""Seconds."""


def wait_for(words: str, address: str) -> str:
    """Ask for a page until it has some words, and give it."""
    end, shown = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                shown = answer.read().decode()
        except OSError:
            shown = "no answer"
        if words in shown:
            return shown
        time.sleep(0.1)
    pytest.fail(f"{words!r} did not come; there was {shown[:500]!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A server that runs."""

    page: str
    """The address of the statement, or of another page."""
    process: subprocess.Popen[bytes]
    terminal: Path

    def shows(self, words: str) -> str:
        """Wait until the page has some words, and give it."""
        return wait_for(words, self.page)

    def said(self) -> str:
        return self.terminal.read_text(encoding="utf-8")


@contextmanager
def serving(project: Path, builder: str = "generator", path: str = "minimal/statement/") -> Iterator[Serving]:
    """Run a builder's server in a project; it must live to the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    terminal = project.with_name("terminal.txt")
    options = () if builder == "generator" else ("--config-file", "mkdocs.yml")
    with terminal.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", builder, "serve", *options, "--dev-addr", place],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Serving(page=f"http://{place}/{path}", process=server, terminal=terminal)
    try:
        yield running
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(PATIENCE)
    assert "Traceback" not in running.said()


BROKEN = {
    "a: !!int b": "mkdocs.yml:1: cannot be read: ",
    "INHERIT: mkdocs.yml": "mkdocs.yml:1: cannot be read: INHERIT",
    "docs_dir: no": "mkdocs.yml:1: cannot be used: ",
}


def test_a_fault_is_shown_and_goes_without_a_restart(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    entry, statement = project / "docs" / "glossary" / "north-star.md", project / "source" / "statement.md"
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    right = {path: path.read_text(encoding="utf-8") for path in (entry, statement)}
    told = "docs/glossary/north-star.md:3: unknown key"
    # The first build has a fault already.
    entry.write_text(right[entry].replace("kind:", "knid:"), encoding="utf-8")
    with serving(project) as server:
        assert 'http-equiv="refresh"' in server.shows(told)
        entry.write_text(right[entry], encoding="utf-8")
        assert 'http-equiv="refresh"' not in server.shows("We, the leaders")
        statement.write_text(right[statement].replace("We, the leaders", "We, the rulers"), encoding="utf-8")
        server.shows("We, the rulers")
        entry.write_text(right[entry].replace(". [^statement]", ".", 1), encoding="utf-8")
        server.shows("1 finding: ")
        for fault, shown in BROKEN.items():
            (project / "mkdocs.yml").write_text(f"{settings}\n{fault}\n", encoding="utf-8")
            server.shows(shown)
        (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
        server.shows("We, the rulers")
        # What is decided in a review beside it is shown at once.
        (tmp_path / "names.csv").write_text("decision,entry,reason,name\ndraft,,,Borealia\n", encoding="utf-8")
        assert invoke(project, "review", "--import", str(tmp_path / "names.csv")).exit_code == 0
        server.shows("glossary/borealia/")
    assert told in server.said()


MISSING = {
    "source": "source/statement.md:1: there is no such file; create it",
    "docs/glossary/harbour-forum.md": "open-sea-compact.md:11: links to &#34;harbour-forum.md&#34;, and there is no such page",
    "source/statement.md": "source/statement.md:1: there is no such file; create it",
}
"""What may go while it is served, and what is reported then; the first is gone from the beginning."""


def test_what_goes_while_it_is_served_is_missed_until_it_is_back(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    authored = hashes(project)
    aside = tmp_path / "aside"
    (project / "source").rename(aside)
    with serving(project) as server:
        for place, told in [*MISSING.items(), ("source", MISSING["source"])]:
            if not aside.exists():
                (project / place).rename(aside)
            server.shows(told)
            aside.rename(project / place)
            server.shows("We, the leaders")
        assert hashes(project) == authored
    said = html.unescape(server.said())
    assert all(html.unescape(told) in said for told in MISSING.values())
    assert said.count(MISSING["source"]) >= 3


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("templates/home.html.jinja", "A\n\n{% if %}\n", "templates/home.html.jinja:3: Expected an expression"),
        ("templates/home.html.jinja", "A\n\n{{ view.nothing }}\n", "templates/home.html.jinja:3: "),
        ("templates/home.html.jinja", "A\n{% include 'b' %}\n", 'home.html.jinja:2: there is no template "b"'),
        ("theme/main.html", "{% extends 'base.html' %}\n{% block x %}\n", "theme/main.html:2: Unexpected end"),
        (
            "theme/main.html",
            "{% extends 'base.html' %}\n{% block content %}{{ no.thing }}{% endblock %}\n",
            "theme/main.html:2: 'no' is undefined",
        ),
        (
            "theme/main.html",
            "{% extends 'base.html' %}\n{% block content %}{{ 3 | first }}{% endblock %}\n",
            "theme/main.html:2: 'int' object is not iterable",
        ),
    ],
    ids=["syntax", "undefined", "missing", "theme-syntax", "theme-undefined", "theme-type"],
)
def test_a_template_that_cannot_be_used_is_named_with_its_line(file: str, text: str, told: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    config = project / "mkdocs.yml"
    settings = config.read_text(encoding="utf-8").replace(
        "  name: material\n", "  name: material\n  custom_dir: theme\n"
    )
    config.write_text(
        settings.replace("  - generator\n", "  - generator:\n      templates: templates\n"), encoding="utf-8"
    )
    for folder in ("templates", "theme"):
        (project / folder).mkdir()
    (project / file).write_text(text, encoding="utf-8")
    assert told in build_here(project, tmp_path / "site")[-1]


def is_running(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def test_ctrl_c_stops_what_runs_beside_zensicals_server(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    # A shell lets what runs in its background ignore Ctrl+C.
    waits = 'case "$*" in *--watch*) echo $$ >watcher.new; mv watcher.new watcher; exec sleep 60;; esac'
    scripts = {"python": f'exec "{sys.executable}" "$@"', "generator": waits, "zensical": "exec sleep 60"}
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for name in (".runtime", ".dev"):
        (tmp_path / ".venv" / name).touch()
    make = subprocess.Popen(
        [sys.executable, "-c", OBEDIENT, "make", "serve-zensical"],
        cwd=tmp_path,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PATIENCE
    while not (tmp_path / "watcher").exists() and time.monotonic() < end:
        time.sleep(0.05)
    watcher = int((tmp_path / "watcher").read_text(encoding="utf-8"))
    try:
        os.killpg(make.pid, signal.SIGINT)
        make.wait(PATIENCE)
        while is_running(watcher) and time.monotonic() < end:
            time.sleep(0.05)
        assert not is_running(watcher)
    finally:
        # macOS does not allow to kill a group of which all have ended.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(make.pid, signal.SIGKILL)
