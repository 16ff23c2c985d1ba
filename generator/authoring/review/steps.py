"""What the statement names, and what is decided about each name -> the files of the project, and back."""

import textwrap
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import yaml
from pydantic import Field

from generator.authoring.scaffold import make_drafts, write_drafts
from generator.candidates import Candidate, find_candidates
from generator.checks import find_faults, silence
from generator.checks.names import find_undocumented, keys_of, passages_of
from generator.linking.edition import Edition, read_edition
from generator.model.errors import GeneratorError
from generator.model.fields import Noun, ShortText, Text
from generator.model.findings import Finding, FindingCode
from generator.publishing.replacing import replace_file
from generator.publishing.watching import list_inputs
from generator.reading.frontmatter import suggest
from generator.reading.project import Project
from generator.reading.reviewed import read_reviewed

Files = dict[Path, tuple[str | None, str | None]]  # What files were before and after a step; None where there was none


class Decision(Enum):
    """What is decided about a name."""

    OPEN = ""
    ENTRY = "entry"  # It is one of the names of an entry
    DRAFT = "draft"  # It gets an entry, begun from the text
    ALIAS = "alias"  # It becomes one of the names of an entry
    NO_NAME = "no name"  # It wants no entry, for a reason
    LATER = "later"  # It is put off until a release


