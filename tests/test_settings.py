"""Settings of mkdocs.yml that pages have to follow: each works in a real strict build, or is refused in one line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.projects import break_project, build_here, commit, copy_minimal, invoke, read_cases, replace
from tests.site_reading import dead_links, read_site, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = r"""
INHERIT: base.yml
extra:
  alternate:
    - {name: English, link: /minimal/, lang: en}
    - {name: 日本語, link: /minimal/ja/, lang: ja}
hooks: [hook.py]
nav:
  - index.md
  - statement.md
  - glossary/index.md
  - about.md
  - plain.md
  - ja/index.md
markdown_extensions:
  - attr_list
  - def_list
  - md_in_html
  - tables
  - admonition
  - footnotes
  - smarty
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.details
"""

HOOK = '''
"""As the plugins macros, git-revision-date and rss do it."""

import json
import subprocess
from pathlib import Path

import jinja2

DATES = {}


def on_page_markdown(markdown, page, **_):
    return jinja2.Template(markdown).render(two=2)


def on_page_content(html, page, config, **_):
    path = Path(page.file.abs_src_path)
    assert path.stat().st_size
    command = ["git", "log", "-1", "--format=%cs", "--", str(path)]
    DATES[page.file.src_uri] = subprocess.run(command, cwd=path.parent, capture_output=True, text=True).stdout.strip()
    return html


def on_post_build(config, **_):
    Path(config.site_dir, "dates.json").write_text(json.dumps(DATES))
'''

BACKGROUND = """
The forum -- "by the sea" -- measures $x^2$ and meets the exercise North Star. [^s1]

## Sources

| Port  | Ships |
|-------|------:|
| North |    12 [^s1] |

![A map of the harbour](../pictures/map.svg){ width=200 } [^s1]

!!! note "A note"
    Ships wait for the Open Sea Compact. [^s1]

??? tip "More"
    Nothing. [^statement]
"""

ABOUT = """# About

We use the HF and the Open Sea Compact. One and one is {{ two }}.

