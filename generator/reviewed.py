"""source/reviewed.yml -> what was looked at and is right as it is; findings -> those that are still open."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from generator.candidates import key_of
from generator.errors import ReviewedError
from generator.frontmatter import check, read_yaml
from generator.model import Finding, FindingCode
from generator.schema import ReviewedKeys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from generator.frontmatter import Document

_LOUD = {FindingCode.ALIAS_CLASH, FindingCode.UNUSABLE_INPUT, FindingCode.STALE_REVIEW}
"""What nothing can silence."""

FILE = "reviewed.yml"
"""Stands beside the statement: MkDocs does not publish that folder, and no entry is read from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedName:
    """Something that the statement names and that wants no entry."""

    name: str
    reason: str
    line: int

    @property
    def keys(self) -> frozenset[str]:
        """What the forms of a candidate are compared with: "Name (ACRONYM)" stands for either half."""
        before, _, rest = self.name.partition(" (")
        acronym, _, after = rest.partition(")")
        return frozenset(key_of(part.strip()) for part in (self.name, before + after, acronym) if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Findings that are known and meant to stay."""

    code: str
    path: str
    """A path; `*` stands for any letters."""
    about: str
    """Words of the message, or empty for any."""
    reason: str
    line: int

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is meant."""
        if finding.code != self.code or self.about.lower() not in finding.message.lower():
            return False
        path = finding.path.as_posix()
        return fnmatchcase(path, self.path) or fnmatchcase(path, f"*/{self.path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The reviewed list."""

    path: Path
    names: tuple[ReviewedName, ...] = ()
    silences: tuple[Silence, ...] = ()


def read_reviewed(statement: Path) -> Reviewed:
    """Read the list that stands beside a statement; without a file it is empty.

    Raises:
        ReviewedError: the list cannot be used.
    """
    path = statement.parent / FILE
    if not path.exists():
        return Reviewed(path=path)
    document = read_yaml(path, ReviewedError)
    keys = check(document, ReviewedKeys)
    codes = [code.value for code in FindingCode if code not in _LOUD]
    for index, item in enumerate(keys.silenced):
        if item.code not in codes:
            near = difflib.get_close_matches(item.code, codes, n=1)
            advice = f'did you mean "{near[0]}"?' if near else f"known codes: {', '.join(codes)}"
            raise document.fail(f'"{item.code}" cannot be silenced; {advice}', "silenced", index, "code")
    _refuse_twice(document, [item.name for item in keys.names])
    return Reviewed(
        path=path,
        names=tuple(
            ReviewedName(name=item.name, reason=item.reason, line=document.line("names", index))
            for index, item in enumerate(keys.names)
        ),
        silences=tuple(
            Silence(
                code=item.code,
                path=item.path,
                about=item.about,
                reason=item.reason,
                line=document.line("silenced", index),
            )
            for index, item in enumerate(keys.silenced)
        ),
    )


def _refuse_twice(document: Document, names: list[str]) -> None:
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        first = seen.setdefault(key_of(name), index)
        if first != index:
            line = document.line("names", first)
            raise document.fail(f'the name "{name}" is given twice (see line {line}); keep one', "names", index)


def silence(findings: Iterable[Finding], reviewed: Reviewed, codes: Collection[FindingCode]) -> tuple[Finding, ...]:
    """Leave out what is silenced.

    Args:
        findings: all findings of the given codes.
        reviewed: the reviewed list.
        codes: what was looked for; a silence of one of these that covers nothing is a finding itself.

    Returns:
        The findings that remain, sorted.
    """
    findings = tuple(findings)
    values = {code.value for code in codes}
    open_findings = [item for item in findings if not any(quiet.covers(item) for quiet in reviewed.silences)]
    stale = [
        Finding(
            path=reviewed.path,
            line=quiet.line,
            code=FindingCode.STALE_REVIEW.value,
            message=f'no finding "{quiet.code}" in {quiet.path} is left to silence',
            hint="remove the item",
        )
        for quiet in reviewed.silences
        if quiet.code in values and not any(quiet.covers(item) for item in findings)
    ]
    return tuple(sorted([*open_findings, *stale]))
