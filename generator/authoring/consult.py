"""A statement that somebody else publishes -> facts about it, for source/consulted/. None of its sentences goes in."""

from collections import Counter
from dataclasses import fields

import yaml

from generator.linking.edition import Edition
from generator.linking.mentions import find_mentions
from generator.linking.pairs import list_sentences, pair_sentences
from generator.model.comparison import Consulted, NameCorrection, Pair, PairCorrection, Place
from generator.model.statement import Statement

_HEAD = """\
# Facts about a statement that is not published here, written by `generator consult`. Only pair_corrections
# (ours, theirs, reason) and name_corrections (entry, at, exact, reason) are written by hand; they are kept.
"""


def write_facts(edition: Edition, theirs: Statement, url: str, former: Consulted | None) -> str:
    """Return the text of a file of facts: where a statement names our entries, and which sentences both have.

    Args:
        edition: what it is compared with.
        theirs: the statement.
        url: of its official page.
        former: the facts of an earlier reading, whose corrections are kept.
    """
    ends = {(theirs.numbers[at.place.paragraph], at.end): at.place for at in list_sentences(theirs)}
    counts = Counter(number for number, _ in ends)
    settled = {item.ours: item.theirs for item in former.pair_corrections} if former else {}
    mentions, *_ = find_mentions(theirs, edition.entries, edition.names)
    facts: dict[str, object] = {
        "title": theirs.title,
        "date": theirs.date,
        "parties": list(theirs.parties),
        "language": theirs.language,
        "url": url,
        "text": list(theirs.fingerprints),
        "ours": list(edition.statement.fingerprints),
        "sentences": [counts[block.number] for block in theirs.paragraphs],
        "named": [
            {
                "entry": item.entry,
                "at": ends[item.paragraph, item.sentence[1]].anchor,
                "exact": " ".join(item.exact.split()),
            }
            for item in mentions
        ],
        "pairs": [_dump_pair(pair) for pair in pair_sentences(edition.statement, theirs, settled)],
    }
    if former:
        facts["pair_corrections"] = [_dump_part(item) for item in former.pair_corrections]
        facts["name_corrections"] = [_dump_part(item) for item in former.name_corrections]
    kept = {key: value for key, value in facts.items() if value}
    return _HEAD + yaml.safe_dump(kept, default_flow_style=None, allow_unicode=True, width=10**6, sort_keys=False)


def _dump_part(item: PairCorrection | NameCorrection) -> dict[str, str]:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {key: value.anchor if isinstance(value, Place) else value for key, value in values.items() if value}


def _dump_pair(pair: Pair) -> dict[str, object]:
    written: dict[str, object] = {"ours": pair.ours.anchor, "theirs": pair.theirs.anchor, "likeness": pair.likeness}
    if pair.same:
        written["same"] = True
    for key, spans in (("shared", pair.shared), ("new", pair.new)):
        if spans:
            written[key] = " ".join(f"{start}-{end}" for start, end in spans)
    return written
