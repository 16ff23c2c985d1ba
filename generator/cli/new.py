"""generator new."""

from pathlib import Path

import click

from generator.authoring.new_project import make_project
from generator.cli.common import PATH, exit_on_error


@click.command()
@click.argument("folder", type=PATH)
@click.option("--title", default="", help="The site's name; made from FOLDER's name when it is not given.")
def new(folder: Path, title: str) -> None:
    """Make a new project in FOLDER: a short made-up statement with its glossary, to be replaced by yours.

    FOLDER must be new or empty. The project builds, serves and checks at once.

    Example: python -m generator new my-statement
    """
    with exit_on_error():
        made = make_project(folder, title=title)
    for path in made.files:
        click.echo(f"made {(folder / path).as_posix()}")
    for step in made.steps:
        click.echo(f"- {step}")
