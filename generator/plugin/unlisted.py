"""Pages outside the nav -> HTML: one parser for all of them, and under a server nothing twice."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

from generator.plugin.folders import own_themes
from generator.rendered import read_html

if TYPE_CHECKING:
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from generator.model import Page as MadePage

KEPT_TEMPLATE = "kept-page"
"""A template that is the page as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as a server gave it, and all that it was made of."""

    made: MadePage
    around: object
    """What stands around it: the configuration, the nav, the theme, and the addresses of all files."""
    meta: dict[str, Any]
    anchors: set[str] | None
    targets: dict[str, dict[str, str]]
    """The anchors that it links to, by the path of the other page."""
    html: str


class UnlistedPage(Page):
    """A page of ours outside the nav. A server that has it already, made of the very same, does not render it again."""

    kept: Kept | None = None
    sound = True
    """Whether rendering it gave no warning, which would be lost with the next build."""

    def __init__(self, file: File, config: MkDocsConfig, parser: Markdown) -> None:
        """Make the page of a file.

        Args:
            file: the generated file.
            config: of the build.
            parser: as the configuration asks for. One for all pages: MkDocs makes another for each.
        """
        super().__init__(None, file, config)
        self._parser = parser

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the Markdown, unless the page is kept."""
        if self.kept is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = "", self.kept.meta | {"template": KEPT_TEMPLATE}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Turn the Markdown into HTML, unless the page is kept."""
        if self.kept is None:
            warnings = CountHandler()
            warnings.setLevel(logging.WARNING)
            logger = logging.getLogger("mkdocs")
            logger.addHandler(warnings)
            self._convert(config, files)
            logger.removeHandler(warnings)
            self.sound = not warnings.get_counts()
            return
        self.content, self.present_anchor_ids = "", self.kept.anchors
        # The file that stood there before is another object now: its page is not the one that this build makes.
        found = {files.get_file_from_path(src_uri): anchors for src_uri, anchors in self.kept.targets.items()}
        self.links_to_anchors = {file: anchors for file, anchors in found.items() if file is not None}

    def _convert(self, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs does, without parsing the page once more for its anchors."""
        if "title" not in self.meta or self.markdown is None:
            # MkDocs knows how to find a title.
            super().render(config, files)
            return
        paths = _RelativePathTreeprocessor(self.file, files, config)
        # In the place of the one for the page before.
        paths._register(self._parser)
        self.content = self._parser.reset().convert(self.markdown)
        self.toc = get_toc(getattr(self._parser, "toc_tokens", []))
        self.present_anchor_ids = find_anchors(self.content)
        self.links_to_anchors = paths.links_to_anchors


def find_anchors(html: str) -> set[str]:
    """Give what an address can end with: the `id` of any element, and the `name` of links."""
    named = read_html(html).css("[id], a[name]")
    found = {node.attributes.get("id") for node in named}
    found |= {node.attributes.get("name") for node in named if node.tag == "a"}
    return {anchor for anchor in found if anchor}


def list_surroundings(nav: Navigation, config: MkDocsConfig, files: Files) -> object:
    """Give all that a page is made of beside its own Markdown; None when that cannot be told."""
    if list(config.plugins) != ["generator"] or config.hooks:
        return None
    return (
        config.site_url,
        repr({key: value for key, value in config.items() if key != "plugins"}),
        str(nav),
        # A page that the nav gives no name has that of its first heading.
        [page.file.content_string for page in nav.pages if page.title is None],
        {file.src_uri: file.url for file in files},
        [
            (str(path), path.stat().st_mtime_ns)
            for folder in own_themes(config)
            for path in sorted(Path(folder).rglob("*"))
        ],
    )
