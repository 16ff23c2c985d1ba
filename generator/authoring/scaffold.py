"""Candidates without an entry -> drafts in docs/glossary. Nothing there is ever overwritten."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.candidates import LIKELY, Candidate, find_candidates
from generator.checks import names as naming
from generator.checks.names import find_inflected, find_undocumented, keys_of, passages_of
from generator.model.entry import GUESS, NO_DEFINITION, Entry
from generator.model.errors import GeneratorError
from generator.model.fields import SLUG
from generator.model.statement import BlockKind, Statement
from generator.publishing.replacing import replace_file
from generator.reading.reviewed import Reviewed
from generator.text.matcher import Matcher, Pattern
from generator.text.spelling import match_key

_SMALL = {"a", "an", "the", "of", "on", "in", "and", "for", "to", "with", "at", "by"}
_LONGEST_SLUG = 48
_KINDS = {"programme": "program", "centre": "center", "organisation": "organization", "communiqué": "communique"}
_DRAFT = Path(__file__).with_name("draft.md")


class Draft(NamedTuple):
    """An entry made from the text alone."""

    path: Path
    heading: str  # The name with its acronym
    text: str  # The whole file
    name: str  # As a check has it
    names: tuple[str, ...]  # All that it is called


def make_drafts(
    statement: Statement, entries: Sequence[Entry], reviewed: Reviewed, folder: Path, *, least: float = LIKELY
) -> tuple[Draft, ...]:
    """Make drafts, in the order of the text, for all that the statement names and nobody documented or reviewed.

    With them it names nothing without an entry whose score is `least` or more. No name of an entry is claimed again,
    and no slug that is taken in the folder.
    """
    taken = {"index"} | {former for entry in entries for former in entry.former_slugs}
    taken |= {path.stem for path in folder.glob("*.md")}
    claimed = {match_key(name) for entry in entries for name, _ in entry.all_names}
    known = reviewed.keys
    missing = []
    for item in find_undocumented(statement, entries, find_candidates(passages_of(statement), least=least)):
        candidate, name = item.candidate, item.name
        if known.isdisjoint(keys_of(candidate)):
            if name != candidate.heading:
                # An entry stands for the other forms already.
                acronym = name if name == candidate.acronym else ""
                place = (item.occurrence,)
                candidate = replace(candidate, name=name, acronym=acronym, forms=(name,), occurrences=place)
            missing.append((candidate, name))
    heads = {match_key(name) for candidate, _ in missing for name in _own_names(candidate)}
    chosen: list[tuple[Candidate, str, list[str]]] = []
    for candidate, listed in missing:
        own = {match_key(name) for name in _own_names(candidate)}
        if names := _choose_names(statement, candidate, claimed | (heads - own)):
            claimed |= {match_key(name) for name in names}
            chosen.append((candidate, listed, names))
    owned: list[tuple[list[str], Pattern]] = [([], pattern) for pattern in naming.patterns_of(naming.names_of(entries))]
    owned += [(names, _pattern(name, candidate)) for candidate, _, names in chosen for name in names]
    for at, words, _ in find_inflected(statement, [pattern for _, pattern in owned]):
        if match_key(words) not in map(match_key, owned[at][0]):
            owned[at][0].append(words)
    drafts = []
    for candidate, listed, names in chosen:
        # The acronym, else the name, else the name with a number.
        name = address_of(candidate.name) or "entry"
        choices = (address_of(candidate.acronym), name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
        slug = next(slug for slug in choices if len(slug) > 1 and SLUG.fullmatch(slug) and slug not in taken)
        taken.add(slug)
        heading, text = _draft(statement, candidate, names)
        drafts.append(Draft(folder / f"{slug}.md", heading, text, listed, tuple(names)))
    return tuple(drafts)


def write_drafts(drafts: Sequence[Draft]) -> None:
    """Write the drafts, or raise a GeneratorError where a file is there already; those before it stay."""
    for draft in drafts:
        if draft.path.exists():
            raise GeneratorError("is there already", path=draft.path, hint="run scaffold again")
        replace_file(draft.path, draft.text)


def _pattern(name: str, candidate: Candidate) -> Pattern:
    """Return how a draft's name is looked for: as Entry.is_exact_case says."""
    return Pattern(text=name, exact_case=name == candidate.acronym or (name.isupper() and " " not in name))


def _own_names(candidate: Candidate) -> list[str]:
    return [name for name in dict.fromkeys((candidate.name, candidate.acronym)) if name]


def _choose_names(statement: Statement, candidate: Candidate, claimed: set[str]) -> list[str]:
    """Return the name, the acronym and other forms, which together cover every place in the text."""
    names: dict[str, Pattern] = {}

    def add(name: str) -> None:
        if match_key(name) not in claimed and sum(map(str.isalnum, name)) > 1:
            pattern = _pattern(name, candidate)
            names.setdefault(match_key(name, exact_case=pattern.exact_case), pattern)

    for name in _own_names(candidate):
        add(name)
    for place in candidate.occurrences:
        block = statement.blocks[place.passage]
        spans = Matcher(names.values()).find(block.text, overlapping=True)
        if not all(any(s.start <= first and last <= s.end for s in spans) for first, last in place.content):
            add(" ".join(naming.words_at(block, place).replace("\u00ad", "").replace("\u2019", "'").split()))
    return [pattern.text for pattern in names.values()]


def address_of(name: str) -> str:
    """Return the words of a name as a slug; empty where none of its letters is Latin."""
    ascii_only = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.split(r"[^a-z0-9]+", ascii_only.replace(".", "")) if word]
    slug = "-".join([word for word in words if word not in _SMALL] or words)
    return slug if len(slug) <= _LONGEST_SLUG else slug[:_LONGEST_SLUG].rpartition("-")[0]


def _draft(statement: Statement, candidate: Candidate, names: Sequence[str]) -> tuple[str, str]:
    name = candidate.name if candidate.name in names else names[0]
    acronym = candidate.acronym if candidate.acronym in names and candidate.acronym != name else ""
    kind = candidate.head or (
        "acronym" if candidate.name == candidate.acronym else "initiative" if name[0].isupper() else "term"
    )
    # The theme is called as the heading above, or else is the first.
    before = statement.blocks[: candidate.occurrences[0].passage]
    above = [item.text for item in before if item.kind is BlockKind.HEADING]
    themes = [theme for theme, label in statement.themes.items() if above and above[-1].endswith(label)]
    named = {"name": name, "acronym": acronym, "aliases": [other for other in names if other not in {name, acronym}]}
    text = _DRAFT.read_text(encoding="utf-8").format(
        names=_dump({key: value for key, value in named.items() if value}),
        kind=_dump({"kind": _KINDS.get(kind, kind) + GUESS}),
        theme=_dump({"theme": (themes or list(statement.themes))[0]}),
        nothing=NO_DEFINITION,
    )
    return f"{name} ({acronym})" if acronym else name, text


def _dump(keys: dict[str, Any]) -> str:
    return yaml.safe_dump(keys, allow_unicode=True, width=10_000, sort_keys=False)
