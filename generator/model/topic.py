"""The editors' index of subjects: source/topics.yml."""

from collections.abc import Iterator

from pydantic import Field, StrictInt

from generator.model.fields import Language, Location, Noun, ShortText, SlugText, part


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
