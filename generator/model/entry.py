"""A glossary entry: its keys, what each means, and how it is published as data; and the editors' index of subjects."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from pydantic import Field, StrictBool, StrictInt, computed_field

from generator.model.fields import (
    CITATION,
    Cited,
    CitedText,
    FullDate,
    Id,
    Language,
    Location,
    Noun,
    Origin,
    PartialDate,
    Reference,
    ShortText,
    Slug,
    SlugText,
    Text,
    Url,
    part,
)

STATEMENT_SOURCE = "statement"
"""The source id that cites the annotated statement itself. No entry may list a source of that name."""

DEFINITION_LENGTH = 160  # Characters: what a preview card and a search result show without cutting

NO_DEFINITION = "To be written."
"""Stands for the definition of an entry that has none yet, and for all else that is missing in it."""

UNWRITTEN = re.compile(
    r"(?:\A|(?<=[.!?\]\n]\s)|(?<=\n[-*] ))[\s*_>-]*(?:to be written|tbd|todo)[*_]*"
    r"(?:\s*\.|(?=\s*(?:\[\^|\n\n|\n[-*]|\Z)))",
    re.IGNORECASE,
)
"""The same as people write it: without its full stop, with a citation behind it; never a part of a sentence."""

GUESS = "?"  # Stands behind a kind that was guessed from the name

_PROSE = "Markdown; [^s1] cites the source with id s1, [^statement] the statement."


class LinkRule(Enum):
    """How often an entry's mentions become links. Every mention counts for backlinks, linked or not."""

    EVERY = "every"  # At every mention
    FIRST_IN_PARAGRAPH = "first-in-paragraph"  # At the first mention in each paragraph
    FIRST = "first"  # At the first mention in the text


@part
class Source(Reference):
    """A document that an entry cites."""

    id: Id = Field(description="What citations call it: [^s1] cites the source with id s1.")


@part
class LaterEvent:
    """Something that happened after the statement, or a correction."""

    date: PartialDate
    text: Text = Field(description=f"One sentence with citations. {_PROSE}")


class OutcomeState(Enum):
    """What became of a thing after the statement."""

    BEGAN = "began"  # It was only announced in the statement
    CONTINUED = "continued"  # It goes on as before
    HELD_AGAIN = "held-again"  # A meeting or an exercise took place again
    WIDENED = "widened"  # It has more members or more work
    RENAMED = "renamed"  # It goes on under another name
    ENDED = "ended"  # A source says that it ended
    NOTHING_FOUND = "nothing-found"  # Nothing was found about it; `checked` says when that was looked for

    @property
    def word(self) -> str:
        """What readers see."""
        return self.value.replace("-", " ")

    @cached_property
    def sign(self) -> str:
        """What stands before the word, and in its place on the timeline."""
        return "►→↻+≈■?"[[*OutcomeState].index(self)]


@part
class Outcome:
    """What became of the thing after the statement."""

    state: OutcomeState = Field(description=f"One of: {', '.join(state.value for state in OutcomeState)}.")
    text: Text = Field(description=f"One sentence with citations. {_PROSE}")
    date: PartialDate = Field("", description="The day, month or year of the event that the state rests on.")


class Prose(NamedTuple):
    """A piece of Markdown that states facts, with its place in the file."""

    key: str
    text: str
    origin: Origin
    location: Location
    before: int = 0  # The lines of the background before it

    @property
    def line(self) -> int:
        """The line of the file that it starts on."""
        return self.origin.body_line + self.before if self.key == "background" else self.origin.line(*self.location)


