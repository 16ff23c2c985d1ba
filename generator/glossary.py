"""docs/glossary/*.md -> entries, and the names that stand for them in a text."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from generator.active import find_active
from generator.errors import GlossaryError
from generator.frontmatter import check, read_document
from generator.matcher import Matcher, Pattern, fold, lower
from generator.model import (
    STATEMENT_SOURCE,
    Entry,
    Finding,
    FindingCode,
    Label,
    LaterEvent,
    LinkRule,
    Prose,
    Slug,
    Source,
)
from generator.schema import EntryKeys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.frontmatter import Document
    from generator.memory import Memory
    from generator.model import Theme

Choice = TypeVar("Choice")

CITATION = re.compile(r"\[\^([\w-]+)\]")
"""A citation in prose: `[^s1]`."""

_TRAILING = re.compile(r"(?:\s*\[\^[\w-]+\])+$")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_RESERVED = {"index"}
_TOLD = 5
"""Other places that a clash of names tells."""
_MIN_LETTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The names of all entries, ready to be found in a text."""

    matcher: Matcher
    slugs: tuple[Slug, ...]
    """The entry of each pattern, by the pattern's index."""


def read_glossary(folder: Path, themes: tuple[Theme, ...], memory: Memory | None = None) -> tuple[Entry, ...]:
    """Read every entry of a folder.

    Args:
        folder: holds a file for each.
        themes: of the statement.
        memory: of a server, which need not read again what is the same.

    Returns:
        The entries, sorted by slug: the order of the files does not matter. None is how an edition begins: what
        the statement names is then found, name by name, to have no entry.

    Raises:
        GlossaryError: the first fault, in the order of slugs.
    """
    if not folder.is_dir():
        message = "there is no such folder; create it, or let generator scaffold write drafts into it"
        raise GlossaryError(message, path=folder)
    paths = sorted(folder.glob("*.md"), key=lambda path: path.stem)
    entries = tuple(_remember_entry(path, themes, memory) for path in paths)
    _refuse_duplicate_slugs(entries)
    return entries


def _remember_entry(path: Path, themes: tuple[Theme, ...], memory: Memory | None) -> Entry:
    slug = path.stem
    if not _SLUG.fullmatch(slug) or slug in _RESERVED:
        message = f'"{slug}" cannot be an address; name the file in lower-case letters, digits and hyphens'
        raise GlossaryError(message, path=path)
    if path.is_symlink():
        raise GlossaryError("is a symbolic link; put the entry itself there", path=path)
    if memory is None:
        return _read_entry(path, themes)
    return memory.read(path, themes, lambda: _read_entry(path, themes))


def _read_entry(path: Path, themes: tuple[Theme, ...]) -> Entry:
    document = read_document(path, GlossaryError)
    keys = check(document, EntryKeys)
    theme = _choose(document, "theme", keys.theme, {theme.id: theme for theme in themes})
    link = _choose(document, "link", keys.link, {rule.value: rule for rule in LinkRule})
    aliases = tuple(_label(document, text, "aliases", index) for index, text in enumerate(keys.aliases))
    entry = Entry(
        slug=Slug(path.stem),
        path=path,
        name=keys.name,
        name_line=document.line("name"),
        acronym=keys.acronym,
        acronym_line=document.line("acronym"),
        aliases=aliases,
        names=tuple(
            (
                language,
                tuple(_label(document, text, "names", language, index) for index, text in enumerate(texts)),
            )
            for language, texts in keys.names.items()
        ),
        kind=keys.kind,
        theme=theme,
        link=link,
        definition=_label(document, keys.definition, "definition"),
        since=keys.since,
        established=_prose(document, keys.established, "established"),
        participants=_prose(document, keys.participants, "participants"),
        led_by=_prose(document, keys.led_by, "led_by"),
        status=Prose(markdown=keys.status, line=document.line("status")),
        site=keys.site or "",
        disagreements=tuple(
            Prose(markdown=text, line=document.line("disagreements", index))
            for index, text in enumerate(keys.disagreements)
        ),
        later=tuple(
            LaterEvent(date=item.date, text=Prose(markdown=item.text, line=document.line("later", index)))
            for index, item in enumerate(keys.later)
        ),
        not_found=tuple(keys.not_found),
        former_slugs=tuple(
            Label(text=text, citations=(), line=document.line("former_slugs", index))
            for index, text in enumerate(keys.former_slugs)
        ),
        search_terms=tuple(keys.search_terms),
        sources=tuple(
            Source(
                id=item.id,
                title=item.title,
                publisher=item.publisher,
                url=item.url,
                date=item.date,
                language=item.language,
                line=document.line("sources", index),
                url_line=document.line("sources", index, "url"),
            )
            for index, item in enumerate(keys.sources)
        ),
        background=_background(document),
        draft=keys.draft,
        draft_line=document.line("draft"),
        site_line=document.line("site"),
    )
    _refuse_bad_names(document, entry)
    _refuse_bad_sources(document, entry)
    _refuse_active(entry)
    return entry


