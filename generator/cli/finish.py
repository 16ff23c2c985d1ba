"""generator finish."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import CONFIG, exit_on_error
from generator.cli.progress import progress
from generator.linking.edition import read_edition
from generator.publishing.finish import finish_site
from generator.reading.project import read_project


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@CONFIG
def finish(folder: Path, config: Path) -> None:
    """Finish the site that another builder has built in FOLDER from exported pages.

    Adds what the plugin adds within MkDocs: the policy for scripts, and the search. Checks that the statement is
    shown word for word. Doing it twice changes nothing.

    Exit code 0: finished. 2: FOLDER is no such site, or a word of the statement differs.

    Example: python -m generator finish site-zensical
    """
    with exit_on_error(), progress("finishing the pages"):
        pages = finish_site(read_edition(read_project(config)), folder)
    click.echo(f"{folder.as_posix()}: {pages} pages finished")
