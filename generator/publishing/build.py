"""A strict build by MkDocs -> the site, which changes in one step and only after a good build. One build at a time."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.model.errors import GeneratorError
from generator.publishing.folder import SITE, check_target, keep_hidden, mark_site
from generator.publishing.replacing import recover, remove, replace_folder
from generator.reading.project import read_project

_PAUSE = 0.2
"""Seconds between two looks whether another build has ended."""


def build_strictly(config: Path, place: Path) -> bool:
    """Build the site with MkDocs and, if nothing is wrong, put it in its place in one step.

    It works in `build/` beside the site. Hidden files that came into the site, such as `.git`, stay.
    A second build waits until the first has ended.

    Returns:
        Whether it was built; if not, MkDocs has said why, and the site is unchanged.

    Raises:
        GeneratorError: the place is not to be replaced, or a folder cannot be written.
    """
    check_target(read_project(config), place, SITE)
    work = place.parent / "build"
    fresh, aside = work / ".generator-new", work / f".generator-old-{place.name}"
    try:
        work.mkdir(parents=True, exist_ok=True)
        with _locked(work / "site.lock") as lock:
            recover(place, aside)
            remove(fresh)
            remove(aside)
            command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
            options = ["--config-file", str(config), "--site-dir", str(fresh.resolve())]
            # MkDocs holds the lock, too: if this process is killed, MkDocs still writes there.
            held = {} if sys.platform == "win32" else {"pass_fds": (lock.fileno(),)}
            code = subprocess.run([*command, *options], check=False, **held).returncode  # type: ignore[call-overload]
            if code:
                remove(fresh)
                return False
            if not (fresh / SITE.mark).is_file():
                hint = "look for what ends Python, such as sys.exit(), in hooks and plugins"
                raise GeneratorError("MkDocs ended before the site was whole", path=config, hint=hint)
            mark_site(fresh)
            keep_hidden(place, fresh)
            replace_folder(fresh, place, aside)
    except OSError as exc:
        raise GeneratorError(f"cannot be written: {exc.strerror}", path=place) from exc
    return True


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """Hold a lock that ends with the processes that hold it, however they end."""
    with path.open("ab") as file:
        while not _lock(file):
            time.sleep(_PAUSE)
        yield file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
