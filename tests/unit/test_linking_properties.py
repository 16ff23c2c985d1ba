"""For any text and glossary: mentions are those of the naive definition, and prose stays as it is but for our links.

`make properties` tries many more examples.
"""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking.markdown import PLAIN
from generator.linking.mentions import find_mentions, index_names
from generator.model.entry import LinkRule
from generator.model.fields import Slug
from generator.reading.glossary import read_glossary
from generator.text.spelling import fold, is_whole_word, lower, match_key
from tests.prose_samples import DOCUMENT, EXTENSIONS
from tests.samples import THEMES, make_entry, make_statement, make_writer, render, visible_text
from tests.shown import check_linked

if TYPE_CHECKING:
    from generator.linking.prose import ProseWriter, Written
    from generator.model.entry import Entry
    from generator.model.statement import Mention

WORDS = (
    "Open",
    "RAN",
    "Forum",
    "of",
    "the",
    "Sea",
    "rise",
    "RISE",
    "Freedom",
    "Edge",
    "U.S.",
    "ROK",
    "America's",
    "日米",
    "한국",
)
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
ENTRY = st.tuples(
    NAME, st.sampled_from([None, "RAN", "ROK", "HF", "U.S."]), st.lists(NAME, max_size=2), st.sampled_from(LinkRule)
)
GAP = st.sampled_from([" ", "  ", "\u00a0", "-", "\u2011", ", ", ". ", " (", ") ", "\u2019s ", "\u00ad", "/", "_"])
TEXT = st.lists(st.tuples(st.sampled_from((*WORDS, "Open RAN", "Republic", "x", "a*b", "<b>", "`", "[1]")), GAP), min_size=1, max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs).strip() or "x"
)  # fmt: skip


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Draw entries as they would be read: no name twice in one entry."""
    entries = []
    for number, (name, acronym, aliases, rule) in enumerate(draw(st.lists(ENTRY, min_size=1, max_size=5))):
        taken = {match_key(name, exact_case=False), match_key(acronym or "-", exact_case=False)}
        kept = []
        for alias in aliases:
            key = match_key(alias, exact_case=False)
            if key not in taken:
                taken.add(key)
                kept.append(alias)
        short = acronym if acronym != name else None
        entries.append(make_entry(f"e{number}", name=name, acronym=short, aliases=kept, link=rule))
    return tuple(entries)


def find(text: str, entries: tuple[Entry, ...]) -> tuple[Mention, ...]:
    index, _ = index_names(entries)
    return find_mentions(make_statement(text), entries, index)[0]


def naive(text: str, entries: tuple[Entry, ...]) -> list[tuple[int, int, str]]:
    """Try every unclaimed name of every entry at every place; take the leftmost, and of those the longest."""
    claims: dict[str, set[str]] = {}
    names: list[tuple[str, str, bool]] = []
    for entry in entries:
        for name in (entry.name, *([entry.acronym] if entry.acronym else []), *(alias.text for alias in entry.aliases)):
            claims.setdefault(lower(fold(name)[0]), set()).add(entry.slug)
            exact = name == entry.acronym or (" " not in name and name.isupper())
            names.append((entry.slug, name, exact))
    usable = [(slug, name, exact) for slug, name, exact in names if len(claims[lower(fold(name)[0])]) == 1]
    acronyms: dict[str, str | None] = {entry.slug: entry.acronym for entry in entries}
    both = [
        (slug, form, False)
        for slug, name, _ in usable
        for form in (f"{name} ({acronyms[slug]})", f'{name} ("{acronyms[slug]}")')
        if acronyms[slug] and name != acronyms[slug]
    ]
    folded = [(slug, fold(name)[0], exact) for slug, name, exact in usable + both]
    found = []
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            inner = fold(text[start:end])[0]
            if "\u00ad" in (text[start], text[end - 1]) or not inner.strip() or inner != inner.strip():
                continue
            for slug, name, exact in folded:
                if inner == name or (not exact and lower(inner) == lower(name)):
                    before = fold(text[:start])[0]
                    around = before + inner + fold(text[end:])[0]
                    if is_whole_word(around, len(before), len(before) + len(inner)):
                        found.append((start, end, slug))
    chosen: list[tuple[int, int, str]] = []
    for start, end, slug in sorted(found, key=lambda item: (item[0], -item[1])):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end, slug))
    return chosen


@given(text=TEXT, entries=glossaries())
def test_mentions_are_those_of_the_naive_definition(text: str, entries: tuple[Entry, ...]) -> None:
    assert [(m.start, m.end) for m in find(text, entries)] == [(start, end) for start, end, _ in naive(text, entries)]


@given(text=TEXT, entries=glossaries())
def test_mentions_do_not_overlap_and_are_whole_words(text: str, entries: tuple[Entry, ...]) -> None:
    mentions = find(text, entries)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for mention in mentions:
        assert mention.exact == text[mention.start : mention.end]
        assert re.fullmatch(r"\S(.*\S)?", mention.exact)
        assert is_whole_word(text.replace("\u00ad", ""), *_without_soft_hyphens(text, mention))


def _without_soft_hyphens(text: str, mention: Mention) -> tuple[int, int]:
    start = mention.start - text.count("\u00ad", 0, mention.start)
    return start, mention.end - text.count("\u00ad", 0, mention.end)


@pytest.mark.parametrize("more", [(), EXTENSIONS], ids=["site", "more-extensions"])
@given(markdown=DOCUMENT, entries=glossaries())
def test_names_add_links_and_change_nothing_else(
    more: tuple[str, ...], markdown: str, entries: tuple[Entry, ...]
) -> None:
    bare, linked = (
        str(make_writer(*some, more=more).write(markdown, page="glossary/x.md", own=Slug("e0")).html)
        for some in ((), entries)
    )
    assert check_linked(bare, linked) == linked.count('class="entry-link')


@pytest.mark.parametrize("more", [(), EXTENSIONS], ids=["site", "more-extensions"])
@given(markdown=DOCUMENT, entries=glossaries())
def test_a_reader_sees_the_same_text_but_for_citations(
    more: tuple[str, ...], markdown: str, entries: tuple[Entry, ...]
) -> None:
    text = f"{markdown}\n\nFact. [^s1][^s2] Then {{x}} 한국."
    writer = make_writer(*entries, make_entry("kr", name="Some Name", names={"ko": ["한국"]}), more=more)
    html = str(writer.write(text, page="glossary/x.md", numbers={"s1": 1, "s2": 2}).html)
    cited = re.compile(r"\s*(?:\[\d\]|\[\^s\d\])")
    assert cited.sub("", visible_text(html)).split() == cited.sub("", visible_text(render(text, *more))).split()


NAMES = make_entry("names", name="Some Name", names={"ja": ["日米"], "ko": ["한국"]})
PIECES = (
    "ROK", "the", "Freedom Edge", "U.S.", "3", "1.", "2024.", "a) ", "日米", "한국", "é…", "http://a.org/ROK", "[^s1]",
    "[^s1][^s9] ", " [^s1] [^s2]", "(", ")", '"', "'s", ":", "-", "=", "+", "?", "\n", "\n\n", " ", " ", " ",
)  # fmt: skip
ODD = ("  ", "\n ", "\u00a0", ": x", "- x", "??? x", *"~`[]!@_*&<#|{")
UNMARKED = (
    st.tuples(st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(("", "", *ODD)), st.sampled_from(PIECES))
    .map(lambda parts: "".join([*parts[0], *parts[1:]]))
    .filter(PLAIN.fullmatch)
)
WRITERS = [make_writer(make_entry("kr", name="Freedom Edge"), NAMES, more=more) for more in ([], ["wikilinks"])]


@given(text=UNMARKED, numbers=st.sampled_from([{"s1": 1}, None]))
def test_text_without_markdown_becomes_what_python_markdown_makes_of_it(
    text: str, numbers: dict[str, int] | None
) -> None:
    """All text is converted where an extension is in use of which nothing is known, such as wikilinks."""
    shortly, in_full = (_write_after_another(writer, text, numbers) for writer in WRITERS)
    assert shortly == in_full


def _write_after_another(writer: ProseWriter, text: str, numbers: dict[str, int] | None) -> Written:
    writer.write("[^open]: *left* <b>over</b>", page="glossary/z.md")
    return writer.write(text, page="glossary/x.md", numbers=numbers)


ENTRY_FILE = "---\nname: {name}\nkind: treaty\ntheme: trade\ndefinition: A thing. [^statement]\nstatus: Active. [^statement]\n---\n"


@given(names=st.lists(NAME, min_size=1, max_size=5, unique=True), seed=st.integers(0, 99))
def test_the_order_of_files_does_not_matter(
    names: list[str], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    results = []
    files = [(f"e{number}.md", ENTRY_FILE.format(name=name)) for number, name in enumerate(names)]
    for order in (files, random.Random(seed).sample(files, len(files))):
        folder: Path = tmp_path_factory.mktemp("glossary")
        for name, text in order:
            (folder / name).write_text(text, encoding="utf-8")
        entries = read_glossary(folder, tuple(THEMES))
        mentions = find(" ".join(names), entries)
        results.append([(m.entry, m.start, m.end, m.linked) for m in mentions])
    assert results[0] == results[1]
