"""mkdocs.yml -> where things stand, where the site is published, and how its Markdown is read."""

import json
import logging
import os
import re
import subprocess
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from logging.handlers import MemoryHandler
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from pathspec.gitignore import GitIgnoreSpec
from pydantic import Field, StrictBool

from generator.model.addresses import LIST_PAGES, STATEMENT_PAGE, Addresses, Style
from generator.model.errors import GeneratorError, display_path
from generator.model.fields import Language, Location, Noun, Origin, PartialDate, Url, find_hidden
from generator.reading.frontmatter import check, read_text

STATEMENT = "source/statement.md"
GLOSSARY = "docs/glossary"  # Where both stand unless mkdocs.yml says otherwise

_PLACE = re.compile(r"([^\s:]+):(\d+): (.+)", re.DOTALL)  # A fault of ours
_IN_PAGE = re.compile(r"Doc file '(.+?)' (contains .*?'(.+?)'.*)")  # What MkDocs warns of in an authored page

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What mkdocs.yml says, after `INHERIT`, `!ENV` and defaults. Paths are as a user would type them."""

    path: Path
    docs: Path
    statement: Path
    glossary: Path
    templates: Path | None = None
    addresses: Addresses = field(default_factory=Addresses)
    editor: str = ""
    nav: Mapping[str, int] = field(default_factory=dict)
    """The pages that it lists, relative to docs/, with their lines; addresses of other sites are left out."""
    theme: str = "material"
    language: str = ""  # Of the pages, where `theme.language` sets it; else it is the statement's
    overrides: Path | None = None
    features: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()  # Their names, with Material's as `material/offline`
    hidden: tuple[str, ...] = ()  # Files, generated pages too, that `exclude_docs` or `draft_docs` keeps from readers
    unlisted: tuple[str, ...] = ()  # Pages that `not_in_nav` leaves out of the nav on purpose
    markdown_extensions: tuple[Any, ...] = ("toc", "tables", "fenced_code")
    """As Python-Markdown takes them: those that MkDocs adds, then the project's."""
    markdown_configs: Mapping[str, Any] = field(default_factory=dict)
    repo: str = ""  # The address of the repository, in which readers report errors; empty where there is none
    card: str = ""  # A picture in docs/ that stands for the site where a link to it is shared; without it one is drawn
    # Options of the plugin, as docs/maintainers.md has them.
    drafts: bool = False
    annotate_pages: bool = True
    checked_since: str = ""
    classes: tuple[str, ...] = ()
    weak_hosts: tuple[str, ...] = ()
    version: str = ""
    license: str = ""
    license_url: str = ""


def read_project(path: Path) -> Project:
    """Read mkdocs.yml as MkDocs reads it, or raise a GeneratorError; without one everything is at its usual place."""
    root = path.parent
    if not path.exists():
        return Project(path=path, docs=root / "docs", statement=root / STATEMENT, glossary=root / GLOSSARY)
    try:
        # `!!python/name:` only names what an extension calls.
        if tag := re.search(r"!!python/(?!name:)[\w/]+", path.read_text(encoding="utf-8-sig", errors="replace")):
            raise GeneratorError(f"{tag[0]} runs code when the file is read", path=path, hint="write the value out")
        # A strict build ends at a warning.
        with _failing_in_one_line(path):
            return project_of(load_config(str(path), strict=True))
    except RecursionError as exc:
        message = "cannot be read: INHERIT leads back to it, or it is nested too deeply"
        raise GeneratorError(message, path=path, hint="fix the file") from exc
    # Values of another type than MkDocs expects, and hooks that cannot be imported.
    except (OSError, ValueError, TypeError, LookupError, AttributeError, ImportError, SyntaxError) as exc:
        raise GeneratorError(f"cannot be read: {exc}", path=path, hint="fix the file") from exc


