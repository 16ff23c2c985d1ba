"""The command line. The only room that imports click, and the only one that prints."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import links
from generator.building import build_strictly
from generator.checks import LATER_CODES, check_drafts, check_unlisted
from generator.config import read_project
from generator.errors import GeneratorError
from generator.export import export_site, write_data
from generator.finish import finish_pages, finish_site
from generator.glossary import read_glossary
from generator.importing import Wanted, next_steps, read_import, summarize, write_import
from generator.model import FindingCode
from generator.navigation import check_nav
from generator.opendata import make_data
from generator.progress import Progress
from generator.project import make_project
from generator.replacing import replace_file
from generator.reports import Format, from_error, write_findings, write_utf8
from generator.reviewed import FILE, read_reviewed, silence
from generator.scaffold import FILL_IN, make_drafts, write_drafts
from generator.schema import EntryKeys, StatementKeys
from generator.search import write_search
from generator.site import build_site
from generator.source import read_statement
from generator.watching import Watched, list_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.config import Project
    from generator.importing import Imported
    from generator.model import Finding, Site

UNUSABLE = 2
"""Exit code for input that cannot be used, and for names that cannot be linked because two entries claim them."""


def _project() -> Project:
    """Read where things stand, for options that are not given; a mkdocs.yml that cannot be read is told of later."""
    config: Path = click.get_current_context().params.get("config", Path("mkdocs.yml"))
    try:
        return read_project(config)
    except GeneratorError:
        return read_project(config.parent / "there is none")


_STATEMENT = click.option(
    "--statement",
    type=click.Path(path_type=Path),
    default=lambda: _project().statement,
    show_default="as mkdocs.yml says, else source/statement.md",
    help="The statement's Markdown file.",
)
_GLOSSARY = click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    default=lambda: _project().glossary,
    show_default="as mkdocs.yml says, else docs/glossary",
    help="The folder of glossary entries.",
)
_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's mkdocs.yml: where things stand, where the site is published, and its nav.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-statement")
def main() -> None:
    """Check the statement and the glossary of an annotated edition.

    To see the site, run `mkdocs serve`; to build it, `generator build`.
    """
    write_utf8(sys.stdout, sys.stderr)


@main.command()
@_STATEMENT
@_GLOSSARY
@_CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice([item.value for item in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="Lines for people, JSON for programs, or annotations for a pull request on GitHub.",
)
@click.option("--release", is_flag=True, help="Refuse drafts, too: nothing unfinished is to be published.")
def check(statement: Path, glossary: Path, config: Path, form: str, *, release: bool) -> None:
    """Check the statement, every entry and the nav; print one line a finding.

    Exit code 0: nothing found. 1: findings. 2: an input cannot be used, or two entries claim one name.

    Example: python -m generator check --format json
    """
    try:
        project = read_project(config)
        with Progress("checking"):
            site = build_site(statement, glossary, address=project.address, templates=project.templates)
            findings = _find_all(site, project, release=release)
    except GeneratorError as exc:
        if Format(form) is Format.TEXT:
            _stop(str(exc))
        click.echo(write_findings([from_error(exc)], Format(form)))
        sys.exit(UNUSABLE)
    report = write_findings(findings, Format(form))
    if report:
        click.echo(report)
    if findings:
        clashes = any(finding.code == FindingCode.ALIAS_CLASH.value for finding in findings)
        sys.exit(UNUSABLE if clashes else 1)
    linked = sum(mention.linked for mention in site.mentions)
    if Format(form) is Format.TEXT:
        click.echo(
            f"{len(site.statement.paragraphs)} paragraphs, {len(site.entries)} entries, "
            f"{len(site.mentions)} mentions ({linked} linked), nothing to mend"
        )


def _find_all(site: Site, project: Project, *, release: bool) -> list[Finding]:
    """Add what only the command looks for to what was found when the site was built."""
    found = [*check_nav(project, site), *check_unlisted(project, site)]
    codes = LATER_CODES if release else LATER_CODES - {FindingCode.DRAFT}
    if release:
        found += check_drafts(site.entries)
    return sorted([*site.findings, *silence(found, read_reviewed(site.statement.path), codes)])


@main.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@_CONFIG
def build(site: Path, config: Path) -> None:
    """Build the site with MkDocs into SITE, which changes in one step, and only when nothing is wrong.

    Example: python -m generator build
    """
    with _told():
        built = build_strictly(config, site)
    click.echo(f"Built: {site.as_posix()}/" if built else f"Not built; {site.as_posix()}/ is as it was", err=not built)
    sys.exit(not built)


@main.command()
@_STATEMENT
@_GLOSSARY
@click.option("--dry-run", is_flag=True, help="Only say what would be made; write nothing.")
def scaffold(statement: Path, glossary: Path, *, dry_run: bool) -> None:
    """Write a draft for everything that the statement names and that has no entry.

    A draft is made from the statement's text alone, and its page says that it is one. Nothing is overwritten.
    What wants no entry goes into reviewed.yml beside the statement, with the reason.

    Example: python -m generator scaffold --dry-run
    """
    with _told():
        text = read_statement(statement)
        entries = read_glossary(glossary, text.themes) if glossary.is_dir() else ()
        with Progress("looking for names"):
            drafts = make_drafts(text, entries, read_reviewed(statement), glossary)
        if not dry_run:
            write_drafts(drafts)
    for draft in drafts:
        click.echo(f"{'would make' if dry_run else 'made'} {draft.path.as_posix()}: {draft.heading}")
    if not drafts:
        click.echo("everything that the statement names has an entry or is reviewed; nothing to make")
    elif not dry_run:
        click.echo(f'- In each, fill in {", ".join(FILL_IN)}; then remove "draft: true".')
        click.echo(f"- What wants no entry: delete its draft, and say why in {(statement.parent / FILE).as_posix()}.")
        click.echo("- python -m generator check --release says what is still a draft.")


@main.command()
@click.argument("which", type=click.Choice(["entry", "statement"]))
def schema(which: str) -> None:
    """Print the JSON Schema of the front matter, for editors that complete and check YAML.

    Example: python -m generator schema entry > entry.schema.json
    """
    model = EntryKeys if which == "entry" else StatementKeys
    click.echo(json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False))


@main.command("import")
@click.argument("text", type=click.Path(path_type=Path))
@_STATEMENT
@click.option("--title", default="", help="The statement's title, where the text's first lines do not have it.")
@click.option("--date", default="", help="The day of the statement, as 2024-11-15.")
@click.option("--dateline", default="", help="The line of place and date as the source prints it.")
@click.option("--party", "parties", multiple=True, help="A state or body whose statement it is; give one for each.")
@click.option("--language", default="en", show_default=True, help="BCP 47 code of the text's language.")
@click.option("--yes", is_flag=True, help="Replace the statement without asking.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    text: Path,
    statement: Path,
    title: str,
    date: str,
    dateline: str,
    parties: tuple[str, ...],
    language: str,
    *,
    yes: bool,
    dry_run: bool,
) -> None:
    """Turn TEXT, copied from a web page or a PDF, into the statement's file.

    Mends what copying does (pages that break a sentence, lines, hyphens, ligatures, odd spaces), reports each repair
    with its line in TEXT, and proves that no word was lost. It asks before it replaces a statement.

    Exit code 0: written. 2: TEXT cannot be used, or the statement was not to be replaced.

    Example: python -m generator import communique.txt --title "Joint Communique" --date 2024-11-15
    """
    with _told():
        with Progress("healing the text"):
            imported = read_import(text, language)
        for repair in imported.repairs:
            click.echo(str(repair))
        wanted = Wanted(title=title, date=date, dateline=dateline, parties=parties, language=language)
        if _is_terminal() and not yes and not dry_run:
            wanted = _ask_for(imported, wanted)
        written = write_import(imported, wanted, statement)
    if dry_run:
        click.echo(f"{summarize(imported)}; nothing was written")
        return
    if statement.exists() and not yes:
        place = f"{statement.as_posix()}:1:"
        if not _is_terminal():
            _stop(f"{place} there is a statement already; replace it with --yes, or name another file")
        if not click.confirm(f"Replace {statement.as_posix()}?"):
            _stop(f"{place} left as it was")
    with _told():
        replace_file(statement, written)
    click.echo(f"{summarize(imported)}; wrote {statement.as_posix()}")
    for step in next_steps(imported, wanted, statement):
        click.echo(f"- {step}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The site's name; made from FOLDER's name when it is not given.")
def new(folder: Path, title: str) -> None:
    """Make a new project in FOLDER: a short made-up statement with its glossary, ready to be replaced by yours.

    FOLDER must be empty or not be there yet. The project builds, serves and checks at once.

    Example: python -m generator new my-statement
    """
    with _told():
        made = make_project(folder, title=title)
    for path in made.files:
        click.echo(f"made {(folder / path).as_posix()}")
    for step in made.steps:
        click.echo(f"- {step}")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask_for(imported: Imported, wanted: Wanted) -> Wanted:
    """Ask for what neither the text nor the options say; an empty answer leaves it open."""
    head, title, date, parties = imported.head, wanted.title, wanted.date, wanted.parties
    if not (title or head.title):
        title = click.prompt("Title of the statement", default="", show_default=False)
    if not (date or head.date):
        date = click.prompt("Day, as 2024-11-15", default="", show_default=False)
    if not (parties or head.parties):
        answer = click.prompt("Parties, with semicolons between them", default="", show_default=False)
        parties = tuple(name.strip() for name in answer.split(";") if name.strip())
    return replace(wanted, title=title, date=date, parties=parties)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except GeneratorError as exc:
        _stop(str(exc))


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_CONFIG
@click.option(
    "--watch",
    "built",
    type=click.Path(path_type=Path),
    metavar="SITE",
    help="Go on exporting when an input changes, and finish SITE whenever another builder has built it.",
)
def export(folder: Path, config: Path, built: Path | None) -> None:
    """Write every page, the data and the rest of docs/ into FOLDER as plain Markdown, for another builder.

    Only what changed is written; what is stale is removed. FOLDER must be empty, new, or from an earlier export.

    Example: python -m generator export build/pages
    """
    with _told():
        site = _export(folder, config)
        if built is not None:
            _watch(site, folder, config, built)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("build/data"))
@_CONFIG
def data(folder: Path, config: Path) -> None:
    """Write the glossary and its mentions as data (JSON, CSV, SKOS, Web Annotations) into FOLDER.

    FOLDER is build/data unless you name another.

    Example: python -m generator data build/data
    """
    with _told(), Progress("making the data"):
        project = read_project(config)
        site = _build_project(project)
        done = write_data(site, make_data(site), project.docs, folder)
    if not project.address:
        click.echo("mkdocs.yml has no site_url, so identifiers are relative to the folder of the data")
    elif links.is_local(project.address):
        click.echo(
            f"identifiers begin with {project.address}, which only this machine knows; say the site's in SITE_URL"
        )
    click.echo(f"{folder.as_posix()}: {len(done.written)} written, {done.unchanged} unchanged")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_CONFIG
def finish(folder: Path, config: Path) -> None:
    """Finish the site that another builder has built in FOLDER from exported pages.

    Adds what the plugin adds within MkDocs: pictures, data in the head of pages, the policy for scripts, the search.
    Checks that the statement is shown word for word. Doing it twice changes nothing.

    Exit code 0: finished. 2: FOLDER is no such site, or a word of the statement differs.

    Example: python -m generator finish site-zensical
    """
    with _told(), Progress("finishing the pages"):
        pages = finish_site(_build_project(read_project(config)), folder)
    click.echo(f"{folder.as_posix()}: {pages} pages finished")


def _export(folder: Path, config: Path) -> Site:
    """Export the pages, say what was done, and give what they were made of."""
    project = read_project(config)
    with Progress("exporting"):
        site = _build_project(project)
        done = export_site(site, make_data(site), project.docs, folder)
    for finding in site.findings:
        click.echo(str(finding), err=True)
    counts = f"{len(done.written)} written, {len(done.removed)} removed, {done.unchanged} unchanged"
    click.echo(f"{folder.as_posix()}: {counts}")
    return site


def _watch(site: Site, folder: Path, config: Path, built: Path) -> NoReturn:
    """Export and finish until Ctrl+C; a fault in an input is shown, and its mending waited for."""
    project = read_project(config)
    inputs = Watched(lambda: list_inputs(project))
    pages = Watched(lambda: built.rglob("*.html"), known=False)
    while True:
        time.sleep(0.3)
        try:
            if inputs.changed():
                site = _export(folder, config)
            # The other builder's server writes a script of its own into pages, which a policy would forbid. What we
            # write is news in turn, and then nothing is left to do: so no page is missed that was built meanwhile.
            if pages.changed() and finish_pages(site, built, protect=False):
                write_search(site, built)
        except GeneratorError as exc:
            click.echo(str(exc), err=True)


def _build_project(project: Project) -> Site:
    return build_site(project.statement, project.glossary, address=project.address, templates=project.templates)
