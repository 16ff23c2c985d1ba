"""Lines in the order of reading -> groups: what was broken into lines is joined, and what stands apart stays apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from generator.authoring.importing.layout import body_size
from generator.authoring.importing.nouns import Flag, Kind, Line
from generator.authoring.importing.words import (
    BULLET,
    CJK,
    NOTE,
    NUMBER,
    RULE,
    WEAK,
    Vocabulary,
    ends_sentence,
    is_cut,
    is_dangling,
)

_INDENT = 0.8
"""Ems that the first line of a paragraph stands further in, at least."""
_CLOSE = 1.25
"""Ems between two lines of a paragraph, where no paragraph has two."""


@dataclass(slots=True, kw_only=True)
class Group:
    """Lines that make one block."""

    lines: list[Line]
    text: str
    kind: Kind = Kind.PARAGRAPH
    number: str = ""
    sign: str = ""
    flags: list[Flag] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text shows where its paragraphs end."""

    lead: float
    """From one baseline to the next within a paragraph, in ems."""
    gaps: bool
    """More space stands between paragraphs."""
    indents: bool
    """First lines stand further in."""
    size: float
    bold: bool
    """Most of the text is bold."""
    wrapped: bool
    """Lines end where the column does; else each is a paragraph."""
    signs: str
    """The signs of lists that are signs here, though they can be something else."""


