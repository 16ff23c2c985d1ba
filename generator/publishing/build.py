"""A strict build by MkDocs -> the site, which changes in one step and only after a good build. One build at a time."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from generator.model.errors import GeneratorError
from generator.publishing.folder import SITE, check_target, keep_hidden, mark_site
from generator.publishing.replacing import locate_errors, recover, remove, replace_folder
from generator.reading.project import read_project


def build_strictly(config: Path, place: Path) -> bool:
    """Build the site with MkDocs and, if nothing is wrong, put it in its place in one step.

    It works in `build/` beside the site. Hidden files that came into the site, such as `.git`, stay.
    A second build waits until the first has ended. Return whether it was built; if not, MkDocs has said why.
    """
    # A link is left: what it points to is the site that a server shows.
    place = place.resolve() if place.is_symlink() else place
    check_target(read_project(config), place, SITE)
    work = place.parent / "build"
    if place == work:
        hint = f"name another folder, such as {SITE.usual}"
        raise GeneratorError("a build stands there until it is whole", path=place, hint=hint)
    # If this process is killed, its MkDocs goes on: no other build may write where it writes.
    fresh, aside = work / f".generator-new-{os.getpid()}", work / f".generator-old-{place.name}"
    with locate_errors(place), locked(work / "site.lock"):
        recover(place, aside)
        for left in work.glob(".generator-new*"):
            shutil.rmtree(left, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        if subprocess.run([*command, "--site-dir", str(fresh.resolve())], check=False).returncode:
            remove(fresh)
            return False
        if not (fresh / SITE.mark).is_file():
            hint = "look for what ends Python, such as sys.exit(), in hooks and plugins"
            raise GeneratorError("MkDocs ended before the site was whole", path=config, hint=hint)
        mark_site(fresh)
        keep_hidden(place, fresh)
        replace_folder(fresh, place, aside)
    return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for a lock, and hold it until it is given back or this process ends, however it ends.

    SQLite has one that all systems know; nothing is written into the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    with closing(sqlite3.connect(path, timeout=1_000_000)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
