"""What a text says of itself: title, place and date, notes; and where its numbers and ends of sentences do not fit."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from string import ascii_lowercase

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import NOTE, REFERENCE, WORDS, ends_sentence
from generator.text.sentences import list_words

_TITLE_WORDS = re.compile("|".join(WORDS["title"].split()), re.IGNORECASE)
_MONTHS = {name: at for at, names in enumerate(WORDS["months"].split(" | "), 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR, _DAY = r"(?P<year>[12１２]\d{3})", r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
# Of "20-21 May 2023" the last day counts: statements are issued at the end.
_SPAN = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|to|and|et|&)\s?)?"
_DATES = (
    rf"\b{_SPAN}{_DAY}(?: day)?(?: of| de)? ?{_MONTH},?(?: de)? {_YEAR}\b",
    rf"\b{_MONTH} {_SPAN}{_DAY},? {_YEAR}\b",
    rf"\b{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    r"令和(?P<year>\d{1,2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
)


def find_date(text: str) -> tuple[str, int, int]:
    """Find the last date that names a day: in ISO, with the offsets of its start and end; empty where there is none."""
    found = [("", 0, 0)]
    for match in (match for pattern in _DATES for match in re.finditer(pattern, text, re.IGNORECASE)):
        month, year = match["month"].lower(), int(match["year"])
        try:
            # The Japanese year: Reiwa 1 was 2019.
            day = datetime.date(year + 2018 * (year < 100), int(_MONTHS.get(month, month)), int(match["day"]))
            found.append((day.isoformat(), match.start(), match.end()))
        except ValueError:
            continue
    return max(found, key=lambda date: (date[2], -date[1]))


def read_head(found: ImportedText) -> ImportedText:
    """Find title, dateline and date in the first blocks of a text, and take the first two out of it."""
    leading = [*takewhile(_is_leading, found.blocks[:8])]
    # The title is what the file calls itself, the one heading of its level, or what has a word of titles.
    lines = [block for block in leading if not _is_dateline(block)]
    named = [block for block in lines if list_words(block.text.lower()) == list_words(found.title.lower())]
    others = {block.level for block in found.blocks[len(leading) :] if block.kind is Kind.HEADING}
    tops = [block for block in lines if block.level and block.kind is Kind.HEADING and block.level not in others]
    telling = [block for block in lines if _TITLE_WORDS.search(block.text)]
    parts = (named or sorted((*telling, *tops), key=lambda block: block.level or 99))[:1]
    title, dateline = " ".join(block.text for block in parts), ""
    date, start, end = find_date(title)
    if end == len(title) and re.search(r"\w \S*\w $", title[:start]):
        title, dateline = title[:start].rstrip(), title[start:]
    dated = next((block for block in leading if _is_dateline(block)), None)
    if dated is not None and not date:
        dateline, date = dated.text, find_date(dated.text)[0]
        parts = [*parts, dated]
    rest = [block for block in found.blocks if not any(block is part for part in parts)]
    # The date of a last line such as "Washington, 15 November 2024", which stays in the text.
    last = [block.text for block in rest if block.kind is not Kind.FOOTNOTE and len(block.text.split()) < 18][-3:]
    date = date or next((day for day, *_ in map(find_date, last) if day), "")
    levels = sorted({block.level for block in rest if block.kind is Kind.HEADING})
    blocks = [replace(b, level=1 + levels.index(b.level)) if b.kind is Kind.HEADING else b for b in rest]
    lost = [Flag(block.place, "no title found; say it with --title") for block in leading[: not title]]
    return replace(found, blocks=tuple(blocks), title=title, dateline=dateline, date=date, flags=(*found.flags, *lost))


def _is_leading(block: Block) -> bool:
    """Whether a block may stand before the first paragraph of the text."""
    words, text = len(block.text.split()), block.text
    ended = ends_sentence(text, fully=True) or (ends_sentence(text) and words > 3)
    short = not block.number and words <= 45 and len(text) <= 300 and block.kind in {Kind.PARAGRAPH, Kind.HEADING}
    return short and (not ended or _is_dateline(block))


def _is_dateline(block: Block) -> bool:
    short = len(block.text.split()) <= 12 and len(block.text) <= 80
    return short and bool(find_date(block.text)[0]) and not _TITLE_WORDS.search(block.text)


def settle_notes(found: ImportedText) -> ImportedText:
    """Put notes last, write a raised number without a note as it was, and flag numbers and notes that do not fit."""
    blocks = _mark_endnotes(found.blocks)
    rest = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    while rest and rest[-1].kind is Kind.RULE:
        rest.pop()
    notes, seen, doubts = [], Counter[str](), [*_find_doubts(rest)]
    for block in (block for block in blocks if block.kind is Kind.FOOTNOTE):
        mark = _name(block.number, seen)
        notes.append(replace(block, number=mark, text=re.sub(r"\s*[↩↵↑]\ufe0e?$", "", block.text)))
        if mark != block.number:
            doubts.append((block, f"note {block.number} is there twice; this one was named {mark}"))
    known, used = {note.number for note in notes}, Counter[str]()

    def refer(match: re.Match[str]) -> str:
        mark = _name(match[1], used)
        mark = mark if mark in known else match[1]
        used[mark] += mark != match[1]
        return f"[^{mark}]" if mark in known else mark

    text = [replace(block, text=REFERENCE.sub(refer, block.text)) for block in rest]
    lone = [(block, mark) for block in rest for mark in REFERENCE.findall(block.text) if mark not in known]
    doubts += [(block, f"a raised {mark} has no note; it was written as text") for block, mark in lone]
    doubts += [(note, f"nothing in the text refers to note {note.number}") for note in notes if not used[note.number]]
    flags = [Flag(block.place, message) for block, message in doubts]
    return replace(found, blocks=(*text, *notes), flags=(*found.flags, *flags))


def _name(mark: str, seen: Counter[str]) -> str:
    """Return the name of the next note, or reference, with a mark: 3, then 3b and so on."""
    seen[mark] += 1
    return mark + ascii_lowercase[seen[mark] - 1 : seen[mark]].lstrip("a")


def _mark_endnotes(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make notes of the last paragraphs, where each starts with a mark and the text has references to just these."""
    used = {mark for block in blocks for mark in REFERENCE.findall(block.text)}
    notes = []
    for block in blocks[len(blocks) - len(used) :]:
        match = NOTE.match(f"{block.number} {block.text}".lstrip())
        if match and block.kind is Kind.PARAGRAPH:
            number, text = match[match.lastindex or 0], match.string[match.end() :]
            notes.append(replace(block, kind=Kind.FOOTNOTE, number=number, text=text))
    return [*blocks[: -len(used)], *notes] if used and {note.number for note in notes} == used else blocks


def _find_doubts(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Find numbers of paragraphs that are skipped, and paragraphs without an end."""
    numbers = [(int(block.number[:-1]), block) for block in blocks if re.fullmatch(r"\d+[.)]", block.number)]
    for (left, _), (right, block) in pairwise(numbers):
        if right not in {left + 1, 1}:
            yield block, f"paragraph {right} follows paragraph {left}"
    for block, after in pairwise(blocks):
        plain = block.kind is after.kind is Kind.PARAGRAPH and not after.number
        if plain and len(block.text) > 120 and not ends_sentence(block.text) and block.text[-1] != ",":
            yield block, f'no full stop after "{block.text[-30:]}"; if "{after.text[:30]}" goes on with it, join them'
