"""What words tell about a capital: function words, offices, kinds of bodies, places. The lists are in words.yml."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from generator.model import read_words

WORDS = {name: frozenset(words.split()) for name, words in read_words(__package__, "words.yml").items()}
WORDS["openers"] |= WORDS["clauses"] | WORDS["small"]
ORDINAL = re.compile(
    r"(?:.*-)?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|[a-z]+tie)th)"
    r"|\d+(?:st|nd|rd|th)"
)
"""What counts: Eighth, Fifty-First, 52nd."""


@cache
def _places() -> frozenset[str]:
    locale = Locale("en")
    names = [name for code, name in locale.territories.items() if code not in {"UN", "EU", "EZ", "ZZ", "XA", "XB"}]
    names += [zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories")]
    names += [name for name in locale.languages.values() if name.endswith(("ese", "ish", "ean", "ian"))]
    words = {word.strip("()&.").lower() for name in names for word in name.split() if word[:1].isupper()}
    return frozenset(words | WORDS["places"] | WORDS["geo_nouns"]) - WORDS["no_places"]


@cache
def is_place(word: str) -> bool:
    """Tell whether a word names a country, a people or a place, alone or with others of its kind."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word in _places() or word.upper() in WORDS["country_acronyms"]:
        return True
    if "-" in word:
        return all(map(is_place, word.split("-")))
    # A people: Ukrainian, Israeli, Canadian share their first letters with the country.
    is_people = len(word) > 5 and word.endswith(("an", "ans", "ese", "i", "ic", "is", "ish"))
    return is_people and any(place.startswith(word[: max(4, len(word) - 4)]) for place in _places())


@cache
def singular(word: str) -> str:
    """Return a noun's singular, near enough to look it up above."""
    word = word.lower().removesuffix("'s").removesuffix("'").removesuffix("-plus")
    if word in WORDS["heads"] or word in WORDS["soft_heads"]:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def is_head(word: str) -> bool:
    """Tell whether a word says what kind of body, meeting, text or plan a name names."""
    return singular(word) in WORDS["heads"]


@cache
def is_opener(word: str) -> bool:
    """Tell whether a word that begins a sentence or an item of a list is capitalised for that alone."""
    if {word, word.removesuffix("s"), word.replace("ise", "ize")} & WORDS["openers"]:
        return True
    ends = word.endswith(("ing", "ed")) or (word.endswith("ly") and len(word) > 6)
    return len(word) > 4 and ends and not is_place(word) and not is_head(word)


@cache
def is_title(word: str) -> bool:
    """Tell whether a word is an office or goes with a person's name: Minister, Directors-General, Mr."""
    first = word.partition("-")[0]
    return {word, first, singular(first)} & WORDS["titles"] != set()
