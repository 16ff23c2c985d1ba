"""Tokens -> runs: capitalised words, greedily joined over small words; persons and offices are left out."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.candidates.lexicon import ORDINAL, WORDS, is_opener, is_title, singular
from generator.candidates.tokens import Casing, Kind, Token, emphasised

_LONGEST = 100  # Tokens of a run; titles of treaties have some forty.
_NUMERAL = re.compile(r"[IVX]{1,4}|\d{1,4}|\d+\.\d+|\d{4}[-\u2013]\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Run(NamedTuple):
    """A stretch of tokens, half-open."""

    first: int
    stop: int
    led: bool = False
    """Whether a small word follows its head: in "Partnership for Infrastructure" the rest is what it is for."""
    quoted: bool = False


class Reader:
    """Reads a passage from left to right; afterwards `names` are its runs, none of which overlaps another."""

    def __init__(self, tokens: Sequence[Token], casing: Casing, taken: set[int], offices: set[int]) -> None:
        """Take its tokens, those of definitions, and those behind an office's acronym, where a person may stand."""
        self._tokens, self._casing, self._taken = tokens, casing, taken
        self.names: list[Run] = []
        self.people: set[str] = set()  # Words of persons' names, in lower case
        index = office = 0
        while index < len(tokens):
            if self._is_title(index) or index + 1 in offices:
                office = office if index < office else self._office_end(index)
                index += 1
            elif quoted := self._quoted(index):
                self.names.append(quoted)
                index = quoted.stop
            elif atom := self._atom(index):
                plain = index < office and not ends_in_head(tokens, atom)
                run = atom if plain else self._grow(atom)
                self._keep(run, office=index < office)
                index = run.stop
            else:
                index += 1

    def _atom(self, index: int, *, titles: bool = False) -> Run | None:
        """Return the capitalised words here, or None; `titles`: with an office, as in "Council of Ministers"."""
        tokens = self._tokens
        if index in self._taken or not (self._may_start(index) or (titles and self._is_title(index))):
            return None
        stop = index + 1
        while stop < index + _LONGEST and tokens[stop].near and stop not in self._taken:
            before, token = tokens[stop - 1], tokens[stop]
            clause = token.kind is Kind.NAME and token.low in WORDS["clauses"]
            person = (before.head and token.text[1:] == ".") or (self._is_title(stop) and not titles)
            part = (token.capital and token.low not in WORDS["months"]) or self._is_numbered(stop)
            part = part or f"{before.low}-{token.low}" in WORDS["compound_heads"]
            if clause or person or _parts_owner(before) or not part:
                break
            stop += 1
        while tokens[stop - 1].small or tokens[stop - 1].low == "the":
            stop -= 1
        return Run(index, stop) if stop > index else None

    def _may_start(self, index: int) -> bool:
        token, after = self._tokens[index], self._tokens[min(index + 1, len(self._tokens) - 1)]
        if token.text[:1].isdigit():
            date = self._tokens[index - 1].low in WORDS["months"]
            plan = _YEAR.fullmatch(token.text) and after.low in WORDS["plans"] and not date
            ahead = after.near and after.kind is Kind.NAME and bool(plan or "+" in token.text)
            return ahead or token.kind is Kind.ACRONYM
        if not token.capital or token.low in WORDS["months"] | {"i", "the", "a"} or ORDINAL.fullmatch(token.low):
            return False
        loose = self._is_title(index) or token.text[1:] == "." or emphasised(self._tokens, index, self._casing)
        return not loose and (token.text in WORDS["country_acronyms"] or not self._only_opens(token, after))

    def _only_opens(self, token: Token, after: Token) -> bool:
        """Tell whether a word has its capital only because a sentence, or an item of a list, begins with it."""
        alone = not (after.near and after.capital)
        if token.low in self._casing.capital or token.kind is Kind.ACRONYM or not (token.opens or alone):
            return False
        known = token.opens and token.low in self._casing.lower and not token.head and not token.soft_head
        return is_opener(token.low) or (known and alone)

    def _is_numbered(self, index: int) -> bool:
        """Tell whether a number belongs to the name around it: Phase 2, Vision 2025, COP 26, 123 Agreement."""
        before, token, after = self._tokens[index - 1 : index + 2]
        if not _NUMERAL.fullmatch(token.text):
            return False
        if _YEAR.match(token.text):
            return singular(before.low) in WORDS["plans"] or ("-" in token.text and before.capital)
        if before.head or before.soft_head or before.low in {"phase", "plus"} or not token.text.isdigit():
            return True
        acronym = before.kind is Kind.ACRONYM and before.text.isalpha() and len(token.text) < 3
        counts = after.near and not is_opener(after.low)
        return (after.near and after.capital and after.head) or (acronym and not counts)

    def _grow(self, run: Run) -> Run:
        """Join what follows as long as it belongs to the name."""
        wider: Run | None = run
        while wider and wider.stop < wider.first + _LONGEST:
            run, quoted = wider, self._quoted(wider.stop)
            wider = Run(run.first, quoted.stop) if quoted and not quoted.quoted else None
            wider = wider or join_list(self._tokens, run, self._atom) or join_dash(self._tokens, run, self._atom)
            wider = wider or self._past_small_words(run)
        return wider or run

    def _past_small_words(self, run: Run) -> Run | None:
        tokens, start = self._tokens, run.stop
        while start - run.stop < 2 and tokens[start].near and tokens[start].small:
            start += 1
        body = tokens[run.stop].low == "of" and ends_in_head(tokens, run, soft=False)
        right = self._atom(start, titles=body) if start > run.stop and tokens[start].near else None
        if right is None or _parts_owner(tokens[run.stop - 1]) or not joins(tokens, run, right):
            return None
        led = run.led or (ends_in_head(tokens, run) and tokens[run.stop].low not in {"and", "&"})
        return Run(run.first, right.stop, led=led)

    def _quoted(self, index: int) -> Run | None:
        """Return the title between two quotation marks: its words in capitals, but for small ones."""
        tokens = self._tokens
        if tokens[index].text != '"' or index + 1 in self._taken:
            return None
        stop = next((at for at in range(index + 1, min(index + 32, len(tokens))) if tokens[at].text == '"'), index)
        inner = list(tokens[index + 1 : stop])
        while inner and inner[-1].text in {",", "."}:
            inner.pop()
        if not inner or not inner[0].capital or inner[0].place:
            return None
        single = len(inner) == 1 and inner[0].kind is Kind.ACRONYM and not inner[0].opens
        several = sum(token.capital for token in inner) > 1
        if not (single or several) or not all(token.kind is not Kind.WORD or token.small for token in inner):
            return None
        # The head may stand behind: the "Ports for All" Initiative.
        head = self._atom(stop + 1) if tokens[stop + 1].near else None
        whole = head is not None and ends_in_head(tokens, head)
        return Run(index + 1, head.stop if head and whole else index + 1 + len(inner), quoted=not whole)

    def _is_title(self, index: int) -> bool:
        """Tell whether a word is somebody's office: President Biden, not Presidents' Forum or Director Programme."""
        token = self._tokens[index]
        if token.kind is not Kind.NAME or not is_title(token.low) or token.possessive:
            return False
        following = self._tokens[index + 1 : index + 6]
        ends = (at for at, other in enumerate(following) if not (other.near and other.capital) or other.possessive)
        return not any(other.head for other in following[: next(ends, 5)])

    def _office_end(self, index: int) -> int:
        """Return where an office ends, with its portfolio and persons: "Minister for Trade Penny Wong"."""
        tokens = self._tokens
        several, linked, goes_on = tokens[index].low.endswith("s"), False, True
        while goes_on:
            index += 1
            low = tokens[index].low
            linked = linked or low in {"of", "for", "to"}
            word = tokens[index].capital or (linked and low in {"of", "for", "to", "the", "on", "and", "at"})
            listed = several and low in {"and", ","}
            goes_on = (listed or (word and tokens[index].near)) and (low, tokens[index + 1].low) != ("and", "the")
        # "the President of Ukraine, Volodymyr Zelenskyy"
        person = self._atom(index + 1) if low == "," else None
        return person.stop if person and self._may_be_person(person) else index

    def _may_be_person(self, run: Run) -> bool:
        words = self._tokens[run.first : run.stop]
        plain = all(word.kind is Kind.NAME or word.text.isupper() for word in words)
        return 1 < len(words) < 6 and plain and not ends_in_head(self._tokens, run) and not all(w.place for w in words)

    def _body(self, run: Run) -> Run | None:
        """Return the body that a run names up to its last head; a person may follow that."""
        tokens = self._tokens
        head = next((at for at in reversed(range(run.first, run.stop)) if tokens[at].head), run.first)
        if head > run.first or (tokens[head].head and tokens[head + 1].low == "of" and run.led):
            person = all(token.kind is Kind.NAME for token in tokens[head + 1 : run.stop])
            return Run(run.first, head + 1 if person else run.stop, led=run.led)
        return run if run.stop - run.first == 1 and tokens[run.first].kind is Kind.ACRONYM else None

    def _keep(self, run: Run, *, office: bool) -> None:
        """Keep a run without what belongs to it only by looks: a person, "Member States" behind "ASEAN"."""
        tokens, first, stop = self._tokens, run.first, run.stop
        if office:
            body = self._body(run)
            self.names += [body] if body else []
            self.people |= {token.low for token in tokens[body.stop if body else first : stop] if token.capital}
            return
        half = (stop - first) // 2
        if half > 1 and [t.text for t in tokens[first : first + half]] == [t.text for t in tokens[first + half : stop]]:
            stop = first + half
        while stop > first and not has_lower_head(tokens, Run(first, stop)) and tokens[stop - 1].role:
            stop -= 1
        if stop < run.stop and (run.led or tokens[first].head):
            stop = run.stop  # Conference of Heads of Government
        # "Energy Secretary", "UN Secretary-General"
        titled = tokens[run.stop].near and self._is_title(run.stop)
        if (stop < run.stop or titled) and not run.led and not ends_in_head(tokens, Run(first, max(stop, first + 1))):
            stop = first + (stop > first and tokens[first].kind is Kind.ACRONYM)
        # "Charles Michel, President of the European Council"
        office = tokens[stop].text == "," and any(map(self._is_title, range(stop + 1, min(stop + 4, len(tokens)))))
        if office and self._may_be_person(Run(first, stop)):
            self.people |= {token.low for token in tokens[first:stop]}
        elif stop > first:
            self.names.append(Run(first, stop, led=run.led))


