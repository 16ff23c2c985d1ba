"""What is wrong while the site is served -> a page in the place of every other, or a list at the foot of each."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from generator.model import Finding

_POLLING = "/livereload/"
"""Where a page that is shown asks MkDocs' server whether there is a newer one."""

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2">
<title>The site cannot be built</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 10vh auto; padding: 0 1rem }}
  pre {{ white-space: pre-wrap; border-left: .3rem solid #c62828; padding: .5rem 1rem }}
</style>
<main>
<h1>The site cannot be built</h1>
<pre>{fault}</pre>
<p>Mend this and save the file: the page comes back by itself.</p>
</main>
</html>
"""


_FINDINGS = """<aside aria-label="Findings" style="position:fixed;inset:auto 0 0;z-index:9;max-height:40vh;
overflow:auto;padding:.3rem 1rem;background:#fff3e0;color:#1c1c1c;border-top:3px solid #c62828;
font:.7rem/1.5 system-ui,sans-serif">
<details><summary>{summary}</summary><ul>{items}</ul></details></aside>
"""


def show_findings(html: str, findings: Sequence[Finding]) -> str:
    """Put a list of what builds and is still wrong at the foot of a page; nothing when there is none."""
    if not findings:
        return html
    items = "".join(f"<li>{escape(str(finding))}</li>" for finding in findings)
    summary = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}: as long as any is left, no site is published"
    before, end, after = html.rpartition("</body>")
    return before + _FINDINGS.format(summary=summary, items=items) + end + after


class Live:
    """What a server shows: the site, or what keeps it from being built."""

    def __init__(self, log: logging.LoggerAdapter[logging.Logger], expected: type[Exception]) -> None:
        """Begin without a fault.

        Args:
            log: where a fault is told in the terminal; at or below the logger `mkdocs`.
            expected: what MkDocs and its plugins raise when an input cannot be used.
        """
        self.fault = ""
        self.begun = False
        """Whether the server runs, which it does only when something has been built."""
        self._log = log
        self._expected = expected

    def guard(self, build: Callable[[], None]) -> Callable[[], None]:
        """Make a build that survives a fault: the server then tells browsers of it as of any other change.

        MkDocs' own server lets them wait until the fault is mended: livereload/__init__.py, `_build_loop`.
        """
        self.begun = True

        def guarded() -> None:
            noted = _Noted()
            _tell_again()
            logger = logging.getLogger("mkdocs")
            logger.addHandler(noted)
            try:
                build()
            except SystemExit as exc:  # MkDocs has told the reason by then.
                self.fault = noted.text or str(exc)
            except self._expected as exc:
                self._log.error(str(exc))
                self.fault = noted.text
            else:
                self.fault = ""
            finally:
                logger.removeHandler(noted)

        return guarded

    def show(self, app: WSGIApplication) -> WSGIApplication:
        """Make an application that answers with the fault as long as there is one."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if str(environ.get("PATH_INFO", "")).startswith(_POLLING):
                return app(environ, start_response)
            begun: list[tuple[Any, ...]] = []
            if not self.fault:
                # The server lets it wait while it builds, and there may be a fault afterwards.
                content = app(environ, lambda *arguments: begun.append(arguments))  # type: ignore[arg-type]
            if self.fault:
                body = _PAGE.format(fault=escape(self.fault)).encode()
                headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
                # Any other status would be a warning in the terminal, every two seconds.
                start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
                return [body]
            start_response(*begun[-1])
            return content

        return answer


def _tell_again() -> None:
    """Let a fault that comes back be told again: MkDocs' command says nothing twice (its `DuplicateFilter`)."""
    for once in logging.getLogger("mkdocs.commands.build").filters:
        getattr(once, "msgs", set()).clear()


class _Noted(logging.Handler):
    """Keeps the errors of one build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._messages: list[str] = []

    @property
    def text(self) -> str:
        return "\n\n".join(dict.fromkeys(self._messages))

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage().removeprefix("generator: "))
