"""Mentions of one thing -> how surely it is a name: a logistic score with few features."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.candidates.lexicon import GENERIC, GEO_NOUNS, PLACE_FIRST, ROLES, SMALL, is_head, is_place, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.mentions import Mention
    from generator.candidates.tokens import Casing

LIKELY = 0.4
"""From this score on, a name is more likely one than not."""

_ANYWHERE = (
    "acronym",
    "acronym-inside",
    "article",
    "defined",
    "headed",
    "long",
    "lower-head",
    "quoted",
    "single",
    "soft-headed",
)
"""Signs that count where one mention has them."""
_EVERYWHERE = ("heading", "label", "located", "nested", "opens")
"""Signs that count where all mentions have them."""

WEIGHTS = {
    "acronym": 2.4,
    "article": 0.7,
    "bias": 0.6,
    "common": -1.5,
    "defined": 2.4,
    "headed": 1.7,
    "heading": -2.2,
    "label": 0.6,
    "located": -0.8,
    "long": 0.6,
    "lower-head": 2.0,
    "nested": -0.7,
    "opens": -0.7,
    "places": -5.2,
    "quoted": 1.3,
    "repeated": 1.5,
    "single": -2.7,
    "single-common": -0.7,
    "single-with-article": 1.3,
    "soft-headed": 1.2,
    "written-small": -1.2,
}


def features_of(mentions: Sequence[Mention], casing: Casing) -> dict[str, float]:
    """Return what speaks for and against a name, from all its mentions."""
    found = {sign: 1.0 for sign in _ANYWHERE if any(sign in item.signs for item in mentions)}
    found |= {sign: 1.0 for sign in _EVERYWHERE if all(sign in item.signs for item in mentions)}
    found["bias"] = 1.0
    if len(mentions) > 1:
        found["repeated"] = 1.0
    names = [item.text for item in mentions if item.text]
    if names:
        words = [word.lower() for word in max(names, key=len).split() if word.lower() not in SMALL | {"the"}]
        own = [word for word in words if not _is_common(word)]
        if not own:
            # Neither a head nor an article says anything there.
            found = {sign: 1.0 for sign in found if sign not in {"article", "headed"}}
            found["single-common" if "single" in found else "common"] = 1.0
        landscape = singular(words[-1]) in GEO_NOUNS and len(words) == len(max(names, key=len).split())
        landscape = landscape or (words[0] in PLACE_FIRST and len(words) == 2)
        landscape = landscape or any("landscape" in item.signs for item in mentions)
        if "defined" not in found and (landscape or all(is_place(word.strip(",")) for word in words)):
            found["places"] = 1.0
        elif own and "single" in found and "article" in found and own[0] not in casing.lower:
            found["single-with-article"] = 1.0
        if "headed" not in found and any(word in casing.lower for word in words):
            found["written-small"] = sum(word in casing.lower for word in words) / len(words)
    return found


def score(features: dict[str, float]) -> float:
    """Return how surely it is a name, from 0 to 1."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())))


def _is_common(word: str) -> bool:
    word = word.strip(",")
    plain = word.removesuffix("'s").removesuffix("'")
    return bool({plain, word} & (GENERIC | ROLES)) or is_head(plain) or plain.isdigit()
