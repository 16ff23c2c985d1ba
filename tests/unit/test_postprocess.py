"""The policy permits the scripts that a theme puts into a page, and no others."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from generator.model.errors import GeneratorError
from generator.plugin.serving import _permit_polling
from generator.publishing.postprocess import Policy

HERE = Path("docs/about.md")
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
    html = policy.add(PAGE.replace("<article>", f"<title><script>{code}</script><article>"), HERE)
    assert (hash_of(code) in scripts_of(html)) is runs


def test_the_script_of_the_server_runs_and_no_other(policy: Policy) -> None:
    html = policy.add(PAGE.replace("Words", "<script>forged()</script></body>"), HERE)
    served = html.replace("{}</script></body>", "{}</script><script>poll(1)</script></body>").encode()
    assert set(scripts_of(_permit_polling(served).decode())) - set(scripts_of(html)) == {hash_of("poll(1)")}
    assert _permit_polling(b"<html>") == b"<html>"


def test_only_the_scripts_of_the_theme_may_run(policy: Policy) -> None:
    html = policy.add(PAGE, HERE)
    assert scripts_of(html) == ["'self'", "'wasm-unsafe-eval'", hash_of("theme()")]
    # A browser obeys it from where it stands on.
    assert html.index("Content-Security-Policy") < html.index("<script")


@pytest.mark.parametrize("charset", ['<meta charset="utf-8">', '<meta content="text/html; charset=utf-8">', ""])
def test_nothing_but_the_policy_is_added(policy: Policy, charset: str) -> None:
    page = PAGE.replace('<meta charset="utf-8">', charset)
    html = policy.add(page, HERE)
    assert re.sub(r"\n\s*<meta http-equiv[^>]*>", "", html) == page
    assert html.startswith("<!doctype html>")
    assert policy_of(html)
    # Browsers obey it in the head alone.
    assert html.index("Content-Security-Policy") < html.index("</head>")


@pytest.mark.parametrize(
    ("tag", "refused"),
    [
        ('<link rel="preconnect" href="https://fonts.gstatic.com" crossorigin>', True),
        ("<link href=//evil.example rel=preconnect>", True),
        ('<link rel="canonical" href="https://example.org/a/"><a href="https://example.org">x</a>', False),
        ('<link rel="stylesheet" href="../assets/a.css"><img src="data:image/png;base64,//">', False),
    ],
)
def test_no_page_connects_to_another_site(policy: Policy, tag: str, refused: bool) -> None:
    page = PAGE.replace("<script>theme", f"{tag}<script>theme")
    if not refused:
        assert tag in policy.add(page, HERE)
        return
    with pytest.raises(GeneratorError, match="the page would connect to another site"):
        policy.add(page, HERE)


def test_a_policy_that_is_there_is_replaced(policy: Policy) -> None:
    once = policy.add(PAGE, HERE)
    assert policy.add(once, HERE) == once
    assert hash_of("theme()") not in policy.add(once.replace("theme()", "other()"), HERE)


def test_styles_may_stand_in_attributes_but_not_in_elements(policy: Policy) -> None:
    written = policy_of(policy.add(PAGE, HERE))
    assert "style-src 'self';" in written
    assert "unsafe-inline" not in written


@pytest.mark.parametrize(
    ("tag", "refused"),
    [
        ('<meta http-equiv="refresh" content="0;url=https://evil.example/">', True),
        ("<p><META a='>' HTTP-EQUIV=re&#102;resh content='0; url=//evil.example/'>", True),
        ("<noscript><meta http-equiv=refresh content='0; url=/\\evil.example'></noscript>", True),
        ('<noscript><meta http-equiv="refresh" content="0; url=../full/#p-1"></noscript>', False),
        ('<p>&lt;meta http-equiv="refresh" content="0;url=https://evil.example/"></p>', False),
    ],
)
@pytest.mark.parametrize("place", ["<article>", '<meta charset="utf-8">'])
def test_no_page_leads_its_readers_away(policy: Policy, tag: str, refused: bool, place: str) -> None:
    page = PAGE.replace(place, place + tag)
    if not refused:
        assert tag in policy.add(page, HERE)
        return
    with pytest.raises(GeneratorError, match=r"evil\.example") as caught:
        policy.add(page, HERE)
    assert caught.value.path == HERE
