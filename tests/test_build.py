"""`mkdocs build --strict` on whole sites: what is in the built pages, and that two builds are the same bytes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import read_edition
from generator.model.errors import GeneratorError
from generator.publishing import THEME
from generator.publishing.build import build_strictly
from tests.projects import build, build_here, commit, copy_minimal, hashes, invoke, replace
from tests.samples import ROOT
from tests.site_reading import HtmlPage, dead_links, read_site, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = '</title><script>alert(1)</script> & "Polar" *Star*'
DEFINITION = 'A "rescue"><script>alert(2)</script> exercise | at {sea}.'


def mention_anchors(page: HtmlPage) -> list[str]:
    return [anchor for anchor in page.ids if re.fullmatch(r"m-.*-\d+", anchor)]


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a copy of the minimal site, with our theme and HTML in names, and the folder of its build."""
    folder = tmp_path_factory.mktemp("minimal")
    project = copy_minimal(folder)
    replace(project / "mkdocs.yml", "  font: false", f"  font: false\n  custom_dir: {THEME}")
    replace(project / "mkdocs.yml", "\ntheme:", "\nsite_author: A <b>Body</b>\ntheme:")
    entry = project / "docs" / "glossary" / "north-star.md"
    replace(entry, "name: North Star", f"name: '{NAME}'\naliases: [North Star]")
    replace(entry, "definition: A rescue exercise at sea. [^statement]", f"definition: '{DEFINITION} [^statement]'")
    replace(project / "source" / "statement.md", "title: Joint", "title: <b>Joint</b>")
    assert build_here(project, folder / "site") == []
    return project, folder / "site"


def test_the_minimal_site_builds_and_all_its_links_lead_somewhere(minimal: tuple[Path, Path]) -> None:
    assert dead_links(minimal[1], "/minimal/") == []


def test_paragraphs_have_their_text_and_nothing_else(minimal: tuple[Path, Path]) -> None:
    page = read_site(minimal[1])["statement/index.html"]
    assert " ".join(page.texts["p-2"].split()) == (
        "We welcome the Open Sea Compact & the exercise North Star. The Open Sea Compact holds; so does North Star."
    )
    assert [anchor for anchor in page.ids if re.fullmatch(r"p-\d+", anchor)] == ["p-1", "p-2", "p-3"]


def test_every_mention_has_its_address_linked_or_not(minimal: tuple[Path, Path]) -> None:
    page = read_site(minimal[1])["statement/index.html"]
    expected = [f"m-harbour-forum-{k}" for k in range(1, 6)]
    expected += [f"m-open-sea-compact-{k}" for k in range(1, 4)] + [f"m-north-star-{k}" for k in range(1, 4)]
    assert sorted(mention_anchors(page)) == sorted(expected)
    assert page.texts["m-north-star-2"] == "North Star"
    targets = [href for href in page.links if "glossary/north-star" in href]
    assert len([href for href in targets if "#" not in href]) >= 1


def test_html_in_a_name_is_text_on_every_page(minimal: tuple[Path, Path]) -> None:
    pages = read_site(minimal[1])
    for path, page in pages.items():
        assert "alert(" not in page.scripts, path
    entry = pages["glossary/north-star/index.html"]
    assert entry.meta["description"] == DEFINITION
    assert entry.meta["og:title"] == NAME
    text = (minimal[1] / entry.path).read_text(encoding="utf-8")
    assert re.search(
        r"<h1[^>]*>&lt;/title&gt;&lt;script&gt;alert\(1\)&lt;/script&gt; &amp; &#34;Polar&#34; \*Star\*", text
    )
    assert "<b>Joint" not in (minimal[1] / "statement" / "index.html").read_text(encoding="utf-8")


def test_every_page_tells_reference_managers_what_it_is(minimal: tuple[Path, Path]) -> None:
    pages = read_site(minimal[1])
    found = {path: {key for key in page.meta if key.startswith("citation_")} for path, page in pages.items()}
    common = {"citation_title", "citation_publisher", "citation_editor", "citation_public_url"}
    assert [path for path, keys in found.items() if not common <= keys] == [
        "404.html",
        "glossary/port-forum/index.html",
    ]
    assert found["statement/index.html"] == common | {"citation_author", "citation_date", "citation_language"}
    assert pages["statement/index.html"].meta["citation_title"] == "<b>Joint</b> Communiqué of Alba and Borealia"
    entry = pages["glossary/north-star/index.html"].meta
    assert (entry["citation_title"], entry["citation_editor"]) == (NAME, "A <b>Body</b>")
    assert entry["citation_inbook_title"].endswith(", annotated edition")
    assert "A &lt;b&gt;Body&lt;/b&gt;, Ed.)" in (minimal[1] / "glossary/north-star/index.html").read_text(
        encoding="utf-8"
    )


