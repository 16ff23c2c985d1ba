"""The addresses of an edition, compared with those that were published; and the text of the record of both."""

import json
import re
from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.linking.record import describe_mention
from generator.model.addresses import paragraph_anchor
from generator.model.findings import Finding, FindingCode
from generator.reading.record import OPENING, Recorded

_HEAD = "# Every address that was published. `generator addresses --accept` writes this file."
_ACCEPT = "`generator addresses --accept`"


def check_addresses(edition: Edition) -> Iterator[Finding]:
    """Find recorded addresses that would lead elsewhere or nowhere."""
    path = edition.record.path
    addresses = _list_addresses(edition) if edition.record.items else {}
    found = [(item.line, *_tell(item, now)) for item, now in edition.moved if now != item.now]
    for item in edition.record.starting("p-"):
        before, after = item.words[1], addresses.get(item.address, item.words)[1]
        if before != after and item not in dict(edition.moved):
            message = f"#{item.address} had {before} sentences, now {after}, so #{item.address}-s2 may lead to another"
            found.append((item.line, message, f"see where each of them ends, or accept it: {_ACCEPT}"))
    for line, message, hint in found:
        yield Finding(path=path, line=line, code=FindingCode.MOVED_ADDRESS, message=message, hint=hint)


def check_new_addresses(edition: Edition) -> Iterator[Finding]:
    """Find addresses that are not recorded, where there is a record."""
    path, items = edition.record.path, edition.record.items
    if new := [address for address in (_list_addresses(edition) if items else ()) if address not in items]:
        message = f"not recorded yet: {', '.join(new[:3])}{f' and {len(new) - 3} more' * (len(new) > 3)}"
        hint = f"before they are published, record them: {_ACCEPT}"
        yield Finding(path=path, line=1, code=FindingCode.NEW_ADDRESS, message=message, hint=hint)


def write_record(edition: Edition) -> str:
    """Write all addresses, those that lost their place with where they lead: sorted, one a line."""
    before = {item.address: item.words + (item.now,) * (item.now is not None) for item in edition.record.items.values()}
    lines = {item.address: (*item.words, now) for item, now in edition.moved} | _list_addresses(edition)
    written = (f"{address}: {json.dumps(lines[address], ensure_ascii=False)}" for address in sorted(lines, key=_order))
    return "\n".join([_HEAD, f"version: {edition.record.version + (lines != before)}", *written, ""])


def _list_addresses(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return every address of now, with what is recorded of it."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in edition.entries:
        found |= dict.fromkeys((f"glossary/{slug}" for slug in (entry.slug, *entry.former_slugs)), (entry.heading,))
    blocks = edition.statement.paragraphs
    for block in blocks:
        sentences = str(len(edition.sentences[block.number]))
        found[paragraph_anchor(block.label)] = block.fingerprint, sentences, block.text[:OPENING]
    return found | {item.anchor: describe_mention(item, blocks[item.paragraph - 1]) for item in edition.mentions}


def _order(address: str) -> tuple[int, list[str | int]]:
    return "gpm".index(address[0]), [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", address)]


def _tell(item: Recorded, now: str) -> tuple[str, str]:
    """Return what a recorded address would do, and what to do about it."""
    if item.slug:
        heir = f"docs/{now}.md" if now else "the entry that took its place"
        hint = f"add the slug to former_slugs of {heir}, or let its page say that it was withdrawn: {_ACCEPT}"
        return f'/{item.address}/, "{item.words[0]}", would be lost', hint
    place = f"is in #{now} now" if now else "is not in the text any more"
    what = "lead there" if now else "say that it was withdrawn"
    return f'#{item.address}, "{item.words[2]}", {place}', f"undo it, or let the old address {what}: {_ACCEPT}"
