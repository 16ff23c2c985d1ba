"""Writes a site of many files, each with the glossary's words in it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

site = Path(sys.argv[sys.argv.index("--site-dir") + 1])
words = Path("docs/glossary/north-star.md").read_text(encoding="utf-8")
site.mkdir(parents=True)
for number in range(40):
    (site / f"{number}.html").write_text(words * number * 10, encoding="utf-8")
    time.sleep(0.005)
(site / "index.html").write_text(words, encoding="utf-8")
(site / ".generator").touch()
