"""Text -> words with their places: typography made alike, glued words parted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from generator.candidates.lexicon import (
    COUNTRY_ACRONYMS,
    EMPHASIS,
    GENERIC,
    GEO_NOUNS,
    HEADS,
    MONTHS,
    NO_ACRONYMS,
    ROLE_ADJECTIVES,
    ROLES,
    UNITS,
    ends_in_head,
    is_place,
    singular,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2014\u2015", "—")
)
_SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_SPACE = re.compile(r"\s")
_BROKEN_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[A-Z])")

_UNEVEN = re.compile(rf"[{_INVISIBLE}\ufb00-\ufb06]|(?<=[^\W\d_])[-\u2010\u2011]\s+(?=[A-Z])")
"""What makes the text shorter or longer when it goes, or is written out."""

_UNIT = r"(?:(?:[A-Z]\.){2,}|[^\W_]+(?:'[^\W\d_]+)?)"
_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|No|Nos|Art|Prof|Gen|Adm|Lt|Col|vs)\."
    r"|(?:[A-Z]\.){2,}(?![-\u2013A-Za-z])"
    r"|[A-Z]\.(?=\s[A-Z])"
    rf"|{_UNIT}(?:[-\u2013&/]{_UNIT})*(?:\+\d*)?(?:(?<=s)')?"
    r"|\S"
)
_ACRONYM = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z][A-Z&]*(?:\d+[A-Z]*)?(?:\+\d*)?|\d{1,2}[A-Z]{1,3}|[A-Z][a-z]?[A-Z]+\d*|[a-z][A-Z]{3,}"
)
_MIXED = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Z][A-Z]+[a-z]?|[A-Z]{2,}[a-z]{1,3}[A-Z][A-Za-z]*|[A-Z]{2,}[a-z][A-Z]+")
_GLUED = re.compile(r"([A-Z][a-z]{2,}|[A-Z]{2,})([A-Z][a-z]{3,}|[a-z]{3,})")
_LONGEST_GLUED = 60
"""Letters; each place is tried at which two words may have been glued, so that time grows with their square."""
_LEFT_HALVES = GEO_NOUNS | HEADS | ROLES
_FOOTNOTE = re.compile(r"(?<=[a-z]{3})\d{1,2}$")
_SUFFIX = re.compile(r"(?:'s|')$")


class Shape(Enum):
    """What a token looks like."""

    NAME = "name"
    """A word with a capital: Framework, Asia-Pacific, Women's."""
    ACRONYM = "acronym"
    """ROK, U.N., G7, AI-ENGAGE, Bio-5."""
    COUNTRIES = "countries"
    """Countries joined by hyphens, or one country's acronym: ROK-U.S., UK."""
    LED = "led"
    """An acronym with a tail: ASEAN-led."""
    WORD = "word"
    NUMBER = "number"
    MARK = "mark"
    """Punctuation."""


_CAPITALS = (Shape.NAME, Shape.ACRONYM, Shape.COUNTRIES)


