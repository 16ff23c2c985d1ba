"""Runs and definitions -> names: what a run of capitals names, and whether it is a name at all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.candidates.definitions import find_definitions
from generator.candidates.lexicon import (
    BODIES,
    GENERIC,
    GEO_NOUNS,
    HEADS,
    LONE_NOUNS,
    LOWER_HEADS,
    PHRASES,
    PLACE_FIRST,
    PLANS,
    ROLE_ADJECTIVES,
    ROLES,
    TITLES,
    is_place,
    singular,
)
from generator.candidates.runs import Run, find_runs, is_head, is_soft_head
from generator.candidates.tokens import Shape, is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.candidates.definitions import Definition
    from generator.candidates.tokens import Token

_SIZES = {"trilateral", "quadrilateral", "bilateral", "multilateral", "minilateral", "plurilateral"}
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
    weak: bool
    """Whether it counts only when it is also named elsewhere: a heading, the start of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one passage gives."""

    names: tuple[Name, ...]
    people: frozenset[str]
    """Words of persons' names, in lower case."""
    lone: tuple[Name, ...]
    """Single capitalised words inside sentences: names only if others begin with them."""


def read_names(tokens: Sequence[Token], *, heading: bool) -> Reading:
    """Read the names in one passage.

    Args:
        tokens: the passage's.
        heading: whether the passage is a heading, whose capitals say little.
    """
    names: list[Name] = []
    people: set[str] = set()
    lone: list[Name] = []
    definitions = find_definitions(tokens)
    runs = find_runs(tokens)
    for definition in definitions:
        names.append(_defined(tokens, definition, runs))
    spans = [(name.start, name.end) for name in names]
    taken = {
        index
        for index, token in enumerate(tokens)
        if any(start <= token.start and token.end <= end for start, end in spans)
    }
    persons = _persons(tokens, runs)
    for run in runs:
        if run in persons:
            people |= _person_words(tokens, run)
        free = _without(run, taken)
        if free is None or (run in persons and not _is_titled(tokens, run)):
            continue
        for kept in _judge(tokens, free):
            names.append(_named(tokens, kept, heading=heading))
        if _is_lone(tokens, free):
            lone.append(_named(tokens, free, heading=heading))
    names += [_named(tokens, run, heading=heading) for run in runs if _spans_definition(tokens, run, definitions)]
    names += _bare_acronyms(tokens, taken | {index for run in persons for index in _person(tokens, run)})
    unique = {(name.start, name.end): name for name in reversed(names)}
    return Reading(
        names=tuple(unique[place] for place in sorted(unique)), people=frozenset(people), lone=tuple(lone)
    )


