"""What every harness asks of a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.errors import printable

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.errors import GeneratorError


def check_refusal(error: GeneratorError, path: Path) -> None:
    """Check that an error is one printable line that names a line of the file."""
    text = str(error)
    assert text == printable(text)
    # What is missing may be missing behind the last line.
    lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 2
    assert 1 <= error.line <= lines, f"line {error.line} of {lines}: {text}"
    assert error.path == path
