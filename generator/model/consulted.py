"""Facts about a statement that somebody else publishes: source/consulted/<slug>.yml. None of its sentences is in it."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictBool, WithJsonSchema

from generator.model.comparison import Comparison, Naming, Pair, Place
from generator.model.fields import FullDate, Language, Noun, ShortText, Slug, SlugText, Text, Url, part


def _place(value: object) -> object:
    return Place.parse(value) if isinstance(value, str) else value


def _spans(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d+-\d+( \d+-\d+)*", value):
        raise ValueError("must be spans of code points, such as 19-29 40-51")
    return [span.split("-") for span in value.split()]


_STRING = WithJsonSchema({"type": "string"}, mode="validation")
PlaceText = Annotated[Place, BeforeValidator(_place), _STRING]
Spans = Annotated[tuple[tuple[int, int], ...], BeforeValidator(_spans), _STRING]


@part
class NamedThere:
    """A place there that names an entry."""

    entry: SlugText
    at: PlaceText
    exact: ShortText = Field(description="The name as it is written there.")


@part
class PairedThere:
    """A sentence of ours, and the one there that is most like it."""

    ours: PlaceText
    theirs: PlaceText
    likeness: float = Field(ge=0, le=1)
    same: StrictBool = Field(False, description="The same word for word, but for names of people, parties and dates.")
    shared: Spans = Field((), description="The longest of our phrases that is there to the letter.")
    new: Spans = Field((), description="Our words that are not there: code points of our paragraph, half-open.")

    @property
    def pair(self) -> Pair:
        """The same without its form in the file."""
        shared = self.shared[0] if self.shared else None
        return Pair(self.ours, self.theirs, self.likeness, self.same, self.new, shared)


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


class Consulted(Noun):
    """The facts. Made by `Consulted.model_validate(keys, context=origin)`."""

    title: Text
    date: FullDate
    parties: tuple[Text, ...] = Field(min_length=1)
    language: Language = "en"
    url: Url = Field(description="The official page.")
    text: tuple[Text, ...] = Field(description="A fingerprint of each paragraph there.")
    ours: tuple[Text, ...] = Field(description="A fingerprint of each of our paragraphs that they were compared with.")
    sentences: tuple[int, ...] = Field(description="How many sentences each paragraph there has.")
    named: tuple[NamedThere, ...] = Field((), description="Where it names our entries.")
    pairs: tuple[PairedThere, ...] = Field((), description="Our sentences that have one like them there.")
    pair_corrections: tuple[PairCorrection, ...] = Field((), description="Editors' word on pairs; kept.")
    name_corrections: tuple[NameCorrection, ...] = Field((), description="Editors' word on names; kept.")

    @property
    def slug(self) -> Slug:
        """The name of its file without `.yml`."""
        return Slug(self.path.stem)

    def compare(self) -> Comparison:
        """Return the facts as corrected."""
        pairs = {item.ours: item.pair for item in self.pairs}
        for pair in self.pair_corrections:
            found = pairs.pop(pair.ours, None)
            if pair.theirs:
                # Until `consult` runs again, nobody has counted how like the two are.
                is_known = found is not None and found.theirs == pair.theirs
                pairs[pair.ours] = found if found and is_known else Pair(pair.ours, pair.theirs, 0)
        names = {(item.at, item.entry): item.exact for item in self.named}
        for name in self.name_corrections:
            names.pop((name.at, name.entry), None)
            if name.exact:
                names[name.at, name.entry] = name.exact
        named: dict[Slug, list[Naming]] = {}
        for (at, entry), exact in sorted(names.items(), key=lambda item: (len(item[0][0].paragraph), item[0])):
            named.setdefault(Slug(entry), []).append(Naming(at, exact))
        return Comparison(
            slug=self.slug,
            title=self.title,
            date=self.date,
            parties=self.parties,
            language=self.language,
            url=self.url,
            named=named,
            pairs=tuple(pairs.values()),
        )
