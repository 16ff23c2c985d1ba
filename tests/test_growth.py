"""Twice the input takes twice the time: none of what reads authored files may slow down with the square of its size.

What is compared is the processor's time for an input and for one four times as large. It may be eight times as long, so
that a busy machine fails nothing; with the square of the size it would be sixteen times.
"""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.candidates import Passage, find_candidates
from generator.candidates.tokens import _looks, is_acronym
from generator.checks import check_use, find_undocumented
from generator.glossary import index_names, read_glossary
from generator.mentions import find_mentions
from generator.model import Site
from generator.opendata.annotations import write_annotations
from generator.opendata.tables import write_mentions
from generator.pages import Edition
from generator.prose import ProseLinker
from generator.source import read_statement
from tests.samples import SAFETY, make_entry, make_statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
"""How much larger the second input is, how much longer it may take, and the seconds under which nothing is told."""


def measure(work: Callable[[], object]) -> float:
    """Give the seconds of the processor's that some work takes at best."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            started = time.process_time()
            work()
            best = min(best, time.process_time() - started)
    finally:
        gc.enable()
    return best


def grows_with_its_square(prepare: Callable[[int], Callable[[], object]], size: int) -> bool:
    small, large = measure(prepare(size)), measure(prepare(TIMES * size))
    return large > LEAST and large > LIMIT * small


@pytest.mark.parametrize(
    ("make", "size"),
    [
        pytest.param(lambda n: "<b>" * n + "a" + "</b>" * n, 1500, id="nested-html"),
        pytest.param(lambda n: "<b>" * n + "</i>" * n, 1500, id="html-that-is-not-closed"),
        pytest.param(lambda n: "<div>" + "<a " * n, 4000, id="tags-that-do-not-end"),
        pytest.param(lambda n: "*a " * n + "a*" * n, 2000, id="nested-emphasis"),
        pytest.param(lambda n: "We met.\n\n" * n, 2500, id="paragraphs"),
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
    ],
)
def test_reading_an_entry(keys: str, body: str, size: int, tmp_path: Path) -> None:
    def prepare(count: int) -> Callable[[], object]:
        many = "".join(body.format(number) for number in range(count))
        text = ENTRY.format(keys.format(many), "" if keys else many)
        (tmp_path / "north-star.md").write_text(text, encoding="utf-8")
        return lambda: read_glossary(tmp_path, (SAFETY,))

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


ENTRIES = (
    make_entry("harbour-forum", name="Harbour Forum", acronym="HF", aliases=("Plan",)),
    make_entry("hf-plan", name="HF Plan"),
)


@pytest.mark.parametrize("step", ["mentions", "use", "names", "table", "annotations"])
def test_annotating(step: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        texts = ["The HF Plan."] * count
        statement = make_statement(*(texts if step == "annotations" else [" ".join(texts)]))
        index, _ = index_names(ENTRIES)
        mentions, inclusions = find_mentions(statement, ENTRIES, index)
        places = find_candidates([Passage(text=block.text) for block in statement.blocks]) if step == "names" else ()
        site = Site(
            statement=statement, entries=ENTRIES, mentions=mentions, inclusions=inclusions, pages=(), findings=()
        )
        steps: dict[str, Callable[[], object]] = {
            "mentions": lambda: find_mentions(statement, ENTRIES, index),
            "use": lambda: list(check_use(statement, ENTRIES, mentions, inclusions)),
            "names": lambda: find_undocumented(statement, ENTRIES, places),
            "table": lambda: write_mentions(site),
            "annotations": lambda: write_annotations(site),
        }
        return steps[step]

    assert not grows_with_its_square(prepare, 800)


def test_where_paragraphs_start() -> None:
    def prepare(count: int) -> Callable[[], object]:
        edition = Edition(
            statement=make_statement(*["We met."] * count),
            entries=(),
            mentions=(),
            inclusions=(),
            linker=ProseLinker(index=index_names(())[0], entries={}),
            address="",
        )
        # What an edition has worked out, it remembers.
        return lambda: replace(edition).starts

    assert not grows_with_its_square(prepare, 2000)
