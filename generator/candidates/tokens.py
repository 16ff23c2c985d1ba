"""Text -> words with their places, typography made alike; and what the whole text tells about its capitals."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from generator.candidates.lexicon import WORDS, is_head, is_opener, is_place, singular

_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2014\u2015", "—")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_JOINTS = re.compile(r"[-\u2013/]")
_BROKEN_HYPHEN = re.compile(r"(?<=[^\W\d_]-)\s+(?=[A-Z])")
_UNIT = r"(?:(?:[A-Z]\.){2,}|\d+\.\d+|[^\W_]+(?:'[^\W\d_]+)?)"
_TAIL = r"(?:[a-z]*ed|wide|style|centric|specific)\b"
"""What says something of a name that stands before its hyphen: ASEAN-led, DPRK-related."""
_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|No|Nos|Art|Prof|Gen|Adm|Lt|Col|Hon|vs)\."
    r"|(?:[A-Z]\.){2,}(?![-\u2013A-Za-z])"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|[A-Z]{2,}(?=[a-z]{5,})"
    rf"|{_UNIT}(?:[-\u2013&/](?!{_TAIL}){_UNIT})*(?:\+\d*)?(?:(?<=s)')?"
    r"|\S"
)
_FOOTNOTE = re.compile(r"(?<=[a-z]{3})\d{1,2}$|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+$")
_ENDS = {".", "!", "?", ":", ";", "\u2022", "*", "\u00b7", "\u25aa", "\u25cf", "-", "\u2013"}


class Kind(Enum):
    """What a token looks like."""

    NAME = "name"  # A word with a capital: Framework, Asia-Pacific, Women's
    ACRONYM = "acronym"  # ROK, U.N., G7, AI-ENGAGE, Bio-5
    WORD = "word"
    NUMBER = "number"
    MARK = "mark"  # Punctuation


class Token(NamedTuple):
    """A word or a punctuation mark."""

    text: str  # Typography made alike; no soft hyphens, no mark of a footnote
    low: str  # The same in lower case, without the ending of a possessive
    kind: Kind
    capital: bool  # Whether its looks allow it to be a part of a name
    possessive: bool
    head: bool  # Whether it says what kind of body, meeting, text or plan a name names; `soft_head`: whether it may
    soft_head: bool
    role: bool  # Whether it means people or parties in general
    place: bool
    small: bool  # Whether it may stand inside a name in lower case
    start: int
    end: int  # Code points into the text as it was given, half-open
    near: bool = False  # Whether only a space parts it from the token before
    opens: bool = False  # Whether a sentence begins with it, so that its capital says little

    @property
    def bare_end(self) -> int:
        """Where it ends without the ending of a possessive."""
        return self.end - (len(self.text) - len(bare(self.text)))


class Casing(NamedTuple):
    """How a whole text writes its words: in lower case, with a capital inside a sentence; and its acronyms."""

    lower: frozenset[str]
    capital: frozenset[str]
    acronyms: frozenset[str]


def bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("'")


@cache
def _looks(text: str) -> tuple[str, str, Kind, bool, bool, bool, bool, bool, bool, bool]:
    plain, low = bare(text), bare(text.lower())
    kind = Kind.NAME if plain[:1].isupper() else Kind.WORD
    if not any(char.isalnum() for char in plain):
        kind = Kind.MARK
    elif is_acronym(plain):
        kind = Kind.ACRONYM
    elif plain[0].isdigit():
        kind = Kind.NAME if any(char.isupper() for char in plain) or "+" in plain[1:-1] else Kind.NUMBER
    soft = singular(low) in WORDS["soft_heads"]
    capital, possessive = kind in {Kind.NAME, Kind.ACRONYM}, text.endswith(("'", "'s"))
    lists = (is_head(low), soft, low in WORDS["roles"], is_place(low), low in WORDS["small"])
    return (text, low, kind, capital, possessive, *lists)


def read_tokens(text: str) -> list[Token]:
    """Cut one paragraph, as it stands, into tokens. A mark of no width ends them, so that each word has a next."""
    plain, places = _plain(text)
    tokens: list[Token] = []
    end, fresh = 0, True
    for match in _TOKEN.finditer(plain):
        word = _FOOTNOTE.sub("", match[0]) or match[0]
        gap = plain[end : match.start()]
        near = bool(tokens) and (gap.isspace() or (gap == "" and tokens[-1].kind is Kind.ACRONYM))
        looks, start, end = _looks(word), places[match.start()], match.end()
        mark = looks[2] is Kind.MARK
        tokens.append(Token(*looks, start=start, end=places[end - 1] + 1, near=near, opens=fresh and not mark))
        # Brackets and quotation marks leave it as it is; the number of a paragraph or item is no word of its sentence.
        number = tokens[-1].kind is Kind.NUMBER or len(word) == 1 or not word.strip("IVX")
        fresh = word in _ENDS or (fresh and (word not in {",", "—"} if mark else number))
    return [*tokens, Token(*_looks(""), start=len(text), end=len(text))]


def part_compounds(tokens: Sequence[Token], casing: Casing) -> list[Token]:
    """Part words that join two names, each of which the text has alone: EU-ASEAN, ROK-U.S., but not U.S.-ROK Pact."""
    parted = []
    for token, after in pairwise([*tokens, tokens[-1]]):
        is_joined = _JOINTS.search(token.text) and token.kind in {Kind.NAME, Kind.ACRONYM, Kind.WORD}
        parts = _JOINTS.split(bare(token.text)) if is_joined else []
        known = all(part in casing.acronyms or is_place(part) for part in parts)
        known = known or (parts[0].islower() and is_acronym(parts[-1]))
        if len(parts) < 2 or not known or (after.near and after.capital) or all(map(is_place, parts)):
            parted.append(token)
            continue
        start = token.start
        for part in parts:
            # A soft hyphen inside would shift the place by one; the whole word is then near enough.
            parted.append(Token(*_looks(part), start=start, end=min(start + len(part), token.end)))
            start += len(part) + 1
    return parted


def read_casing(passages: Iterable[Sequence[Token]]) -> Casing:
    """Learn from the sentences of a text which of its words are written with a capital, and which are not."""
    tokens = list(chain(*passages))
    names = (token for token in tokens if token.kind is Kind.NAME and not token.opens and not token.text.isupper())
    return Casing(
        lower=frozenset(token.low for token in tokens if token.kind is Kind.WORD),
        capital=frozenset(token.low for token in names),
        acronyms=frozenset(bare(token.text) for token in tokens if token.kind is Kind.ACRONYM),
    )


def looks_like_heading(tokens: Sequence[Token]) -> bool:
    """Tell whether a passage is a heading for the eye: Title Case or capitals, short, no full stop."""
    words = [token.text for token in tokens if token.kind is not Kind.MARK]
    long = [word[0].isupper() for word in words if len(word) > 3]
    fits = 0 < len(words) <= 16 and tokens[-2].text not in {".", ";", "?", "!", ","} and words[0][0].isupper()
    return fits and bool(long) and sum(long) >= 0.7 * len(long)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Make typography alike; and say for each character where it stands in the text as it was given."""
    if text.isascii() and text.isprintable() and "`" not in text and not _BROKEN_HYPHEN.search(text):
        return text, range(len(text))
    pieces = [(" " if char.isspace() else char.translate(_ALIKE)) for char in text]
    plain = [(char, index) for index, piece in enumerate(pieces) for char in piece]
    # "Indo- Pacific" is "Indo-Pacific" with a line break that was lost.
    for match in reversed([*_BROKEN_HYPHEN.finditer("".join(pieces))]):
        del plain[slice(*match.span())]
    return "".join(char for char, _ in plain), [place for _, place in plain]


