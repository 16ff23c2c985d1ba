"""A Markdown extension: the same HTML with less work.

Python-Markdown tries every inline pattern on every stretch of text, reads links character by character, and MkDocs
parses each page as HTML once more for its anchors. That is a quarter of a whole build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor, dequote
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
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

# Those of Python-Markdown's own patterns, so that another extension's of the same name is never left out.
_OWN = "markdown.inlinepatterns"

_MKDOCS_PRIORITY = 21

_ANCHORED = re.compile(
    r"<(?P<tag>[a-zA-Z][^\s<>/]*)(?:[^<>\"'\s]++|\"[^\"]*+\"|'[^']*+'|\s++(?!(?:id|name)\b))*+"
    r"\s++(?=(?:id|name)\b)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>=/]+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'<>]++)))?"
)


def find_anchors(html: str) -> set[str]:
    """Give what an address can end with: the `id` of any element, and the `name` of links."""
    found = set()
    for match in _ANCHORED.finditer(html):
        for attribute in _ATTRIBUTE.finditer(match["attributes"]):
            name = attribute["name"].lower()
            if name == "id" or (name == "name" and match["tag"].lower() == "a"):
                found.add(attribute["double"] or attribute["single"] or attribute["bare"] or "")
    return found - {""}


class LeanExtension(Extension):
    """Leaves out what cannot find anything. MkDocs must be given the anchors: `find_anchors`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register all parts. This extension comes last, when all others are there."""
        aside = _Aside(md)
        md.preprocessors.register(aside, "lean_aside", _MKDOCS_PRIORITY + 1e-6)
        md.preprocessors.register(_Back(aside), "lean_back", _MKDOCS_PRIORITY - 1e-6)
        last = _Last(md)
        md.preprocessors.register(last, "lean_last", float("-inf"))
        md.treeprocessors.register(_Selection(aside, last), "lean_selection", 20 + 1e-6)
        if type(md.inlinePatterns["link"]) is LinkInlineProcessor:
            md.inlinePatterns.register(Link(LINK_RE, md), "link", 160)


class _Aside(Preprocessor):
    """Puts the page aside, so that MkDocs's own parser of HTML finds nothing to do."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines = lines
        return [""]


class _Back(Preprocessor):
    """Puts the page back."""

    def __init__(self, aside: _Aside) -> None:
        super().__init__(aside.md)
        self._aside = aside

    def run(self, lines: list[str]) -> list[str]:  # noqa: ARG002 - empty, for what stood in them is aside
        return self._aside.lines


class _Last(Preprocessor):
    """Sees what other extensions may have added."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines = lines
        return lines


class _Selection(Treeprocessor):
    """Leaves out the inline patterns that find nothing on this page."""

    def __init__(self, aside: _Aside, last: _Last) -> None:
        super().__init__(aside.md)
        self._aside = aside
        self._last = last

    def run(self, root: Element) -> None:  # noqa: ARG002
        inline = self.md.treeprocessors["inline"]
        if type(inline) is not InlineTreeprocessor:
            return
        patterns = self.md.inlinePatterns
        # At the end HTML is no longer in the lines, and with it the Markdown inside.
        text = "\n".join([*self._aside.lines, *self._last.lines])
        idle = {name for name, needed in NEEDED.items() if not any(char in text for char in needed)}
        if not self.md.references:
            idle |= _REFERENCES
        spared = [patterns[name] for name in idle if name in patterns and type(patterns[name]).__module__ == _OWN]
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


def makeExtension() -> LeanExtension:  # noqa: N802 - Python-Markdown's name
    """Give the extension to Python-Markdown, which knows it by the name of this module."""
    return LeanExtension()