def _choose(document: Document, key: str, value: str, choices: dict[str, Choice]) -> Choice:
    if value in choices:
        return choices[value]
    near = difflib.get_close_matches(value, choices, n=1)
    advice = f'did you mean "{near[0]}"?' if near else f"choose one of: {', '.join(choices)}"
    raise document.fail(f'"{key}" is "{value}", which is unknown; {advice}', key)


def _label(document: Document, text: str, *location: str | int) -> Label:
    trailing = _TRAILING.search(text)
    citations = tuple(CITATION.findall(trailing[0])) if trailing else ()
    name = text[: trailing.start()] if trailing else text
    return Label(text=name.strip(), citations=citations, line=document.line(*location))


def _prose(document: Document, text: str | None, key: str) -> Prose | None:
    return None if text is None else Prose(markdown=text, line=document.line(key))


def _background(document: Document) -> Prose:
    stripped = document.body.lstrip("\n")
    skipped = len(document.body) - len(stripped)
    return Prose(markdown=stripped.rstrip(), line=document.body_line + skipped)


def _refuse_duplicate_slugs(entries: tuple[Entry, ...]) -> None:
    taken: dict[str, str] = {entry.slug: entry.path.as_posix() for entry in entries}
    taken |= dict.fromkeys(_RESERVED, "the list of entries")
    for entry in entries:
        for former in entry.former_slugs:
            if former.text in taken:
                message = f'the slug "{former.text}" is taken by {taken[former.text]}; remove it from "former_slugs"'
                raise GlossaryError(message, path=entry.path, line=former.line)
            taken[former.text] = entry.path.as_posix()


def _refuse_bad_names(document: Document, entry: Entry) -> None:
    seen: dict[str, int] = {}
    for text, line in _own_names(entry):
        if sum(char.isalnum() for char in text) < _MIN_LETTERS:
            message = f'the name "{text}" has fewer than {_MIN_LETTERS} letters, so it would be found everywhere'
            raise GlossaryError(f"{message}; write it out", path=entry.path, line=line)
        key = match_key(text, exact_case=is_exact_case(entry, text))
        if key in seen:
            message = f'the alias "{text}" is given twice (see line {seen[key]}); keep one'
            raise GlossaryError(message, path=entry.path, line=line)
        seen[key] = line
    if any(not label.text for label in entry.aliases):
        raise document.fail("an alias is empty; write it or remove it", "aliases")


def _refuse_bad_sources(document: Document, entry: Entry) -> None:
    listed: set[str] = set()
    for index, source in enumerate(entry.sources):
        if source.id == STATEMENT_SOURCE:
            message = f'the source id "{STATEMENT_SOURCE}" stands for the statement itself; choose another'
            raise document.fail(message, "sources", index, "id")
        if source.id in listed:
            raise document.fail(f'the source id "{source.id}" is given twice', "sources", index, "id")
        listed.add(source.id)
    for cited, line in citations(entry):
        if cited not in listed and cited != STATEMENT_SOURCE:
            near = difflib.get_close_matches(cited, listed, n=1)
            advice = f'did you mean "{near[0]}"?' if near else 'add it under "sources"'
            message = f'the source "{cited}" is cited but not listed; {advice}'
            raise GlossaryError(message, path=entry.path, line=line)


def _refuse_active(entry: Entry) -> None:
    # The background as a whole: a block of code in it may hold blank lines.
    for prose in (*(prose for key, prose in facts(entry) if key != "background"), entry.background):
        for lines, message in find_active(prose.markdown):
            raise GlossaryError(message, path=entry.path, line=prose.line + lines)


