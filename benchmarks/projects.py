"""Projects of several sizes in a working folder, with the same pages for a build without the generator."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import ROOT, make_project

_BARE_NAV = """\
not_in_nav: |
  /glossary/*
  !/glossary/index.md
  /data.md
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
    def bare(self) -> Path:
        """The configuration of plain MkDocs for the exported pages, with the same theme and extensions."""
        return self.folder / "bare.yml"

    @property
    def material(self) -> Path:
        """The same pages in Material's own theme, with its own search."""
        return self.folder / "material.yml"


def prepare(folder: Path, entries: int) -> Project:
    """Make a project anew, and export its pages."""
    shutil.rmtree(folder, ignore_errors=True)
    make_project(folder, entries)
    project = Project(entries=entries, folder=folder)
    command = [sys.executable, "-m", "generator", "export", "pages"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"The export of {entries} entries failed:\n{done.stderr[-2000:]}")
    config = project.ours.read_text(encoding="utf-8")
    head, rest = config.split("plugins:\n", maxsplit=1)
    rest = rest[rest.index("markdown_extensions:") :]
    head = head.replace("docs_dir: docs", "docs_dir: pages")
    ours = head.replace("  name: material\n", f"  name: material\n  custom_dir: {ROOT / 'generator' / 'theme'}\n")
    plain = head[: head.index("extra_css:")]
    # Our theme has our search in the place of Material's.
    for path, start in ((project.bare, f"{ours}plugins: []\n"), (project.material, f"{plain}plugins: [search]\n")):
        path.write_text(f"{start}{_BARE_NAV}{rest}", encoding="utf-8", newline="\n")
    return project