class Step(Noun):
    """A decision about one name."""

    decision: Decision
    name: ShortText = Field(description="As it is listed.")
    entry: ShortText = Field("", description="Of an alias: the entry's slug.")
    reason: Text = Field("", description="Why it wants no entry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A candidate, and what was decided about it."""

    text: str  # With its acronym; only the form that has no entry, where the others have one
    candidate: Candidate
    decision: Decision
    detail: str  # The slug of its entry, where it has one of its own, or the reason why it wants none
    listed: tuple[tuple[str, int], ...]  # Its places in the reviewed list


class Review:
    """The names of a project, and the steps that were taken, which can be taken back."""

    def __init__(self, project: Project) -> None:
        """Read the project, or raise a GeneratorError."""
        project.glossary.mkdir(parents=True, exist_ok=True)
        self._project, self._stamps = project, {project.path: 0}
        self.steps: list[tuple[str, Files]] = []  # What was done, and in which files
        self.read()

    def read(self) -> None:
        """Read the project again if one of its files has changed, or raise a GeneratorError."""
        stamps = {path: path.stat().st_mtime_ns for path in list_inputs(self._project) if path.is_file()}
        if stamps != self._stamps:
            edition = read_edition(replace(self._project, drafts=True))
            self._findings = silence(edition, find_faults(edition))
            self.edition, self.names, self._stamps = edition, tuple(_list_names(edition)), stamps

    def take(self, step: Step) -> str:
        """Write what a step decides; return what was done. If `check` finds something new, all files are as before."""
        self.read()
        names = {name.text: name for name in self.names}
        if step.name not in names:
            hint = suggest(step.name, names, "the text may have changed", lists=False)
            raise step.fail(f'the statement does not name "{step.name}"', "name", hint=hint)
        name = names[step.name]
        has_entry = name.decision is Decision.ENTRY and step.decision in {Decision.DRAFT, Decision.ALIAS}
        if has_entry or (name.decision, name.detail) == (step.decision, step.reason):
            return ""
        files: Files = {}
        try:
            said = f"{name.text}: {self._write(step, name, files)}"
            self._settle(step, files)
        except GeneratorError:
            _restore(files)
            raise
        self.steps.append((said, files))
        return said

    def undo(self) -> str:
        """Take back the last step, and return what it was; if its files have changed since, it stays, with an error."""
        if not self.steps:
            raise GeneratorError("no step is left to take back", path=self._project.path)
        said, files = self.steps.pop()
        for path, (_, after) in files.items():
            if _read(path) != after:
                hint = "take it back by hand; the next undo goes on with the step before it"
                raise GeneratorError(f'has changed since, so this stays: "{said}"', path=path, hint=hint)
        _restore(files)
        return said

    def _write(self, step: Step, name: Name, files: Files) -> str:
        edition, reviewed = self.edition, self.edition.reviewed.path
        if name.decision is Decision.ENTRY:
            raise step.fail(f'"{name.text}" has an entry', "name", hint="change the entry itself")
        for key in dict(name.listed):
            _change(files, reviewed, key, drop={index for of, index in name.listed if of == key})
        if step.decision is Decision.LATER:
            _change(files, reviewed, "later", add=[name.text])
            return "later"
        if step.decision is Decision.NO_NAME:
            if not step.reason:
                raise step.fail("there is no reason", "reason", hint=f'say why "{name.text}" wants no entry')
            _change(files, reviewed, "names", add=[{"name": name.text, "reason": step.reason}])
            return f"no name, {step.reason}"
        left, folder = read_reviewed(edition.statement.path), self._project.glossary
        drafts = make_drafts(edition.statement, edition.entries, left, folder, least=0)
        if not (draft := next((draft for draft in drafts if draft.name == name.text), None)):
            raise step.fail(f'all words of "{name.text}" are names of entries', "name", hint="change those")
        if step.decision is Decision.DRAFT:
            write_drafts([draft])
            files[draft.path] = None, draft.text
            return f"draft, {draft.path.as_posix()}"
        entries = {str(entry.slug): entry for entry in edition.entries}
        if step.entry not in entries:
            hint = suggest(step.entry, sorted(entries), "known entries")
            message = f'there is no entry "{step.entry}"' if step.entry else "an alias needs the slug of its entry"
            raise step.fail(message, "entry", hint=hint)
        _change(files, entries[step.entry].path, "aliases", add=draft.names)
        return f"alias, {entries[step.entry].path.as_posix()}"

    def _settle(self, step: Step, files: Files) -> None:
        """Take names that have an entry now off the reviewed list; if `check` finds more, raise a GeneratorError."""
        known = {_key(item) for item in self._findings}
        self.read()
        while new := next((item for item in self._findings if _key(item) not in known), None):
            reviewed = self.edition.reviewed
            stale = {name: place for name, _, place in reviewed.listed if new.code is FindingCode.STALE_REVIEW}
            if new.name not in stale:
                raise step.fail(f"not done, since check would find: {new.message}", "name", hint=new.hint)
            key, index = stale[new.name]
            _change(files, reviewed.path, key, drop={index})
            self.read()


def _list_names(edition: Edition) -> Iterator[Name]:
    candidates = find_candidates(passages_of(edition.statement), least=0)
    missing = {id(item.candidate): item for item in find_undocumented(edition.statement, edition.entries, candidates)}
    owners = {name.lower(): str(entry.slug) for entry in edition.entries for name, _ in entry.all_names}
    for item in sorted(candidates, key=lambda item: -item.score):
        found, keys, decision = missing.get(id(item)), keys_of(item), Decision.ENTRY
        detail = next((owners[form.lower()] for form in item.forms if form.lower() in owners), "")
        listed = [place for _, known, place in edition.reviewed.listed if found and not known.isdisjoint(keys)]
        if found:
            decision, detail = Decision.OPEN, ""
        for key, index in listed:
            decision = Decision.LATER if key == "later" else Decision.NO_NAME
            detail = "" if key == "later" else edition.reviewed.names[index].reason
        text = found.name if found else item.heading
        yield Name(text=text, candidate=item, decision=decision, detail=detail, listed=tuple(listed))


def _key(item: Finding) -> object:
    """Return what stays of a finding when lines move; an open name may be found for another reason than before."""
    is_open = item.code in {FindingCode.UNDOCUMENTED_NAME, FindingCode.TWO_SPELLINGS}
    return item.name if is_open else (item.path, item.code, item.message)


def _read(path: Path) -> str | None:
    return path.read_bytes().decode(errors="replace") if path.is_file() else None


def _change(files: Files, path: Path, key: str, *, add: Sequence[object] = (), drop: Collection[int] = ()) -> None:
    before = _read(path)
    after = change_list(path, before or "", key, add=add, drop=drop)
    replace_file(path, after)
    files[path] = files.get(path, (before,))[0], after


def _restore(files: Files) -> None:
    for path, (before, _) in files.items():
        if before is None:
            path.unlink(missing_ok=True)
        else:
            replace_file(path, before)


def change_list(path: Path, text: str, key: str, *, add: Sequence[object] = (), drop: Collection[int] = ()) -> str:
    """Return a file's text without some items of a list at its top level, and with others at its end.

    All else stays as it was written. A list that is written in a way that is not understood is a GeneratorError.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in {"---", "..."}), len(lines))
    head, rest = lines[:end], lines[end:]
    if head and not head[-1].endswith("\n"):
        head[-1] += "\n"
    before = _load(head)
    items: list[object] = before.get(key) or []
    kept = [item for at, item in enumerate(items) if at not in drop]
    node = yaml.compose("".join(head), Loader=yaml.SafeLoader)
    pair = next((pair for pair in node.value if pair[0].value == key), None) if node else None
    if pair and (value := pair[1]).value and not value.flow_style:
        starts = [item.start_mark.line for item in value.value] + [_find_end(value)]
        while head[starts[-1] - 1].isspace():
            starts[-1] -= 1
        left = [line for at in range(len(items)) if at not in drop for line in head[starts[at] : starts[at + 1]]]
        head[starts[0] : starts[-1]] = [*left, _dump(add, value.start_mark.column)]
        if not kept and not add:
            head[pair[0].start_mark.line] = f"{key}: []\n"
    else:
        first, last = (pair[0].start_mark.line, _find_end(pair[1])) if pair else (len(head), len(head))
        head[first:last] = [f"{key}:\n" + _dump([*kept, *add], 2)]
    with suppress(yaml.YAMLError):
        if _load(head) == before | {key: [*kept, *add]}:
            changed = "".join([*head, *rest])
            return changed.replace("\n", "\r\n") if "\r\n" in text else changed
    raise GeneratorError(f'the list "{key}" cannot be changed by itself', path=path, hint="change it by hand")


def _load(lines: Sequence[str]) -> dict[str, list[object]]:
    return yaml.load("".join(lines), Loader=yaml.BaseLoader) or {}


def _dump(items: Sequence[object], indent: int) -> str:
    text = yaml.safe_dump(items, allow_unicode=True, width=10**6, sort_keys=False) if items else ""
    return textwrap.indent(text, " " * indent)


def _find_end(node: yaml.Node) -> int:
    """Return the line behind a value; lists and mappings say only where what follows them begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    # A folded text takes the empty lines behind it.
    return node.end_mark.line + (node.end_mark.column > 0)
