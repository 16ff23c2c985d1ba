"""generator new, scaffold, review, schema, addresses: what helps to write an edition."""

import json
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from generator.authoring.adopt import Foreign, find_foreign
from generator.authoring.adopt import adopt as adopt_entries
from generator.authoring.new_project import make_project
from generator.authoring.review.server import ReviewServer
from generator.authoring.review.steps import Review
from generator.authoring.review.table import export_names, import_names
from generator.authoring.scaffold import FILL_IN, make_drafts, write_drafts
from generator.checks.addresses import check_addresses, write_record
from generator.cli.common import (
    CONFIG,
    GLOSSARY,
    PATH,
    STATEMENT,
    ask_to_replace,
    progress,
    read_paths,
    reading,
    stop,
)
from generator.model.entry import Entry
from generator.model.fields import Noun
from generator.model.statement import Statement
from generator.publishing.replacing import replace_file
from generator.reading.glossary import read_glossary
from generator.reading.project import read_project
from generator.reading.reviewed import Reviewed, read_reviewed
from generator.reading.statement import read_statement

_MODELS: dict[str, type[Noun]] = {"entry": Entry, "statement": Statement, "reviewed": Reviewed}


@click.command()
@click.argument("folder", type=PATH)
@click.option("--title", default="", help="The site's name; made from FOLDER's name when it is not given.")
def new(folder: Path, title: str) -> None:
    """Make a new project in FOLDER: a short made-up statement with its glossary, to be replaced by yours.

    FOLDER must be new or empty. The project builds, serves and checks at once.

    Example: python -m generator new my-statement
    """
    files, steps = make_project(folder, title=title)
    for path in files:
        click.echo(f"made {(folder / path).as_posix()}")
    for step in steps:
        click.echo(f"- {step}")


@click.command()
@STATEMENT
@GLOSSARY
@click.option("--dry-run", is_flag=True, help="Only print what would be made; write nothing.")
def scaffold(statement: Path | None, glossary: Path | None, *, dry_run: bool) -> None:
    """Write a draft for everything that the statement names and that has no entry.

    A draft is made from the statement's text alone. `mkdocs serve` shows it; a build leaves it out, unless mkdocs.yml
    says otherwise. Nothing is overwritten.
    For a name that needs no entry, give the reason in reviewed.yml beside the statement.

    Example: python -m generator scaffold --dry-run
    """
    with progress("looking for names"):
        project = read_paths(Path("mkdocs.yml"), statement, glossary)
        text = read_statement(project.statement)
        folder = project.glossary
        entries = read_glossary(folder, text.themes) if folder.is_dir() else ()
        reviewed = read_reviewed(project.statement)
        drafts = make_drafts(text, entries, reviewed, folder)
        if not dry_run:
            write_drafts(drafts)
    for draft in drafts:
        click.echo(f"{'would make' if dry_run else 'made'} {draft.path.as_posix()}: {draft.heading}")
    if not drafts:
        click.echo("everything that the statement names has an entry or is reviewed; nothing to make")
    elif not dry_run:
        click.echo(f'- In each, fill in {", ".join(FILL_IN)}; then remove "draft: true". No build publishes it before.')
        click.echo(
            f"- For a name that needs no entry, delete its draft and give the reason in {reviewed.path.as_posix()}."
        )
        click.echo("- python -m generator check --release lists what is still a draft.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("names", nargs=-1, required=True)
@CONFIG
@click.option("--theme", default="", help="The theme of all of them here; asked for on a terminal.")
@click.option("--status", default="", help="Their status on the day of this statement, cited; asked for on a terminal.")
def adopt(folder: Path, names: tuple[str, ...], config: Path, theme: str, status: str) -> None:
    """Copy entries of another edition, found in its FOLDER by slug, name or acronym, as drafts of this one.

    What was said of the other statement is left out: status, theme, outcome, and whatever cites it. Nothing is
    overwritten, and no name is taken twice.

    Example: python -m generator adopt ../other/docs/glossary MSP UNSC
    """
    project = read_project(config)
    statement = read_statement(project.statement)
    themes = list(statement.themes)

    def ask(entry: Foreign) -> tuple[str, str]:
        name, own = entry.keys["name"], entry.keys["theme"]
        if not sys.stdin.isatty():
            return theme or (own if own in themes else themes[0]), status
        listed = ", ".join(f"[^{source['id']}]" for source in entry.keys.get("sources", ()))
        what = f"{name}: its status on {statement.date}, with {listed or 'a citation'} (empty: to be written)"
        first = own if own in themes else None
        chosen = theme or click.prompt(f"{name}: its theme", type=click.Choice(themes), default=first)
        return chosen, status or click.prompt(what, default="", show_default=False)

    for path, told in adopt_entries(project, statement, find_foreign(folder, names), ask).items():
        click.echo(f"made {path.as_posix()}, a draft{told and f'; {told}'}")


@click.command()
@CONFIG
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="any that is free", help="Of the page.")
@click.option("--export", "exported", type=PATH, help="Write the names into this table (CSV) instead.")
@click.option(
    "--import",
    "imported",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the decisions of this table instead; with --export, before that.",
)
@click.option("--yes", is_flag=True, help="Replace a table without asking.")
def review(config: Path, port: int, exported: Path | None, imported: Path | None, *, yes: bool) -> None:
    """Decide about the names that the statement has, one by one, on a page in the browser.

    A name becomes an entry that is begun, an alias of one, no name with a reason, or is put off until later. What is
    decided is at once in docs/glossary/ and source/reviewed.yml, and every step can be taken back. The page is for
    this machine only. Exit code 2: a table cannot be used; nothing of it is written.

    Example: python -m generator review --export names.csv
    """
    if exported and not exported.parent.is_dir():
        stop(f"{exported.parent.as_posix()}:1: there is no such folder; create it")
    if exported and not yes:
        ask_to_replace(exported, "table")
    with progress("reading the names"):
        begun = Review(read_project(config))
        done, faults = import_names(begun, imported) if imported else ([], [])
    for line in faults or done or (["nothing changed"] if imported else []):
        click.echo(str(line), err=bool(faults))
    if faults:
        stop(f"{len(faults)} to fix in {imported}; nothing was written")
    if exported:
        replace_file(exported, export_names(begun))
        click.echo(f"wrote {exported.as_posix()}")
    if not (exported or imported):
        _serve(begun, port)


