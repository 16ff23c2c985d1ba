"""When `check` finds nothing, the build succeeds; and neither ends in a traceback, whatever is edited."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.projects import build_here, copy_minimal, invoke

FILES = ("source/statement.md", "docs/glossary/harbour-forum.md", "docs/glossary/open-sea-compact.md", "docs/about.md")
LINES = (
    *(
        "",
        "---",
        "# One {#same}",
        "## Sources",
        "- an item",
        "1. one",
        "> a",
        "    code",
        "```",
        "| a | b |",
        "***",
        "* * *",
    ),
    *(
        "<div>",
        "</article>",
        "<!--",
        "<b id='p-3'>x</b>",
        '<p class="note">x</p>',
        "<details><summary>HF</summary>",
        "&#8212; &amp;",
    ),
    *(
        "[x](harbour-forum.md#sources)",
        "[x](../statement.md#p-1)",
        "[x](nope.md)",
        "[x](#nope)",
        "[x](/a)",
        "[x](/statement/)",
        "[x](a b.md)",
        "[x](about.md)",
        "![x](/y.png)",
        "[x](http://[x)",
        "![x](y.png)",
    ),
    *(
        "the Forum (of the masters') met.",
        "\\[brackets] {: .note }",
        "[^s1]",
        "[^statement]: x",
        "HF (HF) “HF” HF's",
        "港 항구 ＡＢ",
    ),
    *(
        "title: 3",
        "date: 0001-01-01",
        "since: 9999",
        "acronym: A|B",
        "acronym: constructor",
        "kind: '='",
        "link: first",
        "draft: true",
    ),
    *(
        "names: {ja: ['港 [^s1]']}",
        "site: https://a.org/#a#b",
        "former_slugs: [aux]",
        "search_terms: [x]",
        "hide: [toc]",
        "a: !!int b",
        "template: nosuch.html",
        "template: main.html",
    ),
)

SETTINGS = (
    "theme: {name: material, icon: {logo: material/anchor}}",
    "theme: {name: material, icon: {logo: no/such}}",
    "theme: {name: material, language: xx}",
    "theme: {name: material, static_templates: [no.html]}",
    "theme: {name: material, features: 3}",
    "theme: {name: material, palette: {toggle: 3}}",
    "theme: {name: material, custom_dir: docs}",
    "extra: {social: [{icon: no/such, link: https://a.org}]}",
    "extra: {analytics: {provider: none}}",
    "extra: {version: 3, consent: 3}",
    "extra_templates: [no.html]",
    "extra_css: [no.css]",
    "extra_javascript: [{path: a.js, type: 3}]",
    "repo_url: https://a.org\nedit_uri: 'http://[x'",
    "repo_url: 3",
    "site_url: http://[x",
    "copyright: '<b>&x'",
    "use_directory_urls: false",
    "nav: [index.md, no.pdf]",
    "nav: [index.md, {About: about.md}]",
    "nav: [{About: 3}]",
    "validation: {links: {anchors: no}}",
    "validation: {links: {unrecognized_links: warn}, nav: {omitted_files: warn}}",
    "exclude_docs: about.md",
    "markdown_extensions: [{toc: {toc_depth: x}}]",
    "markdown_extensions: [no.such]",
    "plugins: [generator, search, tags, 3]",
    "plugins: [generator, meta, tags]",
    "docs_dir: source",
    "INHERIT: mkdocs.yml",
    "a: !!int b",
    "a: !!timestamp 1-1-1",
    "x: " + "[" * 2000,
)
HOOKS = (
    "def on_page_content(html, **_):\n    return 1 / 0",
    "def on_config(config):\n    config.site_name = None.x",
    "def on_nav(nav, **_):\n    raise OSError('no')",
    "def on_env(env, **_):\n    env.globals.clear()",
    "def on_post_page(output, **_):\n    return output.replace('leaders', 'readers')",
    "def on_page_markdown(markdown, **_):\n    return markdown + '[x](no.md)'",
    "def on_post_build(config):\n    open('no')",
    "import logging\nlogging.getLogger('mkdocs').warning('at first')",
    "import no",
    "def",
)


@settings(max_examples=int(os.environ.get("GREEN", "2")), suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(FILES), st.integers(0, 40), st.sampled_from(LINES), st.booleans()),
        max_size=2,
    ),
    st.lists(st.sampled_from(SETTINGS), max_size=2),
    st.lists(st.sampled_from(HOOKS), max_size=1),
)
@example([("docs/about.md", 2, "template: nosuch.html", False)], [], [])
@example([("docs/about.md", 6, "[x](/statement/)", False)], [], [])
@example(
    [
        ("source/statement.md", 3, "date: 9999-12-31", True),
        (
            "docs/about.md",
            6,
            "<ul><li><b>HF " + "<div>" * 400 + '[港 <span lang="ja">港</span>](https://a.org/港) <!-- x',
            False,
        ),
    ],
    [],
    [],
)
@example([("source/statement.md", 3, "date: 0001-01-01", True), ("docs/about.md", 6, ">" * 400 + " x", False)], [], [])
@example([], [], ["def on_nav(nav, **_):\n    raise OSError('no')"])
def test_what_check_finds_nothing_wrong_with_is_built(
    edits: list[tuple[str, int, str, bool]], more: list[str], hooks: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_minimal(Path(folder))
        (project / "docs" / "about.md").write_text("---\ntitle: About\n---\n# About\n\nWords.\n", encoding="utf-8")
        (project / "hook.py").write_text("\n".join(hooks), encoding="utf-8")
        config = project / "mkdocs.yml"
        settings = [config.read_text(encoding="utf-8"), "not_in_nav: /about.md", "hooks: [hook.py]", *more]
        config.write_text("\n".join(settings), encoding="utf-8")
        for name, at, line, replaces in edits:
            path = project / name
            lines = path.read_text(encoding="utf-8").split("\n")
            lines[at : at + replaces] = [line]
            path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        done = invoke(project, "check")
        if done.exit_code == 0:
            assert build_here(project, project / "site") == []
        else:
            told = r"(note: )?\S+?:(\d+:)? \S|\d+ faults in \d+ file"
            assert all(re.match(told, line) for line in done.output.splitlines()), done.output
