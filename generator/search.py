"""Built HTML and entries -> what the reader's search loads. Works on any builder's HTML.

Pagefind finds words in pages. Names are looked up before it, in small tables by first letter: no ranking of words
can promise that UN gives the United Nations, and not one of the many pages that say "UN" more often.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import json
import shutil
import tempfile
import unicodedata
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagefind.index import IndexConfig, PagefindIndex

from generator import links
from generator.glossary import all_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Entry, Site

FOLDER = "find"
"""Where the search's files are, relative to the built site."""

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_LEFT_OUT = ["pre", ".passage", ".neighbours", ".breadcrumbs", ".citation", ".cite", "[data-find-ignore]"]


def search_key(name: str) -> str:
    """Give what a typed word is compared by: its letters and digits, without case, accents or spaces."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    # Hangul is composed again, so that a bucket is a syllable and not a consonant that hundreds share.
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char.isalnum()))


def write_search(site: Site, folder: Path) -> None:
    """Write the tables of names and Pagefind's index into a built site.

    Args:
        site: what the pages were made of.
        folder: the built site; its HTML is read, and only `find/` in it is written.
    """
    target = folder / FOLDER
    if target.exists():
        shutil.rmtree(target)
    with tempfile.TemporaryDirectory() as paragraphs:
        _write_paragraphs(site, Path(paragraphs))
        # In a thread of its own: whoever calls may have a running loop, and there can be one a thread.
        with ThreadPoolExecutor(max_workers=1) as pool:
            pool.submit(asyncio.run, _write_index(folder, Path(paragraphs), target)).result()
    for path in target.iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    _write_json(target / "kinds.json", _kinds(site, target))
    tables = _name_tables(site.entries)
    # The list of tables spares a reader's browser the requests that would find none.
    _write_json(target / "names.json", sorted(tables))
    for key, table in tables.items():
        _write_json(target / f"names-{ord(key):x}.json", table)


def _write_json(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_paragraphs(site: Site, folder: Path) -> None:
    """Write each paragraph as a page of its own, so that it is a hit of its own.

    The page at `statement/p-8.html` stands for the address `statement/#p-8`.
    """
    (folder / "statement").mkdir()
    for block in site.statement.paragraphs:
        page = (
            f'<!doctype html><html lang="en"><title>Paragraph {block.number}</title>'
            f'<article data-pagefind-meta="title:Paragraph {block.number}"><p>{html.escape(block.text)}</p></article>'
        )
        name = f"{links.paragraph_anchor(block.number)}.html"
        (folder / "statement" / name).write_text(page, encoding="utf-8", newline="\n")


async def _write_index(site: Path, paragraphs: Path, target: Path) -> None:
    config = IndexConfig(root_selector="article", exclude_selectors=_LEFT_OUT, output_path=str(target))
    # Two requests for all pages: Pagefind's wrapper waits a tenth of a second for the answer to each.
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(site), glob="**/index.html")
        await index.add_directory(str(paragraphs))


def _kinds(site: Site, target: Path) -> dict[str, Any]:
    """Say of each page in the index what it is and which themes it has.

    Returns:
        `themes`: the labels in order. `pages`: by Pagefind's id of the page, `e` (entry), `p` (paragraph) or `o`
        (other), followed by the numbers of its themes with spaces between.

    Pagefind has filters of its own, but writes them in another order each time; a build must give equal bytes.
    """
    themes = {entry.slug: entry.theme.number for entry in site.entries}
    named: dict[int, set[int]] = defaultdict(set)
    for mention in site.mentions:
        named[mention.paragraph].add(themes[mention.entry])
    known = {f"/statement/p-{number}.html": f"p{_join(numbers)}" for number, numbers in named.items()}
    known |= {f"/{links.address(links.entry_page(slug), '')}": f"e{theme}" for slug, theme in themes.items()}
    pages = {}
    for path in sorted((target / "fragment").iterdir()):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        url = fragment["url"]
        pages[path.stem] = known.get(url, "p" if url.startswith("/statement/p-") else "o")
    return {"themes": [theme.label for theme in site.statement.themes], "pages": pages}


def _join(numbers: set[int]) -> str:
    return " ".join(map(str, sorted(numbers)))


def _name_tables(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Give, by the first character of a name, the names that start so and the entries that they stand for."""
    tables: dict[str, dict[str, Any]] = {}
    for entry in entries:
        for name in [*(name for name, _ in all_names(entry)), *entry.search_terms, entry.heading]:
            key = search_key(name)
            if not key:
                continue
            table = tables.setdefault(key[0], {"names": {}, "entries": {}})
            slugs = table["names"].setdefault(key, [])
            if entry.slug not in slugs:
                slugs.append(entry.slug)
            table["entries"][entry.slug] = {
                "heading": entry.heading,
                "kind": entry.kind,
                "theme": entry.theme.label,
                "definition": entry.definition.text,
                "url": f"glossary/{entry.slug}/",
            }
    return tables
