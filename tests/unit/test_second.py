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
        pytest.param("One.\n\n- [^1]: A note in a list.\n", 3, '"[1] A note in a list." or "[^1]', id="note-in-a-list"),
    ],
)
def test_what_is_read_in_two_ways_is_refused(tmp_path: Path, body: str, line: int, words: str) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(GeneratorError, match="read in two ways") as caught:
        read_statement(path)
    assert words in caught.value.message
    hint = "put a backslash before signs that are words, and blank lines around what belongs together"
    assert (caught.value.path, caught.value.hint) == (path, hint)
    assert caught.value.line == HEAD.count("\n") + line


def test_a_number_that_begins_a_note_is_a_word(tmp_path: Path) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + "One.[^1]\n\n[^1]: 3. Two.\n", encoding="utf-8")
    assert read_statement(path).blocks[-1].text == "[1] 3. Two."


def test_another_kind_is_another_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + "# One\n\nTwo\n", encoding="utf-8")
    shown = read_statement(path).shown
    for other, words in ((shown[0]._replace(level=2), '"One" or "One"'), (shown[0], '"Two" or nothing')):
        monkeypatch.setattr("generator.reading.statement.read_again", lambda _, other=other: (other,))
        with pytest.raises(GeneratorError, match=f"read in two ways here: {words};"):
            read_statement(path)


def test_both_readings_say_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "statement.md"
    path.write_text(HEAD + "# One\n\nTwo[^1]\n\n3.\n\n- Four\n\n    - Five\n\n---\n\n[^1]: Six\n\n    Seven\n\n[^2]:\n")
    statement = read_statement(path)
    assert len(statement.shown) == 9
    assert [shown.line for shown in statement.shown] == [block.line for block in statement.blocks]
