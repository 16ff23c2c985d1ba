"""Projects of several sizes in a working folder, each with the same pages for plain MkDocs."""

from __future__ import annotations

import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import make_project
from generator.publishing import THEME

PAGES = Path(__file__).parent / "plain-pages.tar.xz"
"""The pages of 45, 300 and 3,000 entries as Markdown, as a person would write them without the generator.

Made by `generator export` at commit 1a0bacc, the last one whose pages were Markdown, from what `make_project` wrote.
"""

_PLAIN_NAV = """\
not_in_nav: |
  /glossary/*
  !/glossary/index.md
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One size of edition, ready to be built in several ways."""

    entries: int
    folder: Path

    @property
    def ours(self) -> Path:
        """The configuration with the generator as a plugin."""
        return self.folder / "mkdocs.yml"

    @property
    def plain(self) -> Path:
        """The configuration of plain MkDocs, with the same theme and extensions."""
        return self.folder / "plain.yml"

    @property
    def material(self) -> Path:
        """The configuration of the plain pages in Material's own theme, with its search."""
        return self.folder / "material.yml"

    @property
    def site(self) -> Path:
        """Where our site is built."""
        return self.folder / "site"


def prepare(folder: Path, entries: int) -> Project:
    """Make a project anew, with its plain pages."""
    shutil.rmtree(folder, ignore_errors=True)
    make_project(folder, entries)
    project = Project(entries=entries, folder=folder)
    unpack(entries, folder / "pages")
    for page in (folder / "docs").glob("*.md"):
        shutil.copy(page, folder / "pages")
    head, rest = project.ours.read_text(encoding="utf-8").split("plugins:\n", maxsplit=1)
    rest = rest[rest.index("markdown_extensions:") :]
    head = head.replace("docs_dir: docs", "docs_dir: pages")
    themed = head.replace("  name: material\n", f"  name: material\n  custom_dir: {THEME}\n")
    # Our theme has our search in the place of Material's, which would be made and never shown.
    for path, start in (
        (project.plain, f"{themed}plugins: []\n"),
        (project.material, f"{head[: head.index('extra_css:')]}plugins: [search]\n"),
    ):
        path.write_text(f"{start}{_PLAIN_NAV}{rest}", encoding="utf-8", newline="\n")
    return project


def unpack(entries: int, folder: Path) -> None:
    """Unpack the plain pages of one size."""
    with tarfile.open(PAGES) as archive:
        for member in archive:
            size, _, name = member.name.partition("/")
            if size == str(entries):
                archive.extract(member.replace(name=name), folder, filter="data")
