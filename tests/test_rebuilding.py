"""What a server shows after a change is the very site that a new server would show, and only what changed is rendered."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor

from generator.lean_markdown import LeanExtension
from generator.plugin.unlisted import UnlistedPage
from tests.projects import copy_minimal, hashes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from generator.plugin import GeneratorPlugin

ADDRESS = "http://127.0.0.1:8000/"


class Server:
    """Builds a project again and again, as `mkdocs serve` does, and notes which pages are rendered."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._project = project
        self._plugin: GeneratorPlugin | None = None
        self.rendered: list[str] = []
        prepare = _RelativePathTreeprocessor.__init__

        def note(links: _RelativePathTreeprocessor, file: File, files: Files, config: MkDocsConfig) -> None:
            self.rendered.append(file.src_uri)
            prepare(links, file, files, config)

        # Each page that is rendered has one of its own.
        monkeypatch.setattr(_RelativePathTreeprocessor, "__init__", note)

    def build(self) -> dict[str, str]:
        """Build, and give the hash of every file but those of the search."""
        site = self._project / "served"
        with contextlib.chdir(self._project):
            config = load_config("mkdocs.yml", site_dir=str(site))
            config.site_url = ADDRESS
            if self._plugin is None:
                self._plugin = config.plugins["generator"]  # type: ignore[assignment]
                assert self._plugin is not None
                self._plugin.on_startup(command="serve", dirty=False)
            assert config.plugins["generator"] is self._plugin
            self.rendered.clear()
            build(config, serve_url=ADDRESS)
            self._plugin.on_shutdown()
        return {name: found for name, found in hashes(site).items() if not name.startswith("find/")}

    def forget(self) -> None:
        """Start anew."""
        assert self._plugin is not None
        self._plugin.on_startup(command="serve", dirty=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1731628800")
    folder = copy_minimal(tmp_path)
    # A further plugin may do anything to a page, so with one every page is rendered each time.
    replace(folder / "mkdocs.yml", "  - search\n", "")
    return folder


@pytest.fixture
def server(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    yield Server(project, monkeypatch)
    shutil.rmtree(project / "served", ignore_errors=True)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


FORUM, STAR = "glossary/harbour-forum.md", "glossary/north-star.md"

CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a definition": lambda project: replace(project / "docs" / FORUM, "definition: ", "definition: Edited. "),
    "a name": lambda project: replace(project / "docs" / STAR, "name: North Star", "name: North Star Plan"),
    "an entry's background": lambda project: replace(project / "docs" / FORUM, "\n---\n", "\n---\n\nNorth Star.\n"),
    "an entry goes": lambda project: (project / "docs" / STAR).unlink(),
    "the statement": lambda project: replace(
        project / "source" / "statement.md", "Harbour Forum", "Harbour Forum, the Harbour Forum"
    ),
    "the site's name": lambda project: replace(project / "mkdocs.yml", "site_name: ", "site_name: Other "),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_the_site_is_that_of_a_new_server(
    project: Path, server: Server, change: Callable[[Path], None]
) -> None:
    server.build()
    change(project)
    again = server.build()
    server.forget()
    assert again == server.build()


def test_only_the_entry_that_changed_is_rendered(project: Path, server: Server) -> None:
    server.build()
    assert {FORUM, STAR} <= set(server.rendered)
    replace(project / "docs" / FORUM, "\n---\n", "\n---\n\nOne more sentence.\n")
    server.build()
    assert FORUM in server.rendered
    assert STAR not in server.rendered


def test_a_hook_may_change_any_page_so_all_are_rendered(project: Path, server: Server) -> None:
    (project / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nhooks: [hook.py]\n", encoding="utf-8")
    server.build()
    server.build()
    assert {FORUM, STAR} <= set(server.rendered)


def test_a_warning_comes_with_each_build(project: Path, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    replace(project / "docs" / FORUM, "\n---\n", "\n---\n\nSee [there](../nowhere.md).\n")
    for _ in range(2):
        caplog.clear()
        server.build()
        assert "nowhere.md" in caplog.text


def test_pages_and_warnings_are_those_of_mkdocs_itself(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    text = (
        '\n---\n\n## A heading\n\n<b id="raw">Here</b>, `code` and *more*: [x](north-star.md#raw), [y](#a-heading), '
        '[z](north-star.md#nowhere), [v](../nowhere.md), ![w](w.png), <a name="old">old</a>, [u](#old).\n'
    )
    replace(project / "docs" / STAR, "\n---\n", text)
    replace(project / "docs" / FORUM, "\n---\n", text)
    found = []
    for way in ("lean", "plain"):
        if way == "plain":
            monkeypatch.setattr(UnlistedPage, "_convert", Page.render)
            monkeypatch.setattr(LeanExtension, "extendMarkdown", lambda *_: None)
        caplog.clear()
        with contextlib.chdir(project):
            config = load_config("mkdocs.yml", site_dir=str(project / way))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        warnings = [record.message for record in caplog.records if record.levelname == "WARNING"]
        assert sum("nowhere" in warning for warning in warnings) >= 4
        found.append((warnings, hashes(project / way)))
    assert found[0] == found[1]
