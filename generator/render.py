"""Templates -> Markdown."""

from __future__ import annotations

import json
import re
import traceback
from pathlib import Path

import jinja2

from generator import links
from generator.errors import TemplateError, as_typed
from generator.locales import long_date

_BLANK_LINES = re.compile(r"\n\n\n+")


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
            "address": links.outside_href,
            "date": long_date,
            "yaml": lambda value: json.dumps(value, ensure_ascii=False),
        }

    def render(self, template: str, view: object) -> str:
        """Fill a template with a view, which it knows as `view`.

        Raises:
            TemplateError: the template, or one that it includes, cannot be used.
        """
        try:
            markdown = self._environment.get_template(template).render(view=view)
        except jinja2.TemplateError as exc:
            raise locate(exc) from exc
        return _BLANK_LINES.sub("\n\n", markdown).strip() + "\n"


def locate(error: jinja2.TemplateError) -> TemplateError:
    """Say of an error in a template where it stands."""
    what = error.message or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or error.name or "template", error.lineno
    else:
        # Jinja puts the lines of templates into the traceback, in the place of the Python that it makes of them.
        frames = traceback.extract_tb(error.__traceback__)
        path, line = next(
            ((frame.filename, frame.lineno or 1) for frame in reversed(frames) if not frame.filename.endswith(".py")),
            ("template", 1),
        )
    if isinstance(error, jinja2.TemplateNotFound):
        what = f'there is no template "{error.name}"'
    return TemplateError(f"{what.rstrip('.')}; mend the template", path=as_typed(Path(path)), line=line)
