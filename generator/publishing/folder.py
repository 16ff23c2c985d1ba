"""Files by name -> a folder that holds exactly them. Only what changed is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.data import make_data
from generator.linking.edition import Edition
from generator.model.errors import ExportError, display_path
from generator.model.findings import Finding
from generator.reading.project import Project

RECORD = ".export.json"
"""Marks a folder as an export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did, by paths relative to its folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    findings: tuple[Finding, ...] = ()
    """Links that lead nowhere: no builder checks them in finished pages."""


def write_data(edition: Edition, folder: Path) -> Exported:
    """Write the files of data into a folder, each by its own name: only what changed.

    Raises:
        ExportError: the folder is not to be written into, or a file cannot be written.
    """
    check_target(edition.project, folder, what="data", instead="build/data")
    return _write_all(folder, {PurePosixPath(item.src_uri).name: item.content for item in make_data(edition)}, ())


def update_folder(folder: Path, files: Mapping[str, bytes]) -> Exported:
    """Make a folder hold exactly these files, and the record of them.

    Raises:
        ExportError: the folder holds what no export wrote, or cannot be written.
    """
    stale = _list_ours(folder) - set(files)
    removed = _remove(folder, sorted(stale))
    done = _write_all(folder, files, removed)
    _write(folder, RECORD, b"{}\n")
    return done


def check_target(project: Project, folder: Path, *, what: str, instead: str) -> None:
    """Refuse a folder that holds something authored, or lies within what does.

    Raises:
        ExportError: it is such a folder.
    """
    target = folder.resolve()
    for authored in (project.docs, project.statement.parent, project.glossary):
        place = authored.resolve()
        if target.is_relative_to(place) or place.is_relative_to(target):
            message = f"{what} would be written among authored files ({display_path(place).as_posix()})"
            raise ExportError(message, path=folder, hint=f"name another folder, such as {instead}")


def is_published(name: str) -> bool:
    """Return whether builders publish a file: all but hidden ones, and those in templates/."""
    parts = PurePosixPath(name).parts
    return parts[0] != "templates" and not any(part.startswith(".") for part in parts)


def _list_ours(folder: Path) -> set[str]:
    if folder.exists() and not folder.is_dir():
        raise ExportError("is a file", path=folder, hint="name a folder")
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    if not (folder / RECORD).is_file():
        raise ExportError("holds files that no export wrote", path=folder, hint="empty it or name another folder")
    # Another file that came here would be published, too; hidden ones, such as .git, are not touched.
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {name for path in paths if is_published(name := path.relative_to(folder).as_posix())}


def _remove(folder: Path, names: Iterable[str]) -> list[str]:
    removed = []
    for name in names:
        path = folder / name
        path.unlink()
        removed.append(name)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    return removed


def _write_all(folder: Path, files: Mapping[str, bytes], removed: Iterable[str]) -> Exported:
    written = tuple(name for name, content in sorted(files.items()) if _write(folder, name, content))
    return Exported(written=written, removed=tuple(removed), unchanged=len(files) - len(written))


def _write(folder: Path, name: str, content: bytes) -> bool:
    """Write a file unless it is there in these very bytes; return whether it was written."""
    path = folder / name
    try:
        if path.is_symlink():
            # What it points to is not ours.
            path.unlink()
        elif path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as exc:
        raise ExportError(f"cannot be written: {exc.strerror}", path=path) from exc
    return True
