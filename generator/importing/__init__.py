"""A text as it is copied from a web page or a PDF -> source/statement.md."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator import placeholders
from generator.errors import SourceError
from generator.frontmatter import check, read_document
from generator.importing.characters import heal_lines
from generator.importing.dates import find_date
from generator.importing.decoding import read_lines
from generator.importing.furniture import find_furniture
from generator.importing.glued import find_glued
from generator.importing.head import Head, read_head
from generator.importing.headings import find_headings
from generator.importing.joining import Vocabulary
from generator.importing.layout import read_chunks
from generator.importing.notes import part_notes
from generator.importing.pages import heal_pages
from generator.importing.pieces import Chunk, Fragment, Kind, Line, Repair
from generator.importing.proof import letters, prove_head, prove_lines, prove_statement
from generator.importing.shape import read_shape
from generator.importing.writing import write_front_matter, write_text
from generator.schema import StatementKeys
from generator.source import read_statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Statement

__all__ = ["Imported", "Repair", "Wanted", "next_steps", "read_import", "summarize", "write_import"]

_STARTER_THEMES = {"general": "General"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the maintainer says about the statement; empty where the text shall tell."""

    title: str = ""
    dateline: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A text that was healed and not yet written."""

    path: Path
    """The input."""
    lines: tuple[str, ...]
    """As they were read."""
    chunks: tuple[Chunk, ...]
    head: Head
    removed: tuple[Fragment, ...]
    """What belongs to pages and not to the text."""
    repairs: tuple[Repair, ...]
    """In the order of the input."""

    def count(self, *kinds: Kind) -> int:
        """Count the blocks of some kinds."""
        return sum(chunk.kind in kinds for chunk in self.chunks)

    @property
    def characters(self) -> int:
        """How many letters, digits and signs the input has, and the statement too: less those left out."""
        return sum(len(letters(line)) for line in self.lines) - sum(len(letters(part.text)) for part in self.removed)


def read_import(path: Path, language: str = "en") -> Imported:
    """Read a text and heal what copying did to it.

    Args:
        path: the text.
        language: BCP 47 code of it, for the dictionary that tells a hyphen of the word from one of the line's end.

    Raises:
        SourceError: the file cannot be used, or a line would be lost.
    """
    raw, guessed = read_lines(path)
    lines, repairs = heal_lines(raw)
    furniture, left_out = find_furniture(lines)
    removed = tuple(Fragment(line=line.number, column=0, text=line.text) for line in lines if line.number in furniture)
    text = [line for line in lines if line.number not in furniture]
    words = Vocabulary(text, language)
    shape = read_shape(text)
    text = _close_pages(text, furniture, keep_blanks=shape.blanks)
    text, notes = part_notes(text)
    chunks, joined = read_chunks(text, shape, words)
    chunks, healed = heal_pages(chunks, furniture, notes, words)
    if shape.wrapped and not (shape.blanks or shape.indented):
        message = "no blank line or indent parts the paragraphs; they were told by their last lines, so compare them"
        healed.append(Repair(line=1, message=message, look=True))
    head, chunks = read_head(find_headings(chunks))
    healed += _lines_before(head, chunks)
    if not chunks:
        raise SourceError("there is a title and no text; paste the whole statement", path=path)
    prove_lines(path, raw, [*removed, *head.fragments, *_fragments(chunks)])
    return Imported(
        path=path,
        lines=tuple(raw),
        chunks=tuple(chunks),
        head=head,
        removed=removed,
        repairs=tuple(sorted([*guessed, *repairs, *left_out, *joined, *healed, *find_glued(text, words)])),
    )


def write_import(imported: Imported, wanted: Wanted, target: Path) -> str:
    """Write the statement's file in memory, and prove that a build shows every letter of the text.

    Args:
        imported: the healed text.
        wanted: overrules what the text says about itself.
        target: the file that it is for; when it is a statement, its themes stay, so that entries stay valid.

    Raises:
        SourceError: a value that was wanted cannot be used, or a block would not be shown as it stands.
    """
    head = imported.head
    head = replace(
        head,
        title=wanted.title or head.title or placeholders.TEXT,
        dateline=wanted.dateline or head.dateline,
        date=_read_day(wanted.date, imported.path) or head.date or placeholders.DATE,
        parties=wanted.parties or head.parties or (placeholders.TEXT,),
    )
    chunks = [*_headings_of_lost_title(imported, wanted), *imported.chunks]
    front = write_front_matter(head, language=wanted.language, themes=_themes(target))
    text = f"---\n{front}---\n\n{write_text(chunks)}"
    statement = _read_back(text, imported.path)
    prove_statement(imported.path, chunks, statement)
    if not (wanted.title or wanted.dateline):
        prove_head(imported.path, imported.head, statement)
    return text


def summarize(imported: Imported) -> str:
    """Say in one line what a text became, and that all of it is there."""
    parts = (
        (imported.count(Kind.PARAGRAPH), "paragraph"),
        (imported.count(Kind.BULLET), "bullet"),
        (imported.count(Kind.HEADING), "heading"),
    )
    counts = ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in parts if count)
    left_out = f", but for {len(imported.removed)} lines of page numbers and the like" if imported.removed else ""
    return f"{counts}; all {imported.characters} letters and signs of {imported.path.name} are there{left_out}"


def next_steps(imported: Imported, wanted: Wanted, target: Path) -> list[str]:
    """Say what a maintainer has to do after the import."""
    missing = [
        name
        for name, value in (
            ("title", wanted.title or imported.head.title),
            ("date", wanted.date or imported.head.date),
            ("parties", wanted.parties or imported.head.parties),
        )
        if not value
    ]
    steps = [f"fill in {', '.join(missing)} in {target.as_posix()}: the text does not say"] if missing else []
    looks = sum(repair.look for repair in imported.repairs)
    if looks:
        steps.append(f'compare {looks} place{"s" * (looks != 1)} marked "please look" above with the source')
    return [
        *steps,
        "name the themes of the text under `themes`, and where the official text stands under `published`",
        "run `generator check`: it lists every name that has no entry",
    ]


def _read_back(text: str, path: Path) -> Statement:
    """Read what would be written as a build reads it."""
    with TemporaryDirectory() as folder:
        written = Path(folder) / "statement.md"
        try:
            written.write_text(text, encoding="utf-8", newline="\n")
            return read_statement(written)
        except OSError as exc:
            raise SourceError(f"the statement made from it cannot be written: {exc.strerror}", path=path) from exc
        except SourceError as exc:
            message = f"the statement made from it cannot be read, so nothing was written: {exc.message}"
            raise SourceError(message, path=path) from exc


def _close_pages(lines: Sequence[Line], furniture: frozenset[int], *, keep_blanks: bool) -> list[Line]:
    """Mark the first line behind what was left out as the first of its page.

    Where no blank line parts paragraphs, one beside a page number parts nothing either, and goes.
    """
    closed: list[Line] = []
    last = 0
    for line in lines:
        if not line.text and not keep_blanks and {line.number - 1, line.number + 1} & furniture:
            continue
        if line.text:
            torn = any(number in furniture for number in range(last + 1, line.number))
            closed.append(replace(line, new_page=line.new_page or torn))
            last = line.number
        else:
            closed.append(line)
    return closed


def _lines_before(head: Head, chunks: Sequence[Chunk]) -> list[Repair]:
    """Ask about lines before the title: web pages print some of their own there."""
    first = min((fragment.line for fragment in head.fragments), default=0)
    message = "stands before the title; delete it if it belongs to the web page"
    return [
        Repair(line=chunk.line, message=f'"{chunk.text[:40]}" {message}', look=True)
        for chunk in chunks
        if chunk.line < first
    ]


def _headings_of_lost_title(imported: Imported, wanted: Wanted) -> list[Chunk]:
    """Keep the text's own title and dateline as text where the maintainer's words replace them: nothing is lost."""
    head = imported.head
    kept = [
        text
        for text, other in ((head.title, wanted.title), (head.dateline, wanted.dateline))
        if other and text and other != text
    ]
    # One line of the input may hold both, so the words are what counts here.
    return [
        Chunk(kind=Kind.HEADING, text=text, fragments=(Fragment(line=head.fragments[0].line, column=0, text=text),))
        for text in kept
    ]


def _read_day(text: str, path: Path) -> str:
    if not text:
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as exc:
        if found := find_date(text):
            return found.iso
        raise SourceError(f'"{text}" is no date; write it as 2024-11-15', path=path) from exc


def _themes(target: Path) -> dict[str, str]:
    """Give the themes of the statement that is replaced; a starter where there is none that can be read."""
    try:
        return check(read_document(target, SourceError), StatementKeys).themes
    except SourceError:
        return _STARTER_THEMES


def _fragments(chunks: Sequence[Chunk]) -> Iterable[Fragment]:
    return (fragment for chunk in chunks for fragment in chunk.fragments)
