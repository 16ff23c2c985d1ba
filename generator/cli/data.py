"""generator data."""

from pathlib import Path

import click

from generator.cli.common import CONFIG, PATH, exit_on_error, reading
from generator.publishing.folder import write_data


@click.command()
@click.argument("folder", type=PATH, default=Path("build/data"))
@CONFIG
def data(folder: Path, config: Path) -> None:
    """Write the glossary and its mentions as data (JSON, CSV, SKOS, Web Annotations) into FOLDER.

    FOLDER is build/data unless you name another.

    Example: python -m generator data build/data
    """
    with exit_on_error(), reading("making the data", config) as edition:
        done = write_data(edition, folder)
    addresses = edition.project.addresses
    if not addresses.site:
        click.echo("mkdocs.yml has no site_url, so identifiers are relative to the folder of the data")
    elif addresses.is_local:
        click.echo(f"identifiers begin with {addresses.site}, which is a local address; set SITE_URL")
    click.echo(f"{folder.as_posix()}: {len(done.written)} written, {done.unchanged} unchanged")
