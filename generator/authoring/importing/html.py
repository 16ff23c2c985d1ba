"""A saved web page -> the blocks of its article; navigation, share buttons and the like are left out."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from generator.authoring.importing.docx import numeral
from generator.authoring.importing.nouns import Block, Kind, LeftOut, Place, Repair
from generator.authoring.importing.text import decode
from generator.authoring.importing.words import ends_sentence, heal, read_mark

_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "link", "meta"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "form", "ul", "ol", "li", "dl", "dt",
    "dd", "blockquote", "pre", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption",
    "address", "center", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "body", "fieldset", "hgroup",
}  # fmt: skip
_NOT_TEXT = re.compile(
    r"nav|navbar|navigation|menu|breadcrumbs?|skip|skiplink|topicpath|pager|pagination|toc|share|sharing|sharethis|social|sns"
    r"|addthis|addtoany|cookies?|consent|gdpr|sidebar|related|newsletter|subscribe|promo|advert|ads|comments|tags|toolbar"
    r"|widget|copyright|footer|banner|contentinfo|search|complementary|dialog|alert|modal|popup|overlay|hidden|visually"
    r"|aside|form|button|select|input|label|figcaption"
)
"""Tags, roles and parts of classes and ids of what is not the article."""
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡]|[a-z]|[ivx]{1,5})[\])]?")
_BACK = re.compile(r"[↩↵↑^\ufe0e\s]*")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "shift_jis": "cp932", "euc-kr": "cp949", "gb2312": "gb18030"}
_BOLD_LEVEL = 50
"""The level of a paragraph that is a heading only by being bold: below all real ones."""


def parse(data: bytes | str) -> Any:
    """Read a page.

    Raises:
        ValueError: it is none; in words for the user.
    """
    text = data if isinstance(data, str) else _decode(data)
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>|\x00", "", text))
        body = root.find("body")
    except (etree.ParserError, etree.XMLSyntaxError):
        body = None
    if body is None:
        raise ValueError("the page has no text; save it again from the browser")
    return root


def _decode(data: bytes) -> str:
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    named = found[1].decode().lower() if found else "utf-8-sig"
    try:
        return data.decode(_AS_BROWSERS_DO.get(named, named))
    except (UnicodeDecodeError, LookupError):
        return decode(data)[0]


def read_words(data: bytes | str) -> tuple[list[str], list[str]]:
    """Return every word that a page shows and the texts of its paragraphs, without regard to what they are."""
    body = parse(data).find("body")
    return visible(body).split(), [visible(item) for item in body.iter("p", "li") if not item.findall(".//p")]


def visible(element: Any) -> str:
    """Return all the words of an element that a browser shows."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    space = " " if element.tag in _BLOCKS or element.tag == "br" else ""
    yield space + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield space


