"""source/reviewed.yml -> what was looked at and is right as it is; findings -> those that are still open."""

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path

from pydantic import Field

from generator.candidates import key_of
from generator.model.fields import Noun, ShortText, Text, part
from generator.model.findings import Finding, FindingCode, report
from generator.reading.frontmatter import read_noun, suggest

_LOUD = {FindingCode.UNUSABLE_INPUT, FindingCode.STALE_REVIEW, FindingCode.LATER_NAME}  # What nothing can silence

FILE = "reviewed.yml"  # Stands beside the statement: MkDocs does not publish that folder, and no entry is read from it


@part
class ReviewedName:
    """Something that the statement names and that wants no entry."""

    name: Text = Field(description="As the statement writes it; either half of Name (ACRONYM) will do.")
    reason: Text = Field(description="Why it wants no entry.")


@part
class Silence:
    """Findings that are known and meant to stay."""

    code: Text = Field(description="The finding's code.")
    path: Text = Field(description="The file it is in; * stands for any letters.")
    about: Text = Field("", description="Words of its message, when not every such finding of the file is meant.")
    reason: Text = Field(description="Why it is right as it is.")

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is meant."""
        path, is_about = finding.path.as_posix(), self.about.lower() in finding.message.lower()
        is_there = fnmatchcase(path, self.path) or fnmatchcase(path, f"*/{self.path}")
        return is_there and is_about and finding.code.value == self.code


class Reviewed(Noun):
    """The reviewed list: source/reviewed.yml."""

    names: tuple[ReviewedName, ...] = Field((), description="What the statement names and wants no entry.")
    later: tuple[ShortText, ...] = Field((), description="Names that are put off: plain text until a release.")
    silenced: tuple[Silence, ...] = Field((), description="Findings that are known and meant to stay.")

    @property
    def listed(self) -> list[tuple[str, frozenset[str], tuple[str, int]]]:
        """Its names, what the forms of a candidate are compared with, and their places."""
        names = [(item.name, ("names", index)) for index, item in enumerate(self.names)]
        names += [(name, ("later", index)) for index, name in enumerate(self.later)]
        return [(name, _keys_of(name), place) for name, place in names]

    @property
    def keys(self) -> frozenset[str]:
        """What no entry is missing for."""
        return frozenset(key for _, keys, _ in self.listed for key in keys)


def _keys_of(name: str) -> frozenset[str]:
    """Return the keys of a name; "Name (ACRONYM)" stands for either half."""
    before, _, rest = name.partition(" (")
    acronym, _, after = rest.partition(")")
    return frozenset(key_of(part.strip()) for part in (name, before + after, acronym) if part.strip())


def read_reviewed(statement: Path) -> Reviewed:
    """Read the list that stands beside a statement, or raise a GeneratorError; without a file it is empty."""
    reviewed = read_noun(statement.parent / FILE, Reviewed)
    codes = [code.value for code in FindingCode if code not in _LOUD]
    for index, item in enumerate(reviewed.silenced):
        if item.code not in codes:
            hint = suggest(item.code, codes, "known codes")
            raise reviewed.fail(f'"{item.code}" cannot be silenced', "silenced", index, "code", hint=hint)
    seen: dict[str, tuple[str, int]] = {}
    for name, _, place in reviewed.listed:
        first = seen.setdefault(key_of(name), place)
        if first != place:
            message = f'the name "{name}" is given twice (see line {reviewed.line(*first)})'
            raise reviewed.fail(message, *place, hint="keep one")
    return reviewed


def leave_silenced(
    findings: Iterable[Finding], reviewed: Reviewed, codes: Collection[FindingCode]
) -> tuple[Finding, ...]:
    """Return the findings that are not silenced, sorted, and silences of the given codes that cover nothing."""
    findings = tuple(findings)
    values = {code.value for code in codes}
    left = [item for item in findings if not any(silence.covers(item) for silence in reviewed.silenced)]
    for index, silence in enumerate(reviewed.silenced):
        if silence.code in values and not any(silence.covers(item) for item in findings):
            where = reviewed, FindingCode.STALE_REVIEW, "silenced", index
            left.append(report(*where, says="silence", code=silence.code, path=silence.path))
    return tuple(sorted(left, key=attrgetter("order")))
