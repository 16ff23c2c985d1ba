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
    """Draw a bar for each target; one that reaches the line has met it. One line of SVG."""
    height = ROW * len(targets)
    line = f"{100 / _FULL:.2f}%"
    bars = "".join(_bar(target, ROW * number) for number, target in enumerate(targets))
    label = "Each target, and how far it was reached: the line is the target"
    return (
        f'<svg width="100%" height="{height}" role="img" aria-label="{label}" fill="currentColor">{bars}'
        f'<line x1="{line}" x2="{line}" y1="0" y2="{height}" stroke="currentColor" stroke-dasharray="3 3"/></svg>'
    )


def _bar(target: Target, top: int) -> str:
    width = min(target.margin, _FULL) / _FULL * 100
    opacity = 0.55 if target.margin >= 1 else 0.2
    words = html.escape(f"{target.what}: {show(target)}")
    return (
        f'<text x="0" y="{top + 14}" font-size="12">{words}</text>'
        f'<rect x="0" y="{top + 20}" width="{width:.2f}%" height="12" fill-opacity="{opacity}"'
        f' stroke="currentColor" stroke-width="1"/>'
    )


def show(target: Target) -> str:
    """Say what was reached and what was asked for."""
    sign = "\u2264" if target.most else "\u2265"
    return f"{number(target.value)}{target.unit} ({sign} {number(target.limit)}{target.unit})"


def number(value: float) -> str:
    """Write a figure with the digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
