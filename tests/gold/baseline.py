"""An honest baseline: capitalised runs, definitions after Schwartz and Hearst, nested names. One list of words."""

from __future__ import annotations

import re
from collections import Counter


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = "of|of the|on|on the|for|for the|and|&|against|to|in the"
_WORD = r"(?:[A-Z][\w.]*[-\u2013])*[A-Z0-9][\w&+.]*(?:'s?(?=\s[A-Z]))?"
_RUN = re.compile(rf"(?<![\w'-]){_WORD}(?:\s(?:(?:{_SMALL})\s)?{_WORD})*")
_PARENTHESIS = re.compile(r"\((?:the )?[\"]?([A-Za-z][\w&-]{1,11})[\"]?\)")
_STARTERS = _words("""
    a about after all also an and any as at both building but by for from further furthermore he her his i in it its mr
    mrs ms no noting on our recalling recognizing she since that the their there these they this those through to today
    together under we when where while with within you your
    """)
_PLACES_AND_PEOPLE = _words("""
    africa america american asia asian australia brazil canada china chinese europe european france germany india indian
    indo-pacific japan japanese korea korean leader leaders member members mexico minister ministers north pacific
    partners president prime republic russia secretary south states ukraine united kingdom states' and of january
    february march april may june july august september october november december
    """)


def find_plainly(passages: list[str]) -> list[str]:
    """Return the names of a text, each once, in no order that matters."""
    texts = [text.replace("’", "'").replace("“", '"').replace("”", '"') for text in passages]
    lower = {word for text in texts for word in re.findall(r"(?<![\w-])[a-z]{3,}", text)}
    found: Counter[str] = Counter()
    for text in texts:
        found.update(long_form for _, long_form in _definitions(text))
        for match in _RUN.finditer(text):
            run = _without_start(match[0].rstrip("."), _opens(text, match.start()), lower)
            found.update(part for part in (run, *_nested(run)) if _is_name(part, lower))
    acronyms = {acronym for text in texts for acronym, _ in _definitions(text)}
    return [name for name in found if name not in acronyms]


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(' "')
    return not before or before[-1] in ".!?:•-"


def _without_start(run: str, opens: bool, lower: set[str]) -> str:
    words = run.split()
    while opens and words and (words[0].lower() in _STARTERS or words[0].lower() in lower or words[0].endswith("ing")):
        words = words[1:]
        while words and words[0].islower():
            words = words[1:]
    return " ".join(words)


def _nested(run: str) -> list[str]:
    """Return what follows "of the" and its like, and acronyms that a name begins with."""
    parts = re.split(r" (?:of|on|for|to) the ", run)[1:]
    first = run.split(maxsplit=1)[0] if run else ""
    return [*parts, first] if first.isupper() and len(first) > 1 and " " in run else parts


def _is_name(run: str, lower: set[str]) -> bool:
    words = run.split()
    if not words or all(word.lower().strip("'s.") in _PLACES_AND_PEOPLE or word[0].isdigit() for word in words):
        return False
    if words[0].rstrip(".").lower() in _PLACES_AND_PEOPLE and words[0] in {
        "President",
        "Prime",
        "Minister",
        "Secretary",
    }:
        return False
    if len(words) == 1:
        return len(run) > 1 and run.isupper() and run.lower() not in lower
    return True


def _definitions(text: str) -> list[tuple[str, str]]:
    """Return acronyms and long forms (Schwartz and Hearst, 2003, Pacific Symposium on Biocomputing 8, section 3.2)."""
    found = []
    for match in _PARENTHESIS.finditer(text):
        acronym = match[1]
        words = text[: match.start()].split()[-min(len(acronym) + 5, len(acronym) * 2) :]
        long_form = " ".join(words).rstrip(' "')
        at = len(long_form)
        for number, letter in reversed(list(enumerate(acronym.rstrip("s").lower()))):
            if not letter.isalnum():
                continue
            at -= 1
            while at >= 0 and (
                long_form[at].lower() != letter or (number == 0 and at > 0 and long_form[at - 1].isalnum())
            ):
                at -= 1
            if at < 0:
                break
        if at >= 0 and any(char.isupper() for char in acronym):
            start = long_form.rfind(" ", 0, at) + 1
            found.append((acronym, long_form[start:].strip('" ')))
    return found
