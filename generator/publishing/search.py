"""Built HTML and entries -> what the reader's search loads. Works on any builder's HTML.

Pagefind finds words in pages. Names are looked up before it, in small tables by first letter: no ranking of words
can promise that UN leads to the United Nations, and not to one of the many pages that say "UN" more often.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import shutil
import subprocess
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagefind.service import get_executable

from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, entry_page, paragraph_anchor
from generator.model.errors import SearchError
from generator.text.spelling import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.linking.edition import Edition

FOLDER = "find"
"""Where the files of the search are, relative to the built site."""

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_PARAGRAPHS = "statement"
"""The folder of the paragraphs' own pages, of which only Pagefind knows."""
_ROOM = 1 << 20
"""Bytes; no file of Pagefind's is as large, so that where this much can be written, all of them could be."""
_LEFT_OUT = ["pre", ".code", ".passage", ".neighbours", ".breadcrumbs", ".citation", ".cite", "[data-find-ignore]"]


def write_search(edition: Edition, folder: Path) -> None:
    """Write the tables of names and Pagefind's index into a built site.

    Args:
        edition: what the pages were made of.
        folder: the built site; its HTML is read, and only `find/` in it is written.

    Raises:
        SearchError: the index cannot be made, or not written.
    """
    target = folder / FOLDER
    with _locate_errors(target), tempfile.TemporaryDirectory() as work:
        pages, made = Path(work, "pages"), Path(work, FOLDER)
        with _locate_errors(Path(work)):
            _copy_pages(folder, pages)
            _write_paragraphs(edition, pages)
            _write_index(pages, made, shown=target)
            _write_tables(edition, made)
        # At the end and at once: the site may be served meanwhile.
        if target.exists():
            shutil.rmtree(target)
        shutil.move(made, target)


@contextmanager
def _locate_errors(folder: Path) -> Iterator[None]:
    """Turn errors of the disk into one that names the folder."""
    try:
        yield
    except OSError as exc:
        # For a folder, shutil lists what was wrong with each file.
        why = exc.args[0][0][-1] if isinstance(exc, shutil.Error) else exc.strerror
        raise SearchError(f"cannot be written: {why}", path=folder) from exc


def _write_tables(edition: Edition, target: Path) -> None:
    for path in target.iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    _write_json(target / "kinds.json", _kinds(edition, target))
    tables = _name_tables(edition)
    # The list of tables spares a reader's browser the requests that would find none.
    _write_json(target / "names.json", sorted(tables))
    for key, table in tables.items():
        _write_json(target / f"names-{ord(key):x}.json", table)


def _write_json(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_paragraphs(edition: Edition, folder: Path) -> None:
    """Write each paragraph as a page of its own, so that it is a hit of its own.

    The page at `statement/p-8.html` stands for the paragraph's place on the page of the statement.
    """
    place = folder / _PARAGRAPHS
    place.mkdir(parents=True, exist_ok=True)
    language = html.escape(edition.statement.language)
    for block in edition.statement.paragraphs:
        title = f"Paragraph {block.number}"
        page = (
            f'<!doctype html><html lang="{language}"><title>{title}</title>'
            f'<article data-pagefind-meta="title:{title}"><p>{html.escape(block.text)}</p></article>'
        )
        (place / f"{paragraph_anchor(block.number)}.html").write_text(page, encoding="utf-8", newline="\n")


def _copy_pages(site: Path, folder: Path) -> None:
    """Copy the pages that are to be found: not the one for missing addresses, and nothing but HTML."""
    for page in site.rglob("*.html"):
        if page.name != "404.html":
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


def _kinds(edition: Edition, target: Path) -> dict[str, Any]:
    """Return what each page in the index is, and its themes.

    Returns:
        `language`: of the statement. `themes`: the labels in order. `statement` and `glossary`: the addresses of
        these pages, relative to the root of the site. `pages`: by Pagefind's id of the page, `e` (entry),
        `p` (paragraph) or `o` (other), followed by the numbers of its themes with spaces between.

    Pagefind has filters of its own, but writes them in another order each time; a build must give equal bytes.
    """
    addresses = edition.project.addresses
    themes = {entry.slug: edition.theme(entry).number for entry in edition.entries}
    named: dict[int, set[int]] = defaultdict(set)
    for mention in edition.mentions:
        named[mention.paragraph].add(themes[mention.entry])
    paragraphs = {
        f"/{_PARAGRAPHS}/{paragraph_anchor(block.number)}.html": block.number for block in edition.statement.paragraphs
    }
    known = {url: f"p{' '.join(map(str, sorted(named[number])))}" for url, number in paragraphs.items()}
    known |= {f"/{addresses.built(entry_page(slug))}": f"e{theme}" for slug, theme in themes.items()}
    pages = {}
    for path in sorted((target / "fragment").iterdir()):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        pages[path.stem] = known.get(fragment["url"], "o")
    return {
        # Pagefind writes languages so.
        "language": edition.statement.language.lower(),
        "themes": [theme.label for theme in edition.statement.legend.values()],
        "statement": addresses.built(STATEMENT_PAGE),
        "glossary": addresses.built(GLOSSARY_PAGE),
        "pages": pages,
    }


def _name_tables(edition: Edition) -> dict[str, dict[str, Any]]:
    """Return, by the first character of a name, the names that start so and the entries that they stand for."""
    tables: dict[str, dict[str, Any]] = {}
    for entry in edition.entries:
        shown = {
            "heading": entry.heading,
            "kind": entry.kind,
            "theme": edition.theme(entry).label,
            "definition": entry.definition.text,
            "url": edition.project.addresses.built(entry_page(entry.slug)),
        }
        for name in [*(name for name, _ in entry.all_names), *entry.search_terms, entry.heading]:
            key = search_key(name)
            if not key:
                continue
            table = tables.setdefault(key[0], {"names": {}, "entries": {}})
            slugs = table["names"].setdefault(key, [])
            if entry.slug not in slugs:
                slugs.append(entry.slug)
            table["entries"][entry.slug] = shown
    return tables
