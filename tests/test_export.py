"""Pages as plain Markdown: what is written, what is removed, what is refused, and how it reads on GitHub."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

from generator.config import read_project
from generator.export import RECORD, export_site
from generator.opendata import make_data
from generator.site import build_site
from tests.projects import build, copy_minimal, hashes, invoke, run
from tests.samples import ROOT, visible_text

if TYPE_CHECKING:
    from pathlib import Path


def export(project: Path, folder: str = "build/pages") -> str:
    """Export a project's pages and give what the command said."""
    done = invoke(project, "export", folder)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_minimal(tmp_path)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the real edition."""
    folder = tmp_path_factory.mktemp("real") / "pages"
    project = read_project(ROOT / "mkdocs.yml")
    site = build_site(project.statement, project.glossary, address="https://example.org/x/")
    export_site(site, make_data(site), project.docs, folder)
    return folder


def test_every_page_and_authored_file_is_written(project: Path) -> None:
    (project / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    (project / "docs" / ".hidden.md").write_text("# Hidden\n", encoding="utf-8")
    export(project)
    names = set(hashes(project / "build" / "pages"))
    entries = {f"glossary/{path.name}" for path in (project / "docs" / "glossary").glob("*.md")}
    assert {"index.md", "statement.md", "glossary/index.md", "acronyms.md", "timeline.md", "data.md"} <= names
    assert entries <= names
    assert {"about.md", "data/glossary.json", "data/glossary.ttl"} <= names
    assert ".hidden.md" not in names


def test_the_exported_pages_are_those_that_the_plugin_adds(project: Path) -> None:
    hook = "import pathlib\n\ndef on_page_markdown(markdown, page, config, **_):\n"
    hook += "    pathlib.Path(config.config_file_path).parent.joinpath('seen.txt').open('a', encoding='utf-8').write("
    hook += "page.file.src_uri + '\\n')\n    p = pathlib.Path('build/pages') / page.file.src_uri\n"
    hook += "    assert page.file.content_string == p.read_bytes().decode(), page.file.src_uri\n"
    export(project)
    (project / "hook.py").write_text(hook, encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nhooks: [hook.py]\n", encoding="utf-8")
    done = build(project, project / "site")
    assert done.returncode == 0, done.stderr
    seen = set((project / "seen.txt").read_text(encoding="utf-8").split())
    assert seen == {name for name in hashes(project / "build" / "pages") if name.endswith(".md")}


def test_a_second_export_writes_nothing(project: Path) -> None:
    export(project)
    folder = project / "build" / "pages"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert " 0 written, 0 removed" in export(project)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_only_what_changed_is_written(project: Path) -> None:
    export(project)
    entry = project / "docs" / "glossary" / "harbour-forum.md"
    entry.write_text(entry.read_text(encoding="utf-8") + "\nOne more sentence. [^statement]\n", encoding="utf-8")
    said = export(project)
    # The page itself and the file that holds its text as data.
    assert " 2 written, 0 removed" in said


def test_a_stale_page_is_removed_and_its_empty_folder(project: Path) -> None:
    folder = project / "build" / "pages"
    (project / "docs" / "more").mkdir()
    (project / "docs" / "more" / "notes.md").write_text("# Notes\n", encoding="utf-8")
    export(project)
    (folder / "glossary" / "stray.md").write_text("# Nobody's\n", encoding="utf-8")
    (project / "docs" / "more" / "notes.md").unlink()
    assert " 2 removed" in export(project)
    assert not (folder / "more").exists()
    assert not (folder / "glossary" / "stray.md").exists()


def test_a_file_where_a_folder_stood_and_the_other_way_round(project: Path) -> None:
    more = project / "docs" / "more"
    more.mkdir()
    (more / "a.md").write_text("# A\n", encoding="utf-8")
    (project / "docs" / "b").write_text("b", encoding="utf-8")
    export(project)
    (more / "a.md").unlink()
    more.rmdir()
    more.write_text("now a file", encoding="utf-8")
    (project / "docs" / "b").unlink()
    (project / "docs" / "b").mkdir()
    (project / "docs" / "b" / "c.md").write_text("# C\n", encoding="utf-8")
    export(project)
    assert (project / "build" / "pages" / "more").is_file()
    assert (project / "build" / "pages" / "b" / "c.md").is_file()


@pytest.mark.posix
@pytest.mark.parametrize("folder", ["docs", "docs/new", ".", "source", "docs/glossary", "..", "link"])
def test_pages_are_never_written_among_authored_files(project: Path, folder: str) -> None:
    (project / "link").symlink_to("docs")
    before = hashes(project)
    done = invoke(project, "export", folder)
    assert done.exit_code == 2
    assert re.fullmatch(r"\S+:1: pages would be written among authored files .*build/pages\n", done.stderr)
    assert hashes(project) == before


@pytest.mark.posix
@pytest.mark.parametrize("folder", ["docs", "docs/glossary", "source", "link"])
def test_data_is_never_written_among_authored_files(project: Path, folder: str) -> None:
    (project / "link").symlink_to("docs")
    before = hashes(project)
    done = invoke(project, "data", folder)
    assert (done.exit_code, done.stderr.endswith("name another folder, such as build/data\n")) == (2, True)
    assert hashes(project) == before


def test_a_folder_with_files_that_no_export_wrote_is_left_alone(project: Path) -> None:
    other = project / "precious"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    done = invoke(project, "export", "precious")
    assert done.exit_code == 2
    assert done.stderr.startswith("precious:1: holds files that no export wrote")
    assert hashes(other).keys() == {"letter.txt"}


def test_authored_files_beside_the_working_folder_are_named_too(project: Path, tmp_path: Path) -> None:
    done = invoke(tmp_path, "export", "project/docs", "--config", "project/mkdocs.yml")
    assert "among authored files (project/docs)" in done.stderr
    (tmp_path / "here").mkdir()
    done = invoke(tmp_path / "here", "export", "../project/docs", "--config", "../project/mkdocs.yml")
    assert f"among authored files ({(project / 'docs').as_posix()})" in done.stderr


@pytest.mark.posix
def test_links_in_an_exported_folder_lead_nothing_authored_astray(project: Path) -> None:
    export(project)
    folder = project / "build" / "pages"
    entry = project / "docs" / "glossary" / "harbour-forum.md"
    before = entry.read_bytes()
    (folder / "glossary" / entry.name).unlink()
    (folder / "glossary" / entry.name).symlink_to(entry)
    (folder / "extra").symlink_to(project / "docs")
    export(project)
    assert entry.read_bytes() == before
    assert not (folder / "glossary" / entry.name).is_symlink()
    assert not (folder / "extra").is_symlink()


def test_hidden_files_of_a_repository_stay(project: Path) -> None:
    export(project)
    kept = project / "build" / "pages" / ".git" / "HEAD"
    kept.parent.mkdir()
    kept.write_text("ref", encoding="utf-8")
    export(project)
    assert kept.is_file()


def test_the_same_inputs_give_the_same_bytes(project: Path) -> None:
    run(project, "generator", "export", "one", PYTHONHASHSEED="1")
    run(project, "generator", "export", "two", PYTHONHASHSEED="2")
    assert hashes(project / "one") == hashes(project / "two")


def test_a_fault_in_an_input_is_one_line_and_writes_nothing(project: Path) -> None:
    (project / "source" / "statement.md").unlink()
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "build").exists()


def test_a_record_that_is_broken_is_named(project: Path) -> None:
    export(project)
    (project / "build" / "pages" / RECORD).write_text("{", encoding="utf-8")
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 2
    assert f"build/pages/{RECORD}:1: cannot be read" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(project: Path) -> None:
    (project / "build").write_text("a file", encoding="utf-8")
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 2
    assert re.fullmatch(r"build/pages/\S+:1: cannot be written: .+\n", done.stderr)


def test_the_nav_is_checked_for_pages_that_are_not_there(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = re.sub(r"(?ms)^nav:.*?(?=^\S)", "", config.read_text(encoding="utf-8"))
    nav = "nav:\n  - Home: index.md\n  - More:\n      - timelime.md\n      - https://example.org/x.md\n"
    config.write_text(nav + text, encoding="utf-8")
    done = invoke(project, "check")
    assert done.exit_code == 1
    assert done.stdout.startswith('mkdocs.yml:4: nav lists "timelime.md"')
    assert 'did you mean "timeline.md"?' in done.stdout
    assert "[nav-without-page]" in done.stdout
    assert len(done.stdout.splitlines()) == 1


# What GitHub does not know and would show as it stands.
LEFTOVERS = re.compile(
    r"\{[:#. ]|markdown=|data-picture|data-of-link|^: {3}|\]\(|<span|<dd|<p |\bviewBox\b", re.MULTILINE
)


def read_on_github(path: Path) -> str:
    """Give the HTML that GitHub makes of a page, without its front matter, which GitHub shows as a table."""
    text = path.read_text(encoding="utf-8")
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    html: str = cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_UNSAFE)
    return html


def pages_of_ours() -> list[str]:
    glossary = sorted(path.name for path in (ROOT / "docs" / "glossary").glob("*.md"))
    return [
        "index.md",
        "statement.md",
        "acronyms.md",
        "timeline.md",
        "data.md",
        *(f"glossary/{name}" for name in glossary),
    ]


@pytest.mark.parametrize("page", pages_of_ours())
def test_a_page_reads_well_on_github(exported: Path, page: str) -> None:
    html = read_on_github(exported / page)
    shown = visible_text(re.sub(r"<(pre|code)>.*?</\1>", "", html, flags=re.DOTALL))
    assert not LEFTOVERS.search(shown), LEFTOVERS.findall(shown)
    assert "&lt;title" not in html
    # All Markdown is read as Markdown: headings, and links to files that are there.
    assert re.search(r"<h1", html)
    for href in re.findall(r'<a href="([^"#:]+)(?:#[^"]*)?"', html):
        assert (exported / page).parent.joinpath(href).is_file(), href


def test_the_statement_is_word_for_word_on_github_too(exported: Path) -> None:
    html = read_on_github(exported / "statement.md")
    project = read_project(ROOT / "mkdocs.yml")
    site = build_site(project.statement, project.glossary)
    for block in site.statement.paragraphs:
        start = html.index(f'<p id="p-{block.number}"')
        shown = visible_text(html[start : html.index("<details", start)])
        assert shown.split() == block.text.split()


def test_the_record_lists_what_was_exported(project: Path) -> None:
    export(project)
    folder = project / "build" / "pages"
    listed = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    assert set(listed) | {RECORD} == set(hashes(folder))


@pytest.mark.parametrize(
    ("line", "said", "begins"),
    [
        ("site_url: https://example.org/minimal", "", "https://example.org/minimal/"),
        (
            "site_url: http://127.0.0.1:8000/",
            "which only this machine knows; say the site's in SITE_URL",
            "http://127.0.0.1:8000/",
        ),
        ("", "mkdocs.yml has no site_url, so identifiers are relative", "../"),
    ],
    ids=["published", "local", "unknown"],
)
def test_data_says_when_its_identifiers_are_not_permanent(project: Path, line: str, said: str, begins: str) -> None:
    config = project / "mkdocs.yml"
    config.write_text(re.sub("(?m)^site_url.*$", line, config.read_text(encoding="utf-8")), encoding="utf-8")
    done = invoke(project, "data", "build/data")
    *notes, _ = done.stdout.splitlines()
    assert (len(notes), said in "".join(notes)) == (bool(said), True)
    written = json.loads((project / "build" / "data" / "glossary.json").read_text(encoding="utf-8"))
    assert written["id"] == f"{begins}glossary/"
    page = export(project) and (project / "build" / "pages" / "data.md").read_text(encoding="utf-8")
    assert ("to be looked at on one machine" in page, "without knowing where" in page) == ("127" in line, not line)
