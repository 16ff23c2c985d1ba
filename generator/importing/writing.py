"""Blocks and front matter -> the statement's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from generator.importing.pieces import Kind
from generator.markup import read_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.importing.head import Head
    from generator.importing.pieces import Chunk

_MARKS = "~#>[]&_<*`\\"
"""What Markdown may take for mark-up, in the order in which it is tried to do without a backslash."""
_START = re.compile(r"\A(?:[#>+=|:-]|\d+(?=[.)]))")


def write_front_matter(head: Head, *, language: str, themes: Mapping[str, str]) -> str:
    """Write the front matter, in the order in which the schema names the keys."""
    data = {
        "title": head.title,
        **({"dateline": head.dateline} if head.dateline else {}),
        "date": _Plain(head.date),
        "parties": list(head.parties),
        "language": language,
        "themes": dict(themes),
    }
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)


def write_text(chunks: Sequence[Chunk]) -> str:
    """Write the blocks as Markdown that shows exactly their text; a blank line stands between them."""
    parts: list[str] = []
    depth = 0
    for chunk in chunks:
        # An item cannot stand deeper than one below the item before it: Markdown would take it for code.
        depth = min(chunk.level, depth + 1) if chunk.kind is Kind.BULLET else 0
        if chunk.kind is Kind.RULE:
            parts.append("* * *")
        elif chunk.kind is Kind.HEADING:
            parts.append(f"{'#' * chunk.level} {_escape(chunk.text, before='# ')}")
        elif chunk.kind is Kind.BULLET:
            parts.append(f"{'  ' * (depth - 1)}- {_escape(chunk.text)}")
        else:
            parts.append(_escape(chunk.text))
    return "\n\n".join(parts) + "\n"


def _escape(text: str, *, before: str = "") -> str:
    """Put as few backslashes into a text as Markdown needs to show it; most texts need none."""
    if _shows(text, text, before):
        return text
    needed = _MARKS
    for mark in _MARKS:
        fewer = needed.replace(mark, "")
        if _shows(_write(text, fewer), text, before):
            needed = fewer
    return _write(text, needed)


def _write(text: str, marks: str) -> str:
    escaped = "".join(f"\\{char}" if char in marks else char for char in text)
    return _START.sub(lambda match: _escape_start(match[0]), escaped, count=1)


def _escape_start(start: str) -> str:
    # After a number it is the full stop behind it that makes a list.
    return f"\\{start}" if not start[0].isdigit() else f"&#{ord(start[0])};{start[1:]}"


def _shows(markdown: str, text: str, before: str) -> bool:
    blocks = read_blocks(before + markdown, plain=True)
    if len(blocks) != 1:
        return False
    block = blocks[0]
    if block.kind not in ({"Heading"} if before else {"Paragraph"}) or (block.in_list and not block.marker):
        return False
    if any(piece.em or piece.strong or piece.href is not None or not piece.linkable for piece in block.pieces):
        return False
    return f"{block.marker} " * bool(block.marker) + "".join(piece.text for piece in block.pieces) == text


class _Plain(str):
    """A date: YAML must not put it in quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Indents lists, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists too."""
        super().increase_indent(flow, False)


_Dumper.add_representer(_Plain, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:timestamp", value))