class Page:
    """The blocks of a page, and what else stands on it."""

    def __init__(self, data: bytes | str, *, whole: bool = False) -> None:
        """Read a page.

        Args:
            data: the page.
            whole: nothing of it is navigation and the like.
        """
        self.whole = whole
        self.root = parse(data)
        self.body = self.root.find("body")
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.repairs: list[Repair] = []
        self.language = self.root.get("lang") or self.body.get("lang") or ""
        self._buffer: list[tuple[str, bool]] = []
        self._lists: list[tuple[Any, list[int]]] = []
        """The lists that are open: element, and the number of its last item."""
        self._pending: tuple[Kind, int, str] | None = None
        self._level = self._bold = self._line = 0
        self._total = len(visible(self.body))
        self._main = self._find_article()
        heads = [item for item in self.body.iter("h1") if visible(item)]
        named = self.root.findtext(".//title") or ""
        self._title = heads[0] if len(heads) == 1 else None
        self.title = visible(self._title) if self._title is not None else named
        self._notes = self._find_notes()
        self._walk(self.body, inside=self._main is self.body)
        self._flush()
        text = [block for block in self.blocks if block.kind is not Kind.FOOTNOTE]
        while text and text[-1].kind is Kind.RULE:
            text.pop()
        self.blocks = [*text, *(block for block in self.blocks if block.kind is Kind.FOOTNOTE)]

    def _find_article(self) -> Any:
        """Find the innermost element that holds nearly all of the text that is not navigation and the like."""
        chosen = max(self.body.xpath(".//main | .//*[@role='main']"), key=self._weigh, default=self.body)
        while not self.whole:
            inner = max(chosen.iterchildren(*_BLOCKS), key=self._weigh, default=chosen)
            whole = self._weigh(inner) >= 0.8 * self._weigh(chosen) and inner is not chosen
            if not whole or inner.tag in {"p", "ul", "ol", "table", "tbody", "tr"} or chosen.find("h1") is not None:
                break
            chosen = inner
        return chosen

    def _weigh(self, element: Any) -> int:
        """Return how many words of running text an element holds."""
        if element.tag in _UNSEEN or not isinstance(element.tag, str) or self._reason(element):
            return 0
        own = [element.text or "", *((child.tail or "") for child in element)]
        inner = sum(self._weigh(child) for child in element if child.tag != "a")
        return len(" ".join(own).split()) + inner

    def _reason(self, element: Any) -> str:
        """Return why an element is not part of the article; nothing when it is."""
        if self.whole or element.tag in {"html", "body", "main", "article", "h1"} or element.find(".//h1") is not None:
            return ""
        if element.get("hidden") is not None or "display:none" in str(element.get("style")).replace(" ", ""):
            return "hidden"
        inside = any(up.tag in {"main", "article"} for up in element.iterancestors())
        if element.tag in {"nav", "aside"} or (element.tag in {"header", "footer"} and not inside):
            return f"<{element.tag}> of the page"
        names = f"{element.tag} {element.get('role')} {element.get('class')} {element.get('id')}".lower()
        name = next((part for part in re.split(r"[\s_-]+", names) if _NOT_TEXT.fullmatch(part)), "")
        if name and len(visible(element)) < 0.4 * self._total:
            return f"not the article: {name}"
        links = [visible(link) for link in element.iter("a") if not str(link.get("href")).startswith("#")]
        many = len(links) > 1 or (len(links) == 1 and element.tag == "div")
        linked = many and element.tag in {"ul", "ol", "div"} and len("".join(links)) > 0.7 * len(visible(element))
        return "list of links" if linked else ""

    def _find_notes(self) -> dict[Any, str]:
        """Find the notes, with their marks: what links that are a number or a sign lead to, further down."""
        order = {item: at for at, item in enumerate(self.body.iter())}
        idents = {item.get("id") or item.get("name"): item for item in order if item.get("id") or item.get("name")}
        notes: dict[Any, str] = {}
        for link in self.body.iter("a"):
            target = idents.get(str(link.get("href")).rpartition("#")[2])
            mark = _MARK.fullmatch(visible(link))
            if target is None or not mark or "#" not in link.get("href") or order[target] < order[link]:
                continue
            block = next(item for item in (target, *target.iterancestors()) if item.tag in _BLOCKS)
            if not re.fullmatch(r"h\d|hr|body", block.tag):
                link.set("data-note", notes.setdefault(block, mark[1]))
        return notes

    def _walk(self, element: Any, *, inside: bool) -> None:
        """Read an element: into blocks where it is inside the article, else into what is left out."""
        tag, inside = element.tag, inside or element is self._main
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        around = element in self._main.iterancestors() or (
            self._title is not None and not inside and element in self._title.iterancestors()
        )
        reason = (
            "" if around or element is self._title else self._reason(element) or "outside the article" * (not inside)
        )
        if element in self._notes or reason:
            if tag in _BLOCKS:
                self._flush()
            place = Place("line", element.sourceline or 0)
            if element in self._notes:
                self._add_note(element, place)
            elif text := visible(element):
                self.left_out.append(LeftOut(text=text, reason=reason, place=place))
            return
        inside = inside or element is self._title
        if tag == "br":
            self._buffer.append(("\n", True))
        elif tag == "a" and element.get("data-note"):
            self._buffer.append((f"[^{element.get('data-note')}]", bool(self._bold)))
        elif tag == "sup" and element.find("a") is None and _MARK.fullmatch(visible(element)):
            self._buffer.append((f"[^{visible(element).strip('[]()')}]", bool(self._bold)))
        elif tag in _BLOCKS:
            self._walk_block(element, inside=inside)
        else:
            self._bold += tag in {"b", "strong"}
            self._walk_inside(element, inside=inside)
            self._bold -= tag in {"b", "strong"}

    def _walk_inside(self, element: Any, *, inside: bool) -> None:
        self._line = self._line or element.sourceline or 0
        for at, item in enumerate((element, *element)):
            text = item.tail if at else item.text
            if at:
                self._walk(item, inside=inside)
            if inside:
                self._buffer.append((text or "", bool(self._bold)))
            elif text and text.strip():
                place = Place("line", item.sourceline or 0)
                self.left_out.append(LeftOut(text=" ".join(text.split()), reason="outside the article", place=place))

    def _walk_block(self, element: Any, *, inside: bool) -> None:
        tag, place = element.tag, Place("line", element.sourceline or 0)
        self._flush()
        if tag == "hr":
            self.blocks.append(Block(kind=Kind.RULE, place=place))
        elif tag == "table" and any(len(row.findall("td")) > 1 for row in element.iter("tr")):
            message = "a table; its cells were read one after the other"
            self.repairs.append(Repair(place=place, message=message, look=True))
        elif tag in {"ul", "ol"}:
            start = str(element.get("start") or 1)
            self._lists.append((element, [int(start) - 1 if start.isdigit() else 0]))
        elif tag == "li":
            parent, count = self._lists[-1] if self._lists else (element, [0])
            count[0] = int(element.get("value")) if str(element.get("value")).isdigit() else count[0] + 1
            number = f"{numeral(count[0], _FORMS.get(str(parent.get('type')), ''))}." if parent.tag == "ol" else ""
            depth = max(len(self._lists), 1)
            self._pending = (Kind.PARAGRAPH, depth - 1, number) if number else (Kind.ITEM, depth, "")
        self._level = int(tag[1]) if re.fullmatch(r"h\d", tag) else self._level
        self._walk_inside(element, inside=inside)
        self._flush()
        if tag in {"ul", "ol"}:
            self._lists.pop()
        self._level = 0 if re.fullmatch(r"h\d", tag) else self._level
        self._pending = None if tag == "li" else self._pending

    def _flush(self) -> None:
        """End the block that is being read; two line breaks part paragraphs."""
        pieces, self._buffer, place, self._line = self._buffer, [], Place("line", self._line), 0
        parts = re.split(
            r"\x00\s*\x00[\s\x00]*", "".join("\x00" if piece == ("\n", True) else piece[0] for piece in pieces)
        )
        bold = all(is_bold for text, is_bold in pieces if text.strip()) and len(parts) == 1
        for part in parts:
            text, mended = heal(" ".join(part.replace("\x00", " ").split()))
            if mended:
                self.repairs.append(Repair(place=place, message=mended))
            if not text:
                continue
            kind, level, number = self._pending or (Kind.PARAGRAPH, 0, "")
            if self._level:
                kind, level, number = Kind.HEADING, self._level, ""
            elif self._pending is None and (match := re.match(r"\[\^(\w+)\] ?(?=.)", text)):
                kind, number, text = Kind.FOOTNOTE, match[1], text[match.end() :]
            elif self._pending is None and bold and len(text.split()) <= 20 and not ends_sentence(text):
                kind, level = Kind.HEADING, _BOLD_LEVEL
            elif self._pending is None:
                kind, number, text = read_mark(text)
                level = int(kind is Kind.ITEM)
            self._pending = None
            self.blocks.append(Block(kind=kind, text=text, level=level, number=number, place=place))

    def _add_note(self, element: Any, place: Place) -> None:
        number = self._notes[element]
        for link in list(element.iter("a")):
            text = visible(link)
            if "#" in str(link.get("href")) and (_BACK.fullmatch(text) or _MARK.fullmatch(text)):
                tail = link.tail
                link.clear()
                link.tail = tail
        text = re.sub(rf"^\[?{re.escape(number)}[\].)]? ", "", heal(visible(element))[0])
        self.blocks.append(Block(kind=Kind.FOOTNOTE, text=text, number=number, place=place))
