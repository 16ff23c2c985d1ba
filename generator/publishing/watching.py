"""Files -> whether one of them changed since the last look."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.reading.project import Project


def list_inputs(project: Project) -> Iterable[Path]:
    """Yield every file that pages are made of."""
    yield project.path
    for folder in filter(None, (project.statement.parent, project.docs, project.glossary, project.templates)):
        yield from folder.rglob("*")


class Watched:
    """Files that are looked at from time to time."""

    _last: object = None
    _settled: object = None

    def changed(self, paths: Iterable[Path]) -> bool:
        """Return whether one changed since this was last true. One that is being written counts when it is done."""
        now = {}
        for path in paths:
            # It may be gone since it was listed.
            with suppress(OSError):
                now[path] = (path.stat().st_mtime_ns, path.stat().st_size)
        is_news = now == self._last != self._settled
        self._last, self._settled = now, now if is_news else self._settled
        return is_news
