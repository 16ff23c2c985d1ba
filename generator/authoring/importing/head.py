"""What a text says of itself: title, line of place and date, parties, language; and its notes and numbers, settled."""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from babel.dates import get_month_names

from generator.authoring.importing.nouns import Block, Kind, Repair
from generator.authoring.importing.words import REFERENCE, ends_sentence

_LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "nl", "pl", "ru", "uk", "tr", "id", "ar", "vi")
_TITLE_WORDS = re.compile(
    r"statement|communiqu|declaration|vision|principles|agreement|memorandum|charter|fact sheet|compact|accord|joint"
    r"|framework|commitment|outcome|conclusions|roadmap|action plan|treaty|resolution|remarks|readout|spirit"
    r"|déclaration|erklärung|declaración|comunicado|声明|共同|宣言|성명|선언|بيان|إعلان",
    re.IGNORECASE,
)
_LEADERS = r"(?:the\s+)?(?:leaders|heads|governments|(?:foreign )?ministers|presidents?)\s+of\s+"
_PARTIES_OF_TITLE = re.compile(rf"\b(?:of|by|between|from|among)\s+(?:{_LEADERS})?(?P<list>[^()]+)$", re.IGNORECASE)
_PARTIES_OF_TEXT = re.compile(
    rf"\b{_LEADERS}(?P<list>[^.;:]{{3,300}}?)"
    r"(?=,? (?:convened|met|gathered|have|are|meet|issued|held|commit|on \d|in |at )|[.;:])",
    re.IGNORECASE,
)
_PARTY = re.compile(r"(?:the\s+)?(?P<name>[A-Z][\w.'’-]*(?:\s+(?:of(?:\s+the)?|and\s+the|[A-Z][\w.'’-]*))*)")
_SCRIPTS = (("HANGUL", "ko"), ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("CJK", "zh"), ("THAI", "th"), ("HEBREW", "he"))
_COMMON = {
    "en": "the of and to in our we with for that",
    "fr": "le la les des du et dans pour nous que",
    "es": "el la los las del y en que para con",
    "de": "der die das und den von mit wir für zu",
    "it": "il la di che e per con gli della nel",
    "pt": "o a os as do da e que para com",
}
_SHORT = 12
"""Words that a line of place and date has at most."""
_BACK = re.compile(r"\s*[↩↵↑]\ufe0e?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the first blocks say. Empty where they say nothing."""

    title: str = ""
    dateline: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()


def find_date(text: str) -> tuple[str, int, int] | None:
    """Find the last date that names a day: in ISO, with the offsets of its start and end."""
    wide = text.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    forms, months = _forms()
    found = []
    for form in forms:
        for match in form.finditer(wide):
            month = match["month"].lower()
            # The Japanese year: Reiwa 1 was 2019.
            year = int(match["year"]) if len(match["year"]) == 4 else 2018 + int(match["year"])
            try:
                day = datetime.date(year, int(month) if month.isdigit() else months[month], int(match["day"]))
            except ValueError:
                continue
            found.append((day.isoformat(), match.start(), match.end()))
    return max(found, key=lambda date: (date[2], -date[1]), default=None)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    months = {"sept": 9}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    months[str(name).lower().rstrip(".")] = number
    name = "|".join(re.escape(month) for month in sorted(months, key=len, reverse=True))
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?", r"(?P<year>[12]\d{3})"
    # Of "20-21 May 2023" the last day counts: statements are issued at the end.
    span = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|to|and|et|&)\s?)?"
    patterns = (
        rf"\b{span}{day}(?: day)?(?: of| de)? ?(?P<month>{name})\b\.?,?(?: de| of)? {year}\b",
        rf"\b(?P<month>{name})\b\.? {span}{day},? {year}\b",
        rf"\b{year}-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{year}\b",
        rf"{year}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
        r"令和(?P<year>\d{1,2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns), months


def find_language(texts: Iterable[str]) -> str:
    """Return the language that a text's script or its commonest words show without doubt; else nothing."""
    text = " ".join(texts)
    names = Counter(unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha())
    if found := next((language for script, language in _SCRIPTS if names[script] > 0.1 * names.total()), ""):
        return found
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = Counter({code: sum(words[word] for word in common.split()) for code, common in _COMMON.items()})
    (best, most), (_, second) = scores.most_common(2)
    return best if most > 0.08 * words.total() and most > 1.4 * second and words.total() > 3 else ""


def read_head(
    blocks: Sequence[Block], title: str, *, named: str, typeset: bool
) -> tuple[Head, list[Block], list[Repair]]:
    """Find title, dateline, date and parties.

    Args:
        blocks: those of the whole text.
        title: what the file calls itself, where it does.
        named: the title, where it stands outside the text.
        typeset: headings are known from the file, not guessed from the text.

    Returns:
        What was found, the blocks that stay in the text, and what a person must look at.
    """
    leading = _leading(blocks)
    first = [block for block in leading if not _is_dateline(block)]
    # A heading is the title only where the text has no other of its level.
    others = {block.level for block in blocks[len(leading) :] if block.kind is Kind.HEADING}
    parts, repairs = ([], []) if named else _title_blocks(first, title, others if typeset else None)
    head = _cut_date(named or " ".join(block.text for block in parts))
    rest = [block for block in blocks if not any(block is part for part in parts)]
    dated = next((block for block in leading if _is_dateline(block) and not head.date), None)
    if dated is not None:
        head = replace(head, dateline=dated.text, date=(find_date(dated.text) or ("",))[0])
        rest = [block for block in rest if block is not dated]
    # The date of a last line such as "Washington, 15 November 2024", which stays in the text.
    last = [block.text for block in rest if block.kind is not Kind.FOOTNOTE and len(block.text.split()) < 18][-3:]
    ends = [found[0] for text in last if (found := find_date(text))]
    head = replace(head, date=head.date or (ends[0] if ends else ""), parties=_parties(head.title or title, rest))
    levels = sorted({block.level for block in rest if block.kind is Kind.HEADING})
    return head, [_relevel(block, levels) for block in rest], repairs


def _relevel(block: Block, levels: Sequence[int]) -> Block:
    """Make the levels of headings 1, 2, 3 without a gap."""
    return replace(block, level=1 + levels.index(block.level)) if block.kind is Kind.HEADING else block


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


def _title_blocks(lines: Sequence[Block], title: str, others: set[int] | None) -> tuple[list[Block], list[Repair]]:
    """Find the blocks that are the title, and say where that is not sure.

    Args:
        lines: the blocks before the text, without a line of place and date.
        title: what the file calls itself, where it does.
        others: the levels of later headings; None where type does not tell headings.
    """
    plain = re.sub(r"\W+", " ", title).strip().lower()
    named = [block for block in lines if plain and re.sub(r"\W+", " ", block.text).strip().lower() == plain]
    if named or not lines:
        return named[:1], []
    headings = [block for block in lines if block.kind is Kind.HEADING and block.level not in (others or ())]
    top = min(headings if others is not None else (), key=lambda block: block.level, default=None)
    telling = next((block for block in lines if _TITLE_WORDS.search(block.text)), None)
    chosen = top if top and (telling is None or top.level < telling.level or not telling.level) else telling
    if chosen is None:
        message = f'"{lines[0].text[:60]}" may be the title; if it is, say so with --title and delete it from the text'
        return [], [Repair(place=lines[0].place, message=message, look=True)]
    parts = [chosen]
    for block in lines[lines.index(chosen) + 1 :]:
        like = others is not None and block.kind is chosen.kind and block.level == chosen.level
        near = like or (block.place.unit == "line" and block.place.number == parts[-1].place.number + 1)
        if not near or not re.match(r"(?:of|on|for|between|by|from|among|issued|and|at|to|with)\b", block.text, re.I):
            break
        parts.append(block)
    return parts, []


def _cut_date(text: str) -> Head:
    """Part a title from the date that it ends with, where nothing but a space stands between them."""
    iso, start, end = find_date(text) or ("", 0, 0)
    if not start or end != len(text.rstrip(" .)")):
        return Head(title=text)
    title = text[:start].rstrip()
    if title[-1:] in ",|–—-(" or end != len(text) or len(title.split()) < 2:
        return Head(title=text, date=iso)
    return Head(title=title, dateline=text[start:], date=iso)


def _parties(title: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    texts = [re.sub(r"\s*\([A-Z.]+\)", "", block.text) for block in blocks if block.kind is Kind.PARAGRAPH][:2]
    for match in (_PARTIES_OF_TITLE.search(title), *map(_PARTIES_OF_TEXT.search, texts)):
        parts = re.split(r",\s+and\s+|,\s+|\s+and\s+|\s*&\s*", match["list"].strip(" .")) if match else []
        names = [found["name"] for part in parts if (found := _PARTY.fullmatch(part.strip()))]
        if len(names) == len(parts) > 1:
            return tuple(names)
    return ()


def settle_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Repair]]:
    """Put notes last, and write a raised number without a note as it was; find numbers that do not count on."""
    blocks = _take_endnotes([block for block in blocks if not block.text or _BACK.sub("", block.text)])
    notes = [replace(note, text=_BACK.sub("", note.text)) for note in blocks if note.kind is Kind.FOOTNOTE]
    rest = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    known = Counter(block.number for block in notes)
    used = {ref for block in rest for ref in REFERENCE.findall(block.text)}
    doubts = [(note, f"nothing in the text refers to note {note.number}") for note in notes if note.number not in used]
    twice = [note for note in notes if known[note.number] > 1]
    doubts += [(note, f"note {note.number} is there twice; number it anew, with its reference") for note in twice[1::2]]
    settled = []
    for block in rest:
        if lone := sorted({ref for ref in REFERENCE.findall(block.text) if ref not in known}):
            doubts.append((block, f"a raised {', '.join(lone)} has no note; it was written as text"))
        text = REFERENCE.sub(lambda match: match[0] if match[1] in known else match[1], block.text)
        settled.append(replace(block, text=text))
    doubts += [*_gaps(rest), *_open_ends(rest)]
    repairs = [Repair(place=block.place, message=message, look=True) for block, message in doubts]
    return [*settled, *notes], repairs


