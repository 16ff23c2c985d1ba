"""Slow work shows a line on a terminal, and nothing elsewhere."""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.progress import Progress, Steps
from generator.project import make_project

if sys.platform == "win32":
    pytest.skip("Windows has no terminals that a program can make", allow_module_level=True)
import pty
import tty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import TextIO

GONE = "\r\x1b[K"


class Terminal:
    """A terminal, and what stands on it."""

    def __init__(self, stream: TextIO, other_end: int) -> None:
        self.stream = stream
        self.other_end = other_end

    def read_until(self, words: str) -> str:
        """Read what is shown, waiting until the words are there."""
        shown = ""
        while words not in shown:
            shown += os.read(self.other_end, 4096).decode()
        return shown

    def read_all(self) -> str:
        self.stream.write("END")
        self.stream.flush()
        return self.read_until("END").removesuffix("END")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.delenv("CI", raising=False)
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield Terminal(stream, ours)
    os.close(ours)


def test_a_line_says_what_is_done_and_goes_away(terminal: Terminal) -> None:
    with Progress("counting tides", stream=terminal.stream, delay=0) as progress:
        assert f"{GONE}counting tides ... 0 s" in terminal.read_until("0 s")
        progress.say("counting reefs")
        terminal.read_until("counting reefs ... ")
    assert terminal.read_all().endswith(GONE)


def test_a_line_makes_room_for_another(terminal: Terminal) -> None:
    with Progress("counting tides", stream=terminal.stream, delay=0) as progress:
        terminal.read_until("0 s")
        progress.clear()
        assert terminal.read_until(GONE)


def test_short_work_needs_no_word(terminal: Terminal) -> None:
    with Progress("counting", stream=terminal.stream):
        pass
    assert not terminal.read_all()


def test_a_log_gets_no_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr("generator.progress._TICK", 0.001)
    with Progress("counting", stream=log, delay=0), Progress("counting", stream=terminal.stream, delay=0):
        terminal.read_until("counting")
    assert not log.getvalue()
    monkeypatch.setenv("CI", "true")
    terminal.read_all()
    with Progress("counting", stream=terminal.stream, delay=0) as progress:
        assert progress._thread is None
    assert not terminal.read_all()


def fail(terminal: Terminal) -> None:
    with Progress("counting", stream=terminal.stream, delay=0):
        terminal.read_until("counting")
        raise ValueError("torn")


def test_failed_work_leaves_no_line(terminal: Terminal) -> None:
    with pytest.raises(ValueError, match="torn"):
        fail(terminal)
    assert terminal.read_all().endswith(GONE)


def test_a_build_says_how_far_it_is_and_makes_room_for_what_is_logged(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.progress.Progress", lambda text: Progress(text, stream=terminal.stream, delay=0))
    steps = Steps()
    steps.pages = 2
    steps.start()
    try:
        terminal.read_until("reading the statement and its entries ... ")
        steps.step("writing page")
        terminal.read_until("writing page 1 of 2 ... ")
        logging.getLogger("mkdocs.plugins").warning("a finding")
        terminal.read_until(GONE)
        steps.say("indexing")
        terminal.read_until("indexing ... ")
    finally:
        steps.stop()
    assert terminal.read_all().endswith(GONE)
    assert steps not in logging.getLogger("mkdocs").handlers


@pytest.mark.parametrize("command", ["check", "scaffold --dry-run", "export pages", "data data"])
def test_commands_say_what_they_do(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def note(text: str) -> AbstractContextManager[None]:
        said.append(text)
        return nullcontext()

    monkeypatch.setattr("generator.cli.Progress", note)
    make_project(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    CliRunner().invoke(main, command.split())
    assert len(said) == 1
