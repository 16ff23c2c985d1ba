"""Site and the rest of docs/ -> a folder of plain Markdown that any builder can take; the door to Zensical."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.errors import ExportError, as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import DataFile, Site

RECORD = ".export.json"
"""Says in an exported folder that it is one, and which files are ours to replace and to remove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did, by paths relative to its folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def export_site(site: Site, data: Iterable[DataFile], docs: Path, folder: Path) -> Exported:
    """Write the pages, the data and the rest of docs/ into a folder: only what changed; nothing stale stays.

    Args:
        site: the pages.
        data: the files of data.
        docs: the authored files. Those that a page replaces are left out.
        folder: where to write. What stands in it must come from an earlier export.

    Raises:
        ExportError: the folder is not to be written into, or holds what no export wrote.
    """
    _refuse_authored(site, docs, folder, what="pages", instead="build/pages")
    files = _collect(site, data, docs)
    before = _read_record(folder)
    removed = _remove(folder, sorted(before - set(files)))
    written = [name for name, content in sorted(files.items()) if _write(folder, name, content)]
    _write(folder, RECORD, (json.dumps(sorted(files), indent=0, ensure_ascii=False) + "\n").encode())
    return Exported(written=tuple(written), removed=tuple(removed), unchanged=len(files) - len(written))


def write_data(site: Site, data: Iterable[DataFile], docs: Path, folder: Path) -> Exported:
    """Write the files of data into a folder, each by its own name: only what changed.

    Raises:
        ExportError: the folder is not to be written into, or a file cannot be written.
    """
    _refuse_authored(site, docs, folder, what="data", instead="build/data")
    files = {PurePosixPath(item.src_uri).name: item.content for item in data}
    written = [name for name, content in sorted(files.items()) if _write(folder, name, content)]
    return Exported(written=tuple(written), removed=(), unchanged=len(files) - len(written))


def _refuse_authored(site: Site, docs: Path, folder: Path, *, what: str, instead: str) -> None:
    """Refuse a folder in which something authored stands, or that stands in one."""
    target = folder.resolve()
    sources = site.statement.path.resolve().parent
    glossary = {entry.path.resolve().parent for entry in site.entries}
    for authored in (docs.resolve(), sources, *sorted(glossary)):
        if target.is_relative_to(authored) or authored.is_relative_to(target):
            shown = as_typed(authored).as_posix()
            message = f"{what} would be written among authored files ({shown}); name another folder, such as {instead}"
            raise ExportError(message, path=folder)


def _collect(site: Site, data: Iterable[DataFile], docs: Path) -> dict[str, bytes]:
    files = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*")) if path.is_file()}
    kept = {name: path.read_bytes() for name, path in files.items() if not _is_hidden(name)}
    # Both builders make one page of a folder's README.md and index.md.
    for page in site.pages:
        readme = PurePosixPath(page.src_uri)
        if readme.name == "index.md":
            kept.pop((readme.parent / "README.md").as_posix(), None)
    return kept | {page.src_uri: page.content for page in site.pages} | {item.src_uri: item.content for item in data}


def _is_hidden(name: str) -> bool:
    """Tell what no builder publishes: hidden files, and templates/, as MkDocs has it."""
    parts = PurePosixPath(name).parts
    return parts[0] == "templates" or any(part.startswith(".") for part in parts)


def _read_record(folder: Path) -> set[str]:
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise ExportError("is a file; name a folder", path=folder)
    record = folder / RECORD
    if record.is_file():
        try:
            json.loads(record.read_text(encoding="utf-8"))
        except ValueError as exc:
            message = "cannot be read; remove the folder, then export again"
            raise ExportError(message, path=record) from exc
        # A file that came here otherwise would be published too: all but hidden ones, such as .git, is ours.
        return {name for name in _walk(folder) if not _is_hidden(name)}
    if any(folder.iterdir()):
        message = "holds files that no export wrote; empty it or name another folder"
        raise ExportError(message, path=folder)
    return set()


def _walk(folder: Path) -> Iterable[str]:
    for base, folders, names in os.walk(folder):
        linked = [name for name in folders if Path(base, name).is_symlink()]
        for name in [*names, *linked]:
            yield Path(base, name).relative_to(folder).as_posix()


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


def _write(folder: Path, name: str, content: bytes) -> bool:
    """Write a file if it is not there in these very bytes; tell whether it was written."""
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
