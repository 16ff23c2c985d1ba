"""Lines -> blocks: what was wrapped is joined, marks of lists are read, pages are forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.importing.joining import join
from generator.importing.marks import BULLET, CAPITALS, LABEL, NUMBER, NUMBER_AND_CAPITAL, RULE, WEAK
from generator.importing.pieces import Chunk, Fragment, Kind, Line, Repair
from generator.importing.sentences import NOTE, ends_sentence, is_dangling, starts_inside_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.joining import Vocabulary
    from generator.importing.shape import Shape


@dataclass(slots=True)
class _Mark:
    kind: Kind
    strip: int = 0
    """Characters of the mark that are not text."""
    numbered: bool = False
    dot: str = ""


def read_chunks(lines: Sequence[Line], shape: Shape, words: Vocabulary) -> tuple[list[Chunk], list[Repair]]:
    """Put the lines together to blocks, not yet across pages; headings are still paragraphs here."""
    builder = _Builder(shape=shape, words=words, weak=_weak_bullets(lines))
    gap = 0
    page = False
    for line in lines:
        page = page or line.new_page
        if not line.text:
            gap += 1
            continue
        blank = gap > (1 if shape.double else 0)
        builder.add(line, blank=blank, page=page)
        gap, page = 0, False
    builder.close(blank=True)
    chunks, filled = _fill_bullets(builder.chunks)
    return chunks, [*builder.repairs, *filled]


def _fill_bullets(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Repair]]:
    """Give a bullet that a blank line parts from its text that text; leave it out where none follows."""
    filled: list[Chunk] = []
    repairs: list[Repair] = []
    sign: Chunk | None = None
    for chunk in chunks:
        empty = chunk.kind is Kind.BULLET and not chunk.text
        if sign is not None and chunk.kind is Kind.PARAGRAPH and not chunk.numbered:
            repairs.append(Repair(line=sign.line, message=f"joined the bullet to its text in line {chunk.line}"))
            filled.append(replace(sign, fragments=(*sign.fragments, *chunk.fragments), text=chunk.text, cut=chunk.cut))
        elif not empty:
            filled.append(chunk)
        if sign is not None and (empty or filled[-1] is chunk):
            repairs.append(Repair(line=sign.line, message="left out a bullet without text"))
        sign = chunk if empty else None
    if sign is not None:
        repairs.append(Repair(line=sign.line, message="left out a bullet without text"))
    return filled, repairs


def _weak_bullets(lines: Sequence[Line]) -> frozenset[str]:
    """Give the marks that are bullets in this text, though they can be something else: a dash, an asterisk, an "o"."""
    starts = [line.text[0] for line in lines if line.text and line.text[0] in WEAK and BULLET.match(line.text)]
    return frozenset(mark for mark in WEAK if starts.count(mark) > 1)


class _Builder:
    """Puts lines together, one at a time."""

    def __init__(self, *, shape: Shape, words: Vocabulary, weak: frozenset[str]) -> None:
        self.shape = shape
        self.words = words
        self.weak = weak
        self.chunks: list[Chunk] = []
        self.repairs: list[Repair] = []
        self._lines: list[Line] = []
        self._mark = _Mark(Kind.PARAGRAPH)
        self._levels: list[tuple[int, str]] = []
        self._last_number = 0
        self._blank_before = True

    def add(self, line: Line, *, blank: bool, page: bool) -> None:
        """Take the next line that is not blank."""
        mark = self._read_mark(line, blank=blank)
        if not (self._lines and mark is None and self._continues(line, blank=blank, page=page)):
            self.close(blank=blank, page=page)
            self._mark = mark or _Mark(Kind.PARAGRAPH)
            self._blank_before = blank or not self.chunks
            if self._mark.kind is not Kind.BULLET and not self._mark.numbered and not line.indent:
                self._levels = []
        self._lines.append(line)

    def close(self, *, blank: bool, page: bool = False) -> None:
        """End the block that is being put together."""
        if not self._lines:
            return
        lines, mark = self._lines, self._mark
        self._lines = []
        fragments = [Fragment(line=line.number, column=0, text=line.text) for line in lines]
        text = fragments[0].text[mark.strip :].lstrip()
        if mark.strip and mark.dot == "o":
            # The letter that Word's second bullet is copied as: the only mark that looks like a word.
            self.repairs.append(Repair(line=lines[0].number, message='took the "o" before the text for a bullet'))
        for line in lines[1:]:
            text, hyphen = join(text, line.text, self.words) if text else (line.text, "")
            if hyphen:
                self.repairs.append(Repair(line=line.number - 1, message=hyphen))
        if len(lines) > 1:
            message = f"joined the line to the next, down to line {lines[-1].number}: one {mark.kind.value}"
            self.repairs.append(Repair(line=lines[0].number, message=message))
        level = self._level(lines[0], mark) if mark.kind is Kind.BULLET else 1
        self.chunks.append(
            Chunk(
                kind=mark.kind,
                fragments=tuple(fragments),
                text=text.replace("\u00ad", "-") if text.endswith("\u00ad") else text,
                level=level,
                numbered=mark.numbered,
                alone=(self._blank_before and blank) or not self.shape.wrapped,
                cut=page,
            )
        )

    def _read_mark(self, line: Line, *, blank: bool) -> _Mark | None:
        text = line.text
        before = self._lines[-1].text if self._lines else ""
        fresh = blank or not before or ends_sentence(before) or self._mark.kind is not Kind.PARAGRAPH
        if RULE.fullmatch(text) and len(text) >= 3:
            return _Mark(Kind.RULE)
        if self._mark.kind is Kind.RULE and self._lines:
            fresh = True
        bullet = BULLET.match(text)
        if bullet and self._is_bullet(
            bullet["dot"], fresh=fresh, blank=blank, capital=text[bullet.end() :][:1].isupper()
        ):
            return _Mark(Kind.BULLET, strip=bullet.end(), dot=bullet["dot"])
        number = NUMBER.match(text)
        if number:
            value = int(number["number"])
            in_order = value == self._last_number + 1 and (fresh or bool(NUMBER_AND_CAPITAL.match(text)))
            if in_order or blank or (value == 1 and fresh):
                self._last_number = value
                return _Mark(Kind.PARAGRAPH, numbered=True)
        elif LABEL.match(text) and fresh:
            return _Mark(Kind.PARAGRAPH, numbered=True)
        return None

    def _is_bullet(self, dot: str, *, fresh: bool, blank: bool, capital: bool) -> bool:
        if dot not in WEAK:
            return True
        if dot in self.weak and (fresh or (dot == "o" and self._mark.kind is Kind.BULLET)):
            return True
        # A lone asterisk marks a footnote, and a lone "o" is a word, but not before a capital.
        return blank and (dot not in "*o+" or (dot == "o" and capital))

    def _continues(self, line: Line, *, blank: bool, page: bool) -> bool:
        last = self._lines[-1].text
        if self._mark.kind is Kind.RULE or blank:
            return False
        if self._mark.strip and len(self._lines) == 1 and not last[self._mark.strip :].strip():
            # A bullet that stands in a line of its own, before its text.
            return True
        # Notes stand at the foot of their page: none goes on behind it, and none is the rest of a paragraph.
        if not self.shape.wrapped or (page and (NOTE.match(line.text) or NOTE.match(self._lines[0].text))):
            return False
        if self._changes_case(last, line.text):
            return starts_inside_sentence(line.text)
        if not ends_sentence(last):
            return not self._is_short_heading(last, line)
        return self._is_full(last, line)

    def _changes_case(self, last: str, text: str) -> bool:
        """Whether a heading in capitals meets running text."""
        if min(len(last), len(text)) <= 3 or is_dangling(last):
            return False
        return bool(CAPITALS.fullmatch(last)) != bool(CAPITALS.fullmatch(text))

    def _is_full(self, last: str, line: Line) -> bool:
        """Whether a line that ends a sentence goes to the page's edge, so that its paragraph may go on."""
        if self.shape.indented and self._mark.kind is not Kind.BULLET:
            return line.indent < 2
        if self.shape.blanks and not last.endswith((":", ";")):
            return True
        return self._reaches_edge(last, line)

    def _reaches_edge(self, last: str, line: Line) -> bool:
        """Whether the next line's first word had no room behind a line."""
        return len(last) + 1 + len(line.text.split(" ", 1)[0]) >= self.shape.least

    def _is_short_heading(self, last: str, line: Line) -> bool:
        """Whether the line before stands alone as a heading does: short, at a block's start, and no sentence cut."""
        follows = self._reaches_edge(last, line) or not line.text[:1].isupper()
        long = len(last) > self.shape.width * 0.6 and follows
        if len(self._lines) > 1 or long or is_dangling(last):
            return False
        return not starts_inside_sentence(line.text) and not last.endswith(",") and last[:1].isupper()

    def _level(self, line: Line, mark: _Mark) -> int:
        """Give how deep a bullet stands, from its indent and the look of its mark, against those before it."""
        key = (line.indent, mark.dot)
        for depth, (indent, dot) in enumerate(self._levels):
            if dot == mark.dot and abs(indent - line.indent) <= 1:
                self._levels = self._levels[: depth + 1]
                return depth + 1
        deeper = (
            not self._levels
            or line.indent > self._levels[-1][0]
            or (line.indent == self._levels[-1][0] and mark.dot != self._levels[-1][1])
        )
        if deeper:
            self._levels = [*self._levels, key][:6]
        return max(1, len(self._levels))
