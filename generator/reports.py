"""Findings -> what a command prints: lines for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
from enum import Enum
from io import TextIOWrapper
from typing import TYPE_CHECKING

from generator.model import Finding, FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from generator.errors import GeneratorError


class Format(Enum):
    """How findings are printed."""

    TEXT = "text"
    """One line a finding: `path:line: message; hint [code]`."""
    JSON = "json"
    """A list of objects with `code`, `path`, `line`, `message` and `hint`, and `name` where it is about a name."""
    GITHUB = "github"
    """Workflow commands: GitHub shows them beside the lines of a pull request."""


def write_utf8(*streams: TextIO) -> None:
    """Let what goes into files and pipes be UTF-8: Windows would take an encoding that lacks most scripts."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


def from_error(error: GeneratorError) -> Finding:
    """Make a finding of an input that cannot be used."""
    message, _, hint = error.message.rpartition("; ")
    return Finding(
        path=error.path,
        line=error.line,
        code=FindingCode.UNUSABLE_INPUT.value,
        message=message or hint,
        hint=hint if message else "mend it; nothing else was looked at",
    )


def write_findings(findings: Iterable[Finding], form: Format) -> str:
    """Write findings in a form; the text has no line end of its own, and is empty when there is nothing to print."""
    if form is Format.JSON:
        return json.dumps([_as_object(finding) for finding in findings], ensure_ascii=False, indent=2)
    if form is Format.GITHUB:
        return "\n".join(_as_command(finding) for finding in findings)
    return "\n".join(str(finding) for finding in findings)


def _as_object(finding: Finding) -> dict[str, str | int]:
    fields: dict[str, str | int] = {
        "code": finding.code,
        "path": finding.path.as_posix(),
        "line": finding.line,
        "message": finding.message,
        "hint": finding.hint,
    }
    return fields | ({"name": finding.name} if finding.name else {})


def _as_command(finding: Finding) -> str:
    place = f"file={_property(finding.path.as_posix())},line={finding.line},title={_property(finding.code)}"
    return f"::error {place}::{_data(f'{finding.message}; {finding.hint}')}"


def _data(text: str) -> str:
    # As GitHub's own toolkit escapes them: actions/toolkit, packages/core/src/command.ts.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
