"""What a reader sees of built HTML, and whether linking names in a text left it as it was."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NO_LINKS = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style"}


class _Reader(HTMLParser):
    """Reads what is shown, leaving out the links that were added: those of the class `entry-link`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.added = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        added = tag == "a" and "entry-link" in (dict(attrs).get("class") or "")
        if added:
            self.added += 1
            around = NO_LINKS & set(self.open)
            if around:
                self.faults.append(f"a link within {sorted(around)}")
        else:
            self.shown.append(("tag", self._tag()))
            if tag == "a":
                # To a browser, a link ends where another one begins.
                self.open = [name for name in self.open if name != "a"]
        if tag not in VOID:
            self.open.append("+a" if added else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.shown.append(("tag", self._tag()))

    def _tag(self) -> str:
        return re.sub(r"\s+", " ", self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == "+a":
            if tag != "a":
                self.faults.append(f"a link that </{tag}> cuts")
            self.open.pop()
            return
        self.shown.append(("tag", f"</{tag}>"))
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        before = self.shown.pop()[1] if self.shown and self.shown[-1][0] == "text" else ""
        # A tab is as many spaces as the column asks for, and the column moves.
        self.shown.append(("text", re.sub(r"\s+", " ", before + data)))

    def handle_comment(self, data: str) -> None:
        self.shown.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.shown.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.shown.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.shown.append(("declaration", data))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        # As browsers read "<![", and later versions of this parser; this one would fail.
        return self.parse_bogus_comment(i, bool(report))


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def check_linked(before: str, after: str) -> int:
    """Check that HTML differs from other HTML only by links of the class `entry-link`, each around plain prose.

    Every tag, attribute and character else is compared, in order: what is well nested stays so.

    Returns:
        How many links there are.
    """
    left, right = _read(before), _read(after)
    assert right.faults == [], f"{right.faults}\n{before}\n{after}"
    assert right.shown == left.shown, f"{left.shown}\n{right.shown}"
    assert "+a" not in right.open, "a link is left open"
    return right.added
