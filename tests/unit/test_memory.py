"""What a server remembers gives the very same site as a build that remembers nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.errors import GeneratorError
from generator.memory import Memory
from generator.site import build_site
from tests.projects import copy_minimal

if TYPE_CHECKING:
    from generator.model import Page, Site

STAR, COMPACT, FORUM = (f"docs/glossary/{slug}.md" for slug in ("north-star", "open-sea-compact", "harbour-forum"))
BUOY = "docs/glossary/buoy.md"
FRONT = """\
---
name: {name}
{more}kind: {kind}
theme: {theme}
link: {link}
definition: {definition} [^statement]
status: Held in January 2020. [^statement]
---

{background}
"""


def entry(
    *,
    name: str = "North Star",
    more: str = "",
    kind: str = "exercise",
    theme: str = "safety",
    link: str = "first",
    definition: str = "A rescue exercise at sea.",
    background: str = "",
) -> str:
    """Write an entry's file."""
    return FRONT.format(
        name=name, more=more, kind=kind, theme=theme, link=link, definition=definition, background=background
    )


STATEMENT = "source/statement.md"
NAMING_OTHERS = "It grew out of the Harbour Forum and the Open Sea Compact. [^statement]"

EDITS = {
    "definition": (STAR, entry(definition="A drill.")),
    "definition-again": (STAR, entry(definition="Boats in a drill.")),
    "background": (STAR, entry(background=NAMING_OTHERS)),
    "line-before": (STAR, entry(more="# a comment\n", background=NAMING_OTHERS)),
    "name": (STAR, entry(name="Rescue 2020")),
    "acronym": (STAR, entry(more="acronym: NS\n")),
    "alias": (STAR, entry(more='aliases: ["Polar Light"]\n')),
    "clash": (STAR, entry(more='aliases: ["Open Sea Compact"]\n')),
    "japanese": (STAR, entry(more='names: {ja: ["北極星 [^statement]"]}\n')),
    "kind": (STAR, entry(kind="drill")),
    "theme": (STAR, entry(theme="trade")),
    "link-rule": (STAR, entry(link="every")),
    "former-slug": (STAR, entry(more="former_slugs: [pole-star]\n")),
    "draft": (STAR, entry(more="draft: true\n")),
    "broken": (STAR, "---\nname: [\n---\n"),
    "gone": (STAR, None),
    "unreadable": (STAR, ""),
    # The statement does not name it, so no other page leads to it before the text of one names it.
    "new": (BUOY, entry(name="Buoy")),
    "new-name": (BUOY, entry(name="Lamp")),
    "new-acronym": (BUOY, entry(name="Buoy", more="acronym: LMP\n")),
    "new-gone": (BUOY, None),
    "statement": (STATEMENT, "The North Star goes on, as does the Open Sea Compact."),
    "title": (STATEMENT, "title: Communiqué"),
    "themes": (STATEMENT, "themes:\n  safety: Rescue\n  trade: Trade"),
    "template": ("templates/entry.md.jinja", "# {{ view.entry.name }}\n\n{{ view.next.href if view.next }}\n"),
    "broken-template": ("templates/entry.md.jinja", "{{ view.nothing }}\n"),
    "template-gone": ("templates/entry.md.jinja", None),
}
"""What a maintainer may do, by what is done: a file, and what it then says; None when it goes."""


def make_project(folder: Path) -> Path:
    """Make a small project with a template of its own, in which an entry names what the edits name."""
    project = copy_minimal(folder)
    with (project / COMPACT).open("a", encoding="utf-8") as file:
        file.write("\nBeside the North Star, the NS, the Polar Light, 北極星 and Rescue 2020. The Lamp and the LMP.\n")
    (project / "templates").mkdir()
    ours = Path(generator.__file__).parent / "templates" / "entry.md.jinja"
    text = (
        ours.read_text(encoding="utf-8")
        + "\n{{ view.next.kind if view.next }} {{ view.previous.kind if view.previous }}\n"
    )
    (project / "templates" / "entry.md.jinja").write_text(text, encoding="utf-8")
    return project


