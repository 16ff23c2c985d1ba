"""Edition -> MkDocs, by documented events and public names only."""

import errno
import gc
import os
import re
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape, unescape
from pathlib import Path
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import TYPE_CHECKING
from weakref import finalize

from jinja2 import Environment, TemplateError, pass_context
from jinja2.runtime import Context
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.checks import report_problems
from generator.data import make_data
from generator.linking.edition import Edition, read_edition
from generator.linking.markdown import EditionExtension, Job
from generator.linking.prose import TOO_DEEP, settle_html
from generator.model.addresses import Style, entry_page
from generator.model.errors import GeneratorError, display_path
from generator.model.findings import Finding
from generator.model.page import Page as MadePage
from generator.pages.foot import Foot
from generator.pages.renderer import TEMPLATES, locate_error
from generator.plugin.serving import Faults, add_findings, tolerate_missing_folders
from generator.publishing import THEME
from generator.publishing.card import make_card
from generator.publishing.checking import LinkCheck, check_pages
from generator.publishing.folder import mark_site
from generator.publishing.postprocess import Policy
from generator.publishing.search import SearchPlan, plan_search, write_search
from generator.publishing.verbatim import verify_site
from generator.reading.project import find_line, last_commit, project_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("generator")

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}  # errnos of a full, read-only or failing disk


class GeneratorConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml. Paths are relative to that file."""

    statement = option.Type(str, default="source/statement.md")  # The statement's Markdown file
    glossary = option.Type(str, default="docs/glossary")  # The folder of entries
    templates = option.Optional(option.Type(str))  # A folder whose templates replace the package's own of the same name
    drafts = option.Type(bool, default=False)  # Whether entries that are drafts are published; a server shows them
    annotate_pages = option.Type(bool, default=True)  # Whether authored pages have links; one may say `annotate: false`
    checked_since = option.Optional(option.Type((str, int, date)))  # Entries checked before that day are reported
    classes = option.ListOfItems(option.Type(str), default=[])  # What HTML may use besides the usual ones
    weak_hosts = option.ListOfItems(option.Type(str), default=[])  # No sources, as those in weak_hosts.yml
    version = option.Optional(option.Type((str, int, float)))  # The edition's own, shown at the foot of each page
    license = option.Optional(option.Type(str))  # The name of the license of the glossary and of the editors' notes
    license_url = option.Optional(option.URL())  # Where the license can be read


def _as_html(title: str | None) -> str:
    return escape(unescape(title or ""), quote=False)


class GeneratorPlugin(BasePlugin[GeneratorConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the edition to the site."""

    _edition: Edition | None = None  # None while it cannot be read; then the server shows the fault
    _made: dict[str, MadePage]  # The pages that MkDocs has not taken yet, by path relative to docs/
    _given: str = ""  # The last of their bodies that was read
    _bodies: dict[str, tuple[int, int]]  # Where each of their bodies starts in the file, and its length in bytes
    _file: SpooledTemporaryFile[bytes]  # The bodies, until they are asked for: thousands of pages need a lot of memory
    _findings: tuple[Finding, ...] = ()
    _links: LinkCheck
    _foot: Foot
    _search: SearchPlan
    _parts: dict[tuple[str, str], str]  # Parts of the theme that many pages share, by name and way to the first page
    _place: Path = Path("site")  # Where MkDocs writes the site, as a user would type it
    _settings: Path = Path("mkdocs.yml")
    _docs: Path = Path("docs")
    _src_uri: str = ""  # The page that MkDocs reads
    _text: str  # Its Markdown
    _faults: Faults | None = None  # Set while serving
    _indexing: Thread | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """Note whether a server asks. With this event the plugin lives as long as the server."""
        self._faults = Faults(log) if command == "serve" else None
        # A build makes many objects and few cycles that live on.
        gc.set_threshold(2_000, 1_000)

    def on_shutdown(self) -> None:
        """Finish writing the index before the folder goes."""
        if self._indexing is not None:
            self._indexing.join()
            self._indexing = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Add the theme and the extension; date the build by the last commit, so that equal inputs give equal bytes."""
        self.on_shutdown()
        self._place = display_path(Path(config.site_dir))
        self._settings, self._docs = Path(config.config_file_path or "mkdocs.yml").resolve(), Path(config.docs_dir)
        if not re.fullmatch(r"\d{1,11}", os.environ.get("SOURCE_DATE_EPOCH", "")):
            midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
            # Outside a repository the day, as MkDocs itself does.
            os.environ["SOURCE_DATE_EPOCH"] = last_commit(self._settings.parent) or str(int(midnight.timestamp()))
        dirs = config.theme.dirs
        if config.theme.name == "material" and all(Path(folder).resolve() != THEME for folder in dirs):
            dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        self._policy = Policy(map(Path, dirs))
        self._extension = EditionExtension(resolves=False)
        config.markdown_extensions.append(self._extension)  # type: ignore[arg-type]
        self._extensions = config.markdown_extensions

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the edition, log what is wrong with it, and add its pages and its data."""
        self._edition, self._made, self._bodies = None, {}, {}
        self._file = SpooledTemporaryFile(max_size=1 << 22)  # noqa: SIM115 - closed behind the last page
        finalize(self, self._file.close)  # Where a build fails
        try:
            project = project_of(config)
            edition = read_edition(replace(project, drafts=project.drafts or self._faults is not None))
            config.theme["language"] = edition.wording.language
            # The pages stay in memory, and what making the data takes is free for them.
            data = (*make_data(edition), *make_card(edition))
            self._search = plan_search(edition)
            self._links = LinkCheck(project)
            self._findings = check_pages(edition, self._links, self._keep)
        except GeneratorError as exc:
            if self._faults is None or self._faults.serving:
                raise
            self._faults.fault = str(exc)
            log.error(str(exc))
            # So that the server starts.
            config.nav = None
            return Files([File.generated(config, "index.md", content="")])
        for finding in self._findings:
            log.warning(str(finding))
        if edition.unpublished:
            log.info(f"Drafts that are left out: {len(edition.unpublished)}")
        for entry in edition.unpublished:
            if file := files.get_file_from_path(entry_page(entry.slug)):
                files.remove(file)
        for src_uri, page in self._made.items():
            file = files.get_file_from_path(src_uri)
            if file is None:
                # Lists are made of the statement, too: other plugins ask the file for its dates.
                source = page.source or project.statement
                file = File.generated(config, src_uri, abs_src_path=str(source.resolve()))
                file.edit_uri = Path(os.path.relpath(source, config.docs_dir)).as_posix() if page.source else None
                files.append(file)
            # A nav with every entry in it would make the build grow with their square; it may leave out others, too.
            if src_uri.startswith("glossary/") or project.nav:
                file.inclusion = InclusionLevel.UNDEFINED if src_uri in project.nav else InclusionLevel.NOT_IN_NAV
        for item in data:
            files.append(File.generated(config, item.src_uri, content=item.content))
        # MkDocs resolves the addresses in authored pages after the extension has added its own.
        addresses = replace(project.addresses, style=Style.FILENAMES)
        self._extension.use(replace(edition, project=replace(edition.project, addresses=addresses)))
        self._edition, self._foot = edition, Foot(edition)
        config.site_description = config.site_description or edition.description
        # The page for missing addresses is no page that could hold them.
        config.extra["foot"] = {"words": dict(edition.wording.theme)}
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Show the labels of sections and links as text; those of pages are known later."""
        items = [*nav.items]
        for item in items:
            items += item.children or ()
            if not item.is_page:
                item.title = _as_html(item.title)

    def _keep(self, page: MadePage) -> None:
        self._put_away(page.src_uri, page.body)
        self._made[page.src_uri] = replace(page, body="", outline=replace(page.outline, hrefs=()))

    def _put_away(self, src_uri: str, body: str) -> None:
        start, data = self._file.seek(0, os.SEEK_END), body.encode()
        self._bodies[src_uri] = start, self._file.write(data)

    def _read_back(self, start: int, length: int) -> str:
        self._file.seek(start)
        return self._file.read(length).decode()

    @event_priority(100)
    def on_page_read_source(self, *, page: Page, **_: object) -> str | None:
        """Let pages of the edition have no Markdown: their words are HTML already."""
        return "" if page.file.src_uri in self._made else None

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        """Give the theme what it asks pages for; prepare the extension for an authored page."""
        made = self._made.get(page.file.src_uri)
        if made is not None:
            page.meta.update(made.meta)
            # MkDocs sets up Python-Markdown anew for every page; for one without Markdown it needs no extension.
            config.markdown_extensions = []
        self._src_uri, self._text = page.file.src_uri, markdown
        annotate = made is None and self._edition is not None and self._edition.project.annotate_pages
        is_asked = annotate and page.meta.get("annotate", True)
        self._extension.job = Job(page=page.file.src_uri) if is_asked else None
        return markdown

    @event_priority(100)
    def _give_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        """Give a page of the edition its body, its contents and its anchors; report unread mark-up in others."""
        self._src_uri = ""
        config.markdown_extensions = self._extensions
        if made := self._made.pop(page.file.src_uri, None):
            # Themes write these names as they are, as Python-Markdown's own hold HTML.
            tokens = [{"level": it.level, "id": it.id, "name": escape(it.text)} for it in made.outline.headings]
            page.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[arg-type]
            page.present_anchor_ids = made.outline.anchors  # type: ignore[assignment] # only looked up
            self._given = self._read_back(*self._bodies[page.file.src_uri])
            return self._given
        if self._edition is None:
            return html
        job = self._extension.job
        html, problems = settle_html(html, self._text, self._edition.project.classes, job.unread if job else ())
        whole = page.file.content_string
        line = 1 + whole.count("\n", 0, max(whole.find(self._text), 0))
        for finding in report_problems(problems, self._edition.project.docs / page.file.src_uri, line):
            log.warning(str(finding))
        return html

    @event_priority(-100)
    def _put_content_away(self, html: str, *, page: Page, **_: object) -> str:
        """Keep the body of a page of the edition in the file until its turn, as every plugin has made it."""
        if page.file.src_uri not in self._bodies:
            return html
        if html is not self._given:
            self._put_away(page.file.src_uri, html)
        return ""

    on_page_content = CombinedEvent(_give_content, _put_content_away)

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files, **_: object) -> None:
        """Check the links of the edition's pages, which MkDocs does not read, when all files and titles are known."""
        if self._edition is None:
            return
        self._parts = {}
        # Templates of somebody else may show something of the page anywhere.
        if not config.theme.custom_dir:
            env.globals["kept"] = self._keep_part
        # Themes write titles as they are: those of headings are HTML, those of the nav and of front matter are text.
        for page in [file.page for file in files.documentation_pages() if file.page is not None]:
            page.title = _as_html(page.title)
        built = [file.src_uri for file in files if file.inclusion != InclusionLevel.EXCLUDED]
        others = [src_uri for src_uri in built if src_uri not in self._edition.sources]
        dead = self._links.find_dead(others)
        for finding in dead:
            log.warning(str(finding))
        self._findings += dead

    @pass_context
    def _keep_part(self, context: Context, name: str, caller: Callable[[], str]) -> str:
        """Return a part of the theme, which is made once for all pages of one depth that stand in no nav."""
        page = context.get("page")
        if page is None or not page.file.inclusion.is_not_in_nav():
            return caller()
        key = name, context["base_url"]
        if key not in self._parts:
            self._parts[key] = caller()
        return self._parts[key]

    @event_priority(100)
    def on_page_context(self, _context: object, *, page: Page, **_: object) -> None:
        """Give the theme what stands at the foot of the page, whoever made it."""
        if place := self._bodies.pop(page.file.src_uri, None):
            page.content = self._read_back(*place)
        if self._edition is not None:
            page.meta["foot"] = self._foot.make(unescape(str(page.title)), page.file.src_uri)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Protect the page."""
        if self._edition is None:
            return output
        page.content = None
        output = output if self._faults is None else add_findings(output, self._findings)
        return self._policy.add(output, self._edition.project.docs / page.file.src_uri)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Protect the page for missing addresses."""
        is_page = template_name.endswith(".html")
        return self._policy.add(output_content, display_path(self._settings)) if is_page else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prove that the statement is shown whatever others did, and index the pages; a server shows them meanwhile."""
        if self._edition is None:
            return
        self._file.close()
        folder = Path(config.site_dir)
        verify_site(self._edition, folder)
        if self._faults is None:
            log.info("Indexing the pages for the search")
            self._index(self._search, folder)
            mark_site(folder)
        else:
            self._indexing = Thread(target=self._index, args=(self._search, folder), daemon=True)
            self._indexing.start()

    def _index(self, plan: SearchPlan, folder: Path) -> None:
        try:
            write_search(plan, folder)
        except GeneratorError as exc:
            if self._faults is None:
                raise
            log.error(str(exc))
        if self._faults is not None:
            # What is left of the site before, when nobody waits.
            gc.collect()

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Report in one line what is no fault of the generator; while serving, show every fault."""
        if fault := error if isinstance(error, GeneratorError) else self._explain(error):
            raise PluginError(str(fault)) from error
        if self._faults is not None:
            self._faults.report(error)

    def _explain(self, error: Exception) -> GeneratorError | None:
        """Return what a template, a page, the disk, a hook or a setting did; nothing of what MkDocs tells itself."""
        frames = traceback.extract_tb(error.__traceback__)
        if isinstance(error, TemplateError) or any(frame.filename.endswith(".html") for frame in frames):
            fault, name = locate_error(error), getattr(error, "name", None) or "\n"
            if "site-packages" not in fault.path.parts and fault.path.is_file():
                return fault
            # A template of the theme does what a page or a setting says.
            places = (self._settings, *sorted(self._docs.rglob("*.md")))
            words = name.removeprefix(".icons/").removesuffix(".svg")
            path = next((path for path in places if find_line(path, words)), self._settings)
            line = find_line(path, words) or 1
            return GeneratorError(fault.message, path=display_path(path), line=line, hint="correct it")
        if isinstance(error, (RecursionError, ValueError)) and self._edition is not None and self._src_uri:
            path = self._edition.project.docs / self._src_uri
            what = TOO_DEEP if isinstance(error, RecursionError) else f"cannot be read: {error}"
            return GeneratorError(what, path=path, hint="correct it")
        name = Path(str(getattr(error, "filename", ""))).absolute()
        if isinstance(error, OSError) and (error.errno in _DISK or name.is_relative_to(self._place.absolute())):
            there = self._docs / os.path.relpath(name, self._place)
            if isinstance(error, (FileExistsError, NotADirectoryError)) and there.is_file():
                what = "is a file, and the site has a folder of that name"
                return GeneratorError(what, path=display_path(there), hint="rename it")
            return GeneratorError(f"cannot be written: {error.strerror}", path=self._place)
        files = [(Path(frame.filename), frame.lineno or 1) for frame in frames]
        # The first are MkDocs' own build and this plugin's answer to it.
        if isinstance(error, MkDocsException) or any(
            path.is_relative_to(Path(__file__).parents[1]) for path, _ in files
        ):
            return None
        root = self._settings.parent
        own = [place for place in files if place[0].is_relative_to(root) and "site-packages" not in place[0].parts]
        page = self._docs / self._src_uri if self._src_uri else self._settings
        path, line = own[-1] if own else (page, 1)
        what, hint = f"{type(error).__name__}: {error}", "correct it, or the setting that leads there"
        return GeneratorError(what, path=display_path(path), line=line, hint=hint)

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, **_: object) -> None:
        """Rebuild when an input changes, and show a fault; MkDocs itself watches docs/ and mkdocs.yml."""
        if self._faults is not None:
            self._faults.watch_over(server, display_path(self._settings))
        tolerate_missing_folders(server)
        project = project_of(config)
        watched = [project.statement.parent, project.glossary, TEMPLATES, project.templates]
        watched += [Path(folder) for folder in config.theme.dirs if Path(folder).is_relative_to(self._settings.parent)]
        for path in watched:
            if path is not None and not path.resolve().is_relative_to(config.docs_dir):
                server.watch(str(path))
