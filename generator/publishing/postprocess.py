"""Built HTML of any builder -> the page as readers get it: with a Content-Security-Policy.

The policy permits what the page itself holds, and no more. Adding it twice changes nothing.
"""

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc=|type=[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)

_POLICY = re.compile(r"\n\s*<meta http-equiv=\"Content-Security-Policy\"[^>]*>")

# WebAssembly, which the search runs on, may be compiled; a text may not be run as code.
_SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'"
_REST = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)


def postprocess_page(html: str) -> str:
    """Write the policy into the head, with the hash of every inline script that the theme puts there.

    A script within the article does not come from the theme, and does not run. A policy that is there is replaced.
    """
    html = _POLICY.sub("", html)
    first, last = html.find("<article"), html.rfind("</article>")
    around = html[:first] + html[last:] if 0 <= first < last else html
    hashes = sorted(
        {_hash(match["code"]) for match in _INLINE.finditer(around) if not _NOT_RUN.search(match["attributes"])}
    )
    policy = "; ".join([_REST, " ".join([_SCRIPTS, *hashes])])
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: f"{match[0]}\n      {tag}", html, count=1)


def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f"'sha256-{digest}'"
