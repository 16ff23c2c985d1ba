"""generator new, import, consult, scaffold, adopt, review, schema, addresses: what helps to write an edition."""

import json
import re
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml

from generator.authoring.adopt import adopt_entries, find_foreign
from generator.authoring.consult import write_facts
from generator.authoring.importing import next_steps, overrule, read_file, report, summarize, write_statement
from generator.authoring.importing.nouns import ImportedText, Kind
from generator.authoring.new_project import make_project
from generator.authoring.review.server import ReviewServer
from generator.authoring.review.steps import Review
from generator.authoring.review.table import export_names, import_names
from generator.authoring.scaffold import address_of, make_drafts, write_drafts
from generator.checks.addresses import check_addresses, write_record
from generator.cli import common
from generator.cli.common import CONFIG, GLOSSARY, PATH, STATEMENT, read_paths, reading, stop
from generator.linking.edition import CONSULTED
from generator.model.comparison import Consulted
from generator.model.entry import Entry
from generator.model.errors import GeneratorError
from generator.model.fields import SLUG, Noun, Origin
from generator.model.statement import Statement
from generator.publishing.replacing import replace_file
from generator.reading.frontmatter import check, read_document, read_noun, read_text
from generator.reading.glossary import read_glossary
from generator.reading.project import Project, read_project
from generator.reading.reviewed import Reviewed, read_reviewed
from generator.reading.statement import read_statement
from generator.text.sentences import list_words

_MODELS: dict[str, type[Noun]] = {"entry": Entry, "statement": Statement, "reviewed": Reviewed}
_MOST_THEMES = 7  # as many have colors of their own
_STRETCH = 12  # letters that two texts rarely share by chance, in any language

_TITLE = click.option("--title", default="", help="The statement's title, where the file does not say it.")
_DATE = click.option("--date", default="", help="The day of the statement, as 2024-11-15.")
_PARTY = click.option(
    "--party", "parties", multiple=True, help="A state or body whose statement it is; give one for each."
)
_LANGUAGE = click.option(
    "--language", default="", help="BCP 47 code of the text's language, where the file does not say it."
)


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
    with common.progress("looking for names"):
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
        marked = "kind, theme, definition, status, sources, the background"
        click.echo(f'- In each, fill in {marked}; then remove "draft: true". No build publishes it before.')
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

    def ask(keys: dict[str, Any]) -> tuple[str, str]:
        name, own = keys["name"], keys["theme"]
        if not sys.stdin.isatty():
            return theme or (own if own in themes else themes[0]), status
        listed = ", ".join(f"[^{source['id']}]" for source in keys.get("sources", ()))
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
        common.ask_to_replace(exported, "table")
    with common.progress("reading the names"):
        begun = Review(read_project(config))
        done, faults = import_names(begun, imported) if imported else ([], [])
    for line in faults or done or (["nothing changed"] if imported else []):
        click.echo(str(line), err=bool(faults))
    if faults:
        stop(f"{len(faults)} to fix in {imported}; nothing was written")
    if exported:
        replace_file(exported, export_names(begun))
        click.echo(f"wrote {exported.as_posix()}")
    if exported or imported:
        return
    try:
        server = ReviewServer(begun, port)
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


@click.command("import")
@click.argument("file")
@STATEMENT
@_TITLE
@_DATE
@click.option("--dateline", default="", help="The line of place and date as the source prints it.")
@_PARTY
@_LANGUAGE
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
    project = read_paths(Path("mkdocs.yml"), statement)
    target = project.statement
    with common.progress("reading the file"):
        imported = read_file(file, language)
    front = _read_front(project, imported)
    given |= {key: front.get(key) for key in given if not (given[key] or getattr(imported, key))}
    if kept := [key for key in front if not getattr(imported, key, "")]:
        click.echo(f"kept from {target.as_posix()}: {', '.join(kept)}")
    imported = overrule(imported, **given, language=language or front.get("language", ""))
    for line in report(imported):
        click.echo(line)
    headings = [block.text for block in imported.blocks if block.kind is Kind.HEADING]
    texts = (re.sub(r"^(?:[IVX]+|[0-9]+|[A-Z])[.)] ", "", text) for text in headings)
    themes = {slug: text for text in texts if (slug := address_of(text))}
    written = write_statement(imported, {"themes": themes if 1 < len(themes) <= _MOST_THEMES else {}} | front)
    if dry_run:
        click.echo(f"{summarize(imported)}; nothing was written")
        return
    if not yes:
        common.ask_to_replace(target, "statement")
    replace_file(target, written)
    click.echo(f"{summarize(imported)}; wrote {target.as_posix()}")
    for step in next_steps(imported, target):
        click.echo(f"- {step}")


