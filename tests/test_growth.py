"""Twice the input takes twice the time: none of what reads authored files may slow down with the square of its size.

What is compared is the processor's time for an input and for one four times as large. It may be eight times as long, so
that a busy machine fails nothing; with the square of the size it would be sixteen times.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from generator.candidates import Passage, find_candidates
from generator.candidates.tokens import _looks, is_acronym
from generator.checks.names import check_use, find_undocumented
from generator.data.lists import write_annotations, write_mentions
from generator.data.skos import write_skos
from generator.linking.mentions import find_mentions
from generator.linking.pairs import pair_sentences
from generator.pages.maker import PageMaker
from generator.reading.glossary import read_glossary
from generator.reading.statement import read_statement
from generator.text.html import read_body
from tests.samples import THEMES, make_edition, make_entry, make_statement, make_writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.linking.edition import Edition

FRONT = """---
title: A Statement
date: 2020-02-03
parties: [Alba]
language: en
themes: {safety: Safety}
---

"""
ENTRY = """---
name: North Star
kind: exercise
theme: safety
definition: A rescue exercise. [^statement]
status: Held. [^statement]
{}---

{}
"""
TIMES, LIMIT, LEAST = 4, 8, 0.05
"""How much larger the second input is, how much longer it may take, and the seconds under which nothing counts."""


def measure(work: Callable[[], object], times: int) -> float:
    """Return the seconds of the processor's that some work takes at best."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(times):
            started = time.process_time()
            work()
            best = min(best, time.process_time() - started)
    finally:
        gc.enable()
    return best


def grows_with_its_square(prepare: Callable[[int], Callable[[], object]], size: int) -> bool:
    # A busy machine may disturb what is measured once; so whatever seems slow is measured again.
    for times in (1, 3):
        small, large = measure(prepare(size), times), measure(prepare(TIMES * size), times)
        if large <= max(LEAST, LIMIT * small):
            return False
    return True


@pytest.mark.parametrize(
    ("make", "size"),
    [
        pytest.param(lambda n: "<b>" * n + "a" + "</b>" * n, 800, id="nested-html"),
        pytest.param(lambda n: "<b>" * n + "</i>" * n, 800, id="html-that-is-not-closed"),
        pytest.param(lambda n: "<div>" + "<a " * n, 4000, id="tags-that-do-not-end"),
        pytest.param(lambda n: "*a " * n + "a* " * n, 1000, id="nested-emphasis"),
        pytest.param(lambda n: "We met.\n\n" * n, 800, id="paragraphs"),
        pytest.param(lambda n: "a\n\n" + " " * n + "\n\nb", 10_000, id="white-space"),
        pytest.param(lambda n: "1. a\n" * n, 800, id="numbers"),
        pytest.param(lambda n: "".join(f"a[^n{at}]\n\n[^n{at}]: b\n\n" for at in range(n)), 300, id="notes"),
        pytest.param(lambda n: "&amp;\n" * n, 1000, id="entities"),
    ],
)
def test_reading_a_statement(make: Callable[[int], str], size: int, tmp_path: Path) -> None:
    path = tmp_path / "statement.md"

    def prepare(count: int) -> Callable[[], object]:
        path.write_text(FRONT + make(count), encoding="utf-8")
        return lambda: read_statement(path)

    assert not grows_with_its_square(prepare, size)


@pytest.mark.parametrize(
    ("keys", "body", "size"),
    [
        pytest.param("", "`a", 1000, id="backticks"),
        pytest.param("", "<b>![</b>\n\n", 300, id="html"),
        pytest.param("aliases:\n{}", "- North Light {}\n", 500, id="aliases"),
        pytest.param("later:\n{}", "- {{date: 2021, text: Held.}}\n", 500, id="events"),
    ],
)
def test_reading_an_entry(keys: str, body: str, size: int, tmp_path: Path) -> None:
    def prepare(count: int) -> Callable[[], object]:
        many = "".join(body.format(number) for number in range(count))
        text = ENTRY.format(keys.format(many), "" if keys else many)
        (tmp_path / "north-star.md").write_text(text, encoding="utf-8")
        return lambda: read_glossary(tmp_path, tuple(THEMES))

    assert not grows_with_its_square(prepare, size)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        pytest.param(lambda n: "Camp, " * n, 300, id="a-list"),
        pytest.param(lambda n: "Forum of " * n, 800, id="a-chain"),
        pytest.param(lambda n: "(AB) " * n, 800, id="definitions"),
        pytest.param(lambda n: "A" * n + "b", 2000, id="a-word-in-capitals"),
        pytest.param(lambda n: "A" + "a" * n, 8000, id="a-word-as-if-glued"),
    ],
)
def test_finding_what_is_named(make: Callable[[int], str], size: int) -> None:
    def prepare(count: int) -> Callable[[], object]:
        passages = [Passage(text=make(count))]

        def work() -> None:
            # What a word is like is remembered.
            _looks.cache_clear()
            is_acronym.cache_clear()
            find_candidates(passages)

        return work

    assert not grows_with_its_square(prepare, size)


