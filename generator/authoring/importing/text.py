"""Copied text -> pages as a typewriter would set them; notes and the numbers of pages are found by what they say."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.authoring.importing.nouns import Line, Page, Place, Repair
from generator.authoring.importing.words import NOTE, NUMBER_OF_PAGE, ends_sentence, heal, is_rest

_CHARACTER, _PITCH = 6.0, 12.0
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def decode(data: bytes) -> tuple[str, list[Repair]]:
    """Read a text of unknown making: UTF-8 with or without a mark at its start, UTF-16 with one, or Windows-1252.

    Raises:
        ValueError: it is no text or in another encoding; in words for the user, with the line as second argument.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ValueError("is UTF-32; save it as UTF-8", 1)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    guessed: list[Repair] = []
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data[: exc.start].count(b"\n") + 1
        # What a Windows editor calls ANSI has few letters outside ASCII; other encodings have many.
        western = not wide and sum(byte > 0x7F for byte in data) <= 0.1 * len(data)
        text = data.decode("cp1252", "replace") if western else "�"
        if "�" in text:
            message = (
                f"neither UTF-8 nor UTF-16 with a mark at its start (byte {exc.start + 1}); save the file as UTF-8"
            )
            raise ValueError(message, line) from exc
        message = "the file is not in UTF-8, so it was read as Windows-1252; compare its quotation marks and accents"
        guessed.append(Repair(place=Place("line", line), message=message, look=True))
    if "\x00" in text:
        message = "holds NUL characters: it is no text, or UTF-16 without a mark at its start; save it as UTF-8"
        raise ValueError(message, text[: text.index("\x00")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def read_pages(text: str) -> tuple[list[Page], list[Repair]]:
    """Set a text in pages, which end at form feeds and at lines that are numbers of pages."""
    lines: list[tuple[int, Line]] = []
    repairs: list[Repair] = []
    page = 0
    for number, raw in enumerate(text.split("\n"), 1):
        page += "\f" in raw
        place = Place("line", number)
        at = 0
        # Columns that stand side by side have wide gaps between them.
        for part in re.split(r"((?<=\S)(?: {4,}|\t+ *)(?=\S))", raw.replace("\f", "").expandtabs(4)):
            plain, mended = heal(part)
            if mended:
                repairs.append(Repair(place=place, message=mended))
            if plain:
                x = (at + len(part) - len(part.lstrip(" \u00a0"))) * _CHARACTER
                y, first = number * _PITCH, _width(plain.split()[0])
                line = Line(text=plain, x=x, end=x + _width(plain), y=y, size=_PITCH, first=first, place=place)
                lines.append((page, line))
            at += len(part)
    numbers = _find_numbers(lines)
    for at, (_, line) in enumerate(lines):
        if at not in numbers and re.fullmatch(r"\d{1,3}", line.text) and (not at or lines[at - 1][1].y < line.y):
            message = f'"{line.text}" stands alone; if it is a page number, delete it'
            repairs.append(Repair(place=line.place, message=message, look=True))
    pages = [Page(number=1, width=0, height=0)]
    before = 0
    for at, line in enumerate(_mark_notes([line for _, line in lines])):
        if lines[at][0] != before and pages[-1].stretches:
            pages.append(Page(number=len(pages) + 1, width=0, height=0))
        pages[-1].stretches.append(line)
        before = lines[at][0]
        if at in numbers:
            pages.append(Page(number=len(pages) + 1, width=0, height=0))
    return pages, repairs


def _width(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text) * _CHARACTER


def _find_numbers(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Find the lines that are numbers of pages: by their look, by counting on, or by standing within a sentence."""
    texts = [line.text for _, line in lines]
    found = {at for at, text in enumerate(texts) if NUMBER_OF_PAGE.fullmatch(text) and not text.isalnum()}
    bare = [at for at, text in enumerate(texts) if re.fullmatch(r"\d{1,3}", text)]
    for left, right in pairwise(bare):
        if int(texts[right]) == int(texts[left]) + 1 and right - left > 4:
            found |= {left, right}
    for at in bare:
        before, after = max(at - 1, 0), min(at + 1, len(lines) - 1)
        inside = before < at < after and not ends_sentence(texts[before]) and is_rest(texts[after])
        if inside or lines[before][0] != lines[at][0] or lines[after][0] != lines[at][0]:
            found.add(at)
    return found


def _mark_notes(lines: Sequence[Line]) -> list[Line]:
    """Mark footnotes: lines that start with a number to which the text above refers, and their further lines."""
    marked: list[Line] = []
    known: dict[str, re.Pattern[str]] = {}
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else line
        found = NOTE.match(line.text)
        number = next((group for group in found.groups() if group), "") if found else ""
        number = "".join(str(_RAISED.index(char)) if char in _RAISED else char for char in number)
        raised = "".join(_RAISED[int(char)] for char in number) if number.isdecimal() else ""
        behind = r"(?<=[^\W\d_A-Z]|[.,;)\"”’])"
        reference = re.compile(rf"\[{number}\]|{behind}{number}(?![\d.,]\d|\d)|{raised}") if raised else None
        starts = reference is not None and any(reference.search(other.text) for other in lines[:at])
        if reference is not None and starts:
            known[number] = reference
        turned = NUMBER_OF_PAGE.fullmatch(line.text)
        goes_on = bool(marked) and marked[-1].note and line.y - before.y <= 1.2 * _PITCH and not turned
        marked.append(replace(line, note=starts or goes_on))
    for number, reference in known.items():
        marked = [
            line if line.note else replace(line, text=reference.sub(f"[^{number}]", line.text)) for line in marked
        ]
    return marked
