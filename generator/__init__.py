"""Cross-links a diplomatic text with a glossary and makes the pages of an annotated edition."""

from generator.errors import GeneratorError, GlossaryError, SourceError, VerbatimError
from generator.model import Finding, Mention, Page, Site
from generator.site import build_site

__all__ = [
    "Finding",
    "GeneratorError",
    "GlossaryError",
    "Mention",
    "Page",
    "Site",
    "SourceError",
    "VerbatimError",
    "build_site",
]