def rehearse(project: Project) -> None:
    """Build the site with MkDocs where nobody sees it; a GeneratorError has what a strict build fails at."""
    with TemporaryDirectory() as place, _failing_in_one_line(project.path, project.docs):
        config = load_config(str(project.path), site_dir=place, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


@contextmanager
def _failing_in_one_line(path: Path, docs: Path = Path()) -> Iterator[None]:
    """Raise what MkDocs gives up at, or what it logs before, as a GeneratorError."""
    noted = MemoryHandler(capacity=1000, flushLevel=logging.CRITICAL + 1)
    noted.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(noted)
    try:
        yield
    except MkDocsException as exc:
        logged = [record.getMessage().removeprefix("generator: ") for record in noted.buffer]
        logged = [message for message in logged if _PLACE.match(message)] or logged
        what = "; ".join(dict.fromkeys(logged)) if logged and isinstance(exc, Abort) else str(exc)
        # MkDocs adds the traceback of an extension.
        what = " ".join(line for line in what.splitlines() if not line.startswith(("  File ", "    ")))
        if place := _PLACE.match(what):
            raise GeneratorError(place[3], path=Path(place[1]), line=int(place[2])) from exc
        if page := _IN_PAGE.match(what):
            file = docs / page[1]
            raise GeneratorError(page[2], path=file, line=find_line(file, page[3]) or 1, hint="correct it") from exc
        line = int(["1", *re.findall(rf'{re.escape(path.name)}", line (\d+)', what)][-1])
        raise GeneratorError(f"cannot be used: {what}", path=path, line=line, hint="fix the setting") from exc
    except SystemExit as exc:
        frame = traceback.extract_tb(exc.__traceback__)[-1]
        script, line = display_path(Path(frame.filename)), frame.lineno or 1
        raise GeneratorError("ends Python, so nothing is built", path=script, line=line, hint="remove that") from exc
    finally:
        logger.removeHandler(noted)


def find_line(path: Path, words: str) -> int:
    """Return the first line of a file that has some words; 0 where none has."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n") if path.is_file() else []
    return next((number for number, text in enumerate(lines, 1) if words in text), 0)


class _Settings(Noun):
    """What MkDocs takes as it is, and Material or our pages cannot use in every shape."""

    site_url: Url | None
    features: tuple[str, ...]
    palette: list[dict[str, Any]]
    alternate: list[dict[str, Any]]
    social: list[dict[str, Any]]
    checked_since: PartialDate = ""
    theme: dict[str, Language]


class _Meta(Noun, extra="allow"):
    """What may stand in the front matter of an authored page, besides what themes and plugins read."""

    title: str = ""
    description: str = ""
    annotate: StrictBool = True
    hide: tuple[str, ...] = ()
    search: dict[str, Any] = Field(default_factory=dict)
    template: str = ""
    search_terms: tuple[str, ...] = ()
    # Only pages that are made have these.
    contents: None = None
    jsonld: None = None
    redirect_to: None = None
    citation: None = None
    # Plugins set these, and Material writes them as they are.
    revision_date: None = None
    git_revision_date_localized: None = None
    git_creation_date_localized: None = None


def read_page(path: Path) -> tuple[str, dict[str, Any], int]:
    """Return the text of an authored page, its front matter, split as MkDocs does, and the line that the text is on."""
    whole = read_text(path)
    text, meta = get_data(whole)
    head = whole.removesuffix(text).split("\n")
    lines: dict[Location, int] = {(line.partition(":")[0],): number for number, line in enumerate(head, 1)}
    check(meta, Origin(path=path, lines=lambda _: lines), _Meta)
    return text, meta, len(head)


def project_of(config: MkDocsConfig) -> Project:
    """Return what a loaded mkdocs.yml says; other plugins may have changed it meanwhile."""
    path = Path(config.config_file_path or "mkdocs.yml")
    root = path.parent
    docs = Path(config.docs_dir)
    plugin = config.plugins.get("generator")
    ours: Mapping[str, Any] = plugin.config if plugin is not None else {}
    templates = ours.get("templates")
    plugins = tuple(config.plugins)
    flat = not config.use_directory_urls or any(name.endswith("offline") for name in plugins)
    theme = {key: config.theme.get(key) or [] for key in ("features", "palette")}
    theme["palette"] = theme["palette"] if isinstance(theme["palette"], list) else [theme["palette"]]
    told = theme | {key: config.extra.get(key) or [] for key in ("alternate", "social")}
    since = {"checked_since": str(ours["checked_since"])} if ours.get("checked_since") else {}
    language = _read_language(config)
    told |= since | {"theme": {"language": language} if language else {}, "site_url": config.site_url or None}
    # MkDocs keeps no lines, and plugins may have languages, too.
    line = find_line(path, f"language: {language}") or find_line(path, "language:")
    settings = check(told, Origin(path=display_path(path), lines=lambda _: {("theme", "language"): line}), _Settings)
    shown = [config.site_name, config.site_description, config.copyright, config.nav]
    if hidden := find_hidden(json.dumps(shown, ensure_ascii=False, default=str))[0]:
        message = f"the site's name, description, copyright or nav holds {hidden}"
        raise GeneratorError(message, path=display_path(path), hint="remove it")
    options: dict[str, Any] = {key: ours[key] for key in ("drafts", "annotate_pages") if key in ours}
    options |= {key: tuple(ours.get(key, ())) for key in ("classes", "weak_hosts")}
    options |= {key: str(ours.get(key) or "") for key in ("version", "license", "license_url")}
    return Project(
        path=display_path(path),
        docs=display_path(docs),
        statement=display_path(root / str(ours.get("statement", STATEMENT))),
        glossary=display_path(root / str(ours.get("glossary", GLOSSARY))),
        templates=display_path(root / str(templates)) if templates else None,
        addresses=Addresses(site=config.site_url or "", style=Style.FILES if flat else Style.FOLDERS),
        editor=config.site_author or "",
        nav=dict(_list_nav(config.nav, path)),
        theme=config.theme.name or "",
        language=settings.theme.get("language", ""),
        overrides=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
        features=settings.features,
        plugins=plugins,
        hidden=tuple(_list_matching(docs, config.exclude_docs, config.draft_docs)),
        unlisted=tuple(_list_matching(docs, config.not_in_nav)),
        markdown_extensions=tuple(config.markdown_extensions),
        markdown_configs=config.mdx_configs,
        checked_since=settings.checked_since,
        repo=config.repo_url or "",
        card=str(config.extra.get("card") or ""),
        **options,
    )


def last_change(root: Path) -> str:
    """Return the day that SOURCE_DATE_EPOCH names, else that of the last commit; empty outside a repository."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or last_commit(root)
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def last_commit(root: Path) -> str:
    """Return the time of the last commit in seconds; empty outside a repository."""
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _read_language(config: MkDocsConfig) -> str:
    """Return what mkdocs.yml itself says: the theme has a default that nobody chose."""
    path = Path(config.config_file_path or "mkdocs.yml")
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        # As plain text: a tag may run code.
        theme = yaml_load(file, yaml.BaseLoader).get("theme")
    language = theme.get("language", "") if isinstance(theme, dict) else ""
    return language if isinstance(language, str) else str(config.theme.get("language", "en"))


def list_files(folder: Path) -> Iterator[str]:
    """Yield every file below a folder, relative to it, sorted; what begins with a dot is left out, as builders do."""

    def refuse(fault: OSError) -> None:
        raise GeneratorError(f"cannot be read: {fault.strerror}", path=Path(fault.filename)) from fault

    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True) if folder.exists() else ():
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(here) / name for name in (*folders, *names) if not name.startswith(".")):
            if not path.name.isprintable():
                raise GeneratorError("has a name that cannot be part of an address", path=path, hint="rename it")
            if path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()):
                raise GeneratorError("is a link to a folder around it", path=path, hint="remove it")
            if path.name not in folders:
                if not path.is_file():
                    raise GeneratorError("is no file that can be read", path=path, hint="remove it")
                found.append(path)
    yield from (path.relative_to(folder).as_posix() for path in sorted(found))


