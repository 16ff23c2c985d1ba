"""Makes the nouns of the core for tests: entries, statements, editions, and prose as the site renders it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import markdown

from generator.linking.edition import Edition
from generator.linking.mentions import NameIndex, find_mentions, index_names
from generator.linking.prose import ProseWriter
from generator.model.addresses import mention_anchor
from generator.model.entry import Entry, Topics
from generator.model.fields import Origin, Slug
from generator.model.statement import Block, BlockKind, Mention, Place, Run, Shown, Statement, collapse
from generator.reading.project import Project, read_project
from generator.reading.reviewed import FILE, Reviewed
from generator.text.matcher import Matcher, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.fields import Location

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the repository."""

THEMES = {"trade": "Trade", "safety": "Safety"}

PROJECT = Project(
    path=Path("mkdocs.yml"),
    docs=Path("docs"),
    statement=Path("source/statement.md"),
    glossary=Path("docs/glossary"),
)
"""A project with everything at its usual place and none of the site's Markdown extensions."""

_LINES = {"name": 2, "acronym": 3, "kind": 4, "aliases": 5, "names": 6, "theme": 7, "definition": 8, "status": 9}
"""Where the keys stand in the file of an entry that is made here."""


def make_entry(slug: str, *, name: str, background: str = "", **keys: object) -> Entry:
    """Make an entry as it would be read from a file; `keys` are those of its front matter."""
    front = {
        "name": name,
        "kind": "treaty",
        "theme": "trade",
        "definition": "Something that is defined. [^statement]",
        "status": "In force. [^statement]",
    }
    lines: dict[Location, int] = {(key,): line for key, line in _LINES.items()}
    origin = Origin(path=Path(f"docs/glossary/{slug}.md"), lines=lambda _: lines, body=background, body_line=20)
    return Entry.model_validate(front | keys, context=origin)


def make_statement(*texts: str | tuple[Run, ...], **keys: object) -> Statement:
    """Make a statement of one paragraph a text; `keys` are those of its front matter."""
    front = {"title": "A Statement", "date": "2020-02-03", "parties": ["Alba"], "language": "en", "themes": THEMES}
    origin = Origin(path=Path("source/statement.md"))
    blocks = tuple(make_block(text, number=number) for number, text in enumerate(texts, 1))
    shown = tuple(Shown(block.kind, block.level, collapse(block.text), block.line) for block in blocks)
    return Statement.model_validate(front | keys, context=(origin, blocks, shown))


def make_block(text: str | tuple[Run, ...], *, number: int = 1) -> Block:
    """Make a paragraph of the statement."""
    runs = (Run(text=text),) if isinstance(text, str) else text
    return Block(kind=BlockKind.PARAGRAPH, runs=runs, line=10 + 2 * number, number=number)


def make_mention(entry: str, text: str, start: int, end: int, *, ordinal: int = 1, linked: bool = True) -> Mention:
    """Make a mention in paragraph 1."""
    return Mention(
        entry=Slug(entry),
        anchor=mention_anchor(entry, ordinal),
        paragraph=1,
        start=start,
        end=end,
        exact=text[start:end],
        sentence=(0, len(text)),
        place=Place("1", 1),
        linked=linked,
    )


def make_matcher(*names: str) -> Matcher:
    """Make a matcher for names; those in capitals match their case exactly, as acronyms do."""
    return Matcher([Pattern(text=name, exact_case=name.isupper()) for name in names])


def make_index(*entries: Entry) -> NameIndex:
    """Make the index of all names of some entries, none of which clash."""
    index, findings = index_names(entries)
    assert findings == ()
    return index


def make_edition(
    statement: Statement | str,
    entries: Sequence[Entry] = (),
    *,
    project: Project = PROJECT,
    reviewed: object = None,
    topics: object = None,
) -> Edition:
    """Make the edition of a statement, or of one paragraph, with what is found in it."""
    if isinstance(statement, str):
        statement = make_statement(statement)
    entries = tuple(sorted(entries, key=lambda entry: entry.slug))
    names, findings = index_names(entries)
    mentions, _ = find_mentions(statement, entries, names)
    origin = Origin(path=project.statement.parent / FILE)
    return Edition(
        project=replace(project, language=project.language or statement.language),
        statement=statement,
        entries=entries,
        mentions=mentions,
        names=names,
        reviewed=Reviewed.model_validate(reviewed or {}, context=origin),
        topics=Topics.model_validate(topics or {}, context=Origin(path=Path("source/topics.yml"))),
        findings=findings,
        legend=statement.legend,
    )


@cache
def site_project(*more: str) -> Project:
    """Return a project at the usual places, with the Markdown extensions that mkdocs.yml of this site names, and `more`."""
    site = read_project(ROOT / "mkdocs.yml")
    extensions = (*site.markdown_extensions, *more)
    return replace(PROJECT, markdown_extensions=extensions, markdown_configs=site.markdown_configs)


def make_writer(*entries: Entry, more: Sequence[str] = (), project: Project | None = None) -> ProseWriter:
    """Make what writes prose for some entries, with the site's Markdown extensions and `more`."""
    return ProseWriter(make_edition("Nothing.", entries, project=project or site_project(*more)))


@cache
def _plain_markdown(*more: str) -> markdown.Markdown:
    project = site_project(*more)
    return markdown.Markdown(
        extensions=list(project.markdown_extensions), extension_configs=dict(project.markdown_configs)
    )


def render(text: str, *more: str) -> str:
    """Render Markdown as a site without us does: its extensions, those that MkDocs adds, and `more`."""
    return _plain_markdown(*more).reset().convert(text)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def visible_text(html: str) -> str:
    """Return the text of HTML as a reader sees it, white space as it stands."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text
