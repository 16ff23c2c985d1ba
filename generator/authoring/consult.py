"""A statement that somebody else publishes -> facts about it, for source/consulted/. None of its sentences goes in."""

from dataclasses import replace

import yaml
from pydantic import TypeAdapter

from generator.linking.edition import Edition
from generator.linking.mentions import find_mentions
from generator.linking.pairs import list_sentences, pair_sentences
from generator.model.comparison import Consulted
from generator.model.statement import Statement

_HEAD = """\
# Facts about a statement that is not published here, written by `generator consult`. Only pair_corrections
# (ours, theirs, reason) and name_corrections (entry, at, exact, reason) are written by hand; they are kept.
"""


def write_facts(edition: Edition, theirs: Statement, url: str, former: Consulted | None) -> str:
    """Return as YAML where a statement names our entries, and the sentences of both; corrections in `former` stay."""
    if former:
        _verify_corrections(former, theirs)
    settled = {item.ours: item.theirs for item in former.pair_corrections} if former else {}
    mentions, _ = find_mentions(theirs, edition.entries, edition.names)
    there = replace(edition, statement=theirs, mentions=mentions)
    facts: dict[str, object] = {
        **{key: getattr(theirs, key) for key in ("title", "date", "parties", "language")},
        "url": url,
        "text": theirs.fingerprints,
        "ours": edition.statement.fingerprints,
        "sentences": [len(sentences) for sentences in there.sentences.values()],
        "named": [
            {"entry": item.entry, "at": item.place.anchor, "exact": " ".join(item.exact.split())} for item in mentions
        ],
        "pairs": pair_sentences(edition.statement, theirs, settled),
        **{key: getattr(former, key, ()) for key in ("pair_corrections", "name_corrections")},
    }
    found = {key: value for key, value in facts.items() if value}
    kept = TypeAdapter(dict[str, object]).dump_python(found, mode="json", exclude_defaults=True)
    return _HEAD + yaml.safe_dump(kept, default_flow_style=None, allow_unicode=True, width=10**6, sort_keys=False)


def _verify_corrections(facts: Consulted, theirs: Statement) -> None:
    texts = {item.place: " ".join(item.text.split()) for item in list_sentences(theirs)}
    claims = [("pair_corrections", at, item.theirs, "") for at, item in enumerate(facts.pair_corrections)]
    claims += [("name_corrections", at, item.at, item.exact or "") for at, item in enumerate(facts.name_corrections)]
    for key, at, place, words in claims:
        if place and (place not in texts or words not in texts[place]):
            known = f'its sentence {place.anchor} does not have "{words}"'
            message = known if place in texts else f"the statement has no sentence {place.anchor}"
            raise facts.fail(message, key, at, hint="correct or remove it")
