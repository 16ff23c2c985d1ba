"""Groups of lines -> blocks: which are headings, and how deep headings and items stand."""

import re
from collections.abc import Sequence

from generator.authoring.importing.head import find_date
from generator.authoring.importing.nouns import Block, Flag, Kind
from generator.authoring.importing.paragraphs import Group, Setting, is_centred
from generator.authoring.importing.words import NOTE, ends_sentence, is_dangling, is_rest

_MOST_WORDS = 18
_MOST_IN_A_ROW = 3
"""Headings that can follow each other without text between; more short lines are a list of names or the like."""
_ARTICLE = re.compile(r"(?:ARTICLE|Article) \d+\b|第[\d一-十]+[条章節]|제\d+[조장]")


def make_blocks(groups: Sequence[Group], setting: Setting, *, typeset: bool) -> tuple[list[Block], list[Flag]]:
    """Make blocks of groups in the order of reading.

    Args:
        groups: all of the text.
        setting: how the text is set.
        typeset: type tells headings; else only their words and what stands around them do, and they are flagged.
    """
    headings = _typeset_headings(groups, setting) if typeset else dict.fromkeys(_plain_headings(groups), 1)
    depths: list[tuple[float, str]] = []
    blocks: list[Block] = []
    for at, group in enumerate(groups):
        kind, text, number, level = group.kind, group.text, group.number, 0
        if group.lines[0].note and (match := NOTE.match(text)):
            kind, number = Kind.FOOTNOTE, next(found for found in match.groups() if found)
            text = text[match.end() :]
        elif at in headings:
            kind, text, number, level = Kind.HEADING, f"{number} {text}".strip(), "", headings[at]
        elif kind is Kind.ITEM:
            level = _depth(depths, group)
        elif not number:
            depths.clear()
        blocks.append(Block(kind=kind, text=text, level=level, number=number, place=group.lines[0].place))
    if typeset or not headings:
        return blocks, []
    found = [blocks[at] for at in sorted(headings)]
    texts = "; ".join(f'"{block.text[:40]}"' for block in found)
    message = f"taken for headings as they stand alone without a full stop, all of one level: {texts}"
    return blocks, [Flag(place=found[0].place, message=message)]


def _depth(depths: list[tuple[float, str]], group: Group) -> int:
    """Return how deep an item stands, from its indent and its sign, against those before it."""
    line = group.lines[0]
    indent, step = line.x - line.left, 0.7 * line.size
    while depths and depths[-1][0] > indent + step:
        depths.pop()
    known = next((d for d, (x, sign) in enumerate(depths, 1) if abs(x - indent) <= step and sign == group.sign), 0)
    if known:
        del depths[known:]
    else:
        depths.append((indent, group.sign))
    return len(depths)


def _typeset_headings(groups: Sequence[Group], setting: Setting) -> dict[int, int]:
    """Return the levels of headings: larger type first, and of one size what comes first."""
    looks = {}
    for at, group in enumerate(groups):
        if _is_set_as_heading(group, setting):
            line = group.lines[0]
            large = max(round((line.size - setting.size) / 0.6), 0)
            looks[at] = (large, line.style, group.text.isupper(), is_centred(line), bool(_ARTICLE.match(group.text)))
    # Many short lines in a row, in the type of the text, are those of a table or a list of names.
    table: set[int] = set()
    for at in looks:
        run = range(at, at + _MOST_IN_A_ROW + 1)
        if all(other in looks and looks[other][:2] == (0, "") for other in run):
            table |= {*run}
    looks = {at: look for at, look in looks.items() if at not in table}
    order = sorted(dict.fromkeys(looks.values()), key=lambda look: -look[0])
    return {at: 1 + order.index(look) for at, look in looks.items()}


def _is_set_as_heading(group: Group, setting: Setting) -> bool:
    line, text, words = group.lines[0], group.text, len(group.text.split())
    if line.note or group.kind is not Kind.PARAGRAPH or not re.search(r"[^\W\d_]", text) or len(text) > 300:
        return False
    if (words < 9 and find_date(text)) or line.size < setting.size - 0.6:
        return False
    if line.size > setting.size + 0.6:
        return not (ends_sentence(text, fully=True) and words > 12)
    if ends_sentence(text):
        return False
    if "b" in line.style and not setting.bold:
        return words <= 40
    marked = text.isupper() or line.style in {"i", "u"} or bool(_ARTICLE.match(text)) or is_centred(line)
    return words <= _MOST_WORDS and len(group.lines) <= 2 and marked


def _plain_headings(groups: Sequence[Group]) -> set[int]:
    """Find the short lines without a full stop that stand alone and are followed by text."""
    found: set[int] = set()
    run = 0
    for at in range(len(groups) - 2, -1, -1):
        after = groups[at + 1]
        text = at + 1 in found or after.kind is Kind.ITEM or after.number or len(after.text) > 140
        text = (text or ends_sentence(after.text)) and after.kind is not Kind.RULE
        run = run + 1 if run < _MOST_IN_A_ROW and text and _may_be_heading(groups[at]) else 0
        if run:
            found.add(at)
    # Numbers that count paragraphs, or items of a list, make no headings of those without a full stop.
    numbered = [at for at, group in enumerate(groups) if group.number]
    if any(at not in found or at + 1 in numbered for at in numbered):
        found -= {*numbered}
    return found


def _may_be_heading(group: Group) -> bool:
    text, words = group.text, len(group.text.split())
    if group.kind is not Kind.PARAGRAPH or (len(group.lines) > 2 and not text.isupper()):
        return False
    if len(text) > 140 or words > _MOST_WORDS or not re.search(r"[^\W\d_]{2}", text) or NOTE.match(text):
        return False
    if is_rest(text) or is_dangling(text) or text.endswith("。") or (ends_sentence(text) and text[-1] != "?"):
        return False
    return not re.search(r"https?://|www\.|@", text) and not (words < 9 and find_date(text))
