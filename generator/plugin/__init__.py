"""Site -> MkDocs files. The only room that imports MkDocs."""

from __future__ import annotations

import errno
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, DictLoader, TemplateError
from markdown import Markdown
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import lean_markdown, links
from generator.errors import ExportError, GeneratorError, as_typed
from generator.finish import finish_page
from generator.live import Live, show_findings
from generator.memory import Memory
from generator.model import Prose
from generator.opendata import make_data
from generator.plugin.folders import add_theme, own_themes, root_of
from generator.plugin.unlisted import KEPT_TEMPLATE, Kept, UnlistedPage, list_surroundings
from generator.progress import Steps
from generator.render import TEMPLATES, locate
from generator.search import write_search
from generator.site import build_site
from generator.statement_text import verify
from generator.watching import outlast

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.model import Page as MadePage
    from generator.model import Site

log = get_plugin_logger("generator")


class GeneratorConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml. Paths are relative to that file."""

    statement = option.Type(str, default="source/statement.md")
    """The statement's Markdown file."""
    glossary = option.Type(str, default="docs/glossary")
    """The folder of entries."""
    templates = option.Optional(option.Type(str))
    """A folder whose templates replace the package's own of the same name."""


_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
"""What only somebody who minds the disk can mend."""

_NO_PROSE = Prose(markdown="", line=1)


