"""How to cite the statement, a place in it, or an entry: as text in four styles, and for reference managers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from babel.dates import format_date
from markdown.extensions.toc import slugify

from generator.model.addresses import paragraph_anchor, sentence_anchor
from generator.model.entry import Entry
from generator.model.statement import Statement

EDITION = "annotated edition"

_BIBTEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


class Place(NamedTuple):
    """A paragraph of the statement, or a sentence in it. Not always numbers: a script fills in what it copies."""

    paragraph: str
    sentence: str = ""

    @property
    def anchor(self) -> str:
        """Its anchor on the page of the statement."""
        if self.sentence:
            return sentence_anchor(self.paragraph, self.sentence)
        return paragraph_anchor(self.paragraph)


class Form(NamedTuple):
    """A citation in one form."""

    label: str
    text: str
    language: str = ""
    """Of the words around the title; empty for programs."""
    accessed: str = ""
    """What stands in the text for the day on which the reader saw the page; empty where the style asks for none."""


class _Style(NamedTuple):
    """A habit of citing; `citation_styles.yml` says what each value is."""

    label: str
    language: str
    day: str
    names: Sequence[str]
    editor: str
    place: Sequence[str]
    statement: str
    entry: str
    dated: str
    undated: str
    accessed: str


@cache
def _styles() -> list[_Style]:
    text = files(__package__).joinpath("citation_styles.yml").read_text(encoding="utf-8")
    return [_Style(**style) for style in yaml.safe_load(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is cited, as programs that keep references see it."""

    key: str
    address: str
    heading: str
    day: str
    """ISO date, or empty."""
    authors: Sequence[str] = ()
    inside: str = ""
    """The title of the edition that it is a part of."""
    editor: str
    place: str = ""


def cite_statement(statement: Statement, address: str, *, editor: str = "", place: Place | None = None) -> list[Form]:
    """Cite the statement.

    Args:
        statement: the statement.
        address: the permanent address of its page.
        editor: who edits the edition; empty where nobody says so.
        place: the part of it that is cited; all of it when it is not given.
    """
    key = _key(statement)
    if place:
        address += f"#{place.anchor}"
        key += f"-{place.anchor.replace('-', '')}"
    work = _Work(
        key=key,
        address=address,
        heading=statement.title,
        day=statement.date,
        authors=statement.parties,
        editor=editor,
        place=_write_place(_styles()[0], place).removeprefix(", "),
    )
    plain = [_write_plain(style, statement, work, _write_place(style, place)) for style in _styles()]
    return [*plain, *_write_records(work)]


def cite_entry(entry: Entry, statement: Statement, address: str, *, editor: str = "") -> list[Form]:
    """Cite an entry of the glossary as a part of the edition of its statement, as of the day of its last check."""
    work = _Work(
        key=f"{_key(statement)}-{entry.slug}",
        address=address,
        heading=entry.heading,
        day=entry.checked,
        inside=f"{statement.title}, {EDITION}",
        editor=editor,
    )
    return [*(_write_plain(style, statement, work) for style in _styles()), *_write_records(work)]


def _key(statement: Statement) -> str:
    return f"{'-'.join(slugify(statement.title, '-').split('-')[:2])}-{statement.date}"


def _write_place(style: _Style, place: Place | None) -> str:
    words = zip(style.place, place or (), strict=False)
    return "".join(pattern.format(number) for pattern, number in words if number)


def _write_plain(style: _Style, statement: Statement, work: _Work, place: str = "") -> Form:
    day = format_date(date.fromisoformat(work.day), style.day, locale="en") if work.day else ""
    if work.inside:
        day = style.dated.format(day) if day else style.undated.format(accessed=style.accessed)
    sign, last = style.names
    *first, final = statement.parties
    last = last if len(first) > 1 else last.removeprefix(",")
    text = (style.entry if work.inside else style.statement).format(
        names=f"{sign.join(first)}{last}{final}" if first else final,
        title=statement.title,
        heading=work.heading,
        day=day,
        editor=style.editor.format(work.editor) if work.editor else "",
        place=place,
        address=work.address,
        accessed=style.accessed,
    )
    return Form(style.label, text, style.language, style.accessed if style.accessed in text else "")


def _write_records(work: _Work) -> tuple[Form, ...]:
    return (
        Form("BibTeX", _write_bibtex(work)),
        Form("RIS", _write_ris(work)),
        Form("CSL-JSON", _write_csl(work)),
    )


def _write_bibtex(work: _Work) -> str:
    note = "" if work.inside else ", ".join(filter(None, (EDITION.capitalize(), work.place)))
    fields = {
        "author": " and ".join(f"{{{_escape(author)}}}" for author in work.authors),
        "title": f"{{{_escape(work.heading)}}}",
        "booktitle": f"{{{_escape(work.inside)}}}" if work.inside else "",
        "editor": f"{{{_escape(work.editor)}}}" if work.editor else "",
        "date": work.day,
        # BibTeX itself knows no `date`, which biblatex reads.
        "year": work.day[:4],
        "note": _escape(note),
        "url": work.address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'incollection' if work.inside else 'misc'}{{{work.key},\n{lines}}}"


def _escape(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)


def _write_ris(work: _Work) -> str:
    tags = [
        ("TY", "ENCYC" if work.inside else "GOVDOC"),
        ("ID", work.key),
        *(("AU", author) for author in work.authors),
        ("TI", work.heading),
        ("T2", work.inside),
        ("A2", work.editor),
        ("DA", work.day.replace("-", "/")),
        ("PY", work.day[:4]),
        ("ET", "" if work.inside else EDITION.capitalize()),
        ("SE", work.place),
        ("UR", work.address),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _write_csl(work: _Work) -> str:
    item: Mapping[str, object] = {
        "id": work.key,
        "type": "entry-encyclopedia" if work.inside else "document",
        "title": work.heading,
        "container-title": work.inside,
        "author": [{"literal": author} for author in work.authors],
        "editor": [{"literal": work.editor}] if work.editor else [],
        "issued": {"date-parts": [list(map(int, work.day.split("-")))]} if work.day else {},
        "edition": "" if work.inside else EDITION,
        "section": work.place,
        "URL": work.address,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1)
