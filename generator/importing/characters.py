"""Characters that a PDF or a web page leaves in a text -> the plain ones, line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.importing.pieces import Line, Repair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOFT_HYPHEN = "\u00ad"

_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
# The ideographic space U+3000 is no accident of layout, so it stays.
_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\t\x0b\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Writers of PDFs put one where a line ended within a compound; before a capital letter it was a hyphen.
_SOFT_BEFORE_CAPITAL = re.compile(rf"(?<=\w){SOFT_HYPHEN}(?=[A-Z])")
_SOFT_INSIDE = re.compile(rf"{SOFT_HYPHEN}+(?!\s*$)")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
# "Indo- Pacific" and "Indo -Pacific", but not "lower- and middle-income" and not a dash between spaces.
_SPACE_AFTER_HYPHEN = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u2011] (?!(?:and|or|nor|but|versus|as)\b|to (?!-))(?=[^\W\d_])"
)
_SPACE_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_]) ([-\u2010\u2011])(?=[^\W\d_])")
_HYPHEN_TO_END = re.compile(r"(?<=\w)\u2010|(?<=\w)\u2011")


def heal_lines(lines: Sequence[str]) -> tuple[list[Line], list[Repair]]:
    """Make each line's characters plain ones.

    Letters and digits stay, but for ligatures, which become the letters they stand for. A soft hyphen at the end of a
    line stays too: it is for those who join lines to decide.

    Returns:
        The lines, and what was changed in each.
    """
    healed: list[Line] = []
    repairs: list[Repair] = []
    for number, raw in enumerate(lines, 1):
        new_page = "\f" in raw
        text = raw.replace("\f", " ")
        indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip(" \u00a0"))
        changes: list[str] = []
        for what, change in _CHANGES:
            text, count = change(text)
            if count:
                changes.append(f"{count} {what if count > 1 else what.replace('(s)', '')}".replace("(s)", "s"))
        if changes:
            repairs.append(Repair(line=number, message="mended " + ", ".join(changes)))
        healed.append(Line(number=number, text=text.strip(" "), indent=indent, new_page=new_page))
    return healed, repairs


def _composed(text: str) -> tuple[str, int]:
    composed = unicodedata.normalize("NFC", text)
    return composed, len(text) - len(composed)


def _ligatures(text: str) -> tuple[str, int]:
    return _LIGATURE.subn(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _spaces(text: str) -> tuple[str, int]:
    # At the ends of a line nobody sees them.
    start, inner, end = _outer(text)
    plain, count = _SPACE.subn(" ", inner)
    return start.replace("\t", " ") + plain + end, count


def _outer(text: str) -> tuple[str, str, str]:
    inner = text.strip()
    if not inner:
        return "", "", ""
    start = text.index(inner)
    return " " * start, inner, " " * (len(text) - start - len(inner))


def _soft_hyphens(text: str) -> tuple[str, int]:
    text, capitals = _SOFT_BEFORE_CAPITAL.subn("-", text)
    text, others = _SOFT_INSIDE.subn("", text)
    return text, capitals + others


def _hyphen_spaces(text: str) -> tuple[str, int]:
    text, after = _SPACE_AFTER_HYPHEN.subn("-", text)
    text, before = _SPACE_BEFORE_HYPHEN.subn(r"\1", text)
    return text, after + before


def _one_for_one(pattern: re.Pattern[str], by: str) -> Callable[[str], tuple[str, int]]:
    return lambda text: pattern.subn(by, text)


_CHANGES: tuple[tuple[str, Callable[[str], tuple[str, int]]], ...] = (
    ("invisible character(s), taken out", _one_for_one(_INVISIBLE, "")),
    ("letter(s) whose accent stood apart", _composed),
    ("ligature(s), written as letters", _ligatures),
    ("non-breaking or other special space(s)", _spaces),
    ("soft hyphen(s)", _soft_hyphens),
    ("special hyphen(s), written as plain ones", _one_for_one(_HYPHEN_TO_END, "-")),
    ("double space(s)", _one_for_one(_DOUBLE_SPACE, " ")),
    ('space(s) at a hyphen, as in "Indo- Pacific"', _hyphen_spaces),
)
"""What is changed, in this order: what it is called in the report, and the function that gives text and count."""
