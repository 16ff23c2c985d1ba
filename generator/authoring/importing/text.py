"""Copied text -> blocks: lines are joined, page numbers and running heads left out, and what is not sure is flagged."""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from generator.authoring.importing.blocks import make_blocks
from generator.authoring.importing.nouns import Flag, ImportedText, Kind, LeftOut, Line
from generator.authoring.importing.words import NUMBER_OF_PAGE, Vocabulary, ends_sentence, heal


def decode(data: bytes) -> str:
    """Decode UTF-8 or UTF-16; a ValueError has words for the user, and the line as second argument."""
    try:
        text = data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data[: exc.start].count(b"\n") + 1
        raise ValueError(f"neither UTF-8 nor UTF-16 (byte {exc.start + 1}); save it as UTF-8", line) from exc
    if "\x00" in text:
        raise ValueError("holds NUL characters: it is no text, or UTF-16 without a mark; save it as UTF-8")
    return re.sub(r"\r\n?", "\n", text)


def read_paragraphs(data: bytes) -> list[str]:
    """Return every word of a text, in its paragraphs: what stands between blank lines."""
    return re.split(r"\n\s*\n", decode(data))


def read(data: bytes, mended: Counter[str], language: str) -> ImportedText:
    """Read copied text; `mended` counts what was changed."""
    text, flags = decode(data), []
    if not text.strip():
        raise ValueError("the file is empty; paste the statement's text into it")
    if len(re.findall(r"\S(?: {4,}|\t)\S", text)) > max(2, text.count("\n") / 5):
        flags.append(Flag("", "wide gaps within lines: columns or a table, which were read from left to right"))
    rows = [(number, line) for number, raw in enumerate(text.split("\n"), 1) if (line := heal(raw, mended))]
    found = _find_furniture([line for _, line in rows])
    left_out = [LeftOut(rows[at][1], reason, f"line {rows[at][0]}") for at, reason in sorted(found.items())]
    rows = [row for at, row in enumerate(rows) if at not in found]
    # They are placed as if printed, one letter an em wide; where they are not wrapped, each ends on purpose.
    close = [a for (at, a), (number, _) in pairwise(rows) if number == at + 1]
    wrapped = sum(not ends_sentence(line) for line in close) >= max(1, 0.3 * len(close))
    right = 0.75 * sorted(len(line) for _, line in rows)[-1 - len(rows) // 10] if wrapped else inf
    lines = [
        Line(text=text, x=0, end=len(text), y=at, size=1, first=len(text.split()[0]), place=f"line {at}", right=right)
        for at, text in rows
    ]
    if wrapped and len(lines) > 1 and lines[-1].y - lines[0].y < 1.1 * len(lines):
        flags.append(Flag("", "no blank line parts the paragraphs: compare where each of them ends"))
    blocks, doubts = make_blocks(lines, Vocabulary([line.text for line in lines], language), typeset=False)
    for at, (block, after) in enumerate(pairwise(blocks)):
        if block.text.isdigit():
            doubts.append(Flag(block.place, f'"{block.text}" stands alone: is it the number of a page?'))
        # A short block without a full stop that has text of its own below it.
        short = len(block.text) <= 100 and re.match(r"(?=.*[^\W\d_]{2}).*[^,。\d]$", block.text)
        plain = block.kind is Kind.PARAGRAPH and not block.number and not ends_sentence(block.text)
        if short and plain and (after.number or len(after.text) > 140 or ends_sentence(after.text)):
            blocks[at] = replace(block, kind=Kind.HEADING)
            doubts.append(Flag(block.place, f'taken for a heading: "{block.text[:50]}"'))
    return ImportedText(blocks=tuple(blocks), left_out=tuple(left_out), flags=(*flags, *doubts))


def _find_furniture(lines: Sequence[str]) -> dict[int, str]:
    """Return what page numbers, and the short lines that come back beside them, are left out for, by index."""
    found = {at for at, line in enumerate(lines) if NUMBER_OF_PAGE.fullmatch(line) and not line.isalnum()}
    for left, right in pairwise(at for at, line in enumerate(lines) if re.fullmatch(r"\d{1,3}", line)):
        if int(lines[right]) == int(lines[left]) + 1 and right - left > 4:
            found |= {left, right}
    count = Counter(lines)
    beside = {at for number in found for at in (number - 1, number + 1) if 0 < at < len(lines)} - found
    heads = {at for at in beside if count[lines[at]] > 1 and not ends_sentence(lines[at])}
    return dict.fromkeys(found, "page number") | dict.fromkeys(heads, "head or foot of the page")
