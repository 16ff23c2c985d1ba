"""An entry's page, and the page at an address where an entry was before."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from generator.linking.prose import Written
from generator.model import group
from generator.model.addresses import citation_anchor, source_anchor
from generator.model.comparison import Comparison
from generator.model.entry import STATEMENT_SOURCE, Entry
from generator.model.fields import Slug
from generator.pages.context import View
from generator.pages.statement import cut_words
from generator.text.wording import mark

ALONGSIDE = 100
"""How many entries a page lists as named alongside. Where a paragraph names thousands, all pages would name all."""

_CITATION = '<a class="citation" href="#{}">[{}]</a>'
_NUMBER = re.compile(r'<a class="citation" href="#source-(\d+)"')


@dataclass(kw_only=True)
class EntryView(View):
    """An entry's page. Its template writes the texts in the order of the page: that numbers the citations."""

    entry: Entry

    def __post_init__(self) -> None:
        super().__post_init__()
        self.cited: dict[int, list[str]] = defaultdict(list)
        """The anchors of the places above that cite each numbered source."""
        ids = (*(source.id for source in self.entry.sources), STATEMENT_SOURCE)
        self._numbers = {source: number for number, source in enumerate(ids, 1)}
        """The numbers of the sources; the statement comes last."""
        blocks = self.statement.paragraphs
        spans = group(self.mentions_of(self.entry), (), lambda item: (item.paragraph, item.sentence))
        self.quotes = [
            (blocks[number - 1], mentions[0].place.sentence, cut_words(blocks[number - 1], mentions, *sentence))
            for (number, sentence), mentions in spans.items()
        ]
        """The sentences of the statement that name it, each with its paragraph and its number there."""
        self.years = self._list_years()
        """All statements by date, None for the annotated one; where in each paragraph each names it, and a note."""
        self.alongside = self._list_alongside()
        """The entries in the same sentences, the most frequent first, others in the same paragraphs; how many more."""

    def write(self, text: str) -> Written:
        """Write prose, each of its citations with an id that its source leads back to."""
        written = self.context.writer.write(text, page=self.page, own=self.entry.slug, numbers=self._numbers)
        return replace(written, html=self._place_citations(written.html))

    def number(self, citations: Iterable[str]) -> Markup:
        """Write the citations of a name, or of a piece of the definition."""
        numbers = sorted({self._numbers[cited] for cited in citations if cited in self._numbers})
        return self._place_citations("".join(_CITATION.format(source_anchor(number), number) for number in numbers))

    def lead_back(self, number: int) -> Markup:
        """Write the links from a source to the places above that cite it."""
        say = self.wording.say
        cited, label = escape(say("Cited:")), str(escape(say("%(number)s, citation of source %(source)s")))
        links = [
            f'<a href="#{anchor}" aria-label="{label % {"number": at, "source": number}}">{at}</a>'
            for at, anchor in enumerate(self.cited[number], 1)
        ]
        return Markup(f' <span class="cited-at" data-find-ignore="">{cited} {" ".join(links)}</span>' if links else "")

    def _place_citations(self, html: str) -> Markup:
        def place(found: re.Match[str]) -> str:
            anchors = self.cited[int(found[1])]
            anchors.append(citation_anchor(found[1], len(anchors) + 1))
            return f'{found[0]} id="{anchors[-1]}"'

        return Markup(_NUMBER.sub(place, html))

    def _list_years(self) -> list[tuple[Comparison | None, Sequence[object], str]]:
        found: list[tuple[Comparison | None, Sequence[object]]] = []
        for other in self.context.in_order:
            naming = other.named.get(self.entry.slug, ()) if other else ()
            places = {item.place.paragraph: item for item in reversed(naming)}
            found.append((other, list(places.values())[::-1] if other else self.mentions_of(self.entry)))
        naming_it = [other.of.slug if other else "" for other, names in found if names]
        notes = {naming_it[-1]: mark("last named"), naming_it[0]: mark("first named")} if len(naming_it) > 1 else {}
        return [(other, names, notes.get(other.of.slug if other else "", "")) for other, names in found]

    def _list_alongside(self) -> tuple[list[Entry], list[Entry], int]:
        sentence: Counter[Slug] = Counter()
        paragraph: Counter[Slug] = Counter()
        for own in self.mentions_of(self.entry):
            for other in self.edition.by_paragraph[own.paragraph]:
                if other.entry != own.entry:
                    (sentence if other.sentence == own.sentence else paragraph)[other.entry] += 1
        near = sorted(sentence, key=lambda other: (-sentence[other], other))
        far = sorted(set(paragraph) - set(sentence), key=lambda other: (-paragraph[other], other))
        found = [self.edition.by_slug[slug] for slug in near + far]
        return found[: len(near)][:ALONGSIDE], found[len(near) : ALONGSIDE], max(0, len(found) - ALONGSIDE)


@dataclass(kw_only=True)
class MovedView(View):
    """The page at a former address of an entry."""

    entry: Entry | None  # The one that it was, or that took its place
    withdrawn: str = ""  # The heading of an entry that is gone
