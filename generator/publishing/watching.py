"""Files -> whether one of them changed since the last look."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.reading.project import Project


def list_inputs(project: Project) -> Iterable[Path]:
    """Yield every file that pages are made of."""
    yield project.path
    for folder in (project.statement.parent, project.docs, project.glossary, project.templates):
        if folder is not None:
            yield from folder.rglob("*")


class Watched:
    """Files that are looked at from time to time."""

    def __init__(self) -> None:
        self._last: object = None
        self._settled: object = None

    def changed(self, paths: Iterable[Path]) -> bool:
        """Return whether one of the files changed since the last time that this was true.

        A file that is still being written counts at the next look.
        """
        now = {}
        for path in paths:
            # It may be gone since it was listed.
            with suppress(OSError):
                found = path.stat()
                now[path] = (found.st_mtime_ns, found.st_size)
        steady, self._last = now == self._last, now
        if not steady or now == self._settled:
            return False
        self._settled = now
        return True
