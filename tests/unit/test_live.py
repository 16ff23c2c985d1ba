"""While the site is served: a fault takes the place of every page, and goes when it is mended."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.utils import DuplicateFilter

from generator.live import Live, show_findings
from generator.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

LOG = logging.LoggerAdapter(logging.getLogger("mkdocs.plugins.generator"), {})


class ExpectedError(Exception):
    """Stands for MkDocs' own."""


def ask(live: Live, path: str = "/", during: Callable[[], None] = lambda: None) -> str:
    """Ask the server for a page; `during` happens while it waits."""
    answers: list[str] = []

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        during()
        start_response("200 OK", [])
        return [b"the page"]

    def start_response(status: str, *_: object) -> Callable[[bytes], object]:
        answers.append(status)
        return len

    content = live.show(app)({"PATH_INFO": path}, start_response)
    assert answers == ["200 OK"]
    return b"".join(content).decode()


def fail(error: BaseException, said: str = "") -> Callable[[], None]:
    def build() -> None:
        if said:
            logging.getLogger("mkdocs.commands.build").error(said)
        raise error

    return build


@pytest.mark.parametrize(
    ("build", "told"),
    [
        pytest.param(
            fail(SystemExit("Aborted"), "a.md:1: <b> is wrong"), "a.md:1: &lt;b&gt; is wrong", id="told-already"
        ),
        pytest.param(fail(SystemExit("Aborted: 1 error")), "Aborted: 1 error", id="told-by-nobody"),
        pytest.param(fail(ExpectedError("mkdocs.yml is broken")), "mkdocs.yml is broken", id="expected"),
    ],
)
def test_a_fault_is_shown_until_it_is_mended(
    build: Callable[[], None], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    live = Live(LOG, ExpectedError)
    assert ask(live) == "the page"
    live.guard(build)()
    assert told in ask(live)
    assert caplog.records or "Aborted:" in told
    live.guard(lambda: None)()
    assert ask(live) == "the page"


def test_a_fault_that_comes_back_is_told_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # What MkDocs' command line adds.
    monkeypatch.setattr(logging.getLogger("mkdocs.commands.build"), "filters", [DuplicateFilter()])
    live = Live(LOG, ExpectedError)
    for _ in range(2):
        live.guard(fail(SystemExit("Aborted"), "a.md:1: is wrong"))()
        assert live.fault == "a.md:1: is wrong"
    assert caplog.messages == ["a.md:1: is wrong"] * 2


def test_a_page_that_waits_for_a_build_gets_its_fault() -> None:
    live = Live(LOG, ExpectedError)
    assert "is wrong" in ask(live, during=live.guard(fail(ExpectedError("a.md:1: is wrong"))))


def test_a_page_may_go_on_asking_for_a_newer_one() -> None:
    live = Live(LOG, ExpectedError)
    live.fault = "a.md:1: is wrong"
    assert ask(live, "/livereload/1/2") == "the page"


def test_who_stops_the_server_is_obeyed() -> None:
    with pytest.raises(KeyboardInterrupt):
        Live(LOG, ExpectedError).guard(fail(KeyboardInterrupt()))()


def test_findings_stand_at_the_foot_of_a_page() -> None:
    finding = Finding(path=Path("a.md"), line=2, code="uncited", message="<b> is bare", hint="cite")
    page = "<body><p>Text</p></body></html>"
    assert show_findings(page, ()) == page
    shown = show_findings(page, (finding, finding))
    assert shown.startswith("<body><p>Text</p><aside")
    assert shown.endswith("</aside>\n</body></html>")
    assert "2 findings" in shown
    assert shown.count("<li>a.md:2: &lt;b&gt; is bare; cite [uncited]</li>") == 2
