"""Serves a built site as GitHub Pages does, below a folder, and starts a browser on it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from gzip import compress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

from tests.browser.find_chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PREFIX = "/annotated/"
"""Where the site is on its host, as a project's pages on GitHub are."""

_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".ttl"}

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No second renderer beside each page's. Of two such lists the last one counts, so Playwright's own stands here, too.
    "--disable-features=SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The built site, on disk and at an address."""

    folder: Path
    address: str
    """Where a browser finds it; ends with a slash."""
    published: str
    """The address that it was built for, which its canonical links and its data have."""

    def places(self) -> list[str]:
        """Give the address of every page, relative to the site's: "" is the home page, "glossary/un/" an entry."""
        found = (path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("index.html"))
        return sorted("" if place == "." else f"{place}/" for place in found)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages: text is gzipped, and what is not there is the site's own 404.html."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def translate_path(self, path: str) -> str:
        """Return the file of an address below PREFIX, and no file for any other."""
        below = path.startswith(PREFIX)
        return super().translate_path(path.removeprefix(PREFIX[:-1])) if below else str(Path(self.directory, "none"))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if path.is_file():
            self._send(HTTPStatus.OK, path)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for a missing address."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(code, page)
        else:
            super().send_error(code, message, explain)

    def _send(self, code: int, path: Path) -> None:
        packed = path.suffix in _TEXT
        body = _gzip(path, path.stat().st_mtime_ns) if packed else path.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@cache
def _gzip(path: Path, changed: int) -> bytes:  # noqa: ARG001
    return compress(path.read_bytes(), 6)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a browser that leaves a page drops what it was loading."""


@contextmanager
def serve(folder: Path, published: str = "") -> Iterator[Served]:
    """Serve a built site on a free port.

    Args:
        folder: what was built.
        published: the address that it was built for, where it is another than that at which it is served.
    """
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
        thread.start()
        try:
            yield Served(folder=folder, address=address, published=published or address)
        finally:
            server.shutdown()
            thread.join()


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
