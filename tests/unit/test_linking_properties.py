"""For any text and glossary: what is shown stays as it was, mentions are those of the naive definition, and entries only add.

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

from generator.glossary import index_names, match_key, read_glossary
from generator.matcher import fold, is_whole_word, lower
from generator.mentions import find_mentions
from generator.model import LinkRule, Run, Slug
from generator.prose import ProseLinker, mark_languages
from generator.statement_text import verify, write_block
from tests.samples import SAFETY, TRADE, make_block, make_entry, make_statement, render, visible_text
from tests.shown import check_linked
from tests.unit.test_prose import DOCUMENT

if TYPE_CHECKING:
    from generator.model import Entry, Mention

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
        theme = SAFETY if number % 2 else TRADE
        entries.append(
            make_entry(
                f"e{number}",
                name=name,
                acronym=acronym if acronym != name else None,
                aliases=tuple(kept),
                link=rule,
                theme=theme,
            )
        )
    return tuple(entries)


def find(text: str, entries: tuple[Entry, ...]) -> tuple[Mention, ...]:
    index, _ = index_names(entries)
    return find_mentions(make_statement(text), entries, index)[0]


def naive(text: str, entries: tuple[Entry, ...]) -> list[tuple[int, int, str]]:
    """Try every unclaimed name of every entry at every place; take the leftmost, and of those the longest."""
    claims: dict[str, set[str]] = {}
    names: list[tuple[str, str, bool]] = []
    for entry in entries:
        for name in (entry.name, *([entry.acronym] if entry.acronym else []), *(label.text for label in entry.aliases)):
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


@given(texts=st.lists(TEXT, min_size=1, max_size=3), entries=glossaries(), styled=st.booleans())
def test_the_statement_is_shown_to_the_letter_whatever_the_glossary(
    texts: list[str], entries: tuple[Entry, ...], *, styled: bool
) -> None:
    runs = [(Run(text=text[: len(text) // 2], em=styled), Run(text=text[len(text) // 2 :])) for text in texts]
    statement = make_statement(*(tuple(run for run in pair if run.text) for pair in runs))
    index, _ = index_names(entries)
    mentions, _ = find_mentions(statement, entries, index)
    by_slug = {entry.slug: entry for entry in entries}
    parts = []
    for block in statement.paragraphs:
        here = [mention for mention in mentions if mention.paragraph == block.number]
        parts.append(f'<div markdown="1">\n\n{write_block(block, here, by_slug)}\n{{: #p-{block.number} }}\n\n</div>')
    html = render("\n\n".join(parts))
    verify(statement, html)
    assert html.count('class="mention') == len(mentions)


@given(text=TEXT, entries=glossaries(), name=NAME)
def test_adding_an_entry_never_changes_the_text(text: str, entries: tuple[Entry, ...], name: str) -> None:
    more = (*entries, make_entry("zz", name=name))
    by_slug = {entry.slug: entry for entry in more}
    shown = [
        visible_text(render(write_block(make_block(text), find(text, some), by_slug))) for some in ((), entries, more)
    ]
    assert shown[0] == shown[1] == shown[2]


@given(markdown=DOCUMENT, entries=glossaries())
def test_linking_prose_adds_links_and_changes_nothing_else(markdown: str, entries: tuple[Entry, ...]) -> None:
    index, _ = index_names(entries)
    linker = ProseLinker(index=index, entries={entry.slug: entry for entry in entries})
    linked = linker.link(markdown, page="glossary/x.md", own=Slug("e0"))
    before = render(markdown)
    added = check_linked(before, render(linked))
    assert added == linked.count("{ .entry-link")


@given(markdown=DOCUMENT, entries=glossaries())
def test_linking_changes_nothing_else_where_the_site_has_footnotes(markdown: str, entries: tuple[Entry, ...]) -> None:
    markdown = markdown.replace("[^n]", "[^ROK]")
    index, _ = index_names(entries)
    linker = ProseLinker(index=index, entries={entry.slug: entry for entry in entries})
    before, after = (render(text, "footnotes") for text in (markdown, linker.link(markdown, page="glossary/x.md")))
    check_linked(before, after)


@given(markdown=DOCUMENT, entries=glossaries())
def test_citations_and_languages_change_nothing_else_that_is_shown(markdown: str, entries: tuple[Entry, ...]) -> None:
    # Notes and links of such a name are citations to us, which shows more than the parser would.
    markdown = markdown.replace("[^n]", "n").replace("[^s1](", "[^s1] (").replace("[^s1][", "[^s1] [")
    text = f"{markdown}\n\nFact. [^s2][^s1] Then {{x}} 한국."
    index, _ = index_names(entries)
    linker = ProseLinker(index=index, entries={entry.slug: entry for entry in entries})
    marked = render(
        linker.link(mark_languages(text, {"ko"}), page="glossary/x.md", numbers={"s1": 1, "s2": 2, "ROK": 3})
    )
    # Python-Markdown leaves a mark of its own in some pages, numbered by what came before.
    added = re.compile(r"\s*\[\d\]|\s*\[\^\w+\]|klzzwxh:\d+")
    assert added.sub("", visible_text(marked)).split() == added.sub("", visible_text(render(text))).split()


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
        entries = read_glossary(folder, (TRADE, SAFETY))
        mentions = find(" ".join(names), entries)
        results.append([(m.entry, m.start, m.end, m.linked) for m in mentions])
    assert results[0] == results[1]
