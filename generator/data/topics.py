"""The index of subjects -> topics.json, with permanent addresses."""

from pydantic_core import to_json

from generator.data.identifiers import identify, identify_paragraph
from generator.linking.edition import Edition
from generator.model.addresses import entry_page


def write_topics(edition: Edition) -> bytes:
    """Write the topics in the order of their file."""
    topics = [
        {
            "name": topic.name,
            "words": topic.words,
            "names": topic.names,
            "see_also": topic.see_also,
            "paragraphs": [identify_paragraph(edition, str(label)) for label in topic.paragraphs],
            "entries": [identify(edition, entry_page(slug)) for slug in topic.entries],
        }
        for topic in edition.topics.topics
    ]
    return to_json({"topics": topics}, indent=1) + b"\n"
