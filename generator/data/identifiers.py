"""The identifiers in data: permanent addresses."""

from collections.abc import Iterator

from generator.linking.edition import Edition
from generator.model.addresses import STATEMENT_PAGE, entry_page


def identify(edition: Edition, target: str) -> str:
    """Return the identifier of a page, a place on it or a file; relative where the site's address is not known."""
    # The files stand in data/, one folder below the first page.
    return edition.project.addresses.permanent(target, base="../")


def list_replaced(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that were published and are none any more, each with the one in its place or nothing."""
    for entry in edition.entries:
        for slug in entry.former_slugs:
            yield identify(edition, entry_page(slug)), identify(edition, entry_page(entry.slug))
    for item, now in edition.moved:
        way = "{}.md" if item.slug else f"{STATEMENT_PAGE}#{{}}"
        yield identify(edition, way.format(item.address)), identify(edition, way.format(now)) if now else ""


def identify_place(edition: Edition, anchor: str) -> str:
    """Return the identifier of a place in the statement."""
    return identify(edition, f"{edition.page}#{anchor}")
