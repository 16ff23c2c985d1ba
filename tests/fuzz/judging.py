"""What every harness asks of a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.errors import printable

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.errors import GeneratorError


def check_refusal(error: GeneratorError, path: Path) -> None:
    """Check that an error is printable, and that each of its faults is one line that names a line of the file."""
    for line in str(error).split("\n"):
        assert line == printable(line)
    # What is missing may be missing behind the last line.
    lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 2
    for fault in error.faults:
        assert 1 <= fault.line <= lines, f"line {fault.line} of {lines}: {fault}"
        assert fault.path == path
