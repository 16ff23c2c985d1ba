"""What a server remembers of one build for the next: the entries whose files are the same, and their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.model import Entry, Page, Slug, Theme

_LINKED = re.compile(rb"([a-z0-9-]+)\.md\b")


class Memory:
    """One for all builds of a server. What it gives is what would be made anew."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._entries: dict[Path, tuple[bytes, tuple[Theme, ...], Entry]] = {}
        self._around: object = None
        self._previews: Mapping[str, str] = {}
        self._pages: dict[Slug, tuple[Entry, tuple[Page, ...], Mapping[str, str | None]]] = {}

    def read(self, path: Path, themes: tuple[Theme, ...], read: Callable[[], Entry]) -> Entry:
        """Give an entry as it was read before, if its file and the themes are the same.

        Raises:
            GeneratorError: what `read` raises.
        """
        try:
            content = path.read_bytes()
        except OSError:
            # Reading it says what is wrong.
            return read()
        known = self._entries.get(path)
        if known is None or known[:2] != (content, themes):
            known = content, themes, read()
            self._entries[path] = known
        return known[2]

    def compare(self, entries: Sequence[Entry], around: object) -> None:
        """Forget all pages if more has changed than what entries say of themselves.

        Args:
            entries: all of them.
            around: what else pages are made of; anything that can be compared.
        """
        around = around, [_frame(entry) for entry in entries]
        if around != self._around:
            self._around = around
            self._pages.clear()
        self._previews = {entry.slug: entry.preview for entry in entries}

    def make(self, entry: Entry, make: Callable[[], Iterable[Page]]) -> tuple[Page, ...]:
        """Give the pages of an entry as they were made before, if it and what its links say are the same."""
        known = self._pages.get(entry.slug)
        if (
            known is None
            or known[0] != entry
            or any(self._previews.get(slug) != said for slug, said in known[2].items())
        ):
            pages = tuple(make())
            linked = {slug.decode() for page in pages for slug in _LINKED.findall(page.content)}
            known = entry, pages, {slug: self._previews.get(slug) for slug in linked}
            self._pages[entry.slug] = known
        return known[1]


def _frame(entry: Entry) -> object:
    """Give what other entries' pages are made of, but for its preview, which stands only in links to it."""
    return (
        *(entry.slug, entry.name, entry.acronym, entry.kind, entry.link),
        [label.text for label in entry.aliases],
        [(language, [label.text for label in labels]) for language, labels in entry.names],
    )
