"""Built page of the statement -> proof that it shows the source's words to the letter, and nothing between them.

The element `data-statement` holds the text. What is the editors' in it has the attribute `data-editors` and is passed
over; all else must be the title, the dateline and the blocks of the source, in order, in elements and classes that are
known to be shown. The source can forge neither attribute: its words are written by escaping.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from generator.linking.edition import Edition
from generator.model.addresses import paragraph_anchor, sentence_anchor
from generator.model.errors import GeneratorError
from generator.model.statement import BlockKind, Statement, collapse
from generator.publishing import built_file
from generator.text.html import read_body, read_outline
from generator.text.wording import text_direction

_PARAGRAPH = paragraph_anchor("")
_AROUND = {"html", "body", "div", "main", "section", "article"}
_BOXES = {"div", "section", "ol", "ul", "li"}
_TEXTS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_WORDS = {"a", "em", "strong", "span", "sup"}
_ATTRIBUTES = re.compile(r"id|class|href|title|lang|rel|target|tabindex|role|data-.+")
_CLASS = re.compile(
    r"edition|statement|statement-title|dateline|passage|item|note-passage|level-\d+|source-heading|mention|theme-\d+|sentence|new"
)
_HIDING = {"hidden", "style", "inert", "aria-hidden", "popover"}
_HINT = "see which plugin, hook or template changes it"


class _Part(NamedTuple):
    """The title, the dateline or a block, as the page has it or must have it."""

    what: str
    text: str
    fault: str = ""  # What may hide it or alter how it looks


def verify_site(edition: Edition, folder: Path) -> None:
    """Raise a GeneratorError unless a site shows each statement, and the annotated one with all places to cite."""
    places = {name for name in edition.record.items if not name.startswith("glossary/")}
    places |= {mention.anchor for mention in edition.mentions}
    numbers = ((block.label, edition.sentences[block.number]) for block in edition.statement.paragraphs)
    places |= {sentence_anchor(label, number) for label, known in numbers for number in known}
    for src_uri, shown in edition.shown.items():
        path = folder / built_file(edition.project.addresses.built(src_uri))
        html = path.read_text(encoding="utf-8") if path.is_file() else ""
        verify_statement(shown, html)
        if shown is edition.statement and (lost := places - read_outline(html).anchors):
            raise GeneratorError(f"its page has no place #{min(lost)}", path=shown.path, hint=_HINT)


def verify_statement(statement: Statement, html: str) -> None:
    """Raise a GeneratorError unless a built page shows the statement to the letter, in order, and nothing among it."""
    articles = read_body(html).css("[data-statement]")
    parts = _read(articles[0], fault=_find_hidden_around(articles[0])) if len(articles) == 1 else iter(())
    line = 1
    for expected, line in _list_parts(statement):
        if message := _compare(expected, next(parts, None)):
            raise GeneratorError(message, path=statement.path, line=line, hint=_HINT)
    if (more := next(parts, None)) is not None:
        message = f'the page shows more than the source has: {more.what} "{more.text[:40]}"'
        raise GeneratorError(message, path=statement.path, line=line, hint=_HINT)


def _list_parts(statement: Statement) -> Iterator[tuple[_Part, int]]:
    """Yield what the page must show, with its lines in the source."""
    yield _Part("<h1>", collapse(statement.title)), statement.line("title")
    if statement.dateline:
        yield _Part("<p>", collapse(statement.dateline)), statement.line("dateline")
    labels = (block.label for block in statement.paragraphs)
    for kind, level, text, line in statement.shown:
        tag = {BlockKind.RULE: "<hr>", BlockKind.HEADING: f"<h{min(level + 1, 6)}>"}.get(kind)
        what = tag or f"paragraph {next(labels, '')}" + (f" in list {level}" if level else "")
        yield _Part(what, text), line


def _compare(expected: _Part, shown: _Part | None) -> str:
    """Return how a part differs from what it must be; nothing when it does not."""
    if shown is None:
        return f'{expected.what} "{expected.text[:40]}" is not shown'
    if shown.what != expected.what:
        return f'{shown.what} "{shown.text[:40]}" stands where {expected.what} "{expected.text[:40]}" must'
    if shown.text != expected.text:
        return f"{shown.what} is not shown as it stands here: {_difference(expected.text, shown.text)}"
    return f"{shown.what} may not be seen as it is: {shown.fault}" if shown.fault else ""


def _difference(expected: str, shown: str) -> str:
    words = zip(expected.split(" "), shown.split(" "), strict=False)
    for number, (left, right) in enumerate(words, 1):
        if left != right:
            return f'word {number} is "{right}" and must be "{left}"'
    return f"{len(shown.split(' '))} words are shown of {len(expected.split(' '))}"


def _read(box: LexborNode, *, fault: str) -> Iterator[_Part]:
    """Yield what an element shows that is not the editors', part by part."""
    fault = fault or _find_fault(box)
    level = re.search(r"\blevel-(\d+)", box.attributes.get("class") or "")
    for node in _children(box):
        tag, anchor = node.tag or "", node.attributes.get("id") or ""
        if tag in _BOXES:
            yield from _read(node, fault=fault)
        elif tag in _TEXTS:
            what = f"<{tag}>"
            if tag == "p" and anchor.startswith(_PARAGRAPH):
                what = f"paragraph {anchor.removeprefix(_PARAGRAPH)}" + (f" in list {level[1]}" if level else "")
            words, within = _read_words(node)
            yield _Part(what, collapse(words), fault or within)
        elif (text := collapse(node.text())) or not (node.is_text_node or tag in _WORDS):
            # Without words a link or span only has an address.
            yield _Part("text" if node.is_text_node else f"<{tag}>", text)


def _read_words(element: LexborNode) -> tuple[str, str]:
    """Return the words of an element that are not the editors', and what may hide them."""
    words, fault = "", _find_fault(element)
    for node in _children(element):
        inner, within = (node.text(), "") if node.is_text_node else _read_words(node)
        words += inner
        fault = fault or within or ("" if node.is_text_node or node.tag in _WORDS else f"the element <{node.tag}>")
    return words, fault


def _children(element: LexborNode) -> Iterator[LexborNode]:
    nodes = element.iter(include_text=True)
    return (it for it in nodes if it.is_text_node or (it.is_element_node and "data-editors" not in it.attributes))


def _find_fault(element: LexborNode) -> str:
    """Return the first attribute or class that an element of the text may not have."""
    for name, value in element.attributes.items():
        if name == "dir" and value == text_direction(element.attributes.get("lang") or "en"):
            continue
        if not _ATTRIBUTES.fullmatch(name):
            return f'the attribute "{name}"'
        if name == "class" and (unknown := [word for word in (value or "").split() if not _CLASS.fullmatch(word)]):
            return f'the class "{unknown[0]}"'
    return ""


def _find_hidden_around(article: LexborNode) -> str:
    """Return what may hide all of the text: an element that it stands in, or an attribute of one."""
    around: LexborNode | None = article
    while around and (around := around.parent) and around.is_element_node:
        if around.tag not in _AROUND:
            return f"the element <{around.tag}>"
        if found := _HIDING & set(around.attributes):
            return f'the attribute "{min(found)}"'
    return ""
