"""How to cite the statement, a place in it, or an entry: as text in four styles, and for reference managers."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from babel.dates import format_date
from markdown.extensions.toc import slugify

from generator.model import read_words
from generator.model.addresses import paragraph_anchor, sentence_anchor
from generator.model.entry import Entry
from generator.model.statement import Statement

EDITION = "annotated edition"

_JSON = json.JSONEncoder(ensure_ascii=False)

_STYLES: list[Mapping[str, Any]] = read_words(__package__, "citation_styles.yml")


class Form(NamedTuple):
    """A citation in one form."""

    label: str
    text: str
    language: str = ""  # Of the words around the title; empty for programs
    accessed: str = ""
    """What stands in the text for the day on which the reader saw the page; empty where the style asks for none."""


def cite(
    statement: Statement, address: str, *, editor: str = "", place: Sequence[str] = (), entry: Entry | None = None
) -> list[Form]:
    """Cite the statement, a place in it, or an entry as a part of the edition, as of the day of its last check.

    A place is a paragraph, or a paragraph and a sentence in it; a page may have a sign there that its script replaces.
    """
    anchor = (sentence_anchor if place[1:] else paragraph_anchor)(*place) if place else ""
    start = "-".join(slugify(statement.title, "-").split("-")[:2])
    values = {
        "id": "-".join(filter(None, (start, statement.date, entry.slug if entry else anchor.replace("-", "")))),
        "title": statement.title,
        "heading": entry.heading if entry else "",
        "editor": editor,
        "address": f"{address}#{anchor}" if anchor else address,
    }
    day = entry.checked if entry else statement.date
    csl = {
        "id": values["id"],
        "type": "entry-encyclopedia" if entry else "document",
        "title": values["heading"] or statement.title,
        "container-title": f"{statement.title}, {EDITION}" if entry else "",
        "author": [] if entry else [{"literal": party} for party in statement.parties],
        "editor": [{"literal": editor}] if editor else [],
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else {},
        "edition": "" if entry else EDITION.capitalize(),
        "section": _write_place(_STYLES[0], place).removeprefix(", "),
        "URL": values["address"],
    }
    known = ",\n  ".join(f'"{key}": {_JSON.encode(value)}' for key, value in csl.items() if value)
    forms = [_write(style, values, statement.parties, place, day) for style in _STYLES]
    return [*forms, Form("CSL-JSON", f"[{{ {known} }}]")]


@cache
def _write_day(day: str, form: str) -> str:
    return format_date(date.fromisoformat(day), form, locale="en")


def _write_place(style: Mapping[str, Any], place: Sequence[str]) -> str:
    return "".join(pattern % number for pattern, number in zip(style["place"], place, strict=False))


def _write(
    style: Mapping[str, Any], values: Mapping[str, str], parties: Sequence[str], place: Sequence[str], day: str
) -> Form:
    signs, accessed = str.maketrans(style.get("signs", {})), style.get("accessed", "")
    shown = {key: value if key in {"id", "address"} else value.translate(signs) for key, value in values.items()}
    shown |= {"accessed": accessed, "place": _write_place(style, place)}
    shown["editor"] = style["editor"] % shown["editor"] if shown["editor"] else ""
    shown["day"] = _write_day(day, style["day"]) if day else ""
    if values["heading"]:
        shown["day"] = style["dated" if day else "undated"] % shown
    sign, last = style["names"]
    *first, final = (party.translate(signs) for party in parties)
    shown["names"] = sign.join(first) + (last if len(first) > 1 else last.removeprefix(",")) * bool(first) + final
    text = style["entry" if values["heading"] else "statement"] % shown
    return Form(style["label"], text, style.get("language", ""), accessed if accessed in text else "")
