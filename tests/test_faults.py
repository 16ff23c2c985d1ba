"""Killed, out of disk, locked out or raced: the site before stands, whole, and no authored file is touched.

`make test` puts a quick stand-in in the place of MkDocs, since what is tested is ours; `make faults` builds for real, and
kills fifty times.
"""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.projects import build_here, copy_minimal, hashes, invoke
from tests.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform == "win32":
    pytest.skip("SIGKILL and limits on the size of files are POSIX", allow_module_level=True)
import resource
import signal

KILLS = int(os.environ.get("KILLS", "0"))
"""How often to kill a real build; without it, the stand-in is killed three times."""
STAND_IN = Path(__file__).parent / "stand_in"
PATHS = [str(ROOT)] if KILLS else [str(STAND_IN), str(ROOT)]
COMMAND = [
    sys.executable,
    "-c",
    # Only the process that the build starts has the stand-in; the package itself needs MkDocs.
    f"import os, sys; os.environ['PYTHONPATH'] = {os.pathsep.join(PATHS)!r}; "
    "from pathlib import Path; from generator.publishing.build import build_strictly; "
    "sys.exit(not build_strictly(Path('mkdocs.yml'), Path('site')))",
]
"""What `generator build` does, without the second that it takes to import all other commands."""
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1600000000",
}
AUTHORED = ("docs", "source", "mkdocs.yml")


def start(project: Path, **options: Any) -> subprocess.Popen[str]:
    """Start a build in a process group of its own."""
    return subprocess.Popen(COMMAND, cwd=project, env=ENVIRONMENT, text=True, start_new_session=True, **options)


def finish(project: Path) -> dict[str, str]:
    """Build, and give what the site then holds."""
    assert start(project).wait(120) == 0
    return hashes(project / "site")


def change(project: Path, words: str) -> None:
    """Change the glossary, so that the next site is another than the one that stands."""
    entry = project / "docs" / "glossary" / "north-star.md"
    front, _, rest = entry.read_text(encoding="utf-8").partition("definition: ")
    entry.write_text(f"{front}definition: {words}. [^statement]\n{rest.partition(chr(10))[2]}", encoding="utf-8")


def authored(project: Path) -> dict[str, str]:
    return {name: found for name, found in hashes(project).items() if name.startswith(AUTHORED)}