def _serve(review: Review, port: int) -> None:
    try:
        server = ReviewServer(review, port)
    except OSError as exc:
        stop(f"port {port} cannot be used: {exc.strerror}; choose another with --port")
    with server, suppress(KeyboardInterrupt):
        click.echo(f"Review: {server.address}\nCtrl+C ends it; all that is decided is written.")
        if sys.stdout.isatty():
            webbrowser.open(server.address)
        server.serve_forever()
    click.echo()


@click.command()
@click.argument("which", type=click.Choice(list(_MODELS)))
def schema(which: str) -> None:
    """Print the JSON Schema of an entry, the statement or reviewed.yml, for editors that complete and check YAML.

    Example: python -m generator schema entry > entry.schema.json
    """
    click.echo(json.dumps(_MODELS[which].model_json_schema(), indent=2, ensure_ascii=False))


@click.command()
@CONFIG
@click.option("--accept", is_flag=True, help="Write the record. What lost its place leads where the findings say.")
def addresses(config: Path, *, accept: bool) -> None:
    """Compare all addresses with those that were published, which addresses.yml beside the statement records.

    Exit code 0: none moved or is new, or that was accepted. 1: some did. 2: an input cannot be used.

    Example: python -m generator addresses --accept
    """
    with reading("comparing the addresses", config) as edition:
        findings, written = list(check_addresses(edition)), write_record(edition)
    for finding in findings:
        click.echo(str(finding))
    path = edition.record.path.as_posix()
    if accept:
        replace_file(edition.record.path, written)
        click.echo(f"wrote {path}")
    elif not edition.record.items:
        click.echo(f"no address is recorded yet; to record all in {path}: generator addresses --accept")
    elif not findings:
        click.echo(f"all {len(edition.record.items)} addresses in {path} lead where they did")
    sys.exit(bool(findings) and not accept)