def test_a_former_slug_leaves_a_redirect(minimal: tuple[Path, Path]) -> None:
    page = read_site(minimal[1])["glossary/port-forum/index.html"]
    assert page.meta["refresh"] == "0; url=../harbour-forum/"
    assert "../harbour-forum/" in page.links


def test_a_site_builds_without_our_theme(tmp_path: Path) -> None:
    assert build_here(copy_minimal(tmp_path), tmp_path / "site") == []
    assert dead_links(tmp_path / "site", "/minimal/") == []


def test_bad_input_fails_the_build_in_one_line_and_leaves_no_site(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "docs" / "glossary" / "north-star.md", "theme: safety", "theme: safty")
    (said,) = build_here(project, tmp_path / "site")
    assert said == 'docs/glossary/north-star.md:4: "theme" is "safty", which is unknown; did you mean "safety"?'
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_finding_fails_a_strict_build(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "docs" / "glossary" / "north-star.md", "kind:", "aliases: [Forum of Harbours]\nkind:")
    done = build(project, tmp_path / "site")
    assert done.returncode != 0
    for place in ("harbour-forum.md:5", "north-star.md:3"):
        assert re.search(rf"^WARNING.*docs/glossary/{re.escape(place)}: .*\[alias-clash\]$", done.stderr, re.MULTILINE)


WORD = "19: paragraph 1 is not shown as it stands here"
IN_SITE = """
def on_post_build(config):
    with open(config.site_dir + "/statement/index.html", "r+", encoding="utf-8") as page:
        html = page.read()
        page.seek(0)
        page.write(html.replace("leaders", "rulers!"))
"""


@pytest.mark.parametrize(
    ("hook", "message"),
    [
        ("def on_page_content(html, **_):\n    return html.replace('leaders', 'rulers')\n", WORD),
        (
            "def on_page_context(context, page, **_):\n    page.content = page.content.replace('leaders', 'rulers')\n",
            WORD,
        ),
        ("def on_post_page(output, **_):\n    return output.replace('leaders', 'rulers')\n", WORD),
        (IN_SITE, WORD),
        (
            "def on_page_content(html, **_):\n    return html.replace(' id=\"p-1-s', ' id=\"')\n",
            "1: its page has no place #p-1-s1",
        ),
        (
            "def on_post_page(output, **_):\n    return output.replace(' id=\"m-', ' id=\"')\n",
            "1: its page has no place #m-",
        ),
    ],
)
def test_what_something_else_changes_in_the_statement_fails_the_build(hook: str, message: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "hook.py").write_text(hook, encoding="utf-8")
    replace(project / "mkdocs.yml", "plugins:", "hooks: [hook.py]\n\nplugins:")
    assert f"source/statement.md:{message}" in build_here(project, tmp_path / "site")[-1]


def test_a_part_of_the_theme_that_somebody_replaces_is_made_for_each_page(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "theme" / "partials").mkdir(parents=True)
    (project / "theme" / "partials" / "nav.html").write_text("<nav>{{ page.title }}</nav>", encoding="utf-8")
    replace(project / "mkdocs.yml", "  font: false", "  font: false\n  custom_dir: theme")
    assert build_here(project, tmp_path / "site") == []
    for slug, name in (("harbour-forum", "Harbour Forum"), ("north-star", "North Star")):
        page = (tmp_path / "site" / "glossary" / slug / "index.html").read_text(encoding="utf-8")
        assert f"<nav>{name}" in page


def test_two_builds_are_the_same_byte_for_byte_and_change_nothing_else(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    commit(project, "2021-03-04T05:06:07Z")
    first, second, authored = tmp_path / "first", tmp_path / "second", hashes(project)
    assert build(project, first, PYTHONHASHSEED="1").returncode == 0
    assert hashes(project) == authored
    # A build takes more than a second, so that a time that slipped in would differ.
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere)
    for path in elsewhere.rglob("*.md"):
        path.touch()
    assert build(elsewhere, second, PYTHONHASHSEED="2", TZ="Asia/Seoul", LC_ALL="C").returncode == 0
    assert hashes(first) == hashes(second)
    assert {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} <= set(hashes(first))
    assert "<lastmod>2021-03-04</lastmod>" in (first / "sitemap.xml").read_text(encoding="utf-8")


# The edition itself.


@pytest.fixture(scope="module")
def edition(edition_site: Callable[[str], Path]) -> Path:
    """The repository's own site."""
    return edition_site("mkdocs")


def test_every_link_and_anchor_of_the_edition_leads_somewhere(edition: Path) -> None:
    assert dead_links(edition, "/annotated/") == []


def test_no_page_of_the_edition_loads_anything_from_elsewhere(edition: Path) -> None:
    for path, page in read_site(edition).items():
        for tag, address in page.loads:
            assert not re.match(r"(https?:)?//", address), f"{path}: <{tag}> {address}"
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", page.styles), path
    for sheet in edition.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_no_id_of_the_edition_stands_twice_on_a_page(edition: Path) -> None:
    for path, page in read_site(edition).items():
        assert sorted(page.ids) == sorted(set(page.ids)), path


