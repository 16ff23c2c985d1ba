"""Targets -> SVG in the page's own colours, light and dark. Widths are percentages, so that text keeps its size."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.results import Target

ROW = 40
"""Pixels of a target: its words, and the bar below."""

_FULL = 3.0
"""The margin that fills the width; a longer bar ends there."""


def draw(targets: Sequence[Target]) -> str:
    """Draw a bar for each target; one that reaches its mark has met it. One line of SVG."""
    height = ROW * len(targets)
    bars = "".join(_bar(target, ROW * number) for number, target in enumerate(targets))
    label = "Each target, and how far it was reached: the mark on a bar is the target"
    return f'<svg width="100%" height="{height}" role="img" aria-label="{label}" fill="currentColor">{bars}</svg>'


def _bar(target: Target, top: int) -> str:
    width = min(target.margin, _FULL) / _FULL * 100
    opacity = 0.55 if target.margin >= 1 else 0.2
    # On the bar alone: a line from bar to bar would cross the words.
    mark = f"{100 / _FULL:.2f}%"
    words = html.escape(f"{target.what}: {show(target)}")
    return (
        f'<text x="0" y="{top + 14}" font-size="12">{words}</text>'
        f'<rect x="0" y="{top + 20}" width="{width:.2f}%" height="12" fill-opacity="{opacity}"'
        f' stroke="currentColor" stroke-width="1"/>'
        f'<line x1="{mark}" x2="{mark}" y1="{top + 18}" y2="{top + 34}" stroke="currentColor" stroke-width="3"/>'
    )


def show(target: Target) -> str:
    """Say what was reached and what was asked for."""
    sign = "\u2264" if target.most else "\u2265"
    return f"{number(target.value)}{target.unit} ({sign} {number(target.limit)}{target.unit})"


def number(value: float) -> str:
    """Write a figure with the digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
