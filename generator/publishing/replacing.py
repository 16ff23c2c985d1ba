"""Replace a file or a folder in one step: at every moment the old one or the new one is whole."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator.model.errors import GeneratorError


@contextmanager
def locate_errors(path: Path, hint: str = "") -> Iterator[None]:
    """Turn errors of the disk into one that names the file or folder."""
    try:
        yield
    except OSError as exc:
        # For a folder, shutil lists what was wrong with each file.
        why = exc.args[0][0][-1] if isinstance(exc, shutil.Error) else exc.strerror
        raise GeneratorError(f"cannot be written: {why}", path=path, hint=hint) from exc


def replace_file(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    target = path.resolve()
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    with locate_errors(path, hint="it is unchanged"), ExitStack() as stack:
        target.parent.mkdir(parents=True, exist_ok=True)
        stack.callback(fresh.unlink, missing_ok=True)
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)


def replace_folder(fresh: Path, place: Path, aside: Path) -> None:
    """Put a folder in the place of another, which is removed.

    Where the system cannot exchange two folders at once, the old one stands `aside`, on the same disk, for a moment;
    `recover` brings it back if that moment is the last.
    """
    remove(aside)
    if exchange(fresh, place):
        remove(fresh)
        return
    if os.path.lexists(place):
        place.rename(aside)
    try:
        fresh.rename(place)
    finally:
        # On Windows a program that reads a file of the new one holds it there.
        recover(place, aside)
    remove(aside)


def recover(place: Path, aside: Path) -> None:
    """Bring back what an interrupted `replace_folder` had put aside."""
    if os.path.lexists(aside) and not os.path.lexists(place):
        aside.rename(place)


def remove(path: Path) -> None:
    """Remove a file, a folder or a symbolic link; what the link points to stays."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def exchange(left: Path, right: Path) -> bool:
    """Exchange two names in one step; return whether there are both, and this system and disk can."""
    names = os.fsencode(left), os.fsencode(right)
    # RENAME_EXCHANGE of Linux's renameat2, RENAME_SWAP of macOS's renamex_np; AT_FDCWD: paths from the working folder.
    swap, here = 2, -100
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, swap) == 0)
        return bool(library.renameat2(here, names[0], here, names[1], swap) == 0)
    except (AttributeError, OSError, TypeError):
        # Windows, or another system without the call.
        return False