def limit_files(size: int) -> None:
    """Stand for a full disk: no file may be larger, so that a write fails half-way."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project whose site was built."""
    project = copy_minimal(tmp_path_factory.mktemp("faults"))
    assert "index.html" in finish(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Give a copy of it whose next site will be another."""
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    change(copy, "A new exercise")
    return copy


def test_a_killed_build_leaves_the_site_as_it_was(project: Path) -> None:
    started = time.monotonic()
    standing = finish(project)
    seconds = time.monotonic() - started
    moments = random.Random(4)
    replaced = 0
    for number in range(KILLS or 3):
        change(project, f"Exercise {number}")
        words = authored(project)
        process = start(project)
        time.sleep(moments.uniform(0, seconds))
        # macOS does not allow to kill what has ended just now.
        with suppress(PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert authored(project) == words
        found = hashes(project / "site")
        if found != standing:
            # It was killed when the site was in its place already: then it is the new one, whole.
            standing = finish(project)
            assert found == standing
            replaced += 1
    assert finish(project) != standing or replaced
    assert [path.name for path in (project / "build").iterdir()] == ["site.lock"]


def test_a_full_disk_leaves_the_site_as_it_was(project: Path) -> None:
    old, words = hashes(project / "site"), authored(project)
    assert start(project, stderr=subprocess.DEVNULL, preexec_fn=lambda: limit_files(30_000)).wait(120) == 1
    assert (hashes(project / "site"), authored(project)) == (old, words)


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Give a function that runs a command with a disk of so many KiB at a path.

    Nobody else sees the disk, and it goes with the command.
    """
    said = ""
    for apart in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        try:
            tried = subprocess.run([*apart, *mount(4, tmp_path)], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            pytest.skip("this system has no unshare, so no small disk can be mounted for a test alone")
        if not tried.returncode:
            break
        said = tried.stderr.strip()
    else:
        pytest.skip(f"a small disk may not be mounted here: {said}")

    def run_with(size: int, disk: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
        disk.mkdir()
        return subprocess.run(
            [*apart, "sh", "-c", f'{shlex.join(mount(size, disk))} && exec "$@"', "sh", *command],
            env=ENVIRONMENT | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_with


def mount(size: int, place: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)]


def measure(folder: Path) -> int:
    """Give how many KiB a small disk needs for a folder."""
    return sum(4 * -(-path.stat().st_size // 4096) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97] if KILLS else [0.5])
def test_a_disk_that_is_full_in_the_middle_leaves_the_site_as_it_was(
    project: Path, tmp_path: Path, share: float, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    disk, after = tmp_path / "disk", tmp_path / "after"
    build = 'cp -R "$1" "$2/project"; cd "$2/project"; "$3" -m generator build; code=$?; cp -R . "$4"; exit $code'
    size = measure(project) + round(share * measure(project / "site"))
    command = ["sh", "-c", build, "sh", str(project), str(disk), sys.executable, str(after)]
    done = small_disk(size, disk, command, PYTHONPATH=str(ROOT))
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert done.stderr.count("cannot be written: ") == 1
    assert hashes(after / "site") == hashes(project / "site")
    assert authored(after) == authored(project)
    assert list((after / "build").iterdir()) == [after / "build" / "site.lock"]


def test_mkdocs_alone_tells_of_a_full_disk_in_one_line(
    project: Path, tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    disk, build = tmp_path / "disk", 'cd "$1"; exec "$2" -m mkdocs build --quiet --site-dir "$3/site"'
    command = ["sh", "-c", build, "sh", str(project), sys.executable, str(disk)]
    done = small_disk(100, disk, command, PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stderr) == (1, f"Error: {disk}/site:1: cannot be written: No space left on device\n")


def test_mkdocs_alone_tells_of_a_place_that_it_cannot_write(project: Path) -> None:
    shutil.rmtree(project / "site")
    # As root may write everywhere, a file in the folder's place stands for one that is read-only.
    (project / "site").write_text("not a folder", encoding="utf-8")
    (said,) = build_here(project, Path("site"))
    assert re.fullmatch(r"site:1: cannot be written: .+", said)


def test_a_search_that_a_full_disk_cuts_short_is_none(
    project: Path, tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    write = (
        "import sys; from pathlib import Path\n"
        "from generator.linking.edition import read_edition; from generator.publishing.search import plan_search, write_search\n"
        "from generator.reading.project import read_project\n"
        "write_search(plan_search(read_edition(read_project(Path(sys.argv[1])))), Path(sys.argv[2]))"
    )
    disk, places = tmp_path / "disk", [project / "mkdocs.yml", tmp_path]
    # With so much Pagefind itself ends as if all were well, and leaves files cut short.
    done = small_disk(450, disk, [sys.executable, "-c", write, *map(str, places)], TMPDIR=str(disk))
    assert done.returncode == 1
    assert re.search(r"GeneratorError: \S+:1: cannot be written: No space left on device\n$", done.stderr)
    assert not (tmp_path / "find").exists()


def test_a_folder_that_cannot_be_written_is_told_in_one_line(project: Path) -> None:
    old, words = hashes(project / "site"), authored(project)
    # As root may write everywhere, a file in the folder's place stands for one that is read-only.
    shutil.rmtree(project / "build")
    (project / "build").write_text("not a folder", encoding="utf-8")
    done = invoke(project, "build")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "site:1: cannot be written: File exists\n"
    assert (hashes(project / "site"), authored(project)) == (old, words)


def test_two_builds_at_once_are_made_one_after_the_other(project: Path) -> None:
    both = [start(project), start(project)]
    assert [process.wait(120) for process in both] == [0, 0]
    assert hashes(project / "site") == finish(project)


def test_a_site_that_was_put_aside_by_a_build_cut_short_comes_back(project: Path) -> None:
    old = hashes(project / "site")
    (project / "site").rename(project / "build" / ".generator-old-site")
    (project / "docs" / "glossary" / "north-star.md").unlink()
    (project / "source" / "statement.md").write_text("", encoding="utf-8")
    assert start(project, stderr=subprocess.DEVNULL).wait(120) == 1
    assert hashes(project / "site") == old


@pytest.mark.parametrize("command", [("scaffold",), ("import", "copied.txt", "--yes")], ids=["scaffold", "import"])
def test_a_full_disk_leaves_authored_files_as_they_were(project: Path, command: tuple[str, ...]) -> None:
    statement = project / "source" / "statement.md"
    statement.write_text(statement.read_text(encoding="utf-8") + "\nThe Polar Pact (PP) holds.\n", encoding="utf-8")
    text = "Joint Statement\n\nMay 1, 2021\n\nWe met. " + "We act. " * 900
    (project / "copied.txt").write_text(text, encoding="utf-8")
    words = authored(project)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command],
        cwd=project,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: limit_files(100),
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert authored(project) == words
