"""Runs and definitions -> occurrences: each place in a text where something seems to be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from generator.candidates.definitions import Definition, find_definitions
from generator.candidates.lexicon import WORDS, is_title, singular
from generator.candidates.runs import Reader, Run, ends_in_head, has_lower_head
from generator.candidates.tokens import Casing, Kind, Token, bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where something seems to be named."""

    passage: int  # From 0, into the passages
    start: int
    end: int  # Code points into the passage's text, half-open, with the acronym
    name: str  # Typography made alike, without the acronym in it; empty for a bare acronym
    acronym: str = ""  # As the passage defines it there, or the bare acronym; may be empty
    content: tuple[tuple[int, int], ...]
    """The places of the words that an entry's name must cover for the occurrence to be documented."""
    head: str = ""  # The noun that says what it is, in lower case; may be empty
    signs: frozenset[str]  # What speaks for or against a name here; see `features_of`

    @property
    def form(self) -> str:
        """How it is named there: the name without its acronym, or the acronym."""
        return self.name or self.acronym

    @property
    def defines(self) -> bool:
        """Whether it is a definition, "Name (ACRONYM)"."""
        return bool(self.name and self.acronym)


def find_occurrences(
    tokens: Sequence[Token], casing: Casing, passage: int, *, heading: bool
) -> tuple[list[Occurrence], set[str]]:
    """Find what one passage may name; and the words, in lower case, of persons' names in it."""
    definitions = list(find_definitions(tokens))
    offices = {item.closing + 1 for item in definitions if is_title(tokens[item.opening - 1].low)}
    definitions = [item for item in definitions if item.closing + 1 not in offices]
    found = [_defined(tokens, item, passage) for item in definitions]
    if "".join(token.text for token in tokens).isupper():
        return found, set()
    taken = {index for item in definitions for index in range(min(item.first, item.at), item.stop)}
    reader = Reader(tokens, casing, taken, offices)
    runs, stops = list(reader.names), {run.stop: run for run in reader.names}
    for item in definitions:
        # A title that ends in what is defined goes on over it: "the Charter of the United Nations (UN)".
        link = item.first - 1 - (tokens[item.first - 1].low == "the")
        run = stops.get(link)
        if run and tokens[link].low in {"of", "on"} and (run.led or ends_in_head(tokens, run)):
            runs.append(Run(run.first, item.opening, led=True))
    outer = [*runs, *(Run(item.first, item.opening) for item in definitions)]
    runs += chain.from_iterable(_nested(tokens, run) for run in outer)
    found += [_named(tokens, run, passage, _signs(tokens, run, heading=heading)) for run in runs]
    unique = {(item.start, item.end): item for item in reversed(found)}
    return [unique[place] for place in sorted(unique)], reader.people - casing.lower


def head_of(tokens: Sequence[Token], run: Run) -> str:
    """Return the noun that says what a run is, in lower case and singular; empty when there is none."""
    words = tokens[run.first : run.stop]
    linked = (left for left, right in pairwise(words) if right.small and right.low not in {"and", "&"})
    last = (token for token in reversed(words) if token.kind is Kind.NAME and ends_in_head(tokens, run))
    found = next((token for token in linked if token.head or token.soft_head), None) or next(last, None)
    return singular(found.low) if found else ""


def _defined(tokens: Sequence[Token], item: Definition, passage: int) -> Occurrence:
    run = Run(item.first, item.opening)
    if run.first == run.stop:
        return _named(tokens, Run(item.at, item.at + 1), passage, {"acronym"})
    inner = [token for token in tokens[run.first : run.stop] if token.kind is not Kind.MARK]
    words = [token for token in inner if token.kind is not Kind.WORD] or inner
    tail = tokens[item.closing + 1 : item.stop]
    head = singular(tail[-1].low) if tail else head_of(tokens, run)
    return Occurrence(
        passage=passage,
        start=inner[0].start,
        end=tokens[item.stop - 1].end,
        name=f"{_text(tokens[run.first : run.stop])} {_text(tail)}".strip(),
        acronym=item.acronym,
        content=tuple((token.start, token.bare_end) for token in words),
        head=head,
        signs=frozenset({"defined", "headed"} if head else {"defined"}),
    )


def _text(words: Sequence[Token]) -> str:
    text = ""
    for token in words:
        if token.text != '"':
            glued = not text or (token.kind is Kind.MARK and token.text not in {"-", "\u2013"})
            text += token.text if glued else f" {token.text}"
    return bare(text) if words and words[-1].possessive else text


def _named(tokens: Sequence[Token], run: Run, passage: int, signs: set[str]) -> Occurrence:
    words = tokens[run.first : run.stop]
    content = [token for token in words if token.capital]
    acronym = "acronym" in signs
    while len(content) > 1 and content[0].text in WORDS["country_acronyms"]:
        content.pop(0)
    return Occurrence(
        passage=passage,
        start=words[0].start,
        end=words[-1].bare_end,
        name="" if acronym else _text(words),
        acronym=_text(words) if acronym else "",
        content=tuple((token.start, token.bare_end) for token in content),
        head="" if acronym else head_of(tokens, run),
        signs=frozenset(signs),
    )


def _nested(tokens: Sequence[Token], run: Run) -> Iterable[Run]:
    """Give the names inside a name: what follows "of the" there and has a head of its own."""
    for index in range(run.first + 1, run.stop - 2):
        if tokens[index].low != "the" or tokens[index - 1].low in {"in", "and"}:
            continue
        end = next((at for at in range(index + 2, run.stop) if not tokens[at].capital), run.stop)
        led = end < run.stop and tokens[end].low in {"of", "for", "on"}
        if ends_in_head(tokens, Run(index + 1, end), soft=False) and (led or end - index > 2):
            yield Run(index + 1, run.stop if led else end)


def _signs(tokens: Sequence[Token], run: Run, *, heading: bool) -> set[str]:
    words = tokens[run.first : run.stop]
    kinds = [token.kind for token in words if token.capital]
    one, numbered = len(kinds) == 1, words[-1].kind is Kind.NUMBER
    acronym = one and (kinds[0] is Kind.ACRONYM or words[0].low in WORDS["bodies"]) and (len(words) == 1 or numbered)
    head = ends_in_head(tokens, run, soft=False) or (run.led and head_of(tokens, run))
    signs = {
        "acronym": acronym,
        "article": tokens[run.first - 1].low == "the",
        "headed": head and not one,
        "heading": heading,
        "landscape": tokens[run.stop].text in WORDS["geo_nouns"],
        "lower-head": has_lower_head(tokens, run),
        "quoted": run.quoted,
        "single": one and not acronym,
        "soft-headed": not one and not head and ends_in_head(tokens, run),
    }
    return {sign for sign, here in signs.items() if here}
