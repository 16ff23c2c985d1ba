"""The command line. The only room that imports click, and the only one that prints."""

import sys
from io import TextIOWrapper
from typing import Any

import click

from generator.cli.common import stop
from generator.cli.project import addresses, adopt, consult, import_, new, review, scaffold, schema
from generator.cli.site import build, check, data, export, finish, serve
from generator.model.errors import GeneratorError


class _Commands(click.Group):
    """Commands that a GeneratorError ends with one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GeneratorError as exc:
            stop(str(exc))


@click.group(
    cls=_Commands,
    commands=[
        *(addresses, adopt, build, check, consult, data, export, finish),
        *(import_, new, review, scaffold, schema, serve),
    ],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="annotated-statement")
def main() -> None:
    """Check the statement and the glossary of an annotated edition.

    To see the site, run `generator serve`; to build it, `generator build`.
    """
    for stream in (sys.stdout, sys.stderr):
        # Files and pipes get UTF-8: Windows would take an encoding that lacks most scripts.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
