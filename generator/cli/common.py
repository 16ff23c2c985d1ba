"""What several commands share: options, and how an error ends a command."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.model.errors import GeneratorError
from generator.reading.project import read_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.reading.project import Project

UNUSABLE = 2
"""Exit code for input that cannot be used, and for names that cannot be linked because two entries claim them."""

STATEMENT = click.option(
    "--statement",
    type=click.Path(path_type=Path),
    show_default="as mkdocs.yml says, else source/statement.md",
    help="The statement's Markdown file.",
)
GLOSSARY = click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    show_default="as mkdocs.yml says, else docs/glossary",
    help="The folder of glossary entries.",
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's mkdocs.yml: where its files are, where the site is published, and its nav.",
)


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Print a GeneratorError as one line and end the command."""
    try:
        yield
    except GeneratorError as exc:
        stop(str(exc))


def stop(message: str) -> NoReturn:
    """Print why a command cannot go on, and end it."""
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def read_paths(config: Path, statement: Path | None, glossary: Path | None = None) -> Project:
    """Read mkdocs.yml, and put the paths of options in the place of its own."""
    project = read_project(config)
    return replace(project, statement=statement or project.statement, glossary=glossary or project.glossary)
