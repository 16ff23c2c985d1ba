"""The command line. The only room that imports click, and the only one that prints."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from generator.cli.build import build
from generator.cli.check import check
from generator.cli.data import data
from generator.cli.export import export
from generator.cli.finish import finish
from generator.cli.import_ import import_
from generator.cli.new import new
from generator.cli.scaffold import scaffold
from generator.cli.schema import schema


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


for _command in (build, check, data, export, finish, import_, new, scaffold, schema):
    main.add_command(_command)
