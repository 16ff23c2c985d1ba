"""What is watched is news once, when it stands still."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from mkdocs.livereload import LiveReloadServer

from generator.plugin.serving import tolerate_missing_folders
from generator.publishing.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def watch(folder: Path) -> Watched:
    return Watched(lambda: folder.rglob("*"))


def test_nothing_new_is_no_news(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    watched = watch(tmp_path)
    assert not watched.changed()
    assert not watched.changed()


def test_a_change_is_news_once_it_stands_still(tmp_path: Path) -> None:
    watched = watch(tmp_path)
    (tmp_path / "a").write_text("1", encoding="utf-8")
    assert not watched.changed()
    assert watched.changed()
    assert not watched.changed()


def test_a_removal_is_news(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    watched = watch(tmp_path)
    (tmp_path / "a").unlink()
    assert [watched.changed(), watched.changed()] == [False, True]


def test_what_is_there_may_be_news(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    watched = Watched(lambda: tmp_path.rglob("*"), known=False)
    assert [watched.changed(), watched.changed()] == [True, False]


def test_a_folder_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    assert not watch(tmp_path / "later").changed()


class News:
    """A server of MkDocs' whose builds are counted."""

    def __init__(self, path: Path) -> None:
        self._built = threading.Semaphore(0)
        self.server = LiveReloadServer(self._built.release, "127.0.0.1", 0, str(path), polling_interval=0.01)
        self.server.build_delay = 0.02
        self.server.watch(str(path))
        tolerate_missing_folders(self.server)
        self._thread = threading.Thread(target=self.server.serve)
        self._thread.start()
        # It serves when it has looked for the first time.
        while self._thread.is_alive() and not self.server.serve_thread.is_alive():
            time.sleep(0.01)

    def came(self, *, patience: float = 5) -> bool:
        """Wait for a build, and for no other to follow."""
        came = self._built.acquire(timeout=patience)
        while self._built.acquire(timeout=0.1):
            pass
        return came

    def stop(self) -> None:
        self.server.shutdown(wait=True)
        self._thread.join()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "watched"


@pytest.fixture
def news(place: Path, request: pytest.FixtureRequest) -> Iterator[News]:
    """Watch what the test's parameter puts there."""
    make(place, request.param)
    found = News(place)
    yield found
    found.stop()


def make(place: Path, kind: str) -> None:
    if kind == "folder":
        (place / "inner").mkdir(parents=True)
        (place / "inner" / "a").write_text("1", encoding="utf-8")
    elif kind == "file":
        place.write_text("1", encoding="utf-8")


@pytest.mark.parametrize("news", ["folder", "file"], indirect=True)
def test_what_goes_and_comes_back_is_news_each_time(news: News, place: Path) -> None:
    aside = place.with_name("aside")
    for _ in range(2):
        place.rename(aside)
        assert news.came()
        aside.rename(place)
        assert news.came()
    changed = place / "inner" / "a" if place.is_dir() else place
    changed.write_text("other", encoding="utf-8")
    assert news.came()


@pytest.mark.parametrize("news", ["nothing"], indirect=True)
def test_what_is_not_there_at_first_is_news_when_it_comes(news: News, place: Path) -> None:
    make(place, "folder")
    assert news.came()


@pytest.mark.posix
@pytest.mark.parametrize("news", ["folder"], indirect=True)
def test_a_link_to_nowhere_is_no_news(news: News, place: Path) -> None:
    (place / "inner" / ".#lock").symlink_to("nobody@nowhere")
    assert not news.came(patience=0.2)
    (place / "inner" / "b").write_text("2", encoding="utf-8")
    assert news.came()


@pytest.mark.parametrize("news", ["file"], indirect=True)
def test_what_stands_beside_a_watched_file_is_no_news(news: News, place: Path) -> None:
    place.with_name("other").write_text("1", encoding="utf-8")
    assert not news.came(patience=0.2)
