"""Pages for another builder: what is written, what is removed, what is refused, and that Markdown leaves them as they are."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown import Markdown

from generator.linking.edition import read_edition
from generator.model.addresses import Addresses
from generator.publishing.export import export_site, shield
from generator.reading.project import read_project
from tests.projects import copy_minimal, hashes, invoke
from tests.samples import ROOT

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
    (project / "docs" / "more" / "notes.md").unlink()
    assert " 1 removed" in export(project)
    assert not (folder / "more").exists()
    # The other builder would publish it.
    (folder / "glossary" / "stray.md").write_text("# Nobody's\n", encoding="utf-8")
    refused = "build/pages/glossary/stray.md:1: is in pages, and no export wrote it"
    assert invoke(project, "export", "build/pages").stderr.startswith(refused)
    assert (folder / "glossary" / "stray.md").exists()


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
    done = invoke(project, "data", "precious")
    assert done.stderr.startswith("precious:1: holds files that no data wrote")
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
    export(project)
    assert entry.read_bytes() == before
    assert not (folder / "glossary" / entry.name).is_symlink()


def test_hidden_files_of_a_repository_stay(project: Path) -> None:
    export(project)
    kept = project / "build" / "pages" / ".git" / "HEAD"
    kept.parent.mkdir()
    kept.write_text("ref", encoding="utf-8")
    export(project)
    assert kept.is_file()


def test_a_fault_in_an_input_is_one_line_and_writes_nothing(project: Path) -> None:
    (project / "source" / "statement.md").unlink()
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "build").exists()


def test_a_folder_that_cannot_be_written_is_named(project: Path) -> None:
    (project / "build").write_text("a file", encoding="utf-8")
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 2
    assert re.fullmatch(r"build/pages/\S+:1: cannot be written: .+\n", done.stderr)


def read_page(path: Path) -> tuple[dict[str, object], str]:
    """Read an exported page: its front matter and its body."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body.strip("\n")


def test_markdown_leaves_every_page_of_the_edition_as_it_is(tmp_path: Path) -> None:
    project = replace(read_project(ROOT / "mkdocs.yml"), addresses=Addresses(site="https://example.org/x/"))
    assert export_site(read_edition(project), tmp_path / "pages")[0] == ()
    parser = Markdown(extensions=list(project.markdown_extensions), extension_configs=dict(project.markdown_configs))
    pages = sorted((tmp_path / "pages").rglob("*.md"))
    assert len(pages) > 45
    for path in pages:
        _, body = read_page(path)
        assert parser.reset().convert(body) == body, path


@pytest.mark.parametrize(
    ("body", "shielded"),
    [
        ("<div>\n\n    <p>a</p>\n</div>\n", "<div>\n<p>a</p>\n</div>"),
        ("<pre>a\n\n\tb</pre>", "<pre>a&#10;&#10;&#9;b</pre>"),
        (
            "<p>```\n~~~ {{ x }} {% y %} {z}</p>",
            "<p>&#96;&#96;&#96;\n&#126;&#126;&#126; &#123;{ x }} &#123;% y %} {z}</p>",
        ),
    ],
    ids=["indented", "preformatted", "fences-and-templates"],
)
def test_nothing_in_a_body_means_anything_to_markdown(body: str, shielded: str) -> None:
    assert shield(body) == shielded


MARKED = """---
title: Its title
date: 2024-11-15
annotate: false
---
# A & *page*

The Harbour Forum. ![Map](assets/map.png)

## First part

```jinja
{{ value }}

	indented by a tab, after a blank line
~~~
```
"""


def test_an_authored_page_is_finished_and_shielded(project: Path) -> None:
    docs = project / "docs"
    for name, text in {
        "one.md": MARKED,
        "two.md": "# Two & *more*\n\nSee [it](one.md#first-part) and the Harbour Forum.\n",
    }.items():
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "assets").mkdir()
    (docs / "assets" / "map.png").write_bytes(b"png")
    assert invoke(project, "export", "build/pages").stderr == ""
    pages = project / "build" / "pages"
    meta, body = read_page(pages / "one.md")
    assert meta["title"] == "Its title"
    assert str(meta["date"]) == "2024-11-15"
    assert meta["contents"] == [{"level": 2, "id": "first-part", "text": "First part"}]
    # Names are linked unless the page asks for none.
    assert "entry-link" not in body
    assert 'src="assets/map.png"' in body
    # Shown as written by a browser, and nothing to fences, templates or Markdown.
    shown = html.unescape(re.sub(r"<[^>]*>", "", body))
    assert "{{ value }}\n\n    indented by a tab, after a blank line\n~~~" in shown
    assert not re.search(r"\{\{|~~~|\n\n|\t", body)
    meta, other = read_page(pages / "two.md")
    assert meta["title"] == "Two & more"
    assert 'href="one/#first-part"' in other
    assert 'href="glossary/harbour-forum/"' in other


def test_pages_that_mkdocs_keeps_from_readers_are_not_exported(project: Path) -> None:
    (project / "docs" / "draft.md").write_text("# Draft\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nexclude_docs: draft.md\n")
    export(project)
    assert not (project / "build" / "pages" / "draft.md").exists()


def test_a_link_of_an_authored_page_that_leads_nowhere_is_reported(project: Path) -> None:
    (project / "docs" / "about.md").write_text("# About\n\n[there](statement.md#p-99)\n", encoding="utf-8")
    done = invoke(project, "export", "build/pages")
    assert done.exit_code == 0
    assert 'docs/about.md:1: a link leads to "statement/#p-99"' in done.stderr


@pytest.mark.parametrize(
    ("line", "said", "begins"),
    [
        ("site_url: https://example.org/minimal", "", "https://example.org/minimal/"),
        (
            "site_url: http://127.0.0.1:8000/",
            "is a local address; set SITE_URL",
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
