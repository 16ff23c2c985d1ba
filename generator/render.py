"""Templates -> Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import jinja2

from generator import links
from generator.locales import long_date

if TYPE_CHECKING:
    from pathlib import Path

_BLANK_LINES = re.compile(r"\n{3,}")


class Renderer:
    """The template environment of one build."""

    def __init__(self, overrides: Path | None = None) -> None:
        """Set the environment up.

        Args:
            overrides: a folder whose templates replace ours of the same name.
        """
        loaders: list[jinja2.BaseLoader] = [jinja2.PackageLoader("generator", "templates")]
        if overrides is not None:
            loaders.insert(0, jinja2.FileSystemLoader(overrides))
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(loaders),
            undefined=jinja2.StrictUndefined,
            # The output is Markdown: `escape` below is what keeps text from being mark-up.
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters |= {
            "escape": links.escape,
            "attribute": links.escape_title,
            "date": long_date,
            "yaml": lambda value: json.dumps(value, ensure_ascii=False),
        }

    def render(self, template: str, view: object) -> str:
        """Fill a template with a view, which it knows as `view`."""
        markdown = self._environment.get_template(template).render(view=view)
        return _BLANK_LINES.sub("\n\n", markdown).strip() + "\n"
