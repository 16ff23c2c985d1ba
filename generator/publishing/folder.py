"""Files by name -> a folder that holds exactly them. Only what changed is written."""

import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.data import make_data
from generator.linking.edition import Edition
from generator.model.errors import GeneratorError, display_path
from generator.publishing.replacing import locate_errors
from generator.reading.project import Project, is_published


class Target(NamedTuple):
    """What is written into a folder, and by which command."""

    what: str
    command: str
    usual: str  # The folder that maintainers write it into
    mark: str
    """The file that marks what the command wrote: other folders must be empty. It lists all files but those of data."""


SITE = Target("the site", "build", "site", mark=".generator")
PAGES = Target("pages", "export", "build/pages", mark=".export")
DATA = Target("data", "data", "build/data", mark=".data.json")


def write_data(edition: Edition, folder: Path) -> list[bool]:
    """Write the files of data into a folder, each by its own name; return which of them changed."""
    check_target(edition.project, folder, DATA)
    done = [write_file(folder, PurePosixPath(item.src_uri).name, item.content) for item in make_data(edition)]
    write_file(folder, DATA.mark, b"{}\n")
    return done


def remove_stale(folder: Path, names: Collection[str]) -> int:
    """Remove what an export holds besides some files, and return how much that is; hidden files, such as .git, stay."""
    # Another file that came here would be published, too.
    stale = set(filter(is_published, _list_names(folder))).difference(names)
    for path in (folder / name for name in stale):
        path.unlink()
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    return len(stale)


def check_target(project: Project, folder: Path, target: Target) -> None:
    """Refuse a folder that holds something authored, lies within what does, or holds what the command did not write."""
    goal, root = folder.resolve(), project.path.parent.resolve()
    for place in map(Path.resolve, (project.docs, project.statement.parent, project.glossary)):
        if (place != root and goal.is_relative_to(place)) or place.is_relative_to(goal):
            message = f"{target.what} would be written among authored files ({display_path(place).as_posix()})"
            raise GeneratorError(message, path=folder, hint=f"name another folder, such as {target.usual}")
    if folder.exists() and not folder.is_dir():
        raise GeneratorError("is a file", path=folder, hint="name a folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / target.mark).is_file():
        message = f"holds files that no {target.command} wrote"
        raise GeneratorError(message, path=folder, hint="empty it or name another folder")
    names = {*_list_names(folder)}.difference(_list_ours(folder / target.mark)) if target is not DATA else ()
    # Finder of macOS writes .DS_Store wherever it looks.
    foreign = sorted(name for name in names if name[0] != "." and not name.endswith("/.DS_Store"))
    if foreign:
        hint = "move it away, such as into docs/, which is published with the site"
        message = f"is in {target.what}, and no {target.command} wrote it"
        raise GeneratorError(message, path=folder / foreign[0], hint=hint)


def mark_site(folder: Path) -> None:
    """Mark a folder as a site that a build wrote, by the names of its files."""
    (folder / SITE.mark).write_text("\n".join(sorted({*_list_names(folder), SITE.mark})), encoding="utf-8")


def keep_hidden(site: Path, fresh: Path) -> None:
    """Copy what is hidden in a site, such as `.git`, and that no build wrote, into the site that takes its place."""
    ours = {SITE.mark, *(name.partition("/")[0] for name in _list_ours(site / SITE.mark))}
    for path in site.glob(".*"):
        if path.name not in ours and not (fresh / path.name).exists():
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, fresh / path.name, symlinks=True)
            else:
                shutil.copy2(path, fresh / path.name, follow_symlinks=False)


def _list_ours(mark: Path) -> list[str]:
    return mark.read_text(encoding="utf-8").split("\n") if mark.is_file() else []


def _list_names(folder: Path) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        place = Path(here).relative_to(folder)
        links = (name for name in folders if Path(here, name).is_symlink())
        yield from ((place / name).as_posix() for name in (*files, *links))


def write_file(folder: Path, name: str, content: bytes) -> bool:
    """Write a file unless it is there in these very bytes; return whether it was written."""
    path = folder / name
    with locate_errors(path):
        if path.is_symlink():
            # What it points to is not ours.
            path.unlink()
        elif path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return True
