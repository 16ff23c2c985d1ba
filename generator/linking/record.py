"""What was published + what is found now -> the addresses that mentions keep, and what lost its place."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model.addresses import mention_anchor, paragraph_anchor
from generator.model.entry import Entry
from generator.model.record import Moved, Record, Recorded
from generator.model.statement import Block, Mention, Statement

CONTEXT = 24
"""Characters on either side of a mention by which it is known again."""


def settle(
    record: Record, statement: Statement, entries: Sequence[Entry], mentions: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Moved, ...]]:
    """Let each mention that was published keep its address; a new one has the next free number of its entry."""
    if not record.items:
        return mentions, ()
    slugs: dict[str, str] = {slug: entry.slug for entry in entries for slug in (entry.slug, *entry.former_slugs)}
    homes = {f"p-{label}": block for block in statement.paragraphs for label in (*block.formers, block.label)}
    kept, gone = _match(record, slugs, [*statement.paragraphs], homes, mentions)
    numbers = Counter[str]()
    for slug, number in (item.owner for item in record.starting("m-")):
        numbers[slugs.get(slug, slug)] = max(numbers[slugs.get(slug, slug)], number)
    settled = []
    for index, mention in enumerate(mentions):
        numbers[mention.entry] += index not in kept
        anchor = kept.setdefault(index, mention_anchor(mention.entry, numbers[mention.entry]))
        settled.append(mention if mention.anchor == anchor else replace(mention, anchor=anchor))
    heirs = {item.owner[0]: f"glossary/{mentions[over].entry}" for item, (over, _) in gone if over is not None}
    moved = [
        *((item, heirs.get(item.slug, "")) for item in record.starting("glossary/") if item.slug not in slugs),
        *((item, _anchor(homes.get(item.address))) for item in record.starting("p-")),
        *((item, _anchor(block) if over is None else kept[over]) for item, (over, block) in gone),
    ]
    return tuple(settled), tuple((item, now) for item, now in moved if now != item.address)


def describe_mention(mention: Mention, block: Block) -> tuple[str, ...]:
    """Return what is recorded of a mention in a paragraph."""
    before, after = block.text[: mention.start][-CONTEXT:], block.text[mention.end :][:CONTEXT]
    return paragraph_anchor(block.label), before, mention.exact, after


def _match(
    record: Record,
    slugs: Mapping[str, str],
    blocks: list[Block],
    homes: Mapping[str, Block],
    mentions: Sequence[Mention],
) -> tuple[dict[int, str], list[tuple[Recorded, tuple[int | None, Block | None]]]]:
    """Return the addresses that mentions keep, by index; and those that none keeps, with what stands there instead."""
    here: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        here[mention.paragraph].append(index)
    kept: dict[int, str] = {}
    gone = []
    for item in record.starting("m-"):
        instead: list[tuple[int | None, Block | None]] = []
        home = [homes[item.words[0]]] if item.words[0] in homes else []
        for block, start, end in _find(item, home + blocks):
            near = here[block.number]
            at = bisect_right(near, start, key=lambda index: mentions[index].end)
            over = next((index for index in near[at : at + 1] if mentions[index].start < end), None)
            instead.append((over, block))
            if over is not None and over not in kept and mentions[over].entry == slugs.get(item.owner[0]):
                kept[over] = item.address
                break
        else:
            gone.append((item, (*instead, (None, None))[0]))
    return kept, gone


def _find(item: Recorded, blocks: Sequence[Block]) -> Iterator[tuple[Block, int, int]]:
    """Yield where the words of a mention may stand: by what was on both sides of them, else on one."""
    _, before, exact, after = item.words
    for left, right in ((before, after), (before, ""), ("", after)):
        for block in blocks if (left, right) == (before, after) or len(left + right) > CONTEXT // 3 else ():
            at = block.text.find(left + exact + right)
            while at >= 0:
                yield block, at + len(left), at + len(left + exact)
                at = block.text.find(left + exact + right, at + 1)


def _anchor(block: Block | None) -> str:
    return paragraph_anchor(block.label) if block else ""