class GeneratorPlugin(BasePlugin[GeneratorConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the edition to the site."""

    _site: Site | None = None
    _pages: dict[str, MadePage]
    """By path relative to docs/."""
    _live: Live | None = None
    """Given while a server asks: it puts a script of its own into pages, which the policy would forbid."""
    _memory: Memory | None = None
    """Of a server, too."""
    _steps: Steps
    _place: Path
    """Where MkDocs writes the site, as a user would type it."""

    def __init__(self) -> None:
        """Prepare the line that says how far a build is; each build has its own."""
        super().__init__()
        self._steps = Steps()

    _kept: dict[str, Kept]
    """The pages of the last build, by path; of a server only. With `on_startup` the plugin lives as long as it does."""
    _around: object = None
    _indexing: Thread | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """Note whether a server asks."""
        self._live = Live(log, MkDocsException) if command == "serve" else None
        self._memory = Memory() if self._live else None
        self._kept = {}

    def on_shutdown(self) -> None:
        """Let the index be written to its end: the folder that it stands in goes next."""
        self._await_index()

    def on_config(self, config: MkDocsConfig) -> None:
        """Let equal inputs give equal bytes: dates in the output are the last commit's, not today's."""
        self._await_index()
        self._place = as_typed(Path(config.site_dir))
        if "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = _last_commit(root_of(config))
        add_theme(config)
        # Last: it looks at what the others have registered.
        config.markdown_extensions.append(lean_markdown.__name__)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Build the site's pages and put them in the place of the authored files."""
        self._steps = Steps()
        self._steps.start()
        root = root_of(config)
        templates = as_typed(root / self.config.templates) if self.config.templates else None
        try:
            site = build_site(
                as_typed(root / self.config.statement),
                as_typed(root / self.config.glossary),
                address=config.site_url or "",
                templates=templates,
                memory=self._memory,
            )
        except GeneratorError as exc:
            return self._stand_in(exc, config)
        for finding in site.findings:
            log.warning(str(finding))
        parser = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        for page in site.pages:
            authored = files.get_file_from_path(page.src_uri)
            if authored is not None:
                files.remove(authored)
            # Entries stay out of nav: a nav tree with every entry in it makes the build grow with their square.
            unlisted = page.src_uri.startswith("glossary/") and page.src_uri != links.GLOSSARY_PAGE
            # A nav may do without the page about the data.
            unlisted = unlisted or page.src_uri == links.DATA_PAGE
            inclusion = InclusionLevel.NOT_IN_NAV if unlisted else InclusionLevel.UNDEFINED
            file = File.generated(config, page.src_uri, content=page.content, inclusion=inclusion)
            if page.authored is not None:
                file.edit_uri = Path(os.path.relpath(page.authored, config.docs_dir)).as_posix()
            files.append(file)
            if unlisted:
                UnlistedPage(file, config, parser)
        # MkDocs has the Markdown now; only a server compares it later.
        self._pages = {page.src_uri: page if self._live else replace(page, content=b"") for page in site.pages}
        site = replace(site, pages=())
        for item in make_data(site):
            files.append(File.generated(config, item.src_uri, content=item.content))
        # The search asks for what entries are called.
        entries = tuple(replace(entry, sources=(), background=_NO_PROSE, disagreements=()) for entry in site.entries)
        self._site = replace(site, entries=entries)
        self._steps.pages = len(files.documentation_pages())
        return files

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Let go of the file's content, which the page has now."""
        if page.file.src_uri in self._pages:
            page.file.content_string = ""
        return markdown

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Count the pages whose Markdown is read, and let go of what nothing asks for from now on."""
        self._steps.step("reading page")
        if isinstance(page, UnlistedPage):
            page.markdown = ""
        return html

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Take up the pages that a server has already and that nothing has changed for."""
        if self._live is None:
            return
        self._around = list_surroundings(nav, config, files)
        self._kept = {src_uri: kept for src_uri, kept in self._kept.items() if src_uri in self._pages}
        for src_uri, kept in self._kept.items():
            file = files.get_file_from_path(src_uri)
            page = file.page if file is not None else None
            same = kept.made == self._pages[src_uri] and kept.around == self._around
            if isinstance(page, UnlistedPage) and same:
                page.kept = kept

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Add the template of pages that stay as they are."""
        if self._live and env.loader is not None:
            env.loader = ChoiceLoader([DictLoader({KEPT_TEMPLATE: "{{ page.kept.html }}"}), env.loader])
        return env

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
        """Say where a template of the theme is wrong, and what cannot be written.

        While serving, make every other mistake one that can be shown.
        """
        self._steps.stop()
        if isinstance(error, TemplateError):
            raise PluginError(str(locate(error))) from error
        if isinstance(error, OSError) and (error.errno in _DISK or _stands_in(error.filename, self._place)):
            raise PluginError(str(ExportError(f"cannot be written: {error.strerror}", path=self._place))) from error
        if self._live is not None and self._live.begun and not isinstance(error, MkDocsException):
            log.error("a mistake of the generator's or of another plugin's", exc_info=error)
            raise PluginError(f"{type(error).__name__}: {error} (the terminal shows where)") from error

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Finish the page; check the statement in its final form, whatever other plugins and the theme did to it."""
        self._steps.step("writing page")
        if isinstance(page, UnlistedPage) and page.kept is not None:
            html = output
        else:
            html = finish_page(output, self._pages.get(page.file.src_uri), protect=self._live is None)
            if isinstance(page, UnlistedPage) and self._live:
                self._keep(page, html)
        if self._site is not None and page.file.src_uri == links.STATEMENT_PAGE:
            try:
                verify(self._site.statement, html)
            except GeneratorError as exc:
                raise PluginError(str(exc)) from exc
        return show_findings(html, self._site.findings) if self._live and self._site else html

    def _keep(self, page: UnlistedPage, html: str) -> None:
        """Keep a page for the next build, unless something else may have a hand in it."""
        self._kept.pop(page.file.src_uri, None)
        if page.sound and self._around is not None:
            self._kept[page.file.src_uri] = Kept(
                made=self._pages[page.file.src_uri],
                around=self._around,
                meta=dict(page.meta),
                anchors=page.present_anchor_ids,
                targets={file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()},
                html=html,
            )

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Add the policy to the page that stands for a missing one."""
        if not template_name.endswith(".html"):
            return output_content
        return finish_page(output_content, None, protect=self._live is None)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the built pages for the reader's search, when all other plugins are done with them.

        A server shows the pages at once, and writes the index meanwhile.
        """
        if self._site is None:
            self._steps.stop()
            return
        site, folder = self._site, Path(config.site_dir)

        def write() -> None:
            try:
                write_search(site, folder)
            except GeneratorError as exc:
                log.error(str(exc))

        if self._live:
            self._steps.stop()
            self._indexing = Thread(target=write, daemon=True)
            self._indexing.start()
            return
        self._steps.say("indexing the pages for the search")
        try:
            write_search(site, folder)
        except GeneratorError as exc:
            raise PluginError(str(exc)) from exc
        self._steps.stop()

    def _await_index(self) -> None:
        if self._indexing is not None:
            self._indexing.join()
            self._indexing = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> None:
        """Rebuild when an input changes, and show a fault; MkDocs itself watches docs/ and mkdocs.yml."""
        if self._live is not None:
            server.builder = self._live.guard(server.builder)
            server.set_app(self._live.show(server.serve_request))
        outlast(server)
        root = root_of(config)
        server.watch(str((root / self.config.statement).parent))
        glossary = root / self.config.glossary
        if not glossary.is_relative_to(config.docs_dir):
            server.watch(str(glossary))
        server.watch(str(TEMPLATES))
        for folder in own_themes(config):
            server.watch(folder)
        if self.config.templates:
            server.watch(str(root / self.config.templates))


def _stands_in(name: object, folder: Path) -> bool:
    """Tell whether a file that an error names stands in a folder, or is it."""
    return isinstance(name, str) and Path(name).absolute().is_relative_to(folder.absolute())


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
