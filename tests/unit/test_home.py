"""The first page's picture: one row a name, and never more rows than somebody can take in."""

from __future__ import annotations

from generator.glossary import index_names
from generator.mentions import find_mentions
from generator.pages.edition import Edition
from generator.pages.home import ROWS, view_home
from generator.prose import ProseLinker
from generator.render import Renderer
from tests.samples import make_entry, make_statement


def edition(count: int) -> Edition:
    """Give an edition whose text names each of so many entries once, and the last one twice."""
    entries = tuple(make_entry(f"e{n}", name=f"Forum {n}") for n in range(count))
    text = ", ".join([*(entry.name for entry in entries), entries[-1].name])
    statement = make_statement(text)
    index, _ = index_names(entries)
    mentions, inclusions = find_mentions(statement, entries, index)
    linker = ProseLinker(index=index, entries={entry.slug: entry for entry in entries})
    return Edition(
        statement=statement, entries=entries, mentions=mentions, inclusions=inclusions, linker=linker, address=""
    )


def test_every_name_has_a_row_in_the_order_of_the_text() -> None:
    view = view_home(edition(3))
    assert [row.link.name for row in view.where] == ["Forum 0", "Forum 1", "Forum 2"]
    assert "One row for everything the statement names" in Renderer().render("home.md.jinja", view)


def test_of_very_many_names_the_most_frequent_are_drawn_and_the_page_says_so() -> None:
    view = view_home(edition(ROWS + 5))
    assert [row.link.name for row in view.where] == [*(f"Forum {n}" for n in range(ROWS - 1)), f"Forum {ROWS + 4}"]
    page = Renderer().render("home.md.jinja", view)
    assert f"each of the {ROWS} names that the statement has most often, of {ROWS + 5} in all" in page
