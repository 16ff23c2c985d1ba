"""A saved web page -> the blocks of its article; navigation, share buttons and the like are left out."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import groupby
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from generator.authoring.importing.nouns import Block, Flag, ImportedText, Kind, LeftOut
from generator.authoring.importing.text import decode
from generator.authoring.importing.words import BULLET, NUMBER, RULE, WEAK, WORDS, ends_sentence, heal

_UNSEEN, _BLOCKS, _FURNITURE = (frozenset(WORDS[name].split()) for name in ("unseen", "blocks", "furniture"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡]|[a-z]|[ivx]{1,5})[\])]?")
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "shift_jis": "cp932", "euc-kr": "cp949", "gb2312": "gb18030"}
# Stand for the edges of blocks and for line breaks in the text of a page; two line breaks part paragraphs.
_EDGE, _BREAK = "\u2029", "\u2028"
_PARTS = re.compile(rf"{_EDGE}|{_BREAK}\s*{_BREAK}\s*")


def read(data: bytes | str, mended: Counter[str], _language: str = "") -> ImportedText:
    """Read a page; of one that another reader made, as a string, nothing is navigation and the like."""
    root = _parse(data)
    body = root.find("body")
    heads = [item for item in body.iter("h1") if visible(item)]
    # The largest part that says it is the main one and holds the heading, with what is in and around it.
    parts = ".//*[self::main or self::article or @role='main'][.//h1][2 * string-length() > string-length(//body)]"
    main = next(iter(body.xpath(parts)), body)
    article = frozenset((*main.iter(), *main.iterancestors()))
    left_out = [*_take_furniture(body, article, len(visible(body)))] if isinstance(data, bytes) else []
    _mark_notes(body)
    tables = [item for item in body.iter("table") if any(len(row.findall("td")) > 1 for row in item.iter("tr"))]
    return ImportedText(
        blocks=tuple(_read_blocks(body, mended)),
        title=visible(heads[0]) if len(heads) == 1 else root.findtext(".//title") or "",
        language=root.get("lang") or body.get("lang") or "",
        left_out=tuple(left_out),
        flags=tuple(Flag(f"line {item.sourceline}", "a table; its cells were read in turn") for item in tables),
    )


def read_paragraphs(data: bytes | str) -> list[str]:
    """Return every word that a page shows, in the paragraphs that it has, whatever they are."""
    return _PARTS.split(_parse(data).find("body").text_content())


def visible(element: Any) -> str:
    """Return all the words of an element that a browser shows."""
    return " ".join(element.text_content().split())


def _parse(data: bytes | str) -> Any:
    text = data if isinstance(data, str) else ""
    if isinstance(data, bytes):
        found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        named = found[1].decode().lower() if found else "utf-8-sig"
        try:
            text = data.decode(_AS_BROWSERS_DO.get(named, named))
        except (UnicodeDecodeError, LookupError):
            text = decode(data)
    text = re.sub(rf"^\s*<\?xml[^>]*\?>|[\x00{_EDGE}{_BREAK}]", " ", text)
    root = lxml_html.document_fromstring(f"{text}<p></p>")
    body = root.find("body")
    if body is None:
        raise ValueError("the page has no text; save it again from the browser")
    etree.strip_elements(body, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in body.iter("br", *_BLOCKS):
        edge = _BREAK if element.tag == "br" else _EDGE
        element.text, element.tail = edge + (element.text or ""), edge + (element.tail or "")
    return root


def _take_furniture(element: Any, article: Set[Any], total: int) -> Iterator[LeftOut]:
    """Take navigation and the like out of an element of a page, which has `total` letters."""
    for child in [child for child in element if isinstance(child.tag, str)]:
        if not (reason := _reason(child, article, total)):
            yield from _take_furniture(child, article, total)
            continue
        if text := visible(child):
            yield LeftOut(text, reason, f"line {child.sourceline}")
        child.drop_tree()


def _reason(element: Any, article: Set[Any], total: int) -> str:
    """Return why an element is not part of the article; nothing when it is."""
    if element.tag in {"body", "main", "article", "h1"} or element.find(".//h1") is not None:
        return ""
    if element not in article:
        return "outside the article"
    if element.get("hidden") is not None or "display:none" in str(element.get("style")).replace(" ", ""):
        return "hidden"
    up = [item.tag for item in element.iterancestors()]
    if element.tag in {"nav", "aside"} or (element.tag in {"header", "footer"} and not {"main", "article"} & {*up}):
        return f"<{element.tag}> of the page"
    names = f"{element.tag} {element.get('role')} {element.get('class')} {element.get('id')}".lower()
    name = next((part for part in re.split(r"[\s_-]+", names) if part in _FURNITURE), "")
    if name and len(visible(element)) < 0.4 * total:
        return f"not the article: {name}"
    alone = not ((element.getparent().text or "") + (element.tail or "")).strip()
    if element.tag == "a" and alone and up[0] in {"body", "div", "section", "header"}:
        return "link by itself"
    links = [visible(link) for link in element.iter("a") if not str(link.get("href")).startswith("#")]
    many = element.tag in {"ul", "ol", "div"} and len(links) > (element.tag != "div")
    return "list of links" if many and len("".join(links)) > 0.7 * len(visible(element)) else ""


def _mark_notes(body: Any) -> None:
    """Write references as `[^3]`, and begin notes so: what links that are a number or a sign lead to, further down."""
    order = {item: at for at, item in enumerate(body.iter())}
    idents = {item.get("id") or item.get("name"): item for item in order}
    notes: dict[Any, str] = {}
    for link in body.iter("a"):
        target = idents.get(str(link.get("href")).partition("#")[2])
        mark = _MARK.fullmatch(visible(link))
        if target is None or not mark or order[target] < order[link]:
            continue
        block = next(item for item in (target, *target.iterancestors()) if item.tag in _BLOCKS)
        if block.tag not in {*_HEADINGS, "hr", "body"}:
            link[:], link.text = [], f"[^{notes.setdefault(block, mark[1])}]"
    for element, number in notes.items():
        text = re.sub(rf"^[\^↑ ]*[\[(]?{re.escape(number)}[\].)]* ", "", visible(element))
        element[:], element.text = [], f"[^{number}] {text}"
    for raised in body.iter("sup"):
        if raised.find("a") is None and (mark := _MARK.fullmatch(visible(raised))):
            raised[:], raised.text = [], f"[^{mark[1]}]"


def _read_blocks(body: Any, mended: Counter[str]) -> Iterator[Block]:
    seen: set[Any] = set()
    for element, pieces in groupby(body.xpath(".//text()"), key=_block_of):
        if element.tag == "hr":
            yield Block(kind=Kind.RULE)
        parts = _PARTS.split("".join(pieces))
        yield from (_describe(element, text, seen) for part in parts if (text := heal(" ".join(part.split()), mended)))


def _block_of(text: Any) -> Any:
    """Return the block that a piece of text stands in; a tail stands behind its element."""
    around = (text.getparent(), *text.getparent().iterancestors())[text.is_tail :]
    return next(item for item in around if item.tag in _BLOCKS)


def _describe(element: Any, text: str, seen: set[Any]) -> Block:
    """Make a block of a text, by the elements around it; `seen` are the items of lists whose first text is past."""
    around, kind, number = [element, *element.iterancestors()], Kind.PARAGRAPH, ""
    level = next((int(up.tag[1]) for up in around if up.tag in _HEADINGS), 0)
    item = next((up for up in around if up.tag == "li" and up not in seen), None)
    bold = "".join("".join(visible(part).split()) for part in element.iter("b", "strong"))
    if level:
        kind = Kind.HEADING
    elif match := re.match(r"\[\^(\w+|[*†‡])\] ?(?=.)", text):
        kind, text, number = Kind.FOOTNOTE, text[match.end() :], match[1]
    elif item is not None:
        seen.add(item)
        parent, start = item.getparent(), str(item.getparent().get("start"))
        if parent.tag == "ol":
            number = f"{(int(start) if start.isdigit() else 1) + len([*item.itersiblings('li', preceding=True)])}."
        else:
            kind, level = Kind.ITEM, max(len([*item.iterancestors("ul", "ol")]), 1)
    elif "".join(text.split()) == bold and len(text.split()) <= 20 and not ends_sentence(text):
        # Below all that are headings by their element.
        kind, level = Kind.HEADING, len(_HEADINGS) + 1
    elif RULE.fullmatch(text):
        kind, text = Kind.RULE, ""
    elif (match := BULLET.match(text)) and match["sign"] not in WEAK:
        kind, text, level = Kind.ITEM, text[match.end() :], 1
    elif match := NUMBER.match(text):
        text, number = text[match.end() :], match["number"]
    return Block(kind=kind, text=text, level=level, number=number, place=f"line {element.sourceline}")
