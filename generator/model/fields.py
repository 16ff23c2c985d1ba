"""The types of values in front matter: what each may hold, and what is wrong with one that does not."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, NewType, TypeVar, dataclass_transform

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PrivateAttr, WithJsonSchema, model_validator
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_core import ArgsKwargs

from generator.model.errors import GeneratorError

CITATION = re.compile(r"\[\^([\w-]+)\]")  # A citation in prose: `[^s1]`

SLUG = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\Z)[a-z0-9]+(-[a-z0-9]+)*")
Slug = NewType("Slug", str)
"""The name of an entry's file without `.md`, and its place in the address: `/glossary/<slug>/`."""

Location = tuple[str | int, ...]  # Where a value stands in the front matter: `("sources", 0, "url")`

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})?"
"""A language, with its script, its country or region, and one variety: the forms of BCP 47 that people write."""
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters and what else XML forbids, marks that change the direction of a text, and what takes no room."""


class SourceKind(Enum):
    """What stands behind a document that is cited."""

    PRIMARY = "primary"  # Whoever did the thing says so: a government, a body, a company, or the text of a treaty
    ARCHIVE = "archive"  # The same, in an archive of the publisher or of the public
    PRESS = "press"  # A newspaper, a broadcaster or a news agency
    ACADEMIC = "academic"  # A university, a journal or a research institute
    COPY = "copy"  # Published again by somebody else, word for word


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value was read: the file, the lines of its keys, and the text below its front matter."""

    path: Path
    lines: Callable[[Location], Mapping[Location, int]] = lambda _: {}
    """Returns the lines of a value and of those around it, and maybe of others."""
    body: str = ""
    body_line: int = 1  # The line of the file that the body starts on, 1-based

    def line(self, *location: str | int) -> int:
        """Return the line of a value, or of the nearest value around it."""
        while location:
            if line := self.lines(location).get(location):
                return line
            location = location[:-1]
        return 1

    def fail(self, message: str, *location: str | int, hint: str) -> GeneratorError:
        """Return the error that says what is wrong with a value."""
        return GeneratorError(message, path=self.path, line=self.line(*location), hint=hint)


def find_hidden(text: str) -> tuple[str, int]:
    """Return what the first hidden character is called, as it stands or as HTML writes it, and the lines before it."""
    for line, part in enumerate(text.split("\n")):
        # Most lines need no look at each of their characters.
        is_plain = part.isascii() and part.isprintable() and "&" not in part
        if not is_plain and (found := _HIDDEN.search(unescape(part))):
            return f"the control character U+{ord(found[0]):04X}", line
    return "", 0


def _one_line(value: str) -> str:
    if hidden := find_hidden(value)[0]:
        raise ValueError(f"holds {hidden}; remove it")
    value = " ".join(value.split())
    if not value:
        raise ValueError("is empty; write it or remove the key")
    if len(value) > 10_000:
        raise ValueError(f"has {len(value)} characters; at most 10000 can be shown")
    return value


def _short(value: str) -> str:
    if len(value) > 500:
        raise ValueError(f"has {len(value)} characters; a name has at most 500")
    return value


def _partial_date(value: Any) -> Any:
    # YAML reads 2024 as a number; authors need not know.
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError("must be a date: 2024-11-15, 2024-11 or 2024")
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError as exc:
        raise ValueError(f"is no date of the calendar: {text}") from exc
    return text


def _like(pattern: str | re.Pattern[str], what: str) -> AfterValidator:
    fits = re.compile(pattern).fullmatch

    def check(value: str) -> str:
        if not fits(value):
            raise ValueError(f"must be {what}")
        return value

    return AfterValidator(check)


Text = Annotated[str, AfterValidator(_one_line)]
ShortText = Annotated[Text, AfterValidator(_short)]
PartialDate = Annotated[str, BeforeValidator(_partial_date, json_schema_input_type=str)]
FullDate = Annotated[PartialDate, _like(r".{10}", "a full date such as 2024-11-15")]
_HOST = r"([\w.~!$&'()*+,;=:-]+@)?([\w.-]+|\[::1\])(:\d{0,5})?"
Url = Annotated[Text, _like(rf"https?://{_HOST}([/?#][^\s<>\"]*)?", "an address that starts with https:// or http://")]
Host = Annotated[Text, _like(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "the name of a host, such as example.org, in lower case")]
Language = Annotated[Text, _like(_LANGUAGE, "a language code such as en, ja or zh-Hant")]
Id = Annotated[Text, _like(r"[\w-]+", "letters, digits, hyphens and underscores")]
SlugText = Annotated[Text, _like(SLUG, "lower-case letters and digits with single hyphens")]

Part = TypeVar("Part")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def part(cls: type[Part]) -> type[Part]:
    """Make a class a part of a noun: as strict as a noun is, and a tenth of its size in memory."""
    return pydantic_dataclass(cls, frozen=True, slots=True, kw_only=True, config={"extra": "forbid"})  # type: ignore[return-value]


class Noun(BaseModel, extra="forbid", frozen=True):
    """What a file is read into: frozen, without unknown keys. Made by `model_validate(keys, context=origin)`."""

    _origin: Origin = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Keep where it was read."""
        self._origin = context

    @property
    def path(self) -> Path:
        """Its file, which need not be there if all of it may be left out."""
        return self._origin.path

    @property
    def slug(self) -> Slug:
        """The name of its file without its ending: what addresses and data call it."""
        return Slug(self.path.stem)

    def line(self, *location: str | int) -> int:
        """Return the line of a value in its file."""
        return self._origin.line(*location)

    def fail(self, message: str, *location: str | int, hint: str) -> GeneratorError:
        """Return the error that says what is wrong with a value."""
        return self._origin.fail(message, *location, hint=hint)


@part
class Reference:
    """A document that is referred to."""

    title: Text
    publisher: Text
    kind: SourceKind | None = Field(None, description=f"One of: {', '.join(kind.value for kind in SourceKind)}.")
    via: Host = Field("", description="The host that carries it, where that is not the publisher's own.")
    url: Url
    date: PartialDate = Field("", description="When it was published, as far as it is known.")
    language: Language = Field("en", description="BCP 47 code of the document's language.")


@part
class CitedText:
    """A text with the sources that stand behind it, written as `text [^s1]`."""

    text: Text  # Without the citations
    pieces: tuple[tuple[str, tuple[str, ...]], ...]  # The text in pieces, each with the ids of the sources behind it

    @property
    def citations(self) -> tuple[str, ...]:
        """All ids, in order."""
        return tuple(cited for _, ids in self.pieces for cited in ids)

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, (dict, ArgsKwargs)):
            return value
        if not isinstance(value, str):
            raise ValueError("must be text; put it in quotes")
        _short(_one_line(value))
        texts = re.split(r"((?:\s*\[\^[\w-]+\])+)", value)
        pieces = [(said, CITATION.findall(cites)) for said, cites in zip_longest(texts[::2], texts[1::2], fillvalue="")]
        text = "".join(texts[::2]).strip()
        if not text:
            raise ValueError("is empty but for its citations; write a text before them")
        return {"text": text, "pieces": [piece for piece in pieces if any(piece)]}


Cited = Annotated[CitedText, WithJsonSchema({"type": "string"}, mode="validation")]
