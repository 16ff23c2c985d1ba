"""The reviewed list: what it covers, what is stale in it, and what it may not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode
from generator.reading.reviewed import FILE, Reviewed, leave_silenced, read_reviewed

CODES = frozenset(FindingCode)


def read(folder: Path, text: str) -> Reviewed:
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_reviewed(folder / "statement.md")


FOUND = Finding(
    path=Path("docs/glossary/a.md"), line=3, code=FindingCode.UNUSED_ALIAS, message="the alias is wrong", hint="fix it"
)


def test_without_a_file_nothing_is_reviewed(tmp_path: Path) -> None:
    reviewed = read_reviewed(tmp_path / "statement.md")
    assert (reviewed.names, reviewed.silenced, reviewed.path) == ((), (), tmp_path / FILE)


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, "# Nothing yet.\nnames: []\n").names == ()
    assert read(tmp_path, "# Nothing yet.\n").silenced == ()


def test_an_item_knows_its_line_and_reason(tmp_path: Path) -> None:
    reviewed = read(tmp_path, "names:\n  - name: Tide Forum (TF)\n    reason: Made up.\n")
    (item,) = reviewed.names
    assert (reviewed.line("names", 0), item.reason) == (2, "Made up.")
    assert reviewed.keys == {"tide forum (tf)", "tide forum", "tf"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("names:\n  - name: A b\n", 2, 'missing key "names.1.reason"', id="no-reason"),
        pytest.param("names:\n  - {name: A b, reason: ''}\n", 2, "is empty", id="empty-reason"),
        pytest.param("silenced:\n  - {code: drafty, path: a, reason: b}\n", 2, 'did you mean "draft"?', id="code"),
        pytest.param("silenced:\n  - {code: unusable-input, path: a, reason: b}\n", 2, "cannot be silenced", id="loud"),
        pytest.param("silence: []\n", 1, 'did you mean "silenced"?', id="key"),
        pytest.param("names:\n  - [\n", 3, "broken YAML", id="yaml"),
        pytest.param("- a\n", 1, "must be keys", id="list"),
        pytest.param(
            "names:\n  - {name: Tide Forum, reason: a}\n  - {name: tide forum, reason: b}\n",
            3,
            "given twice (see line 2)",
            id="twice",
        ),
        pytest.param(
            "names: [{name: Tide Forum, reason: a}]\nlater:\n  - Tide Forum\n",
            3,
            "given twice (see line 1)",
            id="reviewed-and-put-off",
        ),
    ],
)
def test_a_list_that_cannot_be_used_says_where(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(GeneratorError) as caught:
        read(tmp_path, text)
    assert (caught.value.line, words in str(caught.value)) == (line, True), str(caught.value)


@pytest.mark.parametrize(
    ("item", "covered"),
    [
        pytest.param("path: docs/glossary/a.md", True, id="path"),
        pytest.param("path: docs/glossary/*.md", True, id="pattern"),
        pytest.param("path: glossary/a.md", True, id="end-of-a-path"),
        pytest.param("path: docs/glossary/b.md", False, id="other-path"),
        pytest.param("path: docs/glossary/a.md, about: the alias", True, id="words-of-the-message"),
        pytest.param("path: docs/glossary/a.md, about: the source", False, id="other-words"),
    ],
)
def test_a_silence_covers_what_it_names(item: str, *, covered: bool, tmp_path: Path) -> None:
    reviewed = read(tmp_path, f"silenced:\n  - {{code: unused-alias, {item}, reason: r}}\n")
    left = leave_silenced([FOUND], reviewed, CODES)
    codes = sorted(item.code.value for item in left)
    assert codes == ([] if covered else ["stale-review", "unused-alias"])


def test_a_silence_of_another_code_covers_nothing(tmp_path: Path) -> None:
    reviewed = read(tmp_path, "silenced:\n  - {code: uncited, path: '*', reason: r}\n")
    left = leave_silenced([FOUND], reviewed, CODES)
    assert sorted(item.code.value for item in left) == ["stale-review", "unused-alias"]


def test_a_silence_is_not_stale_when_its_code_was_not_looked_for(tmp_path: Path) -> None:
    reviewed = read(tmp_path, "silenced:\n  - {code: draft, path: '*', reason: r}\n")
    assert leave_silenced([], reviewed, CODES - {FindingCode.DRAFT}) == ()
    (stale,) = leave_silenced([], reviewed, CODES)
    assert (stale.code, stale.line, stale.path.name) == (FindingCode.STALE_REVIEW, 2, FILE)
