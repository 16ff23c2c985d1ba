"""Lines in the order of reading -> blocks: what was broken into lines is joined, and type tells the headings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, mode

from generator.authoring.importing import words
from generator.authoring.importing.nouns import Block, Flag, Kind, Line
from generator.authoring.importing.words import BULLET, NUMBER, Vocabulary, ends_sentence, is_cut

_INDENT = 0.8  # ems that the first line of a paragraph stands further in, at least


def make_blocks(lines: Sequence[Line], known: Vocabulary, *, typeset: bool = True) -> tuple[list[Block], list[Flag]]:
    """Make blocks of lines; flag unsure joints. Where lines are not `typeset`, neither type nor room tells anything."""
    builder = _Builder(lines, known, typeset=typeset)
    for line in lines:
        builder.add(line)
    if typeset:
        builder.mark_headings()
    made = [block for block in builder.blocks if block.text or block.number or block.kind is Kind.RULE]
    return made, builder.flags


def _is_centred(line: Line) -> bool:
    before, after = line.x - line.left, line.right - line.end
    return abs(before - after) < 1.2 * line.size and before > 0.5 * line.size


def _are_centred(a: Line, b: Line) -> bool:
    listed = BULLET.match(a.text) or NUMBER.match(a.text)
    return _is_centred(a) and _is_centred(b) and abs(a.x - b.x) > 0.3 * a.size and not listed


def _has_room(a: Line, b: Line) -> bool:
    """Whether the next line's first word had room behind a line, so that the line was ended on purpose."""
    room = a.right - a.left - (a.end - a.x) if _are_centred(a, b) else a.right - a.end
    if words.CJK.match(b.text) and words.CJK.match(a.text[-1:]):
        return room > 2.2 * a.size
    return room > b.first + 0.3 * a.size and not a.text.endswith(("-", "\u00ad", "‐"))


