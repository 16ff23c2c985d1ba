"""Ids of headings that have none of their own, as Python-Markdown's table of contents makes them."""

from collections.abc import Iterable

from markdown.extensions.toc import slugify, unique


class Anchors:
    """The ids of one page."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Note the ids that the page has already."""
        self._taken = set(taken)

    def make(self, heading: str) -> str:
        """Return an id for the next heading, made of its words."""
        return unique(slugify(heading, "-"), self._taken)
