"""The policy permits the scripts that a theme puts into a page, and no others."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from generator.plugin.serving import _permit_polling
from generator.publishing.postprocess import Policy

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    """The policy of a theme of one template."""
    (tmp_path / "main.html").write_text(
        '{% block a %}<script>theme()</script>{% endblock %}<script>go("{{ base_url | d("x") }}")</script>',
        encoding="utf-8",
    )
    return Policy([tmp_path])


def scripts_of(html: str) -> list[str]:
    found = re.search(r"script-src ([^;]*)", policy_of(html))
    assert found
    return found[1].split()


@pytest.mark.parametrize(
    ("code", "runs"),
    [
        ('go("..")', True),
        ('go("/a/b")', True),
        ('go("");alert("")', False),
        ("alert(1)", False),
        (" theme()", False),
        ("theme();theme()", False),
    ],
)
def test_a_script_runs_only_if_a_file_of_the_theme_has_it(policy: Policy, code: str, runs: bool) -> None:
    # Such as a title that the theme writes as it is.
    html = policy.add(PAGE.replace("<article>", f"<title><script>{code}</script><article>"))
    assert (hash_of(code) in scripts_of(html)) is runs


def test_the_script_of_the_server_runs_and_no_other(policy: Policy) -> None:
    html = policy.add(PAGE.replace("Words", "<script>forged()</script></body>"))
    served = html.replace("{}</script></body>", "{}</script><script>poll(1)</script></body>").encode()
    assert set(scripts_of(_permit_polling(served).decode())) - set(scripts_of(html)) == {hash_of("poll(1)")}
    assert _permit_polling(b"<html>") == b"<html>"


def test_only_the_scripts_of_the_theme_may_run(policy: Policy) -> None:
    html = policy.add(PAGE)
    assert scripts_of(html) == ["'self'", "'wasm-unsafe-eval'", hash_of("theme()")]
    # A browser obeys it from where it stands on.
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_nothing_but_the_policy_is_added(policy: Policy) -> None:
    html = policy.add(PAGE)
    assert re.sub(r"\n\s*<meta http-equiv[^>]*>", "", html) == PAGE


def test_a_policy_that_is_there_is_replaced(policy: Policy) -> None:
    once = policy.add(PAGE)
    assert policy.add(once) == once
    assert hash_of("theme()") not in policy.add(once.replace("theme()", "other()"))


def test_styles_may_stand_in_attributes_but_not_in_elements(policy: Policy) -> None:
    written = policy_of(policy.add(PAGE))
    assert "style-src 'self';" in written
    assert "unsafe-inline" not in written
