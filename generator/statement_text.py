"""The statement's own words -> Markdown that shows exactly them, with mentions marked."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator import links
from generator.errors import VerbatimError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Block, Entry, Mention, Run, Slug, Statement


def write_block(
    block: Block, mentions: Sequence[Mention], entries: Mapping[Slug, Entry], *, notes: Mapping[Slug, int] | None = None
) -> str:
    """Write a block of the statement with every mention marked.

    Args:
        block: one block; its text is shown to the letter.
        mentions: those in this block, in order, not overlapping.
        entries: for the definition and the theme of what is named.
        notes: the number of each entry's end note. The first mention of an entry in the block carries it as data, for
            the style sheet to print; the text has no number in it.
    """
    parts: list[str] = []
    done = 0
    open_notes = dict(notes or {})
    for mention in mentions:
        parts.append(_write(block, done, mention.start))
        entry = entries[mention.entry]
        text = _write(block, mention.start, mention.end)
        theme = f"theme-{entry.theme.number}"
        note = open_notes.pop(mention.entry, 0)
        if mention.linked:
            parts.append(
                links.link(
                    text,
                    links.entry_page(entry.slug),
                    page=links.STATEMENT_PAGE,
                    title=entry.preview,
                    classes=("mention", theme),
                    anchor=mention.anchor,
                    note=note,
                )
            )
        else:
            data = f' data-note="{note}"' if note else ""
            parts.append(f'<span class="mention {theme}" id="{mention.anchor}"{data}>{text}</span>')
        done = mention.end
    parts.append(_write(block, done, len(block.text)))
    return links.escape_block("".join(parts))


def mark_quote(block: Block, sentence: tuple[int, int], mentions: Sequence[Mention], page: str) -> str:
    """Write a sentence with an entry's mentions marked, each a link back to its place in the statement."""
    parts: list[str] = []
    done, end = sentence
    for mention in mentions:
        parts.append(_write(block, done, mention.start))
        target = f"{links.STATEMENT_PAGE}#{mention.anchor}"
        text = f"<mark>{_write(block, mention.start, mention.end)}</mark>"
        parts.append(links.link(text, target, page=page, classes=("back",)))
        done = mention.end
    parts.append(_write(block, done, end))
    return links.escape_block("".join(parts))


def count_words(statement: Statement) -> int:
    """Count the words of the statement's text, headings of the source included."""
    return sum(len(block.text.split()) for block in statement.blocks)


def _write(block: Block, start: int, end: int) -> str:
    """Write the stretch of a block between two offsets."""
    parts: list[str] = []
    place = 0
    for run in block.runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if text:
            parts.append(_style(run, text))
    return "".join(parts)


def _style(run: Run, text: str) -> str:
    # Tags, since Markdown's own asterisks mean nothing when they touch a letter on the wrong side.
    markdown = links.escape(text)
    if run.href:
        markdown = f"[{markdown}]({links.outside_href(run.href)})"
    if run.em:
        markdown = f"<em>{markdown}</em>"
    if run.strong:
        markdown = f"<strong>{markdown}</strong>"
    return markdown


class _ParagraphReader(HTMLParser):
    """Collects the text of every `<p id="p-N">`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            anchor = dict(attrs).get("id") or ""
            self._open = anchor.startswith("p-")
            if self._open:
                self.texts.append((anchor, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            anchor, text = self.texts[-1]
            self.texts[-1] = (anchor, text + data)


def verify(statement: Statement, html: str) -> None:
    """Check that a built page shows the statement's paragraphs to the letter and in order.

    Raises:
        VerbatimError: at the first paragraph that differs, with the place in the source.
    """
    reader = _ParagraphReader()
    reader.feed(html)
    shown = [(anchor, " ".join(text.split())) for anchor, text in reader.texts]
    paragraphs = statement.paragraphs
    for block, (anchor, text) in zip(paragraphs, shown, strict=False):
        expected = " ".join(block.text.split())
        if anchor != links.paragraph_anchor(block.number) or text != expected:
            message = f"paragraph {block.number} is not shown as it stands here: {_difference(expected, text)}"
            raise VerbatimError(message, path=statement.path, line=block.line)
    if len(shown) != len(paragraphs):
        message = f"the page shows {len(shown)} paragraphs, the source has {len(paragraphs)}"
        raise VerbatimError(message, path=statement.path)


def _difference(expected: str, shown: str) -> str:
    words = zip(expected.split(), shown.split(), strict=False)
    for number, (left, right) in enumerate(words, 1):
        if left != right:
            return f'word {number} is "{right}" and must be "{left}"'
    return f"{len(shown.split())} words are shown of {len(expected.split())}"
