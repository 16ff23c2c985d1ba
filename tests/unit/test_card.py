"""The picture for shared links shows the statement: what it holds is read back from its pixels."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from generator.model.addresses import CARD, Addresses
from generator.publishing import THEME
from generator.publishing.card import make_card
from tests.samples import PROJECT, make_edition, make_entry, make_statement

SITE = replace(PROJECT, docs=Path("no-docs"), addresses=Addresses(site="https://example.org/"))
TOKENS = dict(re.findall(r"--([\w-]+): (#\w+);", (THEME / "assets" / "edition.css").read_text("utf-8").split("}")[0]))
ENTRIES = (make_entry("hub", name="Hub"), make_entry("net", name="Net", theme="safety"))
NAMED, PLAIN = "The Hub and the Net. " * 6, "Nothing is named here. " * 3
LONG = "Déclaration conjointe sur la sécurité, la prospérité et l’avenir partagé " * 4


def draw(*texts: str, title: str = "T", language: str = "en") -> Image.Image:
    edition = make_edition(make_statement(*texts, title=title, language=language), ENTRIES, project=SITE)
    first, second = make_card(edition), make_card(replace(edition))
    (made,), again = first, second
    assert (made.src_uri, [made]) == (CARD, list(again))
    image = Image.open(BytesIO(made.content))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    return image


def find(image: Image.Image, *tokens: str) -> Image.Image:
    """Return where the colors of some tokens are, as a mask."""
    found = Image.new("L", image.size)
    for token in tokens:
        red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, TOKENS[token])).split()
        same = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([255] + [0] * 255)
        found = ImageChops.lighter(found, same)
    return found


def count(row: bytes) -> int:
    """Return how many times something begins in a row of pixels."""
    return len(re.findall(rb"(?<=\0)[^\0]", row))


@pytest.mark.parametrize(
    ("texts", "marks"),
    [((PLAIN,), 0), ((PLAIN, NAMED, PLAIN), 1), ((NAMED,) * 12, 12), ((PLAIN,) * 99 + (NAMED,), 1), ((), 0)],
)
def test_each_paragraph_is_a_bar_with_its_mentions(texts: tuple[str, ...], marks: int) -> None:
    image = draw(*texts)
    themes = find(image, "theme-1", "theme-2")
    assert count(themes.resize((1200, 1), Image.Resampling.BOX).tobytes()) == marks
    foot = ImageChops.lighter(themes, find(image, "rule")).crop((0, 549, 1200, 550)).tobytes()
    assert (count(foot), any(foot[:80] + foot[1120:])) == (len(texts), False)


def test_a_thousand_paragraphs_have_room() -> None:
    box = find(draw(*[PLAIN] * 1000), "rule").getbbox()
    assert box is not None
    assert (box[0], box[2] <= 1121, box[3]) == (80, True, 550)


@pytest.mark.parametrize(
    ("title", "language", "is_written"),
    [
        ("Statement", "en", True),
        (LONG, "fr", True),
        ("W" * 90, "en", True),
        ("Декларация лидеров", "ru", True),
        ("共同声明", "ja", False),
        ("공동성명", "ko", False),
        ("بيان مشترك", "ar", False),
        ("Statement of 日本", "en", False),
    ],
)
def test_words_are_written_whole_or_not_at_all(title: str, language: str, is_written: bool) -> None:
    image = draw(PLAIN, title=title, language=language)
    box, day = find(image, "ink").getbbox(), find(image, "quiet").getbbox()
    assert day is not None
    assert (day[0] >= 80, day[2] < 400) == (True, True)
    assert (box is not None) == is_written
    if box:
        assert (box[0] >= 78, box[1] > day[3], box[2] <= 1122, box[3] < 350) == (True,) * 4


def test_a_day_in_other_letters_is_written_in_numbers() -> None:
    days = [find(draw(PLAIN, title="声明", language=language), "quiet").tobytes() for language in ("ja", "ko")]
    assert days[0] == days[1]


def test_none_is_drawn_where_there_is_another_or_no_address(tmp_path: Path) -> None:
    (tmp_path / CARD).parent.mkdir()
    (tmp_path / CARD).touch()
    for project in (PROJECT, replace(SITE, card="assets/mine.png"), replace(SITE, docs=tmp_path)):
        assert list(make_card(make_edition(PLAIN, project=project))) == []
