"""Positions -> lines in SVG. Templates draw the rest of a picture; none needs a script, a font or a size of its own."""

from collections.abc import Collection

from markupsafe import Markup

MANY = 300
"""How many lines are drawn one by one; more are a single path, in which those at one place are one."""

_LINE = Markup('<line class="{0}" x1="{1:.2%}" x2="{1:.2%}" y1="0" y2="20"/>')
_PATH = Markup(
    '<svg width="100%" height="20" viewBox="0 0 1000 20" preserveAspectRatio="none"><path class="{}" d="{}"/></svg>'
)


def draw_lines(positions: Collection[float], kind: str) -> Markup:
    """Draw upright lines, from 0, the start, to 1, the end."""
    if len(positions) <= MANY:
        return Markup().join(_LINE.format(kind, position) for position in positions)
    places = sorted({round(position * 1000) for position in positions})
    return _PATH.format(kind, "".join(f"M{place} 0v20" for place in places))
