"""A page on this machine, for one browser, that shows a statement's names and takes decisions about them."""

import hmac
import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Lock
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment

from pydantic_core import to_json

from generator.authoring.review.steps import Review, Step
from generator.candidates import LIKELY
from generator.model.errors import GeneratorError
from generator.model.fields import Origin
from generator.reading.frontmatter import check

HEADER = "X-Review-Token"  # Pages of other sites may send it only if a server permits it, and this one does not
_LONGEST = 50_000  # bytes of a request
_FILES = {"/": ("html", "text/html"), "/page.css": ("css", "text/css"), "/page.js": ("js", "text/javascript")}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
_HEADERS = [
    ("Content-Security-Policy", f"{_POLICY}base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
]


class ReviewServer(ThreadingMixIn, WSGIServer):
    """Serves one review on 127.0.0.1."""

    daemon_threads = True

    def __init__(self, review: Review, port: int) -> None:
        """Take a port, or with 0 any that is free; raise an OSError if it is taken."""
        super().__init__(("127.0.0.1", port), _Handler)
        self._review, self._lock, self.token = review, Lock(), secrets.token_urlsafe(32)
        self.address = f"http://127.0.0.1:{self.server_port}/#{self.token}"
        """Where the page is; what follows # is never sent, so it stands in no log."""
        self.set_app(self._serve)

    def _serve(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, kind, body = self._answer(environ)
        headers = [*_HEADERS, ("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(f"{status} {status.phrase}", headers)
        return [body]

    def _answer(self, environ: WSGIEnvironment) -> tuple[HTTPStatus, str, bytes]:
        """Return to this machine the files of the page, which hold nothing of the project; to the page, the rest."""
        host, size = environ.get("HTTP_HOST", ""), environ.get("CONTENT_LENGTH", "")
        hosts = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}
        is_own = host in hosts and environ.get("HTTP_ORIGIN", f"http://{host}") == f"http://{host}"
        ending, kind = _FILES.get(environ["PATH_INFO"], ("", "text/plain"))
        if is_own and ending and environ["REQUEST_METHOD"] == "GET":
            return HTTPStatus.OK, kind, Path(__file__).with_name(f"page.{ending}").read_bytes()
        token = environ.get(f"HTTP_{HEADER.upper().replace('-', '_')}", "")
        if not is_own or not hmac.compare_digest(token.encode(), self.token.encode()):
            return HTTPStatus.FORBIDDEN, "text/plain", b""
        if not size.isdecimal() or int(size) > _LONGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text/plain", b""
        asked = None
        with suppress(ValueError):
            asked = json.loads(environ["wsgi.input"].read(int(size)))
        if environ["CONTENT_TYPE"] != "application/json" or not isinstance(asked, dict):
            return HTTPStatus.BAD_REQUEST, "text/plain", b""
        with self._lock:
            return HTTPStatus.OK, "application/json", to_json(self._take(asked))

    def _take(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a step, or the last one back, if that is asked, and return all that the page shows."""
        review, path, said, problem = self._review, Path("request"), "", ""
        try:
            if asked == {"undo": True}:
                said = f"Taken back: {review.undo()}"
            elif asked:
                said = review.take(check(asked, Origin(path=path), Step))
        except GeneratorError as exc:
            problem = f"{exc.message}; {exc.hint}" if exc.path == path else str(exc)
        try:
            review.read()
        except GeneratorError as exc:
            problem = str(exc)
        statement = review.edition.statement
        return {
            "said": said,
            "problem": problem,
            "title": statement.title,
            "language": statement.language,
            "blocks": [{"text": item.text, "label": item.label, "kind": item.kind} for item in statement.blocks],
            "names": review.names,
            "least": LIKELY,
            "entries": {entry.heading: entry.slug for entry in review.edition.alphabetical},
            "reasons": sorted({item.reason for item in review.edition.reviewed.names}),
            "last": review.steps[-1][0] if review.steps else "",
        }


class _Handler(WSGIRequestHandler):
    timeout = 20

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""
