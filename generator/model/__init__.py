"""The nouns that every other room speaks in. Nothing here reads or writes a file but the package's own words."""

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any, TypeVar

import yaml

Key = TypeVar("Key")
Item = TypeVar("Item")


def read_words(package: str, name: str) -> Any:
    """Return what a file beside the modules of a package holds."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def group(items: Iterable[Item], order: Iterable[Key], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return items by a key: keys that an order names stand in it, others as they come; none without items."""
    found: dict[Key, list[Item]] = {name: [] for name in order}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: members for name, members in found.items() if members}
