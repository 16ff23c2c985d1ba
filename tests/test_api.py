"""What programs may use, and the list of folders that newcomers read."""

from __future__ import annotations

import contextlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import generator
from tests.projects import copy_minimal
from tests.samples import ROOT

if TYPE_CHECKING:
    from generator import Edition

PACKAGE = ROOT / "generator"


def example() -> str:
    text = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return str(code)


def test_the_example_in_the_docs_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_minimal(tmp_path)
    entry = project / "docs" / "glossary" / "north-star.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("January 2020. [^statement]", "2020."), encoding="utf-8")
    with contextlib.chdir(project):
        exec(example(), {})
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 12
    assert shown[0] == "paragraph 1: Harbour Forum (HF) is Harbour Forum (HF)"
    assert shown[-1].startswith("docs/glossary/north-star.md:7: ")


def test_an_edition_is_read_from_any_folder(tmp_path: Path) -> None:
    edition: Edition = generator.read_edition(str(copy_minimal(tmp_path) / "mkdocs.yml"))
    assert [entry.slug for entry in edition.entries] == ["harbour-forum", "north-star", "open-sea-compact"]
    with pytest.raises(generator.GeneratorError) as caught:
        generator.read_edition(tmp_path / "mkdocs.yml")
    assert [fault.path.name for fault in caught.value.faults] == ["glossary", "statement.md"]


def test_public_names_are_there_and_typed() -> None:
    assert all(hasattr(generator, name) for name in generator.__all__)
    assert (PACKAGE / "py.typed").is_file()


def test_folders_are_listed_in_the_order_that_is_enforced() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert listed == [folder for layer in reversed(layers) for folder in layer.split(" | ")]
    assert sorted(listed) == sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def test_modules_have_a_summary_and_at_most_400_lines() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert [path for path, text in texts.items() if text.count("\n") > 400] == []
    summary = re.compile(r'"""[^\n]*(\.|->[^\n]*)("""\n|\n)')
    assert [path for path, text in texts.items() if not summary.match(text)] == []
