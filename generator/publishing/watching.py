"""Files -> whether one of them changed since the last look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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

    def __init__(self, list_files: Callable[[], Iterable[Path]], *, known: bool = True) -> None:
        """Remember how the files are now.

        Args:
            list_files: called at each look, since files come and go.
            known: False when what is there already counts as changed.
        """
        self._list_files = list_files
        self._last = self._look()
        self._settled = self._last if known else {}

    def changed(self) -> bool:
        """Return whether something changed since the last time that this was true.

        A file that is still being written counts at the next look.
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
