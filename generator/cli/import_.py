"""generator import."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from generator.cli.common import PATH, STATEMENT, exit_on_error, progress, read_paths, stop
from generator.importing import Imported, Wanted
from generator.publishing.replacing import replace_file


@click.command("import")
@click.argument("text", type=PATH)
@STATEMENT
@click.option("--title", default="", help="The statement's title, where the text's first lines do not have it.")
@click.option("--date", default="", help="The day of the statement, as 2024-11-15.")
@click.option("--dateline", default="", help="The line of place and date as the source prints it.")
@click.option("--party", "parties", multiple=True, help="A state or body whose statement it is; give one for each.")
@click.option("--language", default="en", show_default=True, help="BCP 47 code of the text's language.")
@click.option("--yes", is_flag=True, help="Replace the statement without asking.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def import_(text: Path, statement: Path | None, *, yes: bool, dry_run: bool, **given: Any) -> None:
    """Turn TEXT, copied from a web page or a PDF, into the statement's file.

    Repairs what copying does (pages that break a sentence, lines, hyphens, ligatures, odd spaces), reports each repair
    with its line in TEXT, and proves that no word was lost. It asks before it replaces a statement.

    Exit code 0: written. 2: TEXT cannot be used, or the statement was not to be replaced.

    Example: python -m generator import communique.txt --title "Joint Communique" --date 2024-11-15
    """
    # Its dictionaries take longer to load than most other commands to run.
    from generator.importing import Wanted, next_steps, read_import, summarize, write_import  # noqa: PLC0415

    with exit_on_error():
        target = read_paths(Path("mkdocs.yml"), statement).statement
        wanted = Wanted(**given)
        with progress("reading the text"):
            imported = read_import(text, wanted.language)
        for repair in imported.repairs:
            click.echo(str(repair))
        if _is_terminal() and not yes and not dry_run:
            wanted = _ask_for(imported, wanted)
        written = write_import(imported, wanted, target)
    if dry_run:
        click.echo(f"{summarize(imported)}; nothing was written")
        return
    if target.exists() and not yes:
        _ask_to_replace(target)
    with exit_on_error():
        replace_file(target, written)
    click.echo(f"{summarize(imported)}; wrote {target.as_posix()}")
    for step in next_steps(imported, wanted, target):
        click.echo(f"- {step}")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask_to_replace(target: Path) -> None:
    place = f"{target.as_posix()}:1:"
    if not _is_terminal():
        stop(f"{place} there is a statement already; replace it with --yes, or name another file")
    if not click.confirm(f"Replace {target.as_posix()}?"):
        stop(f"{place} left as it was")


def _ask_for(imported: Imported, wanted: Wanted) -> Wanted:
    """Ask for what neither the text nor the options hold; an empty answer leaves it open."""
    head, title, date, parties = imported.head, wanted.title, wanted.date, wanted.parties
    if not (title or head.title):
        title = click.prompt("Title of the statement", default="", show_default=False)
    if not (date or head.date):
        date = click.prompt("Day, as 2024-11-15", default="", show_default=False)
    if not (parties or head.parties):
        answer = click.prompt("Parties, with semicolons between them", default="", show_default=False)
        parties = tuple(name.strip() for name in answer.split(";") if name.strip())
    return replace(wanted, title=title, date=date, parties=parties)
