"""Folders -> whether something in them changed, and came or went as a whole."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from watchdog.observers.polling import PollingObserverVFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.config import Project


class Server(Protocol):
    """What is asked of MkDocs' server."""

    observer: Any
    """Watchdog's; which of them is all the same."""

    def watch(self, path: str, *, recursive: bool) -> None:
        """Build anew when something changes there."""

    def unwatch(self, path: str) -> None:
        """Take one `watch` of a path back; raises KeyError when there is none."""


def list_inputs(project: Project) -> Iterable[Path]:
    """List every file that pages are made of."""
    yield project.path
    for folder in (project.statement.parent, project.docs, project.glossary, project.templates):
        if folder is not None:
            yield from folder.rglob("*")


def outlast(server: Server) -> None:
    """Let a server that does not run yet notice what it watches going and coming back, and begin without it.

    Watchdog tells of a folder that goes as of a folder, which MkDocs passes over (livereload/__init__.py, `callback`),
    and then never looks again (observers/polling.py, `queue_events`). One that is not there at first ends the server.
    """
    # Of a file, watchdog 7 watches the folder.
    watches = [emitter.watch for emitter in server.observer.emitters]
    watched = sorted((getattr(watch, "raw_path", watch.path), watch.is_recursive) for watch in watches)
    for path, _ in watched:
        with suppress(KeyError):
            while True:
                server.unwatch(path)
    interval = server.observer.timeout
    server.observer = PollingObserverVFS(stat=_look_at, listdir=os.scandir, polling_interval=interval)
    for path, recursive in watched:
        server.watch(path, recursive=recursive)


def _look_at(path: str) -> os.stat_result:
    """Take what is not there for an empty file that no other is the same as."""
    try:
        return os.stat(path)  # noqa: PTH116 - watchdog asks for what os.stat is
    except (FileNotFoundError, NotADirectoryError):
        # A link to nowhere, such as an editor's lock, is nothing to build for.
        if os.path.lexists(path):
            raise
        return os.stat_result((0,) * 10)


class Watched:
    """Files that are looked at now and then."""

    def __init__(self, list_files: Callable[[], Iterable[Path]], *, known: bool = True) -> None:
        """Remember how the files are now.

        Args:
            list_files: asked at each look, since files come and go.
            known: False when what is there already is news as well.
        """
        self._list_files = list_files
        self._last = self._look()
        self._settled = self._last if known else {}

    def changed(self) -> bool:
        """Tell whether something changed since the last time that this was true.

        A file that is still being written gives its news at the next look.
        """
        now = self._look()
        steady, self._last = now == self._last, now
        if not steady or now == self._settled:
            return False
        self._settled = now
        return True

    def _look(self) -> dict[Path, tuple[int, int]]:
        seen = {}
        for path in self._list_files():
            try:
                found = path.stat()
            except OSError:  # gone since it was listed
                continue
            seen[path] = (found.st_mtime_ns, found.st_size)
        return seen
