"""Runs and definitions -> names: what a run of capitals names, and whether it is a name at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.candidates.definitions import find_definitions
from generator.candidates.judging import (
    find_persons,
    head_of,
    is_lone,
    is_titled,
    judge,
    leads,
    may_be_town,
    person_of,
    person_words,
)
from generator.candidates.lexicon import (
    BODIES,
    LOWER_HEADS,
)
from generator.candidates.runs import Run, find_runs, is_head, is_soft_head
from generator.candidates.tokens import Shape, is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.candidates.definitions import Definition
    from generator.candidates.tokens import Token

_JOINTS = re.compile(r"[-\u2013/]")
_SIZES = {"trilateral", "quadrilateral", "minilateral"}
"""Before a name that has a head, these belong to it though they are in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One place in one passage where something seems to be named."""

    text: str
    """The name, typography made alike, without the acronym that follows it."""
    acronym: str
    """As the passage defines it there, or the bare acronym; empty when there is none."""
    start: int
    end: int
    """Code points into the passage, half-open: with the acronym and the word that ends it in lower case."""
    content: tuple[tuple[int, int], ...]
    """The places of the words that make the name: without a leading country or year, and small words."""
    head: str
    """The noun that says what it is, in lower case; may be empty."""
    article: bool
    """Whether "the" stands before it."""
    place: bool
    """Whether it may be a town there: "in Houston", "Houston, Texas"."""
    weak: bool
    """Whether it counts only when it is also named elsewhere: a heading, the start of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one passage gives."""

    names: tuple[Name, ...]
    people: frozenset[str]
    """Words of persons' names, and of places called Port or Lake, in lower case."""
    lone: tuple[Name, ...]
    """Single capitalised words inside sentences: names only if others begin with them."""


def read_names(tokens: Sequence[Token], *, heading: bool) -> Reading:
    """Read the names in one passage.

    Args:
        tokens: the passage's.
        heading: whether the passage is a heading, whose capitals say little.
    """
    definitions = find_definitions(tokens)
    runs = find_runs(tokens)
    places = _Places(runs)
    names = [_defined(tokens, definition, places) for definition in definitions]
    people: set[str] = set()
    lone: list[Name] = []
    taken = {index for name in names for index in _within(tokens, name)}
    persons = find_persons(tokens, runs)
    named: set[int] = set()
    for run in runs:
        if run in persons:
            people |= person_words(tokens, run)
        if run.stop - run.first == 2 and tokens[run.first].low in {"camp", "cape", "lake", "mount", "port"}:
            people.add(tokens[run.stop - 1].low)
        whole = _around_definition(tokens, run, definitions)
        if whole is not None:
            names.append(_named(tokens, whole, heading=heading))
            named |= set(range(whole.first, whole.stop))
            continue
        free = _without(tokens, run, taken)
        if free is None or (run in persons and not is_titled(tokens, run)):
            continue
        for kept in judge(tokens, free):
            names.append(_named(tokens, kept, heading=heading))
            named |= set(range(kept.first, kept.stop))
        if is_lone(tokens, free):
            lone.append(_named(tokens, free, heading=heading))
    shouted = heading and all(token.text.isupper() for token in tokens if token.shape is not Shape.MARK)
    elsewhere = taken | named | {index for run in persons for index in person_of(tokens, run)}
    names += (replace(name, weak=shouted) for name in _bare_acronyms(tokens, elsewhere))
    unique = {(name.start, name.end): name for name in reversed(names)}
    return Reading(names=tuple(unique[place] for place in sorted(unique)), people=frozenset(people), lone=tuple(lone))


class _Places:
    """Runs by where they start and stop."""

    def __init__(self, runs: Sequence[Run]) -> None:
        """Take runs, none of which overlaps another."""
        self.starting = {run.first: run for run in runs}
        self.stopping = {run.stop: run for run in runs}


def _within(tokens: Sequence[Token], name: Name) -> Iterable[int]:
    """Give the tokens that a name is made of."""
    for index in range(bisect_left(tokens, name.start, key=attrgetter("start")), len(tokens)):
        if tokens[index].end > name.end:
            return
        yield index


