"""What a text says of itself: title, line of place and date; and whether its numbers and notes fit."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import REFERENCE, ends_sentence

_TITLE_WORDS = re.compile(
    r"statement|communiqu|declaration|vision|principles|agreement|memorandum|charter|fact sheet|joint|framework"
    r"|commitment|outcome|conclusions|roadmap|treaty|resolution|spirit|déclaration|声明|共同|宣言|성명|선언",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR, _DAY = r"(?P<year>[12]\d{3})", r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
# Of "20-21 May 2023" the last day counts: statements are issued at the end.
_SPAN = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|to|and|et|&)\s?)?"
_DATES = (
    rf"\b{_SPAN}{_DAY}(?: day)?(?: of)? ?{_MONTH},? {_YEAR}\b",
    rf"\b{_MONTH} {_SPAN}{_DAY},? {_YEAR}\b",
    rf"\b{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    r"令和(?P<year>\d{1,2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
)
_GOES_ON = re.compile(r"(?:of|on|for|between|by|from|among|and)\b", re.IGNORECASE)
_BACK = re.compile(r"\s*[↩↵↑]\ufe0e?$")
_SHORT = 12
"""Words that a line of place and date has at most."""


def find_date(text: str) -> tuple[str, int, int] | None:
    """Find the last date that names a day: in ISO, with the offsets of its start and end."""
    wide = text.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    found = []
    for match in (match for pattern in _DATES for match in re.finditer(pattern, wide, re.IGNORECASE)):
        month = match["month"].lower()
        # The Japanese year: Reiwa 1 was 2019.
        year = int(match["year"]) if len(match["year"]) == 4 else 2018 + int(match["year"])
        try:
            day = datetime.date(year, int(month) if month.isdigit() else _MONTHS[month], int(match["day"]))
        except ValueError:
            continue
        found.append((day.isoformat(), match.start(), match.end()))
    return max(found, key=lambda date: (date[2], -date[1]), default=None)


def read_head(found: ImportedText) -> ImportedText:
    """Find title, dateline and date in the first blocks of a text, and take the first two out of it."""
    leading = _leading(found.blocks)
    parts = _title_blocks([block for block in leading if not _is_dateline(block)], found, len(leading))
    title, dateline, date = _cut_date(" ".join(block.text for block in parts))
    dated = next((block for block in leading if _is_dateline(block)), None)
    if dated is not None and not date:
        dateline, date = dated.text, (find_date(dated.text) or ("",))[0]
        parts = [*parts, dated]
    rest = [block for block in found.blocks if not any(block is part for part in parts)]
    # The date of a last line such as "Washington, 15 November 2024", which stays in the text.
    last = [block.text for block in rest if block.kind is not Kind.FOOTNOTE and len(block.text.split()) < 18][-3:]
    date = date or next((day[0] for text in last if (day := find_date(text))), "")
    levels = sorted({block.level for block in rest if block.kind is Kind.HEADING})
    ranked = [
        replace(block, level=1 + levels.index(block.level)) if block.kind is Kind.HEADING else block for block in rest
    ]
    flags = (
        [] if title or not leading else [Flag(place=leading[0].place, message="no title found; say it with --title")]
    )
    flags = [*found.flags, *flags]
    return replace(found, blocks=tuple(ranked), title=title, dateline=dateline, date=date, flags=tuple(flags))


def _leading(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks before the first paragraph."""
    found: list[Block] = []
    for block in blocks[:8]:
        words, text = len(block.text.split()), block.text
        if block.kind not in {Kind.PARAGRAPH, Kind.HEADING} or block.number or words > 45 or len(text) > 300:
            break
        ended = ends_sentence(text, fully=True) or (ends_sentence(text) and words > 3)
        if ended and not _is_dateline(block):
            break
        found.append(block)
    # When everything looks like first lines, the text has no title that could be told from the rest.
    return found if len(found) < len(blocks) else found[:1]


def _is_dateline(block: Block) -> bool:
    short = len(block.text.split()) <= _SHORT and len(block.text) <= 80
    return short and find_date(block.text) is not None and not _TITLE_WORDS.search(block.text)


