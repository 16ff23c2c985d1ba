"""A change counts once, when the files stand still."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator.publishing.watching import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def begin(folder: Path) -> Iterator[bool]:
    return watch(lambda: folder.rglob("*"))


def look(watched: Iterator[bool], times: int) -> list[bool]:
    return [*islice(watched, times)]


def test_what_is_there_at_first_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    assert look(begin(tmp_path), 4) == [False, True, False, False]


def test_changes_and_removals_count_once_they_stand_still(tmp_path: Path) -> None:
    watched, path = begin(tmp_path), tmp_path / "a"
    look(watched, 2)
    path.write_text("1", encoding="utf-8")
    assert look(watched, 1) == [False]
    path.write_text("12", encoding="utf-8")
    assert look(watched, 3) == [False, True, False]
    path.unlink()
    assert look(watched, 3) == [False, True, False]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert look(begin(tmp_path / "later"), 3) == [False, True, False]
