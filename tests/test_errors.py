"""Bad input ends in one line that names the place, exit 2, and nothing written: one small bad project a fault."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from generator.reading.frontmatter import read_document
from tests.projects import break_project, copy_minimal, hashes, invoke, read_cases
from tests.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"[\w./-]+:[1-9]\d*: \S.*")
# Those of findings, which build, are in test_findings.py.
CASES = read_cases("statement") | read_cases("entries") | read_cases("hostile") | read_cases("settings")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_is_told_in_one_line_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    break_project(project, case)
    before = hashes(project)

    done = invoke(project, "check")

    output = (done.stdout + done.stderr).splitlines()
    assert done.exit_code == case.get("exit", 2), output
    places = [case["at"]] if isinstance(case["at"], str) else case["at"]
    assert [":".join(line.split(":")[:2]) for line in output] == places
    assert all(LINE.fullmatch(line) for line in output)
    for words in case["says"]:
        assert all(words in line for line in output)
    assert hashes(project) == before


BROKEN = ("a: !!int b", "hooks: [hook.py]", "extra: {social: 3}")


@pytest.mark.parametrize(
    ("command", "setting"),
    [
        *(("check", setting) for setting in BROKEN),
        *((command, BROKEN[0]) for command in ("build", "data", "export pages", "finish pages")),
    ],
)
def test_each_command_tells_a_broken_mkdocs_yml_in_one_line(command: str, setting: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "hook.py").write_text("import gone\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{setting}\n")
    done = invoke(project, *command.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert re.fullmatch(r"mkdocs\.yml:1: .+; .+\n", done.stderr)


def test_a_good_project_passes_and_writes_nothing(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    before = hashes(project)
    done = invoke(project, "check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "3 paragraphs, 3 entries, 11 mentions (8 linked), no findings\n"
    assert hashes(project) == before


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    entry, *_ = (project / "docs" / "glossary").glob("*.md")
    files = [entry, *(project / "source" / f"{name}.yml" for name in ("addresses", "mentions", "reviewed", "topics"))]
    files += [project / "source" / folder for folder in ("consulted/a.yml", "statement.md", "statements/b.md")]
    for path in files:
        path.parent.mkdir(exist_ok=True)
        path.write_text("nonsense: 1\n", encoding="utf-8")
    said = invoke(project, "check").stderr.splitlines()
    assert {line.partition(":")[0] for line in said[:-1]} == {path.relative_to(project).as_posix() for path in files}
    assert said[-1] == f"{len(said) - 1} faults in 8 files"


def test_ctrl_c_ends_a_command_that_is_still_being_loaded(tmp_path: Path) -> None:
    (tmp_path / "pydantic.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    command = [sys.executable, "-m", "generator", "--help"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "\nAborted!\n")


def test_one_is_not_told_as_many(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    for path in (project / "docs" / "glossary").glob("[!n]*.md"):
        path.unlink()
    statement = project / "source" / "statement.md"
    front = statement.read_text(encoding="utf-8").rpartition("---\n")[0]
    front = re.sub(r"^sections:\n([ -].*\n)+", "", front, flags=re.MULTILINE)
    statement.write_text(f"{front}---\n\nWe met at North Star.\n", encoding="utf-8")
    done = invoke(project, "check")
    assert done.stdout == "1 paragraph, 1 entry, 1 mention (1 linked), no findings\n", done.output


def test_a_bom_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    plain = invoke(project, "check").stdout
    for path in project.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = invoke(project, "check")
    assert (done.exit_code, done.stdout) == (0, plain)


def test_places_are_named_as_the_user_typed_them(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    done = invoke(project, "check", "--statement", "elsewhere/text.md")
    assert done.exit_code == 2
    assert done.stderr.startswith("elsewhere/text.md:1: ")


@pytest.mark.parametrize("which", ["entry", "statement"])
def test_the_schema_is_valid_json_schema_that_the_good_project_fulfils(which: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    schema = json.loads(invoke(project, "schema", which).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    source = project / ("docs/glossary/harbour-forum.md" if which == "entry" else "source/statement.md")
    front, _ = read_document(source)
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(front)] == []
    assert not validator.is_valid({**front, "knid": "treaty"})