class _Builder:
    """Puts lines together, one at a time, as the text shows where its paragraphs end."""

    def __init__(self, lines: Sequence[Line], known: Vocabulary, *, typeset: bool) -> None:
        self.known, self.typeset = known, typeset
        self.blocks: list[Block] = []
        # The lines of each block, the sign of the last item, and where items stand, from the outermost.
        self.lines: list[list[Line]] = []
        self.sign = ""
        self.depths: list[tuple[float, str]] = []
        self.flags: list[Flag] = []
        self.size = mode([line.size for line in lines for _ in line.text] or [10.0])
        both = [(a, b) for a, b in pairwise(lines) if a.column == b.column and b.y > a.y]
        pairs = [(a, b) for a, b in both if abs(a.size - b.size) < 0.6]
        # From one baseline to the next within a paragraph, in ems.
        gaps = [(b.y - a.y) / a.size for a, b in pairs if not ends_sentence(a.text) and not _has_room(a, b)]
        self.lead = median(gaps or [1.25]) if typeset else 1.0
        ends = [b for a, b in pairs if _has_room(a, b) and ends_sentence(a.text)]
        plain = [b for b in ends if not (BULLET.match(b.text) or NUMBER.match(b.text))]
        self.indents = median([_INDENT * b.size < b.x - b.left < 8 * b.size for b in plain] or [False]) >= 0.5

    def add(self, line: Line) -> None:
        """Take the next line: the rest of a block, or the start of one."""
        note = words.NOTE.match(line.text) if line.note else None
        rule, mark = words.RULE.fullmatch(line.text), note or self._read_mark(line)
        if self.blocks and not (mark or rule) and (why := self._goes_on(line)) is not None:
            block = self.blocks[-1]
            text, doubt = self.known.join(block.text, line.text) if block.text else (line.text, "")
            self.blocks[-1] = replace(block, text=text)
            self.lines[-1].append(line)
            self.flags += [Flag(line.place, message) for message in (doubt, why) if message]
            return
        kind, text, number, level = Kind.PARAGRAPH, line.text[mark.end() if mark else 0 :], "", 0
        self.sign = (mark.groupdict().get("sign") or "") if mark else ""
        if note:
            kind, number = Kind.FOOTNOTE, note[note.lastindex or 0]
        elif rule:
            kind, text = Kind.RULE, ""
        elif self.sign:
            kind, level = Kind.ITEM, self._depth(line)
        elif mark:
            number = mark["number"]
        else:
            self.depths.clear()
        self.blocks.append(Block(kind=kind, text=text, number=number, level=level, place=line.place))
        self.lines.append([line])

    def _depth(self, line: Line) -> int:
        """Return how deep an item stands, from its indent and its sign, against those before it."""
        depths, indent, step = self.depths, line.x - line.left, 0.7 * line.size
        while depths and depths[-1][0] > indent + step:
            depths.pop()
        same = (d for d, (x, sign) in enumerate(depths, 1) if abs(x - indent) <= step and sign == self.sign)
        depth = next(same, 0)
        depths[depth or len(depths) :] = [] if depth else [(indent, self.sign)]
        return len(depths)

    def _is_apart(self, a: Line, b: Line) -> bool:
        # Where paragraphs are indented, a larger gap is that of a line with another font in it.
        return (b.y - a.y) / a.size > self.lead * (1.25 if self.indents else 1.1) + 0.05

    def _read_mark(self, line: Line) -> re.Match[str] | None:
        sign = BULLET.match(line.text)
        if sign and sign["sign"] not in words.WEAK:
            return sign
        text = self.blocks[-1].text if self.blocks else ""
        if text and not ends_sentence(text):
            # A number or a dash within a sentence is plain text.
            first, last = self.lines[-1][0], self.lines[-1][-1]
            same = sign and sign["sign"] == self.sign and abs(line.x - first.x) < line.size
            near = last.column == line.column and not (self._is_apart(last, line) or _has_room(last, line))
            if near and not same:
                return None
        return sign or NUMBER.match(line.text)

    def _goes_on(self, line: Line) -> str | None:
        """Return None when a line does not go on with the last block; else what is not sure about it, if anything."""
        block, last = self.blocks[-1], self.lines[-1][-1]
        if block.kind is Kind.RULE or abs(last.size - line.size) >= 0.6:
            return None
        if not block.text:
            # A sign or number that stands in a line of its own, before its text.
            return ""
        room, cut, alike = _has_room(last, line), is_cut(block.text, line.text), last.style == line.style
        if last.column != line.column or line.y <= last.y:
            return self._goes_on_elsewhere(line, room=room, cut=cut) if alike else None
        ended = self.typeset and block.kind is Kind.ITEM
        if self._is_apart(last, line):
            # Pages and pictures leave a gap within a sentence.
            long = len(block.text.split()) > 3 or words.is_dangling(block.text)
            sure = cut and long and alike and not (ended or (self.typeset and room))
            return f'joined past a gap: "{block.text[-30:]}" + "{line.text[:30]}"' if sure else None
        if room and not self._is_display(last, line):
            return "" if cut and not ended else None
        if _are_centred(last, line) or not ends_sentence(block.text):
            return ""
        further, step = line.x - last.x, _INDENT * line.size
        listed = block.kind is Kind.ITEM or block.number
        return "" if (further > -step or not self.indents if listed else further < step) else None

    def _goes_on_elsewhere(self, line: Line, *, room: bool, cut: bool) -> str | None:
        """Return the same for the first line of a column or page."""
        block, ended = self.blocks[-1], ends_sentence(self.blocks[-1].text)
        if self._is_display(self.lines[-1][-1], line):
            return None
        if cut or not (ended or room or len(block.text) < 40):
            return ""
        if room or not ended or block.kind is Kind.ITEM:
            return None
        if self.indents:
            return None if line.x - line.left > _INDENT * line.size else ""
        return f'a sentence ends with the page or column before "{line.text[:30]}"; see whether a paragraph does, too'

    def _is_display(self, a: Line, b: Line) -> bool:
        """Whether two lines are set alike as headings are: all in bold or in large type."""
        return a.style == b.style and ("b" in a.style or a.size > self.size + 0.6)

    def mark_headings(self) -> None:
        """Make headings of the blocks that look so, with a level for each look: larger type, then what comes first."""
        looks = {}
        for at, (block, lines) in enumerate(zip(self.blocks, self.lines, strict=True)):
            if self._is_heading(block, line := lines[0], len(lines)):
                large = max(round((line.size - self.size) / 0.6), 0)
                looks[at] = (large, line.style, block.text.isupper(), _is_centred(line))
        order = sorted(dict.fromkeys(looks.values()), key=lambda look: -look[0])
        for at, look in looks.items():
            level, text = 1 + order.index(look), f"{self.blocks[at].number} {self.blocks[at].text}".strip()
            self.blocks[at] = replace(self.blocks[at], kind=Kind.HEADING, text=text, number="", level=level)

    def _is_heading(self, block: Block, line: Line, height: int) -> bool:
        text, count = block.text, len(block.text.split())
        small = line.note or line.size < self.size - 0.6
        if small or block.kind is not Kind.PARAGRAPH or not re.search(r"[^\W\d_]", text) or len(text) > 300:
            return False
        if line.size > self.size + 0.6:
            return not (ends_sentence(text, fully=True) and count > 12)
        if "b" in line.style:
            return count <= 40 and not ends_sentence(text)
        marked = text.isupper() or line.style == "i" or _is_centred(line)
        return marked and count <= 18 and height <= 2 and not ends_sentence(text)
