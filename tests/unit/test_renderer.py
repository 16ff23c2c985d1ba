"""Templates: a project's own replace ours, and a broken one is named with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.model.errors import GeneratorError
from generator.pages.renderer import TEMPLATES, Renderer, _make_environment
from generator.text.wording import Wording, read_wording

ENGLISH = read_wording("en")


def render(folder: Path, text: str, view: object = None, wording: Wording = ENGLISH) -> str:
    (folder / "home.html.jinja").write_text(text, encoding="utf-8")
    return Renderer(folder, wording).render("home.html.jinja", view)


def test_a_template_of_the_project_takes_the_place_of_ours_and_may_use_our_macros(tmp_path: Path) -> None:
    macros = '{% from "macros.html.jinja" import data %}'
    text = '{{ data("2") }} {{ ngettext("day", "days", 2) }} from {{ "2024-11" | date }}'
    assert render(tmp_path, macros + text) == "2 days from November 2024"


def test_text_is_escaped(tmp_path: Path) -> None:
    assert render(tmp_path, "<p title='{{ view }}'>", "<'&\">") == "<p title='&lt;&#39;&amp;&#34;&gt;'>"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param("<p>\n\n{% if %}\n", 3, "Expected an expression", id="syntax"),
        pytest.param("<p>\n\n{{ view.nothing }}\n", 3, "'None' has no attribute 'nothing'", id="undefined"),
        pytest.param("<p>\n{% include 'b' %}\n", 2, 'there is no template "b"', id="missing"),
        pytest.param("<p>\n{{ 1 / 0 }}\n", 2, "division by zero", id="arithmetic"),
        pytest.param('<p>\n{{ "x" | date }}\n', 2, "Invalid isoformat", id="no-date"),
    ],
)
def test_a_broken_template_is_named_with_its_line(text: str, line: int, told: str, tmp_path: Path) -> None:
    with pytest.raises(GeneratorError) as caught:
        render(tmp_path, text)
    assert told in caught.value.message
    assert (caught.value.path, caught.value.line) == (tmp_path / "home.html.jinja", line)


def test_a_template_compiled_in_one_language_speaks_the_next(tmp_path: Path) -> None:
    for text, english, french in (
        ('{{ _("Glossary") }}', "Glossary", "Glossaire"),
        ('{{ "2020-02" | date }}', "February 2020", "février 2020"),
    ):
        words = [render(tmp_path, text, wording=read_wording(code)) for code in ("en", "fr", "en")]
        assert words == [english, french, english]


@pytest.mark.parametrize("broken", ["a file in its place", "gone", "cut off"])
def test_what_is_wrong_with_compiled_templates_is_no_fault(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    if broken == "a file in its place":
        (tmp_path / "temporary").write_bytes(b"")
    else:
        (tmp_path / "temporary").mkdir()
    _make_environment.cache_clear()
    environment = _make_environment((TEMPLATES,), (), ENGLISH)
    if broken == "gone":
        shutil.rmtree(tmp_path / "temporary")
    elif broken == "cut off":
        environment.get_template("macros.html.jinja")
        (kept,) = (tmp_path / "temporary").rglob("*__generator_*")
        kept.write_bytes(kept.read_bytes()[:40])
        _make_environment.cache_clear()
        environment = _make_environment((TEMPLATES,), (), ENGLISH)
    module = environment.get_template("macros.html.jinja").module
    assert module.capital("word") == "Word"  # type: ignore[attr-defined]


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "home.html.jinja").write_bytes(b"Caf\xe9\n")
    with pytest.raises(GeneratorError, match=r"home\.html\.jinja:1: is not UTF-8 text; save it as UTF-8"):
        Renderer(tmp_path, ENGLISH).render("home.html.jinja", None)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match=r'no such folder; create it, or remove "templates" from mkdocs\.yml'):
        Renderer(tmp_path / "none", ENGLISH)
