"""mkdocs.yml -> what we need of it outside MkDocs: where things stand, where the site is published, and its nav."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.errors import ConfigError

STATEMENT = "source/statement.md"
GLOSSARY = "docs/glossary"
"""Where both stand unless mkdocs.yml says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """A page that mkdocs.yml lists under `nav`."""

    src_uri: str
    """Relative to docs/."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What mkdocs.yml says. Paths are relative to the folder it stands in, as a user would type them."""

    path: Path
    docs: Path
    statement: Path
    glossary: Path
    templates: Path | None
    address: str
    """Where the site is published, ending in a slash; empty when it is not known."""
    nav: tuple[NavItem, ...]


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' dialect: `!ENV` as MkDocs does; tags that name Python objects give nothing."""


def _environment(loader: _Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = (
            loader.construct_sequence(node) if len(node.value) > 1 else [*loader.construct_sequence(node), None]
        )
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    for name in names:
        if str(name) in os.environ:
            return os.environ[str(name)]
    return default


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_project(path: Path) -> Project:
    """Read mkdocs.yml, and what it inherits. A project without one has everything at its usual place.

    Raises:
        ConfigError: it cannot be read.
    """
    root = path.parent
    keys, nav = _load(path) if path.exists() else ({}, ())
    ours = _plugin_options(keys.get("plugins"))
    address = str(keys.get("site_url") or "")
    templates = ours.get("templates")
    return Project(
        path=path,
        docs=root / str(keys.get("docs_dir") or "docs"),
        statement=root / str(ours.get("statement") or STATEMENT),
        glossary=root / str(ours.get("glossary") or GLOSSARY),
        templates=root / str(templates) if templates else None,
        # As MkDocs completes it: config_options.URL with is_dir.
        address=address.rstrip("/") + "/" if address else "",
        nav=nav,
    )


def _load(path: Path) -> tuple[dict[str, Any], tuple[NavItem, ...]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=_Loader)
        keys = yaml.load(text, Loader=_Loader)
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigError("cannot be read as UTF-8 text", path=path) from exc
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        raise ConfigError(
            f"broken YAML: {exc.problem or exc.context}", path=path, line=mark.line + 1 if mark else 1
        ) from exc
    if not isinstance(keys, dict) or not isinstance(node, yaml.MappingNode):
        raise ConfigError("must hold keys and values, such as site_name: My site", path=path)
    nav: tuple[NavItem, ...] = ()
    if "INHERIT" in keys:
        inherited = path.parent / str(keys.pop("INHERIT"))
        if not inherited.is_file():
            raise ConfigError(f"inherits {inherited.as_posix()}, which is not there; mend INHERIT", path=path)
        parent, nav = _load(inherited)
        keys = parent | keys
    own = next((value for key, value in node.value if key.value == "nav"), None)
    return keys, tuple(_nav_items(own)) if own is not None else nav


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """Give the options of our plugin, however the list of plugins is written."""
    if isinstance(plugins, dict):
        found = plugins.get("generator")
    else:
        items = [item for item in plugins or [] if isinstance(item, dict)]
        found = next((item["generator"] for item in items if "generator" in item), None)
    return found if isinstance(found, dict) else {}


def _nav_items(node: yaml.Node) -> list[NavItem]:
    """Give the pages of a nav, in order, whatever their nesting; addresses of other sites are left out."""
    if isinstance(node, yaml.SequenceNode):
        return [item for child in node.value for item in _nav_items(child)]
    if isinstance(node, yaml.MappingNode):
        return [item for _, child in node.value for item in _nav_items(child)]
    value = str(node.value)
    if not value.endswith((".md", ".markdown")) or "://" in value:
        return []
    return [NavItem(src_uri=value, line=node.start_mark.line + 1)]
