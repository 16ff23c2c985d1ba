"""While the site is served: a fault takes the place of every page, and goes when it is mended."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import DuplicateFilter

from generator.model.findings import Finding, FindingCode
from generator.plugin.serving import Faults, add_findings, tolerate_missing_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

LOG = logging.LoggerAdapter(logging.getLogger("mkdocs.plugins.generator"), {})
NOWHERE = Path("nowhere/mkdocs.yml")


def ask(faults: Faults, path: str = "/", during: Callable[[], None] = lambda: None) -> str:
    """Ask the server for a page; `during` happens while it waits."""
    answers: list[str] = []

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        during()
        start_response("200 OK", [])
        return [b"the page"]

    def start_response(status: str, *_: object) -> Callable[[bytes], object]:
        answers.append(status)
        return len

    content = faults._show(app)({"PATH_INFO": path}, start_response)
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
        pytest.param(fail(MkDocsException("mkdocs.yml is broken")), "mkdocs.yml is broken", id="expected"),
    ],
)
def test_a_fault_is_shown_until_it_is_mended(
    build: Callable[[], None], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    faults = Faults(LOG)
    assert ask(faults) == "the page"
    faults._guard(build, NOWHERE)()
    assert told in ask(faults)
    assert caplog.records or "Aborted:" in told
    faults._guard(lambda: None, NOWHERE)()
    assert ask(faults) == "the page"


def test_a_fault_that_comes_back_is_told_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # What MkDocs' command line adds.
    monkeypatch.setattr(logging.getLogger("mkdocs.commands.build"), "filters", [DuplicateFilter()])
    faults = Faults(LOG)
    for _ in range(2):
        faults._guard(fail(SystemExit("Aborted"), "a.md:1: is wrong"), NOWHERE)()
        assert faults.fault == "a.md:1: is wrong"
    assert caplog.messages == ["a.md:1: is wrong"] * 2


def test_a_page_that_waits_for_a_build_gets_its_fault() -> None:
    faults = Faults(LOG)
    assert "is wrong" in ask(faults, during=faults._guard(fail(MkDocsException("a.md:1: is wrong")), NOWHERE))


def test_a_page_may_go_on_asking_for_a_newer_one() -> None:
    faults = Faults(LOG)
    faults.fault = "a.md:1: is wrong"
    assert ask(faults, "/livereload/1/2") == "the page"


def test_an_error_that_nobody_expected_does_not_end_the_server(caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults(LOG)
    faults.report(ZeroDivisionError("by zero"))
    faults.serving = True
    faults.report(MkDocsException("is wrong"))
    with pytest.raises(PluginError, match="ZeroDivisionError: by zero"):
        faults.report(ZeroDivisionError("by zero"))
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_who_stops_the_server_is_obeyed() -> None:
    with pytest.raises(KeyboardInterrupt):
        Faults(LOG)._guard(fail(KeyboardInterrupt()), NOWHERE)()


def test_findings_stand_at_the_foot_of_a_page() -> None:
    finding = Finding(path=Path("a.md"), line=2, code=FindingCode.UNCITED, message="<b> is bare", hint="cite")
    page = "<body><p>Text</p></body></html>"
    assert add_findings(page, ()) == page
    shown = add_findings(page, (finding, finding))
    assert shown.startswith("<body><p>Text</p><aside")
    assert shown.endswith("</aside>\n</body></html>")
    assert "2 findings" in shown
    assert shown.count("<li>a.md:2: &lt;b&gt; is bare; cite [uncited]</li>") == 2


class News:
    """A server of MkDocs' whose builds are counted."""

    def __init__(self, path: Path) -> None:
        self._built = threading.Semaphore(0)
        self.server = LiveReloadServer(self._built.release, "127.0.0.1", 0, str(path), polling_interval=0.01)
        self.server.build_delay = 0.02
        self.server.watch(str(path))
        tolerate_missing_folders(self.server)
        self._thread = threading.Thread(target=self.server.serve)
        self._thread.start()
        # It serves when it has looked for the first time.
        while self._thread.is_alive() and not self.server.serve_thread.is_alive():
            time.sleep(0.01)

    def came(self, *, patience: float = 5) -> bool:
        """Wait for a build, and for no other to follow."""
        came = self._built.acquire(timeout=patience)
        while self._built.acquire(timeout=0.1):
            pass
        return came

    def stop(self) -> None:
        self.server.shutdown(wait=True)
        self._thread.join()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "watched"


@pytest.fixture
def news(place: Path, request: pytest.FixtureRequest) -> Iterator[News]:
    """Watch what the test's parameter puts there."""
    make(place, request.param)
    found = News(place)
    yield found
    found.stop()


def make(place: Path, kind: str) -> None:
    if kind == "folder":
        (place / "inner").mkdir(parents=True)
        (place / "inner" / "a").write_text("1", encoding="utf-8")
    elif kind == "file":
        place.write_text("1", encoding="utf-8")


@pytest.mark.parametrize("news", ["folder", "file"], indirect=True)
def test_what_goes_and_comes_back_is_news_each_time(news: News, place: Path) -> None:
    aside = place.with_name("aside")
    for _ in range(2):
        place.rename(aside)
        assert news.came()
        aside.rename(place)
        assert news.came()
    changed = place / "inner" / "a" if place.is_dir() else place
    changed.write_text("other", encoding="utf-8")
    assert news.came()


@pytest.mark.parametrize("news", ["nothing"], indirect=True)
def test_what_is_not_there_at_first_is_news_when_it_comes(news: News, place: Path) -> None:
    make(place, "folder")
    assert news.came()


@pytest.mark.posix
@pytest.mark.parametrize("news", ["folder"], indirect=True)
def test_a_link_to_nowhere_is_no_news(news: News, place: Path) -> None:
    (place / "inner" / ".#lock").symlink_to("nobody@nowhere")
    assert not news.came(patience=0.2)
    (place / "inner" / "b").write_text("2", encoding="utf-8")
    assert news.came()


@pytest.mark.parametrize("news", ["file"], indirect=True)
def test_what_stands_beside_a_watched_file_is_no_news(news: News, place: Path) -> None:
    place.with_name("other").write_text("1", encoding="utf-8")
    assert not news.came(patience=0.2)
