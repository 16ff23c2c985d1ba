"""Copied text -> blocks: lines are joined, page numbers and running heads left out, and what is not sure is flagged."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.authoring.importing.head import find_date
from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind, LeftOut
from generator.authoring.importing.words import (
    BULLET,
    NUMBER_OF_PAGE,
    WEAK,
    Vocabulary,
    ends_sentence,
    heal,
    is_cut,
    is_rest,
    read_mark,
)

_MOST_WORDS = 18
"""Of a heading."""

Row = tuple[int, str]
"""A line that is not empty: its number and its text."""


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
            raise ValueError(f"neither UTF-8 nor UTF-16 (byte {exc.start + 1}); save it as UTF-8", line) from exc
        message = "not in UTF-8, so the file was read as Windows-1252; compare its quotation marks and accents"
        flags.append(Flag(place=f"line {line}", message=message))
    if "\x00" in text:
        message = "holds NUL characters: it is no text, or UTF-16 without a mark at its start; save it as UTF-8"
        raise ValueError(message, text[: text.index("\x00")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n"), flags


def read_words(data: bytes) -> tuple[list[str], list[str]]:
    """Return every word of a text, and its paragraphs: what stands between blank lines."""
    text = decode(data)[0]
    return text.split(), re.split(r"\n\s*\n", text)


def read(data: bytes, mended: Counter[str], language: str) -> ImportedText:
    """Read copied text; `mended` counts what was changed."""
    text, flags = decode(data)
    if len(re.findall(r"\S(?: {4,}|\t)\S", text)) > max(2, text.count("\n") / 5):
        flags.append(Flag(message="wide gaps within lines: columns or a table, which were read from left to right"))
    all_rows = [(number, heal(raw, mended)) for number, raw in enumerate(text.split("\n"), 1)]
    rows = [row for row in all_rows if row[1]]
    left_out = [*_find_furniture(rows)]
    gone = {item.place for item in left_out}
    kept = [row for row in rows if f"line {row[0]}" not in gone]
    for number, line in kept:
        if line.isdigit() and len(line) < 4:
            flags.append(
                Flag(place=f"line {number}", message=f'"{line}" stands alone; if it is a page number, delete it')
            )
    words = Vocabulary([line for _, line in kept], language)
    blocks = _join(kept, words, flags)
    headings = {at for at, pair in enumerate(pairwise(blocks)) if _is_heading(*pair)}
    for at in headings:
        blocks[at] = Block(kind=Kind.HEADING, text=blocks[at].text, level=1, place=blocks[at].place)
    if headings:
        texts = "; ".join(f'"{blocks[at].text[:40]}"' for at in sorted(headings))
        flags.append(Flag(message=f"taken for headings, as they stand alone without a full stop: {texts}"))
    return ImportedText(blocks=tuple(blocks), left_out=tuple(left_out), flags=tuple(flags), typeset=False)


def _find_furniture(rows: Sequence[Row]) -> Iterator[LeftOut]:
    """Find page numbers, by their look or by standing within a sentence, and the lines that come back beside them."""
    texts = [line for _, line in rows]
    numbers = {at for at, text in enumerate(texts) if NUMBER_OF_PAGE.fullmatch(text) and not text.isalnum()}
    bare = [at for at, text in enumerate(texts) if re.fullmatch(r"\d{1,3}", text)]
    for left, right in pairwise(bare):
        if int(texts[right]) == int(texts[left]) + 1 and right - left > 4:
            numbers |= {left, right}
    inner = [at for at in bare if 0 < at < len(texts) - 1]
    numbers |= {at for at in inner if not ends_sentence(texts[at - 1]) and is_rest(texts[at + 1])}
    count = Counter(texts)
    for at, (number, text) in enumerate(rows):
        beside = at > 0 and {at - 1, at + 1} & numbers
        if at in numbers:
            yield LeftOut(text=text, reason="page number", place=f"line {number}")
        elif beside and count[text] > 1 and not ends_sentence(text):
            yield LeftOut(text=text, reason="head or foot of the page", place=f"line {number}")


def _join(rows: Sequence[Row], words: Vocabulary, flags: list[Flag]) -> list[Block]:
    """Join the lines of each block: past line ends where lines are wrapped, past gaps where a sentence goes on."""
    width = max((len(line) for _, line in rows), default=0)
    close = [(a, b) for a, b in pairwise(rows) if b[0] == a[0] + 1]
    wrapped = sum(not ends_sentence(a[1]) for a, _ in close) > max(1, 0.3 * len(close))
    gaps = len(close) < 0.9 * len(rows) - 1
    if wrapped and not gaps:
        flags.append(
            Flag(message="no blank line parts the paragraphs; they were told by their last lines: compare them")
        )
    blocks: list[Block] = []
    before: Row = (0, "")
    for number, line in rows:
        place, last = f"line {number}", blocks[-1] if blocks else None
        kind, mark, text = read_mark(line)
        sign = BULLET.match(line)
        if kind is Kind.PARAGRAPH and sign and sign["sign"] in WEAK and (ends_sentence(before[1]) or not wrapped):
            kind, text = Kind.ITEM, line[sign.end() :]
        gap = number - before[0] > 1
        starts = kind is not Kind.PARAGRAPH or (mark and (gap or ends_sentence(before[1]) or not wrapped))
        room = len(before[1]) + len(line.split()[0]) < 0.75 * width
        full = wrapped and not gap and (not room or (gaps and ends_sentence(before[1])))
        cut = last is not None and len(last.text.split()) > 3 and is_cut(last.text, line)
        before = (number, line)
        if last is None or starts or last.kind is Kind.RULE or not (full or cut or not last.text):
            blocks.append(Block(kind=kind, text=text, number=mark, level=int(kind is Kind.ITEM), place=place))
            continue
        if gap:
            flags.append(Flag(place=place, message=f'joined past a gap: "{last.text[-30:]}" + "{line[:30]}"'))
        joined, doubt = words.join(last.text, line) if last.text else (line, "")
        flags += [Flag(place=place, message=doubt)] if doubt else []
        blocks[-1] = Block(kind=last.kind, text=joined, number=last.number, level=last.level, place=last.place)
    return blocks


def _is_heading(block: Block, after: Block) -> bool:
    """Whether a short block without a full stop has text of its own below it."""
    text = block.text
    follows = after.kind is Kind.ITEM or after.number or len(after.text) > 140 or ends_sentence(after.text)
    short = 0 < len(text.split()) <= _MOST_WORDS and len(text) <= 140
    plain = block.kind is Kind.PARAGRAPH and not block.number and re.search(r"[^\W\d_]{2}", text)
    ended = ends_sentence(text) or is_rest(text) or text[-1:] in ",。" or find_date(text)
    return bool(follows and short and plain and not ended)