class Entry(Noun):
    """One glossary entry as its author wrote it: the front matter of docs/glossary/<slug>.md and the text below it."""

    name: ShortText = Field(description="Preferred name, without its acronym.")
    acronym: ShortText | None = Field(None, description="Matches case exactly.")
    aliases: tuple[Cited, ...] = Field((), description="Other names in a text, each linked; citations may follow.")
    exact: tuple[ShortText, ...] = Field((), description="Its names that match their own case only: Quad, not quad.")
    names: dict[Language, list[Cited]] = Field({}, description="Language code: cited names, the preferred one first.")
    kind: Text = Field(description="What sort of thing it is: treaty, dialogue, secretariat ...")
    theme: Text = Field(description="One of the themes in source/statement.md.")
    link: LinkRule = Field(LinkRule.EVERY, description="Which mentions are links: every, first-in-paragraph or first.")
    definition: Cited = Field(
        CitedText(text=NO_DEFINITION, pieces=((NO_DEFINITION, ()),)),
        description=f"One sentence with citations, at most {DEFINITION_LENGTH} characters without them.",
    )
    since: PartialDate = Field("", description="Its date on the timeline.")
    established: Text | None = Field(None, description=f"When and how it began. {_PROSE}")
    participants: Text | None = Field(None, description=f"Who takes part. {_PROSE}")
    led_by: Text | None = Field(None, description=f"Who leads. {_PROSE}")
    status: Text | None = Field(None, description=f"Its status at the time of the statement. {_PROSE}")
    checked: FullDate = Field("", description="The day on which its facts were last looked at.")
    until: PartialDate = Field("", description="The announced end of the term of who leads it.")
    outcome: Outcome | None = Field(None, description="What became of it after the statement.")
    site: Url | None = Field(None, description="Official site.")
    same_as: tuple[Url, ...] = Field((), description="Addresses of the same thing elsewhere, as in Wikidata.")
    disagreements: tuple[Text, ...] = Field((), description=f"Where sources differ. {_PROSE}")
    later: tuple[LaterEvent, ...] = Field((), description="What happened after the statement.")
    corrections: tuple[LaterEvent, ...] = Field((), description="What this page had wrong until that day.")
    not_found: tuple[Text, ...] = Field((), description="What no source seen says.")
    former_slugs: tuple[SlugText, ...] = Field((), description="Slugs this page had before; each leaves a redirect.")
    search_terms: tuple[ShortText, ...] = Field((), description="What readers type; found by search, shown nowhere.")
    sources: tuple[Source, ...] = Field((), description="The documents cited, in the order of their numbers.")
    draft: StrictBool = Field(False, description="True while the entry is unfinished: its page says so.")

    @computed_field(description="The last part of its address.")  # type: ignore[prop-decorator]
    @cached_property
    def slug(self) -> Slug:
        """The name of its file without `.md`."""
        return Slug(self.path.stem)

    @computed_field(description=_PROSE)  # type: ignore[prop-decorator]
    @property
    def background(self) -> str:
        """The text below the front matter."""
        return self._origin.body.strip("\n").rstrip()

    @property
    def heading(self) -> str:
        """The preferred name, with the acronym where there is one."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def own_names(self) -> list[tuple[str, Location]]:
        """Its names in the statement's language, each with its place in the front matter."""
        names: list[tuple[str, Location]] = [(self.name, ("name",)), (self.acronym or "", ("acronym",))]
        names += [(alias.text, ("aliases", index)) for index, alias in enumerate(self.aliases)]
        return [(name, place) for name, place in names if name]

    @property
    def all_names(self) -> list[tuple[str, Location]]:
        """Its names in every language: all that stands for it in a text, each with its place in the front matter."""
        return self.own_names + [(name.text, place) for name, place in self.labels() if place[0] == "names"]

    def is_exact_case(self, name: str) -> bool:
        """Return whether a name matches its own case only: the acronym, one word all in capitals, one under `exact`."""
        one_word = not any(char.isspace() for char in name)
        return name == self.acronym or name in self.exact or (one_word and name.isupper())

    def labels(self) -> Iterator[tuple[Cited, Location]]:
        """Yield what carries citations of its own, with its place: the definition, names, aliases."""
        yield self.definition, ("definition",)
        for language, names in self.names.items():
            for index, name in enumerate(names):
                yield name, ("names", language, index)
        for index, alias in enumerate(self.aliases):
            yield alias, ("aliases", index)

    def prose(self) -> Iterator[Prose]:
        """Yield every prose value of the front matter, and the background as a whole."""
        origin = self._origin
        keys = ("established", "participants", "led_by", "status", "disagreements", "outcome")
        for key in (*keys, "later", "corrections", "not_found"):
            value = getattr(self, key)
            items = enumerate(value) if isinstance(value, tuple) else (("text", value),) if value else ()
            for place, item in items:
                yield Prose(key, getattr(item, "text", item), origin, (key, place))
        if text := self.background:
            yield Prose("background", text, origin, (), len(origin.body) - len(origin.body.lstrip("\n")))

    def claims(self) -> Iterator[Prose]:
        """Yield every piece of prose that needs a citation: facts, and the background's paragraphs."""
        for prose in self.prose():
            if prose.key in {"corrections", "not_found"}:
                continue
            before = prose.before
            for text in prose.text.split("\n\n"):
                is_heading = text.lstrip().startswith("#") and "\n" not in text.strip()
                if text.strip() and not is_heading:
                    yield prose._replace(text=text, before=before + len(text) - len(text.lstrip("\n")))
                before += text.count("\n") + 2


def uncited(text: str) -> str:
    """Return a piece of prose without its citations."""
    return re.sub(rf"\s*{CITATION.pattern}", "", text)


@part
class Topic:
    """A subject of the statement, with the words that people use for it and the places that treat it."""

    name: ShortText = Field(description="The heading in the index, in the statement's language.")
    words: tuple[ShortText, ...] = Field((), description="Other words for it, found by the search.")
    names: dict[Language, tuple[ShortText, ...]] = Field({}, description="Language code: words, the usual one first.")
    see_also: tuple[ShortText, ...] = Field((), description="Names of other topics.")
    paragraphs: tuple[StrictInt | ShortText, ...] = Field((), description="Numbers of the paragraphs that treat it.")
    entries: tuple[SlugText, ...] = Field((), description="Slugs of the entries that treat it, the best first.")

    def all_words(self) -> Iterator[tuple[str, str, Location]]:
        """Yield its name and words, each with its language (empty for the statement's) and its place in the topic."""
        yield "", self.name, ("name",)
        for index, word in enumerate(self.words):
            yield "", word, ("words", index)
        for language, words in self.names.items():
            for index, word in enumerate(words):
                yield language, word, ("names", language, index)


class Topics(Noun):
    """The index. Made by `Topics.model_validate(keys, context=origin)`."""

    topics: tuple[Topic, ...] = Field((), description="In any order.")
    text: tuple[ShortText, ...] = Field((), description="A fingerprint of each paragraph that topics were made for.")
