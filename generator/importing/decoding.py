"""A file of text as it comes from a web page or a PDF -> its lines."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from generator.errors import SourceError
from generator.importing.pieces import Repair

if TYPE_CHECKING:
    from pathlib import Path

# UTF-32 first: its mark starts with that of UTF-16.
_UNUSABLE = (
    (codecs.BOM_UTF32_LE, "is UTF-32; save it as UTF-8"),
    (codecs.BOM_UTF32_BE, "is UTF-32; save it as UTF-8"),
    (b"%PDF-", "is a PDF and no text; open it, copy its text and save that as a .txt file"),
    (b"PK\x03\x04", "is a Word file or an archive and no text; open it and save it as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "is an old Word file and no text; open it and save it as plain text (UTF-8)"),
    (b"{\\rtf", "is RTF and no plain text; open it and save it as plain text (UTF-8)"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


_ODD = 0.1
"""How much of a text, at most, may lie outside ASCII for it to be taken for one in Windows-1252."""


def read_lines(path: Path) -> tuple[list[str], list[Repair]]:
    """Read a text of unknown making: UTF-8 with or without a mark at its start, UTF-16 with one, or Windows-1252.

    Returns:
        The lines as an editor counts them, without their ends; form feeds are still in them. And a place to look at
        where the encoding had to be guessed.

    Raises:
        SourceError: there is no such file, it is empty, it is no text, or it is in another encoding.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise SourceError("there is no such file; give the path of a text file", path=path) from exc
    except OSError as exc:
        raise SourceError(f"cannot be read: {exc.strerror}", path=path) from exc
    for mark, message in _UNUSABLE:
        if data.startswith(mark):
            raise SourceError(message, path=path)
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    guessed: list[Repair] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as exc:
        line = data[: exc.start].count(b"\n") + 1
        windows = _read_windows(data) if encoding == "utf-8-sig" else None
        if windows is None:
            message = (
                f"neither UTF-8 nor UTF-16 with a mark at its start (byte {exc.start + 1}); save the file as UTF-8"
            )
            raise SourceError(message, path=path, line=line) from exc
        text = windows
        message = "the file is not in UTF-8, so it was read as Windows-1252; compare its quotation marks and accents"
        guessed.append(Repair(line=line, message=message, look=True))
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        message = "holds NUL characters: it is no text, or UTF-16 without a mark at its start; save it as UTF-8"
        raise SourceError(message, path=path, line=line)
    if not text.strip():
        raise SourceError("the file is empty; paste the statement's text into it", path=path)
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        raise SourceError("is HTML; open it in a browser, copy the text and save that as a .txt file", path=path)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), guessed


def _read_windows(data: bytes) -> str | None:
    """Read what a Windows editor calls ANSI; None when it cannot be that, as most scripts cannot."""
    if sum(byte > 0x7F for byte in data) > _ODD * len(data):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None
