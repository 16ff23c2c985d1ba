"""Links a diplomatic text with a glossary and makes the pages of an annotated edition.

What is named here is public; all else may change. An example is in docs/maintainers.md, under "For programs".
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.checks import check_edition
    from generator.linking.edition import Edition
    from generator.model.entry import Entry
    from generator.model.errors import GeneratorError
    from generator.model.findings import Finding, FindingCode
    from generator.model.statement import Mention, Statement

__all__ = ["Edition", "Entry", "Finding", "FindingCode", "GeneratorError", "Mention", "Statement"]
__all__ += ["check_edition", "read_edition"]

_HOMES = {"check_edition": "checks", "Edition": "linking.edition", "Entry": "model.entry"}
_HOMES |= {"GeneratorError": "model.errors", "Finding": "model.findings", "FindingCode": "model.findings"}
_HOMES |= {"Mention": "model.statement", "Statement": "model.statement"}


def __getattr__(name: str) -> object:
    """Load a public name when it is asked for, so that the command line begins before that takes its second."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def read_edition(config: Path | str = "mkdocs.yml") -> "Edition":
    """Read the project of a mkdocs.yml and find where its statement names its entries. Nothing is written.

    Where a file cannot be used, it raises a GeneratorError, whose message has path and line.
    """
    from generator.linking.edition import read_edition as read  # noqa: PLC0415
    from generator.reading.project import read_project  # noqa: PLC0415

    return read(read_project(Path(config)))
