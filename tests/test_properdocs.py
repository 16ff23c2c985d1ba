"""ProperDocs, the fork of MkDocs that goes on, builds the same site from the same files, and serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import copy_minimal, hashes
from tests.test_serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_properdocs_builds_the_same_bytes(edition_site: Callable[[str], Path]) -> None:
    assert hashes(edition_site("properdocs")) == hashes(edition_site("mkdocs")) != {}


@pytest.mark.posix
def test_its_server_shows_a_fault_until_it_is_fixed(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    entry = project / "docs" / "glossary" / "north-star.md"
    right = entry.read_text(encoding="utf-8")
    with serving(project, "properdocs") as server:
        server.shows("We, the leaders")
        entry.write_text(right.replace("kind:", "knid:"), encoding="utf-8")
        server.shows("docs/glossary/north-star.md:3: unknown key")
        entry.write_text(right, encoding="utf-8")
        server.shows("We, the leaders")
