"""Authored pages of docs/ -> finished pages, as MkDocs makes them with the plugin."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.linking.edition import Edition
from generator.linking.names import index_names
from generator.linking.prose import ProseWriter
from generator.model.errors import ExportError
from generator.model.page import Page
from generator.reading.project import read_page
from generator.text.html import read_body, read_outline


def make_authored(edition: Edition, src_uris: Iterable[str]) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Yield authored pages with names linked, each with its front matter.

    Args:
        edition: whose names are linked.
        src_uris: the pages, relative to docs/.

    Raises:
        ExportError: a page cannot be read.
    """
    project = edition.project
    writer = ProseWriter(edition)
    unlinked = ProseWriter(replace(edition, names=index_names(())[0]))
    for src_uri in src_uris:
        path = project.docs / src_uri
        text, meta = read_page(path, ExportError)
        is_linked = project.annotate_pages and meta.get("annotate", True)
        body = (writer if is_linked else unlinked).write(text, page=src_uri).html
        heading = read_body(body).css_first("h1")
        page = Page(
            src_uri=src_uri,
            title=heading.text().strip() if heading is not None else "",
            description="",
            body=body,
            source=path,
            outline=read_outline(body),
        )
        yield page, page.meta | meta