def _parts_owner(token: Token) -> bool:
    """Tell whether a possessive ends a name, as "ROK's" does and "Women's" and "Leaders'" do not."""
    return token.possessive and token.low not in WORDS["personal"] and (token.place or not token.text.endswith("s'"))


def ends_in_head(tokens: Sequence[Token], run: Run, *, soft: bool = True) -> bool:
    """Tell whether the last word of a run says what it is; a number behind that word does not count."""
    at = run.stop - 1
    while at > run.first and (tokens[at].kind is Kind.NUMBER or not tokens[at].text.strip("IVX")):
        at -= 1
    return (tokens[at].head or (soft and tokens[at].soft_head)) and not tokens[at].role


def has_lower_head(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a noun in lower case says what a run is: the RISE partnership, exercise Freedom Edge."""
    after = tokens[run.stop + (tokens[run.stop].text == '"')].text in WORDS["lower_heads"]
    before = tokens[run.first - 1].text in WORDS["lower_heads"] and tokens[run.first].near
    return before or (after and not tokens[run.stop - 1].possessive)


def joins(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Tell whether the words between two runs make one name of them."""
    words = [token.low for token in tokens[left.stop : right.first]]
    last, first, head = tokens[left.stop - 1], tokens[right.first], ends_in_head(tokens, left)
    place, lead = _is_place(tokens, right), _lead(tokens, left)
    plain = not place and first.kind is Kind.NAME and not first.role
    if len(words) > 1 and (words[1] not in {"the", "a", "an"} or words[0] in {"and", "&"}):
        return False
    if _ends_chain(tokens, left, right, words[0]):
        return True
    match words[0]:
        case "the":  # "Masterplan on Mainstreaming the Rights of Persons with Disabilities"
            return left.led and (last.low.endswith("ing") or tokens[left.stop - 2].low in {"to", "that"})
        case "and" | "&":
            return _joins_and(tokens, left, right)
        case "of":
            # A country ends no title: "Ministry of Trade of Japan". The Law of the Sea does.
            landscape = len(words) > 1 and right.stop - right.first == 1 and first.low in WORDS["geo_nouns"]
            country = place and (left.led or singular(last.low) in WORDS["events"]) and not landscape
            owner = last.kind is Kind.ACRONYM or (last.place and not head and last.low != "republic")
            return not country and not owner and (left.led or not (last.role or last.low == "state"))
        case "for" | "on" | "concerning" | "against" | "towards":
            return (head or (left.led and words != ["on", "the"])) and not is_title(first.low)
        case "in":
            article = len(words) > 1 and left.led and not ends_in_head(tokens, right, soft=False)
            whole = lead in {"convention", "treaty"} or singular(last.low) in WORDS["place_after"]
            return whole or (article and lead not in WORDS["events"]) or (left.led and plain and not head)
        case "with":
            return plain and (left.led or left.stop - left.first > 1) and not last.head and last.kind is Kind.NAME
        case "to":
            return plain and (head or left.led) and len(words) == 1
        case _:
            apart = words[0] in {"a", "an", "at", "between", "by", "from"}
            return left.led and plain and not apart and (words[0] == "as" or not last.head)


def _lead(tokens: Sequence[Token], run: Run) -> str:
    """Return the noun before the first small word of a run: what it is."""
    small = next((at for at in range(run.first, run.stop) if not tokens[at].capital), run.stop)
    return singular(tokens[small - 1].low)


def _is_place(tokens: Sequence[Token], run: Run) -> bool:
    return all(token.place for token in tokens[run.first : run.stop])


def _joins_and(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    last, first = tokens[left.stop - 1], tokens[right.first]
    size = right.stop - right.first
    apart = last.possessive or last.head or _is_place(tokens, left) or _is_place(tokens, right)
    if apart or any(token.role or is_title(token.low) for token in (last, first)):
        return False
    if left.led and first.kind is Kind.ACRONYM:
        return size == 1 and _lead(tokens, left) in WORDS["portfolios"]
    if left.led:
        # "Partnership for Global Infrastructure and Investment": the second half of what it is for.
        return size <= 3 and not ends_in_head(tokens, right, soft=False)
    if Kind.ACRONYM in {last.kind, first.kind}:
        return False
    return (size > 1 and ends_in_head(tokens, right)) or has_lower_head(tokens, right)


def _ends_chain(tokens: Sequence[Token], left: Run, right: Run, word: str) -> bool:
    """Tell whether a head ends what a small word joins: "the Grain from Alba initiative", "Talent for Tides Forum"."""
    before, last = tokens[left.first - 1], tokens[left.stop - 1]
    fits = word in {"for", "from", "in", "of", "with"} and (before.low == "the" or before.possessive)
    plain = not (_is_place(tokens, left) or last.head or last.possessive or last.role)
    named = word == "for" and right.stop - right.first > 1 and ends_in_head(tokens, right)
    ends = named or has_lower_head(tokens, right)
    return fits and plain and tokens[left.first].kind is Kind.NAME and ends


def join_list(tokens: Sequence[Token], run: Run, atom: Callable[[int], Run | None]) -> Run | None:
    """Join what a list adds: "Women, Peace and Security Agenda", "Ministry of Trade, Industry, and Energy"."""
    items, final = [run], False
    while not final and len(items) < 8:
        at = items[-1].stop + (tokens[items[-1].stop].text == ",")
        final = tokens[at].low in {"and", "&"}
        item = atom(at + final) if at + final > items[-1].stop else None
        if item is None or not _is_item(tokens, item):
            return None
        items.append(item)
    last = items[-1]
    ends = ends_in_head(tokens, last, soft=False) or has_lower_head(tokens, last)
    fits = not ends if run.led else ends and last.stop - last.first > 1 and _is_item(tokens, run)
    if len(items) < 3 or not fits or tokens[run.stop - 1].possessive or ends_in_head(tokens, run):
        return None
    return Run(run.first, last.stop, led=run.led)


def _is_item(tokens: Sequence[Token], run: Run) -> bool:
    words = tokens[run.first : run.stop]
    plain = all(word.kind is Kind.NAME and not word.role and not is_title(word.low) for word in words)
    return plain and len(words) <= 5 and not _is_place(tokens, run)


def join_dash(tokens: Sequence[Token], run: Run, atom: Callable[[int], Run | None]) -> Run | None:
    """Join what a dash between spaces adds: "Tide Plan – Ports for All", "Japan – Korea Partnership"."""
    right = atom(run.stop + 1) if tokens[run.stop].text in {"-", "\u2013"} else None
    if right is None or tokens[right.first].kind is not Kind.NAME:
        return None
    here = all(token.place or not token.capital for token in tokens[run.first : run.stop])
    fits = here == tokens[right.first].place and (here or ends_in_head(tokens, run))
    return Run(run.first, right.stop, led=not here) if fits else None