@dataclass(slots=True, kw_only=True)
class Token:
    """A word or a punctuation mark."""

    text: str
    """Typography made alike; no soft hyphens, no mark of a footnote."""
    low: str
    """The same in lower case, without the ending of a possessive."""
    start: int
    end: int
    """Code points into the text as it was given, half-open."""
    shape: Shape
    near: bool
    """Whether exactly one space parts it from the token before."""
    opens: bool = False
    """Whether a sentence begins with it, so that its capital says little."""
    emphasis: bool = False
    """Whether it stands in capitals for emphasis, as headings do."""

    @property
    def is_capital(self) -> bool:
        """Whether it can be a part of a name by its looks."""
        return self.shape in _CAPITALS and not self.emphasis

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's or s'."""
        return self.text[-1] == "'" or self.text.endswith("'s")


def read_tokens(text: str, vocabulary: Container[str] = ()) -> list[Token]:
    """Cut a text into tokens.

    Args:
        text: one paragraph, as it stands.
        vocabulary: words in lower case that stand elsewhere in the same text; a glued word is parted into two of them.
    """
    plain, places = _plain(text)
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(plain):
        for piece, start, stop in _part_glued(match[0], match.start(), vocabulary):
            gap = plain[end:start]
            word = _FOOTNOTE.sub("", piece.strip(_SUPERSCRIPTS)) or piece
            tokens.append(
                Token(
                    text=word,
                    low=_SUFFIX.sub("", word.lower()),
                    start=places[start],
                    end=places[stop - 1] + 1,
                    shape=_shape(piece),
                    near=bool(tokens) and (gap.isspace() or (gap == "" and start != match.start())),
                )
            )
            end = stop
    _mark_openings(tokens)
    _mark_emphasis(tokens, vocabulary)
    return tokens


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that stand in lower case somewhere in the texts."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", _plain(text)[0]))


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Make typography alike; and say for each character where it stands in the text as it was given."""
    if not _UNEVEN.search(text):
        return _SPACE.sub(" ", text.translate(_ALIKE)), range(len(text))
    chars: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        if char.isspace():
            piece = " "
        elif "\ufb00" <= char <= "\ufb06":
            piece = unicodedata.normalize("NFKC", char)
        else:
            piece = char.translate(_ALIKE)
        chars += piece
        places += [index] * len(piece)
    plain = "".join(chars)
    # "Indo- Pacific" is "Indo-Pacific" with a line break that was lost.
    kept: list[int] = []
    last = 0
    for match in _BROKEN_HYPHEN.finditer(plain):
        kept += range(last, match.start() + 1)
        last = match.end()
    kept += range(last, len(plain))
    return "".join(plain[index] for index in kept), [places[index] for index in kept]


def _part_glued(word: str, start: int, vocabulary: Container[str]) -> list[tuple[str, int, int]]:
    """Part "Islandcountries" or "ASEANcentrality" where a space was lost, if both parts stand in the text alone."""
    whole = [(word, start, start + len(word))]
    if len(word) > _LONGEST_GLUED or not _GLUED.fullmatch(word) or word.lower() in vocabulary or ends_in_head(word):
        return whole
    for cut in range(len(word) - 3, 1, -1):
        left, right = word[:cut], word[cut:]
        known = left.lower() in vocabulary or left.lower() in _LEFT_HALVES or (left.isupper() and len(left) > 2)
        if right.lower() in vocabulary and known and (right.islower() or right.istitle()):
            if left.isupper() and right.islower() and len(right) < 4:
                continue
            return [(left, start, start + cut), (right, start + cut, start + len(word))]
    return whole


@cache
def _shape(word: str) -> Shape:
    bare = _SUFFIX.sub("", word).strip(_SUPERSCRIPTS)
    if not bare or not any(char.isalnum() for char in bare):
        return Shape.MARK
    if bare[0].isdigit() and not any(char.isupper() for char in bare):
        return Shape.ACRONYM if "+" in bare[1:-1] else Shape.NUMBER
    if "-" in bare or "\u2013" in bare or "/" in bare:
        return _compound_shape(re.split(r"[-\u2013/]", bare))
    if bare.upper() in COUNTRY_ACRONYMS and bare == bare.upper():
        return Shape.COUNTRIES
    if is_acronym(bare) and bare.lower() not in MONTHS:
        return Shape.ACRONYM
    return Shape.NAME if bare[0].isupper() else Shape.WORD


