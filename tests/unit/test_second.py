"""The second reading of a statement shares no mistake with the first, and where they differ the file is refused."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from generator.model.errors import GeneratorError
from generator.reading.statement import read_statement
from tests.documents import HEAD, compare, make_document

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_accepted_is_what_another_parser_shows(tmp_path: Path) -> None:
    chance, seen = random.Random(13), Counter[str]()
    for _ in range(400):
        markdown = make_document(chance.choice, lambda most: chance.randint(0, most))
        seen[compare(markdown, tmp_path / "statement.md")] += 1
    assert seen["same"] > 150
    assert seen["doubtful"] < 10


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        pytest.param("One.\n\n> a\n    > b\n", 3, '"a > b" or "a b"', id="words-or-mark-up"),
        pytest.param("One.\n\n* Two.\n\t- Three.\n\n> a\n    > b", 6, '"a > b" or "a b"', id="behind-a-tab"),
        pytest.param("One.\n\n- [^1]: A note in a list.\n", 3, "two ways", id="note-in-a-list"),
    ],
)
def test_what_is_read_in_two_ways_is_refused(tmp_path: Path, body: str, line: int, words: str) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(GeneratorError, match="read in two ways") as caught:
        read_statement(path)
    assert words in caught.value.message
    assert caught.value.line == HEAD.count("\n") + line


def test_another_kind_is_another_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + "# One\n\nTwo\n", encoding="utf-8")
    lower = [shown._replace(level=2) if shown.level else shown for shown in read_statement(path).shown]
    monkeypatch.setattr("generator.reading.statement.read_again", lambda _: tuple(lower))
    with pytest.raises(GeneratorError, match="read in two ways"):
        read_statement(path)
