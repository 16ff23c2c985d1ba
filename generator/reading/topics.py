"""source/topics.yml -> the index of subjects."""

from pathlib import Path

from generator.model.topic import Topics
from generator.reading.frontmatter import check, read_yaml

FILE = "topics.yml"
"""Stands beside the statement."""


def read_topics(statement: Path) -> Topics:
    """Read the index that stands beside a statement; without a file it is empty.

    Raises:
        GeneratorError: the index cannot be used.
    """
    return check(*read_yaml(statement.parent / FILE), Topics)
