"""How to cite the statement, a place in it, or an entry: as text in four styles, and for reference managers."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from babel.dates import format_date
from markdown.extensions.toc import slugify

from generator.model.addresses import paragraph_anchor, sentence_anchor
from generator.model.entry import Entry
from generator.model.own_words import read_words
from generator.model.statement import Statement

EDITION = "annotated edition"

_BIBTEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_RIS = {
    "id": "ID",
    "title": "TI",
    "container-title": "T2",
    "editor": "A2",
    "edition": "ET",
    "section": "SE",
    "URL": "UR",
}
"""Tags by the keys of CSL."""


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


def cite_statement(statement: Statement, address: str, *, editor: str = "", place: Place | None = None) -> list[Form]:
    """Cite the statement.

    Args:
        statement: the statement.
        address: the permanent address of its page.
        editor: who edits the edition; empty where nobody says so.
        place: the part of it that is cited; all of it when it is not given.
    """
    item = {
        "id": f"{_key(statement)}-{place.anchor.replace('-', '')}" if place else _key(statement),
        "type": "document",
        "title": statement.title,
        "author": statement.parties,
        "editor": editor,
        "issued": statement.date,
        "edition": EDITION.capitalize(),
        "section": _write_place(_styles()[0], place).removeprefix(", "),
        "URL": f"{address}#{place.anchor}" if place else address,
    }
    return _write_forms(item, statement, place)


def cite_entry(entry: Entry, statement: Statement, address: str, *, editor: str = "") -> list[Form]:
    """Cite an entry of the glossary as a part of the edition of its statement, as of the day of its last check."""
    item = {
        "id": f"{_key(statement)}-{entry.slug}",
        "type": "entry-encyclopedia",
        "title": entry.heading,
        "container-title": f"{statement.title}, {EDITION}",
        "editor": editor,
        "issued": entry.checked,
        "URL": address,
    }
    return _write_forms(item, statement, None)


def _key(statement: Statement) -> str:
    return f"{'-'.join(slugify(statement.title, '-').split('-')[:2])}-{statement.date}"


@cache
def _styles() -> list[Mapping[str, Any]]:
    return list(read_words(__package__, "citation_styles.yml"))


def _write_forms(item: Mapping[str, Any], statement: Statement, place: Place | None) -> list[Form]:
    """Write an item of CSL-JSON, but that names and days are text, in all forms."""
    item = {key: value for key, value in item.items() if value}
    csl: dict[str, Any] = {key: [{"literal": item[key]}] for key in ("editor",) if key in item}
    if "author" in item:
        csl["author"] = [{"literal": author} for author in item["author"]]
    if "issued" in item:
        csl["issued"] = {"date-parts": [[int(part) for part in item["issued"].split("-")]]}
    return [
        *(_write_plain(style, item, statement, place) for style in _styles()),
        Form("BibTeX", _write_bibtex(item)),
        Form("RIS", _write_ris(item)),
        Form("CSL-JSON", json.dumps([item | csl], ensure_ascii=False, indent=1)),
    ]


def _write_place(style: Mapping[str, Any], place: Place | None) -> str:
    words = zip(style["place"], place or (), strict=False)
    return "".join(pattern.format(number) for pattern, number in words if number)


def _write_plain(style: Mapping[str, Any], item: Mapping[str, Any], statement: Statement, place: Place | None) -> Form:
    is_entry, accessed = "container-title" in item, style["accessed"]
    day = format_date(date.fromisoformat(item["issued"]), style["day"], locale="en") if "issued" in item else ""
    if is_entry:
        day = style["dated"].format(day) if day else style["undated"].format(accessed=accessed)
    sign, last = style["names"]
    *first, final = statement.parties
    text = style["entry" if is_entry else "statement"].format(
        names=sign.join(first) + (last if len(first) > 1 else last.removeprefix(",")) * bool(first) + final,
        title=statement.title,
        heading=item["title"],
        day=day,
        editor=style["editor"].format(item["editor"]) if "editor" in item else "",
        place=_write_place(style, place),
        address=item["URL"],
        accessed=accessed,
    )
    return Form(style["label"], text, style["language"], accessed if accessed in text else "")


def _write_bibtex(item: Mapping[str, Any]) -> str:
    values = {key: _escape(value) for key, value in item.items() if key != "author"}
    fields = {
        "author": " and ".join(f"{{{_escape(author)}}}" for author in item.get("author", ())),
        "title": f"{{{values['title']}}}",
        "booktitle": f"{{{values['container-title']}}}" if "container-title" in item else "",
        "editor": f"{{{values['editor']}}}" if "editor" in item else "",
        "date": values.get("issued", ""),
        # BibTeX itself knows no `date`, which biblatex reads.
        "year": values.get("issued", "")[:4],
        "note": ", ".join(values[key] for key in ("edition", "section") if key in item),
        "url": item["URL"],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'incollection' if 'container-title' in item else 'misc'}{{{item['id']},\n{lines}}}"


def _escape(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)


def _write_ris(item: Mapping[str, Any]) -> str:
    tags = [("TY", "ENCYC" if "container-title" in item else "GOVDOC")]
    tags += [("AU", author) for author in item.get("author", ())]
    tags += [(tag, item[key]) for key, tag in _RIS.items() if key in item]
    if "issued" in item:
        tags += [("DA", item["issued"].replace("-", "/")), ("PY", item["issued"][:4])]
    return "\n".join(f"{tag}  - {value}" for tag, value in [*tags, ("ER", "")])