def is_published(name: str) -> bool:
    """Return whether builders publish a file: all but hidden ones, and those in templates/."""
    parts = PurePosixPath(name).parts
    return parts[0] != "templates" and not any(part.startswith(".") for part in parts)


def _list_nav(nav: Any, path: Path) -> Iterator[tuple[str, int]]:
    for value in nav.values() if isinstance(nav, dict) else nav or ():
        if not isinstance(value, str):
            yield from _list_nav(value, path)
            continue
        # MkDocs keeps no lines; an inherited nav stands in another file.
        line = find_line(path, value) or 1
        try:
            parts = urlsplit(value)
            if parts.scheme and not re.fullmatch(r"(https?|mailto):[^\s\"'<>]+", value, re.IGNORECASE):
                raise ValueError("it is none of the web")
        except ValueError as exc:
            message = f'"{value}" in the nav is no address: {exc}'
            raise GeneratorError(message, path=display_path(path), line=line, hint="fix it") from exc
        if parts.path.endswith((*MARKDOWN_SUFFIXES, "/")) and not (parts.scheme or parts.netloc or value[0] == "/"):
            yield value, line


def _list_matching(docs: Path, *specs: GitIgnoreSpec | None) -> Iterator[str]:
    """Yield the files in docs/ and the pages that every edition has that some patterns of mkdocs.yml match."""
    given = [spec for spec in specs if spec is not None]
    files = [path.relative_to(docs).as_posix() for path in (docs.rglob("*") if given else ()) if path.is_file()]
    for src_uri in sorted({*files, *LIST_PAGES, STATEMENT_PAGE}):
        if any(spec.match_file(src_uri) for spec in given):
            yield src_uri
