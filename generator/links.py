"""The only place that writes an address, an anchor or a Markdown link."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from urllib.parse import urlsplit

STATEMENT_PAGE = "statement.md"
GLOSSARY_PAGE = "glossary/index.md"
ACRONYMS_PAGE = "acronyms.md"
HOME_PAGE = "index.md"
TIMELINE_PAGE = "timeline.md"
DATA_PAGE = "data.md"

_MARKS = re.compile(r"[\\`*_{}\[!]")
_BLOCK_START = re.compile(r"^(\s*)([#+\-=:!|>~]|\d+(?=[.)]))")
_HREF_MARKS = re.compile(r"[ ()<>\[\]\\`\"'{}|]")
_TITLE_MARKS = re.compile(r"[\\`*_{}\[\]<>&\"|!]|^'|'$")


def entry_page(slug: str) -> str:
    """Give the page of an entry, relative to docs/."""
    return f"glossary/{slug}.md"


def paragraph_anchor(number: int) -> str:
    """Give the permanent anchor of a paragraph of the statement."""
    return f"p-{number}"


def source_anchor(number: int) -> str:
    """Give the anchor of a numbered source on an entry's page."""
    return f"source-{number}"


def relative(target: str, page: str) -> str:
    """Give the relative link from a page to another page, both relative to docs/."""
    path, _, anchor = target.partition("#")
    folder, name = posixpath.split(path)
    hop = _hop(folder, posixpath.dirname(page)) + name if path != page else ""
    return f"{hop}#{anchor}" if anchor else hop or posixpath.basename(page)


@cache
def _hop(target: str, folder: str) -> str:
    """Give the way from a folder to another one, ready to have a name put after it."""
    way = posixpath.relpath(target or ".", folder or ".")
    return "" if way == "." else f"{way}/"


def address(target: str, page: str) -> str:
    """Give the relative address of a built page from another, for what Markdown does not write, such as pictures.

    Both pages are relative to docs/; the address is the one that both builders give them: `glossary/msp.md` is
    built as `glossary/msp/`.
    """
    path, _, anchor = target.partition("#")
    start = _hop(built_folder(path), built_folder(page))
    return f"{start}#{anchor}" if anchor else start or "./"


def is_local(site: str) -> bool:
    """Tell whether an address is one that only this machine knows, as it is when nobody has said the site's."""
    return urlsplit(site).hostname in {"127.0.0.1", "localhost", "::1", "0.0.0.0"}


def built_folder(path: str) -> str:
    """Give the folder of a page in the built site; empty for the first page."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    return folder if name == "index" else posixpath.join(folder, name)


def escape(text: str) -> str:
    """Write visible text as Markdown that shows exactly this text, anywhere within a block."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A bracket behind a backslash still closes the name of a link definition, "[...]: address".
    return _MARKS.sub(lambda match: "\\" + match[0], text).replace("]", "&#93;")


def escape_block(markdown: str) -> str:
    """Keep the start of an escaped block from being read as a heading, a list or the like."""
    return _BLOCK_START.sub(_escape_start, markdown)


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}{_entity(match[2][0])}{match[2][1:]}"


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


@cache
def escape_title(text: str) -> str:
    """Write text for the title of a link or for an attribute."""
    # Markdown takes an apostrophe at either end for the title's own quotation mark.
    return _TITLE_MARKS.sub(lambda match: _entity(match[0]), " ".join(text.split()))


def link(  # noqa: PLR0913 - the attributes of one link, all but three by keyword and optional
    markdown: str,
    target: str,
    *,
    page: str,
    title: str = "",
    classes: tuple[str, ...] = (),
    anchor: str = "",
    note: int = 0,
) -> str:
    """Write a Markdown link with its attributes.

    Args:
        markdown: the link's text, escaped already.
        target: a page relative to docs/, with or without `#anchor`, or an outside address.
        page: the page that the link stands on.
        title: shown on hover; plain text.
        classes: of the link.
        anchor: id of the link.
        note: the number of an end note that belongs to it, as data; 0 for none.
    """
    outside = "://" in target
    href = outside_href(target) if outside else relative(target, page)
    quoted = f' "{escape_title(title)}"' if title else ""
    marks = [f"#{anchor}"] if anchor else []
    marks += [f".{name}" for name in classes]
    marks += [f'data-note="{note}"'] if note else []
    attributes = f"{{ {' '.join(marks)} }}" if marks else ""
    return f"[{markdown}]({href}{quoted}){attributes}"


def outside_href(url: str) -> str:
    """Write an outside address so that Markdown ends the link where the address ends."""
    return _HREF_MARKS.sub(lambda match: f"%{ord(match[0]):02X}", url)