def edit(project: Path, name: str) -> None:
    """Make one of the edits."""
    path, text = EDITS[name]
    if (project / path).is_dir():
        (project / path).rmdir()
    if text is None:
        (project / path).unlink(missing_ok=True)
        return
    if path == STATEMENT:
        old = (project / path).read_text(encoding="utf-8")
        if name == "statement":
            text = old[: old.rindex("\n\n")] + f"\n\n{text}\n"
        else:
            key = text.partition(":")[0]
            text = re.sub(rf"^{key}:.*\n(?: .*\n)*", f"{text}\n", old, flags=re.MULTILINE)
    if name == "unreadable":
        # As root may read everything, a folder stands for it.
        (project / path).unlink(missing_ok=True)
        (project / path).mkdir()
        return
    (project / path).write_text(text, encoding="utf-8")


def build(project: Path, memory: Memory | None = None, address: str = "https://example.org/") -> Site | str:
    """Build the site; give what is wrong where it cannot be built."""
    try:
        return build_site(
            project / "source" / "statement.md",
            project / "docs" / "glossary",
            address=address,
            templates=project / "templates",
            memory=memory,
        )
    except GeneratorError as exc:
        return str(exc)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project."""
    return make_project(tmp_path)


@pytest.mark.parametrize("name", EDITS)
def test_after_each_edit_the_site_is_as_without_a_memory(project: Path, name: str) -> None:
    memory = Memory()
    if name.startswith("new-"):
        edit(project, "new")
    build(project, memory)
    edit(project, name)
    assert build(project, memory) == build(project)


@given(names=st.lists(st.sampled_from(sorted(EDITS)), max_size=6))
@settings(deadline=None, max_examples=15)
def test_after_any_edits_the_site_is_as_without_a_memory(names: list[str]) -> None:
    memory = Memory()
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        for name in names:
            edit(project, name)
            assert build(project, memory) == build(project)


def pages(project: Path, memory: Memory) -> dict[str, Page]:
    site = build(project, memory)
    assert not isinstance(site, str), site
    return {page.src_uri: page for page in site.pages}


@pytest.mark.parametrize(
    ("name", "made_again"),
    [
        pytest.param("background", {"north-star"}, id="facts"),
        # All others link to it, and a link says what it leads to.
        pytest.param("definition", {"north-star", "open-sea-compact", "harbour-forum", "port-forum"}, id="definition"),
        pytest.param("line-before", {"north-star"}, id="lines"),
    ],
)
def test_only_pages_that_say_something_else_are_made_again(project: Path, name: str, made_again: set[str]) -> None:
    memory = Memory()
    before = pages(project, memory)
    edit(project, name)
    after = pages(project, memory)
    entries = [path for path in after if path.startswith("glossary/") and not path.endswith("index.md")]
    assert {Path(path).stem for path in entries if after[path] is not before[path]} == made_again


def test_for_another_address_all_is_made_again(project: Path) -> None:
    memory = Memory()
    build(project, memory)
    assert build(project, memory, "https://example.com/") == build(project, address="https://example.com/")


def test_a_page_whose_making_failed_is_made_again(project: Path) -> None:
    memory = Memory()
    build(project, memory)
    edit(project, "definition")
    edit(project, "broken-template")
    assert isinstance(build(project, memory), str)
    edit(project, "template-gone")
    assert build(project, memory) == build(project)


def test_an_entry_whose_file_became_a_link_is_refused(project: Path) -> None:
    memory = Memory()
    build(project, memory)
    shutil.move(project / STAR, project / "elsewhere.md")
    (project / STAR).symlink_to(project / "elsewhere.md")
    found = build(project, memory)
    assert isinstance(found, str)
    assert "is a symbolic link" in found
