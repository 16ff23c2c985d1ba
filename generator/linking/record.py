"""What was published + what is found now -> the addresses that mentions keep, and what lost its place."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.model.addresses import mention_anchor, paragraph_anchor
from generator.model.entry import Entry
from generator.model.statement import Block, Mention, Statement
from generator.reading.record import Moved, Record, Recorded

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
    kept, gone = _match(record, slugs, statement, homes, mentions)
    numbers = Counter[str]()
    for slug, number in (item.owner for item in record.starting("m-")):
        numbers[slugs.get(slug, slug)] = max(numbers[slugs.get(slug, slug)], number)
    settled = []
    for index, mention in enumerate(mentions):
        numbers[mention.entry] += index not in kept
        anchor = kept.setdefault(index, mention_anchor(mention.entry, numbers[mention.entry]))
        settled.append(mention if mention.anchor == anchor else replace(mention, anchor=anchor))
    heirs = {item.owner[0]: f"glossary/{mentions[over].entry}" for item, over, _ in gone if over is not None}
    moved = [
        *((item, heirs.get(item.slug, "")) for item in record.starting("glossary/") if item.slug not in slugs),
        *((item, _anchor(homes.get(item.address))) for item in record.starting("p-")),
        *((item, _anchor(block) if over is None else kept[over]) for item, over, block in gone),
    ]
    return tuple(settled), tuple((item, now) for item, now in moved if now != item.address)


def describe_mention(mention: Mention, block: Block) -> tuple[str, ...]:
    """Return what is recorded of a mention in a paragraph."""
    before, after = block.text[: mention.start][-CONTEXT:], block.text[mention.end :][:CONTEXT]
    return paragraph_anchor(block.label), before, mention.exact, after


def _match(
    record: Record, slugs: dict[str, str], statement: Statement, homes: dict[str, Block], mentions: Sequence[Mention]
) -> tuple[dict[int, str], list[tuple[Recorded, int | None, Block | None]]]:
    """Return the addresses that mentions keep, by index; and those that none keeps, with what stands there instead."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    here: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        block = statement.paragraphs[mention.paragraph - 1]
        same[mention.entry, *describe_mention(mention, block)].append(index)
        here[block.number].append(index)
    kept: dict[int, str] = {}
    lost, gone = [], []
    for item in record.starting("m-"):
        if found := same.get((slugs.get(item.owner[0], ""), *item.words)):
            kept[found.pop(0)] = item.address
        else:
            lost.append(item)
    for item in lost:
        place, start = _find(item, homes.get(item.words[0]), statement.paragraphs)
        end, near = start + len(item.words[2]), here[place.number] if place else ()
        over = next((index for index in near if mentions[index].start < end and start < mentions[index].end), None)
        if over is not None and over not in kept and mentions[over].entry == slugs.get(item.owner[0]):
            kept[over] = item.address
        else:
            gone.append((item, over, place))
    return kept, gone


def _find(item: Recorded, home: Block | None, blocks: Sequence[Block]) -> tuple[Block | None, int]:
    """Return where the words of a mention stand: by what was on both sides, or, in its own paragraph, on one side."""
    _, before, exact, after = item.words
    sides = [*((block, before, after) for block in (home, *blocks)), (home, before, ""), (home, "", after)]
    for block, left, right in sides:
        words = left + exact + right
        if block and (len(left + right) > CONTEXT // 3 or words == block.text) and words in block.text:
            return block, block.text.index(words) + len(left)
    return None, 0


def _anchor(block: Block | None) -> str:
    return paragraph_anchor(block.label) if block else ""
