"""What several commands share: options, how an edition is read, progress, and how an error ends a command."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from generator.linking.edition import Edition, read_edition
from generator.reading.project import Project, read_project

UNUSABLE = 2
"""Exit code for input that cannot be used, and for names that cannot be linked because two entries claim them."""

PATH = click.Path(path_type=Path)
STATEMENT = click.option(
    "--statement", type=PATH, show_default="as mkdocs.yml says, else source/statement.md", help="The statement's file."
)
GLOSSARY = click.option(
    "--glossary", type=PATH, show_default="as mkdocs.yml says, else docs/glossary", help="The folder of the entries."
)
CONFIG = click.option(
    "--config",
    type=PATH,
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's mkdocs.yml: where its files are, where the site is published, and its nav.",
)


def stop(message: str) -> NoReturn:
    """Print why a command cannot go on, and end it."""
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def ask_to_replace(path: Path, what: str) -> None:
    """End the command unless a file is new, or somebody agrees that it is replaced."""
    place = f"{path.as_posix()}:1:"
    if path.exists() and not sys.stdin.isatty():
        stop(f"{place} there is a {what} already; replace it with --yes, or name another file")
    if path.exists() and not click.confirm(f"Replace {path.as_posix()}?"):
        stop(f"{place} left as it was")


def read_paths(config: Path, statement: Path | None, glossary: Path | None = None) -> Project:
    """Read mkdocs.yml, and put the paths of options in the place of its own."""
    project = read_project(config)
    return replace(project, statement=statement or project.statement, glossary=glossary or project.glossary)


@contextmanager
def reading(work: str, config: Path, statement: Path | None = None, glossary: Path | None = None) -> Iterator[Edition]:
    """Read an edition, and show what is being done with it, as "checking", until it is done or fails."""
    with progress(work):
        yield read_edition(read_paths(config, statement, glossary))


@contextmanager
def progress(work: str) -> Iterator[None]:
    """Show on a terminal what is being done until it is done or fails; logs and files get nothing."""
    shown = sys.stderr.isatty() and "CI" not in os.environ
    click.echo(f"{work} ..." * shown, sys.stderr, nl=False)
    try:
        yield
    finally:
        click.echo("\r\x1b[K" * shown, sys.stderr, nl=False)
