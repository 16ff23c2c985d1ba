"""The facts about statements that others publish, compared with the annotated statement and the entries."""

from collections.abc import Iterator

from generator.checks.reports import report
from generator.linking.edition import Edition
from generator.model.findings import Finding, FindingCode
from generator.model.topic import fingerprints


def check_consulted(edition: Edition) -> Iterator[Finding]:
    """Find facts that were found for another text of ours, and corrections that name no entry or sentence."""
    now = fingerprints(edition.statement)
    for facts in edition.consulted:
        hint = "run `generator consult` on the text again"
        if facts.ours != now:
            message = "the annotated statement has changed since its sentences were compared with this one"
            yield report(facts, FindingCode.STALE_COMPARISON, message, hint, "ours")
        named = [("named", index, item.entry) for index, item in enumerate(facts.named)]
        named += [("name_corrections", index, item.entry) for index, item in enumerate(facts.name_corrections)]
        for key, index, slug in named:
            if slug not in edition.by_slug:
                message = f'names the entry "{slug}", which does not exist'
                yield report(facts, FindingCode.STALE_COMPARISON, message, hint, key, index)
