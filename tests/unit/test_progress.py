"""Work shows a line on a terminal, and nothing elsewhere."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.authoring.new_project import make_project
from generator.cli import main
from generator.cli.common import progress

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

    def __init__(self, stream: TextIO, end: int) -> None:
        self.stream = stream
        self._end = end

    def read_until(self, words: str) -> str:
        """Read what is shown, waiting until the words are there."""
        shown = ""
        while words not in shown:
            shown += os.read(self._end, 4096).decode()
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
        # pytest has a standard error of its own for each test.
        monkeypatch.setattr("generator.cli.common.sys", SimpleNamespace(stderr=stream))
        yield Terminal(stream, ours)
    os.close(ours)


def test_a_line_says_what_is_done_and_goes_away(terminal: Terminal) -> None:
    with progress("counting tides"):
        assert terminal.read_until("...") == "counting tides ..."
    assert terminal.read_all() == GONE


def fail(terminal: Terminal) -> None:
    with progress("counting"):
        terminal.read_until("counting")
        raise ValueError("torn")


def test_failed_work_leaves_no_line(terminal: Terminal) -> None:
    with pytest.raises(ValueError, match="torn"):
        fail(terminal)
    assert terminal.read_all() == GONE


def test_a_log_gets_no_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with progress("counting"):
        pass
    assert not terminal.read_all()
    monkeypatch.delenv("CI")
    monkeypatch.setattr(terminal.stream, "isatty", lambda: False)
    with progress("counting"):
        pass
    assert not terminal.read_all()


@pytest.mark.parametrize("command", ["check", "scaffold --dry-run", "export pages", "data data"])
def test_slow_commands_show_progress(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def note(text: str) -> AbstractContextManager[None]:
        shown.append(text)
        return nullcontext()

    monkeypatch.setattr("generator.cli.common.progress", note)
    make_project(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    done = CliRunner().invoke(main, command.split())
    assert (done.exit_code, len(shown)) == (0, 1)
