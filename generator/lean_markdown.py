"""A Markdown extension: the same HTML with less work.

Python-Markdown tries every inline pattern on every stretch of text and reads links character by character: a fifth of
a whole build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.inlinepatterns import HTML_RE, LINK_RE, HtmlInlineProcessor, LinkInlineProcessor, dequote
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

NEEDED = {
    "backtick": "`",
    "escape": "\\",
    "image_link": "!",
    "automail": "@",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
    "em_strong2": "_",
}
"""One of these characters each pattern needs to find anything."""

_REFERENCES = {"reference", "image_reference", "short_reference", "short_image_ref"}
"""These find what `[name]: address` defined elsewhere on the page."""

# Only Python-Markdown's own patterns and those here, so that another extension's of the same name is never left out.
_OWN = {"markdown.inlinepatterns", __name__}


class LeanExtension(Extension):
    """Leaves out what cannot find anything, and reads what is usual at once."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register all parts. This extension comes last, when all others are there."""
        # HTML leaves the lines, and with it the Markdown inside; and at the end, others may have added something.
        seen = (_Lines(md), _Lines(md))
        md.preprocessors.register(seen[0], "lean_first", 20 + 1e-6)
        md.preprocessors.register(seen[1], "lean_last", float("-inf"))
        md.treeprocessors.register(_Selection(md, seen), "lean_selection", 20 + 1e-6)
        patterns = md.inlinePatterns
        if type(patterns["link"]) is LinkInlineProcessor:
            patterns.register(Link(LINK_RE, md), "link", 160)
        if type(patterns["html"]) is HtmlInlineProcessor:
            patterns.register(Html(HTML_RE, md), "html", 90)


class _Lines(Preprocessor):
    """Keeps the page as it is then."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines = lines
        return lines


class _Selection(Treeprocessor):
    """Leaves out the inline patterns that find nothing on this page."""

    def __init__(self, md: Markdown, seen: Sequence[_Lines]) -> None:
        super().__init__(md)
        self._seen = seen

    def run(self, root: Element) -> None:  # noqa: ARG002
        inline = self.md.treeprocessors["inline"]
        if type(inline) is not InlineTreeprocessor:
            return
        patterns = self.md.inlinePatterns
        text = "\n".join(line for seen in self._seen for line in seen.lines)
        idle = {name for name, needed in NEEDED.items() if not any(char in text for char in needed)}
        if not self.md.references:
            idle |= _REFERENCES
        spared = [patterns[name] for name in idle if name in patterns and type(patterns[name]).__module__ in _OWN]
        # As a list: the registry sees to its order each time that it is asked for a pattern.
        lean = [pattern for pattern in patterns if pattern not in spared]
        inline.inlinePatterns = lean  # type: ignore[assignment]


class Link(LinkInlineProcessor):
    """Reads links of the usual form at once, and any other as Python-Markdown does."""

    _TEXT = re.compile(r"([^\[\]]*+)\]")
    # Neither have they placeholders of Python-Markdown's in them (STX, ETX), nor a title quotes that could be its end.
    _TARGET = re.compile(
        r"\((?P<href>[^\s()\"'<>\x02\x03]*+)"
        r"(?: \"(?P<title>[^\"'\x02\x03]*+|[^\"()\x02\x03]*+)\")?\)"
    )

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """Give the text up to its bracket, the offset behind it, and whether there is one."""
        match = self._TEXT.match(data, index)
        return (match[1], match.end(), True) if match else super().getText(data, index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """Give address, title, the offset behind the parenthesis, and whether there is one."""
        match = self._TARGET.match(data, index)
        if match is None:
            return super().getLink(data, index)
        title = match["title"]
        if title is not None:
            title = self.RE_TITLE_CLEAN.sub(" ", dequote(title.strip()))
        return match["href"], title, match.end(), True


class Html(HtmlInlineProcessor):
    """Puts tags aside as they stand, when nothing in them was put aside before."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - as the class that it comes from
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Give what stands for the tag from now on, and the offsets of the tag."""
        if STX in m[1]:
            return super().handleMatch(m, data)
        return self.md.htmlStash.store(m[1]), m.start(), m.end()


def makeExtension() -> LeanExtension:  # noqa: N802 - Python-Markdown's name
    """Give the extension to Python-Markdown, which knows it by the name of this module."""
    return LeanExtension()
