"""Fuzzes prose: whatever the Markdown, names add links and change nothing else that is shown."""

from __future__ import annotations

import re

import atheris

with atheris.instrument_imports(include=["generator"]):
    import generator.linking.prose  # noqa: F401 - what is imported first is what is watched

from tests.fuzz.harness import ROOT, fuzz
from tests.samples import make_entry, make_writer
from tests.shown import check_linked

ENTRIES = (
    make_entry("rok", name="Republic of Korea", acronym="ROK"),
    make_entry("us", name="United States", acronym="U.S.", aliases=["America"]),
    make_entry("edge", name="Freedom Edge", definition='An "exercise" | of [three]'),
    make_entry("once", name="Once Forum", link="first"),
)
LINKED, BARE = make_writer(*ENTRIES), make_writer()
NAMES = ["ROK", "U.S.", "America", "Freedom Edge", "Republic of Korea (ROK)", "Once Forum"]
_OPEN = re.compile(r"<a\b", re.IGNORECASE)
MARKS = [
    "*", "**", "_", "`", "```\n", "~~~", "[", "](", "](x.md)", "][", "]: x", "![", "<", ">", "<b>", "</b>", "<div>",
    "</div>", "<a href='", "<!--", "-->", "<?", "<![CDATA[", '<p markdown="1">', "\n\n", "\n    ", "\n- ", "\n1. ", "\n# ",
    "\n---\n", "\n> ", "| a |\n| - |\n| ", "\n:   ", "{: #a }", "{ .a }", "&amp;", "&#", "\\", "http://", "@a.b", "[^s1]",
    "!!! note", '=== "', "*[a]: ", "\t", "\u00a0", "\u00ad", "\x02", "\x03", "wzxhzdk:0", "klzzwxh:0000",
]  # fmt: skip


def link(data: bytes) -> None:
    """Write some Markdown with and without entries, and compare what is shown of both."""
    markdown = data.decode("utf-8", "replace").replace("\r", "\n")
    # A link that is left open goes on in a browser until the next one begins, which may be ours.
    if "entry-link" in markdown or len(_OPEN.findall(markdown)) > markdown.lower().count("</a"):
        return
    before, after = (str(writer.write(markdown, page="glossary/x.md").html) for writer in (BARE, LINKED))
    # Python-Markdown leaves a mark of its own in some pages, linked or not; a comment that is left open takes in prose.
    if "klzzwxh:" not in before and not re.search(r"<!--(?:(?!-->).)*<(?:p|li|h\d|td)\b", before, re.DOTALL):
        check_linked(before, after)


if __name__ == "__main__":
    pages = [
        path.read_text(encoding="utf-8").split("\n---\n")[-1] for path in (ROOT / "docs" / "glossary").glob("*.md")
    ]
    pages += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))]
    bits = [f"{mark}ROK{mark} and {name}" for mark, name in zip(MARKS, NAMES * 20, strict=False)]
    fuzz("linker", link, seeds=[text.encode() for text in [*sorted(pages), *bits]], words=MARKS + NAMES)
