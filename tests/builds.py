"""The real site, built once a run by each builder, whichever test or worker of xdist asks first."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publishing.build import locked
from tests.browser.serving import Served, serve
from tests.projects import run
from tests.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "https://example.org/annotated/"
"""Where the sites that tests share are published."""

ZENSICAL = (
    ("generator", "export", "build/pages"),
    ("zensical", "build", "--strict", "--config-file", "zensical.yml"),
    ("generator", "finish", "site-zensical"),
)
"""The steps of `make zensical`."""


def build_edition(site: Path, builder: str = "mkdocs", address: str = ADDRESS) -> None:
    """Build the real site strictly with mkdocs, properdocs or zensical.

    Raises:
        RuntimeError: a step failed; the message is what it said.
    """
    if builder != "zensical":
        options = ["--strict", "--quiet", "--config-file", "mkdocs.yml", "--site-dir", str(site)]
        _run(ROOT, address, builder, "build", *options)
        return
    with tempfile.TemporaryDirectory() as work:
        # A copy, since Zensical writes beside its configuration.
        project = Path(work)
        for name in ("docs", "source", "generator/publishing/theme"):
            shutil.copytree(ROOT / name, project / name)
        for name in ("mkdocs.yml", "zensical.yml"):
            shutil.copy(ROOT / name, project / name)
        for step in ZENSICAL:
            _run(project, address, *step)
        shutil.move(project / "site-zensical", site)


def _run(project: Path, address: str, *command: str) -> None:
    done = run(project, *command, SITE_URL=address)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def share_edition(folder: Path, builder: str) -> Path:
    """Return the real site in a folder that all workers have, building it if nobody has yet. It is not to be changed."""
    site = folder / f"edition-{builder}"
    with locked(site.with_suffix(".lock")):
        if not site.exists():
            fresh = site.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            build_edition(fresh, builder)
            fresh.rename(site)
    return site


@contextmanager
def serve_edition() -> Iterator[Served]:
    """Build the real site and serve it, for programs that are no test."""
    with tempfile.TemporaryDirectory() as work:
        build_edition(Path(work) / "site")
        with serve(Path(work) / "site", ADDRESS) as served:
            yield served