def test_pairing_sentences() -> None:
    ours = make_statement(
        "We met at the Harbour Forum to speak of ships, mines and fishing fleets of all coastal states."
    )

    def prepare(count: int) -> Callable[[], object]:
        texts = (f"They met at the Harbour Forum {number} times to speak of mines." for number in range(count))
        theirs = make_statement(*texts)
        return lambda: pair_sentences(ours, theirs, {})

    assert not grows_with_its_square(prepare, 500)


ENTRIES = (
    make_entry("harbour-forum", name="Harbour Forum", acronym="HF", aliases=["Plan"], names={"ko": ["항구 포럼"]}),
    make_entry("hf-plan", name="HF Plan"),
)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        pytest.param(lambda n: "The HF met. " * n, 1000, id="names"),
        pytest.param(lambda n: "*HF* and " * n, 500, id="names-in-emphasis"),
        pytest.param(lambda n: "Fact.[^s1] " * n, 1000, id="citations"),
        pytest.param(lambda n: "- HF\n" * n, 500, id="items"),
        pytest.param(lambda n: "HF\n\n" * n, 500, id="paragraphs"),
        pytest.param(lambda n: "[^a] x" + " " * n + "y", 2500, id="white-space-near-a-citation"),
        pytest.param(lambda n: "@" + "a" * n, 2500, id="a-long-word-near-an-address"),
        pytest.param(lambda n: "a@" * n, 1500, id="addresses"),
        pytest.param(lambda n: "*b* " + "a@" * n, 1500, id="addresses-behind-emphasis"),
        pytest.param(lambda n: "{.a" * n, 4000, id="braces"),
        pytest.param(lambda n: "항구、" * n, 2000, id="words-in-another-script"),
    ],
)
def test_writing_prose(make: Callable[[int], str], size: int) -> None:
    def prepare(count: int) -> Callable[[], object]:
        text = make(count)
        return lambda: make_writer(*ENTRIES).write(text, page="index.md", numbers={"s1": 1})

    assert not grows_with_its_square(prepare, size)


def draw_mentions(edition: Edition) -> str:
    pages = PageMaker(edition).make_all()
    body = next(page.body for page in pages if page.src_uri == "index.md")
    return body[body.index("<svg") : body.rindex("</svg>") + 6]


@pytest.mark.parametrize("step", ["mentions", "use", "names", "table", "annotations", "places"])
def test_annotating(step: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        texts = ["The HF Plan."] * count
        apart = step in {"annotations", "places"}
        statement = make_statement(*(texts if apart else [" ".join(texts)]))
        edition = make_edition(statement, ENTRIES)
        places = find_candidates([Passage(text=block.text) for block in statement.blocks]) if step == "names" else ()
        steps: dict[str, Callable[[], object]] = {
            "mentions": lambda: find_mentions(statement, ENTRIES, edition.names),
            "use": lambda: list(check_use(edition)),
            "names": lambda: find_undocumented(statement, ENTRIES, places),
            "table": lambda: write_mentions(edition),
            "annotations": lambda: write_annotations(edition),
            "places": lambda: draw_mentions(edition),
        }
        return steps[step]

    assert not grows_with_its_square(prepare, 800)


def test_a_sentence_of_many_names_as_data() -> None:
    def prepare(count: int) -> Callable[[], object]:
        entries = [make_entry(f"name-{number}", name=f"Name{number:04}") for number in range(count)]
        edition = make_edition(" ".join(entry.name for entry in entries), entries)
        return lambda: write_skos(edition)

    assert not grows_with_its_square(prepare, 100)


def test_a_picture_of_many_mentions() -> None:
    sizes = []
    for count in (1250, 5000):
        edition = make_edition(make_statement(*["The HF Plan."] * count), ENTRIES)
        picture = draw_mentions(edition)
        # A browser takes its time for each element, and less for a path of many lines.
        assert len(read_body(picture).css("svg *")) < 10
        sizes.append(len(picture))
    assert sizes[1] < 2 * sizes[0]
