"""generator export."""

import time
from pathlib import Path
from typing import NoReturn

import click

from generator.checks import check_edition
from generator.cli.common import CONFIG, PATH, exit_on_error, reading
from generator.linking.edition import Edition
from generator.model.errors import GeneratorError
from generator.publishing.export import export_site
from generator.publishing.finish import finish_site
from generator.publishing.watching import Watched, list_inputs


@click.command()
@click.argument("folder", type=PATH)
@CONFIG
@click.option(
    "--watch",
    "built",
    type=PATH,
    metavar="SITE",
    help="Go on exporting when an input changes, and finish SITE whenever another builder has built it.",
)
def export(folder: Path, config: Path, built: Path | None) -> None:
    """Write every page, the data and the rest of docs/ into FOLDER, for another builder.

    A page is an HTML body under front matter. Only what changed is written; what is stale is removed. FOLDER must be
    empty, new, or from an earlier export.

    Example: python -m generator export build/pages
    """
    with exit_on_error():
        edition = _export(folder, config)
        if built is not None:
            _watch(edition, folder, config, built)


def _export(folder: Path, config: Path) -> Edition:
    with reading("exporting", config) as edition:
        findings = check_edition(edition)
        done = export_site(edition, folder)
    for finding in (*findings, *done.findings):
        click.echo(str(finding), err=True)
    counts = f"{len(done.written)} written, {len(done.removed)} removed, {done.unchanged} unchanged"
    click.echo(f"{folder.as_posix()}: {counts}")
    return edition


def _watch(edition: Edition, folder: Path, config: Path, built: Path) -> NoReturn:
    """Export and finish until Ctrl+C; an error is shown, and the next change waited for."""
    project, inputs, pages = edition.project, Watched(), Watched()
    while True:
        time.sleep(0.3)
        try:
            if inputs.changed(list_inputs(project)):
                edition = _export(folder, config)
            # The other builder's server writes a script of its own into pages, which a policy would forbid.
            if pages.changed(built.rglob("*.html")):
                finish_site(edition, built, protect=False)
        except GeneratorError as exc:
            click.echo(str(exc), err=True)
