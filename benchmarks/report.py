"""Results -> docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks.chart import draw, number, show
from benchmarks.results import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.results import Results

_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "ahocorasick_rs", "pyahocorasick", "flashtext", "pagefind")


def write(results: Results) -> str:
    """Write the page."""
    parts = [_HEAD, f'<div class="chart">{draw(tuple(targets(results)))}</div>', _list_targets(results)]
    parts += [_MATCHING, _tabulate_matching(results), _BUILD, _tabulate_builds(results)]
    parts += [_EDIT, _tabulate_edits(results), _SEARCH, _tabulate_searches(results)]
    parts += [_HOST, _tabulate_sizes(results), _describe_machine()]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _list_targets(results: Results) -> str:
    return _table(
        ("Target", "Reached", "Met"),
        ((target.what, show(target), "yes" if target.margin >= 1 else "no") for target in targets(results)),
    )


def _tabulate_matching(results: Results) -> str:
    return _table(
        ("Statement", "Names", "MB/s", "Matcher made in", "pyahocorasick", "flashtext", "CPU, raw automaton"),
        (
            (
                f"{row.text:,} x",
                f"{row.names:,}",
                f"{row.speed:.0f}",
                f"{row.build:.1f} ms",
                f"{number(row.vs_pyahocorasick)} x",
                f"{number(row.vs_flashtext)} x",
                f"{number(row.cpu_vs_raw)} x",
            )
            for row in results.matching
        ),
    )


def _tabulate_builds(results: Results) -> str:
    return _table(
        ("Entries", "CPU", "beside plain MkDocs", "Search index, apart", "Memory beside plain MkDocs"),
        (
            (
                f"{row.entries:,}",
                f"{row.cpu:.1f} s",
                f"{number(row.cpu_vs_bare)} x",
                f"{row.index:.1f} s",
                f"{number(row.memory_vs_bare)} x",
            )
            for row in results.building
        ),
    )


def _tabulate_edits(results: Results) -> str:
    return _table(
        ("Entries", "From save to page", "Clean build", "Times as fast"),
        (
            (f"{row.entries:,}", f"{row.seconds:.1f} s", f"{row.clean:.1f} s", number(row.vs_clean))
            for row in results.editing
        ),
    )


def _tabulate_searches(results: Results) -> str:
    rows = []
    for row in results.searching:
        for name, read in (("this edition", row.ours), ("Material", row.material)):
            rows.append(
                (
                    f"{row.entries:,}",
                    name,
                    f"{read.requests_before}, {read.bytes_before / 1000:.0f} KB",
                    f"{read.requests}, {read.bytes / 1000:.0f} KB",
                    f"{read.cold:,.0f} ms",
                    f"{read.warm:,.0f} ms",
                )
            )
    return _table(("Entries", "Search", "Before it opens", "For the first result", "Cold", "Warm"), rows)


def _tabulate_sizes(results: Results) -> str:
    return _table(
        ("Entries", "Files", "Size", "Of what Pages allows"),
        (
            (f"{row.entries:,}", f"{row.files:,}", f"{row.bytes / 1e6:,.0f} MB", f"{row.share:.1%}")
            for row in results.hosting
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _describe_machine() -> str:
    tools = ", ".join(f"{name} {version(name)}" for name in _TOOLS)
    # Windows knows no such figure.
    load = f", with {os.getloadavg()[2]:.0f} processes at work on average" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores{load}, Python {platform.python_version()}, {platform.system()}"
    return f"## The machine\n\n{machine}; {tools}."


_HEAD = """\
# Benchmarks

`make bench` measures the generator beside what else there is and writes this page; do not edit it. Every figure is
a ratio of two things measured by turns in one run, so that a slower machine gives much the same. What is counted is
CPU time, of which other work on the machine takes little; where seconds stand, they are seconds on a clock. Inputs
are made from a seed: the statement repeated, and glossaries whose entries are this edition's own under other names.

A bar that reaches its mark has met its target.
"""

_MATCHING = """\
## Finding mentions

The matcher and pyahocorasick find the very same mentions, or the run stops: whole words, acronyms in their own case
only, leftmost and longest. pyahocorasick is used as one would use it: all matches, then a filter, then a choice.
flashtext chooses by itself. The raw automaton is `ahocorasick_rs` without any filter, on text that is folded
already, so it finds names inside other words too. A short text is bound by making the matcher.
"""

_BUILD = """\
## A whole build

Beside it stands plain `mkdocs build` of the exported pages: the same pages, theme and extensions, without the
plugin. Pagefind's index is counted apart, and its process is not in the memory.

Most of both builds is MkDocs turning Markdown into HTML. The plugin makes the pages itself (front matter, names
linked in prose, templates), finishes each built one and writes the data files: a quarter of its build by a profile.
It saves about as much of MkDocs's own work, with the very same pages: one parser serves all entries, inline patterns
that cannot match on a page are not tried, and no page is parsed a second time for its anchors. In memory stay the
entries' facts, and of their pages the HTML.
"""

_EDIT = """\
## One entry edited

From saving an entry under `mkdocs serve` until its page has the new words, beside a clean build in the same minute.
MkDocs looks for changes twice a second. It then builds all pages anew; the plugin keeps those of entries that
nothing has changed for, and the search's index is written after the page is shown. The edit is to a definition,
which every link to the entry shows. By a profile at 3,000 entries, half of what is left is MkDocs turning into HTML
the pages in the nav and those that link to the entry; a sixth is MkDocs writing all files; the rest is ours, most of
it comparing, checking, and writing the data files.
"""

_SEARCH = """\
## A reader's search

Both on the page of acronyms, in Chromium, over a line of 9 Mbit/s with 60 ms of delay; text is served gzipped, as
Pages does. Cold is a first visit: nothing is typed before the page has loaded. Material loads its whole index with
every page, and has it at hand from then on; ours fetches what a word needs when it is typed, so each new word is a
few requests.
"""

_HOST = """\
## What a site weighs

GitHub Pages allows 1 GB a site, 10 minutes for a deployment and, as a soft limit, 100 GB a month. Beyond that any
host of static files does, such as Cloudflare Pages, Netlify, or an object store behind a cache: the site is a
folder, and nothing in it runs on a server.
"""
