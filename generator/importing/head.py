"""The first lines -> title, line of place and date, and parties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.importing.dates import find_date
from generator.importing.pieces import Chunk, Fragment, Kind
from generator.importing.sentences import ends_in_stop, has_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE_WORDS = re.compile(
    r"statement|communiqu|declaration|vision|principles|agreement|memorandum|charter|fact sheet|compact|accord|joint"
    r"|framework|commitment|outcome|conclusions|roadmap|action plan|treaty|resolution|remarks|spirit",
    re.IGNORECASE,
)
_MOST_WORDS = 45
_DATELINE_WORDS = 12
_LEADING = 8
"""Blocks before the text that are looked at."""
_GOES_ON = re.compile(r"(?:of|on|for|between|by|from|among|issued|and|at|to|with)\b", re.IGNORECASE)
_PARTIES_OF_TITLE = re.compile(
    r"\b(?:of|by|between|from|among)\s+(?:the\s+)?(?:(?:leaders|heads|governments|ministers|presidents?)\s+of\s+)?(?P<list>[^()]+)$",
    re.IGNORECASE,
)
_PARTIES_OF_TEXT = re.compile(
    r"\b(?:[Ll]eaders|[Mm]inisters|[Gg]overnments|[Hh]eads of [A-Z]?\w+(?: and [A-Z]?\w+)?) of (?P<list>[^.;:]{3,300}?)"
    r"(?=,? (?:convened|met|gathered|have|are|meet|issued|held|today|on \d|in |at )|[.;:])"
)
_AND = re.compile(r",\s+and\s+|,\s+|\s+and\s+|\s*&\s*")
_PARTY = re.compile(r"(?:the\s+)?(?P<name>[A-Z][\w.'\u2019-]*(?:\s+(?:of(?:\s+the)?|and\s+the|[A-Z][\w.'\u2019-]*))*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the first lines say. Empty where they say nothing."""

    title: str = ""
    dateline: str = ""
    date: str = ""
    """ISO day."""
    date_line: int = 0
    """The line of the input that the date stands in."""
    parties: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    """Of title and dateline, which stand in the front matter and no longer in the text."""


def read_head(chunks: Sequence[Chunk]) -> tuple[Head, list[Chunk]]:
    """Find title, dateline, date and parties.

    Args:
        chunks: the blocks of the whole text.

    Returns:
        What was found, and the blocks that stay in the text. Leading lines that are neither stay.
    """
    leading = _leading(chunks)
    head = _take_title(leading)
    rest = list(chunks)
    if head.title:
        rest = [chunk for chunk in chunks if not _is_taken(chunk, head)]
    dated = next((chunk for chunk in leading if _is_dateline(chunk) and not _is_taken(chunk, head)), None)
    if dated is not None and not head.date:
        found = find_date(dated.text)
        head = replace(
            head,
            dateline=dated.text,
            date=found.iso if found else "",
            date_line=dated.line,
            fragments=(*head.fragments, *dated.fragments),
        )
        rest = [chunk for chunk in rest if chunk is not dated]
    if not head.date and rest:
        head = _date_at_end(head, rest)
    return replace(head, parties=_parties(head.title, rest)), rest


def _leading(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Give the blocks before the first paragraph."""
    found: list[Chunk] = []
    for chunk in chunks[:_LEADING]:
        words = len(chunk.text.split())
        if chunk.kind not in {Kind.PARAGRAPH, Kind.HEADING} or chunk.numbered or words > _MOST_WORDS:
            break
        if (ends_in_stop(chunk.text) and not _is_dateline(chunk)) or (has_sentence(chunk.text) and words > 20):
            break
        if chunk.text.endswith((",", ":", ";")) and words > _DATELINE_WORDS:
            break
        found.append(chunk)
    # When everything looks like first lines, the text has no title that could be told from the rest.
    return found if len(found) < len(chunks) else found[:1]


def _is_dateline(chunk: Chunk) -> bool:
    short = len(chunk.text.split()) <= _DATELINE_WORDS
    return short and find_date(chunk.text) is not None and not _TITLE_WORDS.search(chunk.text)


def _is_taken(chunk: Chunk, head: Head) -> bool:
    return bool(head.fragments) and chunk.fragments[0].line in {fragment.line for fragment in head.fragments}


def _take_title(leading: Sequence[Chunk]) -> Head:
    lines = [chunk for chunk in leading if not _is_dateline(chunk)]
    if not lines:
        return Head()
    chosen = next((chunk for chunk in lines if _TITLE_WORDS.search(chunk.text)), lines[0])
    parts = [chosen]
    for chunk in lines[lines.index(chosen) + 1 :]:
        last = parts[-1]
        if chunk.line != last.last_line + 1 or not _GOES_ON.match(chunk.text):
            break
        parts.append(chunk)
    text = " ".join(chunk.text for chunk in parts)
    fragments = tuple(fragment for chunk in parts for fragment in chunk.fragments)
    found = find_date(text)
    if found is None or found.end != len(text.rstrip(" .)")) or found.start == 0:
        return Head(title=text, fragments=fragments)
    title = text[: found.start].rstrip(" ,|\u2013\u2014-(")
    if len(title.split()) < 2:
        return Head(title=text, date=found.iso, date_line=chosen.line, fragments=fragments)
    if title != text[: found.start].rstrip() or found.end != len(text):
        # A sign between title and date would be lost, so the title keeps both.
        return Head(title=text, date=found.iso, date_line=parts[-1].last_line, fragments=fragments)
    return Head(
        title=title, dateline=text[found.start :], date=found.iso, date_line=parts[-1].last_line, fragments=fragments
    )


def _date_at_end(head: Head, chunks: Sequence[Chunk]) -> Head:
    """Take the date of a last line such as "Washington, 15 November 2024", which stays in the text."""
    for chunk in chunks[-3:]:
        found = find_date(chunk.text)
        if found and len(chunk.text.split()) <= _DATELINE_WORDS + 6:
            return replace(head, date=found.iso, date_line=chunk.line)
    return head


def _parties(title: str, chunks: Sequence[Chunk]) -> tuple[str, ...]:
    match = _PARTIES_OF_TITLE.search(title)
    if match and (names := _split(match["list"])):
        return names
    for chunk in [chunk for chunk in chunks if chunk.kind is Kind.PARAGRAPH][:2]:
        text = re.sub(r"\s*\([A-Z]+\)", "", chunk.text)
        match = _PARTIES_OF_TEXT.search(text)
        if match and (names := _split(match["list"])):
            return names
    return ()


def _split(text: str) -> tuple[str, ...]:
    names = []
    for part in _AND.split(text.strip(" .")):
        match = _PARTY.fullmatch(part.strip())
        if match is None:
            return ()
        names.append(match["name"])
    return tuple(names) if len(names) > 1 else ()
