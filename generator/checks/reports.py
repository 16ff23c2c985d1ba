"""What is wrong -> findings -> what a command prints: lines for people, JSON for programs, annotations for GitHub."""

import json
import re
from collections.abc import Iterable, Mapping
from enum import Enum

from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode


class Format(Enum):
    """How findings are printed."""

    TEXT = "text"
    """One line per finding: `path:line: message; hint [code]`."""
    JSON = "json"
    """A list of objects with `code`, `path`, `line`, `message` and `hint`, and `name` where it is about a name."""
    GITHUB = "github"
    """Workflow commands: GitHub shows them beside the lines of a pull request."""


def from_error(error: GeneratorError) -> list[Finding]:
    """Return the findings that stand for inputs that cannot be used."""
    code, hint = FindingCode.UNUSABLE_INPUT, "fix this first; later checks were skipped"
    return [
        Finding(path=item.path, line=item.line, code=code, message=item.message, hint=item.hint or hint)
        for item in error.faults
    ]


def write_findings(findings: Iterable[Finding], form: Format) -> str:
    """Return findings as text without a final line end; in the formats of lines it may be empty."""
    if form is Format.JSON:
        return json.dumps([_as_object(finding) for finding in findings], ensure_ascii=False, indent=2)
    write = _as_command if form is Format.GITHUB else str
    return "\n".join(write(finding) for finding in findings)


def _as_object(item: Finding) -> Mapping[str, object]:
    place: dict[str, object] = {"code": item.code.value, "path": item.path.as_posix(), "line": item.line}
    return place | {"message": item.message, "hint": item.hint} | ({"name": item.name} if item.name else {})


def _as_command(finding: Finding) -> str:
    # As GitHub's own toolkit escapes them: actions/toolkit, packages/core/src/command.ts.
    path, message = _escape(finding.path.as_posix(), "%\r\n:,"), _escape(f"{finding.message}; {finding.hint}", "%\r\n")
    return f"::error file={path},line={finding.line},title={finding.code.value}::{message}"


def _escape(text: str, marks: str) -> str:
    return re.sub(f"[{marks}]", lambda mark: f"%{ord(mark[0]):02X}", text)
