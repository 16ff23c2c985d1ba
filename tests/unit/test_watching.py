"""A change counts once, when the files stand still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publishing.watching import Watched

if TYPE_CHECKING:
    from pathlib import Path


def look(watched: Watched, folder: Path, times: int) -> list[bool]:
    return [watched.changed(folder.rglob("*")) for _ in range(times)]


def test_what_is_there_at_first_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    assert look(Watched(), tmp_path, 4) == [False, True, False, False]


def test_changes_and_removals_count_once_they_stand_still(tmp_path: Path) -> None:
    watched, path = Watched(), tmp_path / "a"
    look(watched, tmp_path, 2)
    path.write_text("1", encoding="utf-8")
    assert look(watched, tmp_path, 1) == [False]
    path.write_text("12", encoding="utf-8")
    assert look(watched, tmp_path, 3) == [False, True, False]
    path.unlink()
    assert look(watched, tmp_path, 3) == [False, True, False]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert look(Watched(), tmp_path / "later", 3) == [False, True, False]
