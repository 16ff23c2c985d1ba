"""What several files of data share: identifiers, which are permanent addresses, and templates beside these modules."""

from collections.abc import Iterator

import jinja2
from pydantic_core import to_json

from generator.linking.edition import Edition
from generator.model import addresses

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("generator", "data"),
    undefined=jinja2.StrictUndefined,
    autoescape=lambda name: name == "feed.xml.jinja",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_ENVIRONMENT.globals["addresses"] = addresses
# The usual one makes HTML safe, which takes longer.
_ENVIRONMENT.filters["tojson"] = lambda value: to_json(value).decode()


def fill(template: str, edition: Edition, **values: object) -> str:
    """Fill a template with an edition and some values."""
    return _ENVIRONMENT.get_template(template).render(edition=edition, **values)


def identify(edition: Edition, target: str) -> str:
    """Return the identifier of a page, a place on it or a file; relative where the site's address is not known."""
    # The files stand in data/, one folder below the first page.
    return edition.project.addresses.permanent(target, base="../")


def identify_place(edition: Edition, anchor: str) -> str:
    """Return the identifier of a place in the statement."""
    return identify(edition, f"{edition.page}#{anchor}")


def list_replaced(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that were published and are none any more, each with the one in its place or nothing."""
    for entry in edition.entries:
        for slug in entry.former_slugs:
            yield identify(edition, addresses.entry_page(slug)), identify(edition, addresses.entry_page(entry.slug))
    for item, now in edition.moved:
        way = "{}.md" if item.slug else f"{addresses.STATEMENT_PAGE}#{{}}"
        yield identify(edition, way.format(item.address)), identify(edition, way.format(now)) if now else ""
