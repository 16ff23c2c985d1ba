"""The statement itself: its words against those that were imported, placeholders, and addresses."""

from collections.abc import Iterator
from itertools import product
from textwrap import shorten

from generator.checks.sources import check_sources
from generator.linking.edition import Edition
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.project import Project
from generator.text.fingerprint import find_changes, list_words, make_fingerprint

PLACEHOLDER = "To be filled in"
"""What an import writes for a title or a party that it cannot tell."""
PLACEHOLDER_DATE = "1900-01-01"
"""The same for the date: no statement here is as old, and pages can be made with it."""


def check_statement(statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of the statement's keys cannot say."""
    for key, placeholder in (("title", PLACEHOLDER), ("date", PLACEHOLDER_DATE), ("parties", PLACEHOLDER)):
        if placeholder in getattr(statement, key):
            yield report(statement, FindingCode.PLACEHOLDER, key, says=key)
    if statement.fingerprint:
        yield from _check_words(statement)
    yield from check_sources(statement, "published", project.weak_hosts)


def list_limits(edition: Edition, *, release: bool) -> Iterator[str]:
    """Yield what was not looked for, is put off, or is not in the language of the project; none of it is a fault."""
    if (later := edition.reviewed.later) and not release:
        count = f"{len(later)} name{'s' * (len(later) > 1)}"
        yield f"{edition.reviewed.path.as_posix()}: {count} put off until a release: {'; '.join(later)}"
    for statement in edition.statements:
        letters = "".join(filter(str.isalpha, "".join(block.text for block in statement.blocks)))
        if 2 * sum(letter.lower() != letter.upper() for letter in letters) < len(letters):
            path = statement.path.as_posix()
            yield f"{path}: names without an entry are not looked for where a script has no capitals; read for them"
    if edition.wording.language != edition.language.partition("-")[0].lower():
        what = f'there are no words of the interface in the language "{edition.language}"'
        yield f"{edition.project.path.as_posix()}: {what}; the pages have them in English"


def _check_words(statement: Statement) -> Iterator[Finding]:
    """Find where the words are not those that were imported."""
    texts = [(block.text, block.line) for block in statement.blocks]
    heads = [(getattr(statement, key), statement.line(key)) for key in ("title", "dateline")]
    readings = []
    # A title or dateline that was not in the file may be filled in.
    for chosen in product((True, False), repeat=len(heads)):
        parts = [*(head for head, taken in zip(heads, chosen, strict=True) if taken), *texts]
        words, lines = zip(*((word, line) for text, line in parts for word in list_words(text)), strict=True)
        if statement.fingerprint == (mark := make_fingerprint(words)):
            return
        readings.append((find_changes(statement.fingerprint, words), words, lines, mark.split("-")[1]))
    if statement.accepted in {digits for _, _, _, digits in readings}:
        return
    changes, words, lines, _ = min(readings, key=lambda reading: sum(end - start for start, end in reading[0]))
    more = len(words) - int(statement.fingerprint.split("-")[0])
    how = f"{'more' if more > 0 else 'fewer'} word{'s' * (abs(more) > 1)} than"
    count = f"{abs(more)} {how}" if more else "as many words as"
    words_of = {"count": count, "accepted": readings[0][3]}
    for start, end in changes:
        near = shorten(" ".join(words[max(start - 3, 0) : end + 3]), 100)
        line = lines[min(start, len(lines) - 1)]
        yield report(statement, FindingCode.SOURCE_WORDS, line=line, near=near, **words_of)
