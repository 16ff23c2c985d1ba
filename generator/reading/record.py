"""source/addresses.yml -> the addresses that were published; the paragraphs and mentions that keep theirs."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import chain, count, pairwise
from pathlib import Path
from typing import NamedTuple

from generator.model import group
from generator.model.addresses import Style, mention_anchor, paragraph_anchor
from generator.model.entry import Entry
from generator.model.errors import GeneratorError
from generator.model.fields import find_hidden
from generator.model.statement import Block, BlockKind, Mention, Statement, hash_words
from generator.reading.frontmatter import read_text
from generator.text.sentences import hash_sentences

FILE = "addresses.yml"
OPENING = 60  # Characters at its start by which a paragraph is known again when its words changed
CONTEXT = 24  # Characters on either side of a mention by which it is known again
_LINE = re.compile(r"^((glossary/|p-|m-(?=\S+-\d{1,9}:))[\w-]+): (\[.*\])$")
_SENTENCES = re.compile(r"(?:\d{1,9}(?:-\w*)?(?: |$))*")


class Recorded(NamedTuple):
    """An address that was published, with the words by which its place is known again."""

    address: str  # `glossary/msp` of an entry, `p-8` of a paragraph, `m-msp-2` of a mention
    words: tuple[str, ...]
    """Of an entry: its heading. Of a paragraph: its fingerprint, its sentences, its opening.

    Of a mention: its paragraph, the words before it, its own, the words after it.
    """
    now: str | None  # Where it leads since it lost its place, as was accepted; nowhere when empty
    line: int

    @property
    def slug(self) -> str:
        """That of the page of an entry; empty of all else."""
        return self.address.partition("glossary/")[2]

    @property
    def sentences(self) -> dict[int, str]:
        """Four digits of each sentence of a paragraph by its number, in order; none of those that are gone."""
        pairs = (part.split("-") for part in self.words[1].split() if "-" in part)
        return {int(number): mark for number, mark in pairs}

    @property
    def owner(self) -> tuple[str, int]:
        """The slug and the number that a mention's address is made of."""
        slug, _, number = self.address.removeprefix("m-").rpartition("-")
        return slug, int(number)


Moved = tuple[Recorded, str]
"""A recorded address that lost its place, and the address of its words or its successor; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What was published, by address; nothing in a project that has recorded nothing."""

    path: Path = Path(FILE)
    version: int = 0
    style: Style = Style.FOLDERS  # Of the pages' addresses; FOLDERS is not written
    items: Mapping[str, Recorded] = field(default_factory=dict)

    def starting(self, prefix: str) -> Sequence[Recorded]:
        """Return the addresses of one kind; those that have their place come first, and keep it."""
        kind = (item for item in self.items.values() if item.address.startswith(prefix))
        return sorted(kind, key=lambda item: item.now is not None)


NOTHING = Record()


def read_record(statement: Path) -> Record:
    """Read the record beside a statement, YAML of one address a line: thousands are read in milliseconds."""
    path, version, style = statement.parent / FILE, 0, Style.FOLDERS
    items: dict[str, Recorded] = {}
    is_there = path.is_symlink() or path.exists()
    for number, line in enumerate(read_text(path).split("\n") if is_there else (), 1):
        try:
            if line.startswith("version: "):
                # A merge may have kept the lines of both sides.
                version = max(version, int(line[9:]))
            elif line.startswith("style: "):
                style = Style(line[7:])
            elif line.strip() and not line.startswith("#"):
                _, address, kind, value, _ = _LINE.split(line)
                words, size = tuple(map(str, json.loads(value))), {"g": 1, "p": 3, "m": 4}[kind[0]]
                if not size <= len(words) <= size + 1 or (kind == "p-" and not _SENTENCES.fullmatch(words[1])):
                    raise ValueError
                if hidden := find_hidden("\n".join(words))[0]:
                    raise GeneratorError(f"holds {hidden}", path=path, line=number, hint="remove it")
                items[address] = Recorded(address, words[:size], words[size] if words[size:] else None, number)
        except (ValueError, RecursionError) as exc:
            hint = "after a merge, keep the lines of both sides without its marks; else restore the file"
            raise GeneratorError(f'"{line[:40]}" is no recorded address', path=path, line=number, hint=hint) from exc
    if is_there and not items:
        hint = "restore it; or delete it, and record the addresses of now: generator addresses --accept"
        raise GeneratorError("records no address", path=path, hint=hint)
    return Record(path=path, version=version, style=style, items=items)


