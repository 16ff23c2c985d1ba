"""What is written takes the place of what was there at once, or leaves it as it was."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.model.errors import GeneratorError
from generator.publishing import replacing
from generator.publishing.replacing import exchange, recover, remove, replace_file, replace_folder


def make_folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> str:
    return (path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(params=["at-once", "in-two-steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test as on this system, and as on one that cannot exchange two folders."""
    if request.param == "in-two-steps":
        monkeypatch.setattr(replacing, "exchange", lambda *_: False)


@pytest.mark.usefixtures("way")
def test_a_folder_takes_the_place_of_another_and_nothing_else_stays(tmp_path: Path) -> None:
    new, site = make_folder(tmp_path / "new", "new"), make_folder(tmp_path / "site", "old")
    replace_folder(new, site, tmp_path / "aside")
    assert read(site) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("way")
def test_the_first_site_has_nothing_to_replace(tmp_path: Path) -> None:
    replace_folder(make_folder(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "aside")
    assert read(tmp_path / "site") == "new"


@pytest.mark.posix
@pytest.mark.usefixtures("way")
def test_of_a_site_that_is_a_symbolic_link_only_the_link_goes(tmp_path: Path) -> None:
    published = make_folder(tmp_path / "published", "old")
    (tmp_path / "site").symlink_to(published)
    replace_folder(make_folder(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "aside")
    assert (read(tmp_path / "site"), read(published)) == ("new", "old")


def test_a_site_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, site = make_folder(tmp_path / "new", "new"), make_folder(tmp_path / "site", "old")
    monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    rename = Path.rename

    def hold(path: Path, target: Path) -> Path:
        if path == new:
            raise PermissionError(errno.EACCES, "Access is denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", hold)
    with pytest.raises(PermissionError):
        replace_folder(new, site, tmp_path / "aside")
    assert read(site) == "old"


def test_what_was_put_aside_comes_back(tmp_path: Path) -> None:
    aside = make_folder(tmp_path / "aside", "old")
    recover(tmp_path / "site", aside)
    assert read(tmp_path / "site") == "old"


def test_nothing_comes_back_over_a_site(tmp_path: Path) -> None:
    recover(make_folder(tmp_path / "site", "new"), make_folder(tmp_path / "aside", "old"))
    assert read(tmp_path / "site") == "new"


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="other systems cannot exchange two folders")
def test_there_is_no_moment_without_a_site(tmp_path: Path) -> None:
    new, site = make_folder(tmp_path / "new", "one"), make_folder(tmp_path / "site", "two")
    done, gaps = Event(), []

    def look() -> None:
        while not done.is_set():
            if not (site / "index.html").exists():
                gaps.append(1)

    watcher = Thread(target=look)
    watcher.start()
    assert all(exchange(new, site) for _ in range(500))
    done.set()
    watcher.join()
    assert gaps == []


def test_a_system_that_cannot_exchange_says_so(tmp_path: Path) -> None:
    assert not exchange(tmp_path / "not-there", make_folder(tmp_path / "site", "old"))


def test_a_file_is_written_with_its_folder_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "source" / "statement.md"
    replace_file(path, "one\n")
    path.chmod(0o640)
    replace_file(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in path.parent.iterdir()] == ["statement.md"]


def test_a_full_disk_leaves_a_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "statement.md"
    replace_file(path, "old\n")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(GeneratorError, match="No space"):
        replace_file(path, "new\n")
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [item.name for item in tmp_path.iterdir()] == ["statement.md"]


@pytest.mark.posix
def test_a_file_behind_a_symbolic_link_is_written_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    replace_file(tmp_path / "link.md", "new\n")
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new\n"
    assert (tmp_path / "link.md").is_symlink()


def test_removing_nothing_is_no_error(tmp_path: Path) -> None:
    remove(tmp_path / "not-there")
