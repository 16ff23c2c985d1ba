"""Edition -> the picture that is shown where a link to the site is shared: the statement, and where it names what."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from generator.linking.edition import Edition
from generator.model.addresses import CARD
from generator.model.page import DataFile
from generator.publishing import THEME

_WIDTH, _HEIGHT, _EDGE = 1200, 630, 80
_ROOM, _FOOT = _WIDTH - 2 * _EDGE, _HEIGHT - _EDGE
_FONT = "mkdocs/themes/readthedocs/css/fonts/Roboto-Slab-{}.woff"
"""Of a theme of MkDocs' own. It has Latin, Greek and Cyrillic letters; Pillow's font has not even accents."""


def make_card(edition: Edition) -> Iterator[DataFile]:
    """Yield the picture, unless there is another or nobody knows the site's address. Equal inputs give equal bytes."""
    project, statement = edition.project, edition.statement
    if project.addresses.site and not project.card and not (project.docs / CARD).exists():
        numbers = {entry.slug: edition.theme(entry).number for entry in edition.entries}
        found = (edition.by_paragraph.get(block.number, ()) for block in statement.paragraphs)
        marks = (tuple((item.start, numbers[item.entry]) for item in mentions) for mentions in found)
        bars = zip((len(block.text) for block in statement.paragraphs), marks, strict=True)
        days = edition.wording.date(statement.date), statement.date
        yield DataFile(src_uri=CARD, content=_draw(statement.title, days, tuple(bars)))


@lru_cache(maxsize=1)
def _draw(title: str, days: tuple[str, ...], bars: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]) -> bytes:
    """Return a PNG with a bar per paragraph, its mentions in it; words in letters that the font lacks are left out."""
    # The tokens of the light scheme, as the pictures of the pages have them.
    css = (THEME / "assets" / "edition.css").read_text(encoding="utf-8")
    colors = dict(re.findall(r"--([\w-]+): (#\w+);", css.partition("}")[0]))
    image = Image.new("RGB", (_WIDTH, _HEIGHT), colors["paper"])
    canvas, top = ImageDraw.Draw(image), _EDGE + 56
    day = next(filter(_can_write, days))
    canvas.text((_EDGE, _EDGE), day, colors["quiet"], _read_font("Regular", 30), anchor="lt")
    if _can_write(title):
        lines, size = _set_title(title)
        for line in lines:
            canvas.text((_EDGE, top), line, colors["ink"], _read_font("Bold", size), anchor="la")
            top += size * 5 // 4
        top += 32
    step = min(_ROOM / (len(bars) - 0.15), 120)
    # A short statement shall look like one.
    scale = min((_FOOT - top) / max((length for length, _ in bars), default=1), 3)
    for number, (length, marks) in enumerate(bars):
        left, head = round(_EDGE + number * step), _FOOT - max(round(length * scale), 4)
        right = max(left, round(_EDGE + (number + 0.85) * step) - 1)
        canvas.rectangle((left, head, right, _FOOT - 1), colors["rule"])
        for place, theme in marks:
            y = min(round(head + place * scale), _FOOT - 4)
            canvas.rectangle((left, y, right, y + 3), colors.get(f"theme-{theme}", colors["accent"]))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _set_title(title: str) -> tuple[list[str], int]:
    """Return its lines, of much the same length, and their size: two at most, or three small ones."""
    for size, most in ((64, 2), (54, 2), (44, 3)):
        fit = int(0.96 * _ROOM * len(title) / _read_font("Bold", size).getlength(title))
        needed = len(wrap(title, fit, break_on_hyphens=False))
        if needed <= most:
            break
    narrower = range(max(map(len, title.split())), fit if needed <= most else 0)
    even = (width for width in narrower if len(wrap(title, width, break_on_hyphens=False)) == needed)
    return wrap(title, next(even, fit), break_on_hyphens=False, max_lines=most, placeholder=" …"), size


def _can_write(words: str) -> bool:
    font = _read_font("Regular", 30)
    missing = bytes(font.getmask("\ufffe"))
    return all(char.isspace() or bytes(font.getmask(char)) != missing for char in set(words))


@cache
def _read_font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    # Not as a resource of the package: under ProperDocs its name stands for theirs.
    path = Path(str(distribution("mkdocs").locate_file(_FONT.format(weight))))
    return ImageFont.truetype(BytesIO(path.read_bytes()), size)
