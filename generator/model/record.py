"""The addresses that were published: source/addresses.yml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Recorded(NamedTuple):
    """An address that was published, with the words by which its place is known again."""

    address: str
    """`glossary/msp` of an entry, `p-8` of a paragraph, `m-msp-2` of a mention."""
    words: tuple[str, ...]
    """Of an entry: its heading. Of a paragraph: its fingerprint, how many sentences it has, its opening.

    Of a mention: its paragraph, the words before it, its own, the words after it.
    """
    now: str | None
    """Where it leads since it lost its place, as was accepted; nowhere when empty."""
    line: int

    @property
    def slug(self) -> str:
        """That of the page of an entry; empty of all else."""
        return self.address.partition("glossary/")[2]

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

    path: Path = Path("addresses.yml")
    version: int = 0
    items: Mapping[str, Recorded] = field(default_factory=dict)

    def starting(self, prefix: str) -> Sequence[Recorded]:
        """Return the addresses of one kind; those that have their place come first, and keep it."""
        kind = (item for item in self.items.values() if item.address.startswith(prefix))
        return sorted(kind, key=lambda item: item.now is not None)


NOTHING = Record()
