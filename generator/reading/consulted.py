"""source/consulted/*.yml -> the facts about statements that others publish."""

from pathlib import Path

from generator.model.consulted import Consulted
from generator.reading.frontmatter import check, read_yaml

FOLDER = "consulted"
"""Stands beside the statement."""


def read_consulted(statement: Path) -> tuple[Consulted, ...]:
    """Read what stands beside a statement, sorted by slug; without the folder there is none.

    Raises:
        GeneratorError: a file cannot be used.
    """
    return tuple(map(read_consulted_file, sorted((statement.parent / FOLDER).glob("*.yml"))))


def read_consulted_file(path: Path) -> Consulted:
    """Read one file, or raise a GeneratorError."""
    return check(*read_yaml(path), Consulted)
