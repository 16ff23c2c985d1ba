"""Copies of small projects, and commands run in them as a maintainer runs them."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unittest import mock

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.cli import main
from tests.samples import ROOT

if TYPE_CHECKING:
    from click.testing import Result

MINIMAL = ROOT / "tests" / "sites" / "minimal"


def copy_minimal(folder: Path) -> Path:
    """Copy the smallest site into a folder and return its path."""
    project = folder / "project"
    shutil.copytree(MINIMAL, project)
    return project


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m <arguments>` in a project, with the package under test and no setting from outside."""
    kept = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "SITE_URL"}}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        # MkDocs, on Windows, writes into a pipe what is no UTF-8 unless told.
        env=kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody does who has the generator at hand."""
    tools = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=tools | {"HOME": str(folder), "LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def invoke(project: Path, *arguments: str) -> Result:
    """Run a command of the generator in a project, without a process of its own."""
    # A check builds, and the plugin dates the process by the project's last commit.
    with contextlib.chdir(project), mock.patch.dict(os.environ):
        return CliRunner().invoke(main, arguments, catch_exceptions=False)


def build(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project's site in strict mode."""
    return run(project, "mkdocs", "build", "--strict", "--site-dir", str(site), **environment)


def build_here(project: Path, site: Path, *, command: Literal["build", "serve"] = "build") -> list[str]:
    """Build a project's site in this process, which is faster; return the warnings, and the error that ends it.

    A strict build would fail exactly when there are some. `build` starts a process, for what is about one: exit codes,
    what goes to the terminal, the environment.
    """
    noted = _Noted()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(noted)
    try:
        with contextlib.chdir(project), contextlib.suppress(Abort), pytest.MonkeyPatch.context() as environment:
            # The plugin would date other tests' builds.
            environment.setenv("SOURCE_DATE_EPOCH", "1731628800")
            config = load_config("mkdocs.yml", site_dir=str(site))
            config.plugins.on_startup(command=command, dirty=False)
            build_with_mkdocs(config)
            config.plugins.on_shutdown()
    except MkDocsException as exc:
        # As the command line does.
        noted.messages.append(str(exc))
    finally:
        logger.removeHandler(noted)
    return noted.messages


class _Noted(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def replace(path: Path, old: str, new: str) -> None:
    """Change what stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def commit(project: Path, date: str) -> None:
    """Commit all files of a project, which becomes a repository, at a given time."""
    # On Windows no program runs without what the system says there.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    dates = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    settings = ["user.name=T", "user.email=t@example.org", "commit.gpgsign=false"]
    options = [word for setting in settings for word in ("-c", setting)]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "all"]):
        subprocess.run(["git", *options, *arguments], cwd=project, env=kept | dates, check=True)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder by its path, but not of caches."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def read_cases(name: str = "*") -> dict[str, dict[str, Any]]:
    """Read the bad projects of `tests/cases/errors/<name>.toml`."""
    return {
        f"{path.stem}/{title}": case
        for path in sorted((ROOT / "tests" / "cases" / "errors").glob(f"{name}.toml"))
        for title, case in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def break_project(project: Path, case: dict[str, Any]) -> None:
    """Make the fault of a case."""
    path = project / case["file"]
    if "write" in case:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(case["write"].encode(case.get("encoding", "utf-8")))
    elif case.get("delete"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        assert text.count(case["old"]) == 1, "the case does not fit the project any more"
        path.write_text(text.replace(case["old"], case["new"]), encoding="utf-8", newline="\n")


OBEDIENT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Runs a command that Ctrl+C stops; what tests start that run in a shell's background would ignore it as they do."""
