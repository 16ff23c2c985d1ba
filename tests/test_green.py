"""When `check` finds nothing, the build succeeds; and neither ends in a traceback, whatever is edited."""

from __future__ import annotations

import os
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


@settings(max_examples=int(os.environ.get("GREEN", "2")), suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(FILES), st.integers(0, 40), st.sampled_from(LINES), st.booleans()),
        min_size=1,
        max_size=2,
    )
)
@example([("docs/about.md", 2, "template: nosuch.html", False)])
@example([("docs/about.md", 6, "[x](/statement/)", False)])
def test_what_check_finds_nothing_wrong_with_is_built(edits: list[tuple[str, int, str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_minimal(Path(folder))
        (project / "docs" / "about.md").write_text("---\ntitle: About\n---\n# About\n\nWords.\n", encoding="utf-8")
        config = project / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8") + "\nnot_in_nav: /about.md\n", encoding="utf-8")
        for name, at, line, replaces in edits:
            path = project / name
            lines = path.read_text(encoding="utf-8").split("\n")
            lines[at : at + replaces] = [line]
            path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        if invoke(project, "check").exit_code == 0:
            assert build_here(project, project / "site") == []
