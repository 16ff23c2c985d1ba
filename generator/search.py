"""Built HTML and entries -> what the reader's search loads. Works on any builder's HTML.

Pagefind finds words in pages. Names are looked up before it, in small tables by first letter: no ranking of words
can promise that UN gives the United Nations, and not one of the many pages that say "UN" more often.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagefind.service import get_executable

from generator import links
from generator.errors import SearchError
from generator.glossary import all_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Entry, Site

FOLDER = "find"
"""Where the search's files are, relative to the built site."""

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_ROOM = 1 << 20
"""Bytes; no file of Pagefind's is as large, so that where this much can be written, all of them could be."""
_LEFT_OUT = ["pre", ".code", ".passage", ".neighbours", ".breadcrumbs", ".citation", ".cite", "[data-find-ignore]"]


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

    Raises:
        SearchError: the index cannot be made, or not written.
    """
    target = folder / FOLDER
    with _told(target), tempfile.TemporaryDirectory() as work:
        pages, made = Path(work, "pages"), Path(work, FOLDER)
        with _told(Path(work)):
            _copy_pages(folder, pages)
            _write_paragraphs(site, pages)
            _write_index(pages, made, shown=target)
            _write_tables(site, made)
        # At the end and at once: the site may be served meanwhile.
        if target.exists():
            shutil.rmtree(target)
        shutil.move(made, target)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say that a folder cannot be written."""
    try:
        yield
    except OSError as exc:
        # Of a folder, shutil tells what was wrong with each file.
        why = exc.args[0][0][-1] if isinstance(exc, shutil.Error) else exc.strerror
        raise SearchError(f"cannot be written: {why}", path=folder) from exc


def _write_tables(site: Site, target: Path) -> None:
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
    (folder / "statement").mkdir(parents=True, exist_ok=True)
    for block in site.statement.paragraphs:
        page = (
            f'<!doctype html><html lang="en"><title>Paragraph {block.number}</title>'
            f'<article data-pagefind-meta="title:Paragraph {block.number}"><p>{html.escape(block.text)}</p></article>'
        )
        name = f"{links.paragraph_anchor(block.number)}.html"
        (folder / "statement" / name).write_text(page, encoding="utf-8", newline="\n")


def _copy_pages(site: Path, folder: Path) -> None:
    """Copy the pages that are to be found: not the one for missing addresses, and nothing but HTML."""
    for page in site.rglob("index.html"):
        copy = folder / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)


def _write_index(pages: Path, target: Path, *, shown: Path) -> None:
    """Run Pagefind.

    As a program: what its Python interface calls (1.5.2) says that files are written before they are, and then ends the
    program that writes them (Pagefind issue 1271).

    Raises:
        SearchError: Pagefind failed, or there is none for this kind of machine.
    """
    program = get_executable()
    if program is None:
        raise SearchError("there is no Pagefind for this machine; pip install 'pagefind[extended]'", path=shown)
    left_out = [argument for selector in _LEFT_OUT for argument in ("--exclude-selectors", selector)]
    places = ["--site", str(pages), "--output-path", str(target)]
    command = [str(program), "--silent", *places, "--root-selector", "article", *left_out]
    # In the folder of the pages: elsewhere there may be a pagefind.toml of somebody else's.
    done = subprocess.run(command, cwd=pages, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SearchError(f"Pagefind could not index the site: {(done.stdout + done.stderr).strip()}", path=shown)
    # On a full disk Pagefind (1.5.2) leaves files empty or cut short, and ends as if all were well.
    room = target / "room"
    room.write_bytes(os.urandom(_ROOM))
    room.unlink()


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
