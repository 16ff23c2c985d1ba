"""The command line. The only room that imports click, and the only one that prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.errors import GeneratorError
from generator.model import FindingCode
from generator.schema import EntryKeys, StatementKeys
from generator.site import build_site

if TYPE_CHECKING:
    from generator.model import Site

UNUSABLE = 2
"""Exit code for input that cannot be used, and for names that cannot be linked because two entries claim them."""

_STATEMENT = click.option(
    "--statement",
    type=click.Path(path_type=Path),
    default=Path("source/statement.md"),
    show_default=True,
    help="The statement's Markdown file.",
)
_GLOSSARY = click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    default=Path("docs/glossary"),
    show_default=True,
    help="The folder of glossary entries.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-statement")
def main() -> None:
    """Check the statement and the glossary of an annotated edition.

    To see the site, run `mkdocs serve`; to build it, `mkdocs build --strict`.
    """


@main.command()
@_STATEMENT
@_GLOSSARY
def check(statement: Path, glossary: Path) -> None:
    """Check the statement and every entry; print one line a finding.

    Exit code 0: nothing found. 1: findings. 2: an input cannot be used.

    Example: python -m generator check
    """
    site = _build(statement, glossary)
    for finding in site.findings:
        click.echo(str(finding))
    if site.findings:
        clashes = any(finding.code == FindingCode.ALIAS_CLASH.value for finding in site.findings)
        sys.exit(UNUSABLE if clashes else 1)
    linked = sum(mention.linked for mention in site.mentions)
    click.echo(
        f"{len(site.statement.paragraphs)} paragraphs, {len(site.entries)} entries, "
        f"{len(site.mentions)} mentions ({linked} linked), nothing to mend"
    )


@main.command()
@click.argument("which", type=click.Choice(["entry", "statement"]))
def schema(which: str) -> None:
    """Print the JSON Schema of the front matter, for editors that complete and check YAML.

    Example: python -m generator schema entry > entry.schema.json
    """
    model = EntryKeys if which == "entry" else StatementKeys
    click.echo(json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False))


def _build(statement: Path, glossary: Path) -> Site:
    try:
        return build_site(statement, glossary)
    except GeneratorError as exc:
        # One line, no traceback: the mistake is in a file of the user's.
        click.echo(str(exc), err=True)
        sys.exit(UNUSABLE)
