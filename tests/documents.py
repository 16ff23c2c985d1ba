"""Random Markdown of all kinds, and what a third parser shows of it: what the reading of statements is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import comrak

from generator.model.errors import GeneratorError
from generator.model.statement import BlockKind, collapse
from generator.reading.statement import read_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

INDENTS = ["", "", "", "", " ", "  ", "   ", "    ", "     ", "\t", "      "]
STARTS = [
    "", "", "", "", "- ", "* ", "+ ", "-", "-   ", "-\t", "-     ", "1. ", "2) ", "7. ", "1990. ", "1.", "0. ", "12)  ", "10.\t",
    "# ", "## ", "###### ", "#", "####### ", "#\t", "> ", ">", "---", "***", "_ _ _", "===", "```", "~~~", "````", "``` a",
    "<div>", "</div>", "<!-- ", "-->", "<?", "<![CDATA[", "<pre>", "<b>", "[a]: /u", "[b]: <u> 'T'", "[w]:", "\\",
]  # fmt: skip
WORDS = [
    "We", "met", "the leaders", "a", "b", "7. November", "1990.", "1.", "*", "**", "***", "_", "__", "`", "``", "~", "[", "]",
    "](", "](u)", "](<u v>)", '](u "t")', "][a]", "][]", "[a]", "[a][b]", "![", "!", "(", ")", "<", ">", "<b>", "</b>", "<b c='d'>",
    "<i\n", "<!-- c -->", "<https://a.org/%20b>", "<a@b.org>", "https://a.org", "&amp;", "&copy;", "&#35;", "&#x202E;", "&nosuch;",
    "&#0;", "&", "\\", "\\*", "\\[", "\\\\", "\\&", "\\a", "  ", " ", "\t", "\\\n", "  \n", "\n", "\n", "\u00a0", "\u2019", "\u00e9",
    "\u65e5\u672c", "\U0001f30a", "$", "%", "|", ":", ".", ",", "#", " #", "=", "-", "+", "'", '"', "(c)", "--", "...", "1/2",
]  # fmt: skip

HEAD = "---\ntitle: T\ndate: 2020-02-03\nparties: [A]\nlanguage: en\nthemes: {trade: Trade}\n---\n"

OTHERWISE = re.compile(
    r"[^ \t\n][ \t]*\n[ \t>]*</?[a-z][^<>]*>[ \t]*$ | (?:[-+*]|\d[.)])[ \t]*\n[ \t>]+\n | <![a-z]"
    r" | \[(?s:.*\[.*\][(\[].*\[.*\].*)\][(\[]",
    re.MULTILINE | re.VERBOSE,
)
"""What `comrak` reads against the specification: a tag that interrupts a paragraph, an item that begins with two lines' ends,
a declaration in small letters, and brackets behind a link that stands in brackets."""

Seen = tuple[BlockKind, int, str]


def make_document(choose: Callable[[Sequence[str]], str], length: Callable[[int], int]) -> str:
    """Make a document of lines by chance.

    Args:
        choose: takes one of some texts.
        length: takes a number from 0 to the given one.
    """
    lines = []
    for _ in range(1 + length(6)):
        starts = "".join(choose(INDENTS) + choose(STARTS) for _ in range(1 + length(2)))
        words = "".join(choose(WORDS) + choose(["", "", " "]) for _ in range(length(8)))
        lines.append(starts + words)
    return choose(["\n", "\n\n", "\n"]).join(lines) + "\n"


def compare(markdown: str, path: Path) -> str:
    """Read a document as a statement, and compare it with what another parser shows; say what came of it.

    Raises:
        AssertionError: both show other words.
    """
    path.write_text(HEAD + markdown, encoding="utf-8", newline="")
    try:
        ours = [(block.kind, block.level, collapse(block.text)) for block in read_statement(path).blocks]
    except GeneratorError as error:
        return "doubtful" if "read in two ways" in error.message else "refused"
    if OTHERWISE.search(markdown) or "[^" in markdown:
        return "left out"
    theirs = list(read_elsewhere(markdown))
    assert [_join(text) for _, _, text in ours] == [_join(text) for _, _, text in theirs], markdown
    assert ours == theirs or "`" in markdown, markdown
    return "same"


def _join(text: str) -> str:
    # `comrak` keeps the white space that starts a line within code.
    return "".join(text.split())


def read_elsewhere(markdown: str) -> Iterator[Seen]:
    """Yield what a reader sees by the parser `comrak`; the numbers of items are words, and HTML is text."""
    yield from _Walk().read(comrak.parse_document(markdown))


class _Walk:
    def __init__(self) -> None:
        self.markers, self.depth = "", 0

    def read(self, node: comrak.AstNode) -> Iterator[Seen]:
        kind = type(node.node_value).__name__
        value: Any = getattr(node.node_value, "value", None)
        if kind == "ThematicBreak":
            yield BlockKind.RULE, 0, ""
        elif kind in {"Paragraph", "Heading", "CodeBlock", "HtmlBlock"}:
            text = _read_text(node) if kind in {"Paragraph", "Heading"} else value.literal
            yield from self.show(text, value.level if kind == "Heading" else 0)
        else:
            if kind == "Item" and value.list_type == comrak.ListType.Ordered:
                self.markers += f"{value.start}{'.' if value.delimiter == comrak.ListDelimType.Period else ')'} "
            self.depth += kind == "List"
            for child in node.children:
                yield from self.read(child)
            self.depth -= kind == "List"
            if kind == "Item":
                yield from self.show("", 0)

    def show(self, text: str, heading: int) -> Iterator[Seen]:
        if text := collapse(self.markers + text):
            is_item = self.depth and not self.markers and not heading
            kind = BlockKind.HEADING if heading else BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
            yield kind, heading or (self.depth if is_item else 0), text
            self.markers = ""


def _read_text(node: comrak.AstNode) -> str:
    value = node.node_value
    if isinstance(value, comrak.SoftBreak | comrak.LineBreak):
        return " "
    if isinstance(value, comrak.Code):
        return value.value.literal
    if isinstance(value, comrak.Text | comrak.HtmlInline):
        return value.value
    return "".join(map(_read_text, node.children))