def read_setting(lines: Sequence[Line]) -> Setting:
    """Find out how a text is set, from the ends of its lines."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and _same_type(a, b) and b.y > a.y]
    least = min(((b.y - a.y) / a.size for a, b in pairs), default=1.2)
    near = [(a, b) for a, b in pairs if (b.y - a.y) / a.size < least * 1.4]
    soft = [(a, b) for a, b in near if not ends_sentence(a.text) and (_is_soft(a, b) or not _has_room(a, b))]
    # A text with a blank line behind every line has to show more of them.
    wrapped = len(soft) >= max(2 if least < 1.6 else 5, 0.2 * len(near))
    lead = median((b.y - a.y) / a.size for a, b in soft) if wrapped else min(least, _CLOSE)
    marked = {id(line) for line in lines if BULLET.match(line.text) or NUMBER.match(line.text)}
    ends = [(a, b) for a, b in pairs if _has_room(a, b) and ends_sentence(a.text) and id(b) not in marked]
    weak = [line.text[0] for line in lines if line.text[:1] in WEAK and BULLET.match(line.text)]
    return Setting(
        lead=lead,
        gaps=_mostly(_is_apart(a, b, lead) for a, b in ends),
        indents=_mostly(_INDENT * b.size < b.x - b.left < 8 * b.size for a, b in ends),
        size=body_size(lines),
        bold=_mostly("b" in line.style for line in lines for _ in line.text.split()),
        wrapped=wrapped,
        signs="".join(sign for sign in WEAK if weak.count(sign) > 1),
    )


def _is_soft(a: Line, b: Line) -> bool:
    return is_cut(a.text, b.text) and a.end - a.left > 0.4 * (a.right - a.left)


def measure(lines: Sequence[Line]) -> list[Line]:
    """Set the right edge of copied text where a line was surely full: where a sentence goes on in the next."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and not a.note and b.y - a.y < 2.5 * a.size]
    full = sorted(a.end + 0.5 * a.size + b.first for a, b in pairs if _is_soft(a, b) and a.text[-1] != "-")
    if len(full) < max(3, 0.2 * len(pairs)):
        return list(lines)
    return [replace(line, right=min(line.right, full[len(full) * 3 // 100])) for line in lines]


def _mostly(values: Iterable[bool]) -> bool:
    found = list(values)
    return sum(found) >= 0.5 * max(len(found), 1)


def _same_type(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) < 0.6 and a.note == b.note


def _is_apart(a: Line, b: Line, lead: float) -> bool:
    # A raised mark of a note pushes its line down.
    slack = 0.35 if "[^" in b.text or "[^" in a.text else 0.05
    return (b.y - a.y) / a.size > lead * 1.1 + slack


def is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    before, after = line.x - line.left, line.right - line.end
    return abs(before - after) < 1.2 * line.size and before > 0.5 * line.size


def _are_centred(a: Line, b: Line) -> bool:
    listed = a.sign or BULLET.match(a.text) or NUMBER.match(a.text)
    return is_centred(a) and is_centred(b) and abs(a.x - b.x) > 0.3 * a.size and not listed


def _has_room(a: Line, b: Line) -> bool:
    """Whether the next line's first word had room behind a line, so that the line was ended on purpose."""
    if a.text.endswith(("-", "\u00ad", "‐")):
        return False
    if a.end - a.left > 1.4 * (a.right - a.left):
        # Far longer than its column: no line that was broken.
        return True
    room = a.right - a.left - (a.end - a.x) if _are_centred(a, b) else a.right - a.end
    if CJK.match(b.text) and CJK.match(a.text[-1:]):
        return room > 2.2 * a.size
    return room > b.first + 0.3 * a.size


class Builder:
    """Puts lines together, one at a time."""

    def __init__(self, setting: Setting, words: Vocabulary) -> None:
        self.setting = setting
        self.words = words
        self.groups: list[Group] = []

    def add(self, line: Line) -> None:
        """Take the next line: the rest of a block, or the start of one."""
        group = self.groups[-1] if self.groups else None
        if RULE.fullmatch(line.text) and len(line.text) >= 3:
            self.groups.append(Group(lines=[line], text="", kind=Kind.RULE))
            return
        new = line.note and bool(NOTE.match(line.text))
        mark = None if new or (group and self._is_within(group, line)) else self._read_mark(line, group)
        if group and not mark and not new and (why := self._goes_on(group, line)) is not None:
            self._join(group, line, why)
            return
        found = mark.groupdict() if mark else {}
        sign, text = found.get("sign", "•" * line.sign), line.text[mark.end() if mark else 0 :]
        kind = Kind.ITEM if sign else Kind.PARAGRAPH
        self.groups.append(Group(lines=[line], text=text, kind=kind, number=found.get("number", ""), sign=sign))

    def _is_within(self, group: Group, line: Line) -> bool:
        """Whether a line that starts with a number or a dash is plain text: the sentence before is not ended."""
        last, sign = group.lines[-1], BULLET.match(line.text)
        if line.sign or (sign and sign["sign"] not in WEAK) or not group.text or ends_sentence(last.text):
            return False
        if sign and sign["sign"] == group.sign and abs(line.x - group.lines[0].x) < line.size:
            return False
        near = last.column == line.column and not _is_apart(last, line, self.setting.lead)
        return near and self.setting.wrapped and not _has_room(last, line)

    def _read_mark(self, line: Line, group: Group | None) -> re.Match[str] | None:
        match = BULLET.match(line.text)
        if match is None:
            return NUMBER.match(line.text)
        sign = match["sign"]
        alone = group is None or _is_apart(group.lines[-1], line, self.setting.lead)
        # A lone asterisk marks a footnote, and a lone "o" is a word, but not before a capital.
        doubtful = not alone or sign in "*+" or (sign == "o" and not line.text[2:3].isupper())
        return None if sign in WEAK and sign not in self.setting.signs and doubtful else match

    def _goes_on(self, group: Group, line: Line) -> str | None:
        """Decide whether a line goes on with a block.

        Returns:
            None when it does not; else what a person must know about it, empty when it is sure.
        """
        last, setting = group.lines[-1], self.setting
        if group.kind is Kind.RULE or line.sign or not _same_type(last, line):
            return None
        if not group.text:
            # A sign or number that stands in a line of its own, before its text.
            return ""
        if last.column != line.column or line.y <= last.y:
            return self._goes_on_elsewhere(group, line)
        room, cut = _has_room(last, line), is_cut(group.text, line.text)
        if _is_apart(last, line, setting.lead) or not setting.wrapped:
            # A blank line or the like within a sentence: pages and pictures leave them.
            long = len(group.text.split()) > 3 or is_dangling(group.text)
            sure = cut and long and last.style == line.style and not (setting.wrapped and room) and not group.sign
            return f'joined past a gap: "{group.text[-30:]}" + "{line.text[:30]}"' if sure else None
        if last.style != line.style and (room or ends_sentence(last.text)):
            return None
        if room and not self._is_display(last, line):
            return "" if cut and not group.sign else None
        if _are_centred(last, line) or not ends_sentence(group.text):
            return ""
        step = _INDENT * line.size
        if group.kind is Kind.ITEM or group.number:
            return "" if line.x > group.lines[0].x - step or not setting.indents else None
        return "" if line.x - last.x < step and (len(group.lines) == 1 or last.x - line.x < step) else None

    def _goes_on_elsewhere(self, group: Group, line: Line) -> str | None:
        """Decide whether the first line of a column or page goes on with the last block before it."""
        last = group.lines[-1]
        if last.style != line.style or self._is_display(last, line):
            return None
        ended, room = ends_sentence(group.text), _has_room(last, line)
        if is_cut(group.text, line.text) or not (ended or room or len(group.text.split()) < 7):
            return ""
        if room or not ended or group.kind is Kind.ITEM:
            return None
        if self.setting.indents:
            return None if line.x - line.left > _INDENT * line.size else ""
        return f'a sentence ends with the page or column before "{line.text[:30]}"; see whether a paragraph does, too'

    def _is_display(self, a: Line, b: Line) -> bool:
        """Whether two lines are set alike as headings are: all in bold or in large type."""
        return a.style == b.style and ("b" in a.style or a.size > self.setting.size + 0.6)

    def _join(self, group: Group, line: Line, why: str) -> None:
        place = group.lines[-1].place
        group.lines.append(line)
        group.text, doubt = self.words.join(group.text, line.text) if group.text else (line.text, "")
        group.flags += [Flag(place=place, message=message) for message in (doubt, why) if message]
