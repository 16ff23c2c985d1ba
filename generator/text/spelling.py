"""Every fold and key by which spellings are compared, and the scripts and marks that matter to them."""

import re
import unicodedata

KOREAN = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"  # Hangul, as a range for a regular expression

HAN_AND_KANA = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and kana, written without spaces between words."""

# What texts hold most comes first: without it a text is often ASCII, in which nothing more has to be looked for.
_PLAIN = (
    dict.fromkeys("\u2013\u2014\u2010\u2011\u2012\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2019\u2018\u201a\u201b\u02bc\u02b9\u2032\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
)
_FOLDED = str.maketrans(_PLAIN)
_PLAIN_ASCII = {char: plain for char, plain in _PLAIN.items() if char.isascii()}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = re.compile("  ")
_BROKEN = re.compile(r"- (?<=[\w\u0300-\u036f]- )(?=\w)")
"""Matches text whose folding changes its length; starts with a literal so that `re` can skip ahead."""

_PIECE = re.compile(
    rf"(?P<gone>[{_INVISIBLE}]+)"
    rf"|(?P<dash>(?<=[\w{_INVISIBLE}\u0300-\u036f])[-\u2010-\u2014][{_INVISIBLE}]*\s[\s{_INVISIBLE}]*(?=\w))"
    rf"|(?P<space>\s(?:[\s{_INVISIBLE}]*\s)?)"
    r"|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
    r"|\w[\u0300-\u036f\u3099\u309a]*"
    r"|.",
    re.DOTALL,
)

_UNSPACED = re.compile(f"[{HAN_AND_KANA}]")
_HANGUL = re.compile(f"[{KOREAN}]")

_PARTICLES = re.compile(
    rf"(?:의|은|는|이|가|을|를|와|과|도|만|나|이나|랑|이랑|로|으로|에|에서|에게|께|께서|부터|까지|보다|처럼|마다|조차|라는|이라는"
    rf"|며|이며|뿐|들|서|써)+(?![{KOREAN}])"
)
"""Korean particles, which are written behind a name without a space, up to the end of the word."""

_PREFIXES = re.compile(r"(?:^|\W)[وف]?(?:[بكل]?ال|لل|[بكلس])?$")
"""Arabic prefixes from the start of a word: and, by, like, to, the."""

Origin = tuple[list[int], list[int]]  # For each character of a folded text, where it starts and ends in the text itself


def fold(text: str) -> tuple[str, Origin | None]:
    """Fold spellings that differ only in typography into one; letters keep their case.

    Apostrophes, quotation marks, dashes and spaces of every kind become the plain one; soft hyphens and other
    invisible characters go; a run of white space, line breaks included, becomes one space; a line break after
    a hyphen inside a word goes; letters are composed (NFC). Returned, too, is where the characters come from; None when
    all stayed where they were, as they mostly do.
    """
    plain = text
    # One pass for each character of the table is far less work than one look-up for each character of the text.
    for char, folded in (_PLAIN_ASCII if text.isascii() else _PLAIN).items():
        plain = plain.replace(char, folded)
    composed = plain.isascii() or (
        unicodedata.is_normalized("NFC", plain) and not any(char in plain for char in _INVISIBLE)
    )
    if composed and not _GAP.search(plain) and not _BROKEN.search(plain):
        return plain, None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    instead = {"gone": "", "dash": "-", "space": " "}
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        piece = instead[kind] if kind else unicodedata.normalize("NFC", match[0]).translate(_FOLDED)
        pieces.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return "".join(pieces), (starts, ends)


def lower(text: str) -> str:
    """Return the text in lower case, of the same length."""
    if text.isascii():
        return text.lower()
    # U+0130 is the only letter whose lower case is two code points; sigma has a form of its own at a word's end.
    return text.replace("\u0130", "I").lower().replace("\u03c2", "\u03c3")


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether no word goes on to the left or to the right of a span."""
    # The longest run of prefixes has four letters.
    is_prefixed = "\u0620" <= text[start] <= "\u064a" and _PREFIXES.search(text[max(0, start - 5) : start])
    starts = start == 0 or is_prefixed or _parts(text[start - 1], text[start])
    return bool(starts) and (end == len(text) or _parts(text[end], text[end - 1]) or bool(_PARTICLES.match(text, end)))


def _parts(outside: str, edge: str) -> bool:
    """Return whether a name may end between the character at its edge and the one outside."""
    if not (outside.isalnum() or outside == "_" or unicodedata.category(outside)[0] == "M"):
        return True
    if outside < "\u1100" and edge < "\u1100":
        return False
    if _UNSPACED.match(outside) or _UNSPACED.match(edge):
        return True  # A word may begin or end anywhere.
    # ASEAN in Korean text carries its particle without a space.
    return edge.isalnum() and bool(_HANGUL.match(outside)) != bool(_HANGUL.match(edge))


def match_key(name: str, *, exact_case: bool = False) -> str:
    """Return the same key for names that match the same words."""
    kept = fold(name)[0]
    return kept if exact_case else lower(kept)


def search_key(name: str) -> str:
    """Return what a typed word is compared by: its letters and digits, without case, accents or spaces."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    # Hangul is composed again, so that a bucket is a syllable and not a consonant that hundreds share.
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char.isalnum()))


def inflect(name: str) -> set[str]:
    """Return what a name may be in the other number, as far as the endings of English and its like tell."""
    endings = ("y", "ies"), ("ies", "y"), ("es", ""), ("s", ""), ("", "s"), ("", "es")
    return {name.removesuffix(ending) + other for ending, other in endings if name.endswith(ending)}


def loose_key(name: str) -> str:
    """Return the same key for spellings that differ in hyphens, spaces, plurals, or between British and American."""
    plain = re.sub(r"[^\w\s]", "", name.lower().replace("-", " "))
    plain = re.sub(r"is(e|ed|es|ing|ation|ations)\b", r"iz\1", plain)
    plain = plain.replace("defence", "defense").replace("centre", "center").replace("programme", "program")
    plain = re.sub(r"(?<=[lb])our", "or", plain)
    return "".join(re.sub(r"(?<=\w\w\w)(?<!s)s\b", "", plain).split())