def test_paragraphs_of_the_edition_are_the_sources(edition: Path) -> None:
    read = read_edition(ROOT / "mkdocs.yml")
    page = read_site(edition)["statement/index.html"]
    for block in read.statement.paragraphs:
        assert " ".join(page.texts[f"p-{block.number}"].split()) == " ".join(block.text.split())
    for mention in read.mentions:
        assert page.texts[mention.anchor] == mention.exact


def test_pages_of_the_edition_show_what_their_authors_wrote(edition: Path) -> None:
    pages = sorted(edition.rglob("*.html"))
    for path in pages:
        html = path.read_text(encoding="utf-8")
        shown = shown_text(html) + "\n".join(re.findall(r'\b(?:title|alt|data-[\w-]+)="([^"]*)"', html))
        assert not UNREAD.search(shown), (path, UNREAD.search(shown))
    for source in sorted((ROOT / "docs").rglob("*.md")):
        written = re.sub(r"```.*?```|`[^`]*`", "", source.read_text(encoding="utf-8"), flags=re.DOTALL).count("![")
        page = edition / source.relative_to(ROOT / "docs").with_suffix("") / "index.html"
        assert len(re.findall(r"<img\b", html_of_article(page))) == written, source


UNREAD = re.compile(r"\[\^[\w-]+\]|\{:?\s*[.#][\w-]+[^{}]*\}|\{[\w-]+=[^{}]*\}|!\[")


def html_of_article(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]


def test_mentions_of_every_entry_are_numbered_from_one(edition: Path) -> None:
    anchors = mention_anchors(read_site(edition)["statement/index.html"])
    numbers: dict[str, list[int]] = {}
    for anchor in anchors:
        slug, _, number = anchor.removeprefix("m-").rpartition("-")
        numbers.setdefault(slug, []).append(int(number))
    assert numbers
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_every_page_of_an_entry_leads_back_to_every_mention(edition: Path) -> None:
    pages = read_site(edition)
    for anchor in mention_anchors(pages["statement/index.html"]):
        slug = anchor.removeprefix("m-").rpartition("-")[0]
        entry = pages[f"glossary/{slug}/index.html"]
        assert f"../../statement/#{anchor}" in entry.links
        assert "in-the-statement" in entry.ids


@pytest.mark.posix
def test_a_failed_make_site_leaves_the_last_site_as_it_was(minimal: tuple[Path, Path], tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(minimal[0], project)
    shutil.copytree(minimal[1], project / "site")
    shutil.copy(ROOT / "Makefile", project / "Makefile")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (project / name).write_text("", encoding="utf-8")
    # A ready environment whose Python is this one, so that make sets nothing up.
    tool = project / ".venv" / "bin" / "python"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    (project / ".venv" / ".runtime").touch()
    before = hashes(project / "site")
    replace(project / "docs" / "glossary" / "north-star.md", "theme: safety", "theme: safty")
    done = subprocess.run(
        ["make", "site"],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0
    assert "safty" in done.stderr
    assert hashes(project / "site") == before
    assert [path.name for path in (project / "build").iterdir()] == ["site.lock"]


def test_the_plugin_says_which_option_is_wrong(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "mkdocs.yml", "  - generator\n", "  - generator:\n      statment: x.md\n")
    assert any("statment" in line for line in build_here(project, tmp_path / "site"))


@pytest.mark.parametrize("event", ["on_nav", "on_post_page"])
def test_a_hook_that_ends_python_is_told(event: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "hook.py").write_text(f"import sys\ndef {event}(*_, **__):\n    sys.exit(0)\n", encoding="utf-8")
    replace(project / "mkdocs.yml", "plugins:", "hooks: [hook.py]\n\nplugins:")
    done = invoke(project, "check")
    assert (done.exit_code, done.stderr) == (2, "hook.py:3: ends Python, so nothing is built; remove that\n")
    if event == "on_nav":
        with contextlib.chdir(project), pytest.raises(GeneratorError, match="ended before the site was whole"):
            build_strictly(Path("mkdocs.yml"), Path("site"))
        assert not (project / "site").exists()


def test_a_page_that_an_extension_fails_at_is_named(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "mkdocs.yml", "  - attr_list", "  - toc:\n      slugify: !!python/name:os.system\n  - attr_list")
    (project / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("docs/about.md:1: an extension of Markdown fails: system() takes")
    assert build_here(project, tmp_path / "site")[-1].startswith("docs/about.md:1: TypeError: system() takes")


def test_a_file_that_stands_where_the_site_has_a_folder_is_told(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "docs" / "data").touch()
    assert (
        invoke(project, "check").stderr == "docs/data:1: is a file, and the site has a folder of that name; rename it\n"
    )
