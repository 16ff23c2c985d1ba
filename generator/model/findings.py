"""What can be wrong with a project that still builds; and how a command prints it: for people, programs and GitHub."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from generator.model import read_words
from generator.model.errors import GeneratorError
from generator.model.fields import Noun

_TEXTS: Mapping[str, Any] = read_words(__package__, "findings.yml")


class FindingCode(Enum):
    """The kinds of findings."""

    ALIAS_CLASH = "alias-clash"  # Two entries claim one name, so neither is linked there
    MENTION_PLACE = "mention-place"  # An item of mentions.yml names words or an entry that do not exist
    UNCITED = "uncited"  # A fact stands without a citation
    UNUSED_SOURCE = "unused-source"  # A source is listed and never cited
    LATER_NOT_LATER = "later-not-later"  # An event under `later` is not after the statement's date
    NAV_WITHOUT_PAGE = "nav-without-page"  # mkdocs.yml lists a page that does not exist
    PLACEHOLDER = "placeholder"  # Something that an import or a draft left to be filled in still is
    SOURCE_WORDS = "source-words"  # The statement has lost words of the imported source, or has others
    UNDOCUMENTED_NAME = "undocumented-name"  # Something that the statement names has no entry and is not reviewed
    TWO_SPELLINGS = "two-spellings"  # One name is spelt in two ways, and only one of them leads to its entry
    UNUSED_ALIAS = "unused-alias"  # An alias stands nowhere, and no source is cited for it
    SHADOWED_ALIAS = "shadowed-alias"  # An alias stands only inside longer names of other entries, so it is no link
    EARLY_ACRONYM = "acronym-before-definition"  # The statement uses an acronym before it says what it stands for
    UNMENTIONED_ENTRY = "unmentioned-entry"  # The statement never names an entry
    NO_DEFINITION = "no-definition"  # An entry does not say what the thing is
    LONG_DEFINITION = "long-definition"  # A definition is longer than what preview cards and search show
    SOURCE_LINK = "source-link"  # The address of a source cannot be right
    SOURCE_KIND = "source-kind"  # A source does not say its kind
    SOURCE_VIA = "source-via"  # A copy does not name its host, or a source names another host than its address
    WEAK_SOURCE = "weak-source"  # A source is at a host that cannot be relied on, such as a copy of an encyclopedia
    MANY_CITATIONS = "many-citations"  # Four or more sources stand in a row behind one claim
    STALE_FACTS = "stale-facts"  # An entry's facts were last checked before the date that the project sets
    TERM_OVER = "term-over"  # A term of office is over, and the entry does not say what followed
    UNDATED_OUTCOME = "undated-outcome"  # An entry says that something ended or was renamed, and not when
    DRAFT = "draft"  # An entry is still a draft; reported only by `check --release`
    LATER_NAME = "later-name"  # A name is put off in the reviewed list; reported only by `check --release`
    NOT_IN_NAV = "not-in-nav"  # A page stands in no nav entry, so readers find it only by search
    UNUSABLE_INPUT = "unusable-input"  # An input cannot be used, so later checks were skipped
    DEAD_LINK = "dead-link"  # A link in prose leads to a page or place that does not exist
    UNREAD_MARKUP = "unread-markup"  # Prose shows mark-up to readers, such as `[^s1]`, because Markdown did not read it
    STALE_REVIEW = "stale-review"  # An item of the reviewed list is outdated
    TOPIC_PLACE = "topic-place"  # A topic of the index leads to no place, or to one that does not exist
    TOPIC_WORD = "topic-word"  # Two topics of the index claim one word
    MOVED_ADDRESS = "moved-address"  # An address that was published would lead elsewhere or nowhere
    NEW_ADDRESS = "new-address"  # An address is not in the record of those that were published
    STALE_COMPARISON = "stale-comparison"  # Facts about another statement no longer fit this one
    STALE_TOPICS = "stale-topics"  # A paragraph has changed since the index was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong that does not stop the build, with its place and what to do."""

    path: Path
    line: int
    code: FindingCode
    message: str
    hint: str
    name: str = ""

    def __str__(self) -> str:
        """Return one line, `path:line: message; hint [code]`."""
        return f"{self.path.as_posix()}:{self.line}: {self.message}; {self.hint} [{self.code.value}]"

    @property
    def order(self) -> tuple[str, int, str, str]:
        """What findings are sorted by: file, line, code, message."""
        return self.path.as_posix(), self.line, self.code.value, self.message


def report(
    noun: Noun | Path, code: FindingCode, /, *place: str | int, says: str = "", line: int = 0, **words: object
) -> Finding:
    """Return a finding about a noun, at a value of its front matter or at a line, or about a file.

    The text is that of findings.yml, of several the one that `says` names, with `words` filled in.
    """
    path, line = (noun, line or 1) if isinstance(noun, Path) else (noun.path, line or noun.line(*place))
    message, hint = (text.format(**words) for text in (_TEXTS[code.value][says] if says else _TEXTS[code.value]))
    return Finding(path=path, line=line, code=code, message=message, hint=hint, name=str(words.get("name", "")))


def from_error(error: GeneratorError) -> list[Finding]:
    """Return the findings that stand for inputs that cannot be used."""
    code, hint = FindingCode.UNUSABLE_INPUT, "fix this first; later checks were skipped"
    return [
        Finding(path=item.path, line=item.line, code=code, message=item.message, hint=item.hint or hint)
        for item in error.faults
    ]


class Format(Enum):
    """How findings are printed."""

    TEXT = "text"  # One line per finding: `path:line: message; hint [code]`
    JSON = "json"  # A list of objects with `code`, `path`, `line`, `message`, `hint`, and `name` where there is one
    GITHUB = "github"  # Workflow commands: GitHub shows them beside the lines of a pull request


def write_findings(findings: Iterable[Finding], form: Format) -> str:
    """Return findings as text without a final line end; in the formats of lines it may be empty."""
    if form is Format.JSON:
        return json.dumps([_as_object(finding) for finding in findings], ensure_ascii=False, indent=2)
    return "\n".join(map(_as_command if form is Format.GITHUB else str, findings))


def _as_object(item: Finding) -> Mapping[str, object]:
    place: dict[str, object] = {"code": item.code.value, "path": item.path.as_posix(), "line": item.line}
    return place | {"message": item.message, "hint": item.hint} | ({"name": item.name} if item.name else {})


def _as_command(finding: Finding) -> str:
    # As GitHub's own toolkit escapes them: actions/toolkit, packages/core/src/command.ts.
    path, message = _escape(finding.path.as_posix(), "%\r\n:,"), _escape(f"{finding.message}; {finding.hint}", "%\r\n")
    return f"::error file={path},line={finding.line},title={finding.code.value}::{message}"


def _escape(text: str, marks: str) -> str:
    return re.sub(f"[{marks}]", lambda mark: f"%{ord(mark[0]):02X}", text)
