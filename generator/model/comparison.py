"""Another statement beside the one that the edition annotates: where it names entries, and what the two say alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.model.addresses import sentence_anchor
from generator.model.fields import Slug

_ANCHOR = re.compile(r"p-(.+)-s(\d+)")


class Place(NamedTuple):
    """A sentence of a statement, by the label of its paragraph and its number in there, from 1."""

    paragraph: str
    sentence: int

    @property
    def anchor(self) -> str:
        """Its anchor on a page that shows the statement; also how files write it: `p-8-s3`."""
        return sentence_anchor(*self)

    @classmethod
    def parse(cls, anchor: str) -> "Place":
        """Return the place of an anchor, or raise a ValueError."""
        found = _ANCHOR.fullmatch(anchor)
        if not found:
            raise ValueError("must be the place of a sentence, such as p-8-s3")
        return cls(found[1], int(found[2]))


class Naming(NamedTuple):
    """A place that names an entry, and the words that do."""

    place: Place
    exact: str


class Pair(NamedTuple):
    """A sentence of the annotated statement, and the one of another statement that is most like it."""

    ours: Place
    theirs: Place
    likeness: float
    """From 0 to 1; 0 where an editor has paired them."""
    same: bool = False
    """Whether it is the same word for word, but for names of parties and people, and for dates."""
    new: tuple[tuple[int, int], ...] = ()
    """Our words that theirs has in no form: code points into our paragraph's text, half-open, in order."""
    shared: tuple[int, int] | None = None
    """The longest of our phrases that theirs has to the letter, likewise."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Another statement, and what it has in common with the annotated one."""

    slug: Slug
    title: str
    date: str
    parties: tuple[str, ...]
    language: str
    url: str = ""
    """The official page of a statement that is not published here."""
    page: str = ""
    """Its page in this edition, relative to docs/; empty for a statement that is consulted and not published here."""
    named: Mapping[Slug, Sequence[Naming]]
    """By entry, in the order of the text."""
    pairs: tuple[Pair, ...]
    """At most one for each sentence of ours, in the order of our text."""

    @cached_property
    def pair_of(self) -> Mapping[Place, Pair]:
        """The pairs by our sentence."""
        return {pair.ours: pair for pair in self.pairs}

    @cached_property
    def exact_at(self) -> Mapping[Place, str]:
        """Words that stand in a sentence there: a name that it has."""
        return {naming.place: naming.exact for namings in self.named.values() for naming in namings}
