"""Built HTML of any builder -> the page as readers get it: with a Content-Security-Policy.

The policy permits the scripts that the files of the theme hold, whatever a page holds. Adding it twice changes nothing.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.model.errors import GeneratorError

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc=|type=[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*(?:<!doctype[^>]*>)?", re.IGNORECASE)

# A sign that has no case, first, is found ten times as fast.
_EQUIV = re.compile("-(?i:equiv)")
_CONNECTS = re.compile("<link[^>]* rel=.?preconnect[^>]*>")
"""Besides what loads something from another host, which the policy forbids."""
_WITHIN = re.compile(r"0; url=(?!/)[\w./#%~-]*")  # Where pages that have moved lead: to another of the site

_FILLED_IN = re.compile(r"\{\{.*?\}\}")
_POLICY = re.compile(r"\n\s*<meta http-equiv=\"Content-Security-Policy\"[^>]*>")

# WebAssembly, which the search runs on, may be compiled; a text may not be run as code.
SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'"
_REST = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)


class Policy:
    """The policy of the pages of one theme."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Read the scripts in the templates of a theme's folders, and of what replaces parts of it."""
        files = [path for folder in folders for path in sorted(folder.rglob("*.html"))]
        codes = {code for path in files for code in _find_scripts(path.read_text(encoding="utf-8", errors="replace"))}
        # What a template fills in, such as the way to the first page, may be an address and no more.
        known = [r"[\w./:~%-]*".join(map(re.escape, _FILLED_IN.split(code))) for code in sorted(codes)]
        self._known = re.compile("|".join(known) or "(?!)")

    def add(self, html: str, path: Path) -> str:
        """Write the policy into the head of a page, or raise a GeneratorError; one that is there is replaced.

        No policy forbids what leads readers to another site, or connects them to it.
        """
        html = _POLICY.sub("", html) if "Content-Security-Policy" in html else html
        if "preconnect" in html and (found := _CONNECTS.search(html)):
            hint = "set theme.font to false, or remove it from the template"
            raise GeneratorError(f"the page would connect to another site: {found[0]}", path=path, hint=hint)
        for meta in LexborHTMLParser(html).css("meta[http-equiv=refresh i]") if _EQUIV.search(html) else ():
            if not _WITHIN.fullmatch(content := meta.attributes.get("content") or ""):
                message = f'the page would lead its readers away: <meta http-equiv="refresh" content="{content}">'
                raise GeneratorError(message, path=path, hint="remove it from the page, its template or mkdocs.yml")
        hashes = sorted({hash_script(code) for code in _find_scripts(html) if self._known.fullmatch(code)})
        policy = "; ".join([_REST, " ".join([SCRIPTS, *hashes])])
        tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        place = _CHARSET.search(html) or _DOCTYPE.match(html)
        end = place.end() if place else 0
        return f"{html[:end]}\n      {tag}{html[end:]}"


def _find_scripts(html: str) -> list[str]:
    return [match["code"] for match in _INLINE.finditer(html) if not _NOT_RUN.search(match["attributes"])]


def hash_script(code: str) -> str:
    """Return a script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
