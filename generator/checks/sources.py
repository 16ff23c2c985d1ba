"""Documents that are cited or list the statement: their addresses, kinds and hosts. Nothing is fetched."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from generator.model import read_words
from generator.model.entry import Entry, Source
from generator.model.fields import SourceKind
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Published, Statement

_WEAK = frozenset(read_words(__package__, "weak_hosts.yml"))
_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)


def check_sources(noun: Entry | Statement, key: str, weak: Collection[str]) -> Iterator[Finding]:
    """Check the documents under a key; `weak` are hosts that are no source, besides those of weak_hosts.yml."""
    sources: tuple[Source | Published, ...] = getattr(noun, key)
    for index, source in enumerate(sources):
        yield from check_address(source.url, noun, key, index, "url")
        host, place = urlsplit(source.url).hostname or "", (key, index)
        if source.kind is None:
            kinds = ", ".join(kind.value for kind in SourceKind)
            yield report(noun, FindingCode.SOURCE_KIND, *place, "title", title=source.title, kinds=kinds)
        if source.via and not _is_at(host, {source.via}):
            yield report(noun, FindingCode.SOURCE_VIA, *place, "via", says="host", via=source.via, url=source.url)
        if source.kind is SourceKind.COPY and not source.via:
            yield report(noun, FindingCode.SOURCE_VIA, *place, "kind", says="copy", title=source.title, host=host)
        if _is_at(host, _WEAK | set(weak)):
            yield report(noun, FindingCode.WEAK_SOURCE, *place, "url", host=host)


def _is_at(host: str, domains: Collection[str]) -> bool:
    """Return whether a host is one of some domains or below it."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in domains for at in range(len(labels)))


def check_address(url: str, noun: Entry | Statement, *location: str | int) -> Iterator[Finding]:
    """Check an address by its form alone; nothing is fetched."""
    if fault := _find_fault(url):
        yield report(noun, FindingCode.SOURCE_LINK, *location, url=url, fault=fault)


def _find_fault(url: str) -> str:
    """Return what is wrong with an address; empty when nothing is."""
    host = urlsplit(url).hostname or ""
    if not _HOST.fullmatch(host):
        return f'names no site on the web: "{host}"'
    if "@" in urlsplit(url).netloc:
        return "holds a user's name"
    if url[-1] in ".,;:'\"" or (url.endswith(")") and "(" not in url):
        return f'ends in "{url[-1]}", which belongs to the text around it'
    # Archives hold a second address in their path; elsewhere two were pasted together.
    if re.search(r"[^/=]https?://", url[8:]):
        return "holds two addresses"
    return ""
