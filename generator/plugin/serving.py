"""`mkdocs serve`: what is wrong is shown in the browser, and a folder that goes and comes back is noticed."""

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import mkdocs
from jinja2 import Environment, FileSystemLoader
from mkdocs.exceptions import MkDocsException, PluginError

from generator.model.errors import GeneratorError
from generator.model.findings import Finding
from generator.publishing.postprocess import SCRIPTS, hash_script
from generator.reading.project import read_project

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_SHOWN = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, keep_trailing_newline=True)
"""What a server shows besides the site."""


def add_findings(html: str, findings: Sequence[Finding]) -> str:
    """Add a list of what builds and is still wrong to the foot of a page; nothing when there is none."""
    if not findings:
        return html
    before, end, after = html.rpartition("</body>")
    return before + _SHOWN.get_template("findings.html").render(findings=findings) + end + after


class Faults:
    """What keeps the site from being built while it is served."""

    def __init__(self, log: logging.LoggerAdapter[logging.Logger]) -> None:
        self.fault = ""  # Empty while the site can be built
        self.serving = False  # Whether the server runs, which it does only when something has been built
        self._log = log  # Reports faults in the terminal; at or below the logger `mkdocs`

    def report(self, error: Exception) -> None:
        """Report an error that nobody expected; if the server runs, raise a PluginError, which MkDocs survives."""
        if self.serving and not isinstance(error, MkDocsException):
            self._log.error("a fault of the generator or of another plugin", exc_info=error)
            raise PluginError(f"{type(error).__name__}: {error} (the terminal shows where)") from error

    def watch_over(self, server: "LiveReloadServer", settings: Path) -> None:
        """Let a server survive faults and show them."""
        self.serving = True
        server.builder = self._guard(server.builder, settings)
        server.set_app(self._show(server.serve_request))

    def _guard(self, build: Callable[[], None], settings: Path) -> Callable[[], None]:
        """Return a build that survives a fault: browsers are then told of it as of any other change.

        MkDocs' own server lets them wait until the fault is gone: livereload/__init__.py, `_build_loop`.
        """

        def guarded() -> None:
            fault = ""
            noted = BufferingHandler(capacity=1000)
            noted.setLevel(logging.ERROR)
            # MkDocs' command says nothing twice; a fault that comes back is reported again.
            for once in logging.getLogger(f"{mkdocs.__name__}.commands.build").filters:
                getattr(once, "msgs", set()).clear()
            # ProperDocs stands in for the package, and has loggers of its own.
            logger = logging.getLogger(mkdocs.__name__)
            logger.addHandler(noted)
            try:
                # At a mkdocs.yml that it cannot read MkDocs shows a traceback.
                read_project(settings)
                build()
            except SystemExit as exc:  # MkDocs has logged the reason by then.
                fault = str(exc)
            except (MkDocsException, GeneratorError) as exc:
                fault = str(exc)
                self._log.error(fault)
            finally:
                logger.removeHandler(noted)
            said = (record.getMessage().removeprefix("generator: ") for record in noted.buffer)
            self.fault = fault and ("\n\n".join(dict.fromkeys(said)) or fault)

        return guarded

    def _show(self, app: WSGIApplication) -> WSGIApplication:
        """Return an application that answers with the fault as long as there is one."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            # There a page that is shown asks MkDocs' server whether there is a newer one.
            if str(environ.get("PATH_INFO", "")).startswith("/livereload/"):
                return app(environ, start_response)
            begun: list[tuple[Any, ...]] = []
            if not self.fault:
                # The server lets it wait while it builds, and there may be a fault afterwards.
                content = app(environ, lambda *arguments: begun.append(arguments))  # type: ignore[arg-type]
            if self.fault:
                body = _SHOWN.get_template("fault.html").render(fault=self.fault).encode()
                headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
                # Any other status would be a warning in the terminal, every two seconds.
                start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
                return [body]
            status, named = begun[-1][0], dict(begun[-1][1])
            if named.get("Content-Type", "").startswith("text/html"):
                body = _permit_polling(b"".join(content))
                content, named["Content-Length"] = [body], str(len(body))
            start_response(status, list(named.items()))
            return content

        return answer


def _permit_polling(html: bytes) -> bytes:
    """Return a page whose policy permits the script that MkDocs' server wrote at its very end, and no other."""
    before, _, code = html.rpartition(b"</script></body>")[0].rpartition(b"<script>")
    if not before:
        return html
    allowed = SCRIPTS.encode()
    return html.replace(allowed, allowed + f" {hash_script(code.decode())}".encode(), 1)


def tolerate_missing_folders(server: "LiveReloadServer") -> None:
    """Let a server that does not run yet start without a folder that it watches, and notice it going and coming back.

    Watchdog tells of a folder that goes as of a folder, which MkDocs passes over (livereload/__init__.py, `callback`),
    and then never looks again (observers/polling.py, `queue_events`). One that is not there at first ends the server.
    """
    from watchdog.observers.polling import PollingObserverVFS  # noqa: PLC0415 - a build needs no server

    # Of a file, watchdog 7 watches the folder.
    watches = [emitter.watch for emitter in server.observer.emitters]
    watched = sorted((getattr(watch, "raw_path", watch.path), watch.is_recursive) for watch in watches)
    for path, _ in watched:
        with suppress(KeyError):
            while True:
                server.unwatch(path)
    interval = server.observer.timeout
    server.observer = PollingObserverVFS(  # type: ignore[assignment]
        stat=_look_at, listdir=os.scandir, polling_interval=interval
    )
    for path, recursive in watched:
        server.watch(path, recursive=recursive)


def _look_at(path: str) -> os.stat_result:
    """Take what is not there for an empty file that no other is the same as."""
    try:
        return os.stat(path)  # noqa: PTH116 - watchdog asks for what os.stat is
    except (FileNotFoundError, NotADirectoryError):
        # A link to nowhere, such as an editor's lock, is nothing to build for.
        if os.path.lexists(path):
            raise
        return os.stat_result((0,) * 10)
