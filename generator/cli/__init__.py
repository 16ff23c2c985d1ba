"""The command line. The only room that imports click, and the only one that prints."""

import sys
from io import TextIOWrapper

import click

from generator.cli import build, check, data, export, finish, import_, new, scaffold, schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-statement")
def main() -> None:
    """Check the statement and the glossary of an annotated edition.

    To see the site, run `mkdocs serve`; to build it, `generator build`.
    """
    for stream in (sys.stdout, sys.stderr):
        # Files and pipes get UTF-8: Windows would take an encoding that lacks most scripts.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


for _command in (
    build.build,
    check.check,
    data.data,
    export.export,
    finish.finish,
    import_.import_,
    new.new,
    scaffold.scaffold,
    schema.schema,
):
    main.add_command(_command)
