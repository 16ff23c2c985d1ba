"""Edition -> what a build reports, or fails at. Every page is made, and nothing is written."""

from collections.abc import Callable

from generator.checks import check_prose, find_faults, silence
from generator.data import make_data
from generator.linking.edition import Edition
from generator.model.addresses import entry_page
from generator.model.findings import Finding, FindingCode
from generator.model.page import Page
from generator.pages import PageMaker
from generator.publishing.export import list_docs, make_authored
from generator.publishing.links import LinkCheck
from generator.publishing.search import plan_search
from generator.publishing.verbatim import verify_statement

_DEAD = {FindingCode.DEAD_LINK, FindingCode.TOPIC_PLACE}
"""What is found in the files that people write, with its line."""


def check_pages(edition: Edition, links: LinkCheck, take: Callable[[Page], None]) -> tuple[Finding, ...]:
    """Make the pages of an edition one after the other, and find what is wrong with them.

    Args:
        edition: what they are made of.
        links: takes their links; where they lead shows when all pages of the site are known.
        take: takes each page.

    Raises:
        GeneratorError: something cannot be published at all.
    """
    maker = PageMaker(edition)
    found = find_faults(edition)
    entries = {entry_page(entry.slug): entry for entry in edition.entries}
    for page in maker.make_all():
        if statement := edition.shown.get(page.src_uri):
            verify_statement(statement, page.body)
        links.add(page)
        take(page)
        if entry := entries.get(page.src_uri):
            found += check_prose(edition, entry, maker.context.writer)
    links.reported = {finding.path for finding in found if finding.code in _DEAD}
    return silence(edition, found)


def check_site(edition: Edition) -> tuple[Finding, ...]:
    """Find what a build would report.

    Raises:
        GeneratorError: something cannot be published at all.
    """
    links = LinkCheck(edition.project)
    found = [*check_pages(edition, links, lambda _page: None)]
    docs = list_docs(edition)
    for page, _, findings in make_authored(edition, docs):
        links.add(page)
        found += findings
    plan_search(edition)
    return (*found, *links.find_dead([*docs, *(item.src_uri for item in make_data(edition))]))
