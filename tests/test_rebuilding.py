"""What a server shows after a change is the very site that a new server would show."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.pages.renderer import _make_environment
from tests.projects import copy_minimal, hashes, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2.nodes import Template

    from generator.plugin import GeneratorPlugin

ADDRESS = "http://127.0.0.1:8000/"
FORUM, STAR = "docs/glossary/harbour-forum.md", "docs/glossary/north-star.md"
TEMPLATE = "templates/timeline.html.jinja"


class Server:
    """Builds a project again and again, as `mkdocs serve` does."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._plugin: GeneratorPlugin | None = None

    def build(self) -> dict[str, str]:
        """Build, and return the hash of every file but those of the search."""
        site = self._project / "served"
        with contextlib.chdir(self._project):
            config = load_config("mkdocs.yml", site_dir=str(site))
            config.site_url = ADDRESS
            if self._plugin is None:
                self._plugin = config.plugins["generator"]  # type: ignore[assignment]
                assert self._plugin is not None
                self._plugin.on_startup(command="serve", dirty=False)
            assert config.plugins["generator"] is self._plugin
            build(config, serve_url=ADDRESS)
            self._plugin.on_shutdown()
        return {name: found for name, found in hashes(site).items() if not name.startswith("find/")}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1731628800")
    folder = copy_minimal(tmp_path)
    replace(folder / "mkdocs.yml", "  - generator\n", "  - generator:\n      templates: templates\n")
    (folder / "templates").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nThe Harbour Forum.\n", encoding="utf-8")
    return folder


CHANGES: dict[str, tuple[Callable[[Path], object], ...]] = {
    "nothing": (),
    "an entry's definition and background": (
        lambda project: replace(project / FORUM, "definition: ", "definition: Edited. "),
        lambda project: replace(project / FORUM, "\n---\n", "\n---\n\nNorth Star.\n"),
    ),
    "a name": (lambda project: replace(project / STAR, "name: North Star", "name: North Star Plan"),),
    "the statement": (
        lambda project: replace(
            project / "source" / "statement.md", "Harbour Forum", "Harbour Forum, the Harbour Forum"
        ),
    ),
    "an entry goes": (lambda project: (project / STAR).unlink(),),
    "the site's name and a template of one's own": (
        lambda project: replace(project / "mkdocs.yml", "site_name: ", "site_name: Other "),
        lambda project: (project / TEMPLATE).write_text("<h1>Own</h1>\n", encoding="utf-8"),
    ),
}


def test_after_each_change_the_site_is_that_of_a_new_server(project: Path) -> None:
    server = Server(project)
    before = server.build()
    for name, changes in CHANGES.items():
        for change in changes:
            change(project)
        again = server.build()
        _make_environment.cache_clear()
        assert again == Server(project).build(), name
        assert (again == before) is (name == "nothing"), name
        before = again


def test_templates_are_compiled_once_and_again_when_they_change(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str | None] = []
    generate = Environment._generate

    def note(environment: Environment, source: Template, name: str | None, filename: str | None, **rest: bool) -> str:
        compiled.append(name)
        return generate(environment, source, name, filename, **rest)

    server = Server(project)
    (project / TEMPLATE).write_text("<h1>Own</h1>\n", encoding="utf-8")
    server.build()
    monkeypatch.setattr(Environment, "_generate", note)
    server.build()
    ours = {"entry.html.jinja", "timeline.html.jinja"}
    assert ours.isdisjoint(compiled)
    (project / TEMPLATE).write_text("<h1>Changed</h1>\n", encoding="utf-8")
    server.build()
    assert "timeline.html.jinja" in compiled
    assert "Changed" in (project / "served" / "timeline" / "index.html").read_text(encoding="utf-8")


def test_a_warning_comes_with_each_build(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    replace(project / FORUM, "\n---\n", "\n---\n\nSee [there](../nowhere.md). [^s1]\n")
    server = Server(project)
    for _ in range(2):
        caplog.clear()
        server.build()
        assert [record.message for record in caplog.records if "nowhere.md" in record.message] != []
