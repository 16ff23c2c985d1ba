"""Asks the questions of tests/cases/questions.yml in a browser: `python -m tests.search_questions [FILE]`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.browser.serving import start_browser
from tests.builds import serve_edition
from tests.samples import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTIONS = ROOT / "tests" / "cases" / "questions.yml"

_ASK = """async queries => {
    const input = document.getElementById('find-input');
    const panel = document.querySelector('.find-panel');
    const found = [];
    for (const query of queries) {
        const shown = new Promise(done => {
            const observer = new MutationObserver(() => {
                if (panel.dataset.shown !== query) return;
                observer.disconnect();
                done();
            });
            observer.observe(panel, { attributes: true, attributeFilter: ['data-shown'] });
        });
        input.value = query;
        // On focus the search looks at once; after a key it waits for the next one.
        input.dispatchEvent(new Event('focus'));
        await shown;
        found.push([...panel.querySelectorAll('[data-search-hit]')].map(hit => hit.href));
    }
    return found;
}"""
"""Types each query, and returns the addresses of its hits."""


class Answer(NamedTuple):
    """A question with the hits that it got."""

    question: dict[str, Any]
    hits: tuple[str, ...]
    """As `answers` in the questions are written: `entry:msp`, `p:8`, `page:about`."""

    @property
    def is_right(self) -> bool:
        """Whether the hits are what the question needs."""
        answers = self.question["answers"]
        if not answers:
            return not self.hits
        first = self.hits[: 1 if self.question["need"] == "first" else 3]
        return any(hit in answers for hit in first)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found though the site has an answer."""
        return bool(self.question["answers"]) and not self.hits


def read_questions(path: Path = QUESTIONS) -> list[dict[str, Any]]:
    """Read questions with their answers."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def search(page: Page, queries: list[str]) -> list[list[str]]:
    """Return the addresses of the hits of each query; the page has a search box."""
    found: list[list[str]] = page.evaluate(_ASK, queries)
    return found


def ask(page: Page, questions: list[dict[str, Any]]) -> list[Answer]:
    """Ask every question on an open page of the site."""
    found = search(page, [question["query"] for question in questions])
    return [Answer(question, tuple(map(name_place, hits))) for question, hits in zip(questions, found, strict=True)]


def name_place(address: str) -> str:
    """Return an address as the questions write it."""
    if paragraph := re.search(r"#p-(\d+)$", address):
        return f"p:{paragraph[1]}"
    if entry := re.search(r"/glossary/([^/?#]+)/$", address):
        return f"entry:{entry[1]}"
    return f"page:{re.sub(r'[?#].*', '', address).rstrip('/').rsplit('/', 1)[-1]}"


def main(path: Path = QUESTIONS) -> None:
    """Print what went wrong, and the figures."""
    with serve_edition() as site, start_browser() as browser:
        page = browser.new_page()
        page.goto(site.address)
        answers = ask(page, read_questions(path))
    for answer in answers:
        if not answer.is_right:
            print(f"{answer.question['query']}: wanted {answer.question['answers']}, got {answer.hits[:4]}")
    right, empty = sum(answer.is_right for answer in answers), sum(answer.is_empty for answer in answers)
    print(f"{right} of {len(answers)} right, {empty} empty though there is an answer")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
