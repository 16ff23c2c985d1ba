"""Pages of texts with very many names: never more rows than somebody can take in, and the page says so."""

from __future__ import annotations

from generator.glossary import index_names
from generator.mentions import find_mentions
from generator.pages.edition import Edition
from generator.pages.entry import ALONGSIDE, view_entry
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


def test_an_entry_lists_the_names_beside_it_up_to_a_bound_and_says_how_many_more_there_are() -> None:
    named = edition(ALONGSIDE + 5)
    view = view_entry(named, named.entries[0], None, None)
    assert len(view.same_sentence) == ALONGSIDE
    assert view.same_paragraph == ()
    page = Renderer().render("entry.md.jinja", view)
    assert "And 4 more, in paragraph 1 of the statement." in page


def test_an_entry_lists_all_names_beside_it_where_they_are_few() -> None:
    named = edition(3)
    view = view_entry(named, named.entries[0], None, None)
    assert [link.name for link in view.same_sentence] == ["Forum 2", "Forum 1"]
    assert "more, in" not in Renderer().render("entry.md.jinja", view)
