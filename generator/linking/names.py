"""Entries -> the names that stand for them in a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.model.entry import Entry
from generator.model.fields import Location, Slug
from generator.model.findings import Finding, FindingCode, report
from generator.text.matcher import Matcher, Pattern
from generator.text.spelling import match_key

_LISTED = 5
"""Other places that a clash of names lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The names of all entries, ready to be found in a text."""

    matcher: Matcher
    slugs: tuple[Slug, ...]
    """The entry of each of the matcher's patterns."""
    shared: Mapping[int, str]
    """The patterns that are a name of several entries, with it: the text before or a decision says which is meant."""
    defines: Mapping[int, int]
    """The patterns "Name (ACRONYM)" that say which entry a shared acronym, by its pattern, means from there on."""


def index_names(entries: Sequence[Entry]) -> tuple[NameIndex, tuple[Finding, ...]]:
    """Make the matcher for all names of all entries.

    A name that two entries claim is linked to neither, and is a finding at both places, unless a decision says which is
    meant, or, of an acronym, a definition in the text.
    """
    claims: dict[str, dict[Slug, tuple[Entry, str, Location]]] = {}
    for entry in entries:
        for name, location in entry.all_names:
            claims.setdefault(match_key(name, exact_case=False), {}).setdefault(entry.slug, (entry, name, location))
    clashing = {key for key, claim in claims.items() if len(claim) > 1}
    acronyms = {key for key in clashing if all(name == entry.acronym for entry, name, _ in claims[key].values())}
    named: list[tuple[Pattern, Slug]] = []
    shared: dict[str, int] = {}
    defines: dict[int, str] = {}
    for entry in entries:
        for name, _ in entry.all_names:
            key = match_key(name, exact_case=False)
            if key in clashing:
                if name not in shared:
                    shared[name] = len(named)
                    named.append((Pattern(text=name, exact_case=key in acronyms), entry.slug))
                continue
            for number, pattern in enumerate(_spellings(entry, name)):
                if number and match_key(entry.acronym or "", exact_case=False) in acronyms:
                    defines[len(named)] = entry.acronym or ""
                named.append((pattern, entry.slug))
    findings = tuple(_clash(claims[key], slug) for key in sorted(clashing) for slug in claims[key])
    index = NameIndex(
        matcher=Matcher(pattern for pattern, _ in named),
        slugs=tuple(slug for _, slug in named),
        shared={at: name for name, at in shared.items()},
        defines={at: shared[acronym] for at, acronym in defines.items()},
    )
    return index, findings


def _spellings(entry: Entry, name: str) -> Iterator[Pattern]:
    yield Pattern(text=name, exact_case=entry.is_exact_case(name))
    if entry.acronym and name != entry.acronym:
        # A definition, "Name (ACRONYM)", is one mention; some texts put the acronym in quotation marks.
        yield Pattern(text=f"{name} ({entry.acronym})", exact_case=False)
        yield Pattern(text=f'{name} ("{entry.acronym}")', exact_case=False)


def _clash(claims: dict[Slug, tuple[Entry, str, Location]], slug: Slug) -> Finding:
    entry, name, location = claims[slug]
    # Of many entries that claim one name each would list all others.
    others = islice((claim for other, claim in claims.items() if other != slug), _LISTED)
    places = ", ".join(f"{other.path.as_posix()}:{other.line(*at)}" for other, _, at in others)
    if (more := len(claims) - 1 - _LISTED) > 0:
        places += f" and {more} more"
    return report(entry, FindingCode.ALIAS_CLASH, *location, name=name, places=places)
