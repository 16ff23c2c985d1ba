"""Pages and data -> files: the theme around them, the policy, the search, exports, whole builds."""

from pathlib import Path

THEME = Path(__file__).resolve().parent / "theme"
"""The templates, style sheets and scripts around every page, before Material's own."""


def built_file(address: str) -> str:
    """Return the file that a server sends for an address relative to the root of the site."""
    return address if address.endswith(".html") else f"{address}index.html"
