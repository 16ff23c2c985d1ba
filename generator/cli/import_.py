"""generator import, consult: what reads a file that somebody else published."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml

from generator.authoring.consult import write_facts
from generator.authoring.importing import overrule, read_file
from generator.authoring.importing.nouns import ImportedText, Kind
from generator.authoring.importing.writing import next_steps, report, summarize, write_statement
from generator.authoring.scaffold import address_of
from generator.cli.common import CONFIG, STATEMENT, ask_to_replace, progress, read_paths, reading, stop
from generator.linking.edition import CONSULTED
from generator.model.comparison import Consulted
from generator.model.errors import GeneratorError
from generator.model.fields import SLUG, Origin
from generator.model.statement import Statement
from generator.publishing.replacing import replace_file
from generator.reading.frontmatter import check, read_document, read_noun, read_text
from generator.reading.project import Project
from generator.reading.statement import read_statement
from generator.text.sentences import list_words

_MOST_THEMES = 7
"""As many have colors of their own."""

_STRETCH = 12
"""Letters that two texts rarely share by chance, in any language."""

_TITLE = click.option("--title", default="", help="The statement's title, where the file does not say it.")
_DATE = click.option("--date", default="", help="The day of the statement, as 2024-11-15.")
_PARTY = click.option(
    "--party", "parties", multiple=True, help="A state or body whose statement it is; give one for each."
)
_LANGUAGE = click.option(
    "--language", default="", help="BCP 47 code of the text's language, where the file does not say it."
)


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
    with progress("reading the file"):
        imported = read_file(file, language)
    front = _read_front(project, imported)
    given |= {key: front.get(key) for key in given if not (given[key] or getattr(imported, key))}
    if kept := [key for key in front if not getattr(imported, key, "")]:
        click.echo(f"kept from {target.as_posix()}: {', '.join(kept)}")
    imported = overrule(imported, **given, language=language or front.get("language", ""))
    for line in report(imported):
        click.echo(line)
    headings = [block.text for block in imported.blocks if block.kind is Kind.HEADING]
    written = write_statement(imported, {"themes": _propose_themes(headings)} | front)
    if dry_run:
        click.echo(f"{summarize(imported)}; nothing was written")
        return
    if not yes:
        ask_to_replace(target, "statement")
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


def _propose_themes(headings: Sequence[str]) -> dict[str, str]:
    """Return the headings of a text as its themes, where they are few."""
    texts = (re.sub(r"^(?:[IVX]+|[0-9]+|[A-Z])[.)] ", "", text) for text in headings)
    found = {slug: text for text in texts if (slug := address_of(text))}
    return found if 1 < len(found) <= _MOST_THEMES else {}


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
