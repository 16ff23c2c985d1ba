"""generator finish."""

from pathlib import Path

import click

from generator.cli.common import CONFIG, PATH, exit_on_error, reading
from generator.publishing.finish import finish_site


@click.command()
@click.argument("folder", type=PATH)
@CONFIG
def finish(folder: Path, config: Path) -> None:
    """Finish the site that another builder has built in FOLDER from exported pages.

    Adds what the plugin adds within MkDocs: the policy for scripts, and the search. Checks that the statement is
    shown word for word. Doing it twice changes nothing.

    Exit code 0: finished. 2: FOLDER is no such site, or a word of the statement differs.

    Example: python -m generator finish site-zensical
    """
    with exit_on_error(), reading("finishing the pages", config) as edition:
        pages = finish_site(edition, folder)
    click.echo(f"{folder.as_posix()}: {pages} pages finished")
