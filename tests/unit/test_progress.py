"""Slow work shows a line on a terminal, and nothing elsewhere."""

from __future__ import annotations

import io
import os
import pty
import tty
from typing import TYPE_CHECKING

import pytest

from generator.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
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
