"""A page on this machine, for one browser, that shows a statement's names and takes decisions about them."""

import hmac
import json
import secrets
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic_core import to_json

from generator.authoring.review.steps import Review, Step
from generator.candidates import LIKELY
from generator.model.errors import GeneratorError
from generator.model.fields import Origin
from generator.reading.frontmatter import check

HEADER = "X-Review-Token"
"""Pages of other sites may send it only if a server permits it, and this one does not."""
_LONGEST = 50_000
"""Bytes of a request."""
_FILES = {"/": ("html", "text/html"), "/page.css": ("css", "text/css"), "/page.js": ("js", "text/javascript")}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
_HEADERS = {
    "Content-Security-Policy": f"{_POLICY}base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one review on 127.0.0.1."""

    daemon_threads = True

    def __init__(self, review: Review, port: int) -> None:
        """Take a port, or with 0 any that is free; raise an OSError if it is taken."""
        super().__init__(("127.0.0.1", port), _Handler)
        self._review, self._lock, self.token = review, Lock(), secrets.token_urlsafe(32)
        self.address = f"http://127.0.0.1:{self.server_port}/#{self.token}"
        """Where the page is; what follows # is never sent, so it stands in no log."""

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a step, or the last one back, if that is asked, and return all that the page shows."""
        path, review, shown = Path("request"), self._review, {"said": "", "problem": ""}
        with self._lock:
            try:
                if asked == {"undo": True}:
                    shown["said"] = f"Taken back: {review.undo()}"
                elif asked:
                    shown["said"] = review.take(check(asked, Origin(path=path), Step))
            except GeneratorError as exc:
                shown["problem"] = f"{exc.message}; {exc.hint}" if exc.path == path else str(exc)
            try:
                review.read()
            except GeneratorError as exc:
                shown["problem"] = str(exc)
            statement = review.edition.statement
            return shown | {
                "title": statement.title,
                "language": statement.language,
                "blocks": [{"text": item.text, "label": item.label, "kind": item.kind} for item in statement.blocks],
                "names": review.names,
                "least": LIKELY,
                "entries": {entry.heading: entry.slug for entry in review.edition.alphabetical},
                "reasons": sorted({item.reason for item in review.edition.reviewed.names}),
                "last": review.steps[-1][0] if review.steps else "",
            }


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    timeout = 20

    def do_GET(self) -> None:
        """Send a file of the page, which holds nothing of the project."""
        ending, kind = _FILES.get(self.path, ("", ""))
        if not self._is_own():
            self._send(HTTPStatus.FORBIDDEN)
        elif not ending:
            self._send(HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.OK, Path(__file__).with_name(f"page.{ending}").read_bytes(), kind)

    def do_POST(self) -> None:
        """Answer the page."""
        token, size = self.headers.get(HEADER, ""), self.headers.get("Content-Length", "")
        if not self._is_own() or not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._send(HTTPStatus.FORBIDDEN)
        elif not size.isdecimal() or int(size) > _LONGEST:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            asked = None
            with suppress(ValueError):
                asked = json.loads(self.rfile.read(int(size)))
            if self.headers.get_content_type() == "application/json" and isinstance(asked, dict):
                self._send(HTTPStatus.OK, to_json(self.server.answer(asked)), "application/json")
            else:
                self._send(HTTPStatus.BAD_REQUEST)

    def _is_own(self) -> bool:
        """Return whether it asks for this machine by its name, and no page of another origin does."""
        hosts = {f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")}
        host = self.headers.get("Host", "")
        return host in hosts and self.headers.get("Origin", f"http://{host}") == f"http://{host}"

    def _send(self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        sizes = {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(body))}
        for name, value in (_HEADERS | sizes).items():
            self.send_header(name, value)
        # Whoever asked may be gone.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""
