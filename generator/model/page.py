"""A finished page, as any builder takes it, and a file of data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A heading of a page, as a table of contents lists it."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What other pages need to know of one."""

    headings: tuple[Heading, ...] = ()  # Those of levels 2 to 4 with an id, in order
    anchors: frozenset[str] = frozenset()
    hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the edition, finished but for what a builder puts around it."""

    src_uri: str  # POSIX path relative to docs/
    body: str
    source: Path | None = None  # The file that a maintainer edits to change this page
    outline: Outline = Outline()
    meta: Mapping[str, Any] = field(default_factory=dict)
    """What the theme's templates ask a page for: its front matter, or for pages of the edition what head.jinja says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of data that is published with the pages."""

    src_uri: str  # POSIX path relative to docs/ and to the built site
    content: bytes
