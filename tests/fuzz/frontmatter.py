"""Fuzzes front matter: any entry, statement or reviewed list is read, or refused in one line with its place."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from generator.linking.mentions import index_names
    from generator.model.errors import GeneratorError
    from generator.reading.glossary import read_glossary
    from generator.reading.reviewed import read_reviewed

from tests.fuzz.harness import ROOT, fuzz
from tests.fuzz.judging import check_refusal
from tests.samples import THEMES

KEYS = [
    "name: ", "acronym: ", "aliases:\n  - ", "names:\n  ja:\n    - ", "kind: ", "theme: trade\n", "link: first\n",
    "definition: ", "since: 2020-02\n", "later:\n  - date: 2024-02-30\n    text: ", "not_found: [", "site: https://",
    "former_slugs: [a-b]\n", "sources:\n  - id: s1\n    title: ", "publisher: ", "url: https://example.org/\n",
]  # fmt: skip
MARKS = ["---\n", "...\n", "&a ", "*a", "!!python/object:os.system ", "? ", "<<: ", "|\n", ">-\n", "{", "[", "\t", "'", '"', "[^s1]", "\\x07", "\u202e", "\x85"]  # fmt: skip
CONTROL = {"Cc", "Cs", "Zl", "Zp"}
FOLDER = Path(tempfile.mkdtemp())
ENTRY = FOLDER / "some-entry.md"
LIST = FOLDER / "reviewed.yml"


def read(data: bytes) -> None:
    """Read the bytes as an entry, and as a list that is YAML as a whole."""
    ENTRY.write_bytes(data if data.startswith((b"---", b"\xef\xbb\xbf")) else b"---\n" + data)
    try:
        entries = read_glossary(FOLDER, tuple(THEMES))
    except GeneratorError as error:
        check_refusal(error, ENTRY)
    else:
        (entry,) = entries
        assert not CONTROL & {unicodedata.category(char) for char in entry.name + entry.kind}
        assert all(prose.line >= 1 for prose in entry.claims())
        index_names(entries)
    LIST.write_bytes(data.removeprefix(b"---\n"))
    try:
        read_reviewed(FOLDER / "statement.md")
    except GeneratorError as error:
        check_refusal(error, LIST)


if __name__ == "__main__":
    seeds = [path.read_bytes() for path in sorted((ROOT / "docs" / "glossary").glob("*.md"))]
    seeds += [path.read_bytes() for path in sorted((ROOT / "tests/sites/minimal/docs/glossary").glob("*.md"))]
    fuzz("frontmatter", read, seeds=[*seeds, (ROOT / "source" / "reviewed.yml").read_bytes()], words=KEYS + MARKS)
