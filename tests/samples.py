"""Makes the nouns of the core for tests: entries, statements, matchers, and Markdown as MkDocs renders it."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
from mkdocs.config import load_config

from generator.glossary import NameIndex, index_names
from generator.matcher import Matcher, Pattern
from generator.model import (
    Block,
    BlockKind,
    Entry,
    Label,
    LinkRule,
    Mention,
    Prose,
    Run,
    Slug,
    Source,
    Statement,
    Theme,
)

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the repository."""

TRADE = Theme(id="trade", label="Trade", number=1, code="Tr")
SAFETY = Theme(id="safety", label="Safety", number=2, code="Sa")


def make_entry(
    slug: str,
    *,
    name: str,
    acronym: str | None = None,
    aliases: tuple[str, ...] = (),
    names: tuple[tuple[str, tuple[str, ...]], ...] = (),
    link: LinkRule = LinkRule.EVERY,
    theme: Theme = TRADE,
    definition: str = "Something that is defined.",
    sources: tuple[Source, ...] = (),
    background: str = "",
) -> Entry:
    """Make an entry as it would be read from a file, with what does not matter left empty."""
    return Entry(
        slug=Slug(slug),
        path=Path(f"docs/glossary/{slug}.md"),
        name=name,
        name_line=2,
        acronym=acronym,
        acronym_line=3,
        aliases=tuple(Label(text=alias, citations=(), line=5) for alias in aliases),
        names=tuple(
            (language, tuple(Label(text=text, citations=("s1",), line=6) for text in texts))
            for language, texts in names
        ),
        kind="treaty",
        theme=theme,
        link=link,
        definition=Label(text=definition, citations=("statement",), line=8),
        since="",
        established=None,
        participants=None,
        led_by=None,
        status=Prose(markdown="In force. [^statement]", line=9),
        site="",
        disagreements=(),
        later=(),
        not_found=(),
        former_slugs=(),
        search_terms=(),
        sources=sources,
        background=Prose(markdown=background, line=20),
    )


def make_statement(*texts: str | tuple[Run, ...]) -> Statement:
    """Make a statement of one paragraph a text."""
    return Statement(
        path=Path("source/statement.md"),
        title="A Statement",
        dateline="",
        date="2020-02-03",
        parties=("Alba",),
        language="en",
        published=(),
        themes=(TRADE, SAFETY),
        sections=(),
        blocks=tuple(make_block(text, number=number) for number, text in enumerate(texts, 1)),
    )


def make_block(text: str | tuple[Run, ...], *, number: int = 1) -> Block:
    """Make a paragraph of the statement."""
    runs = (Run(text=text),) if isinstance(text, str) else text
    return Block(kind=BlockKind.PARAGRAPH, runs=runs, line=10 + 2 * number, number=number)


def make_mention(entry: str, text: str, start: int, end: int, *, ordinal: int = 1, linked: bool = True) -> Mention:
    """Make a mention in paragraph 1."""
    return Mention(
        entry=Slug(entry),
        ordinal=ordinal,
        paragraph=1,
        start=start,
        end=end,
        exact=text[start:end],
        sentence=(0, len(text)),
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


@cache
def make_renderer(*more: str) -> markdown.Markdown:
    """Make what renders Markdown with the extensions that mkdocs.yml names, those that MkDocs adds, and `more`."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=[*config.markdown_extensions, *more], extension_configs=config.mdx_configs)


def render(text: str, *more: str) -> str:
    """Render Markdown to HTML, as `make_renderer` says."""
    return make_renderer(*more).reset().convert(text)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def visible_text(html: str) -> str:
    """Give the text of HTML as a reader sees it, white space as it stands."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text
