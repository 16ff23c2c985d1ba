"""generator import."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from generator.cli.common import STATEMENT, progress, read_paths, stop
from generator.model.errors import GeneratorError
from generator.publishing.replacing import replace_file
from generator.reading.statement import read_statement

_QUESTIONS = {
    "title": "Title of the statement",
    "date": "Day, as 2024-11-15",
    "parties": "Parties, with semicolons between them",
}


@click.command("import")
@click.argument("file")
@STATEMENT
@click.option("--title", default="", help="The statement's title, where the file does not say it.")
@click.option("--date", default="", help="The day of the statement, as 2024-11-15.")
@click.option("--dateline", default="", help="The line of place and date as the source prints it.")
@click.option("--party", "parties", multiple=True, help="A state or body whose statement it is; give one for each.")
@click.option("--language", default="", help="BCP 47 code of the text's language, where the file does not say it.")
@click.option("--yes", is_flag=True, help="Replace the statement without asking.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def import_(file: str, statement: Path | None, *, yes: bool, dry_run: bool, language: str, **given: Any) -> None:
    """Turn FILE into the statement's file.

    FILE is a PDF, a Word file (.docx), a saved web page, Markdown or copied text; "-" reads standard input. All but
    copied text need the extra: pip install 'annotated-statement[import]'

    Reports what was left out, what was mended and what to look at, proves that no word was lost, and asks before it
    replaces a statement. Exit code 0: written. 2: FILE cannot be used, or the statement was not to be replaced.

    Example: python -m generator import communique.pdf --title "Joint Communique" --date 2024-11-15
    """
    # Takes longer to load than most other commands to run.
    from generator.authoring import importing  # noqa: PLC0415
    from generator.authoring.importing import writing  # noqa: PLC0415

    asks = is_terminal() and file != "-" and not yes
    target = read_paths(Path("mkdocs.yml"), statement).statement
    data = importing.open_source(file)
    with progress("reading the file"):
        imported = importing.read_source(data, name=file, language=language)
        doubts = importing.prove(imported, data)
    for line in writing.report(imported, doubts):
        click.echo(line)
    for name, question in _QUESTIONS.items() if asks and not dry_run else ():
        if not (given[name] or getattr(imported, name)):
            given[name] = _ask(name, question)
    imported = importing.overrule(imported, **given)
    written = writing.write_statement(imported, themes=_read_themes(target))
    if dry_run:
        click.echo(f"{writing.summarize(imported)}; nothing was written")
        return
    if target.exists() and not yes:
        _ask_to_replace(target, asks=asks)
    replace_file(target, written)
    click.echo(f"{writing.summarize(imported)}; wrote {target.as_posix()}")
    for step in writing.next_steps(imported, doubts, target):
        click.echo(f"- {step}")


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _read_themes(target: Path) -> dict[str, str]:
    """Return the themes of the statement that is replaced, so that its entries stay valid."""
    with suppress(GeneratorError):
        return read_statement(target).themes
    return {}


def _ask(name: str, question: str) -> str | tuple[str, ...]:
    answer: str = click.prompt(question, default="", show_default=False)
    if name != "parties":
        return answer
    return tuple(party.strip() for party in answer.split(";") if party.strip())


def _ask_to_replace(target: Path, *, asks: bool) -> None:
    place = f"{target.as_posix()}:1:"
    if not asks:
        stop(f"{place} there is a statement already; replace it with --yes, or name another file")
    if not click.confirm(f"Replace {target.as_posix()}?"):
        stop(f"{place} left as it was")
