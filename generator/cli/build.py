"""generator build."""

import sys
from pathlib import Path

import click

from generator.cli.common import CONFIG, PATH, exit_on_error
from generator.publishing.build import build_strictly


@click.command()
@click.argument("site", type=PATH, default=Path("site"))
@CONFIG
def build(site: Path, config: Path) -> None:
    """Build the site with MkDocs into SITE, which changes in one step, and only when nothing is wrong.

    Example: python -m generator build
    """
    with exit_on_error():
        built = build_strictly(config, site)
    click.echo(f"Built: {site.as_posix()}/" if built else f"Not built; {site.as_posix()}/ is as it was", err=not built)
    sys.exit(not built)
