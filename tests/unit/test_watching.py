"""What is watched is news once, when it stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publishing.watching import Watched

if TYPE_CHECKING:
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
