"""What things are called in data: by their permanent addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import links

if TYPE_CHECKING:
    from generator.model import Mention, Site


def page_id(site: Site, page: str) -> str:
    """Give the address of a page; relative to the file of data when it is not known where the site is published."""
    return _base(site) + links.address(page, links.HOME_PAGE).removeprefix("./")


def entry_id(site: Site, slug: str) -> str:
    """Give the address of an entry."""
    return page_id(site, links.entry_page(slug))


def paragraph_id(site: Site, number: int) -> str:
    """Give the address of a paragraph of the statement."""
    return f"{page_id(site, links.STATEMENT_PAGE)}#{links.paragraph_anchor(number)}"


def mention_id(site: Site, mention: Mention) -> str:
    """Give the address of a mention in the statement."""
    return f"{page_id(site, links.STATEMENT_PAGE)}#{mention.anchor}"


def data_id(site: Site, name: str) -> str:
    """Give the address of a file of data."""
    return f"{_base(site)}data/{name}"


def _base(site: Site) -> str:
    # The files stand in data/, one below the first page.
    return site.address or "../"
