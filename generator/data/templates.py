"""Templates beside these modules -> files of data."""

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
