"""Slow work -> a line on a terminal that says what is being done; nothing in a log or a file."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DELAY = 2.0
"""Seconds of work without a line."""
_TICK = 0.5
_CLEAR = "\r\x1b[K"


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show what is being done until it is done or fails.

    Args:
        text: what is being done, as "checking".
    """
    if not sys.stderr.isatty() or "CI" in os.environ:
        yield
        return
    done = Event()
    thread = Thread(target=_show, args=(text, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(text: str, done: Event) -> None:
    began = time.monotonic()
    if done.wait(DELAY):
        return
    while not done.wait(_TICK):
        sys.stderr.write(f"{_CLEAR}{text} ... {time.monotonic() - began:.0f} s")
        sys.stderr.flush()
    sys.stderr.write(_CLEAR)
    sys.stderr.flush()
