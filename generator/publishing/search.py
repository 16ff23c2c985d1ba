"""Built HTML and an edition -> what the reader's search loads. Works on any builder's HTML.

Names, topics and paragraphs are small, and are looked up in the browser; Pagefind finds words in entries and in
authored pages.
"""

import gzip
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.linking.edition import Edition
from generator.linking.markdown import describe_outcome
from generator.model import read_words
from generator.model.addresses import GLOSSARY_PAGE, STATEMENT_PAGE, STATEMENTS_PAGE, TOPICS_PAGE, entry_page
from generator.model.errors import GeneratorError
from generator.pages.context import name_block
from generator.pages.maker import list_titles
from generator.publishing import built_file
from generator.publishing.replacing import locate_errors
from generator.reading.project import read_page
from generator.text.spelling import HAN_AND_KANA, KOREAN

FOLDER = "find"  # Where the files of the search are, relative to the built site.
DEFINITIONS = 200  # In one file: a reader's browser loads those of the entries that it shows.

_LEFT_OUT = [
    *("pre", ".code", ".passage", ".neighbours", ".breadcrumbs", ".citation", ".cite", "[data-find-ignore]"),
    *(".quotation", ".voice-note", ".entry h2", ".entry dt", ".entry-sources"),
]
"""What every entry says in the same words, and what other places say better."""

_LANGUAGE = re.compile(r'(<html\b[^>]*\blang=)"[^"]*"')
_NAMES = re.compile(r"<span[^>]* data-pagefind-[^>]*>[^<]+")
"""Names, kind and theme of an entry, which an excerpt would run together."""
_OWN_WORDS = re.compile(f"[{HAN_AND_KANA}{KOREAN}]")


class SearchPlan(NamedTuple):
    """What is needed of an edition after its pages are built."""

    files: Mapping[str, bytes]  # JSON by name
    indexed: Mapping[str, tuple[int, str, str]]
    """The pages that Pagefind indexes, by their files in the built site: number, language, publishers that are cited.

    Entries count from 0; authored pages -1, -2 ... by their place among the pages. A language is given where words are
    written without spaces or in Hangul: Pagefind reads those of each language apart.
    """


_OtherPage = tuple[str, str, Sequence[str]]
"""A page that is neither an entry's nor the statement's paragraphs: relative to docs/, its title, more words for it."""


def plan_search(edition: Edition) -> SearchPlan:
    """Prepare the search of an edition. Nothing is written."""
    built = edition.project.addresses.built
    others = list(_list_pages(edition))
    kinds = list(dict.fromkeys(entry.kind for entry in edition.entries))
    files: dict[str, object] = {"edition.json": _describe(edition, others, kinds)}
    files["names.json"] = [
        [
            built(entry_page(entry.slug)),
            entry.heading,
            kinds.index(entry.kind),
            edition.theme(entry).number,
            list(dict.fromkeys([*(name for name, _ in entry.all_names), *entry.search_terms])),
        ]
        for entry in edition.entries
    ]
    definitions = [(entry.definition.text, describe_outcome(entry, edition.wording)) for entry in edition.entries]
    for start in range(0, len(definitions) or 1, DEFINITIONS):
        files[f"definitions-{start // DEFINITIONS}.json"] = definitions[start : start + DEFINITIONS]
    pages = ((number, page) for number, (page, _, _) in enumerate(others, 1) if page not in edition.sources)
    indexed = {built_file(built(page)): (-number, "", "") for number, page in pages}
    for number, entry in enumerate(edition.entries):
        language = edition.statement.language if _OWN_WORDS.search(entry.definition.text) else ""
        cited = ", ".join(dict.fromkeys(source.publisher for source in entry.sources))
        indexed[built_file(built(entry_page(entry.slug)))] = number, language, cited
    return SearchPlan(files={name: _encode(data) for name, data in files.items()}, indexed=indexed)


def _describe(edition: Edition, others: list[_OtherPage], kinds: list[str]) -> dict[str, object]:
    """Return the text, the topics and the pages; entries are numbers, paragraphs start at 1."""
    built, topics, paragraphs = edition.project.addresses.built, edition.topics.topics, edition.statement.numbers
    numbers: dict[str, int] = {entry.slug: number for number, entry in enumerate(edition.entries)}
    named = {at: sorted({numbers[item.entry] for item in found}) for at, found in edition.by_paragraph.items()}
    return {
        "language": edition.statement.language,
        "date": edition.statement.date,
        "examples": _list_examples(edition),
        "themes": [theme.label for theme in edition.statement.legend.values()],
        "kinds": kinds,
        "glossary": built(GLOSSARY_PAGE),
        "index": built(TOPICS_PAGE) if topics else "",
        "pages": [(built(page), title, words) for page, title, words in others],
        "paragraphs": [
            [block.text, named.get(block.number, []), block.label, name_block(block, edition.wording)]
            for block in edition.statement.paragraphs
        ],
        "topics": [
            [
                topic.name,
                [word for _, word, _ in topic.all_words()],
                [paragraphs[str(label)] for label in topic.paragraphs if str(label) in paragraphs],
                [numbers[slug] for slug in topic.entries if slug in numbers],
            ]
            for topic in topics
        ],
    }


