"""Other statements -> statements.json: where each names the entries, and which sentences it shares."""

from pydantic_core import to_json

from generator.data.identifiers import identify
from generator.linking.edition import Edition
from generator.model.comparison import Comparison


def write_statements(edition: Edition) -> bytes:
    """Write what the other statements have in common with the annotated one; an empty list where there is none."""
    return to_json([_dump(edition, other) for other in edition.comparisons], indent=1) + b"\n"


def _dump(edition: Edition, other: Comparison) -> dict[str, object]:
    return {
        "id": identify(edition, other.page) if other.page else other.url,
        "slug": other.slug,
        "title": other.title,
        "date": other.date,
        "parties": other.parties,
        "language": other.language,
        "published_here": bool(other.page),
        "named": [
            {"entry": entry, "exact": naming.exact} | naming.place._asdict()
            for entry, namings in other.named.items()
            for naming in namings
        ],
        "pairs": [
            {
                "ours": identify(edition, f"{edition.page}#{pair.ours.anchor}"),
                "theirs": pair.theirs._asdict(),
                "likeness": pair.likeness,
                "kind": "same" if pair.same else "reworded",
                "new": pair.new,
            }
            for pair in other.pairs
        ],
    }