def keep_labels(blocks: Sequence[Block], record: Record, language: str) -> tuple[Block, ...]:
    """Let paragraphs that were published keep their labels; a new one among them is called after the one before it.

    The source's own numbers stay as they are. Sentences keep their numbers in their paragraph.
    """
    items = record.starting("p-")
    homes = _find_homes(blocks, items, language)
    fixed = {block.label for block in blocks if block.own and (block.numbered or block.kind is BlockKind.NOTE)}
    taken, last, made = {item.address.removeprefix("p-") for item in items} | fixed, "0", []
    for block in blocks if items else ():
        label, own = block.label, homes[block.number]
        if block.number and label not in fixed:
            new = (name for name in chain([label], (f"{last}-{after}" for after in count(2))) if name not in taken)
            label = next((name for name in own if name not in fixed), "") or next(new)
            taken.add(label)
        item = record.items.get(f"p-{label}")
        sentences = _number(item.sentences, [*hash_sentences(block, language).values()]) if item else ()
        formers = tuple(other for other in own if other != label)
        made.append(replace(block, kept=label, formers=formers, sentences=sentences))
        last = label if block.number else last
    return tuple(made or blocks)


def _number(before: Mapping[int, str], marks: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of sentences: the same one's before, else that of the one that stood there, else a new one."""
    following = dict(pairwise([0, *(number for number, mark in before.items() if mark)]))
    numbers = {marks.index(mark): number for number, mark in reversed([*before.items()]) if mark in marks}
    last, fresh = 0, count(max(before, default=0) + 1)
    for at in range(len(marks)):
        if at not in numbers:
            near = following.get(last)
            numbers[at] = near if near and near not in numbers.values() else next(fresh)
        last = numbers[at]
    return tuple(numbers[at] for at in range(len(marks)))


def _find_homes(blocks: Sequence[Block], items: Sequence[Recorded], language: str) -> dict[int, list[str]]:
    """Return the labels of the recorded paragraphs that stand in each now, by its number; the first is its own."""
    blocks = [block for block in blocks if block.number and items]
    homes: dict[int, list[str]] = defaultdict(list)
    labels = {block.label: block for block in blocks}
    marks = group(blocks, (), lambda block: hash_words(block.text))
    for item in sorted(items, key=lambda item: item.words[0] not in marks):
        (mark, _, opening), label = item.words, item.address.removeprefix("p-")
        named = [labels[label]] if label in labels else []
        same = sorted(marks.get(mark, ()), key=lambda block: block not in named)
        opens = (block for block in blocks if block.text.startswith(opening))
        alike = (block for block in named if _are_alike(opening, block.text))
        known = {*item.sentences.values()}
        hashed = ((block, hash_sentences(block, language).values()) for block in blocks if len(known) > 1)
        shares = (block for block, found in hashed if 2 * len(known.intersection(found)) >= len(known))
        places = chain(
            (block for block in chain(same, opens) if block.number not in homes),
            (block for block in blocks if opening in block.text and len(opening) >= OPENING // 3),
            (block for block in chain(alike, shares) if block.number not in homes),
        )
        if home := next(places, None):
            homes[home.number].append(label)
    return homes


def _are_alike(opening: str, text: str) -> bool:
    # One may be the other with a correction.
    before, after = opening, text[: len(opening)]
    words = (sorted(part.casefold().split()) for part in (before, after))
    return any(SequenceMatcher(None, *pair).ratio() > 0.6 for pair in ((before, after), tuple(words)))


def settle(
    record: Record, statement: Statement, entries: Sequence[Entry], mentions: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Moved, ...]]:
    """Let each mention that was published keep its address; a new one has the next free number of its entry."""
    if not record.items:
        return mentions, ()
    slugs: dict[str, str] = {slug: entry.slug for entry in entries for slug in (entry.slug, *entry.former_slugs)}
    homes = {f"p-{label}": block for block in statement.paragraphs for label in (*block.formers, block.label)}
    anchors = {label: paragraph_anchor(block.label) for label, block in homes.items()}
    kept, gone = _match(record, slugs, statement, homes, mentions)
    numbers = Counter[str]()
    for slug, number in (item.owner for item in record.starting("m-")):
        numbers[slugs.get(slug, slug)] = max(numbers[slugs.get(slug, slug)], number)
    for mention in (mention for mention in mentions if mention not in kept):
        numbers[mention.entry] += 1
        kept[mention] = mention_anchor(mention.entry, numbers[mention.entry])
    settled = tuple(replace(mention, anchor=kept[mention]) for mention in mentions)
    heirs = {item.owner[0]: f"glossary/{over.entry}" for item, over, _ in gone if over}
    moved = [
        *((item, heirs.get(item.slug, "")) for item in record.starting("glossary/") if item.slug not in slugs),
        *((item, anchors.get(item.address, "")) for item in record.starting("p-")),
        *((item, kept[over] if over else place) for item, over, place in gone),
    ]
    return settled, tuple((item, now) for item, now in moved if now != item.address)


def describe_mention(mention: Mention, block: Block) -> tuple[str, ...]:
    """Return what is recorded of a mention in a paragraph."""
    before, after = block.text[: mention.start][-CONTEXT:], block.text[mention.end :][:CONTEXT]
    return paragraph_anchor(block.label), before, mention.exact, after


def _match(
    record: Record, slugs: dict[str, str], statement: Statement, homes: dict[str, Block], mentions: Sequence[Mention]
) -> tuple[dict[Mention, str], list[tuple[Recorded, Mention | None, str]]]:
    """Return the addresses that mentions keep; and those that none keeps, with what stands there instead."""
    blocks = statement.paragraphs
    same = group(mentions, (), lambda item: (item.entry, *describe_mention(item, blocks[item.paragraph - 1])))
    here = group(mentions, (), lambda item: item.paragraph)
    kept: dict[Mention, str] = {}
    lost, gone = [], []
    for item in record.starting("m-"):
        if found := same.get((slugs.get(item.owner[0], ""), *item.words)):
            kept[found.pop(0)] = item.address
        else:
            lost.append(item)
    for item in lost:
        place, start = _find_words(item, homes.get(item.words[0]), blocks)
        end, near = start + len(item.words[2]), here.get(place.number, ()) if place else ()
        over = next((mention for mention in near if mention.start < end and start < mention.end), None)
        if over and over not in kept and over.entry == slugs.get(item.owner[0]):
            kept[over] = item.address
        else:
            gone.append((item, over, paragraph_anchor(place.label) if place else ""))
    return kept, gone


def _find_words(item: Recorded, home: Block | None, blocks: Sequence[Block]) -> tuple[Block | None, int]:
    """Return where the words of a mention stand: by what was on both sides, or, in its own paragraph, on one side."""
    _, before, exact, after = item.words
    sides = [*((block, before, after) for block in (home, *blocks)), (home, before, ""), (home, "", after)]
    for block, left, right in sides:
        words = left + exact + right
        if block and (len(left + right) > CONTEXT // 3 or words == block.text) and words in block.text:
            return block, block.text.index(words) + len(left)
    return None, 0
