"""What was imported -> the statement's file: front matter, then Markdown that shows exactly its text."""

import datetime
import re
from collections.abc import Mapping

import yaml

from generator.authoring.importing.nouns import Block, ImportedText, Kind
from generator.authoring.importing.proof import fingerprint, words

MISSING_TEXT = "To be filled in"
"""Stands for a title or a party."""
MISSING_DATE = "1900-01-01"
"""Stands for the date: no statement here is as old, and pages can be made with it."""

# What Markdown would take for mark-up. A lone asterisk, "A_B" and "[1]" are text as they stand.
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|\*(?! )|(?<! )\*|_(?!\w)|(?<!\w)_|~~|\[(?=[^\]]*\](?:[(\[]|:))|\](?=[(\[])"
    r"|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\{(?=[:#.%{])"
)
_START = re.compile(r"#{1,6}(?= |$)|[>=|:~]|[+*-](?= |$)|-(?=[- ]*$)|\d{1,9}(?=[.)](?: |$))|\[\^\w+\](?=:)")


class _Dumper(yaml.SafeDumper):
    """Indents lists, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists too."""
        super().increase_indent(flow, False)


def write_statement(imported: ImportedText, *, themes: Mapping[str, str] | None = None) -> str:
    """Write the statement's file in memory.

    Args:
        imported: what was read; what it does not know is written as "To be filled in".
        themes: those of a statement that is replaced, so that its entries stay valid.
    """
    data = {
        "title": imported.title or MISSING_TEXT,
        **({"dateline": imported.dateline} if imported.dateline else {}),
        "date": datetime.date.fromisoformat(imported.date or MISSING_DATE),
        "parties": list(imported.parties or (MISSING_TEXT,)),
        "language": imported.language or "en",
        "fingerprint": fingerprint(words(imported.blocks)),
        "themes": dict(themes or {"general": "General"}),
    }
    front = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)
    parts: list[str] = []
    depth = 0
    for block in imported.blocks:
        # An item cannot stand deeper than one below the item before it: Markdown would take it for code.
        depth = min(block.level, depth + 1) if block.kind is Kind.ITEM else 0
        parts.append(_write(block, depth))
    return f"---\n{front}---\n\n" + "\n\n".join(parts) + "\n"


def _write(block: Block, depth: int) -> str:
    text = escape(block.text)
    if block.kind is Kind.RULE:
        return "* * *"
    if block.kind is Kind.HEADING:
        return f"{'#' * min(block.level, 6)} {re.sub(r'(#+)$', lambda match: chr(92) + match[1], text)}"
    if block.kind is Kind.FOOTNOTE:
        return f"[^{block.number}]: {text}"
    if block.kind is Kind.ITEM:
        return f"{'  ' * (depth - 1)}- {text}"
    return f"{block.number} {text}" if block.number and block.text else text or escape(block.number)


def escape(text: str) -> str:
    """Put a backslash before what Markdown would take for mark-up; most texts need none."""
    parts = re.split(r"(\[\^\w+\])", text)
    parts[::2] = [_INLINE.sub(lambda match: f"\\{match[0]}", part) for part in parts[::2]]
    text = "".join(parts)
    match = _START.match(text)
    if match is None:
        return text
    # After a number it is the full stop behind it that makes a list.
    return f"{match[0]}\\{text[match.end() :]}" if match[0][0].isdigit() else f"\\{text}"