def looks_like_heading(tokens: Sequence[Token]) -> bool:
    """Tell whether a passage that is no heading for the parser is one for the eye: Title Case, no full stop."""
    words = [token for token in tokens if token.shape in {Shape.NAME, Shape.WORD, Shape.ACRONYM}]
    long = [token for token in words if len(token.text) > 3]
    if (
        not long
        or not words[0].text[0].isupper()
        or len(words) > 16
        or tokens[-1].text in {".", ";", ":", "?", "!", ","}
    ):
        return False
    return sum(token.text[0].isupper() for token in long) >= 0.7 * len(long)


def _without(tokens: Sequence[Token], run: Run, taken: set[int]) -> Run | None:
    first, stop = run.first, run.stop
    while first < stop and (first in taken or (first > run.first and tokens[first].shape is Shape.WORD)):
        first += 1
    while stop > first and (stop - 1 in taken or (stop < run.stop and tokens[stop - 1].shape is Shape.WORD)):
        stop -= 1
    return Run(first, stop) if first < stop and not taken & set(range(first, stop)) else None


def _defined(tokens: Sequence[Token], definition: Definition, places: _Places) -> Name:
    first = definition.first
    if first == definition.opening:
        # The letters do not fit; a run of capitals right before the parenthesis is still what it stands for.
        run = places.stopping.get(definition.opening)
        if run is not None and run.stop - run.first > 1 and judge(tokens, run):
            first = run.first
    stop = definition.closing + 1
    tail = stop if _owns(tokens, definition) else _tail(tokens, stop, places)
    inner = range(first, definition.opening)
    words = [index for index in inner if tokens[index].shape is not Shape.MARK]
    text = _text(tokens, first, definition.opening)
    if tail > stop and tokens[stop].shape is Shape.NAME:
        text += " " + _text(tokens, stop, tail)
    acronym_at = next(
        index
        for index in range(definition.opening, definition.closing)
        if _bare(tokens[index].text) == definition.acronym
    )
    words = [index for index in words if tokens[index].shape is not Shape.WORD] or words
    if first == definition.opening:
        words, stop, tail, first = [acronym_at], acronym_at + 1, acronym_at + 1, acronym_at
    return Name(
        text=text,
        acronym=definition.acronym,
        start=tokens[first].start,
        end=tokens[max(stop, tail) - 1].end,
        content=tuple((tokens[index].start, tokens[index].end) for index in words),
        head=head_of(tokens, Run(first, definition.opening)) if text else "",
        article=True,
        place=False,
        weak=False,
    )


def _around_definition(tokens: Sequence[Token], run: Run, definitions: Sequence[Definition]) -> Run | None:
    """Give what a run names that is more than what is defined at its end: "the Charter of the United Nations (UN)"."""
    # The next one only: what is defined never reaches back over the parenthesis of another.
    at = bisect_left(definitions, run.stop, key=attrgetter("opening"))
    if at < len(definitions) and run.first < definitions[at].first < run.stop and leads(tokens[run.first : run.stop]):
        return Run(run.first, definitions[at].opening)
    return None


def _owns(tokens: Sequence[Token], definition: Definition) -> bool:
    """Tell whether what follows belongs to what is defined: "the Department of Energy's (DOE) Fusion Program"."""
    return any(token.possessive for token in (tokens[definition.opening - 1], *_inside(tokens, definition)))


def _inside(tokens: Sequence[Token], definition: Definition) -> Sequence[Token]:
    return [token for token in tokens[definition.opening : definition.closing] if token.shape is Shape.ACRONYM]


