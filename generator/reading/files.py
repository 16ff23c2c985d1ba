"""A folder -> the files in it."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.model.errors import GeneratorError


def list_files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, sorted; what begins with a dot is left out, as builders do.

    Raises:
        GeneratorError: a folder cannot be read, or holds what is no file.
    """

    def refuse(fault: OSError) -> None:
        raise GeneratorError(f"cannot be read: {fault.strerror}", path=Path(fault.filename)) from fault

    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True) if folder.exists() else ():
        place = Path(here)
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = [name for name in names if not name.startswith(".")]
        for path in (place / name for name in (*folders, *shown)):
            if not path.name.isprintable():
                raise GeneratorError("has a name that cannot be part of an address", path=path, hint="rename it")
            if path.is_symlink() and path.resolve() in (place.resolve(), *place.resolve().parents):
                raise GeneratorError("is a link to a folder around it", path=path, hint="remove it")
        for path in (place / name for name in shown):
            if not path.is_file():
                raise GeneratorError("is no file that can be read", path=path, hint="remove it")
            found.append(path)
    yield from sorted(found)
