"""source/mentions.yml -> which entry some words mean in one paragraph, or that they mean none."""

from pathlib import Path

from pydantic import Field, StrictInt

from generator.model.fields import Noun, ShortText, SlugText, Text, part
from generator.reading.frontmatter import check, read_yaml

FILE = "mentions.yml"
"""Stands beside the statement."""


@part
class Decision:
    """What some words mean in one paragraph."""

    paragraph: StrictInt | ShortText = Field(description="Its number.")
    words: ShortText = Field(description="As they stand there.")
    nth: StrictInt = Field(0, ge=0, description="Which of them, from 1, when not all are meant.")
    entry: SlugText | None = Field(None, description="The slug of the entry; without it they mean none.")
    reason: Text = Field(description="Why.")


class Decisions(Noun):
    """All that was decided: source/mentions.yml."""

    mentions: tuple[Decision, ...] = Field((), description="In any order.")


def read_decisions(statement: Path) -> Decisions:
    """Read what stands beside a statement; without the file nothing is decided.

    Raises:
        GeneratorError: the file cannot be used.
    """
    return check(*read_yaml(statement.parent / FILE), Decisions)
