"""What the statement names, compared with the entries and the reviewed list."""

from collections.abc import Collection, Iterator, Sequence

from generator.candidates import Candidate, find_candidates, find_early_acronyms
from generator.checks.reports import report
from generator.checks.undocumented import Undocumented, find_undocumented, keys_of, passages_of, words_at
from generator.model.entry import Entry
from generator.model.findings import Finding, FindingCode
from generator.model.statement import Statement
from generator.reading.reviewed import Reviewed
from generator.text.spelling import loose_key


def check_names(statement: Statement, entries: Sequence[Entry], reviewed: Reviewed) -> Iterator[Finding]:
    """Find names without an entry, names in two spellings, and acronyms that come too early."""
    candidates = find_candidates(passages_of(statement))
    missing = find_undocumented(statement, entries, candidates)
    known = {key for item in reviewed.names for key in item.keys}
    names = {loose_key(name): (entry, name) for entry in entries for name, _ in entry.all_names}
    for item in missing:
        if known.isdisjoint(keys_of(item.candidate)):
            near = names.get(loose_key(item.occurrence.form))
            yield _report_spelling(statement, item, *near) if near else _report_missing(statement, item, reviewed)
    yield from _find_outdated(reviewed, [item.candidate for item in missing], candidates)
    yield from _find_spellings(statement, candidates, known)
    for early in find_early_acronyms(candidates, passages_of(statement)):
        message = f'"{early.acronym}" is used before it is defined in line {statement.blocks[early.defined].line}'
        hint = "the source uses it early; check the link, then suppress this finding"
        line = statement.blocks[early.passage].line
        yield report(statement, FindingCode.EARLY_ACRONYM, message, hint, line=line, name=early.acronym)


def _report_spelling(statement: Statement, item: Undocumented, entry: Entry, name: str) -> Finding:
    message = f'the statement writes "{words_at(item.block, item.occurrence)}", and {entry.path.as_posix()} "{name}"'
    hint = "add the statement's spelling to the entry's aliases"
    return report(statement, FindingCode.TWO_SPELLINGS, message, hint, line=item.block.line, name=item.name)


def _report_missing(statement: Statement, item: Undocumented, reviewed: Reviewed) -> Finding:
    listed = reviewed.path.as_posix()
    hint = f"write one (generator scaffold makes a draft), or say in {listed} why it needs none"
    message = f'"{item.name}" has no entry'
    return report(statement, FindingCode.UNDOCUMENTED_NAME, message, hint, line=item.block.line, name=item.name)


def _find_outdated(
    reviewed: Reviewed, missing: Sequence[Candidate], candidates: Sequence[Candidate]
) -> Iterator[Finding]:
    wanted = {key for candidate in missing for key in keys_of(candidate)}
    named = {key for candidate in candidates for key in keys_of(candidate)}
    for index, item in enumerate(reviewed.names):
        if wanted.isdisjoint(item.keys):
            why = "is not found in the statement" if named.isdisjoint(item.keys) else "has an entry now"
            message = f'"{item.name}" {why}'
            yield report(reviewed, FindingCode.STALE_REVIEW, message, "remove the item", "names", index, name=item.name)


def _find_spellings(statement: Statement, candidates: Sequence[Candidate], known: Collection[str]) -> Iterator[Finding]:
    """Find names that the statement itself spells in two ways and that no candidate joins."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        for form in candidate.forms:
            if " " not in form and "-" not in form:
                continue
            other = first.setdefault(loose_key(form), candidate)
            if other is not candidate and keys_of(candidate).isdisjoint(known):
                message = f'the statement writes "{form}" here and "{other.name}" elsewhere'
                hint = "make both names of one entry, or suppress this finding if they are two things"
                line = statement.blocks[candidate.occurrences[0].passage].line
                yield report(statement, FindingCode.TWO_SPELLINGS, message, hint, line=line, name=form)
                break
