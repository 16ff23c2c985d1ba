"""Builds the real site, serves it as GitHub Pages does, below a folder, and starts a browser on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from tests.browser.find_chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the repository."""

PREFIX = "/annotated/"
"""Where the site is on its host, as a project's pages on GitHub are."""

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The built site, on disk and at an address."""

    folder: Path
    address: str
    """Ends with a slash."""

    def places(self) -> list[str]:
        """Give the address of every page, relative to the site's: "" is the home page, "glossary/un/" an entry."""
        found = (path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("index.html"))
        return sorted("" if place == "." else f"{place}/" for place in found)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages: the site's own 404.html for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for a missing address."""
        page = Path(self.directory) / PREFIX.strip("/") / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a browser that leaves a page drops what it was loading."""


@contextmanager
def serve(work: Path, builder: str | None = None, project: Path = ROOT) -> Iterator[Served]:
    """Build a site below `work` and serve it on a free port.

    Args:
        work: an empty folder.
        builder: mkdocs or zensical; what BUILDER in the environment says when it is not given, else mkdocs.
        project: the real one unless told; another is built with MkDocs.

    Raises:
        RuntimeError: the strict build failed; the message is what it said.
    """
    folder = work / PREFIX.strip("/")
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(work))) as server:
        address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
        chosen = builder or os.environ.get("BUILDER", "mkdocs")
        if project != ROOT:
            _run(project, address, "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder))
        else:
            (build_with_zensical if chosen == "zensical" else build_with_mkdocs)(folder, address)
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
        thread.start()
        try:
            yield Served(folder=folder, address=address)
        finally:
            server.shutdown()
            thread.join()


def build_with_mkdocs(folder: Path, address: str) -> None:
    """Build the real site as `make site` does."""
    _run(ROOT, address, "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder))


def build_with_zensical(folder: Path, address: str) -> None:
    """Build the real site as `make zensical` does, from a copy, since Zensical writes beside its configuration."""
    with tempfile.TemporaryDirectory() as work:
        project = Path(work)
        for name in ("docs", "source", "generator/publishing/theme"):
            shutil.copytree(ROOT / name, project / name)
        for name in ("mkdocs.yml", "zensical.yml"):
            shutil.copy(ROOT / name, project / name)
        _run(project, address, "generator", "export", "build/pages")
        _run(project, address, "zensical", "build", "--strict", "--config-file", "zensical.yml")
        _run(project, address, "generator", "finish", "site-zensical")
        shutil.move(project / "site-zensical", folder)


def _run(project: Path, address: str, *command: str) -> None:
    env = os.environ | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start the Chromium that tests/browser/find_chromium.py finds.

    Raises:
        RuntimeError: there is none; the message says how to get one.
    """
    with sync_playwright() as playwright:
        path = find_chromium()
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        except Error as exc:
            named = path or "Playwright's own Chromium"
            message = f"{named} does not start, so nothing can be tested in a browser; `make chromium` installs one"
            raise RuntimeError(f"{message}\n{exc}") from exc
        try:
            yield browser
        finally:
            browser.close()
