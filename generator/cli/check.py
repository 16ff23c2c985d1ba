"""generator check."""

import sys
from pathlib import Path

import click

from generator.checks import check_project, list_limits
from generator.checks.reports import Format, from_error, write_findings
from generator.cli.common import CONFIG, GLOSSARY, STATEMENT, UNUSABLE, reading, stop
from generator.linking.edition import Edition
from generator.model.errors import GeneratorError
from generator.model.findings import FindingCode
from generator.publishing.checking import check_site


@click.command()
@STATEMENT
@GLOSSARY
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice([item.value for item in Format]),
    default=Format.TEXT.value,
    show_default=True,
    callback=lambda _context, _option, value: Format(value),
    help="Lines for people, JSON for programs, or annotations for a pull request on GitHub.",
)
@click.option("--release", is_flag=True, help="Report drafts, too: nothing unfinished is to be published.")
def check(statement: Path | None, glossary: Path | None, config: Path, form: Format, *, release: bool) -> None:
    """Check the statement, every entry and the nav; print one line per finding.

    Exit code 0: no findings. 1: findings. 2: an input cannot be used, or two entries claim one name.

    Example: python -m generator check --format json
    """
    try:
        with reading("checking", config, statement, glossary) as edition:
            findings = [*check_site(edition), *check_project(edition, release=release)]
    except GeneratorError as exc:
        if form is Format.TEXT:
            stop(str(exc))
        click.echo(write_findings([from_error(exc)], form))
        sys.exit(UNUSABLE)
    for limit in list_limits(edition):
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
    mentions = f"{len(edition.mentions)} mentions ({linked} linked)"
    return f"{paragraphs} paragraphs, {len(edition.entries)} entries, {mentions}, no findings"
