"""Edition -> MkDocs: documented events and public names only."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class GeneratorConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml. Paths are relative to that file."""

    statement = option.Type(str, default="source/statement.md")
    """The statement's Markdown file."""
    glossary = option.Type(str, default="docs/glossary")
    """The folder of entries."""
    templates = option.Optional(option.Type(str))
    """A folder whose templates replace the package's own of the same name."""
    annotate_pages = option.Type(bool, default=True)
    """Whether names are linked in authored pages, too; a page may say `annotate: false`."""


class GeneratorPlugin(BasePlugin[GeneratorConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the edition to the site."""
