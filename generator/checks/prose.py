"""What entries say, as readers will see it: citations, links, and mark-up that Markdown did not read."""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.linking.edition import Edition
from generator.linking.prose import Problem, ProseWriter, lines_before
from generator.model.addresses import entry_page
from generator.model.entry import STATEMENT_SOURCE, Entry, Prose
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode, report
from generator.reading.frontmatter import suggest


def check_prose(edition: Edition, entry: Entry, writer: ProseWriter) -> Iterator[Finding]:
    """Check the prose of one entry, or raise a GeneratorError."""
    listed = [source.id for source in entry.sources]
    numbers = {source: number for number, source in enumerate((*listed, STATEMENT_SOURCE), 1)}
    cited: set[str] = set()
    for label, location in entry.labels():
        for id_ in label.citations:
            if id_ not in numbers:
                raise _unlisted(entry, id_, entry.line(*location))
        cited.update(label.citations)
    for prose in entry.prose():
        written = writer.write(prose.text, page=entry_page(entry.slug), own=entry.slug, numbers=numbers)
        for id_ in written.cited:
            if id_ not in numbers:
                raise _unlisted(entry, id_, prose.line + lines_before(prose.text, f"[^{id_}]"))
        cited.update(written.cited)
        if written.problems:
            yield from report_problems(written.problems, entry.path, prose.line)
        yield from _find_dead_links(edition, entry, prose, written.links)
    for index, source in enumerate(entry.sources):
        if source.id not in cited:
            yield report(entry, FindingCode.UNUSED_SOURCE, "sources", index, id=source.id)


def report_problems(problems: Iterable[Problem], path: Path, line: int) -> Iterator[Finding]:
    """Report what is wrong in a piece of prose that starts on a line, or raise a GeneratorError."""
    for problem in problems:
        place = line + problem.line
        if problem.is_error:
            raise GeneratorError(problem.message, path=path, line=place, hint=problem.hint)
        yield report(path, FindingCode.UNREAD_MARKUP, line=place, message=problem.message, hint=problem.hint)


def _unlisted(entry: Entry, source: str, line: int) -> GeneratorError:
    hint = suggest(source, [item.id for item in entry.sources], 'add it under "sources"', lists=False)
    return GeneratorError(f'the source "{source}" is cited but not listed', path=entry.path, line=line, hint=hint)


def _find_dead_links(edition: Edition, entry: Entry, prose: Prose, links: Iterable[str]) -> Iterator[Finding]:
    for link in dict.fromkeys(link.partition("#")[0] for link in links):
        if link not in edition.targets:
            name = posixpath.basename(link)
            names = sorted(map(posixpath.basename, edition.targets))
            hint = suggest(name, names, "correct or remove the link", lists=False)
            line = prose.line + lines_before(prose.text, name)
            yield report(entry, FindingCode.DEAD_LINK, line=line, target=name, hint=hint)
