"""What front matter may hold: the keys, their types, and the JSON Schema that editors read."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

DEFINITION_LENGTH = 160
"""Characters: what a preview card and a search result show without cutting."""

LONGEST_TEXT = 10_000
"""Characters of one value."""

LONGEST_NAME = 500
"""Characters of a name with its citations."""

NO_DEFINITION = "To be written."
"""Stands for the definition of an entry that has none yet."""

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_URL = re.compile(r"https?://[^\s/?#]+[^\s<>\"]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ID = re.compile(r"[\w-]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Those that change the direction of a text too: a name could be shown as another.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _one_line(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("holds a control character; remove it")
    value = " ".join(value.split())
    if not value:
        raise ValueError("is empty; write it or remove the key")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"has {len(value)} characters; at most {LONGEST_TEXT} can be shown")
    return value


def _name(value: str) -> str:
    if len(value) > LONGEST_NAME:
        raise ValueError(f"has {len(value)} characters; a name has at most {LONGEST_NAME}")
    return value


def _partial_date(value: Any) -> Any:
    # YAML reads 2024 as a number; authors need not know.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PARTIAL_DATE.fullmatch(text):
        raise ValueError("must be a date: 2024-11-15, 2024-11 or 2024")
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError as exc:
        raise ValueError(f"is no date of the calendar: {text}") from exc
    return text


def _full_date(value: Any) -> Any:
    text = _partial_date(value)
    if len(text) != len("2024-11-15"):
        raise ValueError("must be a full date such as 2024-11-15")
    return text


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError("must be an address that starts with https:// or http://")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError("must be a language code such as en, ja or zh-Hant")
    return value


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("must be letters, digits, hyphens and underscores")
    return value


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise ValueError("must be lower-case letters and digits with single hyphens")
    return value


Text = Annotated[str, AfterValidator(_one_line)]
Name = Annotated[Text, AfterValidator(_name)]
PartialDate = Annotated[str, BeforeValidator(_partial_date, json_schema_input_type=str)]
FullDate = Annotated[str, BeforeValidator(_full_date, json_schema_input_type=str)]
Url = Annotated[Text, AfterValidator(_url)]
Language = Annotated[Text, AfterValidator(_language)]
Id = Annotated[Text, AfterValidator(_id)]
SlugText = Annotated[Text, AfterValidator(_slug)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceKeys(_Strict):
    """A document that is cited."""

    id: Id = Field(description="What citations call it: [^s1] cites the source with id s1.")
    title: Text
    publisher: Text
    url: Url
    date: PartialDate = Field("", description="When it was published, as far as it is known.")
    language: Language = Field("en", description="BCP 47 code of the document's language.")


class PublishedKeys(_Strict):
    """A place where the statement stands, or is reported."""

    title: Text
    publisher: Text
    url: Url
    date: PartialDate = ""
    language: Language = "en"
    note: Text = Field("", description="What a reader finds there.")


class SectionKeys(_Strict):
    """An editorial heading."""

    before: int = Field(description="Number of the paragraph that it stands before.")
    heading: Text


class LaterKeys(_Strict):
    """Something that happened after the statement."""

    date: PartialDate
    text: Text = Field(description="One sentence with citations.")


class StatementKeys(_Strict):
    """Front matter of source/statement.md."""

    title: Text
    date: FullDate
    parties: list[Text] = Field(min_length=1)
    language: Language = Field(description="BCP 47 code of the text's language.")
    dateline: Text = Field("", description="The line under the title, as the source prints it.")
    published: list[PublishedKeys] = Field([], description="Where the official text stands.")
    themes: dict[Id, Text] = Field(min_length=1, description="Theme id: label, in the order of the legend.")
    sections: list[SectionKeys] = Field([], description="Editorial headings; ours, not the source's.")


class EntryKeys(_Strict):
    """Front matter of docs/glossary/<slug>.md."""

    name: Name = Field(description="Preferred name, without its acronym.")
    acronym: Name | None = Field(None, description="Matches case exactly.")
    aliases: list[Name] = Field([], description="Other names that a text may use, each linked; citations may follow.")
    names: dict[Language, list[Name]] = Field({}, description="Language code: names with citations, preferred first.")
    kind: Text = Field(description="What sort of thing it is: treaty, dialogue, secretariat ...")
    theme: Text = Field(description="One of the themes in source/statement.md.")
    link: Text = Field("every", description="every, first-in-paragraph or first.")
    definition: Text = Field(
        NO_DEFINITION, description="One sentence with citations, at most 160 characters without them."
    )
    since: PartialDate = Field("", description="Its date on the timeline.")
    established: Text | None = Field(None, description="When and how it began, with citations.")
    participants: Text | None = Field(None, description="Who takes part, with citations.")
    led_by: Text | None = Field(None, description="Who leads, with citations.")
    status: Text = Field(description="Its status at the time of the statement, with citations.")
    site: Url | None = Field(None, description="Official site.")
    disagreements: list[Text] = Field([], description="Where sources differ, with citations.")
    later: list[LaterKeys] = Field([], description="What happened after the statement.")
    not_found: list[Text] = Field([], description="What no source seen tells.")
    former_slugs: list[SlugText] = Field([], description="Slugs this page had before; each leaves a redirect.")
    search_terms: list[Name] = Field([], description="What readers may type; found by search, shown nowhere.")
    sources: list[SourceKeys] = Field([], description="The documents cited, in the order of their numbers.")
    draft: bool = Field(False, description="True while the entry is unfinished: its page says so.")


class ReviewedNameKeys(_Strict):
    """Something that the statement names and that wants no entry."""

    name: Text = Field(description="As the statement writes it; either half of Name (ACRONYM) will do.")
    reason: Text = Field(description="Why it wants no entry.")


class SilencedKeys(_Strict):
    """Findings that are known and meant to stay."""

    code: Text = Field(description="The finding's code.")
    path: Text = Field(description="The file it is in; * stands for any letters.")
    about: Text = Field("", description="Words of its message, when not every such finding of the file is meant.")
    reason: Text = Field(description="Why it is right as it is.")


class ReviewedKeys(_Strict):
    """The keys of source/reviewed.yml."""

    names: list[ReviewedNameKeys] = Field([], description="What the statement names and wants no entry.")
    silenced: list[SilencedKeys] = Field([], description="Findings that are known and meant to stay.")
