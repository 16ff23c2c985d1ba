"""Lines in the order of reading -> blocks: what was broken into lines is joined, and type tells the headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.authoring.importing import words
from generator.authoring.importing.head import find_date
from generator.authoring.importing.layout import body_size
from generator.authoring.importing.nouns import Block, Flag, Kind, Line
from generator.authoring.importing.words import BULLET, NUMBER, Vocabulary, ends_sentence, is_cut

_INDENT = 0.8
"""Ems that the first line of a paragraph stands further in, at least."""
_CLOSE = 1.25
"""Ems between two lines of a paragraph, where no paragraph has two."""
_MOST_WORDS = 18
_MOST_IN_A_ROW = 3
"""Headings in the type of the text that can follow each other; more short lines are a list of names or a table."""


@dataclass(slots=True, kw_only=True)
class _Group:
    """Lines that make one block."""

    lines: list[Line]
    text: str
    kind: Kind = Kind.PARAGRAPH
    number: str = ""
    sign: str = ""


def make_blocks(lines: Sequence[Line], known: Vocabulary, *, typeset: bool = True) -> tuple[list[Block], list[Flag]]:
    """Make blocks of lines in the order of reading; flag the joints that are not sure.

    Lines that are not `typeset` were copied: of these neither type nor the room behind a line tells anything.
    """
    builder = _Builder(lines, known, typeset=typeset)
    for line in lines:
        builder.add(line)
    headings = builder.find_headings() if typeset else {}
    depths: list[tuple[float, str]] = []
    blocks: list[Block] = []
    for at, group in enumerate(builder.groups):
        kind, text, number, level = group.kind, group.text, group.number, 0
        if group.lines[0].note and (match := words.NOTE.match(text)):
            kind, number, text = Kind.FOOTNOTE, next(filter(None, match.groups())), text[match.end() :]
        elif at in headings:
            kind, text, number, level = Kind.HEADING, f"{number} {text}".strip(), "", headings[at]
        elif kind is Kind.ITEM:
            level = _depth(depths, group)
        elif not number:
            depths.clear()
        if text or number or kind is Kind.RULE:
            blocks.append(Block(kind=kind, text=text, level=level, number=number, place=group.lines[0].place))
    return blocks, builder.flags


def _depth(depths: list[tuple[float, str]], group: _Group) -> int:
    """Return how deep an item stands, from its indent and its sign, against those before it."""
    line = group.lines[0]
    indent, step = line.x - line.left, 0.7 * line.size
    while depths and depths[-1][0] > indent + step:
        depths.pop()
    known = next((d for d, (x, sign) in enumerate(depths, 1) if abs(x - indent) <= step and sign == group.sign), 0)
    depths[known or len(depths) :] = [] if known else [(indent, group.sign)]
    return len(depths)


def _same_type(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) < 0.6 and a.note == b.note


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
        self.groups: list[_Group] = []
        self.flags: list[Flag] = []
        self.size = body_size(lines)
        self.bold = median(["b" in line.style for line in lines for _ in line.text.split()] or [False]) >= 0.5
        pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and _same_type(a, b) and b.y > a.y]
        least = min(((b.y - a.y) / a.size for a, b in pairs), default=1.2)
        near = [(a, b) for a, b in pairs if (b.y - a.y) / a.size < least * 1.4]
        soft = [(b.y - a.y) / a.size for a, b in near if not ends_sentence(a.text) and not _has_room(a, b)]
        # From one baseline to the next within a paragraph, in ems.
        self.lead = median(soft) if len(soft) >= max(2, 0.2 * len(near)) else min(least, _CLOSE)
        ends = [b for a, b in pairs if _has_room(a, b) and ends_sentence(a.text)]
        plain = [b for b in ends if not (BULLET.match(b.text) or NUMBER.match(b.text))]
        self.indents = median([_INDENT * b.size < b.x - b.left < 8 * b.size for b in plain] or [False]) >= 0.5
        weak = [line.text[0] for line in lines if line.text[:1] in words.WEAK and BULLET.match(line.text)]
        self.signs = {sign for sign in weak if weak.count(sign) > 1}

    def add(self, line: Line) -> None:
        """Take the next line: the rest of a block, or the start of one."""
        group = self.groups[-1] if self.groups else None
        new = line.note and bool(words.NOTE.match(line.text))
        mark = None if new else self._read_mark(line, group)
        if words.RULE.fullmatch(line.text):
            self.groups.append(_Group(lines=[line], text="", kind=Kind.RULE))
        elif group and not mark and not new and (why := self._goes_on(group, line)) is not None:
            group.lines.append(line)
            group.text, doubt = self.known.join(group.text, line.text) if group.text else (line.text, "")
            self.flags += [Flag(line.place, message) for message in (doubt, why) if message]
        else:
            found = mark.groupdict() if mark else {}
            sign, text = found.get("sign", ""), line.text[mark.end() if mark else 0 :]
            kind = Kind.ITEM if sign else Kind.PARAGRAPH
            self.groups.append(_Group(lines=[line], text=text, kind=kind, number=found.get("number", ""), sign=sign))

    def _is_apart(self, a: Line, b: Line) -> bool:
        # A raised mark of a note pushes its line down.
        slack = 0.35 if "[^" in b.text or "[^" in a.text else 0.05
        # Where paragraphs are indented, a larger gap is that of a line with another font in it.
        return (b.y - a.y) / a.size > self.lead * (1.25 if self.indents else 1.1) + slack

    def _read_mark(self, line: Line, group: _Group | None) -> re.Match[str] | None:
        sign = BULLET.match(line.text)
        if sign and sign["sign"] not in words.WEAK:
            return sign
        if group and group.text and not ends_sentence(group.text):
            # A number or a dash within a sentence is plain text.
            last = group.lines[-1]
            same = sign and sign["sign"] == group.sign and abs(line.x - group.lines[0].x) < line.size
            near = last.column == line.column and not (self._is_apart(last, line) or _has_room(last, line))
            if near and not same:
                return None
        # A lone asterisk marks a footnote, and a lone dash is one.
        return (sign if sign["sign"] in self.signs else None) if sign else NUMBER.match(line.text)

    def _goes_on(self, group: _Group, line: Line) -> str | None:
        """Return None when a line does not go on with a block; else what is not sure about it, if anything."""
        last = group.lines[-1]
        if group.kind is Kind.RULE or not _same_type(last, line):
            return None
        if not group.text:
            # A sign or number that stands in a line of its own, before its text.
            return ""
        if last.column != line.column or line.y <= last.y:
            return self._goes_on_elsewhere(group, line)
        room, cut, alike = _has_room(last, line), is_cut(group.text, line.text), last.style == line.style
        ended = self.typeset and bool(group.sign)
        if self._is_apart(last, line):
            # Pages and pictures leave a gap within a sentence.
            long = len(group.text.split()) > 3 or words.is_dangling(group.text)
            sure = cut and long and alike and not (ended or (self.typeset and room))
            return f'joined past a gap: "{group.text[-30:]}" + "{line.text[:30]}"' if sure else None
        if not alike and (room or ends_sentence(last.text)):
            return None
        if room and not self._is_display(last, line):
            return "" if cut and not ended else None
        if _are_centred(last, line) or not ends_sentence(group.text):
            return ""
        further, step = line.x - last.x, _INDENT * line.size
        if len(group.lines) > 1:
            return "" if abs(further) < step else None
        listed = group.kind is Kind.ITEM or group.number
        return "" if (further > -step or not self.indents if listed else further < step) else None

    def _goes_on_elsewhere(self, group: _Group, line: Line) -> str | None:
        """Return the same for the first line of a column or page."""
        last, ended = group.lines[-1], ends_sentence(group.text)
        room = _has_room(last, line)
        if last.style != line.style or self._is_display(last, line):
            return None
        if is_cut(group.text, line.text) or not (ended or room or len(group.text) < 40):
            return ""
        if room or not ended or group.kind is Kind.ITEM:
            return None
        if self.indents:
            return None if line.x - line.left > _INDENT * line.size else ""
        return f'a sentence ends with the page or column before "{line.text[:30]}"; see whether a paragraph does, too'

    def _is_display(self, a: Line, b: Line) -> bool:
        """Whether two lines are set alike as headings are: all in bold or in large type."""
        return a.style == b.style and ("b" in a.style or a.size > self.size + 0.6)

    def find_headings(self) -> dict[int, int]:
        """Return the levels of headings by the index of their group: larger type first, then what comes first."""
        looks = {
            at: (max(round((line.size - self.size) / 0.6), 0), line.style, group.text.isupper(), _is_centred(line))
            for at, group in enumerate(self.groups)
            if self._is_heading(line := group.lines[0], group)
        }
        plain = {at for at, look in looks.items() if look[:2] == (0, "")}
        runs = (range(at, at + _MOST_IN_A_ROW + 1) for at in plain)
        for at in {at for run in runs if {*run} <= plain for at in run}:
            del looks[at]
        order = sorted(dict.fromkeys(looks.values()), key=lambda look: -look[0])
        return {at: 1 + order.index(look) for at, look in looks.items()}

    def _is_heading(self, line: Line, group: _Group) -> bool:
        text, count = group.text, len(group.text.split())
        if line.note or group.kind is not Kind.PARAGRAPH or not re.search(r"[^\W\d_]", text) or len(text) > 300:
            return False
        if (count < 9 and find_date(text)[0]) or line.size < self.size - 0.6:
            return False
        if line.size > self.size + 0.6:
            return not (ends_sentence(text, fully=True) and count > 12)
        if "b" in line.style and not self.bold:
            return count <= 40 and not ends_sentence(text)
        marked = text.isupper() or line.style == "i" or _is_centred(line)
        return marked and count <= _MOST_WORDS and len(group.lines) <= 2 and not ends_sentence(text)
