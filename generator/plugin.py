"""Site -> MkDocs files. The only room that imports MkDocs."""

from __future__ import annotations

import logging
import os
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import links
from generator.errors import GeneratorError
from generator.finish import finish_page
from generator.live import Live, show_findings
from generator.opendata import make_data
from generator.progress import Progress
from generator.render import locate
from generator.search import write_search
from generator.site import build_site
from generator.statement_text import verify

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from generator.model import Page as MadePage
    from generator.model import Site

log = get_plugin_logger("generator")

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).resolve().parent / "theme"


class GeneratorConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml. Paths are relative to that file."""

    statement = option.Type(str, default="source/statement.md")
    """The statement's Markdown file."""
    glossary = option.Type(str, default="docs/glossary")
    """The folder of entries."""
    templates = option.Optional(option.Type(str))
    """A folder whose templates replace the package's own of the same name."""


class _Steps(logging.Handler):
    """The line on a terminal that says how far a build is; what MkDocs logs is written above it."""

    def __init__(self) -> None:
        """Prepare the line."""
        super().__init__()
        self._progress = Progress("reading the statement and its entries")
        self._counts: Counter[str] = Counter()
        self.pages = 0
        """How many pages the site has."""

    def start(self) -> None:
        """Show the line, should the build take long."""
        logging.getLogger("mkdocs").handlers.insert(0, self)
        self._progress.start()

    def step(self, text: str) -> None:
        """Say that something is done to one more page."""
        self._counts[text] += 1
        self._progress.say(f"{text} {self._counts[text]} of {self.pages}")

    def say(self, text: str) -> None:
        """Say what is done to the whole."""
        self._progress.say(text)

    def stop(self) -> None:
        """Take the line away."""
        self._progress.stop()
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - MkDocs's own handler writes it
        """Make room for what MkDocs logs."""
        self._progress.clear()


class GeneratorPlugin(BasePlugin[GeneratorConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the edition to the site."""

    _site: Site | None = None
    _pages: dict[str, MadePage]
    """By path relative to docs/."""
    _live: Live | None = None
    """Given while a server asks: it puts a script of its own into pages, which the policy would forbid."""
    _steps: _Steps

    def __init__(self) -> None:
        """Prepare the line that says how far a build is; each build has its own."""
        super().__init__()
        self._steps = _Steps()

    def on_startup(self, *, command: str, **_: object) -> None:
        """Note whether a server asks."""
        self._live = Live(log, MkDocsException) if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> None:
        """Let equal inputs give equal bytes: dates in the output are the last commit's, not today's."""
        if "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = _last_commit(_root(config))
        _add_theme(config)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Build the site's pages and put them in the place of the authored files."""
        self._steps = _Steps()
        self._steps.start()
        root = _root(config)
        templates = _shown(root / self.config.templates) if self.config.templates else None
        try:
            site = build_site(
                _shown(root / self.config.statement),
                _shown(root / self.config.glossary),
                address=config.site_url or "",
                templates=templates,
            )
        except GeneratorError as exc:
            return self._stand_in(exc, config)
        for finding in site.findings:
            log.warning(str(finding))
        for page in site.pages:
            authored = files.get_file_from_path(page.src_uri)
            if authored is not None:
                files.remove(authored)
            # Entries stay out of nav: a nav tree with every entry in it makes the build grow with their square.
            unlisted = page.src_uri.startswith("glossary/") and page.src_uri != links.GLOSSARY_PAGE
            # A nav may do without the page about the data.
            unlisted = unlisted or page.src_uri == links.DATA_PAGE
            inclusion = InclusionLevel.NOT_IN_NAV if unlisted else InclusionLevel.UNDEFINED
            file = File.generated(config, page.src_uri, content=page.markdown, inclusion=inclusion)
            if page.authored is not None:
                file.edit_uri = os.path.relpath(page.authored, config.docs_dir)
            files.append(file)
        for item in make_data(site):
            files.append(File.generated(config, item.src_uri, content=item.content))
        self._site = site
        self._pages = {page.src_uri: page for page in site.pages}
        self._steps.pages = len(files.documentation_pages())
        return files

    def on_page_content(self, html: str, **_: object) -> str:
        """Count the pages whose Markdown is read."""
        self._steps.step("reading page")
        return html

    def _stand_in(self, fault: GeneratorError, config: MkDocsConfig) -> Files:
        """Give the files that are built in the place of a site that cannot be, so that the server starts."""
        if self._live is None or self._live.begun:
            raise PluginError(str(fault)) from fault
        self._live.fault = str(fault)
        log.error(str(fault))
        self._site, self._pages = None, {}
        config.nav = None
        return Files([File.generated(config, "index.md", content="")])

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Say where a template of the theme is wrong; while serving, make every other mistake one that can be shown."""
        self._steps.stop()
        if isinstance(error, TemplateError):
            raise PluginError(str(locate(error))) from error
        if self._live is not None and self._live.begun and not isinstance(error, MkDocsException):
            log.error("a mistake of the generator's or of another plugin's", exc_info=error)
            raise PluginError(f"{type(error).__name__}: {error} (the terminal shows where)") from error

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Finish the page; check the statement in its final form, whatever other plugins and the theme did to it."""
        self._steps.step("writing page")
        html = finish_page(output, self._pages.get(page.file.src_uri), protect=self._live is None)
        if self._site is not None and page.file.src_uri == links.STATEMENT_PAGE:
            try:
                verify(self._site.statement, html)
            except GeneratorError as exc:
                raise PluginError(str(exc)) from exc
        return show_findings(html, self._site.findings) if self._live and self._site else html

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Add the policy to the page that stands for a missing one."""
        if not template_name.endswith(".html"):
            return output_content
        return finish_page(output_content, None, protect=self._live is None)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the built pages for the reader's search, when all other plugins are done with them."""
        self._steps.say("indexing the pages for the search")
        try:
            if self._site is not None:
                write_search(self._site, Path(config.site_dir))
        except GeneratorError as exc:
            raise PluginError(str(exc)) from exc
        self._steps.stop()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> None:
        """Rebuild when an input changes, and show a fault; MkDocs itself watches docs/ and mkdocs.yml."""
        if self._live is not None:
            server.builder = self._live.guard(server.builder)
            server.set_app(self._live.show(server.serve_request))
        root = _root(config)
        server.watch(str((root / self.config.statement).parent))
        glossary = root / self.config.glossary
        if not glossary.is_relative_to(config.docs_dir):
            server.watch(str(glossary))
        server.watch(str(TEMPLATES))
        for folder in config.theme.dirs:
            if Path(folder).is_relative_to(root) or folder == config.theme.custom_dir:
                server.watch(folder)
        if self.config.templates:
            server.watch(str(root / self.config.templates))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _add_theme(config: MkDocsConfig) -> None:
    """Put the edition's look before Material's own and behind the project's, wherever the package is installed."""
    dirs = config.theme.dirs
    if config.theme.name != "material" or any(Path(folder).resolve() == THEME for folder in dirs):
        return
    dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))


def _shown(path: Path) -> Path:
    """Give the path as the user would type it, so that messages name it so."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else Path(relative)


def _last_commit(root: Path) -> str:
    """Give the time of the last commit; outside a repository, today's midnight, as MkDocs itself does."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return str(int(midnight.timestamp()))
    return done.stdout.strip()
