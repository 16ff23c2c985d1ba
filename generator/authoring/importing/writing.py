"""What was imported -> the statement's file, and what the maintainer is told about it."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType

import yaml

from generator.authoring.importing.nouns import ImportedText, Kind
from generator.authoring.importing.words import REFERENCE
from generator.checks.project import PLACEHOLDER, PLACEHOLDER_DATE
from generator.text.sentences import list_words, make_fingerprint

# What Markdown would take for mark-up. A lone asterisk, "A_B" and "[1]" are text as they stand.
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|\*(?! )|(?<! )\*|_(?!\w)|(?<!\w)_|~~|\[(?=[^\]]*\](?:[(\[]|:))|\](?=[(\[])"
    r"|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\{(?=[:#.%{])"
)
_START = re.compile(r"\A(?:#{1,6}(?= |$)|[>=|:~]|[+*-](?= |$)|-(?=[- ]*$)|\d{1,9}(?=[.)](?: |$)))")


def write_statement(imported: ImportedText, front: Mapping[str, object] = MappingProxyType({})) -> str:
    """Return the text of source/statement.md; `front` is what its front matter has besides."""
    texts = [REFERENCE.sub(r"[\1]", f"{block.number} {block.text}") for block in imported.blocks]
    data = {
        "title": imported.title or PLACEHOLDER,
        **({"dateline": imported.dateline} if imported.dateline else {}),
        "date": datetime.date.fromisoformat(imported.date or PLACEHOLDER_DATE),
        "parties": list(imported.parties or (PLACEHOLDER,)),
        "language": imported.language or "en",
        "fingerprint": make_fingerprint(list_words(" ".join((imported.title, imported.dateline, *texts)))),
        "themes": front.get("themes") or {"general": "General"},
    }
    written = yaml.safe_dump({**data, **front, **data}, allow_unicode=True, sort_keys=False, width=10_000)
    parts, depth = [f"---\n{written}---"], 0
    for block in imported.blocks:
        # An item cannot stand deeper than one below the item before it: Markdown would take it for code.
        depth = min(block.level, depth + 1) if block.kind is Kind.ITEM else 0
        text = escape(block.text or block.number)
        numbered = f"{block.number} {text}" if block.number and block.text else text
        forms = {
            Kind.RULE: "* * *",
            Kind.FOOTNOTE: f"[^{block.number}]: {escape(block.text)}",
            Kind.HEADING: f"{'#' * min(block.level, 6)} " + re.sub(r"(#+)$", r"\\\1", numbered),
            Kind.ITEM: f"{'  ' * (depth - 1)}- {numbered}",
        }
        parts.append(forms.get(block.kind, numbered))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Put a backslash before what Markdown would take for mark-up; most texts need none."""
    text = _INLINE.sub(lambda match: f"\\{match[0]}", text)
    # After a number it is the full stop behind it that makes a list.
    return _START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", text)


def report(imported: ImportedText) -> list[str]:
    """Return a line for all that was left out, mended or has to be looked at."""
    told = [(item.place, f'left out ({item.reason}): "{shorten(item.text, 100)}"') for item in imported.left_out]
    told += [("", f"mended: {what} ({count})") for what, count in imported.mended]
    told += [(flag.place, f"please look: {flag.message}") for flag in imported.flags]
    return [f"{place}: {message}" if place else message for place, message in told]


def summarize(imported: ImportedText) -> str:
    """Return in one line what a file became, and that all of it is there."""
    kinds = Counter(block.kind for block in imported.blocks if block.kind is not Kind.RULE)
    became = ", ".join(f"{count} {kind.value}{'s' * (count != 1)}" for kind, count in kinds.most_common())
    left_out = sum(len(item.text.split()) for item in imported.left_out)
    but = f", but for {left_out} words of page numbers and the like" if left_out else ""
    return f"{became}; all words of {imported.name} are there{but}"


def next_steps(imported: ImportedText, target: Path) -> list[str]:
    """Return what a maintainer has to do after the import."""
    missing = [name for name in ("title", "date", "parties", "language") if not getattr(imported, name)]
    steps = [f"fill in {', '.join(missing)} in {target.as_posix()}: the file does not say"] if missing else []
    if looks := len(imported.flags):
        steps.append(f'compare {looks} place{"s" * (looks != 1)} marked "please look" above with the source')
    return [
        *steps,
        "name the themes of the text under `themes`, and where the official text stands under `published`",
        "run `generator review`: it shows every name in the text, and begins their entries",
    ]
