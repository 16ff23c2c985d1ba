"""Files by name -> a folder that holds exactly them. Only what changed is written."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.data import make_data
from generator.linking.edition import Edition
from generator.model.errors import GeneratorError, display_path
from generator.model.findings import Finding
from generator.reading.project import Project


class Target(NamedTuple):
    """What is written into a folder, and by which command."""

    what: str
    command: str
    usual: str
    """The folder that maintainers write it into."""
    mark: str
    """The file that marks a folder which the command wrote: others must be empty. Of a site it lists all files."""


SITE = Target("the site", "build", "site", mark=".generator")
PAGES = Target("pages", "export", "build/pages", mark=".export.json")
DATA = Target("data", "data", "build/data", mark=".data.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did, by paths relative to its folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    findings: tuple[Finding, ...] = ()
    """What is wrong in the pages, links that lead nowhere included: no builder checks finished pages."""


def write_data(edition: Edition, folder: Path) -> Exported:
    """Write the files of data into a folder, each by its own name: only what changed.

    Raises:
        GeneratorError: the folder is not to be written into, or a file cannot be written.
    """
    check_target(edition.project, folder, DATA)
    done = _write_all(folder, {PurePosixPath(item.src_uri).name: item.content for item in make_data(edition)}, ())
    _write(folder, DATA.mark, b"{}\n")
    return done


def update_folder(folder: Path, files: Mapping[str, bytes]) -> Exported:
    """Make a folder, which is empty or an export, hold exactly these files, and the mark of an export.

    Raises:
        GeneratorError: it cannot be written.
    """
    # Another file that came here would be published, too; hidden ones, such as .git, are not touched.
    there = set(filter(is_published, _list_names(folder)))
    stale = sorted(there - set(files))
    for name in stale:
        (folder / name).unlink()
        for parent in (folder / name).parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    done = _write_all(folder, files, stale)
    _write(folder, PAGES.mark, b"{}\n")
    return done


def check_target(project: Project, folder: Path, target: Target) -> None:
    """Refuse a folder that holds something authored, lies within what does, or holds what the command did not write.

    Raises:
        GeneratorError: it is such a folder.
    """
    goal = folder.resolve()
    for authored in (project.docs, project.statement.parent, project.glossary):
        place = authored.resolve()
        if goal.is_relative_to(place) or place.is_relative_to(goal):
            message = f"{target.what} would be written among authored files ({display_path(place).as_posix()})"
            raise GeneratorError(message, path=folder, hint=f"name another folder, such as {target.usual}")
    if folder.exists() and not folder.is_dir():
        raise GeneratorError("is a file", path=folder, hint="name a folder")
    mark, message = folder / target.mark, f"holds files that no {target.command} wrote"
    if folder.exists() and any(folder.iterdir()) and not mark.is_file():
        raise GeneratorError(message, path=folder, hint="empty it or name another folder")
    ours = mark.read_text(encoding="utf-8").split("\n") if target is SITE and mark.is_file() else [""]
    # Finder of macOS writes .DS_Store wherever it looks.
    names = {*_list_names(folder)}.difference(ours) if ours != [""] else ()
    foreign = sorted(name for name in names if name[0] != "." and not name.endswith("/.DS_Store"))
    if foreign:
        hint = "move it away, such as into docs/, which is published with the site"
        raise GeneratorError("is in the site, and no build wrote it", path=folder / foreign[0], hint=hint)


def mark_site(folder: Path) -> None:
    """Mark a folder as a site that a build wrote, by the names of its files."""
    (folder / SITE.mark).write_text("\n".join(sorted({*_list_names(folder), SITE.mark})), encoding="utf-8")


def keep_hidden(site: Path, fresh: Path) -> None:
    """Copy what is hidden in a site, such as `.git`, and that no build wrote, into the site that takes its place."""
    mark = site / SITE.mark
    ours = {name.partition("/")[0] for name in mark.read_text(encoding="utf-8").split("\n")} if mark.is_file() else ()
    for path in site.glob(".*"):
        if path.name not in {*ours, SITE.mark} and not (fresh / path.name).exists():
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, fresh / path.name, symlinks=True)
            else:
                shutil.copy2(path, fresh / path.name, follow_symlinks=False)


def _list_names(folder: Path) -> Iterator[str]:
    """Yield the names of the files in a folder, relative to it."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    yield from (path.relative_to(folder).as_posix() for path in paths)


def is_published(name: str) -> bool:
    """Return whether builders publish a file: all but hidden ones, and those in templates/."""
    parts = PurePosixPath(name).parts
    return parts[0] != "templates" and not any(part.startswith(".") for part in parts)


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
        raise GeneratorError(f"cannot be written: {exc.strerror}", path=path) from exc
    return True
