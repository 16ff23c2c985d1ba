"""The policy permits the scripts that a theme puts into a page, and no others."""

from __future__ import annotations

import base64
import hashlib
import re

from generator.publishing.postprocess import postprocess_page

PAGE = """<!doctype html><html><head>
  <meta charset="utf-8">
  <script>theme()</script>
  <script type="application/ld+json">{"data": 1}</script>
  <script src="assets/edition.js"></script>
</head><body><article><p>Words.</p><script>authored()</script></article><script id="__config" type="application/json">
{}</script></body></html>"""


def hash_of(code: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def policy_of(html: str) -> str:
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return str(policy)


def test_only_the_scripts_of_the_theme_may_run() -> None:
    html = postprocess_page(PAGE)
    scripts = re.search(r"script-src ([^;]*)", policy_of(html))
    assert scripts
    assert scripts[1].split() == ["'self'", "'wasm-unsafe-eval'", hash_of("theme()")]
    # A browser obeys it from where it stands on.
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_nothing_but_the_policy_is_added() -> None:
    html = postprocess_page(PAGE)
    assert re.sub(r"\n\s*<meta http-equiv[^>]*>", "", html) == PAGE


def test_a_policy_that_is_there_is_replaced() -> None:
    once = postprocess_page(PAGE)
    assert postprocess_page(once) == once
    changed = postprocess_page(once.replace("theme()", "other()"))
    assert hash_of("other()") in policy_of(changed)
    assert hash_of("theme()") not in policy_of(changed)


def test_styles_may_stand_in_attributes_but_not_in_elements() -> None:
    policy = policy_of(postprocess_page(PAGE))
    assert "style-src 'self';" in policy
    assert "unsafe-inline" not in policy
