"""The skeleton -> a new project's folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from generator.authoring.wheel import DISTRIBUTION, make_wheel
from generator.model.errors import ProjectError

SKELETON = Path(__file__).parent / "skeleton"

# A .gitignore or .github here would be taken for the package's own, so they stand under another name.
_DOT = "dot-"
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./-]+)")
_VENDOR = "vendor"
"""Where a project holds the generator when no address has it."""
_UNKNOWN = "# annotated-statement @ git+https://github.com/<owner>/<repository>@<commit>"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProject:
    """A project that was made."""

    files: tuple[str, ...]
    """POSIX paths relative to its folder, sorted."""
    steps: tuple[str, ...]
    """What to do next."""


def make_project(folder: Path, *, title: str = "") -> NewProject:
    """Write a complete project: statement, entries, MkDocs settings, workflow, Makefile.

    Args:
        folder: must be empty or not be there.
        title: of the site; made from the folder's name when empty.

    Raises:
        ProjectError: the folder has something in it, or cannot be written.
    """
    title = " ".join(title.split()) or _title_of(folder)
    requirement, wheels = _find_requirement()
    values = {
        # A JSON string is a YAML string, whatever is in it.
        '"@TITLE@"': json.dumps(title, ensure_ascii=False),
        "@HEADING@": re.sub(r"[\\`*_\[\]<>&#]", r"\\\g<0>", title),
        "@REQUIREMENT@": requirement,
    }
    files = {_target(path): _fill(path, values) for path in sorted(SKELETON.rglob("*")) if _is_part(path)} | wheels
    try:
        if folder.exists() and (not folder.is_dir() or _is_full(folder)):
            raise ProjectError("is there already and not empty", path=folder, hint="name a new folder")
        for target, content in files.items():
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_bytes(content)
    except OSError as exc:
        raise ProjectError(f"cannot be written: {exc.strerror}", path=folder) from exc
    return NewProject(files=tuple(sorted(files)), steps=tuple(_steps(folder, known=requirement != _UNKNOWN)))


def _is_part(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _fill(path: Path, values: dict[str, str]) -> bytes:
    text = path.read_text(encoding="utf-8")
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text.encode()


def _is_full(folder: Path) -> bool:
    # A repository that was just made is empty to its owner.
    return any(path.name != ".git" for path in folder.iterdir())


def _target(path: Path) -> str:
    parts = PurePosixPath(path.relative_to(SKELETON).as_posix()).parts
    return "/".join(re.sub(f"^{_DOT}", ".", part) for part in parts)


def _title_of(folder: Path) -> str:
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    return words[:1].upper() + words[1:] or "A statement"


def _steps(folder: Path, *, known: bool) -> list[str]:
    steps = [f"cd {folder.as_posix()}", "make serve: shows the site and rebuilds it after each change"]
    steps.append("python -m generator import TEXT.txt: puts your statement in the place of the example")
    if not known:
        steps.append("before you publish, set in requirements.txt where the generator comes from")
    return steps


def _find_requirement() -> tuple[str, dict[str, bytes]]:
    """Return where other machines get the generator from: its address, or else a wheel within the project.

    Returns:
        A line for pip, and the files that it names, by path.

    Source: PEP 610, direct_url.json.
    """
    try:
        record = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
        name, wheel = make_wheel()
    except metadata.PackageNotFoundError:
        return _UNKNOWN, {}
    data = json.loads(record) if record else {}
    url = _public(data.get("url", ""))
    if url and "vcs_info" in data:
        return f"{DISTRIBUTION} @ git+{url}@{data['vcs_info']['commit_id']}", {}
    if url:
        return f"{DISTRIBUTION} @ {url}", {}
    return f"./{_VENDOR}/{name}", {f"{_VENDOR}/{name}": wheel}


def _public(url: str) -> str:
    """Return an address without a password in it; empty when other machines cannot reach it."""
    if match := _SSH.fullmatch(url):
        return f"https://{match['host']}/{match['path']}"
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return ""
    host = parts.hostname + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
