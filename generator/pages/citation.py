"""How to cite the statement, one of its paragraphs or an entry: plain text, BibTeX and RIS."""

from typing import NamedTuple

from generator.model.entry import Entry
from generator.model.statement import Statement

_BIBTEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

EDITION = "annotated edition"


class Citation(NamedTuple):
    """One thing cited in three forms."""

    plain: str
    bibtex: str
    ris: str


def cite_statement(statement: Statement, address: str) -> Citation:
    """Cite the statement. A paragraph's citation is this one with `#p-N` after the address.

    Args:
        statement: the statement.
        address: the permanent address of its page.
    """
    day = statement.dateline or statement.date
    return Citation(
        plain=f"{_names(statement)}. “{statement.title}.” {day}. {EDITION.capitalize()}. {address}",
        bibtex=_bibtex(
            "misc",
            f"joint-statement-{statement.date}",
            {
                "author": " and ".join(f"{{{_escape(party)}}}" for party in statement.parties),
                "title": f"{{{_escape(statement.title)}}}",
                "date": statement.date,
                # BibTeX itself knows no `date`, which biblatex reads.
                "year": statement.date[:4],
                "note": EDITION.capitalize(),
                "url": address,
            },
        ),
        ris=_ris(
            [
                ("TY", "GOVDOC"),
                *(("AU", party) for party in statement.parties),
                ("TI", statement.title),
                ("DA", statement.date.replace("-", "/")),
                ("PY", statement.date[:4]),
                ("N1", EDITION.capitalize()),
                ("UR", address),
            ]
        ),
    )


def cite_entry(entry: Entry, statement: Statement, address: str) -> Citation:
    """Cite an entry of the glossary as a part of the edition of its statement."""
    edition = f"{statement.title}, {EDITION}"
    return Citation(
        plain=f"“{entry.heading}.” In: {edition}. {address}",
        bibtex=_bibtex(
            "incollection",
            entry.slug,
            {
                "title": f"{{{_escape(entry.heading)}}}",
                "booktitle": f"{{{_escape(edition)}}}",
                "url": address,
            },
        ),
        ris=_ris([("TY", "ENCYC"), ("TI", entry.heading), ("T2", edition), ("UR", address)]),
    )


def _names(statement: Statement) -> str:
    *first, last = statement.parties
    return f"{', '.join(first)} and {last}" if first else last


def _bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}"


def _escape(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)


def _ris(tags: list[tuple[str, str]]) -> str:
    return "\n".join(f"{tag}  - {value}" for tag, value in [*tags, ("ER", "")])