def _take_endnotes(blocks: list[Block]) -> list[Block]:
    """Make notes of numbered paragraphs at the end, where the text refers to each of them and to no other note."""
    used = {ref for block in blocks for ref in REFERENCE.findall(block.text)}
    start = len(blocks)
    while start and blocks[start - 1].kind is Kind.PARAGRAPH and blocks[start - 1].number:
        start -= 1
        if blocks[start].number.strip(".)") == "1":
            break
    numbers = [block.number.strip(".)") for block in blocks[start:]]
    if not used or set(numbers) != used:
        return blocks
    notes = [
        replace(block, kind=Kind.FOOTNOTE, number=number, level=0)
        for block, number in zip(blocks[start:], numbers, strict=True)
    ]
    return [*blocks[: start - (blocks[start - 1].kind is Kind.RULE)], *notes]


def _open_ends(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    for block, after in pairwise(blocks):
        plain = block.kind is after.kind is Kind.PARAGRAPH and not after.number
        text = block.text
        if plain and len(text) > 120 and not ends_sentence(text) and text[-1] != ",":
            yield block, f'no full stop after "{text[-30:]}"; if "{after.text[:30]}" goes on with it, join them'


def _gaps(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    numbered = [block for block in blocks if re.fullmatch(r"\d+[.)]", block.number)]
    for before, block in pairwise(numbered):
        left, right = int(before.number[:-1]), int(block.number[:-1])
        if right not in {left + 1, 1} and before.level == block.level:
            yield block, f"paragraph {right} follows paragraph {left}"
