"""Text -> names that may want an entry: bodies, meetings, texts, plans, acronyms; not people, places, headings."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.candidates.lexicon import WORDS, is_head, is_place, singular
from generator.candidates.occurrences import Occurrence, find_occurrences
from generator.candidates.tokens import Casing, bare, looks_like_heading, part_compounds, read_casing, read_tokens
from generator.model import read_words

LIKELY = 0.4
"""From this score on, what is found is given and checked. Fitted without one text at a time, 0.5 missed more names."""

WEIGHTS: dict[str, float] = read_words(__package__, "weights.yml")


class Passage(NamedTuple):
    """A paragraph or a heading."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that a text names, with all the forms in which it does so."""

    name: str  # Without its acronym; the acronym itself when the text gives nothing else
    acronym: str  # May be empty
    forms: tuple[str, ...]  # All forms, in the order of the text, each once
    head: str  # The noun that says what it is, in lower case; may be empty
    score: float  # How surely it is a name, from 0 to 1
    occurrences: tuple[Occurrence, ...]  # In the order of the text; never empty

    @property
    def heading(self) -> str:
        """The name with its acronym."""
        return f"{self.name} ({self.acronym})" if self.acronym and self.acronym != self.name else self.name


_NAME = re.compile(r"[^\W\d_].*\w|\w.*[^\W\d_]", re.DOTALL)
"""Two letters or digits, not both of them digits: an entry could have no other name."""


def find_candidates(passages: Sequence[Passage], *, least: float = LIKELY) -> tuple[Candidate, ...]:
    """Find what a whole text names, in its order; with a `least` score of 0 also what is hardly a name."""
    return tuple(item for item in _find_all(tuple(passages)) if item.score >= least)


@lru_cache(maxsize=1)
def _find_all(passages: tuple[Passage, ...]) -> tuple[Candidate, ...]:
    groups, casing = group_occurrences(passages)
    candidates = (_candidate(items, features_of(items, casing)) for items in groups)
    return tuple(item for item in candidates if _NAME.search(item.name))


def group_occurrences(passages: Sequence[Passage]) -> tuple[list[list[Occurrence]], Casing]:
    """Put the occurrences of one name together, acronyms with their definitions; return also how the text is cased."""
    texts = [read_tokens(passage.text) for passage in passages]
    headings = [item.heading or looks_like_heading(tokens) for item, tokens in zip(passages, texts, strict=True)]
    casing = read_casing(tokens for tokens, heading in zip(texts, headings, strict=True) if not heading)
    found: list[Occurrence] = []
    people: set[str] = set()
    for index, tokens in enumerate(texts):
        here, persons = find_occurrences(part_compounds(tokens, casing), casing, index, heading=headings[index])
        found += here
        people |= persons
    people -= {word for item in found if item.head for word in item.name.lower().split()}
    defined = {_acronym_key(item.acronym): key_of(item.name) for item in reversed(found) if item.defines}
    groups: dict[str, list[Occurrence]] = defaultdict(list)
    for item in found:
        acronym = _acronym_key(item.acronym)
        parts = {part.removesuffix("'s") for part in re.split("[ -]", item.name.lower())}
        if item.acronym or item.head not in {"", "administration"} or not parts & people:
            groups[key_of(item.name) if item.name else defined.get(acronym, f"={acronym}")].append(item)
    return list(groups.values()), casing


def features_of(occurrences: Sequence[Occurrence], casing: Casing) -> dict[str, float]:
    """Return what speaks for and against a name, from all its occurrences."""
    signs = [item.signs for item in occurrences]
    found = {"bias", *(frozenset.union(*signs) - {"heading"}), *frozenset.intersection(*signs)}
    if len(occurrences) > 1:
        found.add("repeated")
    name = max((item.name.lower() for item in occurrences), key=len)
    if not name:
        return dict.fromkeys(found, 1.0)
    words = [word.strip(",") for word in name.split() if word not in WORDS["small"] | {"the"}]
    own = [word for word in words if not ({word, bare(word)} & (WORDS["generic"] | WORDS["roles"]) or is_head(word))]
    # Neither a head nor an article says anything there, and in a heading little does.
    if not own or "heading" in found:
        found -= {"article", "headed", "heading", "soft-headed"}
        found.add("common")
    landscape = len(words) == len(name.split()) and singular(words[-1]) in WORDS["geo_nouns"] and not is_head(words[0])
    landscape = landscape or "landscape" in found or (words[0] in WORDS["place_first"] and len(words) == 2)
    if "defined" not in found and (landscape or all(map(is_place, words))):
        found.add("places")
    elif own and own[0] not in casing.lower and {"single", "article"} <= found:
        found.add("single-with-article")
    features = dict.fromkeys(found - {"landscape"}, 1.0)
    if "headed" not in found:
        features["written-small"] = sum(word in casing.lower for word in words) / len(words)
    return features


def find_early_acronyms(candidates: Sequence[Candidate], passages: Sequence[Passage]) -> list[tuple[str, int, int]]:
    """Find each acronym that stands alone before its definition, with the passages of both; headings do not count."""
    found = {}
    for item in candidates:
        defined = next((at for at, place in enumerate(item.occurrences) if place.defines), 0)
        for place in item.occurrences[:defined]:
            alone = _acronym_key(place.form) == _acronym_key(item.acronym)
            if alone and not passages[place.passage].heading and item.acronym not in found:
                found[item.acronym] = place.form, place.passage, item.occurrences[defined].passage
    return list(found.values())


def key_of(name: str) -> str:
    """Return the same key for forms that differ in case, apostrophe, an edition's year, or "United Nations"."""
    low = re.sub(r"\bu\.([ns])\.", r"u\1", name.lower()).replace("united nations", "un").replace("\u2013", "-")
    low = re.sub(r"(?<=s)'(?= )", "", low)  # Leaders Summit and Leaders' Summit
    low = re.sub(r"^(?:the\s+)?(?:(?:19|20)\d\d\s+)?", "", " ".join(low.replace("-", " ").split()))
    return low.removeprefix("trilateral ") if low.count(" ") > 2 else low


def _acronym_key(acronym: str) -> str:
    plain = re.sub(r"[ -](?=\d)", "", acronym.replace(".", ""))
    return plain[:-1] if plain.endswith("s") and plain[-2:-1].isupper() else plain


def _candidate(items: Sequence[Occurrence], features: dict[str, float]) -> Candidate:
    named = max(items, key=lambda item: (item.defines, bool(item.name)))
    weight = sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
    return Candidate(
        name=named.form,
        acronym=named.acronym or next((item.acronym for item in items if item.acronym), ""),
        forms=tuple(dict.fromkeys(form for item in items for form in (item.name, item.acronym) if form)),
        head=named.head,
        score=round(1 / (1 + math.exp(-weight)), 3),
        occurrences=tuple(items),
    )
