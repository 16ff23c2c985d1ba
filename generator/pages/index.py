"""The index of subjects, and the words that lead the search to each of the pages that every edition has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model.addresses import (
    ACRONYMS_PAGE,
    DATA_PAGE,
    GLOSSARY_PAGE,
    HOME_PAGE,
    STATEMENT_PAGE,
    TIMELINE_PAGE,
    TOPICS_PAGE,
    entry_page,
    paragraph_anchor,
)
from generator.pages.anchors import Anchors
from generator.text.dates import language_name
from generator.text.spelling import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.topic import Topic
    from generator.pages.context import Context, EntryLink

PAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    HOME_PAGE: (
        "home",
        "home page",
        "start page",
        "overview",
        "ホーム",
        "トップページ",
        "概要",
        "홈",
        "첫 페이지",
        "개요",
    ),
    STATEMENT_PAGE: (
        *("statement", "joint statement", "text of the statement", "full text", "official text", "original text"),
        *("official version", "declaration", "communique", "joint communique", "transcript", "cite", "citation"),
        *("how to quote", "how to cite", "where was it published", "footnote", "BibTeX", "RIS", "print the statement"),
        *("共同声明", "声明", "声明文", "全文", "本文", "原文", "引用", "引用方法", "出典の書き方"),
        *("공동성명", "성명", "성명서", "전문", "원문", "본문", "공동선언", "인용", "인용 방법"),
    ),
    GLOSSARY_PAGE: (
        *("glossary", "glossary of terms", "list of terms", "all terms", "list of initiatives", "all initiatives"),
        *("list of entries", "all entries", "terms a to z", "a to z", "dictionary", "definitions", "terminology"),
        *("用語集", "用語", "用語一覧", "一覧", "辞典", "용어집", "용어", "용어 목록", "용어 사전", "목록"),
    ),
    ACRONYMS_PAGE: (
        *("acronyms", "list of acronyms", "abbreviations", "list of abbreviations", "initialisms", "short forms"),
        *("what do the acronyms stand for", "略語", "略称", "略語一覧", "略号", "약어", "약칭", "약어 목록", "줄임말"),
    ),
    TIMELINE_PAGE: (
        *("timeline", "chronology", "history of events", "dates of events", "list of dates", "calendar", "milestones"),
        *("年表", "時系列", "タイムライン", "経緯", "연표", "연대표", "타임라인", "일정표", "연혁"),
    ),
    DATA_PAGE: (
        *(
            "data",
            "download",
            "downloads",
            "files",
            "download files",
            "dataset",
            "data set",
            "open data",
            "JSON",
            "CSV",
        ),
        *("SKOS", "RDF", "Turtle", "linked data", "API", "machine readable", "spreadsheet", "Excel", "annotations"),
        *("データ", "ダウンロード", "ファイル", "데이터", "다운로드", "내려받기", "파일", "자료"),
    ),
    TOPICS_PAGE: (
        *("index", "index of topics", "subject index", "list of topics", "topics", "subjects", "list of subjects"),
        *("索引", "件名索引", "主題", "トピック", "색인", "찾아보기", "주제", "주제 목록", "토픽"),
    ),
}
"""What people type who want a page, in three languages."""


class TopicRow(NamedTuple):
    """A topic with its links."""

    topic: Topic
    anchor: str
    names: list[tuple[str, str]]
    """The usual word in each other language, with the language's code."""
    paragraphs: list[tuple[int, str]]
    """Numbers with addresses."""
    entries: list[EntryLink]
    see_also: list[tuple[str, str]]
    """Names with anchors."""


class TopicLetter(NamedTuple):
    """The topics whose names begin with one letter."""

    letter: str
    anchor: str
    rows: list[TopicRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """The index, from A to Z."""

    description: str
    languages: list[str]
    letters: list[TopicLetter]


def view_index(context: Context) -> IndexView:
    """View the topics in the order of a book's index."""
    edition = context.edition
    topics = sorted(edition.topics.topics, key=lambda topic: (search_key(topic.name), topic.name))
    anchors = Anchors(["index"])
    places = {topic.name: anchors.make(topic.name) for topic in topics}
    letters: dict[str, list[TopicRow]] = defaultdict(list)
    for topic in topics:
        row = TopicRow(
            topic=topic,
            anchor=places[topic.name],
            names=[(code, words[0]) for code, words in topic.names.items() if words],
            paragraphs=[
                (number, context.href(f"{STATEMENT_PAGE}#{paragraph_anchor(number)}", TOPICS_PAGE))
                for number in topic.paragraphs
            ],
            entries=[
                context.link_to(edition.by_slug[slug], TOPICS_PAGE)
                for slug in map(str, topic.entries)
                if slug in edition.by_slug
            ],
            see_also=[(name, places[name]) for name in topic.see_also if name in places],
        )
        letters[topic.name[0].upper()].append(row)
    codes = dict.fromkeys(code for topic in topics for code in topic.names)
    return IndexView(
        description=f"{len(topics)} subjects of the statement, each with the paragraphs and entries that treat it.",
        languages=[language_name(code) for code in codes],
        letters=[TopicLetter(letter, anchors.make(f"letter {letter}"), rows) for letter, rows in letters.items()],
    )
