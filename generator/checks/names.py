"""What the statement names, compared with the entries and the reviewed list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.candidates import find_candidates, find_early_acronyms
from generator.checks.undocumented import find_undocumented, keys_of, passages_of
from generator.model.findings import Finding, FindingCode
from generator.text.spelling import loose_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from generator.candidates import Candidate
    from generator.checks.undocumented import Undocumented
    from generator.model.entry import Entry
    from generator.model.statement import Statement
    from generator.reading.reviewed import Reviewed


def check_names(statement: Statement, entries: Sequence[Entry], reviewed: Reviewed) -> Iterator[Finding]:
    """Find names without an entry, names in two spellings, and acronyms that come too early."""
    candidates = find_candidates(passages_of(statement))
    missing = find_undocumented(statement, entries, candidates)
    known = {key for item in reviewed.names for key in item.keys}
    names = {loose_key(name): (entry, name) for entry in entries for name, _ in entry.all_names}
    for item in missing:
        if not known & item.keys:
            yield _missing(statement, item, names, reviewed)
    yield from _stale(reviewed, [item.candidate for item in missing], candidates)
    yield from _spellings(statement, candidates, known)
    yield from _early_acronyms(statement, candidates)


def _missing(
    statement: Statement, item: Undocumented, names: Mapping[str, tuple[Entry, str]], reviewed: Reviewed
) -> Finding:
    near = names.get(loose_key(item.occurrence.form))
    if near is not None:
        entry, name = near
        return Finding(
            code=FindingCode.TWO_SPELLINGS,
            path=statement.path,
            line=item.block.line,
            message=f'the statement writes "{item.written}", and {entry.path.as_posix()} "{name}"',
            hint="add the statement's spelling to the entry's aliases",
            name=item.name,
        )
    return Finding(
        code=FindingCode.UNDOCUMENTED_NAME,
        path=statement.path,
        line=item.block.line,
        message=f'"{item.name}" has no entry',
        hint=f"write one (generator scaffold makes a draft), or say in {reviewed.path.as_posix()} why it needs none",
        name=item.name,
    )


def _stale(reviewed: Reviewed, missing: Sequence[Candidate], candidates: Sequence[Candidate]) -> Iterator[Finding]:
    wanted = {key for candidate in missing for key in keys_of(candidate)}
    named = {key for candidate in candidates for key in keys_of(candidate)}
    for index, item in enumerate(reviewed.names):
        if not item.keys & wanted:
            documented = bool(item.keys & named)
            yield Finding(
                code=FindingCode.STALE_REVIEW,
                path=reviewed.path,
                line=reviewed.line("names", index),
                message=f'"{item.name}" {"has an entry now" if documented else "is not found in the statement"}',
                hint="remove the item",
                name=item.name,
            )


def _spellings(statement: Statement, candidates: Sequence[Candidate], known: Collection[str]) -> Iterator[Finding]:
    """Find names that the statement itself spells in two ways and that no candidate joins."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        for form in dict.fromkeys(candidate.forms):
            if " " not in form and "-" not in form:
                continue
            other = first.setdefault(loose_key(form), candidate)
            if other is not candidate and keys_of(candidate).isdisjoint(known):
                yield Finding(
                    code=FindingCode.TWO_SPELLINGS,
                    path=statement.path,
                    line=statement.blocks[candidate.occurrences[0].passage].line,
                    message=f'the statement writes "{form}" here and "{other.name}" elsewhere',
                    hint="make both names of one entry, or suppress this finding if they are two things",
                    name=form,
                )
                break


def _early_acronyms(statement: Statement, candidates: Sequence[Candidate]) -> Iterator[Finding]:
    for early in find_early_acronyms(candidates, passages_of(statement)):
        yield Finding(
            code=FindingCode.EARLY_ACRONYM,
            path=statement.path,
            line=statement.blocks[early.passage].line,
            message=f'"{early.acronym}" is used before it is defined in line {statement.blocks[early.defined].line}',
            hint="the source uses it early; check the link, then suppress this finding",
            name=early.acronym,
        )
