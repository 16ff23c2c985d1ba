"""The messages that the package holds, and its catalogues of them: `python -m tests.catalogues` brings these up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from generator.model import read_words
from generator.model.entry import OutcomeState
from generator.model.fields import SourceKind
from generator.text.wording import CATALOGUES

THEME = "generator/publishing/theme"
"""The place that catalogues have for messages that the theme's templates and scripts ask for."""
ROOT = Path(__file__).parent.parent
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(["_", "gettext", "say", "mark"]),
    **dict.fromkeys(["ngettext", "say_many"], (1, 2)),
}
LANGUAGES = sorted(folder.name for folder in CATALOGUES.iterdir())


def _extract_theme(file: IO[bytes], *_: object, **_options: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield what the theme's templates ask `words` for: Zensical's have no gettext."""
    for found in re.finditer(r"""words\[(["'])(.+?)\1\]""", file.read().decode()):
        yield 1, None, found[2], []


_METHODS: dict[str, tuple[Any, dict[str, Any]]] = {
    **dict.fromkeys([f"{folder}/*.py" for folder in ("pages", "linking", "data")], ("python", {})),
    "*.jinja": ("jinja2.ext:babel_extract", dict.fromkeys(["trimmed", "trim_blocks", "lstrip_blocks"], "true")),
    "publishing/theme/*.html": (_extract_theme, {}),
    "publishing/theme/*/*.html": (_extract_theme, {}),
    "*.js": ("javascript", {}),
}


def extract_messages() -> Catalog:
    """Read all messages of the package; those that the theme asks for are marked with its place."""
    catalog = Catalog(charset="utf-8")
    for path in sorted((ROOT / "generator").rglob("*")):
        name = path.relative_to(ROOT / "generator")
        for pattern, (method, options) in _METHODS.items():
            if path.is_file() and name.match(pattern):
                with path.open("rb") as file:
                    known = KEYWORDS if path.suffix != ".js" else {"t": None, "tn": (1, 2)}
                    found = list(extract(method, file, known, options=options))
                for _, message, _, _ in found:
                    is_theme = path.relative_to(ROOT).is_relative_to(THEME)
                    catalog.add(message, locations=[(THEME, 0)] if is_theme else [])
                break
    # Words that are kept as values, and styles of citations.
    styles = (style["label"] for style in read_words("generator.pages", "citation_styles.yml") if "language" in style)
    states, kinds = (state.word for state in OutcomeState), (kind.value for kind in SourceKind)
    for word in (*states, *kinds, *styles):
        catalog.add(word)
    return catalog


def path_of(language: str) -> Path:
    """Return the file of a catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    """Read a catalogue as it lies in its file."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def list_texts(value: str | Iterable[str] | None) -> list[str]:
    """Return a message's forms."""
    return [value] if isinstance(value, str) else list(value or ())


def update(language: str) -> None:
    """Bring a catalogue up to date: what is new is empty in it, and what is no longer used goes."""
    path = path_of(language)
    catalog = read_catalogue(language)
    catalog.update(extract_messages(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    out = BytesIO()
    write_po(out, catalog, width=-1, sort_output=True, include_lineno=False, omit_header=True)
    forms = f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n{forms}\n'
    path.write_bytes(head.encode() + out.getvalue())


if __name__ == "__main__":
    for code in LANGUAGES:
        update(code)