def _read_front(project: Project, imported: ImportedText) -> dict[str, Any]:
    """Return what is kept of the statement that is replaced: all, if this is its text; themes, if entries have them."""
    path = project.statement
    if not path.exists() or not read_text(path).startswith("---"):
        return {}
    keys, origin = read_document(path)
    check(keys, origin, Statement, (origin, (), ()))
    texts = ("".join(list_words(text)) for text in (origin.body, " ".join(block.text for block in imported.blocks)))
    old, new = ({text[at : at + _STRETCH] for at in range(len(text))} for text in texts)
    if 2 * len(old & new) > min(len(old), len(new)):
        return {key: value for key, value in keys.items() if key not in {"accepted", "fingerprint"}}
    return {"themes": keys["themes"]} if any(project.glossary.glob("*.md")) else {}


@click.command()
@click.argument("file")
@CONFIG
@click.option("--slug", default="", help="The name of the facts' file, and its address; made from FILE's name.")
@click.option("--url", default="", help="The statement's official page.")
@_TITLE
@_DATE
@_PARTY
@_LANGUAGE
@click.option("--check", "dry", is_flag=True, help="Write nothing; say whether the facts are still true.")
def consult(file: str, config: Path, *, slug: str, url: str, dry: bool, **given: Any) -> None:
    """Compare another statement, which you may not publish, with yours; keep only facts about it.

    FILE is what `import` reads. Writes source/consulted/SLUG.yml: where it names your entries, and which of your
    sentences it has, too, by number. None of its sentences is kept. What an earlier reading was told is not asked
    again, and its corrections are kept.

    Exit code 0: written, or still true. 1: the facts are no longer true. 2: FILE or an option cannot be used.

    Example: python -m generator consult communique.pdf --url https://example.org/statement --date 2023-08-18
    """
    slug = slug or re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-")
    if not SLUG.fullmatch(slug):
        stop(f'--slug: "{slug}" cannot be an address; write lower-case letters, digits and hyphens')
    with reading("comparing", config) as edition:
        target = edition.project.statement.parent / CONSULTED / f"{slug}.yml"
        former = read_noun(target, Consulted) if target.exists() else None
        theirs = _read(file, {key: value or getattr(former, key, "") for key, value in given.items()})
        if not (url := url or getattr(former, "url", "")):
            hint = "give the address of its official page with --url"
            raise GeneratorError("nobody could find it", path=Path(file), hint=hint)
        written = write_facts(edition, theirs, url, former)
        # What nothing can read would stop every command.
        facts = check(yaml.safe_load(written), Origin(path=Path(file)), Consulted)
    if dry:
        is_true = target.exists() and target.read_text(encoding="utf-8") == written
        click.echo(f"{target.as_posix()}: {'still true' if is_true else 'no longer true; run consult without --check'}")
        sys.exit(not is_true)
    replace_file(target, written)
    names, pairs = len({item.entry for item in facts.named}), len(facts.pairs)
    click.echo(f"{target.as_posix()}: names {names} of your entries, and has {pairs} of your sentences, too")


def _read(file: str, given: dict[str, Any]) -> Statement:
    """Read a statement of somebody else's as one of ours."""
    imported = overrule(read_file(file, given["language"]), **given)
    for key, name in (("title", "title"), ("date", "date"), ("parties", "party")):
        if not getattr(imported, key):
            raise GeneratorError(f"does not say its {name}", path=Path(file), hint=f"give it with --{name}")
    with TemporaryDirectory() as folder:
        path = Path(folder, "made.md")
        path.write_text(write_statement(imported), encoding="utf-8")
        try:
            return read_statement(path)
        except GeneratorError as exc:
            raise GeneratorError(exc.message, path=Path(file), hint=exc.hint) from exc