def _compound_shape(parts: Sequence[str]) -> Shape:
    parts = [part for part in parts if part]
    acronyms = [is_acronym(part) or part.upper() in COUNTRY_ACRONYMS for part in parts]
    if not acronyms:
        return Shape.MARK
    if all(known or is_place(part) for known, part in zip(acronyms, parts, strict=True)) and any(
        part in COUNTRY_ACRONYMS or (is_place(part) and part[0].isupper()) for part in parts
    ):
        return Shape.COUNTRIES if any(acronyms) else Shape.NAME
    if acronyms[0] and parts[-1].islower() and len(parts[-1]) > 2:
        return Shape.LED
    if is_place(parts[0]) and parts[0][0].isupper() and parts[-1].islower() and parts[-1].endswith("ed"):
        return Shape.WORD  # China-related says something of what follows.
    if len(parts[0]) == 1 and parts[0] != "G" and parts[1][:1].isdigit():
        return Shape.NAME  # An aircraft: P-8A.
    if all(known or part.isdigit() or part.isupper() for known, part in zip(acronyms, parts, strict=True)):
        return Shape.ACRONYM if any(not part.isdigit() for part in parts) else Shape.NUMBER
    if len(parts) == 2 and parts[0].istitle() and parts[1].isdigit() and parts[0].lower() not in {"mid", "pre", "post"}:
        return Shape.ACRONYM
    if acronyms[0] and parts[1:] == ["Plus"]:
        return Shape.ACRONYM
    if parts[0].islower() and acronyms[-1]:
        return Shape.LED
    return Shape.NAME if parts[0][0].isupper() else Shape.WORD


@cache
def is_acronym(word: str) -> bool:
    """Tell whether a word without its possessive looks like an acronym: UNSCRs, G7, COP27, ReCAAP."""
    if word.upper() in NO_ACRONYMS or sum(char.isupper() for char in word) + sum(char.isdigit() for char in word) < 2:
        return False
    if word.lstrip("0123456789") in UNITS or (len(word) > 3 and is_place(word)):
        return False
    stem = word.removesuffix("s") if word[-2:-1].isupper() else word
    return bool(_ACRONYM.fullmatch(stem) or _MIXED.fullmatch(stem)) and not stem.isdigit()


def is_camel(word: str) -> bool:
    """Tell whether a capital stands inside a word, as in names of companies: ExxonMobil, CoRe."""
    return bool(re.search("[a-z][A-Z]", word))


def _mark_openings(tokens: Sequence[Token]) -> None:
    fresh = True
    for token in tokens:
        if token.shape is Shape.MARK:
            # Brackets and quotation marks do not change whether a sentence begins.
            if token.text in {".", "!", "?", ":", "\u2022", "*", "\u00b7", "\u25aa", "\u25cf"}:
                fresh = True
            elif token.text not in {'"', "'", "(", "["}:
                fresh = False
        elif fresh:
            token.opens = True
            # The number of a paragraph is no word of its sentence.
            fresh = token.shape is Shape.NUMBER or token.text in {"I", "A", "B", "C"} or _is_roman(token.text)


def _is_roman(word: str) -> bool:
    return bool(re.fullmatch(r"[IVX]{1,5}", word))


def _mark_emphasis(tokens: Sequence[Token], vocabulary: Container[str]) -> None:
    """Mark what stands in capitals without being an acronym: preambles and headings."""
    words = [token.text for token in tokens if token.shape is not Shape.MARK]
    if len(words) > 2 and sum(map(len, words)) > 5 * len(words) and "".join(words).upper() == "".join(words):
        for token in tokens:
            token.emphasis = True
    run: list[Token] = []
    for token in tokens:
        if token.shape is Shape.MARK and token.text in {",", "-", "\u2013", "'"}:
            continue
        if _SUFFIX.sub("", token.text).replace("-", "").isupper():
            run.append(token)
        else:
            _emphasize(run, vocabulary)
            run = []
    _emphasize(run, vocabulary)


def _emphasize(run: Sequence[Token], vocabulary: Container[str]) -> None:
    """Mark a stretch of words in capitals: all of them if half are words of the language, else the plain ones."""
    ordinary = [item for item in run if _is_ordinary(item.low, vocabulary)]
    whole = len(run) > 1 and 2 * len(ordinary) >= len(run)
    for item in run if whole else ordinary:
        if whole or item.low in EMPHASIS or len(item.low) > 5:
            item.emphasis = True


def _is_ordinary(low: str, vocabulary: Container[str]) -> bool:
    return (
        low in EMPHASIS
        or (len(low) > 4 and (low in GENERIC | ROLES | ROLE_ADJECTIVES or singular(low) in HEADS))
        or (len(low) > 3 and low in vocabulary)
        or (len(low) > 5 and low.endswith(("ing", "ed", "ly", "tion", "ment", "ity", "ship")))
    )
