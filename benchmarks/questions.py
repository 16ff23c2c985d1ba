"""The questions of tests/cases/questions.yml, asked of this edition's search, of Material's own and of plain Pagefind.

As a command, `python -m benchmarks.questions`, it prints how many each answers.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pagefind.service import get_executable
from playwright.sync_api import expect

from benchmarks.inputs import ENVIRONMENT, ROOT
from tests.browser.serving import serve, start_browser
from tests.builds import serve_edition
from tests.projects import build
from tests.search_questions import Answer, ask, name_place, read_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

_CONFIG = f"""\
INHERIT: {ROOT.as_posix()}/mkdocs.yml
docs_dir: pages
theme: {{custom_dir: theme}}
plugins: [search]
validation: {{nav: {{omitted_files: ignore}}}}
"""

_PAGEFIND = """async (query) => {
    const { search } = await import(new URL("pagefind/pagefind.js", location.href));
    const { results } = await search(query);
    const pages = await Promise.all(results.slice(0, 3).map((result) => result.data()));
    return pages.map((page) => new URL(page.url, location.href).href);
}"""
"""Returns the addresses of the first hits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """How one search answers."""

    search: str
    asked: int
    right: int
    right_page: int
    """The same, where the statement's page counts for any of its paragraphs."""
    empty: int
    """Questions without a hit though the site has an answer."""


def measure_questions() -> Iterator[QuestionRow]:
    """Build this edition with its own search and with the two others, and ask all three."""
    print("asking questions", flush=True)
    questions = read_questions()
    with TemporaryDirectory() as work, start_browser() as browser:
        page = browser.new_page()
        with serve_edition() as site:
            page.goto(site.address)
            yield count("this edition", ask(page, questions))
        plain = Path(work, "plain")
        build(_make_project(Path(work, "project")), plain).check_returncode()
        subprocess.run([str(get_executable()), "--silent", "--site", str(plain)], cwd=work, check=True)
        with serve(plain) as site:
            page.goto(site.address)
            searches = {"Material": partial(_ask_material, page), "Pagefind": partial(page.evaluate, _PAGEFIND)}
            for name, find in searches.items():
                # Material lists the sections of a page, too, and adds the query.
                found = [[re.sub(r"[?#].*", "", hit) for hit in find(question["query"])] for question in questions]
                places = [tuple(dict.fromkeys(map(name_place, hits))) for hits in found]
                yield count(name, list(map(Answer, questions, places)))


def _ask_material(page: Page, query: str) -> list[str]:
    field, said = page.locator(".md-search__input"), expect(page.locator(".md-search-result__meta"))
    for text, is_answered in (("", said.to_have_text), (query, said.not_to_have_text)):
        field.fill(text)
        field.press("End")  # Material looks when a key goes up.
        is_answered("Type to start searching")
    return list(page.locator(".md-search-result__link").evaluate_all("links => links.map((link) => link.href)"))


def _make_project(folder: Path) -> Path:
    """Write the pages of this edition for Material with its own theme and search."""
    (folder / "theme").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "generator", "export", str(folder / "pages")]
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return folder


def count(search: str, answers: Sequence[Answer]) -> QuestionRow:
    """Count what is right."""
    right, right_page = (sum(answer.is_right for answer in some) for some in (answers, map(_accept_page, answers)))
    empty = sum(answer.is_empty for answer in answers)
    return QuestionRow(search=search, asked=len(answers), right=right, right_page=right_page, empty=empty)


def _accept_page(answer: Answer) -> Answer:
    places = answer.question["answers"]
    more = ["page:statement"] if any(place.startswith("p:") for place in places) else []
    return Answer(answer.question | {"answers": [*places, *more]}, answer.hits)


if __name__ == "__main__":
    print(*measure_questions(), sep="\n")
