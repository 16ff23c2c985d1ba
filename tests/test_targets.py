"""A build replaces only what a build wrote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.model.errors import GeneratorError
from generator.publishing.build import build_strictly
from generator.publishing.folder import SITE, check_target
from generator.reading.project import read_project
from tests.projects import copy_minimal, replace
from tests.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_minimal(tmp_path_factory.mktemp("target") / "project")
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "letter.txt").write_text("mine", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (folder / "file").write_text("mine", encoding="utf-8")
    return folder


def listing(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (".", "among authored files"),
        ("..", "among authored files"),
        ("docs", "among authored files"),
        ("docs/site", "among authored files"),
        ("source", "among authored files"),
        (".git", "holds files that no build wrote"),
        ("../other", "holds files that no build wrote"),
        ("file", "is a file"),
        ("build", "a build stands there until it is whole"),
    ],
)
def test_nothing_is_replaced_that_no_build_wrote(project: Path, target: str, message: str) -> None:
    before = listing(project.parent)
    with pytest.raises(GeneratorError, match=message):
        build_strictly(project / "mkdocs.yml", project / target)
    assert listing(project.parent) == before


def test_a_statement_beside_mkdocs_yml_leaves_room_for_a_site(tmp_path: Path) -> None:
    folder = copy_minimal(tmp_path / "project")
    (folder / "source" / "statement.md").rename(folder / "statement.md")
    replace(folder / "mkdocs.yml", "plugins:\n  - generator", "plugins:\n  - generator:\n      statement: statement.md")
    project = read_project(folder / "mkdocs.yml")
    assert project.statement.is_file()
    check_target(project, folder / "site", SITE)
    with pytest.raises(GeneratorError, match="among authored files"):
        check_target(project, folder, SITE)


@pytest.mark.posix
def test_a_link_to_a_site_stays_and_the_site_is_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "stand_in"))
    (project.parent / "www").mkdir()
    (project / "link").symlink_to(project.parent / "www" / "html")
    assert build_strictly(project / "mkdocs.yml", project / "link")
    assert build_strictly(project / "mkdocs.yml", project / "link")
    assert (project / "link").is_symlink()
    assert (project.parent / "www" / "html" / "index.html").is_file()


@pytest.mark.parametrize("name", ["new", "empty", "built"])
def test_a_new_an_empty_and_a_built_folder_are_replaced(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A quick stand-in for MkDocs, which reads the glossary of the folder that it runs in.
    monkeypatch.chdir(project)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "stand_in"))
    place = project / name
    if name != "new":
        place.mkdir()
    if name == "built":
        (place / SITE.mark).write_text("stale.html", encoding="utf-8")
        (place / "stale.html").touch()
    assert build_strictly(project / "mkdocs.yml", place)
    assert (place / "index.html").is_file()
    assert (place / SITE.mark).is_file()
    assert not (place / "stale.html").exists()
    # What came into the site since: hidden files stay, and others are not deleted unasked.
    (place / ".git").mkdir()
    (place / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    assert build_strictly(project / "mkdocs.yml", place)
    assert (place / ".git" / "HEAD").read_text(encoding="utf-8") == "ref"
    (place / "CNAME").touch()
    with pytest.raises(GeneratorError, match=r"CNAME:1: is in the site, and no build wrote it"):
        build_strictly(project / "mkdocs.yml", place)
    assert (place / "CNAME").is_file()
    assert os.listdir(project / "build") == ["site.lock"]  # noqa: PTH208