def _title_blocks(lines: Sequence[Block], found: ImportedText, leading: int) -> list[Block]:
    """Choose the title: what the file calls itself, the one heading of its level, or what has a word of titles."""
    plain = re.sub(r"\W+", " ", found.title).strip().lower()
    named = [block for block in lines if plain and re.sub(r"\W+", " ", block.text).strip().lower() == plain]
    others = {block.level for block in found.blocks[leading:] if block.kind is Kind.HEADING}
    tops = [block for block in lines if found.typeset and block.kind is Kind.HEADING and block.level not in others]
    telling = [block for block in lines if _TITLE_WORDS.search(block.text)]
    if named or not (tops or telling):
        return named[:1]
    top = min(tops, key=lambda block: block.level, default=None)
    chosen = top if top and (not telling or top.level < telling[0].level or not telling[0].level) else telling[0]
    at = lines.index(chosen) + 1
    more = takewhile(lambda block: block.kind is chosen.kind and _GOES_ON.match(block.text), lines[at:])
    return [chosen, *more]


def _cut_date(text: str) -> tuple[str, str, str]:
    """Part a title from the date that it ends with: title, dateline, date."""
    iso, start, end = find_date(text) or ("", 0, 0)
    if not start or end != len(text.rstrip(" .)")):
        return text, "", ""
    title = text[:start].rstrip()
    if title[-1:] in ",|–—-(" or end != len(text) or len(title.split()) < 2:
        return text, "", iso
    return title, text[start:], iso


def settle_notes(found: ImportedText) -> ImportedText:
    """Put notes last, write a raised number without a note as it was, and flag numbers and notes that do not fit."""
    blocks = _mark_endnotes(found.blocks)
    notes = [replace(block, text=_BACK.sub("", block.text)) for block in blocks if block.kind is Kind.FOOTNOTE]
    rest = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    known = Counter(block.number for block in notes)
    used = {mark for block in rest for mark in REFERENCE.findall(block.text)}
    doubts = [(note, f"nothing in the text refers to note {note.number}") for note in notes if note.number not in used]
    doubts += [(note, f"note {note.number} is there twice") for note in notes if known[note.number] > 1]
    for block in rest:
        if lone := {mark for mark in REFERENCE.findall(block.text) if mark not in known}:
            doubts.append((block, f"a raised {', '.join(sorted(lone))} has no note; it was written as text"))
    doubts += [*_find_gaps(rest), *_find_open_ends(rest)]
    text = [
        replace(block, text=REFERENCE.sub(lambda mark: mark[0] if mark[1] in known else mark[1], block.text))
        for block in rest
    ]
    flags = [Flag(place=block.place, message=message) for block, message in doubts]
    return replace(found, blocks=(*text, *notes), flags=(*found.flags, *flags))


def _mark_endnotes(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make notes of numbered paragraphs at the end, where the text refers to each of them and to no other note."""
    used = {mark for block in blocks for mark in REFERENCE.findall(block.text)}
    ends = blocks[len(blocks) - len(used) :] if used else ()
    numbers = [block.number.strip(".)") for block in ends]
    if not used or {*numbers} != used or any(block.kind is not Kind.PARAGRAPH for block in ends):
        return blocks
    rest = blocks[: -len(used) - (blocks[-len(used) - 1].kind is Kind.RULE)]
    return [
        *rest,
        *(replace(block, kind=Kind.FOOTNOTE, number=mark) for block, mark in zip(ends, numbers, strict=True)),
    ]


def _find_gaps(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    numbers = [(int(block.number[:-1]), block) for block in blocks if re.fullmatch(r"\d+[.)]", block.number)]
    for (left, _), (right, block) in pairwise(numbers):
        if right not in {left + 1, 1}:
            yield block, f"paragraph {right} follows paragraph {left}"


def _find_open_ends(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    for block, after in pairwise(blocks):
        plain = block.kind is after.kind is Kind.PARAGRAPH and not after.number
        if plain and len(block.text) > 120 and not ends_sentence(block.text) and block.text[-1] != ",":
            yield block, f'no full stop after "{block.text[-30:]}"; if "{after.text[:30]}" goes on with it, join them'
