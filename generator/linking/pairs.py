"""Two statements -> the sentences of one that say what a sentence of the other says."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from babel.dates import get_month_names
from rapidfuzz.distance import LCSseq

from generator.model.comparison import Pair
from generator.model.statement import Place, Statement
from generator.text.sentences import number_sentences
from generator.text.spelling import HAN_AND_KANA, lower

LIKENESS = 0.38
"""The least of a pair; below it two sentences treat one subject and say different things (tests/cases/pairs.csv)."""

_SHARED = 0.45
"""The least of a second pair with one sentence of theirs: formulas such as "look forward to" are like many."""
_STEM = 6  # Letters by which forms of one word are told
_PHRASE = 3  # Words that make a phrase when they stand side by side in both sentences
_SHORTEST = 17.0  # The weight, some five rare words, that likeness with a shorter sentence is counted against
_FEWEST = 60  # Sentences that words are counted in at least, so that few sentences do not make all words frequent
_FAINT = 0.1  # The weight of the names of parties and people, and of numbers and dates

_WORD = re.compile(rf"[{HAN_AND_KANA}]|[^\W\d_{HAN_AND_KANA}]+|\d+")
_UNSAID = re.compile(
    r"(?<=\w)['\u2019]s\b|\b(?:President|Prime Minister|Chancellor|Premier|Secretary|Minister|Advisor) [A-Z]\w+"
)
"""The ends of possessives, and people."""


class Sentence(NamedTuple):
    """A sentence, and where it stands in its paragraph's text: code points, half-open."""

    place: Place
    start: int
    end: int
    text: str


class _Word(NamedTuple):
    form: str
    stem: str  # Empty for what weighs next to nothing
    start: int
    end: int
    after: str  # What stands between it and the next word


_Text = dict[Place, list[_Word]]


def list_sentences(statement: Statement) -> Iterator[Sentence]:
    """Yield the sentences of all paragraphs, in order."""
    for block in statement.paragraphs:
        for number, (start, end) in number_sentences(block, statement.language).items():
            yield Sentence(Place(block.label, number), start, end, block.text[start:end])


def pair_sentences(ours: Statement, theirs: Statement, settled: Mapping[Place, Place | None]) -> tuple[Pair, ...]:
    """Find the sentences that say what another statement says, word for word or in other words, in our order.

    An editor has `settled` some of our sentences: which one each is paired with, or that it has none.
    """
    faint = {*_name_words({*ours.parties, *theirs.parties}), *map(lower, get_month_names(locale="en").values())}
    left, right = _read(ours, faint), _read(theirs, faint)
    count = Counter(stem for words in (*left.values(), *right.values()) for stem in {word.stem for word in words})
    total = max(len(left) + len(right) + 1, _FEWEST)
    weights = {stem: math.log(total / often) if stem else _FAINT for stem, often in count.items()}
    candidates = [(like, a, b) for a, b, like in _find_alike(left, right, weights) if like >= LIKENESS]
    pairs: dict[Place, Place | None] = {a: b for a, b in settled.items() if b is None or b in right}
    taken = set(pairs.values())
    for likeness, a, near in sorted(candidates, key=lambda found: (-found[0], found[1:])):
        if a not in pairs and (near not in taken or likeness >= _SHARED):
            taken.add(near)
            pairs[a] = near
    return tuple(
        Pair(
            ours=a,
            theirs=b,
            likeness=round(_compare(words, right[b], weights), 2),
            same=_forms(words) == _forms(right[b]),
            new=_find_new(words, right[b]),
            shared=_find_shared(words, right[b]),
        )
        for a, words in left.items()
        if (b := pairs.get(a))
    )


def _read(statement: Statement, faint: set[str]) -> _Text:
    found: _Text = {}
    for sentence in list_sentences(statement):
        matches = [*_WORD.finditer(lower(_UNSAID.sub(lambda match: "0" * len(match[0]), sentence.text)))]
        words = found.setdefault(sentence.place, [])
        for match, following in zip_longest(matches, matches[1:]):
            stem = "" if match[0] in faint or match[0].isdigit() else match[0][:_STEM]
            after = sentence.text[match.end() : following.start()] if following else ""
            words.append(_Word(match[0], stem, sentence.start + match.start(), sentence.start + match.end(), after))
    return found


