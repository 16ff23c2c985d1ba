"""Text -> names that may want an entry: bodies, meetings, texts, plans, acronyms; not people, places, headings."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.candidates.lexicon import is_place
from generator.candidates.names import looks_like_heading, read_names
from generator.candidates.tokens import read_tokens, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.candidates.names import Name

__all__ = [
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    passage: int
    name: Name


def find_candidates(passages: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Find what a text names, in the order in which it first does so."""
    vocabulary = vocabulary_of(passage.text for passage in passages)
    found: list[_Found] = []
    lone: list[_Found] = []
    people: set[str] = set()
    for index, passage in enumerate(passages):
        tokens = read_tokens(passage.text, vocabulary)
        if not tokens:
            continue
        reading = read_names(tokens, heading=passage.heading or looks_like_heading(tokens))
        found += [_Found(passage=index, name=name) for name in reading.names]
        lone += [_Found(passage=index, name=name) for name in reading.lone]
        people |= reading.people
    found = [item for item in found if not _is_person(item.name, people)]
    found = _part_pairs(found)
    found += _leading_words(found, lone, vocabulary, people)
    strong = {key for item in found if not item.name.weak for key in _keys(item.name)}
    found = [item for item in found if not item.name.weak or _own_key(item.name) in strong]
    return _gather(sorted(found, key=lambda item: (item.passage, item.name.start, item.name.end)))


def find_early_acronyms(candidates: Sequence[Candidate], passages: Sequence[Passage]) -> tuple[EarlyAcronym, ...]:
    """Find each acronym that stands alone before the text defines it; headings do not count."""
    found = {}
    for candidate in candidates:
        defined = {_acronym_key(form): None for form in candidate.forms if form == candidate.acronym}
        if candidate.name == candidate.acronym or not defined:
            continue
        for place in candidate.occurrences:
            if place.form == candidate.name and place.defines:
                break
            if _acronym_key(place.form) in defined and not passages[place.passage].heading:
                at = next(item.passage for item in candidate.occurrences if item.defines)
                found[candidate.acronym] = EarlyAcronym(acronym=place.form, passage=place.passage, defined=at)
                break
    return tuple(found.values())


def key_of(name: str) -> str:
    """Give the same key for forms of a name that differ in case, apostrophe, an edition's year, or "United Nations"."""
    low = re.sub(r"\bu\.([ns])\.", r"u\1", name.lower()).replace("united nations", "un").replace("\u2013", "-")
    low = re.sub(r"(?<=s)'(?= )", "", low)  # Leaders Summit and Leaders' Summit
    low = re.sub(r"^(?:the\s+)?(?:(?:19|20)\d\d\s+)?", "", " ".join(low.replace("-", " ").split()))
    return low.removeprefix("trilateral ") if low.count(" ") > 2 else low


def _is_person(name: Name, people: set[str]) -> bool:
    words = (name.text or name.acronym).lower().split()
    defined = bool(name.text and name.acronym)
    plain = name.head in {"", "administration"}
    return not defined and plain and any(part in people for word in words for part in word.split("-"))


def _part_pairs(found: Sequence[_Found]) -> list[_Found]:
    """Take "EU-ASEAN" for the two that it joins, where the text names both alone; "AI-ENGAGE" is one name."""
    alone = {_acronym_key(item.name.acronym) for item in found if item.name.acronym and "-" not in item.name.acronym}
    kept = []
    for item in found:
        parts = re.split(r"[-\u2013]", item.name.acronym)
        if item.name.text or len(parts) < 2 or not all(_acronym_key(part) in alone for part in parts):
            kept.append(item)
            continue
        start = item.name.start
        for part in parts:
            end = start + len(part)
            name = replace(item.name, acronym=part, start=start, end=end, content=((start, end),))
            kept.append(_Found(passage=item.passage, name=name))
            start = end + 1
    return kept


def _leading_words(
    found: Sequence[_Found], lone: Sequence[_Found], vocabulary: frozenset[str], people: set[str]
) -> list[_Found]:
    """Keep single words that never stand in lower case.

    They need an article or a longer name that they begin, as Quad, or a place where no town would stand.
    """
    begun: dict[str, set[str]] = defaultdict(set)
    for item in found:
        first, _, rest = item.name.text.lower().partition(" ")
        if rest:
            begun[first].add(rest)
    with_article = {item.name.text.lower() for item in lone if item.name.article}
    sure = {item.name.text.lower() for item in lone if not item.name.place and len(item.name.text) > 3}
    return [
        item
        for item in lone
        if (
            item.name.text.lower() in with_article
            or len(begun[item.name.text.lower()]) > 1
            or item.name.text.lower() in sure
        )
        and (low := item.name.text.lower()) not in vocabulary
        and low not in people
        and not is_place(low)
    ]


def _gather(found: Sequence[_Found]) -> tuple[Candidate, ...]:
    """Put the forms of one name together."""
    owners = _owners(found)
    groups: dict[str, list[_Found]] = defaultdict(list)
    for item in found:
        groups[owners[_own_key(item.name)]].append(item)
    return tuple(_candidate(items) for items in groups.values())


def _own_key(name: Name) -> str:
    return key_of(name.text) if name.text else "=" + _acronym_key(name.acronym)


def _keys(name: Name) -> set[str]:
    return {_own_key(name), "=" + _acronym_key(name.acronym)}


def _acronym_key(acronym: str) -> str:
    bare = re.sub(r"[ -](?=\d)", "", acronym.replace(".", ""))
    return bare[:-1] if bare.endswith("s") and bare[-2:-1].isupper() else bare


def _owners(found: Sequence[_Found]) -> dict[str, str]:
    """Give the key of each key's group: an acronym goes to its definition, an ending to the longer name."""
    defined: dict[str, str] = {}
    for item in found:
        if item.name.text and item.name.acronym:
            defined.setdefault("=" + _acronym_key(item.name.acronym), key_of(item.name.text))
    keys = list(dict.fromkeys(_own_key(item.name) for item in found))
    endings: dict[str, str] = {}
    for key in sorted((key for key in keys if " " in key), key=lambda key: (-len(key), key)):
        words = key.split()
        for cut in range(1, len(words) - 1):
            endings.setdefault(" ".join(words[cut:]), key)
    # What has an acronym of its own is no ending: the Republic of Korea (ROK) is not that of the DPRK.
    named = set(defined.values())
    endings = {key: owner for key, owner in endings.items() if key not in named}
    owners = {}
    for key in keys:
        owner = defined.get(key, key)
        owners[key] = endings.get(owner, owner)
    # The name of an acronym may itself be an ending of a longer one.
    return {key: owners.get(owner, owner) for key, owner in owners.items()}


def _candidate(items: Sequence[_Found]) -> Candidate:
    named = [item.name for item in items if item.name.text]
    defining = next((name for name in named if name.acronym), None)
    best = defining or max(named, key=lambda name: len(name.text), default=None)
    acronym = defining.acronym if defining else next((item.name.acronym for item in items if item.name.acronym), "")
    forms = [form for item in items for form in (item.name.text, item.name.acronym) if form]
    return Candidate(
        name=best.text if best else acronym,
        acronym=acronym,
        forms=tuple(dict.fromkeys(forms)),
        head=best.head if best else "",
        occurrences=tuple(
            Occurrence(
                passage=item.passage,
                start=item.name.start,
                end=item.name.end,
                form=item.name.text or item.name.acronym,
                content=item.name.content,
                defines=bool(item.name.text and item.name.acronym),
            )
            for item in items
        ),
    )