@cache
def is_acronym(word: str) -> bool:
    """Tell whether a word without its possessive looks like an acronym: UNSCRs, G7, COP27, iCET, Q-CHAMP, Bio-5."""
    first, *others = _JOINTS.split(word)
    if others:
        # Neither countries joined by hyphens, nor models: P-8A.
        parts = (first, *others)
        joined = all(part.isupper() or part.isdigit() or part == "Plus" or is_acronym(part) for part in parts)
        model = len(first) == 1 and first not in "GQ" and len(others[0]) < 4
        numbered = len(others) == 1 and first.istitle() and others[0].isdigit() and not is_opener(first.lower())
        plain = joined and not model and not any(map(is_place, parts))
        return (plain or numbered) and any(char.isalpha() for char in word)
    stem = word.removesuffix("s") if word[-2:-1].isupper() else word
    known = {stem.upper(), stem.upper().strip("0123456789")} & (WORDS["no_acronyms"] | WORDS["country_acronyms"])
    if known or stem.lower() in WORDS["months"] or (len(stem) > 3 and is_place(stem)):
        return False
    marked = sum(char.isupper() or char.isdigit() for char in stem)
    return marked > 1 and marked > 0.6 * len(stem.replace(".", "")) and any(char.isupper() for char in stem)


def emphasised(tokens: Sequence[Token], index: int, casing: Casing) -> bool:
    """Tell whether a word of the language is in capitals for emphasis: at the head of an item, or beside another."""
    token, low = tokens[index], tokens[index].low
    if not token.text.isupper() or len(low) < 2 or not low.isalpha():
        return False
    known = len(low) > 3 and (low in casing.lower or is_opener(low) or token.head)
    beside = any(other.text.isupper() and is_opener(other.low) for other in (tokens[index - 1], tokens[index + 1]))
    return (is_opener(low) and (beside or low.endswith(("ing", "ed")))) or (known and (token.opens or beside))
