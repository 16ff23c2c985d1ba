"""A seed -> statements and glossaries of any size, made of the edition's own."""

from __future__ import annotations

import os
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SEED = 20241115
ROOT = Path(__file__).resolve().parent.parent
"""The folder of the repository."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "SITE_URL": "http://127.0.0.1/",
    "SOURCE_DATE_EPOCH": "1731628800",
}
"""For every MkDocs that is measured: with compiled modules, as an installed package has them."""

REAL = 45
"""Entries up to this number are the edition's own."""

_HEADS = ("Framework", "Initiative", "Dialogue", "Partnership", "Compact", "Forum", "Working Group", "Network")
_ENDS = {"ja": "枠組み", "ko": "협력체"}
_PER_PARAGRAPH = 8
"""Generated names that a paragraph of a long statement names, as many as the real one's do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a generated entry is called."""

    text: str
    acronym: str
    """Empty for most."""


def read_body() -> str:
    """Return the statement's text without its front matter."""
    text = (ROOT / "source" / "statement.md").read_text(encoding="utf-8")
    return text.split("\n---\n", maxsplit=1)[1].strip()


def make_names(count: int, *, seed: int = SEED) -> list[Name]:
    """Make names of words that the statement uses, none of them twice."""
    chance = random.Random(seed)
    words = sorted({word.capitalize() for word in re.findall(r"[A-Za-z]{4,}", read_body())})
    names: dict[str, Name] = {}
    acronyms: set[str] = set()
    while len(names) < count:
        parts = [*chance.sample(words, chance.choice((2, 2, 3))), chance.choice(_HEADS)]
        text = " ".join(parts)
        acronym = "".join(part[0] for part in text.split()) if chance.random() < 0.4 else ""
        if acronym in acronyms or len(acronym) < 4:
            acronym = ""
        acronyms.add(acronym)
        names.setdefault(text, Name(text=text, acronym=acronym))
    return list(names.values())


def make_project(folder: Path, entries: int, *, seed: int = SEED) -> None:
    """Write a project of a number of entries.

    Up to 45 entries it is this edition. With more, the statement is repeated once for every 300 entries, and a third
    of the further entries is named in it. Each of those entries is one of the edition's under another name, and its
    text names three others, so that its front matter, its sources and its prose are those of real ones.
    """
    (folder / "docs").mkdir(parents=True)
    (folder / "source").mkdir()
    for path in sorted((ROOT / "docs").glob("*.md")):
        (folder / "docs" / path.name).write_bytes(path.read_bytes())
    real = sorted((ROOT / "docs" / "glossary").glob("*.md"))[:entries]
    names = make_names(max(entries - len(real), 0), seed=seed)
    glossary = folder / "docs" / "glossary"
    glossary.mkdir()
    for path in real:
        (glossary / path.name).write_bytes(path.read_bytes())
    chance = random.Random(seed)
    for number, name in enumerate(names):
        _write(glossary / f"generated-{number}.md", _make_entry(real[number % len(real)], number, name, names, chance))
    _write(folder / "source" / "statement.md", _make_statement(entries, names, chance))
    _write(folder / "source" / "reviewed.yml", _REVIEWED)
    _write(folder / "mkdocs.yml", _make_config())


_REVIEWED = "silenced:\n" + "".join(
    f"  - {{code: {code}, path: {path}, reason: The names are made up.}}\n"
    for code, path in (
        ("unused-source", "docs/glossary/*.md"),
        ("unmentioned-entry", "docs/glossary/*.md"),
    )
)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _make_statement(entries: int, names: list[Name], chance: random.Random) -> str:
    head, body = (ROOT / "source" / "statement.md").read_text(encoding="utf-8").split("\n---\n", maxsplit=1)
    if entries <= REAL:
        return f"{head}\n---\n{body}"
    paragraphs = body.strip().split("\n\n") * max(1, entries // 300)
    named = iter(chance.sample(names, len(names) // 3))
    for number, paragraph in enumerate(paragraphs):
        here = [name.text for _, name in zip(range(_PER_PARAGRAPH), named, strict=False)]
        if here:
            paragraphs[number] = f"{paragraph} We welcome the progress of the {', the '.join(here)}."
    return f"{head}\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def _make_entry(model: Path, number: int, name: Name, names: list[Name], chance: random.Random) -> str:
    _, front, body = model.read_text(encoding="utf-8").split("---\n", maxsplit=2)
    keys: dict[str, Any] = yaml.load(front, yaml.CSafeLoader)
    for key in ("acronym", "aliases", "former_slugs", "search_terms", "link"):
        keys.pop(key, None)
    keys["name"] = name.text
    if name.acronym:
        keys["acronym"] = name.acronym
    keys["names"] = {
        language: [_rename(text, f"{end}{number}") for text in keys.get("names", {}).get(language, [end])[:1]]
        for language, end in _ENDS.items()
    }
    others = " and the ".join(other.text for other in chance.sample(names, min(3, len(names))))
    front = yaml.dump(keys, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n{body.rstrip()}\n\nIt is named with the {others}. [^statement]\n"


def _rename(text: str, name: str) -> str:
    citation = text.find("[^")
    return f"{name} {text[citation:] if citation >= 0 else '[^statement]'}"


def _make_config() -> str:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # The package brings its theme along.
    return text.replace("  custom_dir: generator/publishing/theme\n", "")
