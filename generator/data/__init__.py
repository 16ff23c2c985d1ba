"""Edition -> files of data for other programs, published under /data/."""

from collections.abc import Callable, Iterator
from importlib.resources import files

from pydantic_core import to_json

from generator.data.feed import make_feed, write_atom_feed
from generator.data.glossary_json import write_glossary, write_schema
from generator.data.lists import write_acronyms, write_annotations, write_mentions, write_statements, write_topics
from generator.data.skos import write_skos
from generator.linking.edition import Edition
from generator.model.page import DataFile

_WRITERS: dict[str, Callable[[Edition], object]] = {
    "acronyms.csv": write_acronyms,
    "annotations.jsonld": write_annotations,
    "feed.json": make_feed,
    "feed.xml": write_atom_feed,
    "glossary.json": write_glossary,
    "glossary.schema.json": lambda _: write_schema(),
    "glossary.ttl": write_skos,
    "mentions.csv": write_mentions,
    "shapes.ttl": lambda _: files(__name__).joinpath("shapes.ttl").read_bytes(),
    "statements.json": write_statements,
    "topics.json": write_topics,
}
"""What makes each file: its bytes, or what is written as JSON."""
PATHS = [f"data/{name}" for name in _WRITERS]
"""The files, relative to docs/, of which some editions have all but the feeds."""


def make_data(edition: Edition) -> Iterator[DataFile]:
    """Yield every file of data, sorted by name; feeds, which hold full addresses, only where the site's is known."""
    for path, (name, write) in zip(PATHS, _WRITERS.items(), strict=True):
        if edition.project.addresses.site or not name.startswith("feed."):
            made = write(edition)
            content = made if isinstance(made, bytes) else to_json(made, indent=1) + b"\n"
            yield DataFile(src_uri=path, content=content)
