"""A file as a ministry publishes it -> source/statement.md: whole, in the order of reading, with a report."""

import datetime
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

import pyromark
import yaml

from generator.authoring.importing import text
from generator.authoring.importing.head import find_date, read_head, settle_notes
from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind
from generator.authoring.importing.words import REFERENCE, find_language
from generator.checks.project import PLACEHOLDER, PLACEHOLDER_DATE
from generator.model.errors import GeneratorError
from generator.text.sentences import list_words, make_fingerprint

_START = 40  # letters of a paragraph that tell it from all others
_BEGINNINGS = {
    "pdf": re.compile(rb".{0,1024}%PDF-", re.DOTALL),
    "docx": re.compile(rb"PK\x03\x04"),
    "html": re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html|\?xml|!--|head|body)", re.IGNORECASE),
}
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)
# What Markdown would take for mark-up. A lone asterisk, "A_B" and "[1]" are text as they stand.
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|\*(?! )|(?<! )\*|_(?!\w)|(?<!\w)_|~~|\[(?=[^\]]*\](?:[(\[]|:))|\](?=[(\[])"
    r"|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\{(?=[:#.%{])"
)
_AT_START = re.compile(r"\A(?:#{1,6}(?= |$)|[>=|:~]|[+*-](?= |$)|-(?=[- ]*$)|\d{1,9}(?=[.)](?: |$)))")


def read_file(name: str, language: str = "") -> ImportedText:
    """Read a statement from a file, or from standard input for "-", and prove that no word was lost."""
    if re.match(r"https?://|www\.", name, re.IGNORECASE):
        message = "is an address; open it in a browser, save the page (as HTML or PDF) and import that file"
        raise GeneratorError(message, path=Path(name))
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as exc:
        reason = "there is no such file" if isinstance(exc, FileNotFoundError) else f"cannot be read: {exc.strerror}"
        raise GeneratorError(f"{reason}; give the path of a file", path=Path(name)) from exc
    imported = read_source(data, name=name, language=language)
    return replace(imported, flags=(*imported.flags, *prove(imported, data)))


def read_source(data: bytes, *, name: str, language: str = "") -> ImportedText:
    """Read a statement from the bytes of a file; only Markdown is told by the name. Without `language`, it is found."""
    path, mended = Path(name), Counter[str]()
    try:
        if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
            raise ValueError("is an old Word file or RTF; open it and save it as .docx")
        reader, content = _choose_reader(data, name)
        found = reader.read(content, mended, language)
    except ValueError as exc:
        raise GeneratorError(str(exc.args[0]), path=path, line=[*exc.args, 1][1]) from exc
    except (RuntimeError, SyntaxError, KeyError, EOFError, BadZipFile) as exc:
        message = "is damaged, locked with a password, or neither PDF nor Word; open it and save it as one of them"
        raise GeneratorError(message, path=path) from exc
    except ModuleNotFoundError as exc:
        hint = "pip install 'annotated-statement[import]'"
        raise GeneratorError(f"needs {exc.name}, which is not installed", path=path, hint=hint) from exc
    read = settle_notes(read_head(found))
    if not any(block.kind in {Kind.PARAGRAPH, Kind.ITEM} for block in read.blocks):
        raise GeneratorError("has no text beside its title; give the whole statement", path=path)
    shown = find_language(block.text for block in read.blocks)
    known = found.language if found.language.lower().startswith(shown) else shown
    return replace(read, name=name, language=language or known, mended=tuple(sorted(mended.items())))


def _choose_reader(data: bytes, name: str) -> tuple[Any, bytes | str]:
    """Return the module that reads a file, and what it is to read; all but copied text needs the optional extra."""
    found = next((reader for reader, beginning in _BEGINNINGS.items() if beginning.match(data)), "text")
    if found == "text" and name.lower().endswith((".md", ".markdown")):
        return import_module(f"{__name__}.html"), _MARKDOWN.html(text.decode(data))
    return import_module(f"{__name__}.{found}"), data


def prove(imported: ImportedText, data: bytes) -> tuple[Flag, ...]:
    """Refuse words lost or added against the file, read in another way; flag where order or paragraphs differ."""
    reader, content = _choose_reader(data, imported.name)
    paragraphs: list[str] = reader.read_paragraphs(content)
    texts = [f"{block.number} {block.text}" for block in imported.blocks]
    ours = " ".join([imported.title, imported.dateline, *texts, *(item.text for item in imported.left_out)])
    have, had = Counter(_letters(ours)), Counter(_letters("".join(paragraphs)))
    # Numbers that Word or a browser counts are not in the file; nor are those of notes. An item's sign may be an "o".
    heads = (block.text.split()[0] for block in imported.blocks if block.kind is Kind.HEADING)
    counted = _letters("".join([*heads, *(block.number for block in imported.blocks), *REFERENCE.findall(ours)]))
    signs = "o" * sum(block.kind is Kind.ITEM for block in imported.blocks)
    lost, added = had - have - Counter(signs), have - had - Counter(counted)
    if lost or added:
        known = {_letters(word) for word in ours.split()}
        near = [word for word in " ".join(paragraphs).split() if _letters(word) not in known]
        what = f"{lost.total()} letters of the file would be lost, {added.total()} added, so nothing was written"
        message = f"{what}; near: {' '.join(near[:8])}"
        raise GeneratorError(message, path=Path(imported.name), hint="this is a fault of the import: report it")
    return tuple(_compare(imported.blocks, [_letters(paragraph) for paragraph in paragraphs]))


def _letters(text: str) -> str:
    # Letters, digits and signs of money, which no repair may change.
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Sc")


def _compare(blocks: Sequence[Block], paragraphs: Sequence[str]) -> Iterator[Flag]:
    """Find the blocks that stand behind one that the file has later, and paragraphs of the file inside a block."""
    ours = [(block, _letters(block.text)) for block in blocks if block.kind is not Kind.FOOTNOTE]
    whole, past = "".join(paragraphs), 0
    for block, letters in ours:
        at = whole.find(letters[:_START], past)
        if at < 0 and (at := whole.find(letters[:_START])) >= 0:
            yield Flag(block.place, f'the file has it in another order: "{block.text[:_START]}"')
        past = at if at >= 0 else past
    starts = {start[:_START] for block, letters in ours for start in (letters, _letters(block.number) + letters)}
    for start in (paragraph[:_START] for paragraph in paragraphs if len(paragraph) >= _START):
        inside = next((block for block, letters in ours if letters.find(start) > 0), None)
        if inside and start not in starts:
            yield Flag(inside.place, f'the file starts a paragraph inside one here, at "{start}"')


def overrule(imported: ImportedText, **given: str | tuple[str, ...]) -> ImportedText:
    """Put what the maintainer says in place of what was read; what is empty stays.

    A title or dateline of the text that is replaced becomes a heading or paragraph, so that no word is lost.
    """
    known: dict[str, Any] = {name: value for name, value in given.items() if value}
    if day := known.get("date"):
        known["date"] = find_date(day)[0]
        if not known["date"]:
            raise GeneratorError(f'"{day}" is no date', path=Path(imported.name), hint="write it as 2024-11-15")
    kept = [
        Block(kind=kind, text=getattr(imported, name), level=int(kind is Kind.HEADING))
        for name, kind in (("title", Kind.HEADING), ("dateline", Kind.PARAGRAPH))
        if getattr(imported, name) not in {"", known.get(name, getattr(imported, name))}
    ]
    flags = tuple(flag for flag in imported.flags if not ("title" in known and "--title" in flag.message))
    return replace(imported, blocks=(*kept, *imported.blocks), flags=flags, **known)


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
    return _AT_START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", text)


def report(imported: ImportedText) -> list[str]:
    """Return a line for all that was left out, mended or has to be looked at."""
    told = [(item.place, f'left out ({item.reason}): "{shorten(item.text, 100)}"') for item in imported.left_out]
    told += [("", f"mended: {what} ({count})") for what, count in imported.mended]
    told += [(flag.place, f"please look: {flag.message}") for flag in imported.flags]
    return [": ".join(filter(None, item)) for item in told]


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
