"""Text -> names that may want an entry: bodies, meetings, texts, plans, acronyms; not people, places, headings."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.candidates.mentions import find_mentions
from generator.candidates.scoring import LIKELY, features_of, score
from generator.candidates.tokens import looks_like_heading, read_casing, read_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.mentions import Mention
    from generator.candidates.tokens import Casing

__all__ = [
    "LIKELY",
    "Candidate",
    "EarlyAcronym",
    "Occurrence",
    "Passage",
    "find_candidates",
    "find_early_acronyms",
    "key_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph or a heading."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Occurrence:
    """One place where a candidate is named."""

    passage: int
    """From 0, into the passages."""
    start: int
    end: int
    """Code points into the passage's text, half-open."""
    form: str
    """How it is named there, typography made alike: the name without its acronym, or the acronym."""
    content: tuple[tuple[int, int], ...]
    """The places of the words that an entry's name must cover for the occurrence to be documented."""
    defines: bool
    """Whether it is a definition, "Name (ACRONYM)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that a text names, with all the forms in which it does so."""

    name: str
    """Without its acronym; the acronym itself when the text gives nothing else."""
    acronym: str
    """May be empty."""
    forms: tuple[str, ...]
    """All forms, in the order of the text, each once."""
    head: str
    """The noun that says what it is, in lower case; may be empty."""
    score: float
    """How surely it is a name, from 0 to 1."""
    occurrences: tuple[Occurrence, ...]
    """In the order of the text; never empty."""

    @property
    def heading(self) -> str:
        """The name with its acronym."""
        return f"{self.name} ({self.acronym})" if self.acronym and self.acronym != self.name else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyAcronym:
    """An acronym that a text uses before it says what it stands for."""

    acronym: str
    passage: int
    """Where it is used first."""
    defined: int
    """The passage that defines it."""


def find_candidates(passages: Sequence[Passage], *, least: float = LIKELY) -> tuple[Candidate, ...]:
    """Find what a text names.

    Args:
        passages: the whole text: how it writes a word elsewhere tells what a capital means.
        least: the score from which on a name is given; with 0 also what is hardly one.

    Returns:
        The candidates in the order in which the text first names them.
    """
    groups, casing = group_mentions(passages)
    candidates = [_candidate(items, score(features_of(items, casing))) for items in groups]
    return tuple(item for item in candidates if item.score >= least)


def group_mentions(passages: Sequence[Passage]) -> tuple[list[list[Mention]], Casing]:
    """Put the mentions of one name together, acronyms with their definitions; and say how the text writes its words."""
    texts = [read_tokens(passage.text) for passage in passages]
    headings = [
        len(tokens) > 1 and (item.heading or looks_like_heading(tokens))
        for item, tokens in zip(passages, texts, strict=True)
    ]
    casing = read_casing(tokens for tokens, heading in zip(texts, headings, strict=True) if not heading)
    found: list[Mention] = []
    people: set[str] = set()
    for index, tokens in enumerate(texts):
        mentions, persons = find_mentions(tokens, casing, index, heading=headings[index])
        found += mentions
        people |= persons
    named = {word for item in found if item.head for word in item.text.lower().split()}
    found = [item for item in found if not _is_person(item, people - named)]
    defined: dict[str, str] = {}
    for item in found:
        if item.text and item.acronym:
            defined.setdefault(_acronym_key(item.acronym), key_of(item.text))
    groups: dict[str, list[Mention]] = defaultdict(list)
    for item in found:
        acronym = "=" + _acronym_key(item.acronym)
        groups[key_of(item.text) if item.text else defined.get(acronym[1:], acronym)].append(item)
    return list(groups.values()), casing


def find_early_acronyms(candidates: Sequence[Candidate], passages: Sequence[Passage]) -> tuple[EarlyAcronym, ...]:
    """Find each acronym that stands alone before the text defines it; headings do not count."""
    found = {}
    for candidate in candidates:
        definition = next((item for item in candidate.occurrences if item.defines), None)
        if definition is None:
            continue
        for place in candidate.occurrences:
            if place is definition:
                break
            if _acronym_key(place.form) == _acronym_key(candidate.acronym) and not passages[place.passage].heading:
                found[candidate.acronym] = EarlyAcronym(
                    acronym=place.form, passage=place.passage, defined=definition.passage
                )
                break
    return tuple(found.values())


def key_of(name: str) -> str:
    """Return the same key for forms that differ in case, apostrophe, an edition's year, or "United Nations"."""
    low = re.sub(r"\bu\.([ns])\.", r"u\1", name.lower()).replace("united nations", "un").replace("\u2013", "-")
    low = re.sub(r"(?<=s)'(?= )", "", low)  # Leaders Summit and Leaders' Summit
    low = re.sub(r"^(?:the\s+)?(?:(?:19|20)\d\d\s+)?", "", " ".join(low.replace("-", " ").split()))
    return low.removeprefix("trilateral ") if low.count(" ") > 2 else low


def _is_person(item: Mention, people: set[str]) -> bool:
    words = item.text.lower().split()
    plain = not item.acronym and item.head in {"", "administration"}
    return (
        bool(words) and plain and any(part in people for word in words for part in word.removesuffix("'s").split("-"))
    )


def _acronym_key(acronym: str) -> str:
    bare = re.sub(r"[ -](?=\d)", "", acronym.replace(".", ""))
    return bare[:-1] if bare.endswith("s") and bare[-2:-1].isupper() else bare


def _candidate(items: Sequence[Mention], likelihood: float) -> Candidate:
    named = [item for item in items if item.text]
    best = next((item for item in named if item.acronym), named[0] if named else items[0])
    acronym = best.acronym or next((item.acronym for item in items if item.acronym), "")
    forms = [form for item in items for form in (item.text, item.acronym) if form]
    return Candidate(
        name=best.text or acronym,
        acronym=acronym,
        forms=tuple(dict.fromkeys(forms)),
        head=best.head,
        score=round(likelihood, 3),
        occurrences=tuple(
            Occurrence(
                passage=item.passage,
                start=item.start,
                end=item.end,
                form=item.text or item.acronym,
                content=item.content,
                defines=bool(item.text and item.acronym),
            )
            for item in items
        ),
    )