def facts(entry: Entry) -> Iterable[tuple[str, Prose]]:
    """Give every piece of prose of an entry that states facts, with the key that it stands under."""
    for key, prose in (
        ("established", entry.established),
        ("participants", entry.participants),
        ("led_by", entry.led_by),
        ("status", entry.status),
    ):
        if prose is not None:
            yield key, prose
    for prose in entry.disagreements:
        yield "disagreements", prose
    for event in entry.later:
        yield "later", event.text
    line = entry.background.line
    for paragraph in entry.background.markdown.split("\n\n"):
        if paragraph.strip():
            yield "background", Prose(markdown=paragraph, line=line + _leading_lines(paragraph))
        line += paragraph.count("\n") + 2


def _leading_lines(paragraph: str) -> int:
    return len(paragraph) - len(paragraph.lstrip("\n"))


def labels(entry: Entry) -> Iterable[tuple[str, Label]]:
    """Give every name of an entry that carries citations of its own, with the key that it stands under."""
    yield "definition", entry.definition
    for _, names in entry.names:
        for label in names:
            yield "names", label
    for label in entry.aliases:
        yield "aliases", label


def citations(entry: Entry) -> Iterable[tuple[str, int]]:
    """Give every citation of an entry: the source's id and the line."""
    for _, label in labels(entry):
        for cited in label.citations:
            yield cited, label.line
    for _, prose in facts(entry):
        # What stands in code is shown as it is, and cites nothing.
        text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), prose.markdown)
        for match in CITATION.finditer(text):
            yield match[1], prose.line + text.count("\n", 0, match.start())


def _own_names(entry: Entry) -> list[tuple[str, int]]:
    names = [(entry.name, entry.name_line)]
    if entry.acronym:
        names.append((entry.acronym, entry.acronym_line))
    return names + [(label.text, label.line) for label in entry.aliases]


def all_names(entry: Entry) -> list[tuple[str, int]]:
    """Give every name that stands for an entry in a text, in every language, with its line."""
    return _own_names(entry) + [(label.text, label.line) for _, names in entry.names for label in names]


def is_exact_case(entry: Entry, name: str) -> bool:
    """Tell whether a name must be matched in its own case: the acronym, and one word all in capitals."""
    one_word = not any(char.isspace() for char in name)
    return name == entry.acronym or (one_word and name.isupper())


def match_key(name: str, *, exact_case: bool) -> str:
    """Give the same key for names that match the same words."""
    kept, _ = fold(name)
    return kept if exact_case else lower(kept)


def index_names(entries: tuple[Entry, ...]) -> tuple[NameIndex, tuple[Finding, ...]]:
    """Make the matcher for all names of all entries.

    A name that two entries claim is left out, so that it is linked to neither, and is a finding at both places.
    """
    claims: dict[str, dict[Slug, tuple[Entry, str, int]]] = {}
    for entry in entries:
        for name, line in all_names(entry):
            claims.setdefault(lower(fold(name)[0]), {}).setdefault(entry.slug, (entry, name, line))
    clashing = {key for key, claim in claims.items() if len(claim) > 1}
    patterns: list[Pattern] = []
    slugs: list[Slug] = []
    for entry in entries:
        names = [name for name, _ in all_names(entry) if lower(fold(name)[0]) not in clashing]
        for text, exact in _spellings(entry, names):
            patterns.append(Pattern(text=text, exact_case=exact))
            slugs.append(entry.slug)
    findings = tuple(_clash(claims[key], slug) for key in sorted(clashing) for slug in claims[key])
    return NameIndex(matcher=Matcher(patterns), slugs=tuple(slugs)), findings


def _spellings(entry: Entry, names: list[str]) -> Iterable[tuple[str, bool]]:
    for name in names:
        yield name, is_exact_case(entry, name)
        if entry.acronym and name != entry.acronym:
            # A definition, "Name (ACRONYM)", is one mention; some texts put the acronym in quotation marks.
            yield f"{name} ({entry.acronym})", False
            yield f'{name} ("{entry.acronym}")', False


def _clash(claims: dict[Slug, tuple[Entry, str, int]], slug: Slug) -> Finding:
    entry, name, line = claims[slug]
    # Of many entries that claim one name each would list all others.
    others = [claim for claim in islice(claims.values(), _TOLD + 1) if claim[0].slug != slug][:_TOLD]
    places = ", ".join(f"{other.path.as_posix()}:{at}" for other, _, at in others)
    if len(claims) - 1 > len(others):
        places += f" and {len(claims) - 1 - len(others)} more"
    return Finding(
        code=FindingCode.ALIAS_CLASH.value,
        path=entry.path,
        line=line,
        message=f'the name "{name}" is also claimed at {places}, so it is linked to neither',
        hint="remove it from all entries but one",
    )
