"""The addresses of an edition, compared with those that were published; and the text of the record of both."""

import json
import re
from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.model.addresses import Style, paragraph_anchor, sentence_anchor
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import hash_words
from generator.reading.project import STATEMENT
from generator.reading.record import OPENING, describe_mention
from generator.text.sentences import hash_sentences


def check_addresses(edition: Edition) -> Iterator[Finding]:
    """Find recorded addresses that would lead elsewhere or nowhere."""
    path, code = edition.record.path, FindingCode.MOVED_ADDRESS
    addresses = _list_addresses(edition) if edition.record.items else {}
    if addresses and (style := _style(edition)) is not edition.record.style:
        yield report(path, code, says="style", before=edition.record.style.value, now=style.value)
    former = edition.project.path.parent / STATEMENT
    if not addresses and edition.statement.path != former and (record := former.with_name(path.name)).is_file():
        yield report(record, code, says="left", path=path.as_posix())
    for item, now in edition.moved:
        if now != item.now:
            heir = f"docs/{now}.md" if now else "the entry that took its place"
            words = {"address": item.address, "words": item.words[0 if item.slug else 2], "now": now, "heir": heir}
            says = "entry" if item.slug else "place" if now else "gone"
            yield report(path, code, line=item.line, says=says, **words)
    moved = dict(edition.moved)
    marks = {mark[-4:] for name, words in addresses.items() if name.startswith("p-") for mark in words[1].split()}
    for item in edition.record.starting("p-"):
        before, after = item.sentences, item._replace(words=addresses.get(item.address, item.words)).sentences
        # A sentence that others took the place of, and that stands elsewhere, has not been corrected.
        gone = [n for n, mark in before.items() if mark and (not after.get(n) or after[n] != mark in marks)]
        new = sorted(after.keys() - before) if before else []
        if item not in moved and (gone or new):
            places = ", ".join(f"#{sentence_anchor(item.address[2:], number)}" for number in gone or new)
            yield report(path, code, line=item.line, says="gone-sentences" if gone else "new-sentences", places=places)


def check_new_addresses(edition: Edition) -> Iterator[Finding]:
    """Find addresses that are not recorded, where there is a record."""
    items = edition.record.items
    if new := [address for address in (_list_addresses(edition) if items else ()) if address not in items]:
        more = f" and {len(new) - 3} more" * (len(new) > 3)
        yield report(edition.record.path, FindingCode.NEW_ADDRESS, addresses=", ".join(new[:3]) + more)


def write_record(edition: Edition) -> str:
    """Write all addresses, those that lost their place with where they lead: sorted, one a line."""
    before = {item.address: item.words + (item.now,) * (item.now is not None) for item in edition.record.items.values()}
    lines = {item.address: (*item.words, now) for item, now in edition.moved} | _list_addresses(edition)
    written = (f"{address}: {json.dumps(lines[address], ensure_ascii=False)}" for address in sorted(lines, key=_order))
    style = _style(edition)
    version = edition.record.version + (lines != before or style is not edition.record.style)
    styles = [f"style: {style.value}"] * (style is not Style.FOLDERS)
    head = "# Every address that was published. `generator addresses --accept` writes this file."
    return "\n".join([head, f"version: {version}", *styles, *written, ""])


def _style(edition: Edition) -> Style:
    """Return how addresses end: exports for other builders say nothing of it."""
    style = edition.project.addresses.style
    return style if style is Style.FILES else edition.record.style if style is not Style.FOLDERS else style


def _list_addresses(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return every address of now, with what is recorded of it."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in edition.entries:
        found |= dict.fromkeys((f"glossary/{slug}" for slug in (entry.slug, *entry.former_slugs)), (entry.heading,))
    blocks = edition.statement.paragraphs
    for block in blocks:
        address, marks = paragraph_anchor(block.label), hash_sentences(block, edition.statement.language)
        before = edition.record.items.get(address)
        # The number of a sentence that is gone is given to no other.
        marks |= dict.fromkeys((before.sentences if before else {}).keys() - marks, "")
        sentences = " ".join(f"{number}-{mark}" for number, mark in marks.items())
        found[address] = hash_words(block.text), sentences, block.text[:OPENING]
    return found | {item.anchor: describe_mention(item, blocks[item.paragraph - 1]) for item in edition.mentions}


def _order(address: str) -> tuple[int, list[str | int]]:
    return "gpm".index(address[0]), [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", address)]
