"""The nouns that every other room speaks in. Nothing here reads or writes a file but the package's own words."""

from importlib.resources import files
from typing import Any

import yaml


def read_words(package: str, name: str) -> Any:
    """Return what a file beside the modules of a package holds."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
