"""What a built site weighs, against what GitHub Pages allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGES_LIMIT = 1_000_000_000
"""Bytes that a site on GitHub Pages may have: docs.github.com, "GitHub Pages limits"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRow:
    """One size of edition."""

    entries: int
    files: int
    bytes: int
    share: float
    """Of what Pages allows."""


def weigh(entries: int, site: Path) -> HostRow:
    """Weigh a built site."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return HostRow(entries=entries, files=len(sizes), bytes=sum(sizes), share=sum(sizes) / PAGES_LIMIT)
