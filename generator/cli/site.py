"""generator check, build, serve, export, finish, data: what is published, and what is wrong with it."""

import runpy
import socket
import sys
import time
from pathlib import Path
from typing import NoReturn

import click

from generator.checks import check_project, list_limits
from generator.cli.common import CONFIG, GLOSSARY, PATH, STATEMENT, UNUSABLE, reading, stop
from generator.linking.edition import Edition
from generator.model.errors import GeneratorError
from generator.model.findings import FindingCode, Format, from_error, write_findings
from generator.publishing.build import build_strictly
from generator.publishing.checking import check_site
from generator.publishing.export import export_site, finish_site
from generator.publishing.folder import write_data
from generator.publishing.watching import list_inputs, watch
from generator.reading.project import read_project, rehearse


@click.command()
@STATEMENT
@GLOSSARY
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice(Format, case_sensitive=False),
    default="text",
    show_default=True,
    help="Lines for people, JSON for programs, or annotations for a pull request on GitHub.",
)
@click.option("--release", is_flag=True, help="Report drafts and names put off, too: nothing unfinished is published.")
def check(statement: Path | None, glossary: Path | None, config: Path, form: Format, *, release: bool) -> None:
    """Check the statement, every entry and the nav; print one line per finding.

    Exit code 0: no findings. 1: findings. 2: an input cannot be used, or two entries claim one name.

    Example: python -m generator check --format json
    """
    try:
        with reading("checking", config, statement, glossary) as edition:
            findings = [*check_site(edition), *check_project(edition, release=release)]
            if not findings and config.exists() and not (statement or glossary):
                # Hooks, the theme and other plugins may fail at what is sound.
                rehearse(edition.project)
    except GeneratorError as exc:
        if form is Format.TEXT:
            stop(str(exc))
        click.echo(write_findings(from_error(exc), form))
        sys.exit(UNUSABLE)
    for limit in list_limits(edition, release=release):
        click.echo(f"note: {limit}", err=form is not Format.TEXT)
    if report := write_findings(sorted(findings, key=lambda finding: finding.order), form):
        click.echo(report)
    if findings:
        sys.exit(UNUSABLE if any(finding.code is FindingCode.ALIAS_CLASH for finding in findings) else 1)
    if form is Format.TEXT:
        click.echo(_summarize(edition))


def _summarize(edition: Edition) -> str:
    paragraphs = sum(len(statement.paragraphs) for statement in edition.statements)
    linked = sum(mention.linked for mention in edition.mentions)
    mentions = f"{_count(len(edition.mentions), 'mention', 'mentions')} ({linked} linked)"
    drafts = len(edition.unpublished)
    left_out = f", {drafts} draft{'s are' if drafts > 1 else ' is'} left out" if drafts else ""
    counts = f"{_count(paragraphs, 'paragraph', 'paragraphs')}, {_count(len(edition.entries), 'entry', 'entries')}"
    return f"{counts}, {mentions}{left_out}, no findings"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


@click.command()
@click.argument("site", type=PATH, default=Path("site"))
@CONFIG
def build(site: Path, config: Path) -> None:
    """Build the site with MkDocs into SITE, which changes in one step, and only when nothing is wrong.

    Example: python -m generator build
    """
    built = build_strictly(config, site)
    click.echo(f"Built: {site.as_posix()}/" if built else f"Not built; {site.as_posix()}/ is as it was", err=not built)
    sys.exit(not built)


@click.command()
@CONFIG
@click.option("--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to show it.")
def serve(config: Path, dev_addr: str) -> None:
    """Show the site with MkDocs, and rebuild it when a file changes; Ctrl+C ends it.

    Exit code 2: mkdocs.yml cannot be read, or HOST:PORT is taken.

    Example: python -m generator serve --dev-addr 127.0.0.1:8001
    """
    read_project(config)
    host, _, port = dev_addr.rpartition(":")
    try:
        socket.create_server((host, int(port))).close()
    except (OSError, ValueError, OverflowError):
        stop(f"cannot serve on {dev_addr}: it is taken, or not yours to use; name another with --dev-addr")
    sys.argv = ["mkdocs", "serve", "--config-file", str(config), "--dev-addr", dev_addr]
    runpy.run_module("mkdocs", run_name="__main__")


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
    edition = _export(folder, config)
    if built is not None:
        _watch(edition, folder, config, built)


def _export(folder: Path, config: Path) -> Edition:
    with reading("exporting", config) as edition:
        findings, (written, removed, unchanged) = export_site(edition, folder)
    for finding in findings:
        click.echo(str(finding), err=True)
    click.echo(f"{folder.as_posix()}: {written} written, {removed} removed, {unchanged} unchanged")
    return edition


def _watch(edition: Edition, folder: Path, config: Path, built: Path) -> NoReturn:
    """Export and finish until Ctrl+C; an error is shown, and the next change waited for."""
    project = edition.project
    inputs, pages = watch(lambda: list_inputs(project)), watch(lambda: built.rglob("*.html"))
    while True:
        time.sleep(0.3)
        try:
            if next(inputs):
                edition = _export(folder, config)
            # The other builder's server writes a script of its own into pages, which a policy would forbid.
            if next(pages):
                finish_site(edition, built, protect=False)
        except GeneratorError as exc:
            click.echo(str(exc), err=True)


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
    with reading("finishing the pages", config) as edition:
        pages = finish_site(edition, folder)
    click.echo(f"{folder.as_posix()}: {_count(pages, 'page', 'pages')} finished")


@click.command()
@click.argument("folder", type=PATH, default=Path("build/data"))
@CONFIG
def data(folder: Path, config: Path) -> None:
    """Write the glossary and its mentions as data (JSON, CSV, SKOS, Web Annotations) into FOLDER.

    FOLDER is build/data unless you name another; it must be empty, new, or from an earlier run.

    Example: python -m generator data build/data
    """
    with reading("making the data", config) as edition:
        done = write_data(edition, folder)
    addresses = edition.project.addresses
    if not addresses.site:
        click.echo("mkdocs.yml has no site_url, so identifiers are relative to the folder of the data")
    elif addresses.is_local:
        click.echo(f"identifiers begin with {addresses.site}, which is a local address; set SITE_URL")
    click.echo(f"{folder.as_posix()}: {sum(done)} written, {len(done) - sum(done)} unchanged")
