"""Copied text -> lines as a typewriter would set them, without page numbers and the heads that pages repeat."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.authoring.importing.layout import find_edges
from generator.authoring.importing.nouns import Flag, LeftOut, Line
from generator.authoring.importing.words import NUMBER_OF_PAGE, ends_sentence, heal, is_rest

_CHARACTER, _PITCH = 6.0, 12.0
_LONGEST_HEAD = 100


def decode(data: bytes) -> tuple[str, list[Flag]]:
    """Decode a text: UTF-8 with or without a mark at its start, UTF-16 with one, or Windows-1252.

    Raises:
        ValueError: it is no text or in another encoding; in words for the user, with the line as second argument.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    flags: list[Flag] = []
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data[: exc.start].count(b"\n") + 1
        # What a Windows editor calls ANSI has few letters outside ASCII; other encodings have many.
        western = not wide and sum(byte > 0x7F for byte in data) <= 0.1 * len(data)
        text = data.decode("cp1252", "replace") if western else "\ufffd"
        if "\ufffd" in text:
            message = f"neither UTF-8 nor UTF-16 (byte {exc.start + 1}); save the file as UTF-8"
            raise ValueError(message, line) from exc
        message = "not in UTF-8, so the file was read as Windows-1252; compare its quotation marks and accents"
        flags.append(Flag(place=f"line {line}", message=message))
    if "\x00" in text:
        message = "holds NUL characters: it is no text, or UTF-16 without a mark at its start; save it as UTF-8"
        raise ValueError(message, text[: text.index("\x00")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n"), flags


def read_lines(text: str, mended: Counter[str]) -> tuple[list[Line], list[LeftOut], list[Flag]]:
    """Read copied text; `mended` counts what was changed."""
    lines: list[Line] = []
    starts: set[int] = set()
    wide = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if "\f" in raw:
            starts.add(len(lines))
        if plain := heal(raw, mended):
            x = (len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip("\f \u00a0"))) * _CHARACTER
            first, y, place = _width(plain.split()[0]), number * _PITCH, f"line {number}"
            lines.append(Line(text=plain, x=x, end=x + _width(plain), y=y, size=_PITCH, first=first, place=place))
            wide += bool(re.search(r"\S(?: {4,}|\t)\S", raw))
    flags = []
    if wide > max(2, 0.2 * len(lines)):
        flags.append(Flag(message="wide gaps within lines: columns or a table, which were read from left to right"))
    numbers = _find_numbers(lines)
    starts |= {at + 1 for at in numbers}
    gone = numbers | _find_heads(lines, starts, numbers)
    left_out = []
    for at in sorted(gone):
        reason = "page number" if at in numbers else "head or foot of the page"
        left_out.append(LeftOut(text=lines[at].text, reason=reason, place=lines[at].place))
    kept = [line for at, line in enumerate(lines) if at not in gone]
    for line in kept:
        if re.fullmatch(r"\d{1,3}", line.text):
            message = f'"{line.text}" stands alone; if it is a page number, delete it'
            flags.append(Flag(place=line.place, message=message))
    left, right = find_edges(kept, _PITCH) if kept else (0.0, 0.0)
    return [replace(line, left=min(left, line.x), right=right) for line in kept], left_out, flags


def _width(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text) * _CHARACTER


def _find_numbers(lines: Sequence[Line]) -> set[int]:
    """Find the lines that are numbers of pages: by their look, by counting on, or by standing within a sentence."""
    texts = [line.text for line in lines]
    found = {at for at, text in enumerate(texts) if NUMBER_OF_PAGE.fullmatch(text) and not text.isalnum()}
    bare = [at for at, text in enumerate(texts) if re.fullmatch(r"\d{1,3}", text)]
    for left, right in pairwise(bare):
        if int(texts[right]) == int(texts[left]) + 1 and right - left > 4:
            found |= {left, right}
    inner = [at for at in bare if 0 < at < len(texts) - 1]
    return found | {at for at in inner if not ends_sentence(texts[at - 1]) and is_rest(texts[at + 1])}


def _find_heads(lines: Sequence[Line], starts: set[int], numbers: set[int]) -> set[int]:
    """Find the short lines that stand, with the same words, beside the ends of at least two pages."""
    edges = {at for start in starts for at in (start, start - 1, start - 2) if 0 < at < len(lines)} - numbers
    edges = {at for at in edges if len(lines[at].text) <= _LONGEST_HEAD and not ends_sentence(lines[at].text)}
    count = Counter(line.text for line in lines)
    return {at for at in edges if count[lines[at].text] > 1 and not is_rest(lines[at].text)}
