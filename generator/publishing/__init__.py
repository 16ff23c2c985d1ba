"""Pages and data -> files: the theme around them, the policy, the search, exports, whole builds."""

from pathlib import Path

THEME = Path(__file__).resolve().parent / "theme"
"""The templates, style sheets and scripts around every page, before Material's own."""
