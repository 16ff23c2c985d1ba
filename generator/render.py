"""Templates -> Markdown."""

from __future__ import annotations

import json
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from generator import links
from generator.errors import TemplateError, as_typed
from generator.locales import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).parent / "templates"
"""Ours."""

_BLANK_LINES = re.compile(r"\n\n\n+")


class Renderer:
    """The template environment of one build."""

    def __init__(self, overrides: Path | None = None) -> None:
        """Set the environment up.

        Args:
            overrides: a folder whose templates replace ours of the same name.

        Raises:
            TemplateError: there is no such folder.
        """
        if overrides is not None and not overrides.is_dir():
            message = 'there is no such folder; create it, or remove "templates" from mkdocs.yml'
            raise TemplateError(message, path=overrides)
        self._folders = [TEMPLATES] if overrides is None else [overrides, TEMPLATES]
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._folders),
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

    def state(self) -> object:
        """Give what differs when a template has changed."""
        return [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in self._list_files()]

    def _list_files(self) -> Iterable[Path]:
        return (path for folder in self._folders for path in sorted(folder.rglob("*")) if path.is_file())

    def render(self, template: str, view: object) -> str:
        """Fill a template with a view, which it knows as `view`.

        Raises:
            TemplateError: the template, or one that it includes, cannot be used.
        """
        try:
            markdown = self._environment.get_template(template).render(view=view)
        except jinja2.TemplateError as exc:
            raise locate(exc) from exc
        except UnicodeDecodeError as exc:
            path = next(path for path in self._list_files() if path.suffix == ".jinja" and not _is_text(path))
            raise TemplateError("is not UTF-8 text; save it as UTF-8", path=as_typed(path)) from exc
        return _BLANK_LINES.sub("\n\n", markdown).strip() + "\n"


def _is_text(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
