"""The configuration -> the folders that a build reads, and the theme's among them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME = Path(__file__).resolve().parent.parent / "theme"


def root_of(config: MkDocsConfig) -> Path:
    """Give the folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def own_themes(config: MkDocsConfig) -> list[str]:
    """Give the folders of the theme that somebody may change while it is served."""
    root = root_of(config)
    return [
        folder for folder in config.theme.dirs if Path(folder).is_relative_to(root) or folder == config.theme.custom_dir
    ]


def add_theme(config: MkDocsConfig) -> None:
    """Put the edition's look before Material's own and behind the project's, wherever the package is installed."""
    dirs = config.theme.dirs
    if config.theme.name != "material" or any(Path(folder).resolve() == THEME for folder in dirs):
        return
    dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
