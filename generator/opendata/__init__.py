"""Site -> files of data that other programs read, published under /data/."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from generator.model import DataFile
from generator.opendata.annotations import write_annotations
from generator.opendata.glossary_json import write_glossary, write_schema
from generator.opendata.skos import write_skos
from generator.opendata.tables import write_acronyms, write_mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model import Site

__all__ = ["make_data"]


def make_data(site: Site) -> tuple[DataFile, ...]:
    """Make every file of data. The same site gives the same bytes."""
    written: Mapping[str, Callable[[Site], str]] = {
        "acronyms.csv": write_acronyms,
        "annotations.jsonld": write_annotations,
        "glossary.json": write_glossary,
        "glossary.schema.json": lambda _: write_schema(),
        "glossary.ttl": write_skos,
        "mentions.csv": write_mentions,
        "shapes.ttl": lambda _: files("generator").joinpath("shapes.ttl").read_text(encoding="utf-8"),
    }
    # One after the other, so that no two are there as text at once.
    return tuple(DataFile(src_uri=f"data/{name}", content=write(site).encode()) for name, write in written.items())