The forum of old.[^1] See [the forum](glossary/harbour-forum.md#sources) and [the text](statement.md#p-2).

[^1]: It was the Harbour Forum.
"""

MAP = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4z"/></svg>\n'


def enrich(folder: Path, *, more: str = "") -> Path:
    """Make a project that uses much of what MkDocs offers."""
    project = copy_minimal(folder)
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text(SETTINGS + more, encoding="utf-8")
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    (project / "docs" / "about.md").write_text(ABOUT, encoding="utf-8")
    plain = "---\nannotate: false\n---\n\n# Plain\n\nWe use the HF.\n"
    (project / "docs" / "plain.md").write_text(plain, encoding="utf-8")
    for name in ("ja", "pictures"):
        (project / "docs" / name).mkdir()
    (project / "docs" / "ja" / "index.md").write_text("# 日本語\n", encoding="utf-8")
    (project / "docs" / "pictures" / "map.svg").write_text(MAP, encoding="utf-8")
    with (project / "docs" / "glossary" / "harbour-forum.md").open("a", encoding="utf-8") as entry:
        entry.write(BACKGROUND)
    return project


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A project and its site."""

    project: Path
    site: Path

    def article(self, name: str) -> LexborNode:
        """Return what the page at a path says."""
        found = LexborHTMLParser((self.site / name).read_text(encoding="utf-8")).css_first("article")
        assert found is not None
        return found


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("rich")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1731628800")
        project = enrich(folder)
        commit(project, "2021-03-04T05:06:07Z")
        replace(project / "docs" / "glossary" / "north-star.md", "in January 2020", "in February 2020")
        replace(project / "source" / "statement.md", "trade: Trade", "trade: Commerce")
        commit(project, "2022-03-04T05:06:07Z")
        assert build_here(project, folder / "site") == []
        yield Built(project=project, site=folder / "site")


def test_all_links_of_a_site_with_many_settings_lead_somewhere(rich: Built) -> None:
    assert dead_links(rich.site, "/minimal/") == []


def test_no_page_shows_markup_that_its_author_meant_to_be_read(rich: Built) -> None:
    for path in rich.site.rglob("*.html"):
        assert unread(path.read_text(encoding="utf-8")) == [], path


def unread(html: str) -> list[str]:
    return re.findall(r"\[\^[^\]]*\]|\{[:.#%{ ][^{}]*\}|!\[|^ *(?:!!!|\?\?\?|\|) ", shown_text(html), re.MULTILINE)


def test_what_extensions_make_of_prose_is_shown(rich: Built) -> None:
    entry = rich.article("glossary/harbour-forum/index.html")
    text = entry.text()
    assert "The forum – “by the sea” – measures" in text
    (sum_,) = entry.css(".arithmatex")
    assert sum_.text() == r"\(x^2\)"
    assert [cell.attributes["align"] for cell in entry.css("td[align]")] == ["right"]
    assert not entry.css("[style]")
    (note,) = entry.css(".admonition")
    for selector, text in (("a.entry-link", "Open Sea Compact"), ("a.citation", "[1]")):
        assert [node.text() for node in note.css(selector)] == [text]
    assert "More" in [node.text() for node in entry.css("details summary")]


def test_a_picture_of_ones_own_is_shown_as_wide_as_it_is_asked(rich: Built) -> None:
    (picture,) = rich.article("glossary/harbour-forum/index.html").css("img")
    assert picture.attributes == {"alt": "A map of the harbour", "src": "../../pictures/map.svg", "width": "200"}
    assert (rich.site / "pictures" / "map.svg").read_text(encoding="utf-8") == MAP
    page = read_site(rich.site)["glossary/harbour-forum/index.html"]
    assert "img-src 'self'" in page.meta["content-security-policy"]


def test_a_heading_of_prose_has_an_id_of_its_own(rich: Built) -> None:
    entry = rich.article("glossary/harbour-forum/index.html")
    headings = [node.attributes["id"] for node in entry.css("h2") if node.text() == "Sources"]
    assert headings == ["sources_1", "sources"]


def test_other_languages_of_a_site_are_offered(rich: Built) -> None:
    page = LexborHTMLParser((rich.site / "glossary/north-star/index.html").read_text(encoding="utf-8"))
    heads = {node.attributes["hreflang"]: node.attributes["href"] for node in page.css('link[rel="alternate"]')}
    links = {node.attributes["hreflang"]: node.text().strip() for node in page.css("header a[hreflang]")}
    assert heads == {"en": "/minimal/", "ja": "/minimal/ja/"}
    assert links == {"en": "English", "ja": "日本語"}


def test_other_plugins_find_the_file_that_a_page_is_made_of(rich: Built) -> None:
    dates = json.loads((rich.site / "dates.json").read_text(encoding="utf-8"))
    assert dates["glossary/north-star.md"] == dates["statement.md"] == dates["index.md"] == "2022-03-04"
    assert dates["glossary/harbour-forum.md"] == dates["glossary/port-forum.md"] == dates["about.md"] == "2021-03-04"


def test_macros_fill_authored_pages_and_leave_ours_alone(rich: Built) -> None:
    assert "One and one is 2." in rich.article("about/index.html").text()
    assert "{{Harbour Forum (HF)}}" in rich.article("glossary/harbour-forum/index.html").text()


def test_names_link_in_authored_pages_unless_the_page_says_no(rich: Built) -> None:
    about = rich.article("about/index.html")
    links = [(link.text(), link.attributes["href"]) for link in about.css("a.entry-link")]
    assert links[:2] == [("HF", "../glossary/harbour-forum/"), ("Open Sea Compact", "../glossary/open-sea-compact/")]
    assert "fn:1" in {node.attributes["id"] for node in about.css("[id]")}
    assert rich.article("plain/index.html").css("a.entry-link") == []


def test_names_link_in_no_authored_page_of_a_site_that_says_no(tmp_path: Path) -> None:
    project = enrich(tmp_path, more="plugins: [{generator: {annotate_pages: false}}]\n")
    assert build_here(project, tmp_path / "site") == []
    built = Built(project=project, site=tmp_path / "site")
    assert built.article("about/index.html").css("a.entry-link") == []
    assert built.article("glossary/harbour-forum/index.html").css("a.entry-link") != []


@pytest.mark.parametrize(
    "more", ["use_directory_urls: false\n", "plugins: [generator, offline]\n"], ids=["files", "offline"]
)
def test_pages_that_are_files_lead_to_each_other(more: str, tmp_path: Path) -> None:
    project = enrich(tmp_path, more=more)
    site = tmp_path / "site"
    assert build_here(project, site) == []
    assert dead_links(site, "/minimal/") == []
    assert (site / "glossary" / "harbour-forum.html").is_file()
    hits = [entry[0] for entry in json.loads((site / "find" / "names.json").read_text(encoding="utf-8"))]
    assert "glossary/harbour-forum.html" in hits
    assert all((site / hit).is_file() for hit in hits)
    described = (site / "data" / "glossary.json").read_text(encoding="utf-8")
    assert "https://example.org/minimal/glossary/harbour-forum.html" in described


CASES = {
    name: case
    for name, case in read_cases("settings").items()
    if not name.endswith(("that-mkdocs-refuses", "that-run-code"))
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_build_refuses_what_check_refuses(case: dict[str, Any], tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    break_project(project, case)
    assert build_here(project, tmp_path / "site") == invoke(project, "check").stderr.splitlines() != []
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_link_that_leads_nowhere_is_a_warning_wherever_it_stands(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    with (project / "docs" / "glossary" / "north-star.md").open("a", encoding="utf-8") as entry:
        entry.write("\nSee [there](harbour-forum.md#nowhere) and [here](#nothing). [^statement]\n")
    templates = project / "templates"
    templates.mkdir()
    (templates / "timeline.html.jinja").write_text('<h1>T</h1><a href="../gone/">gone</a>\n', encoding="utf-8")
    replace(project / "mkdocs.yml", "  - generator\n", "  - generator:\n      templates: templates\n")
    warnings = build_here(project, tmp_path / "site")
    assert [warning.split(" [")[0].partition(" a link ")[2].partition(",")[0] for warning in warnings] == [
        'leads to "glossary/harbour-forum/#nowhere"',
        'leads to "glossary/north-star/#nothing"',
        'leads to "gone/"',
    ]
