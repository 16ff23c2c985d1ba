"""A project that holds, in every field and in the text, all that is hostile and not refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.authoring.new_project import make_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RUN = "window.ran=(window.ran||0)+1"
"""What a script of ours would do, so that a test can ask whether one did."""

PAYLOADS = (
    f"\"><script>{RUN}</script>'",
    f"</title></script><img src=x onerror={RUN}>",
    f"</p></div></article><svg onload={RUN}>",
    f"[x](javascript:{RUN})",
    f"`*_{{: onclick={RUN} }}",
    "{{ 7*191 }}{% include 'x' %}{# y #}${7*191}",
    f"<!-- --><a href=javascript:{RUN}>y</a>]]>",
    f"&lt;script&gt;{RUN}&#60;/script> | a | \\\\",
)
EVERYTHING = " ".join(PAYLOADS)
ADDRESS = f"https://example.org/)[x](javascript:{RUN})'onclick='{RUN}'{{{{7*191}}}}"


def make_hostile(folder: Path) -> Path:
    """Make the project and give its folder."""
    project = folder / "project"
    # mkdocs.yml may name code to run; what it shows is text all the same.
    make_project(project, title=f"Hostile {PAYLOADS[0]}")
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("- Home: index.md", f"- {json.dumps(PAYLOADS[0])}: index.md")
    settings.write_text(text, encoding="utf-8", newline="\n")
    front = {
        "title": f"Title {EVERYTHING}",
        "dateline": f"Date {EVERYTHING}",
        "date": "2020-02-03",
        "parties": [f"Alba {EVERYTHING}", "Borealia"],
        "language": "en",
        "published": [
            {
                "title": EVERYTHING,
                "publisher": EVERYTHING,
                "url": ADDRESS,
                "note": EVERYTHING,
                "language": "ja",
                "kind": "press",
            }
        ],
        "themes": {"trade": f"Trade {EVERYTHING}", "safety": "Safety"},
        "sections": [{"before": 1, "heading": f"Opening {EVERYTHING}"}],
    }
    paragraphs = [f"The Harbour Forum (HF) met. {payload} The HF and North Star." for payload in PAYLOADS]
    text = "\n\n".join([*paragraphs, f"North Star <script>\n{RUN}\n</script>", f"- Open Sea Compact {EVERYTHING}"])
    # What would lose words is refused: a link to what is no address, and a product that is taken for emphasis.
    text = text.replace("[x](", "\\[x](").replace("7*", "7\\*")
    _write(project / "source" / "statement.md", front, text)
    entry = {
        "name": "Harbour Forum",
        "acronym": "HF",
        "aliases": [f"Alias {payload} [^s1]" for payload in PAYLOADS],
        "names": {"ja": [f"港 {EVERYTHING} [^s1]"], "ko": ["항구 <b> [^s1]"]},
        "kind": EVERYTHING,
        "theme": "trade",
        "definition": f"{PAYLOADS[0]} {PAYLOADS[1]} [^s1]",
        "established": "Founded {{ 7*191 }} {% raw %} in <b>1999</b>. [^s1]",
        "status": "Active {{ 7*191 }}. [^s1]",
        "site": ADDRESS,
        "not_found": ["The name {{ 7*191 }} & the “day”: `<none>`."],
        "search_terms": [EVERYTHING],
        "sources": [
            {
                "id": "s1",
                "title": EVERYTHING,
                "publisher": EVERYTHING,
                "url": ADDRESS,
                "language": "ja",
                "kind": "press",
            }
        ],
    }
    prose = f"It meets {{{{ 7*191 }}}} in spring, `{PAYLOADS[1]}`. [^s1]\n```html\n{EVERYTHING}\n```"
    _write(project / "docs" / "glossary" / "harbour-forum.md", entry, prose)
    star = {
        "name": f"North Star {EVERYTHING}"[:480],
        "aliases": ["North Star [^statement]"],
        "kind": "exercise",
        "theme": "safety",
        "definition": f"A rescue {PAYLOADS[0]} [^statement]",
        "status": "Held in January 2020. [^statement]",
    }
    _write(project / "docs" / "glossary" / "north-star.md", star, "")
    return project


def _write(path: Path, front: Mapping[str, object], text: str) -> None:
    # JSON is YAML.
    path.write_text(f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{text}\n", encoding="utf-8", newline="\n")
