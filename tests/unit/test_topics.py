"""The index of subjects: as it is read, checked and shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.checks.project import check_topics
from generator.data.lists import write_topics
from generator.model.addresses import TOPICS_PAGE
from generator.model.entry import Topics
from generator.model.errors import GeneratorError
from generator.pages.maker import PageMaker
from generator.reading.frontmatter import read_noun
from tests.samples import make_edition, make_entry, make_statement

if TYPE_CHECKING:
    from pathlib import Path

    from generator.linking.edition import Edition

STATEMENT = make_statement("The Harbour Forum met.", "Ships sail.")
FORUM = make_entry("forum", name="Harbour Forum")
DOCKS = {
    "name": "Docks",
    "words": ["quays"],
    "names": {"ja": ["埠頭", "港"]},
    "paragraphs": [1, 2],
    "entries": ["forum"],
}
SHIPS = {"name": "ships", "see_also": ["Docks"], "paragraphs": [2]}


def make(*topics: object, text: object = None) -> Edition:
    marks = list(STATEMENT.fingerprints) if text is None else text
    return make_edition(STATEMENT, [FORUM], topics={"topics": list(topics), "text": marks})


def test_a_sound_index_is_no_finding() -> None:
    assert list(check_topics(make(DOCKS, SHIPS))) == []
    assert list(check_topics(make_edition(STATEMENT))) == []


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ({"name": "Sails"}, 'the topic "Sails" leads nowhere'),
        ({"name": "Sails", "paragraphs": [3]}, '"Sails" leads to paragraph 3, which does not exist'),
        ({"name": "Sails", "paragraphs": [0]}, '"Sails" leads to paragraph 0, which does not exist'),
        ({"name": "Sails", "entries": ["forums"]}, '"Sails" leads to the entry "forums", which does not exist'),
        (
            {"name": "Sails", "paragraphs": [1], "see_also": ["Masts"]},
            '"Sails" refers to "Masts", which is no other topic',
        ),
        (
            {"name": "Sails", "paragraphs": [1], "see_also": ["Sails"]},
            '"Sails" refers to "Sails", which is no other topic',
        ),
        ({"name": "Sails", "paragraphs": [1], "words": ["Quáys"]}, '"Quáys" stands for "Sails" and for "Docks"'),
        ({"name": "Sails", "paragraphs": [1], "names": {"ja": ["港"]}}, '"港" stands for "Sails" and for "Docks"'),
    ],
)
def test_what_is_wrong_with_a_topic_is_found(topic: object, says: str) -> None:
    assert [finding.message for finding in check_topics(make(DOCKS, topic))] == [says]


def test_one_word_may_be_that_of_a_topic_in_two_languages() -> None:
    assert list(check_topics(make(DOCKS, {"name": "埠頭", "paragraphs": [1]}))) == []


@pytest.mark.parametrize(("text", "says"), [(["000000"], "paragraphs 1, 2"), ([], "paragraphs 1, 2")])
def test_a_text_that_has_changed_is_found_with_what_to_write(text: object, says: str) -> None:
    [finding] = check_topics(make(DOCKS, text=text))
    assert says in finding.message
    assert f"text: {json.dumps(STATEMENT.fingerprints)}" in finding.hint


def test_a_paragraph_that_is_gone_is_found() -> None:
    [finding] = check_topics(make(DOCKS, text=[*STATEMENT.fingerprints, "abcdef"]))
    assert "gone" in finding.message


def test_line_breaks_are_no_change() -> None:
    assert make_statement("Ships  sail.\n").fingerprints == make_statement("Ships sail.").fingerprints


def test_a_misspelt_key_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "topics.yml").write_text("topics:\n  - name: Docks\n    word: [quays]\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match=r'topics.yml:3: unknown key "topics.1.word"; did you mean "words"\?'):
        read_noun(tmp_path / "topics.yml", Topics)


def test_the_index_is_a_page_of_links() -> None:
    edition = make(SHIPS, DOCKS)
    page = next(page for page in PageMaker(edition).make_all() if page.src_uri == TOPICS_PAGE)
    assert [heading.text for heading in page.outline.headings] == ["D", "S"]
    assert {"docks", "ships"} <= page.outline.anchors
    assert page.outline.hrefs == (
        *("../acronyms/", "#letter-d", "#letter-s"),
        *("../statement/#p-1", "../statement/#p-2", "../glossary/forum/"),
        *("../statement/#p-2", "#docks"),
    )
    assert '<span class="other-name" lang="ja">埠頭</span>' in page.body


def test_the_index_is_data() -> None:
    [topic, _] = json.loads(json.dumps(write_topics(make(DOCKS, SHIPS))))["topics"]
    assert topic == DOCKS | {
        "see_also": [],
        "paragraphs": ["../statement/#p-1", "../statement/#p-2"],
        "entries": ["../glossary/forum/"],
    }


def test_an_edition_without_topics_has_no_index() -> None:
    assert TOPICS_PAGE not in {page.src_uri for page in PageMaker(make_edition(STATEMENT)).make_all()}
