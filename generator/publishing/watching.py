"""Files -> whether one of them changed since the last look."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.reading.project import Project


def list_inputs(project: Project) -> Iterable[Path]:
    """Yield every file that pages are made of."""
    yield project.path
    for folder in filter(None, (project.statement.parent, project.docs, project.glossary, project.templates)):
        yield from folder.rglob("*")


def watch(list_paths: Callable[[], Iterable[Path]]) -> Iterator[bool]:
    """Yield, look by look, whether a file changed since this was last true; one that is being written is waited for."""
    last: object = None
    settled: object = None
    while True:
        now = {}
        for path in list_paths():
            # It may be gone since it was listed.
            with suppress(OSError):
                now[path] = (path.stat().st_mtime_ns, path.stat().st_size)
        is_news = now == last != settled
        last, settled = now, now if is_news else settled
        yield is_news
