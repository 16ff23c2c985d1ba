"""mkdocs.yml is read as MkDocs reads it."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from generator.model.addresses import Style
from generator.model.errors import GeneratorError
from generator.reading.frontmatter import read_text
from generator.reading.project import list_files, read_project
from tests.samples import make_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def write(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    """Write a file of settings beside the folders that it needs, and return its path."""
    for docs in ("docs", "d"):
        (folder / docs).mkdir(exist_ok=True)
    (folder / "d" / "imports.py").write_text("import gone\n", encoding="utf-8")
    (folder / "d" / "broken.py").write_text("a = = b\n", encoding="utf-8")
    path = folder / name
    path.write_text(f"site_name: A\ntheme: mkdocs\n{text}" if name == "mkdocs.yml" else text, encoding="utf-8")
    return path


def test_without_the_file_everything_is_at_its_usual_place(tmp_path: Path) -> None:
    project = read_project(tmp_path / "mkdocs.yml")
    assert (project.docs, project.statement) == (tmp_path / "docs", tmp_path / "source" / "statement.md")
    assert (project.glossary, project.templates) == (tmp_path / "docs" / "glossary", None)
    assert project.addresses.site == ""


def test_the_plugins_options_say_where_things_are(tmp_path: Path) -> None:
    options = "{statement: s.md, glossary: g, templates: t, annotate_pages: false}"
    project = read_project(write(tmp_path, f"docs_dir: d\nplugins:\n  - search\n  - generator: {options}\n"))
    assert project.docs == tmp_path / "d"
    assert (project.statement, project.glossary) == (tmp_path / "s.md", tmp_path / "g")
    assert project.templates == tmp_path / "t"
    assert (project.plugins, project.annotate_pages) == (("search", "generator"), False)


@pytest.mark.parametrize("value", ["2026", "2026-05", "2026-05-01"])
def test_facts_are_to_be_checked_since_a_year_a_month_or_a_day(value: str, tmp_path: Path) -> None:
    options = f"{{checked_since: {value}, weak_hosts: [a.example]}}"
    project = read_project(write(tmp_path, f"plugins:\n  - generator: {options}\n"))
    assert (project.checked_since, project.weak_hosts) == (value, ("a.example",))


def test_facts_cannot_be_checked_since_something_else(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match='"checked_since" must be a date'):
        read_project(write(tmp_path, "plugins:\n  - generator: {checked_since: spring}\n"))


def test_plugins_may_be_a_mapping(tmp_path: Path) -> None:
    project = read_project(write(tmp_path, "plugins:\n  generator:\n    statement: s.md\n"))
    assert (project.statement, project.annotate_pages) == (tmp_path / "s.md", True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://example.org/a", "https://example.org/a/"),
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
    path = write(tmp_path, f"site_url: {value}\n")
    assert read_project(path).addresses.site == expected == (load_config(str(path)).site_url or "")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", Style.FOLDERS),
        ("use_directory_urls: false\n", Style.FILES),
        ("theme: material\nplugins:\n  - material/offline\n", Style.FILES),
    ],
    ids=["folders", "files", "offline"],
)
def test_how_pages_are_addressed(tmp_path: Path, text: str, style: Style) -> None:
    path = write(tmp_path, text)
    path.write_text(path.read_text(encoding="utf-8").replace("theme: mkdocs\ntheme", "theme"), encoding="utf-8")
    assert read_project(path).addresses.style is style


def test_the_nav_is_listed_with_its_lines(tmp_path: Path) -> None:
    text = "nav:\n  - Home: index.md\n  - about.md\n  - More:\n      - Out: https://example.org/x.md\n      - a/b.md\n"
    nav = read_project(write(tmp_path, text)).nav
    assert nav == {"index.md": 4, "about.md": 5, "a/b.md": 8}


def test_what_is_inherited_is_merged_as_mkdocs_does(tmp_path: Path) -> None:
    base = (
        "site_url: https://example.org/\ndocs_dir: d\nnav:\n  - index.md\nmarkdown_extensions:\n  toc:\n    title: A\n"
    )
    write(tmp_path, base, "base.yml")
    path = write(tmp_path, "INHERIT: base.yml\ndocs_dir: docs\nmarkdown_extensions:\n  toc:\n    permalink: true\n")
    project = read_project(path)
    assert (project.addresses.site, project.docs) == ("https://example.org/", tmp_path / "docs")
    assert project.nav == {"index.md": 1}
    assert project.markdown_configs == {"toc": {"title": "A", "permalink": True}}


def test_markdown_is_read_with_the_sites_extensions(tmp_path: Path) -> None:
    project = read_project(write(tmp_path, "markdown_extensions:\n  - footnotes\n  - toc:\n      title: A\n"))
    assert project.markdown_extensions == ("toc", "tables", "fenced_code", "footnotes")
    assert project.markdown_configs == {"toc": {"title": "A"}}


def test_pages_in_docs_are_listed_and_those_that_readers_do_not_get(tmp_path: Path) -> None:
    path = write(tmp_path, "exclude_docs: |\n  notes/\ndraft_docs: |\n  later.md\n")
    for name in ("later.md", "b.markdown", "a.md", "c.txt", "notes/d.md"):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text("x", encoding="utf-8")
    project = read_project(path)
    assert [*make_edition("One.", project=project).authored] == ["a.md", "b.markdown", "later.md", "notes/d.md"]
    assert project.hidden == ("later.md", "notes/d.md")


@pytest.mark.posix
@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(os.mkfifo, "is no file that can be read", id="pipe"),
        pytest.param(lambda path: path.symlink_to("gone.md"), "is no file that can be read", id="link-to-nowhere"),
        pytest.param(lambda path: path.symlink_to("."), "is a link to a folder around it", id="circle"),
        pytest.param(
            lambda path: path.with_name("a\nb.md").touch(), "cannot be part of an address", id="name-of-two-lines"
        ),
        pytest.param(
            lambda path: path.with_name("\udcff.md").touch(), "cannot be part of an address", id="name-that-is-no-text"
        ),
        pytest.param(Path.mkdir, "cannot be read: Permission denied", id="closed-folder"),
    ],
)
def test_what_is_no_file_is_told(
    tmp_path: Path, make: Callable[[Path], None], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = read_project(write(tmp_path, ""))
    make(tmp_path / "docs" / "odd.md")
    enter = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if os.fspath(path).endswith("odd.md"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return enter(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(GeneratorError, match=message):
        list(list_files(project.docs))


@pytest.mark.posix
def test_a_pipe_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "text.md")
    with pytest.raises(GeneratorError, match=r"text\.md:1: is no file that can be read"):
        read_text(tmp_path / "text.md")


def test_the_theme_is_known(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_text("site_name: A\ntheme: {name: material, language: ja, features: [a.b]}\n", encoding="utf-8")
    project = read_project(path)
    assert (project.theme, project.language, project.features) == ("material", "ja", ("a.b",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: [1\nb: 2\n", r":4: .*error parsing the configuration file", id="yaml"),
        pytest.param("- a\n", r"error parsing the configuration file", id="a-list"),
        pytest.param("INHERIT: gone.yml\n", r"gone\.yml", id="inherited-file-is-gone"),
        pytest.param("INHERIT: mkdocs.yml\n", r"INHERIT leads back", id="inherits-itself"),
        pytest.param("site_url: example.org\n", r"site_url.*isn't valid", id="broken-address"),
        pytest.param("site_url: http://[x\n", r"Invalid IPv6 URL", id="address-that-is-none"),
        pytest.param("docs_dir: gone\n", r"docs_dir.*gone", id="folder-is-gone"),
        pytest.param("use_directory_urls: 3\n", r"use_directory_urls.*Expected type", id="wrong-type"),
        pytest.param("plugins:\n  - generator: {statement: 3}\n", r"statement.*Expected type", id="wrong-option-type"),
        pytest.param(
            "markdown_extensions: [{toc: {toc_depth: x}}]\n", r"'toc'. ValueError: inv", id="option-of-an-extension"
        ),
        pytest.param("plugins:\n  - gone\n", r'"gone" plugin is not installed', id="plugin-is-gone"),
        pytest.param("markdown_extensions: [gone]\n", r"gone", id="extension-is-gone"),
        pytest.param("a: !!int abc\n", r"invalid literal", id="number-that-is-none"),
        pytest.param("a: !!bool abc\n", r"abc", id="truth-that-is-none"),
        pytest.param("a: !!timestamp abc\n", r"cannot be read", id="time-that-is-none"),
        pytest.param("INHERIT: 3\n", r"not 'int'", id="inherits-a-number"),
        pytest.param("theme: {name: mkdocs, features: 3}\n", r'"features" must be a list', id="features-that-are-none"),
        pytest.param(
            "theme: {name: mkdocs, palette: 3}\n", r'"palette.1" must be a mapping', id="palette-that-is-none"
        ),
        pytest.param("extra: {alternate: 3}\n", r'"alternate" must be a list', id="languages-that-are-none"),
        pytest.param("hooks: [gone.py]\n", r"gone\.py", id="hook-is-gone"),
        pytest.param("hooks: [d/imports.py]\n", r"No module named 'gone'", id="hook-that-imports-what-is-gone"),
        pytest.param("hooks: [d/broken.py]\n", r"invalid syntax", id="hook-that-is-no-python"),
    ],
)
def test_a_fault_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        read_project(write(tmp_path, text))
    assert re.search(message, str(caught.value))
    assert "\n" not in str(caught.value)
    assert caught.value.path == tmp_path / "mkdocs.yml"
