"""Every finding: a bad project that has it, the same in each format, silenced with a reason, and shown in the docs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.model.findings import FindingCode
from generator.reading.reviewed import _LOUD
from tests.projects import break_project, copy_minimal, invoke, read_cases
from tests.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

CASES = read_cases("findings")
UNUSABLE = next(case for name, case in read_cases("entries").items() if "unknown" in name)
SECTIONS = dict(
    re.findall(
        r"^### `([\w-]+)`\n(.*?)(?=^##|\Z)",
        (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)
LINE = re.compile(r"(?P<path>\S+?):(?P<line>\d+): (?P<message>.*?)(?: \[(?P<code>[\w-]+)\])?")
ANNOTATION = re.compile(r"::error file=(?P<path>[^,:]+),line=(?P<line>\d+),title=(?P<code>[\w-]+)::(?P<message>.+)")


def code_of(case: dict[str, Any]) -> str:
    return str(case["says"][-1]).strip("[]")


ONE_EACH = {code_of(case): case for case in reversed(CASES.values())}


def check(project: Path, *arguments: str) -> Result:
    return invoke(project, "check", *arguments)


def read_lines(pattern: re.Pattern[str], text: str) -> list[tuple[str, str, int, str]]:
    found = [pattern.fullmatch(line) for line in text.splitlines()]
    return [(item["code"], item["path"], int(item["line"]), item["message"]) for item in found if item]


def test_every_finding_has_a_bad_project() -> None:
    assert set(ONE_EACH) | {FindingCode.UNUSABLE_INPUT.value} == {code.value for code in FindingCode}


def form(text: str) -> str:
    """Return the words of a message, without what differs from case to case."""
    text = re.sub(r'"[^"]*"', '""', text)
    text = re.sub(r"(?:https?://|[\w-]+/)\S+|\b[\w-]+\.(?:md|yml)\b", "<place>", text)
    return re.sub(r"\d+(?:-\d+)*", "<number>", text)


def expect_example(code: str, said: str) -> None:
    """Expect the example in the docs to be what the command says."""
    (example,) = re.findall(r"^```text\n(.+)\n```$", SECTIONS[code], re.MULTILINE)
    assert "\nFix it: " in SECTIONS[code]
    shown, real = LINE.fullmatch(example), LINE.fullmatch(said)
    assert shown
    assert real
    assert shown["code"] == (real["code"] or code)
    assert form(shown["message"]) == form(real["message"])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_finding_is_told_as_the_docs_say_and_silenced_with_a_reason(case: dict[str, Any], tmp_path: Path) -> None:
    project, code = copy_minimal(tmp_path), code_of(case)
    break_project(project, case)
    options = case.get("arguments", [])

    people = check(project, *options)
    programs = check(project, "--format", "json", *options)

    items = json.loads(programs.stdout)
    told = [(item["code"], item["path"], item["line"], f"{item['message']}; {item['hint']}") for item in items]
    assert told
    assert told == read_lines(LINE, people.stdout)
    assert {code for code, *_ in told} == {code}
    places = [case["at"]] if isinstance(case["at"], str) else case["at"]
    assert [f"{path}:{line}" for _, path, line, _ in told] == places
    assert all(words in line for words in case["says"] for line in people.stdout.splitlines())
    assert all(item["message"] and item["hint"] for item in items)
    assert people.exit_code == programs.exit_code == case["exit"]
    assert programs.stderr == ""

    if case is not ONE_EACH[code]:
        return
    expect_example(code, people.stdout.splitlines()[0])
    if FindingCode(code) not in _LOUD:
        # A clash of names is found in both entries.
        assert len(items) == (2 if code == "alias-clash" else 1)
        silenced = [
            {"code": code, "path": item["path"], "about": item["message"], "reason": "Known."} for item in items
        ]
        (project / "source" / "reviewed.yml").write_text(json.dumps({"silenced": silenced}), encoding="utf-8")
        # Where an input is named nothing is built, which a check does last.
        quiet = check(project, "--format", "json", "--glossary", "docs/glossary", *options)
        assert (quiet.exit_code, json.loads(quiet.stdout)) == (0, [])


def test_what_cannot_be_used_is_told_as_the_docs_say(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    break_project(project, UNUSABLE)
    expect_example(FindingCode.UNUSABLE_INPUT.value, check(project).stderr.splitlines()[0])


@pytest.mark.parametrize("name", list(CASES)[::10])
def test_pull_requests_are_told_what_people_are(name: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    break_project(project, CASES[name])
    options = CASES[name].get("arguments", [])
    people, pulls = check(project, *options), check(project, "--format", "github", *options)
    assert read_lines(ANNOTATION, pulls.stdout) == read_lines(LINE, people.stdout) != []
    assert (pulls.exit_code, pulls.stderr) == (people.exit_code, "")


def test_a_clash_that_is_settled_wherever_the_name_stands_is_none(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    break_project(project, CASES["findings/alias-of-two-entries"])
    item = {"paragraph": 3, "words": "Forum of Harbours", "entry": "harbour-forum", "reason": "R"}
    (project / "source" / "mentions.yml").write_text(json.dumps({"mentions": [item]}), encoding="utf-8")
    assert (check(project).exit_code, check(project).stderr) == (0, "")
    with (project / "source" / "statement.md").open("a", encoding="utf-8") as text:
        text.write("\nThe Forum of Harbours goes on.\n")
    assert [line.split(":")[0] for line in check(project).stdout.splitlines()] == [
        "docs/glossary/harbour-forum.md",
        "docs/glossary/north-star.md",
    ]