def _is_lone(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is one word inside a sentence that no list of ours knows, such as Quad."""
    token = tokens[run.first]
    known = GENERIC | ROLES | ROLE_ADJECTIVES | HEADS | LONE_NOUNS | TITLES
    return (
        run.stop - run.first == 1
        and token.shape is Shape.NAME
        and not token.opens
        and (token.low not in known or token.low in BODIES)
        and singular(token.text) not in known
        and "-" not in token.text
        and not is_soft_head(token)
    )


def looks_like_heading(tokens: Sequence[Token]) -> bool:
    """Tell whether a passage that is no heading for the parser is one for the eye: Title Case, no full stop."""
    words = [token for token in tokens if token.shape in {Shape.NAME, Shape.WORD, Shape.ACRONYM}]
    long = [token for token in words if len(token.text) > 3]
    if not long or len(words) > 16 or tokens[-1].text in {".", ";", ":", "?", "!", ","}:
        return False
    return sum(token.text[0].isupper() for token in long) >= 0.7 * len(long)


def _without(run: Run, taken: set[int]) -> Run | None:
    first, stop = run.first, run.stop
    while first < stop and first in taken:
        first += 1
    while stop > first and stop - 1 in taken:
        stop -= 1
    return Run(first, stop) if first < stop and not taken & set(range(first, stop)) else None


def _defined(tokens: Sequence[Token], definition: Definition, runs: Iterable[Run]) -> Name:
    first = definition.first
    if first == definition.opening:
        # The letters do not fit; a run of capitals right before the parenthesis is still what it stands for.
        for run in runs:
            if run.stop == definition.opening and run.stop - run.first > 1 and _judge(tokens, run):
                first = run.first
    stop = definition.closing + 1
    tail = _tail(tokens, stop)
    inner = range(first, definition.opening)
    words = [index for index in inner if tokens[index].shape is not Shape.MARK]
    text = _text(tokens, first, definition.opening)
    if tail > stop and tokens[stop].shape is Shape.NAME:
        text += " " + _text(tokens, stop, tail)
    acronym_at = next(
        index for index in range(definition.opening, definition.closing) if tokens[index].text == definition.acronym
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
        head=_head_of(tokens, Run(first, definition.opening)) if text else "",
        article=True,
        weak=False,
    )


def _spans_definition(tokens: Sequence[Token], run: Run, definitions: Iterable[Definition]) -> bool:
    """Tell whether a run names more than what is defined at its end: "the Charter of the United Nations (UN)"."""
    return _leads(tokens[run.first : run.stop]) and any(
        item.opening == run.stop and run.first < item.first < item.opening for item in definitions
    )


def _tail(tokens: Sequence[Token], stop: int) -> int:
    """Give where a name ends whose last words come after its acronym: "(WPS) Agenda", "(RISE) partnership"."""
    index = stop
    while index < len(tokens) and tokens[index].near and tokens[index].shape is Shape.NAME and not tokens[index].emphasis:
        index += 1
        if is_head(tokens[index - 1]) or is_soft_head(tokens[index - 1]):
            return index
    return stop + 1 if stop < len(tokens) and tokens[stop].near and tokens[stop].text in LOWER_HEADS | {"coalition"} else stop


def _text(tokens: Sequence[Token], first: int, stop: int) -> str:
    text = ""
    for index in range(first, stop):
        token = tokens[index]
        glued = token.shape is Shape.MARK or index == first
        text += token.text if glued else f" {token.text}"
    return text.removesuffix("'s").removesuffix("'") if stop > first and tokens[stop - 1].possessive else text


def _named(tokens: Sequence[Token], run: Run, *, heading: bool) -> Name:
    first, stop = run.first, run.stop
    head = _head_of(tokens, run)
    content = [index for index in range(first, stop) if tokens[index].shape in {Shape.NAME, Shape.ACRONYM}]
    begin = first
    if first and head and tokens[first].near and tokens[first - 1].text.lower() in _SIZES:
        begin = first - 1
    end = stop
    if stop < len(tokens) and tokens[stop].near and tokens[stop].text in LOWER_HEADS and stop - first > 1:
        end = stop + 1
    single = stop - first == 1
    acronym = tokens[first].text if single and tokens[first].shape is Shape.ACRONYM else ""
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
        weak=weak,
    )


def _possessive(token: Token) -> int:
    return len(token.text) - len(_bare(token.text)) if token.possessive else 0


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _is_strong(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run in a heading is a name all the same: it has a head, and an acronym or a place before it."""
    here = tokens[run.first : run.stop]
    return (is_head(here[-1]) or _leads(here)) and any(token.shape is Shape.ACRONYM for token in here)


def _leads(here: Sequence[Token]) -> bool:
    return any(right.shape is Shape.WORD and is_head(left) for left, right in zip(here, here[1:], strict=False))


def _head_of(tokens: Sequence[Token], run: Run) -> str:
    here = tokens[run.first : run.stop]
    for left, right in zip(here, here[1:], strict=False):
        if right.shape is Shape.WORD and right.low != "and" and (is_head(left) or is_soft_head(left)):
            return singular(left.text)
    heads = [token for token in here if is_head(token)] or [token for token in here[-1:] if is_soft_head(token)]
    return singular(heads[-1].text) if heads else ""


def _judge(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Give what a run names: usually itself or nothing, sometimes a piece of it."""
    if _is_titled(tokens, run):
        return _inside_title(tokens, run)
    run = _trim(tokens, run)
    here = tokens[run.first : run.stop]
    capitals = [token for token in here if token.shape in {Shape.NAME, Shape.ACRONYM, Shape.COUNTRIES}]
    if all(token.shape is Shape.ACRONYM for token in capitals):
        return []  # Bare acronyms are found one by one.
    if len(capitals) == 1:
        return [run] if _is_quoted(tokens, run) and not capitals[0].opens else []
    headed = bool(_head_of(tokens, run))
    if headed:
        return [] if _is_generic(capitals) else [run]
    if _is_place_name(here) or _stands_as_place(tokens, run) or not _is_plain_name(tokens, run, capitals):
        return []
    return [run]


def _trim(tokens: Sequence[Token], run: Run) -> Run:
    """Take off "Member States" from "ASEAN Member States", and a year in front that is not the name's."""
    first, stop = run.first, run.stop
    while stop - first > 1 and tokens[first].shape is Shape.ACRONYM and tokens[stop - 1].low in ROLES | GENERIC:
        if is_head(tokens[stop - 1]):
            break
        stop -= 1
    if first and tokens[first].near and tokens[first - 1].shape is Shape.NUMBER and tokens[first].low in PLANS:
        first -= 1
    return Run(first, stop)


def _is_generic(capitals: Sequence[Token]) -> bool:
    """Tell whether all words are such as every text has: Joint Statement, Foreign Ministers' Meeting, Working Group."""
    for token in capitals:
        if token.shape is not Shape.NAME or is_place(token.low):
            return False
        low = token.text.lower()
        known = low in GENERIC or token.low in GENERIC | ROLES or is_head(token) or is_soft_head(token)
        if not known:
            return False
    return True


def _is_place_name(here: Sequence[Token]) -> bool:
    words = [token for token in here if token.shape is not Shape.WORD]
    if all(part in ROLES for token in words for part in token.low.split("/")):
        return True
    if all(is_place(token.text) or token.shape is Shape.COUNTRIES or token.low in ROLES | GENERIC for token in words):
        return True
    if len(words) < len(here):
        return False
    named_after = here[0].low in PLACE_FIRST and here[1].shape is Shape.NAME
    return singular(here[-1].text) in GEO_NOUNS or named_after


def _stands_as_place(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is used as a town: "in Mountain View, California"."""
    before = tokens[run.first - 1].low if run.first else ""
    after = tokens[run.stop : run.stop + 2]
    return before in {"in", "at", "near", "from"} and len(after) > 1 and after[0].text == "," and is_place(after[1].text)


def _is_plain_name(tokens: Sequence[Token], run: Run, capitals: Sequence[Token]) -> bool:
    """Tell whether a run without a head is a name: Freedom Edge, Data Free Flow with Trust."""
    here = tokens[run.first : run.stop]
    if capitals[0].shape is Shape.COUNTRIES or any(token.low in {"and", "&"} for token in here):
        return False
    phrase = " ".join(token.low for token in here)
    if phrase in PHRASES or (here[0].low.endswith("ing") and not _is_quoted(tokens, run)):
        return False
    if len(here) > 2 and here[-2].low == "of" and is_place(here[-1].low) and here[0].low not in {"friends", "partners"}:
        return False
    if capitals[0].shape is Shape.ACRONYM and len(capitals) == 2:
        return False  # ASEAN Centrality: the acronym is the name.
    if any(len(token.text) == 2 and token.text.endswith(".") for token in here) or here[-1].low in {"jr.", "sr."}:
        return False
    if all(token.low in ROLES | GENERIC | ROLE_ADJECTIVES or is_place(token.low) for token in capitals):
        return False
    return not (capitals[-1].low in ROLES and all(t.low in ROLE_ADJECTIVES | ROLES for t in capitals))


def _is_quoted(tokens: Sequence[Token], run: Run) -> bool:
    before = tokens[run.first - 1].text if run.first else ""
    after = tokens[run.stop].text if run.stop < len(tokens) else ""
    return before == '"' and after in {'"', ",", "."} and tokens[run.first].shape is Shape.NAME


def _is_titled(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is a person or an office: President Biden, Secretary-General of NATO."""
    here = tokens[run.first : run.stop]
    for index, token in enumerate(here):
        if token.low in TITLES:
            rest = here[index + 1 :]
            if not any(is_head(other) for other in rest) and not is_head(token):
                return True
            if rest and rest[0].shape is Shape.WORD:
                return True
    return False


def _persons(tokens: Sequence[Token], runs: Sequence[Run]) -> set[Run]:
    """Give the runs that are persons or offices: those with a title, and the names beside them.

    "The President of Ukraine, Volodymyr Zelenskyy"; "Minister for Foreign Affairs and Trade Penny Wong".
    """
    found = {run for run in runs if _is_titled(tokens, run)}
    for left, right in pairwise(runs):
        between = [token.text for token in tokens[left.stop : right.first]]
        titled, other = (left, right) if left in found else (right, left)
        if titled not in found or other in found:
            continue
        if between[:1] == [","] and set(between[1:]) <= {"the"} and not _has_head(tokens, other):
            office = titled is left and not _person(tokens, titled)
            named = titled is right and between == [","] and len(between) == 1
            if (office and between == [","]) or named:
                found.add(other)
        elif between == ["and"] and titled is left and not _person(tokens, left) and left.stop - left.first > 2:
            found.add(other)
    return found


def _has_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run cannot be a person: it has a head, or is an acronym, a place or a single word."""
    here = tokens[run.first : run.stop]
    return (
        run.stop - run.first == 1
        or bool(_head_of(tokens, run))
        or any(token.shape is not Shape.NAME or is_place(token.low) for token in here)
    )


def _person_words(tokens: Sequence[Token], run: Run) -> set[str]:
    return {tokens[index].low for index in _person(tokens, run)}


def _person(tokens: Sequence[Token], run: Run) -> range:
    """Give the words of a titled run that are a person's: those after the title, or after the body of an office."""
    titles = [index for index in range(run.first, run.stop) if tokens[index].low in TITLES]
    first = titles[-1] + 1 if titles else run.first
    if first < run.stop and tokens[first].shape is Shape.WORD:
        bodies = _inside_title(tokens, run)
        first = bodies[-1].stop if bodies else run.stop
    stop = next((index for index in range(first, run.stop) if tokens[index].shape is Shape.WORD), run.stop)
    return range(first, stop)


def _inside_title(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Give the body that an office belongs to: President of the European Commission, European Commission President."""
    for index in range(run.first, run.stop):
        if tokens[index].shape is Shape.WORD and tokens[index].low in {"of", "to", "for"}:
            first = index + 1
            while first < run.stop and tokens[first].shape is Shape.WORD:
                first += 1
            heads = [at for at in range(first, run.stop) if is_head(tokens[at])]
            if heads and heads[-1] > first:
                return [Run(first, heads[-1] + 1)]
    title = next(index for index in range(run.first, run.stop) if tokens[index].low in TITLES)
    heads = [at for at in range(run.first, title) if is_head(tokens[at])]
    return [Run(run.first, heads[-1] + 1)] if heads and heads[-1] > run.first else []


def _bare_acronyms(tokens: Sequence[Token], taken: set[int]) -> Iterable[Name]:
    """Give every acronym that stands alone or within a compound: ROK, ASEAN-led, ROK-U.S."""
    inside = {
        index
        for run in find_runs(tokens)
        for kept in _judge(tokens, run)
        for index in range(kept.first, kept.stop)
    }
    for index, token in enumerate(tokens):
        if index in taken or index in inside or token.emphasis:
            continue
        if token.shape is Shape.ACRONYM:
            yield _acronym(token, _bare(token.text), token.start)
        elif token.shape in {Shape.LED, Shape.COUNTRIES, Shape.NAME, Shape.WORD} and "-" in token.text.replace("\u2013", "-"):
            start = token.start
            for part in _bare(token.text).replace("\u2013", "-").split("-"):
                if is_acronym(part) and part[0].isalpha() and part.replace(".", "") not in {"US", "UK", "USA", "UAE"}:
                    yield _acronym(token, part, start)
                start += len(part) + 1


def _acronym(token: Token, text: str, start: int) -> Name:
    # A soft hyphen inside the compound would shift the place by one; the whole token is then near enough.
    end = min(start + len(text), token.end)
    return Name(text="", acronym=text, start=start, end=end, content=((start, end),), head="", article=False, weak=False)
