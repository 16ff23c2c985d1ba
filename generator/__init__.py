"""Links a diplomatic text with a glossary and makes the pages of an annotated edition.

What is named here is public; all else may change. An example is in docs/maintainers.md, under "For programs".
"""

from pathlib import Path

from generator.checks import check_edition
from generator.linking.edition import Edition
from generator.linking.edition import read_edition as _read_edition
from generator.model.entry import Entry
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode
from generator.model.statement import Mention, Statement
from generator.reading.project import read_project

__all__ = [
    "Edition",
    "Entry",
    "Finding",
    "FindingCode",
    "GeneratorError",
    "Mention",
    "Statement",
    "check_edition",
    "read_edition",
]


def read_edition(config: Path | str = "mkdocs.yml") -> Edition:
    """Read a project and find where its statement names its entries. Nothing is written.

    Args:
        config: the project's mkdocs.yml.

    Raises:
        GeneratorError: a file cannot be used; the message has its path and line.
    """
    return _read_edition(read_project(Path(config)))