def _tail(tokens: Sequence[Token], stop: int, places: _Places) -> int:
    """Give where a name ends whose last words come after its acronym: "(WPS) Agenda", "(RISE) partnership"."""
    index = stop
    # "East Asia Summit (EAS) Declaration on the Principles": what goes on is a name of its own.
    run = places.starting.get(stop)
    if run is not None and leads(tokens[run.first : run.stop]):
        return stop
    while (
        index < len(tokens) and tokens[index].near and tokens[index].shape is Shape.NAME and not tokens[index].emphasis
    ):
        index += 1
        if is_head(tokens[index - 1]) or is_soft_head(tokens[index - 1]):
            return index
    return (
        stop + 1
        if stop < len(tokens) and tokens[stop].near and tokens[stop].text in LOWER_HEADS | {"coalition"}
        else stop
    )


def _text(tokens: Sequence[Token], first: int, stop: int) -> str:
    text = ""
    for index in range(first, stop):
        token = tokens[index]
        if token.text == '"':
            continue
        glued = token.shape is Shape.MARK or not text
        text += token.text if glued else f" {token.text}"
    return text.removesuffix("'s").removesuffix("'") if stop > first and tokens[stop - 1].possessive else text


def _named(tokens: Sequence[Token], run: Run, *, heading: bool) -> Name:
    first, stop = run.first, run.stop
    head = head_of(tokens, run)
    content = [index for index in range(first, stop) if tokens[index].shape in {Shape.NAME, Shape.ACRONYM}]
    begin = first
    if first and head and tokens[first].near and tokens[first - 1].text.lower() in _SIZES:
        begin = first - 1
    end = stop
    if stop < len(tokens) and tokens[stop].near and tokens[stop].text in LOWER_HEADS and stop - first > 1:
        end = stop + 1
    single = stop - first == 1
    numbered = stop - first == 2 and tokens[first].shape is Shape.ACRONYM and tokens[first + 1].shape is Shape.NUMBER
    acronym = _text(tokens, first, stop) if (single or numbered) and tokens[first].shape is Shape.ACRONYM else ""
    weak = (heading and not acronym and not _is_strong(tokens, run)) or (
        not head and not acronym and tokens[first].opens
    )
    return Name(
        text="" if acronym else _text(tokens, begin, stop),
        acronym=_bare(acronym),
        start=tokens[begin].start,
        end=tokens[end - 1].end - _possessive(tokens[end - 1]),
        content=tuple((tokens[index].start, tokens[index].end - _possessive(tokens[index])) for index in content),
        head=head,
        article=(first > 0 and tokens[first - 1].low == "the") or tokens[first].low in BODIES,
        place=may_be_town(tokens, run),
        weak=weak,
    )


def _possessive(token: Token) -> int:
    return len(token.text) - len(_bare(token.text)) if token.possessive else 0


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _is_strong(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run in a heading is a name all the same: it has a head, and an acronym or "the" before it."""
    here = tokens[run.first : run.stop]
    article = run.first > 0 and tokens[run.first - 1].text == "the"
    named = article or any(token.shape is Shape.ACRONYM for token in here)
    return named and (is_head(here[-1]) or leads(here))


def _bare_acronyms(tokens: Sequence[Token], taken: set[int]) -> Iterable[Name]:
    """Give every acronym that stands alone or within a compound: ROK, ASEAN-led, ROK-U.S."""
    for index, token in enumerate(tokens):
        if index in taken or token.emphasis:
            continue
        if token.shape is Shape.ACRONYM and "/" not in token.text:
            yield _acronym(token, _bare(token.text), token.start)
        elif token.shape not in {Shape.NUMBER, Shape.MARK} and _JOINTS.search(token.text):
            start = token.start
            for part in _JOINTS.split(_bare(token.text)):
                if is_acronym(part) and part.replace(".", "") not in {"US", "UK", "USA", "UAE"}:
                    yield _acronym(token, part, start)
                start += len(part) + 1


def _acronym(token: Token, text: str, start: int) -> Name:
    # A soft hyphen inside the compound would shift the place by one; the whole token is then near enough.
    end = min(start + len(text), token.end)
    return Name(
        text="",
        acronym=text,
        start=start,
        end=end,
        content=((start, end),),
        head="",
        article=False,
        place=False,
        weak=False,
    )
