"""Words that stand without the space between them -> places for a person to look at; the text may be so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.importing.pieces import Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.importing.joining import Vocabulary
    from generator.importing.pieces import Line

_AT_SIGN = re.compile(r"(?<![\w.])[^\s./@:]*[^\W\d_]{2,}[\])]?[,;:.!?)][A-Za-z][a-z]*(?![\w/@]|\.\w)")
_WORD = re.compile(r"(?<![\w'\u2019.@/-])[^\W\d_]{6,}(?![\w'\u2019@/-])")
_MOST = 20
_SHORTEST = 2
_LITTLE = frozenset(
    ("of", "to", "in", "on", "at", "by", "and", "the", "for", "our", "its", "is", "are", "with", "that", "this")
)


def find_glued(lines: Sequence[Line], words: Vocabulary) -> list[Repair]:
    """Find places such as "growing,President" and "humanityand".

    Nothing is changed there: whether the source prints it so, only the source tells.
    """
    found = [
        Repair(line=line.number, message=f'"{match[0]}" may lack a space', look=True)
        for line in lines
        for match in _AT_SIGN.finditer(line.text)
        if "www" not in match[0] and not re.search(r"\.[a-z]{2,4}$", match[0])
    ]
    found += _find_joined(lines, words)
    if len(found) > _MOST:
        found = [*found[:_MOST], Repair(line=found[_MOST].line, message="more words may lack a space", look=True)]
    return found


def _find_joined(lines: Iterable[Line], words: Vocabulary) -> list[Repair]:
    seen: set[str] = set()
    found = []
    for line in lines:
        # The first and the last word of a line can be half of one that was cut.
        for match in list(_WORD.finditer(line.text)):
            word = match[0]
            cut = match.end() == len(line.text) or match.start() == 0
            if (
                cut
                or word.lower() in seen
                or words.uses_often(word)
                or not word[1:].islower()
                or words.knows_well(word)
            ):
                continue
            seen.add(word.lower())
            if pair := _split(word, words):
                found.append(Repair(line=line.number, message=f'"{word}" may be two words: "{pair}"', look=True))
    return found


def _split(word: str, words: Vocabulary) -> str:
    for place in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        left, right = word[:place].lower(), word[place:].lower()
        short = min(left, right, key=len)
        if len(short) < 5 and short not in _LITTLE:
            continue
        if words.knows_well(left) and words.knows_well(right):
            return f"{word[:place]} {word[place:]}"
    return ""
