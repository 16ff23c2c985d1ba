"""What stops a build because an input cannot be used. Every error knows its place."""

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path


def printable(text: str) -> str:
    """Return text with what a terminal would obey or hide written out: escape codes, direction marks."""
    hidden = {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    return text.translate({ord(char): f"\\u{ord(char):04x}" for char in hidden}) if hidden else text


def display_path(path: Path) -> Path:
    """Return a path as the user would type it: relative to the current folder, if it lies there."""
    # Not os.path.relpath: on Windows there is no way from one drive to another.
    whole, here = Path(os.path.normpath(path)), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else path


class GeneratorError(Exception):
    """An input cannot be used: `path:line: message; hint`, what is wrong and what to do, in one line.

    The path is as the user would type it. The line is 1-based, and 1 when the fault belongs to the file as a whole.
    """

    def __init__(self, message: str, *, path: Path, line: int = 1, hint: str = "") -> None:
        self.message = printable(" ".join(message.split()))
        self.hint = printable(" ".join(hint.split()))
        self.path = path
        self.line = line
        self.faults: tuple[GeneratorError, ...] = (self,)  # All that cannot be used, itself too, file by file
        super().__init__(message)

    def __str__(self) -> str:
        """Return a line for each fault, and their number where there are several."""
        lines = [
            f"{printable(item.path.as_posix())}:{item.line}: {'; '.join(filter(None, (item.message, item.hint)))}"
            for item in self.faults
        ]
        if (files := len({item.path for item in self.faults})) and len(lines) > 1:
            lines.append(f"{len(lines)} faults in {files} file{'s' * (files > 1)}")
        return "\n".join(lines)

    @classmethod
    def join(cls, faults: Iterable["GeneratorError"]) -> "GeneratorError":
        """Return one error for several, which must not be none."""
        found = sorted((item for fault in faults for item in fault.faults), key=lambda item: item.path)
        found[0].faults = tuple(found)
        return found[0]
