"""Occurrences of one thing -> how surely it is a name: a logistic score with few features."""

import math
from collections.abc import Sequence

from generator.candidates.lexicon import GENERIC, GEO_NOUNS, PLACE_FIRST, ROLES, SMALL, is_head, is_place, singular
from generator.candidates.occurrences import Occurrence
from generator.candidates.tokens import Casing, bare
from generator.model.own_words import read_words

LIKELY = 0.4
"""From this score on, what is found is given and checked. Fitted without one text at a time, 0.5 missed more names."""

WEIGHTS: dict[str, float] = read_words(__package__, "weights.yml")


def features_of(occurrences: Sequence[Occurrence], casing: Casing) -> dict[str, float]:
    """Return what speaks for and against a name, from all its occurrences."""
    signs = [item.signs for item in occurrences]
    found = {"bias", *(frozenset.union(*signs) - {"heading"}), *frozenset.intersection(*signs)}
    if len(occurrences) > 1:
        found.add("repeated")
    name = max((item.name.lower() for item in occurrences), key=len)
    if not name:
        return dict.fromkeys(found, 1.0)
    words = [word.strip(",") for word in name.split() if word not in SMALL | {"the"}]
    own = [word for word in words if not ({word, bare(word)} & (GENERIC | ROLES) or is_head(word))]
    # Neither a head nor an article says anything there, and in a heading little does.
    if not own or "heading" in found:
        found -= {"article", "headed", "heading", "soft-headed"}
        found.add("common")
    landscape = len(words) == len(name.split()) and singular(words[-1]) in GEO_NOUNS and not is_head(words[0])
    landscape = landscape or "landscape" in found or (words[0] in PLACE_FIRST and len(words) == 2)
    if "defined" not in found and (landscape or all(is_place(word) for word in words)):
        found.add("places")
    elif own and own[0] not in casing.lower and {"single", "article"} <= found:
        found.add("single-with-article")
    features = dict.fromkeys(found - {"landscape"}, 1.0)
    if "headed" not in found:
        features["written-small"] = sum(word in casing.lower for word in words) / len(words)
    return features


def score(features: dict[str, float]) -> float:
    """Return how surely it is a name, from 0 to 1."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())))