def _list_examples(edition: Edition) -> list[str]:
    """Return the two acronyms that the statement uses most, but for those of its parties."""
    found = {item.entry: item.text for item in reversed(edition.acronyms)}
    for entry in edition.entries:
        if any(name in edition.statement.parties for name, _ in entry.all_names):
            found.pop(entry.slug, None)
    used = Counter(mention.entry for mention in edition.mentions if mention.entry in found)
    return [found[slug] for slug, _ in used.most_common(2)]


def _list_pages(edition: Edition) -> Iterator[_OtherPage]:
    """Yield the pages, the statement's first, authored ones last (not with `search: {exclude: true}`), and words."""
    words = read_words("generator.pages", "page_words.yml")
    # A statement that others publish is found on the page of all.
    consulted = [other.of.title for other in edition.comparisons if not other.page]
    # Readers leave out what a title goes on with.
    words[STATEMENTS_PAGE] += [*consulted, *(re.split(r":| on ", title)[0] for title in consulted)]
    titles = {page: title for page, title in list_titles(edition).items() if page in words}
    for page in sorted(titles, key=lambda page: page != STATEMENT_PAGE):
        yield page, titles[page], words[page]
    yield from ((other.page, other.statement.title, ()) for other in edition.others)
    left_out = {*edition.sources, *edition.project.hidden}
    for src_uri in (src_uri for src_uri in edition.authored if src_uri not in left_out):
        text, meta, _ = read_page(edition.project.docs / src_uri)
        setting = meta.get("search")
        if not (isinstance(setting, dict) and setting.get("exclude")):
            heading = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), src_uri)
            yield src_uri, str(meta.get("title", heading)), list(map(str, meta.get("search_terms") or ()))


def _encode(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def write_search(plan: SearchPlan, folder: Path) -> None:
    """Write what the search loads into a built site, whose HTML is read: only `find/` in it is written."""
    target = folder / FOLDER
    with locate_errors(target), tempfile.TemporaryDirectory() as work:
        pages, made = Path(work, "pages"), Path(work, FOLDER)
        with locate_errors(Path(work)):
            _copy_pages(plan, folder, pages)
            _write_index(pages, made, shown=target)
            unused = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
            for path in (path for path in made.iterdir() if path.name.startswith(unused)):
                path.unlink()
            for name, content in plan.files.items():
                (made / name).write_bytes(content)
            (made / "places.json").write_bytes(_encode(_list_places(plan, made)))
        # At the end and at once: the site may be served meanwhile.
        if target.exists():
            shutil.rmtree(target)
        shutil.move(made, target)


def _copy_pages(plan: SearchPlan, site: Path, folder: Path) -> None:
    """Copy the pages that are indexed; a page that the builder left out is none."""
    folder.mkdir()
    if not any((site / name).is_file() for name in plan.indexed):
        # Pagefind refuses a folder without pages.
        (folder / "none.html").write_text('<html lang="en"><article>none</article></html>', encoding="utf-8")
    for name, (_, language, publishers) in plan.indexed.items():
        if not (site / name).is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = _NAMES.sub(r"\g<0>;", (site / name).read_text(encoding="utf-8"))
        if language:
            text = _LANGUAGE.sub(rf'\g<1>"{language}"', text, count=1)
        if publishers:
            # Who is cited is a word of the page, and weighs less than any other.
            cited = f'<p data-pagefind-weight="0.1">Sources: {html.escape(publishers)}.</p>'
            text = f"{cited}</article>".join(text.rsplit("</article>", 1))
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_index(pages: Path, target: Path, *, shown: Path) -> None:
    """Run Pagefind.

    As a program: what its Python interface calls (1.5.2) says that files are written before they are, and then ends the
    program that writes them (Pagefind issue 1271).
    """
    from pagefind.service import get_executable  # noqa: PLC0415 - brings asyncio along, which nothing else needs

    program = get_executable()
    if program is None:
        raise GeneratorError("there is no Pagefind for this machine; pip install 'pagefind[extended]'", path=shown)
    left_out = [f"--exclude-selectors={selector}" for selector in _LEFT_OUT]
    places = [f"--site={pages}", f"--output-path={target}"]
    command = [str(program), "--silent", *places, "--root-selector=article", *left_out]
    # In the folder of the pages: elsewhere there may be a pagefind.toml of somebody else's.
    done = subprocess.run(command, cwd=pages, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise GeneratorError(f"Pagefind could not index the site: {(done.stdout + done.stderr).strip()}", path=shown)
    # On a full disk Pagefind (1.5.2) leaves files empty or cut short, and ends as if all were well. None of its files
    # is as large as this one: where it can be written, all of them could be.
    room = target / "room"
    room.write_bytes(os.urandom(1 << 20))
    room.unlink()


def _list_places(plan: SearchPlan, made: Path) -> dict[str, int]:
    """Return the number of each page by Pagefind's id of it."""
    files = sorted((made / "fragment").glob("*"))
    read = (json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in files)
    pages = (plan.indexed.get(built_file(fragment["url"].lstrip("/"))) for fragment in read)
    return {path.stem: page[0] for path, page in zip(files, pages, strict=True) if page}
