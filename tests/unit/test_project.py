"""mkdocs.yml is read as MkDocs reads it, as far as we need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.config import read_project
from generator.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_the_file_everything_is_at_its_usual_place(tmp_path: Path) -> None:
    project = read_project(tmp_path / "mkdocs.yml")
    assert (project.docs, project.statement) == (tmp_path / "docs", tmp_path / "source" / "statement.md")
    assert (project.glossary, project.templates, project.address) == (tmp_path / "docs" / "glossary", None, "")


def test_the_plugins_options_say_where_things_are(tmp_path: Path) -> None:
    options = "statement: s.md, glossary: g, templates: t"
    project = read_project(write(tmp_path, f"docs_dir: d\nplugins:\n  - search\n  - generator: {{{options}}}\n"))
    assert project.docs == tmp_path / "d"
    assert (project.statement, project.glossary) == (tmp_path / "s.md", tmp_path / "g")
    assert project.templates == tmp_path / "t"


def test_plugins_may_be_a_mapping(tmp_path: Path) -> None:
    project = read_project(write(tmp_path, "plugins:\n  generator:\n    statement: s.md\n"))
    assert project.statement == tmp_path / "s.md"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ('!ENV [SITE_URL, "http://127.0.0.1:8000/"]', "http://127.0.0.1:8000/"),
        ('!ENV [HERE, SITE_URL, "x"]', "https://here.example/"),
        ("!ENV SITE_URL", ""),
        ("!ENV HERE", "https://here.example/"),
        ('""', ""),
    ],
)
def test_the_address_is_completed_as_mkdocs_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, expected: str
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("HERE", "https://here.example")
    assert read_project(write(tmp_path, f"site_url: {value}\n")).address == expected


def test_the_nav_is_listed_with_its_lines(tmp_path: Path) -> None:
    text = "nav:\n  - Home: index.md\n  - about.md\n  - More:\n      - Out: https://example.org/x.md\n      - a/b.md\n"
    nav = read_project(write(tmp_path, text)).nav
    assert [(item.src_uri, item.line) for item in nav] == [("index.md", 2), ("about.md", 3), ("a/b.md", 6)]


def test_what_is_inherited_holds_unless_it_is_said_anew(tmp_path: Path) -> None:
    write(tmp_path, "site_url: https://example.org/\ndocs_dir: d\nnav:\n  - index.md\n", "base.yml")
    project = read_project(write(tmp_path, "INHERIT: base.yml\ndocs_dir: other\n"))
    assert (project.address, project.docs) == ("https://example.org/", tmp_path / "other")
    assert [item.src_uri for item in project.nav] == ["index.md"]


def test_tags_that_name_objects_are_not_run(tmp_path: Path) -> None:
    text = "emoji: !!python/name:os.system\nother: !!python/object/apply:os.abort []\ndocs_dir: d\n"
    assert read_project(write(tmp_path, text)).docs == tmp_path / "d"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb: 2\n", r"mkdocs\.yml:2: broken YAML"),
        ("- a\n", r"mkdocs\.yml:1: must hold keys and values"),
        ("INHERIT: gone.yml\n", r"mkdocs\.yml:1: inherits \S*gone\.yml, which is not there"),
    ],
)
def test_a_fault_is_one_line_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_project(write(tmp_path, text))
    assert re.search(message, str(caught.value))
    assert "\n" not in str(caught.value)
