"""Other statements beside the one that the edition annotates: where they name entries, and what is said alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, StrictBool, WithJsonSchema

from generator.model.fields import FullDate, Language, Noun, ShortText, Slug, SlugText, Text, Url, part
from generator.model.statement import Mention, Place, Statement


class Naming(NamedTuple):
    """A place that names an entry, and the words that do."""

    place: Place
    exact: str


def _spans(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d+-\d+( \d+-\d+)*", value):
        raise ValueError("must be spans of code points, such as 19-29 40-51")
    return [span.split("-") for span in value.split()]


def _write_spans(spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


_STRING = WithJsonSchema({"type": "string"}, mode="validation")
PlaceText = Annotated[Place, BeforeValidator(Place.parse), PlainSerializer(attrgetter("anchor")), _STRING]
Spans = Annotated[tuple[tuple[int, int], ...], BeforeValidator(_spans), PlainSerializer(_write_spans), _STRING]


@part
class Pair:
    """A sentence of the annotated statement, and the one of another statement that is most like it."""

    ours: PlaceText
    theirs: PlaceText
    likeness: float = Field(ge=0, le=1, description="0 where an editor has paired them.")
    same: StrictBool = Field(
        default=False, description="The same word for word, but for names of people, parties, dates."
    )
    shared: Spans = Field(default=(), description="The longest of our phrases that is there to the letter.")
    new: Spans = Field(default=(), description="Our words that are there in no form: code points of our paragraph.")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Another statement, and what it has in common with the annotated one."""

    of: "Statement | Consulted"
    page: str = ""
    """Its page in this edition, relative to docs/; empty for a statement that is consulted and not published here."""
    url: str = ""  # The official page of such a statement
    named: Mapping[Slug, Sequence[Naming | Mention]]
    pairs: tuple[Pair, ...]  # At most one for each sentence of ours, in the order of our text

    @cached_property
    def pair_of(self) -> Mapping[Place, Pair]:
        """The pairs by our sentence."""
        return {pair.ours: pair for pair in self.pairs}


@part
class NamedThere:
    """A place there that names an entry."""

    entry: SlugText
    at: PlaceText
    exact: ShortText = Field(description="The name as it is written there.")


@part
class PairCorrection:
    """What an editor says of a sentence of ours: its pair there, or that it has none."""

    ours: PlaceText
    theirs: PlaceText | None = Field(None, description="Left out where it has no pair.")
    reason: Text


@part
class NameCorrection:
    """What an editor says of a place there: that it names an entry, or does not."""

    entry: SlugText
    at: PlaceText
    exact: ShortText | None = Field(None, description="The name as it is written there; left out where it is none.")
    reason: Text


class Corrected(Noun):
    """What an editor says of a statement that is published here, too: source/statements/<slug>.yml."""

    pair_corrections: tuple[PairCorrection, ...] = Field((), description="Editors' word on pairs.")


class Consulted(Noun):
    """Facts about a statement that somebody else publishes, and none of its sentences: source/consulted/<slug>.yml."""

    title: Text
    date: FullDate
    parties: tuple[Text, ...] = Field(min_length=1)
    language: Language = "en"
    url: Url = Field(description="The official page.")
    text: tuple[Text, ...] = Field(description="A fingerprint of each paragraph there.")
    ours: tuple[Text, ...] = Field(description="A fingerprint of each of our paragraphs that they were compared with.")
    sentences: tuple[int, ...] = Field(description="How many sentences each paragraph there has.")
    named: tuple[NamedThere, ...] = Field((), description="Where it names our entries.")
    pairs: tuple[Pair, ...] = Field((), description="Our sentences that have one like them there.")
    pair_corrections: tuple[PairCorrection, ...] = Field((), description="Editors' word on pairs; kept.")
    name_corrections: tuple[NameCorrection, ...] = Field((), description="Editors' word on names; kept.")

    def compare(self, current: Mapping[str, Slug]) -> Comparison:
        """Return the facts as corrected, with the current slugs of entries that had another when they were found."""
        pairs = {item.ours: item for item in self.pairs}
        for pair in self.pair_corrections:
            found = pairs.pop(pair.ours, None)
            if pair.theirs:
                # Until `consult` runs again, nobody has counted how like the two are.
                new = Pair(ours=pair.ours, theirs=pair.theirs, likeness=0)
                pairs[pair.ours] = found if found and found.theirs == pair.theirs else new
        names = {(item.at, item.entry): item.exact for item in self.named}
        for name in self.name_corrections:
            names.pop((name.at, name.entry), None)
            if name.exact:
                names[name.at, name.entry] = name.exact
        named: dict[Slug, list[Naming]] = {}
        for (at, entry), exact in sorted(names.items(), key=lambda item: (len(item[0][0].paragraph), item[0])):
            named.setdefault(current.get(entry, Slug(entry)), []).append(Naming(at, exact))
        return Comparison(of=self, url=self.url, named=named, pairs=tuple(pairs.values()))
