"""Templates and views -> HTML."""

import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from generator.model import addresses
from generator.model.errors import GeneratorError, display_path
from generator.pages.context import MANY, Anchors, badge, draw_lines
from generator.text.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"

_MESSAGE = re.compile(r'\{\{ _\("([^"%]+)"\) \}\}')  # A message without values


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps our own templates as they were compiled from one run to the next, in Jinja's folder for that.

    It is only faster: what is wrong there is no fault.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class _Loader(jinja2.FileSystemLoader):
    """Translates messages without values before a template is compiled: pages have dozens of them."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        say = environment.filters["say"]
        return _MESSAGE.sub(lambda match: say(match[1]), source), path, is_current


class Renderer:
    """Fills templates. They are compiled once, and anew when they change."""

    def __init__(self, overrides: Path | None, wording: Wording) -> None:
        """Take templates of a folder in the place of ours of the same name, or raise a GeneratorError."""
        if overrides is not None and not overrides.is_dir():
            hint = 'create it, or remove "templates" from mkdocs.yml'
            raise GeneratorError("there is no such folder", path=display_path(overrides), hint=hint)
        for path in sorted(overrides.rglob("*.jinja")) if overrides else ():
            try:
                path.read_text(encoding="utf-8")
            except UnicodeDecodeError as exc:
                raise GeneratorError("is not UTF-8 text", path=display_path(path), hint="save it as UTF-8") from exc
        folders = (*([overrides.resolve()] if overrides else ()), TEMPLATES)
        paths = (path for folder in folders for path in sorted(folder.rglob("*.jinja")))
        templates = ((path, path.stat().st_mtime_ns) for path in paths)
        self._overrides = overrides
        self._environment = _make_environment(folders, tuple(templates), wording)

    def render(self, template: str, view: object) -> str:
        """Fill a template with what it knows as `view`, or raise a GeneratorError with the place of what is wrong."""
        try:
            return self._environment.get_template(template).render(view=view)
        except Exception as exc:
            # A template of the project may do anything.
            if isinstance(exc, GeneratorError) or not (self._overrides or isinstance(exc, jinja2.TemplateError)):
                raise
            raise locate_error(exc) from exc


@lru_cache(maxsize=1)
def _make_environment(
    folders: tuple[Path, ...], _templates: tuple[tuple[Path, int], ...], wording: Wording
) -> jinja2.Environment:
    """Return an environment for templates as they are: these and the times of their changes are part of the key."""
    compiled = None
    # Those of a project may hold words of one language; a folder of somebody else's is not used.
    with suppress(OSError, RuntimeError):
        compiled = _Compiled(pattern=f"__generator_{version('jinja2')}_%s") if folders == (TEMPLATES,) else None
    environment = jinja2.Environment(
        loader=_Loader(folders),
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        # The messages in JSON are data.
        autoescape=lambda name: name != "head.jinja",
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"date": wording.date, "language": wording.language_name, "lines": draw_lines}
    environment.filters["say"] = wording.say
    environment.globals |= {"addresses": addresses, "Anchors": Anchors, "MANY": MANY, "badge": badge}
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {"_": _gettext(wording), "gettext": _gettext(wording)}
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def _gettext(wording: Wording) -> Callable[..., str]:
    """Return what Jinja's own `gettext` of the new style does, with fewer calls for each message."""

    # Pages say the same again and again. Text and HTML with the same signs are two things.
    @lru_cache(maxsize=4096, typed=True)
    def fill(autoescape: bool, message: str, **values: object) -> str:
        said = wording.translations.gettext(message)
        if not autoescape:
            return said % values
        return Markup(said % {name: escape(value) for name, value in values.items()})

    @jinja2.pass_eval_context
    def gettext(context: jinja2.nodes.EvalContext, message: str, **values: object) -> str:
        return fill(context.autoescape, message, **values)

    return gettext


def locate_error(error: Exception) -> GeneratorError:
    """Return an error of Jinja, or of what a template does, with the file and the line that it is about."""
    what = getattr(error, "message", None) or str(error) or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or error.name or "template", error.lineno
    else:
        # Jinja puts the lines of templates into the traceback, in the place of the Python that it makes of them.
        frames = [it for it in traceback.extract_tb(error.__traceback__) if not it.filename.endswith(".py")]
        path, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("template", 1)
    if isinstance(error, jinja2.TemplateNotFound):
        what = f'there is no template "{error.name}"'
    return GeneratorError(what.rstrip("."), path=display_path(Path(path)), line=line, hint="fix the template")
