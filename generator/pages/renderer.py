"""Templates and views -> HTML."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from generator.model.errors import TemplateError, display_path
from generator.text.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """The template environment of one build."""

    def __init__(self, overrides: Path | None = None) -> None:
        """Prepare the environment.

        Args:
            overrides: a folder whose templates replace ours of the same name.

        Raises:
            TemplateError: there is no such folder, or it holds templates of Markdown, as they were once.
        """
        self._folders = [TEMPLATES]
        if overrides is not None:
            _refuse_unusable(overrides)
            self._folders.insert(0, overrides)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._folders),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["date"] = long_date

    def render(self, template: str, view: object) -> str:
        """Fill a template with a view, which it knows as `view`.

        Raises:
            TemplateError: the template, or one that it includes, cannot be used.
        """
        try:
            return self._environment.get_template(template).render(view=view)
        except jinja2.TemplateError as exc:
            raise locate_error(exc) from exc
        except UnicodeDecodeError as exc:
            path = next(path for path in self._list_templates() if not _is_text(path))
            raise TemplateError("is not UTF-8 text", path=display_path(path), hint="save it as UTF-8") from exc

    def _list_templates(self) -> Iterable[Path]:
        return (path for folder in self._folders for path in sorted(folder.rglob("*.jinja")))


def _refuse_unusable(folder: Path) -> None:
    if not folder.is_dir():
        hint = 'create it, or remove "templates" from mkdocs.yml'
        raise TemplateError("there is no such folder", path=display_path(folder), hint=hint)
    for path in sorted(folder.glob("*.md.jinja")):
        hint = f'write HTML and name it "{path.name.removesuffix(".md.jinja")}.html.jinja"'
        raise TemplateError("templates are HTML, not Markdown", path=display_path(path), hint=hint)


def _is_text(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def locate_error(error: jinja2.TemplateError) -> TemplateError:
    """Return an error of Jinja with the file and the line that it is about."""
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
    return TemplateError(what.rstrip("."), path=display_path(Path(path)), line=line, hint="fix the template")