def _name_words(parties: Iterable[str]) -> Iterator[str]:
    """Yield the words of the parties' names, and what is written for short: ROK and U.S."""
    for party in parties:
        words = lower(party).split()
        initials = [word[0] for word in words if word not in {"of", "the", "and"}]
        yield from (*words, "".join(initials), *initials, "".join(word[0] for word in words))


def _find_alike(left: _Text, right: _Text, weights: Mapping[str, float]) -> Iterator[tuple[Place, Place, float]]:
    """Yield the sentences of two texts that have enough words in common to be alike, and how like they are."""
    standing: dict[str, list[tuple[Place, int]]] = defaultdict(list)
    for b, others in right.items():
        for stem, often in Counter(word.stem for word in others).items():
            standing[stem].append((b, often))
    sums = {b: _weigh(others, weights) for b, others in right.items()}
    for a, words in left.items():
        common: dict[Place, float] = defaultdict(float)
        for stem, often in Counter(word.stem for word in words).items():
            for b, times in standing.get(stem, ()):
                common[b] += min(often, times) * weights[stem]
        own = _weigh(words, weights)
        for b, weight in common.items():
            # Were all of them in order and in phrases.
            if _score(weight, weight, weight, own, sums[b]) >= LIKENESS or _forms(words) == _forms(right[b]):
                yield a, b, _compare(words, right[b], weights)


def _compare(words: Sequence[_Word], others: Sequence[_Word], weights: Mapping[str, float]) -> float:
    """Return how like two sentences are, from 0 to 1."""
    if (forms := _forms(words)) == _forms(others) and len(forms) >= _PHRASE:
        return 1.0
    a, b = [word.stem for word in words], [word.stem for word in others]
    common = sum(weights[stem] for stem in (Counter(a) & Counter(b)).elements())
    blocks = [a[op.src_start : op.src_end] for op in LCSseq.opcodes(a, b) if op.tag == "equal"]
    ordered = sum(weights[stem] for block in blocks for stem in block)
    phrases = sum(weights[stem] for block in blocks if len(block) >= _PHRASE for stem in block)
    return _score(ordered, common, phrases, _weigh(words, weights), _weigh(others, weights))


def _score(ordered: float, common: float, phrases: float, first: float, second: float) -> float:
    """Return the likeness by the weights of what is in common: words in order, words, phrases; and of the sentences."""
    shorter = max(min(first, second), _SHORTEST)
    return 0.6 * 2 * ordered / (first + second) + 0.2 * (common + phrases) / shorter if first + second else 0.0


def _weigh(words: Sequence[_Word], weights: Mapping[str, float]) -> float:
    return sum(weights[word.stem] for word in words)


def _forms(words: Sequence[_Word]) -> list[str]:
    # Sorted, since the parties come in another order each time.
    return sorted(word.form for word in words if word.stem)


def _find_new(words: Sequence[_Word], others: Sequence[_Word]) -> tuple[tuple[int, int], ...]:
    known = {word.stem for word in others} | {""}
    runs = (list(run) for is_known, run in groupby(words, lambda word: word.stem in known) if not is_known)
    return tuple((run[0].start, run[-1].end) for run in runs)


def _find_shared(words: Sequence[_Word], others: Sequence[_Word]) -> tuple[tuple[int, int], ...]:
    """Return the longest phrase that stands in both to the letter, if there is one."""
    best: tuple[int, int] = (0, 0)
    for op in LCSseq.opcodes([word.form for word in words], [word.form for word in others]):
        start = op.src_start
        for at in range(op.src_start, op.src_end) if op.tag == "equal" else ():
            span = words[start].start, words[at].end
            best = max(best, span, key=lambda found: found[1] - found[0])
            if words[at].after != others[op.dest_start + at - op.src_start].after:
                start = at + 1
    return (best,) if best[1] else ()
