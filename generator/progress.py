"""Slow work -> one line on a terminal that says what is being done; nothing in a log or a file."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from typing import TextIO

DELAY = 2.0
"""Seconds of work that need no word."""
_TICK = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """A line that is there while work goes on, and gone when it is done.

    A thread of its own writes it, so the work needs not know of it and loses no time.
    """

    def __init__(self, text: str, *, stream: TextIO | None = None, delay: float = DELAY) -> None:
        """Prepare the line.

        Args:
            text: what is being done, as "checking the statement".
            stream: where it is shown if that is a terminal; standard error unless another is given.
            delay: seconds until it is shown.
        """
        self._text = text
        self._stream = stream or sys.stderr
        self._delay = delay
        self._done = Event()
        self._lock = Lock()
        self._shown = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to count the time; where nobody watches, do nothing."""
        if self._thread is None and self._stream.isatty() and "CI" not in os.environ:
            self._done.clear()
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def say(self, text: str) -> None:
        """Say what is being done now."""
        self._text = text

    def clear(self) -> None:
        """Take the line away, so that another can be written; it comes back with the next tick."""
        with self._lock:
            if self._shown:
                self._stream.write(_CLEAR)
                self._stream.flush()
                self._shown = False

    def stop(self) -> None:
        """Take the line away for good."""
        if self._thread is not None:
            self._done.set()
            self._thread.join()
            self._thread = None
            self.clear()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, also when the work failed."""
        self.stop()

    def _run(self) -> None:
        began = time.monotonic()
        while not self._done.wait(_TICK):
            seconds = time.monotonic() - began
            if seconds >= self._delay:
                with self._lock:
                    self._stream.write(f"{_CLEAR}{self._text} ... {seconds:.0f} s")
                    self._stream.flush()
                    self._shown = True


class Steps(logging.Handler):
    """The line on a terminal that says how far a build is; what MkDocs logs is written above it."""

    def __init__(self) -> None:
        """Prepare the line."""
        super().__init__()
        self._progress = Progress("reading the statement and its entries")
        self._counts: Counter[str] = Counter()
        self.pages = 0
        """How many pages the site has."""

    def start(self) -> None:
        """Show the line, should the build take long."""
        logging.getLogger("mkdocs").handlers.insert(0, self)
        self._progress.start()

    def step(self, text: str) -> None:
        """Say that something is done to one more page."""
        self._counts[text] += 1
        self._progress.say(f"{text} {self._counts[text]} of {self.pages}")

    def say(self, text: str) -> None:
        """Say what is done to the whole."""
        self._progress.say(text)

    def stop(self) -> None:
        """Take the line away."""
        self._progress.stop()
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - MkDocs's own handler writes it
        """Make room for what MkDocs logs."""
        self._progress.clear()
