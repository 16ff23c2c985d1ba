"""The only place that writes an address or an anchor."""

import posixpath
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from urllib.parse import quote, urlsplit

HOME_PAGE = "index.md"
STATEMENT_PAGE = "statement.md"
GLOSSARY_PAGE = "glossary/index.md"
ACRONYMS_PAGE = "acronyms.md"
TIMELINE_PAGE = "timeline.md"
DATA_PAGE = "data.md"
TOPICS_PAGE = "topics.md"
SINCE_PAGE = "since.md"
STATEMENTS_PAGE = "statements/index.md"

ATOM_FEED, JSON_FEED = "data/feed.xml", "data/feed.json"

CARD = "assets/card.png"
"""The picture that stands for the site where a link to it is shared; theme/main.html names it, too."""

LIST_PAGES = (HOME_PAGE, GLOSSARY_PAGE, ACRONYMS_PAGE, TIMELINE_PAGE, DATA_PAGE)
"""The pages that every edition has besides the statement's and the entries'."""

ENTRY_PARTS = (
    *("at-a-glance", "in-the-statement", "background", "disagreements", "since", "through-the-years"),
    *("named-alongside", "sources", "cite", "corrections"),
)
"""The ids of the parts of an entry's page."""

_SAFE = "/:=&?~#+!$,;'@()*[]%"


class Style(Enum):
    """How a builder turns the path of a page into its address."""

    FOLDERS = "folders"  # `glossary/msp.md` is built as `glossary/msp/`
    FILES = "files"  # As `glossary/msp.html`: `use_directory_urls: false`, the offline plugin
    SOURCE = "source"  # As FOLDERS, seen from the `.md` file's folder: Zensical's raw HTML
    FILENAMES = "filenames"  # `glossary/msp.md` stays, as in the Markdown of a page: the builder resolves it


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a site is published, and how its pages link to each other. Pages and targets are relative to docs/."""

    site: str = ""  # Its address, ending in a slash; empty when it is not known
    style: Style = Style.FOLDERS

    def href(self, target: str, page: str) -> str:
        """Return the relative address of a page, a place on it (`#anchor`) or a file, as written on a page."""
        path, _, anchor = target.partition("#")
        place = f"#{quote(anchor, safe=_SAFE)}" if anchor else ""
        if place and path == page:
            return place
        folder = page if self.style is Style.SOURCE else _built(page, self.style)
        folder, built, up = folder[: folder.rfind("/") + 1], _built(path, self.style), ""
        while not built.startswith(folder):
            folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"{up}../"
        return (quote(up + built[len(folder) :], safe=_SAFE) or "./") + place

    def built(self, target: str) -> str:
        """Return the address relative to the root of the built site; empty for the first page."""
        path, _, anchor = target.partition("#")
        return _built(path, self.style) + (f"#{anchor}" if anchor else "")

    def permanent(self, target: str, *, base: str = "") -> str:
        """Return the permanent address; `base` leads to the site's root where it is not known where that is."""
        return (self.site or base) + self.built(target)

    @property
    def is_local(self) -> bool:
        """Whether only this machine knows the address, as when nobody has set the site's."""
        return urlsplit(self.site).hostname in {"127.0.0.1", "localhost", "::1", "0.0.0.0"}


@lru_cache(maxsize=16384)
def _built(path: str, style: Style) -> str:
    if not path.endswith(".md") or style is Style.FILENAMES:
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    name = "index" if name == "README" else name
    if style is Style.FILES:
        return posixpath.join(folder, f"{name}.html")
    place = folder if name == "index" else posixpath.join(folder, name)
    return f"{place}/" if place else ""


def quote_fragment(url: str, words: str) -> str:
    """Return an address that leads to the very words on a page, in browsers that know text fragments."""
    return f"{url}#:~:text={quote(words, safe='').replace('-', '%2D')}"


# Pages, relative to docs/.
entry_page = "glossary/{}.md".format
statement_page = "statements/{}.md".format
comparison_page = "statements/{}/changes.md".format  # Sets another statement beside the annotated one

# Anchors.
paragraph_anchor = "p-{}".format  # Permanent: of a paragraph or note of the statement, by its label
sentence_anchor = "p-{}-s{}".format  # Permanent: of the k-th sentence of a paragraph
mention_anchor = "m-{}-{}".format  # Permanent: of the k-th mention of an entry in the statement
source_anchor = "source-{}".format
citation_anchor = "cite-{}-{}".format  # Of the k-th place on an entry's page that cites a numbered source
row_anchor = "since-{}".format  # Of an entry in the list of what became of all
theme_anchor = "theme-{}".format
